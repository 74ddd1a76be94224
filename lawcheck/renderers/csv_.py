"""A table for office programs: a row for each finding, one for each paper without any, one for each unread.

UTF-8 with a mark that says so, without which Excel takes Chinese for something else. A cell that an
office program would take for a formula begins with an apostrophe.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO

from lawcheck.model import Document, Finding, Report, ReportStatus, Run, Text
from lawcheck.renderers import Look, _words
from lawcheck.renderers._clean import clean, visible
from lawcheck.renderers._quote import quote

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
    return sheet([head.say(run.lang) for head in _HEADS], _rows(run))


def sheet(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """Return rows under their heads as CSV, with lines as RFC 4180 ends them; short rows are filled up."""
    table = StringIO(newline="")
    writer = csv.writer(table)
    writer.writerow(heads)
    for row in rows:
        cells = [*row, *[""] * (len(heads) - len(row))]
        writer.writerow(list(map(_safe, cells)))
    return table.getvalue().encode("utf-8-sig", "backslashreplace")


def _rows(run: Run) -> Iterator[list[str]]:
    for report in run.reports:
        yield from _report(report)
    for file in run.unreadable:
        reason = clean(file.reason)
        yield [visible(file.path), "", "", _words.UNREADABLE.say(run.lang), "", "", "", reason]


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
