"""A table for office programs: a row for each finding, one for each paper without any, one for each unread.

UTF-8 with a mark that says so, without which Excel takes Chinese for something else. A cell that an
office program would take for a formula begins with an apostrophe.
"""

from __future__ import annotations

import codecs
import csv
from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO, StringIO
from typing import TYPE_CHECKING, BinaryIO

from lawcheck.gate import Tally
from lawcheck.model import Document, Finding, Report, ReportStatus, Run, Text
from lawcheck.renderers import Look, _words
from lawcheck.renderers._clean import clean, visible
from lawcheck.renderers._overview import Answers, OfRun
from lawcheck.renderers._quote import quote

if TYPE_CHECKING:
    from lawcheck.rulebook import RuleBook

MEDIA = "text/csv"

_HEADS = (
    _words.FILE,
    _words.ISSUER,
    _words.YEAR,
    _words.OUTCOME,
    _words.SCORE,
    Text("级别", "severity"),
    Text("规则", "rule"),
    Text("问题", "finding"),
    _words.PLACE,
    Text("所在标题", "heading"),
    _words.EXPECTED,
    _words.ACTUAL,
    _words.HINT,
    _words.BASIS,
    _words.EXCERPT,
    Text("处理", "state"),
    Text("指纹", "fingerprint"),
    Text("上年原文", "last year's text"),
)
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_QUOTED = 200  # characters


def render(run: Run, look: Look) -> bytes:
    """Return a run as CSV."""
    file = BytesIO()
    write(OfRun(run), file, look, Tally.of(run))
    return file.getvalue()


def write(
    answers: Answers, file: BinaryIO, look: Look, tally: Tally, *, books: Sequence[RuleBook] = ()
) -> None:
    """Write the CSV of answers, which are gone through once and never held."""
    lang = tally.lang
    file.writelines(_lines([head.say(lang) for head in _HEADS], _rows(answers, lang)))


def sheet(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """Return rows under their heads as CSV, with lines as RFC 4180 ends them; short rows are filled up."""
    return b"".join(_lines(heads, rows))


def _lines(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[bytes]:
    yield codecs.BOM_UTF8
    line = StringIO(newline="")
    writer = csv.writer(line)
    writer.writerow(heads)
    for row in rows:
        cells = [*row, *[""] * (len(heads) - len(row))]
        writer.writerow(list(map(_safe, cells)))
        yield line.getvalue().encode("utf-8", "backslashreplace")
        line.seek(0)
        line.truncate()
    yield line.getvalue().encode("utf-8", "backslashreplace")


def _rows(answers: Answers, lang: str) -> Iterator[list[str]]:
    for answer in answers:
        if isinstance(answer, Report):
            yield from _report(answer)
        else:
            unread = _words.UNREADABLE.say(lang)
            yield [visible(answer.path), "", "", unread, "", "", "", clean(answer.reason)]


def _report(report: Report) -> Iterator[list[str]]:
    lang, applies = report.lang, report.status is not ReportStatus.NOT_APPLICABLE
    paper = [
        visible(report.path),
        clean(report.document.issuer or ""),
        str(report.document.year or ""),
        _words.VERDICT[report.status].say(lang),
        f"{report.score:g}" if applies and report.score is not None else "",
    ]
    findings = _words.by_seriousness(report.findings) if applies else []
    for finding in findings:
        state = _words.STATE[finding.state].say(lang) if finding.state else ""
        yield paper + _finding(finding, state, report.document, lang)
    if not findings:
        yield [*paper, "", "", _words.SEMICOLON.say(lang).join(_words.notes(report))]
    for each in report.suppressed if applies else ():
        reason = f"{_words.SUPPRESSED.say(lang)}{_words.COLON.say(lang)}{clean(each.by.reason)}"
        yield paper + _finding(each.finding, reason, report.document, lang)
    for known in report.solved or ():
        severity = _words.SEVERITY[known.severity].say(lang)
        solved = [severity, known.rule, clean(known.message), "", "", "", "", "", "", clean(known.text)]
        yield [*paper, *solved, _words.SOLVED.say(lang), known.fingerprint]


def _finding(finding: Finding, state: str, document: Document, lang: str) -> list[str]:
    place = finding.place
    return [
        _words.SEVERITY[finding.severity].say(lang),
        finding.rule,
        clean(finding.message),
        _words.line(place, lang),
        " / ".join(map(clean, place.path)),
        clean(finding.expected),
        clean(finding.actual),
        clean(finding.hint),
        clean(finding.basis),
        "".join(quote(document, place, _QUOTED)),
        state,
        finding.fingerprint,
        _words.last_year(finding, lang),
    ]


def _safe(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
