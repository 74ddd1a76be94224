"""The view for the drafter, drawn with Rich.

Text from documents enters as Text, never as markup, and only glyphs that GBK has are drawn.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from io import StringIO

from rich.box import SIMPLE_HEAD
from rich.cells import cell_len
from rich.console import (
    Console,
    ConsoleOptions,
    Group,
    JustifyMethod,
    OverflowMethod,
    RenderableType,
    RenderResult,
)
from rich.containers import Lines
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from lawcheck.model import Finding, Report, ReportStatus, Run, SectionResult, Severity, State, Status
from lawcheck.renderers import Look, _words
from lawcheck.renderers._clean import clean, visible
from lawcheck.renderers._quote import quote
from lawcheck.renderers._shares import shares
from lawcheck.renderers._wrap import breaks

MEDIA = "text/plain"
_QUOTED = 100  # characters: two or three lines
_NARROWEST, _WIDEST = 60, 100

_SEVERITY = {Severity.ERROR: "bold red", Severity.WARNING: "bold yellow", Severity.INFO: "bold cyan"}
_STATUS = {Status.MET: "green", Status.WEAK: "yellow", Status.MISSING: "bold red"}
_VERDICT = {
    ReportStatus.COMPLETE: "bold green",
    ReportStatus.GAPS: "bold red",
    ReportStatus.PARTLY_READ: "bold yellow",
    ReportStatus.NOT_APPLICABLE: "bold yellow",
}


class _Prose(Text):
    """Text that wraps as Chinese does; Rich itself breaks at spaces, of which there are few."""

    def wrap(
        self,
        console: Console,
        width: int,
        *,
        justify: JustifyMethod | None = None,
        overflow: OverflowMethod | None = None,
        tab_size: int = 8,
        no_wrap: bool | None = None,
    ) -> Lines:
        """Return the lines, broken where Chinese may be."""
        lines = self.divide(breaks(self.plain, width, cell_len))
        for line in lines:
            line.rstrip()
        return lines


@dataclass(frozen=True, slots=True, eq=False)
class _Pairs:
    """Two columns, label and text; a table of Rich does the same for thrice the time."""

    pairs: Sequence[tuple[Text, Text]]
    width: int  # of the labels, in cells

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Yield each pair as lines that are wrapped already."""
        indent = self.width + 2
        for label, text in self.pairs:
            first, *rest = text.wrap(console, options.max_width - indent) or [Text()]
            shown = Text(no_wrap=True, overflow="ignore")
            shown.append_text(label).append(" " * (indent - cell_len(label.plain))).append_text(first)
            for line in rest:
                shown.append("\n" + " " * indent).append_text(line)
            yield shown


def render(run: Run, look: Look) -> str:
    """Return a run as text for a screen, with ANSI codes where the look has colour."""
    paper = StringIO()
    screen = _screen(paper, look)
    for block in _blocks(run, screen.width, explain=look.explain):
        screen.print(block)
    if look.gate:
        style = "bold red" if look.gate.reasons(run) else "bold green"
        screen.print(_Prose(f"\n{_words.outcome(run, look.gate)}", style=style))
    return "".join(f"{line.rstrip()}\n" for line in paper.getvalue().splitlines())


def _screen(paper: StringIO, look: Look) -> Console:
    # Nothing is left to be guessed from the environment: the same run and look give the same bytes.
    return Console(
        file=paper,
        width=min(max(look.width, _NARROWEST), _WIDEST),
        force_terminal=look.color,
        color_system="standard" if look.color else None,
        force_jupyter=False,
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
        _environ={},
    )


def _blocks(run: Run, width: int, *, explain: bool) -> Iterator[RenderableType]:
    """Yield what stands one under another: one paper, or an overview and what is worth telling."""
    if len(run.reports) == 1 and not run.unreadable:
        yield from _spaced(_report(run.reports[0], explain=explain))
        return
    yield from _spaced(_survey(run))
    for report in run.reports:
        if _worth_telling(report) or (explain and report.sections):
            yield Text(f"\n{'─' * width}\n", style="dim")
            yield from _spaced(_report(report, explain=explain))


def _spaced(blocks: Iterable[RenderableType]) -> Iterator[RenderableType]:
    for number, block in enumerate(blocks):
        if number:
            yield Text()
        yield block


def _worth_telling(report: Report) -> bool:
    applies = report.status is not ReportStatus.NOT_APPLICABLE
    quiet = not (report.findings or report.suppressed or report.notes)
    return applies and not (report.status is ReportStatus.COMPLETE and quiet)


# One paper


def _report(report: Report, *, explain: bool) -> Iterator[RenderableType]:
    yield _head(report)
    if report.status is ReportStatus.NOT_APPLICABLE:
        return
    if report.sections:
        yield _sections(report)
    if explain:
        yield _shares(report)
    fresh, remaining = _words.fresh_and_remaining(report)
    if fresh:
        yield _findings(fresh, report)
    if remaining:
        told = [_words.brief(finding, report.lang) for finding in remaining]
        yield _listed(_words.STATE[State.REMAINING].say(report.lang), told)
    elif not fresh and report.status is ReportStatus.COMPLETE:
        yield Text(_words.ALL_WELL.say(report.lang), style="green")
    if report.followed:
        yield _listed(_words.SINCE.say(report.lang), _words.followed(report))
    if report.solved:
        yield _listed(_words.SOLVED.say(report.lang), _words.solved(report))
    if report.suppressed:
        yield _listed(_words.SUPPRESSED.say(report.lang), _words.suppressed(report))


def _head(report: Report) -> RenderableType:
    source = f"{_words.issuer(report)} · {_words.year(report)} · {visible(report.path)}"
    book = f"{_words.BOOK.say(report.lang)}{_words.COLON.say(report.lang)}{_words.book(report)}"
    lines: list[Text] = [
        _Prose(_words.title(report), style="bold"),
        _Prose(source, style="dim"),
        _Prose(book, style="dim"),
    ]
    lines.append(_verdict(report))
    label = _words.NOTE.say(report.lang)
    lines += [_Prose(f"{label}  {note}", style="yellow") for note in _words.notes(report)]
    return Group(*lines)


def _verdict(report: Report) -> Text:
    verdict = f"{_words.score(report)}  {_words.VERDICT[report.status].say(report.lang)}".strip()
    tally = _words.tally(report)
    changes = _words.changes(report)
    told = (f"  {words}" for words in (tally, changes) if words)
    return _Prose.assemble((verdict, _VERDICT[report.status]), *told)


def _sections(report: Report) -> Table:
    heads = (_words.PART, _words.STANDING, _words.PLACED, _words.SCORE, _words.PLACE)
    table = _table(*(head.say(report.lang) for head in heads))
    table.columns[0].ratio = 1
    table.columns[3].justify = table.columns[4].justify = "right"
    for section in report.sections:
        table.add_row(*_section(section, report.lang))
    return table


def _section(section: SectionResult, lang: str) -> Iterator[RenderableType]:
    style = _STATUS.get(section.status, "")
    lines = [_Prose(clean(section.title))]
    if section.status is Status.NOT_APPLICABLE:
        lines.append(_Prose(clean(section.reason), style="dim"))
    if section.near_miss:
        lines.append(_Prose(_words.near(section.near_miss, lang), style="dim"))
    yield Group(*lines)
    yield Text(_words.STATUS[section.status].say(lang), style=style)
    yield Text(_words.PLACEMENT[section.placement].say(lang), style=style)
    yield Text(_words.percent(section.score))
    yield Text(_words.line(section.place, lang) if section.place else "-")


def _findings(findings: Iterable[Finding], report: Report) -> Group:
    """Return findings as two columns, label and text."""
    told = [list(_finding(finding, report)) for finding in findings]
    width = max(cell_len(label.plain) for pairs in told for label, _ in pairs)
    return Group(*_spaced(_Pairs(pairs, width) for pairs in told))


def _finding(finding: Finding, report: Report) -> Iterator[tuple[Text, Text]]:
    lang, severity = report.lang, finding.severity
    label = Text(_words.SEVERITY[severity].say(lang), style=_SEVERITY[severity])
    yield label, _Prose(clean(finding.message), style="bold")
    state = Text(_words.STATE[finding.state].say(lang), style="dim") if finding.state else Text()
    yield state, _Prose(_where(finding, lang), style="dim")
    for name, text in _words.details(finding, lang):
        yield Text(name, style="dim"), _Prose(text)
    before, excerpt, after = quote(report.document, finding.place, _QUOTED)
    if excerpt:
        quoted = _Prose.assemble((before, "dim"), excerpt, (after, "dim"))
        yield Text(_words.EXCERPT.say(lang), style="dim"), quoted


def _shares(report: Report) -> RenderableType:
    """Return where the score comes from, part by part."""
    lines = (_Prose(line, style="dim" if depth else "") for depth, line in shares(report))
    head = Text(_words.SHARES.say(report.lang), style="bold")
    return Group(head, *(Padding(line, (0, 0, 0, 2)) if line.style else line for line in lines))


def _listed(label: str, told: Iterable[str]) -> _Pairs:
    """Return what is only listed: findings that somebody lets stand, and those that are solved."""
    pairs = [(Text(label, style="dim"), _Prose(line, style="dim")) for line in told]
    return _Pairs(pairs, cell_len(label))


def _where(finding: Finding, lang: str) -> str:
    """Return line, rule and the heading above, unless that heading is what is quoted."""
    place = finding.place
    above = [heading for heading in place.path if heading != place.excerpt.strip()]
    steps = (_words.line(place, lang), finding.rule, *above[-1:])
    return " · ".join(clean(step, 60) for step in steps)


# Several papers


def _survey(run: Run) -> Iterator[RenderableType]:
    if run.reports:
        yield _overview(run)
    if _words.set_aside(run):
        yield _set_aside(run)
    if len(run.reports) + len(run.unreadable) > 1:
        yield _Prose(_words.summary(run), style="bold")


def _overview(run: Run) -> Table:
    new = [_words.STATE[State.NEW]] if _words.is_compared(run) else []
    severities = _words.SEVERITY.values()
    heads = [_words.FILE, _words.ISSUER, _words.YEAR, _words.SCORE, _words.OUTCOME, *severities, *new]
    table = _table(*(head.say(run.lang) for head in heads))
    table.columns[0].ratio, table.columns[1].ratio = 3, 2
    table.columns[1].min_width = 8
    for column in (table.columns[3], *table.columns[5:]):
        column.justify = "right"
    for report in run.reports:
        row = list(_overview_row(report))
        table.add_row(*row, *([_count(_words.new(report), "bold") for _ in new]))
    return table


def _overview_row(report: Report) -> Iterator[Text]:
    applies = report.status is not ReportStatus.NOT_APPLICABLE
    severities = [finding.severity for finding in report.findings]
    yield _Prose(visible(report.path))
    yield _Prose(_words.issuer(report) if applies else "-")
    yield Text(str(report.document.year or "-") if applies else "-")
    yield Text(f"{report.score:g}" if applies and report.score is not None else "-")
    yield Text(_words.OUTCOMES[report.status].say(report.lang), style=_VERDICT[report.status])
    for severity in Severity:
        yield _count(severities.count(severity), _SEVERITY[severity])


def _count(count: int, style: str) -> Text:
    return Text(str(count), style=style) if count else Text("-", style="dim")


def _set_aside(run: Run) -> Table:
    """Return the files that have no verdict, each with the reason."""
    table = Table.grid(padding=(0, 2, 0, 0), expand=True)
    table.add_column(no_wrap=True, style="bold yellow")
    table.add_column(ratio=1)
    for path, word, reason in _words.set_aside(run):
        table.add_row(Text(word), Group(_Prose(visible(path)), _Prose(clean(reason), style="dim")))
    return table


def _table(*heads: str) -> Table:
    table = Table(
        box=SIMPLE_HEAD,
        expand=True,
        show_edge=False,
        pad_edge=False,
        padding=(0, 1, 0, 0),
        header_style="dim",
        border_style="dim",
    )
    for head in heads:
        table.add_column(head, no_wrap=True)
    return table
