"""Plain text: a line for each finding that grep, editors and continuous integration can read."""

from __future__ import annotations

from collections.abc import Iterator

from lawcheck.gate import troubles
from lawcheck.model import Finding, Report, ReportStatus, Run, SectionResult, State, Status
from lawcheck.renderers import Look, _words
from lawcheck.renderers._clean import clean, visible
from lawcheck.renderers._quote import quote
from lawcheck.renderers._shares import shares

MEDIA = "text/plain"
_QUOTED = 60  # characters


def render(run: Run, look: Look) -> str:
    """Return a run as lines: per paper a head, its parts, and each finding with its details."""
    return "".join(f"{line}\n" for line in _lines(run, look))


def _lines(run: Run, look: Look) -> Iterator[str]:
    for report in run.reports:
        yield from _report(report, report.lang)
        if look.explain and report.status is not ReportStatus.NOT_APPLICABLE:
            yield _words.SHARES.say(report.lang)
            yield from (f"{'  ' * (depth + 1)}{line}" for depth, line in shares(report))
    wrong = dict(troubles(run))
    for file in run.unreadable:
        severity = "error" if file.path in wrong else "info"
        yield f"{visible(file.path)}: {severity} {clean(file.reason)}"
    if len(run.reports) + len(run.unreadable) > 1:
        yield _words.summary(run)
    if look.gate:
        yield _words.outcome(run, look.gate)


def _report(report: Report, lang: str) -> Iterator[str]:
    yield f"{visible(report.path)}: {_head(report)}"
    yield _detail(_words.BOOK.say(lang), _words.book(report), lang)
    yield from (_detail(_words.NOTE.say(lang), note, lang) for note in _words.notes(report))
    if report.status is ReportStatus.NOT_APPLICABLE:
        return
    for section in report.sections:
        yield from _section(section, lang)
    for finding in _words.by_seriousness(report.findings):
        yield from _finding(finding, report)
    yield from (_detail(_words.SINCE.say(lang), told, lang) for told in _words.followed(report))
    yield from (_detail(_words.SOLVED.say(lang), told, lang) for told in _words.solved(report))
    yield from (_detail(_words.SUPPRESSED.say(lang), told, lang) for told in _words.suppressed(report))


def _head(report: Report) -> str:
    verdict = _words.VERDICT[report.status].say(report.lang)
    told = (_words.title(report), _words.issuer(report), _words.year(report), _words.score(report), verdict)
    counts = (_words.tally(report), _words.changes(report))
    return " · ".join(word for word in (*told, *counts) if word)


def _section(section: SectionResult, lang: str) -> Iterator[str]:
    placement = _words.PLACEMENT[section.placement].say(lang)
    told = [_words.STATUS[section.status].say(lang), placement, _words.percent(section.score)]
    if section.place:
        told.append(_words.line(section.place, lang))
    yield f"  {section.id} {clean(section.title)}{_words.COLON.say(lang)}{' · '.join(told)}"
    if section.status is Status.NOT_APPLICABLE:
        yield f"    {clean(section.reason)}"
    if section.near_miss:
        yield f"    {_words.near(section.near_miss, lang)}"


def _finding(finding: Finding, report: Report) -> Iterator[str]:
    place, lang = finding.place, report.lang
    where = f"{visible(report.path)}:{place.line}:{place.column}"
    state = f" [{_words.STATE[finding.state].say(lang)}]" if finding.state else ""
    yield f"{where}: {finding.severity.value} {finding.rule} {clean(finding.message)}{state}"
    if finding.state is State.REMAINING:  # told when it was new
        return
    if place.page or place.paragraph:
        yield _detail(_words.PLACE.say(lang), _words.where(place, lang), lang)
    for label, text in _words.details(finding, lang):
        yield _detail(label, text, lang)
    quoted = "".join(quote(report.document, place, _QUOTED))
    if quoted:
        yield _detail(_words.EXCERPT.say(lang), quoted, lang)


def _detail(label: str, text: str, lang: str) -> str:
    return f"  {label}{_words.COLON.say(lang)}{text}"
