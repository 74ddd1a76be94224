"""A workbook for office programs: overview, required parts, findings, and what has no verdict.

It is written as the answers come by, so that a hundred thousand papers need no more memory than ten. Text
of a paper is text: no formula, no link, no number.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import BinaryIO

from lawcheck.gate import Tally
from lawcheck.model import Finding, Report, ReportStatus, Run, Severity, Text
from lawcheck.renderers import Look, _words
from lawcheck.renderers._clean import clean
from lawcheck.renderers._overview import Answer, Answers, OfRun, rows
from lawcheck.renderers._overview.survey import Survey, findings_of, is_judged, survey
from lawcheck.renderers._quote import quote
from lawcheck.renderers._xlsx.book import SEVERITY_STYLES, STATUS_STYLES, Book, Cell, Column, Table
from lawcheck.renderers._xlsx.overview import Overview
from lawcheck.rulebook import RuleBook

MEDIA = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

_FINDINGS = Text("问题", "findings")
_NO_VERDICT = _words.NO_VERDICT
_VERDICT_STYLES = {
    ReportStatus.COMPLETE: "good",
    ReportStatus.GAPS: "bad",
    ReportStatus.PARTLY_READ: "none",
    ReportStatus.NOT_APPLICABLE: "none",
}
_PASSING_STYLES = {_words.PASSED: "good", _words.FAILED: "bad", _words.NO_VERDICT: "none"}
_LONG = 8_000  # characters of a text in a cell
_QUOTED = 600  # characters
_PRINTED = 10  # columns of findings that go on paper


def render(run: Run, look: Look) -> bytes:
    """Return a run as a workbook."""
    file = BytesIO()
    write(OfRun(run), file, look, Tally.of(run, look.gate), books=run.books)
    return file.getvalue()


def write(
    answers: Answers,
    file: BinaryIO,
    look: Look,
    tally: Tally,
    *,
    books: Sequence[RuleBook] = (),
) -> None:
    """Write the workbook of answers, which are gone through twice and never held.

    ``tally`` is what counts of them; ``books`` are the rule books at hand, those that ship with lawcheck need
    not be.

    Raises:
        UsageError: The library that writes workbooks is not installed.
    """
    lang = tally.lang
    book = Book(file, lang)
    counted = survey(answers, tally, look.gate, books=books)
    first = Overview(book)
    matrix, findings, others = _tables(book, counted)
    for answer in answers:
        matrix.add(_paper(answer, counted))
        if not is_judged(answer):
            others.add(_without_verdict(answer, lang))
        if isinstance(answer, Report):
            for cells in _findings(answer, lang):
                findings.add(cells)
    first.fill(counted)
    book.close()


def _tables(book: Book, counted: Survey) -> tuple[Table, Table, Table]:
    lang = counted.lang
    return (
        book.table(rows.PARTS.say(lang), _columns(_matrix_columns(counted), lang), counted.papers),
        book.table(_FINDINGS.say(lang), _columns(_FINDING_COLUMNS, lang), counted.rows, _PRINTED),
        book.table(_NO_VERDICT.say(lang), _columns(_OTHER_COLUMNS, lang), counted.without_verdict),
    )


def _columns(told: Sequence[tuple[Text | str, float]], lang: str) -> list[Column]:
    return [Column(head if isinstance(head, str) else head.say(lang), width) for head, width in told]


def _matrix_columns(counted: Survey) -> list[tuple[Text | str, float]]:
    columns: list[tuple[Text | str, float]] = [
        (_words.ISSUER, 30),
        (rows.LEVEL, 9),
        (_words.YEAR, 8),
        (_words.SCORE, 8),
        (_words.OUTCOME, 10),
    ]
    if counted.gate:
        columns.append((rows.PASSES, 10))
    columns += [(part.title, 16) for part in counted.parts.values()]
    columns += [(word, 8) for word in _words.SEVERITY.values()]
    return [*columns, (_words.FILE, 60)]


def _paper(answer: Answer, counted: Survey) -> list[Cell]:
    lang = counted.lang
    row = rows.row(answer, counted.gate)
    style = _VERDICT_STYLES[answer.status] if isinstance(answer, Report) else "none"
    cells = [
        Cell(row.issuer(lang)),
        Cell(row.level(lang), "centre"),
        Cell(row.who.year, "year"),
        Cell(row.score, "score"),
        Cell(row.verdict.say(lang), style),
    ]
    if row.passes:
        cells.append(Cell(row.passes.say(lang), _PASSING_STYLES[row.passes]))
    for id_ in counted.parts:
        status = row.parts.get(id_)
        cells.append(Cell(_words.STATUS[status].say(lang), STATUS_STYLES[status]) if status else Cell(None))
    counts = row.counts
    cells += [Cell(None if counts is None else counts[severity], "few") for severity in Severity]
    return [*cells, Cell(row.path)]


_FINDING_COLUMNS: tuple[tuple[Text | str, float], ...] = (
    (_words.ISSUER, 24),
    (_words.YEAR, 7),
    (rows.SEVERITY_HEAD, 9),
    (Text("问题", "finding"), 36),
    (_words.PLACE, 10),
    (Text("所在标题", "heading"), 22),
    (_words.EXPECTED, 26),
    (_words.ACTUAL, 26),
    (_words.HINT, 30),
    (_words.EXCERPT, 36),
    (_words.BASIS, 32),
    (_words.PART, 24),
    (rows.RULE, 22),
    (Text("处理", "state"), 12),
    (_words.FILE, 48),
)


def _findings(report: Report, lang: str) -> Iterator[list[Cell]]:
    row = rows.row(report, None)
    paper = [Cell(row.issuer(lang), "wrapped"), Cell(row.who.year, "year")]
    for finding in _words.by_seriousness(findings_of(report)):
        yield [*paper, *_finding(finding, report, rows.state(finding, lang), lang), Cell(row.path)]
    for each in report.suppressed if row.counts is not None else ():
        reason = f"{_words.SUPPRESSED.say(lang)}{_words.COLON.say(lang)}{clean(each.by.reason)}"
        yield [*paper, *_finding(each.finding, report, reason, lang), Cell(row.path)]


def _finding(finding: Finding, report: Report, state: str, lang: str) -> list[Cell]:
    place = finding.place
    return [
        Cell(_words.SEVERITY[finding.severity].say(lang), SEVERITY_STYLES[finding.severity]),
        Cell(clean(finding.message, _LONG), "wrapped"),
        Cell(_words.line(place, lang), "wrapped"),
        Cell(" / ".join(map(clean, place.path)), "wrapped"),
        Cell(clean(finding.expected, _LONG), "wrapped"),
        Cell(clean(finding.actual, _LONG), "wrapped"),
        Cell(clean(finding.hint, _LONG), "wrapped"),
        Cell("".join(quote(report.document, place, _QUOTED)), "wrapped"),
        Cell(clean(finding.basis, _LONG), "wrapped"),
        Cell(rows.part_title(finding, report), "wrapped"),
        Cell(finding.rule),
        Cell(state, "wrapped"),
    ]


_OTHER_COLUMNS: tuple[tuple[Text | str, float], ...] = (
    (_words.ISSUER, 30),
    (_words.YEAR, 8),
    (_words.OUTCOME, 16),
    (rows.REASON, 80),
    (_words.FILE, 60),
)


def _without_verdict(answer: Answer, lang: str) -> list[Cell]:
    row = rows.row(answer, None)
    return [
        Cell(row.issuer(lang)),
        Cell(row.who.year, "year"),
        Cell(row.verdict.say(lang), "none"),
        Cell(rows.reason(answer, lang), "wrapped"),
        Cell(row.path),
    ]
