"""What was found in each paper, to be unfolded; and the files that have no verdict."""

from __future__ import annotations

from collections.abc import Iterator

from lawcheck.model import Document, Finding, Report, ReportStatus, Severity, Text
from lawcheck.renderers import _words
from lawcheck.renderers._html.markup import path, text
from lawcheck.renderers._overview import Answer, rows
from lawcheck.renderers._overview.survey import findings_of
from lawcheck.renderers._quote import quote

_QUOTED = 600  # characters
COLORS = {Severity.ERROR: "b", Severity.WARNING: "f", Severity.INFO: "o"}


def paper(report: Report, lang: str, name: str, *, is_open: bool) -> str:
    """Return the findings of a paper under its name, or that there are none."""
    row = rows.row(report, None)
    year = (
        Text(f"{row.who.year}年", f"{row.who.year}").say(lang) if row.who.year else _words.NO_YEAR.say(lang)
    )
    told = " · ".join((year, _words.verdict(report)))
    lines = "".join(_lines(report, lang))
    return (
        f'<details id="{name}"{" open" if is_open else ""}><summary><b>{text(row.issuer(lang))}</b> '
        f"<span>{text(told)}</span></summary>"
        f'<p class="path">{text(_words.title(report))}<br>{path(report.path)}</p>{lines}</details>\n'
    )


def _lines(report: Report, lang: str) -> Iterator[str]:
    for note in _words.notes(report):
        yield f'<p class="note">{_words.NOTE.say(lang)}{_words.COLON.say(lang)}{text(note)}</p>'
    findings = _words.by_seriousness(findings_of(report))
    if findings:
        yield f"<ul>{''.join(finding(each, report.document, lang) for each in findings)}</ul>"
    elif report.status is ReportStatus.COMPLETE:
        yield f'<p class="note">{_words.ALL_WELL.say(lang)}</p>'
    yield from asides(report, lang)


def asides(report: Report, lang: str) -> Iterator[str]:
    """Yield what is let stand, what is no more, and what became of last year's measures."""
    applies = report.status is not ReportStatus.NOT_APPLICABLE
    yield from _aside(_words.SUPPRESSED, _words.suppressed(report) if applies else [], lang)
    yield from _aside(_words.SOLVED, _words.solved(report), lang)
    yield from _aside(_words.SINCE, _words.followed(report), lang)


def _aside(label: Text, told: list[str], lang: str) -> Iterator[str]:
    if told:
        lines = "".join(f"<li>{text(each)}</li>" for each in told)
        yield f'<p class="note">{label.say(lang)} {len(told)}</p><ul class="aside">{lines}</ul>'


def finding(finding: Finding, document: Document, lang: str, name: str = "", place: str = "") -> str:
    """Return a finding with all that there is to say on it.

    ``name`` is the attribute by which it is led to, ``place`` the HTML of where it stands, in short.
    """
    severity, color = _words.SEVERITY[finding.severity].say(lang), COLORS[finding.severity]
    told = [(label, text(value)) for label, value in _words.details(finding, lang)]
    before, excerpt, after = quote(document, finding.place, _QUOTED)
    if excerpt:
        sentence = f'<span lang="zh-CN">{text(before)}<mark>{text(excerpt)}</mark>{text(after)}</span>'
        told.append((_words.EXCERPT.say(lang), sentence))
    where = place or text(_words.where(finding.place, lang))
    about = (rows.state(finding, lang), where, finding.rule)
    pairs = "".join(f"<div><dt>{label}</dt><dd>{value}</dd></div>" for label, value in told)
    return (
        f'<li{name}><span class="tag {color}">{severity}</span> <b>{text(finding.message)}</b> '
        f"<small>{' · '.join(filter(None, about))}</small><dl>{pairs}</dl></li>"
    )


def without_verdict(answer: Answer, lang: str) -> str:
    """Return the row of a file that has no verdict."""
    row = rows.row(answer, None)
    return (
        f'<tr><th scope="row">{text(row.issuer(lang))}</th><td>{row.who.year or ""}</td>'
        f"<td>{row.verdict.say(lang)}</td><td>{text(rows.reason(answer, lang))}</td>"
        f"<td>{path(row.path)}</td></tr>\n"
    )
