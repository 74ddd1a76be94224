"""lawcheck annotate: a copy of a Word file with a comment at each finding."""

from __future__ import annotations

import os
from collections.abc import Sequence

from lawcheck import api
from lawcheck.annotate import annotate
from lawcheck.cli._annotate_arguments import Options, parse
from lawcheck.cli._files import Target, refuse_harm, save
from lawcheck.cli._streams import say, say_why
from lawcheck.cli._telling import tell_misused
from lawcheck.errors import ReadError, UsageError
from lawcheck.model import Report, ReportStatus, Text
from lawcheck.readers import read_bytes
from lawcheck.readers.docx import SUFFIXES
from lawcheck.renderers import visible

SUMMARY = Text("写一份带批注的 Word 副本", "write a copy of a Word file with comments")


def main(args: Sequence[str], lang: str) -> int:
    """Write the commented copy and return the exit status: 3 where there is no whole verdict."""
    options = parse(args, lang)
    lang = options.lang
    target = _target(options, lang)
    try:
        data = read_bytes(options.paper)
        report = _report(data, options)
        copy = annotate(data, report)
    except ReadError as error:
        say_why(error.path, Text(error.reason, error.reason_en).say(lang), lang)
        return 3
    save(Target("docx", target), copy, lang)
    _tell(report, target)
    if tell_misused([report]):
        return 2
    return 3 if report.status is ReportStatus.PARTLY_READ else 0


def _report(data: bytes, options: Options) -> Report:
    report = api.check_bytes(data, path=options.paper, **options.asked())
    if report.document.format != "docx":
        raise ReadError(
            options.paper,
            "只有 Word 文档（.docx）能写批注，请先用 Word 或 WPS 另存为 .docx",
            "only Word files (.docx) can carry comments, please save it as .docx first",
        )
    if report.status is ReportStatus.NOT_APPLICABLE and not options.force:
        raise ReadError(
            options.paper,
            f"{report.reason}，没有写批注（如确是此类报告，可加 --force）",
            f"{report.reason}; nothing was written (--force does it all the same)",
        )
    return report


def _target(options: Options, lang: str) -> str:
    """Return the name of the copy; one of one's own choice may be there already, the usual one not."""
    if options.output:
        refuse_harm(options.output, filter(None, (options.paper, options.previous)), lang)
        return options.output
    stem, suffix = os.path.splitext(options.paper)
    target = f"{stem}_批注{suffix if suffix.lower() in SUFFIXES else '.docx'}"
    if os.path.lexists(target):
        zh = f"已有 {target}，请用 -o 写明文件名（写同一个名字即覆盖）"
        en = f"there is a {target} already; name the copy with -o (the same name overwrites it)"
        raise UsageError(Text(zh, en).say(lang))
    return target


def _tell(report: Report, target: str) -> None:
    lang, count = report.lang, len(report.findings)
    if count:
        told = Text(f"写了 {count} 条批注：{visible(target)}", f"{count} comments written: {visible(target)}")
    else:
        told = Text(
            f"没有发现问题，副本没有批注：{visible(target)}", f"nothing to comment on: {visible(target)}"
        )
    if report.suppressed:
        more = len(report.suppressed)
        told = Text(f"{told.zh}（另有 {more} 处按说明略过）", f"{told.en} ({more} more are suppressed)")
    print(told.say(lang))
    for note in (*filter(None, (report.reason,)), *report.notes):
        say(visible(note))
