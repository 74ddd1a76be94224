"""Markdown (GitHub's and GitLab's): for the page of a pipeline's run and for comments on a change.

Text of a paper enters escaped: it makes no link, no picture, no HTML, and calls nobody.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from lawcheck.gate import misused
from lawcheck.model import Finding, Report, ReportStatus, Run, SectionResult, State, Status, Text
from lawcheck.renderers import Look, _words
from lawcheck.renderers._clean import clean, visible
from lawcheck.renderers._quote import quote

MEDIA = "text/markdown"

_QUOTED = 100  # characters
_SIGNS = {Status.MET: "✅", Status.WEAK: "⚠️", Status.MISSING: "❌"}
_PARTS = (_words.PART, _words.STANDING, _words.PLACED, _words.SCORE, _words.PLACE)
_PAPERS = (_words.FILE, _words.ISSUER, _words.YEAR, _words.SCORE, _words.OUTCOME, *_words.SEVERITY.values())
_OLD = Text("原有的问题", "findings of the baseline")
_ESCAPED = re.compile(r"[\\`*_{}\[\]()#+!|~$^=-]")
_ACTING = (
    ("&", "&amp;"),
    ("<", "&lt;"),
    (">", "&gt;"),
    ("://", "&#58;//"),
    ("www.", "www&#46;"),
    ("@", "&#64;\u2060"),  # the joiner without width parts it from the name that it would call
)


def render(run: Run, look: Look) -> str:
    """Return a run as Markdown."""
    return "".join(f"{block}\n" for block in _blocks(run, look))


def _blocks(run: Run, look: Look) -> Iterator[str]:
    many = len(run.reports) + len(run.unreadable) > 1
    if look.gate:
        yield f"**{_safe(_words.outcome(run, look.gate))}**\n"
    if many:
        yield f"{_safe(_words.summary(run))}\n"
    if many and run.reports:
        yield _papers(run)
    for path, word, reason in _words.set_aside(run):
        yield f"- **{_safe(word)}** {_told(f'`{_code(path)}`', _safe(reason), run.lang)}"
    for text in misused(run.reports):
        yield f"- **{_words.SUPPRESSED.say(run.lang)}** {_safe(text)}"
    for report in run.reports:
        if report.status is not ReportStatus.NOT_APPLICABLE:
            yield from _report(report)


def _papers(run: Run) -> str:
    if not _words.is_compared(run):
        return _table(_PAPERS, map(_paper_row, run.reports), run.lang)
    rows = ([*_paper_row(report), str(_words.new(report) or "")] for report in run.reports)
    return _table((*_PAPERS, _words.STATE[State.NEW]), rows, run.lang)


def _paper_row(report: Report) -> list[str]:
    applies = report.status is not ReportStatus.NOT_APPLICABLE
    severities = [finding.severity for finding in report.findings if applies]
    score = "" if report.score is None or not applies else f"{report.score:g}"
    year = str(report.document.year or "") if applies else ""
    counts = [str(severities.count(severity) or "") for severity in _words.SEVERITY]
    issuer = _safe(_words.issuer(report)) if applies else ""
    outcome = _words.OUTCOMES[report.status].say(report.lang)
    return [f"`{_code(report.path)}`", issuer, year, score, outcome, *counts]


def _report(report: Report) -> Iterator[str]:
    lang = report.lang
    yield f"\n### {_safe(_words.title(report))}\n"
    yield f"**{_words.verdict(report)}**\n"
    source = (f"`{_code(report.path)}`", _safe(_words.issuer(report)), _safe(_words.year(report)))
    yield f"{' · '.join(source)} · {_told(_words.BOOK.say(lang), _safe(_words.book(report)), lang)}\n"
    for note in _words.notes(report):
        yield f"> {_told(_words.NOTE.say(lang), _safe(note), lang)}\n"
    if report.sections:
        yield _table(_PARTS, (_part(section, lang) for section in report.sections), lang)
    fresh, remaining = _words.fresh_and_remaining(report)
    yield from (_finding(finding, report) for finding in fresh)
    if not report.findings and report.status is ReportStatus.COMPLETE:
        yield f"{_words.ALL_WELL.say(lang)}\n"
    yield from _folded(_OLD, [_finding(finding, report) for finding in remaining], lang)
    yield from _folded(_words.SOLVED, [f"- {_safe(told)}" for told in _words.solved(report)], lang)
    yield from _folded(_words.SUPPRESSED, [f"- {_safe(told)}" for told in _words.suppressed(report)], lang)


def _folded(label: Text, told: list[str], lang: str) -> Iterator[str]:
    """Yield what is of less interest, folded up."""
    if told:
        yield f"<details><summary>{label.say(lang)} {len(told)}</summary>\n"
        yield from told
        yield "\n</details>\n"


def _part(section: SectionResult, lang: str) -> list[str]:
    sign = _SIGNS.get(section.status, "")
    title = _safe(section.title)
    if section.near_miss:
        title += f"<br>{_safe(_words.near(section.near_miss, lang))}"
    return [
        title,
        f"{sign} {_words.STATUS[section.status].say(lang)}".strip(),
        _words.PLACEMENT[section.placement].say(lang),
        _words.percent(section.score),
        _words.line(section.place, lang) if section.place else "-",
    ]


def _finding(finding: Finding, report: Report) -> str:
    lang = report.lang
    severity, where = _words.SEVERITY[finding.severity].say(lang), _words.where(finding.place, lang)
    named = Text(f"（`{finding.rule}`，{_safe(where)}）", f" (`{finding.rule}`, {_safe(where)})").say(lang)
    lines = [f"- **{severity}** {_safe(clean(finding.message))}{named}"]
    lines += [f"  - {_told(label, _safe(text), lang)}" for label, text in _words.details(finding, lang)]
    before, excerpt, after = map(_safe, quote(report.document, finding.place, _QUOTED))
    if excerpt:
        quoted = f"{before}<strong>{excerpt}</strong>{after}"  # ** beside Chinese marks stays as it is
        lines.append(f"  - {_told(_words.EXCERPT.say(lang), quoted, lang)}")
    return "\n".join(lines)


def _told(label: str, text: str, lang: str) -> str:
    return f"{label}{_words.COLON.say(lang)}{text}"


def _table(heads: Iterable[Text], rows: Iterable[list[str]], lang: str) -> str:
    names = [head.say(lang) for head in heads]
    lines = [names, ["---"] * len(names), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def _safe(text: str) -> str:
    """Return a text as Markdown that shows it and does nothing else."""
    told = _ESCAPED.sub(r"\\\g<0>", text)
    for sign, harmless in _ACTING:
        told = told.replace(sign, harmless)
    return told


def _code(path: str) -> str:
    """Return a path as it may stand between backquotes, in a table too."""
    return visible(path).replace("`", "'").replace("|", "\\|")
