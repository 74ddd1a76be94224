"""The report on one paper: its text on one side, parts and findings on the other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from lawcheck.model import Finding, Place, Report, ReportStatus, SectionResult, Text
from lawcheck.renderers import _words
from lawcheck.renderers._html import details
from lawcheck.renderers._html.marked import MOST, Mark, marked
from lawcheck.renderers._html.markup import ours, path, text
from lawcheck.renderers._html.matrix import SIGNS
from lawcheck.renderers._shares import Points, points, shares

_PAPER = Text("报告原文", "the paper")
_PARTS = Text("必备部分", "required parts")
_FINDINGS = Text("问题", "findings")
_GUIDE = Text(
    "数字是问题的序号，字母是必备部分；点一下可以互相跳转。",
    "Numbers are findings, letters required parts; each leads to where it is told.",
)
_HEADS = (_words.PART, _words.STANDING, _words.PLACED, _words.SCORE, _words.PLACE)
_VERDICTS = {ReportStatus.COMPLETE: "g", ReportStatus.GAPS: "b", ReportStatus.PARTLY_READ: "f"}


def is_shown(report: Report) -> bool:
    """Tell whether a paper's text is at hand and of a kind to be shown with marks."""
    return bool(report.document.text) and report.status is not ReportStatus.NOT_APPLICABLE


def whole(report: Report, lang: str, name: str, *, back: str = "", outcome: str = "") -> Iterator[str]:
    """Yield the report on a paper, whose ``name`` those of its marks and findings are made from.

    ``back`` stands above its title; ``outcome`` tells whether the paper passes.
    """
    findings = _words.by_seriousness(report.findings)
    yield f'<main class="report" id="{name}" tabindex="-1" aria-label="{text(_words.title(report))}">{back}'
    yield from _head(report, lang, outcome)
    yield '<div class="both"><div class="told">'
    yield from _parts(report, lang, name)
    yield f'<h2 class="found">{_FINDINGS.say(lang)} {len(findings)}</h2>'
    yield from _findings(findings, report, lang, name)
    yield from details.asides(report, lang)
    yield f'</div><article class="paper" aria-label="{_PAPER.say(lang)}" lang="zh-CN">'
    yield _guide(lang)
    yield from marked(report.document, _marks(report, findings, lang, name), lang)
    yield "</article></div></main>\n"


def _guide(lang: str) -> str:
    """Return what the marks look like, and what their signs lead to."""
    looks = [(color, _words.SEVERITY[severity]) for severity, color in details.COLORS.items()]
    marks = " ".join(f'<mark class="{color}">{it.say(lang)}</mark>' for color, it in [*looks, ("g", _PARTS)])
    told = f"{marks}<span> · {_GUIDE.say(lang)}</span>"
    return f'<p class="note guide"{ours(lang)}>{told}</p>'


def _head(report: Report, lang: str, outcome: str) -> Iterator[str]:
    about = (text(_words.issuer(report)), text(_words.year(report)), path(report.path))
    color = _VERDICTS.get(report.status, "o")
    yield f"<header>{_title(report)}"
    yield f'<p class="path">{" · ".join(about)}<br>{_words.BOOK.say(lang)}{_words.COLON.say(lang)}'
    yield f'{text(_words.book(report))}</p><p class="outcome {color}">{text(_words.verdict(report))}</p>'
    if outcome:
        yield f'<p class="note">{outcome}</p>'
    for note in _words.notes(report):
        yield f'<p class="note">{_words.NOTE.say(lang)}{_words.COLON.say(lang)}{text(note)}</p>'
    yield "</header>"


def _title(report: Report) -> str:
    kind = ' lang="zh-CN"' if report.document.title else ""
    return f"<h1{kind}>{text(_words.title(report))}</h1>"


def _letter(at: int) -> str:
    return chr(ord("A") + at) if at < 26 else f"A{at - 25}"


def _parts(report: Report, lang: str, name: str) -> Iterator[str]:
    if not report.sections:
        return
    heads = "".join(f'<th scope="col">{head.say(lang)}</th>' for head in _HEADS)
    yield f'<table class="parts"><caption>{_PARTS.say(lang)}</caption><thead><tr>{heads}</tr></thead><tbody>'
    got = points(report)
    for at, section in enumerate(report.sections):
        yield _part(section, got.get(section.id), _letter(at), lang, name)
    yield "</tbody></table>"
    lines = "".join(f'<li class="d{depth}">{text(line)}</li>' for depth, line in shares(report))
    yield f'<details class="shares"><summary>{_words.SHARES.say(lang)}</summary><ul>{lines}</ul></details>'


def _part(section: SectionResult, got: Points | None, letter: str, lang: str, name: str) -> str:
    sign, color = SIGNS[section.status]
    title = f'<span class="n g">{letter}</span> {text(section.title)}'
    told = [_words.near(section.near_miss, lang)] if section.near_miss else []
    if got is None and section.reason:
        told.append(section.reason)
    title += "".join(f"<br><small>{text(each)}</small>" for each in told)
    placed = _words.PLACEMENT[section.placement].say(lang)
    return (
        f'<tr id="{name}-of-{letter}" tabindex="-1"><th scope="row">{title}</th>'
        f'<td class="{color}">{sign} {_words.STATUS[section.status].say(lang)}</td><td>{placed}</td>'
        f"<td>{_points(got)}</td><td>{_place(section.place, f'{name}-{letter}', lang)}</td></tr>"
    )


def _points(got: Points | None) -> str:
    if got is None:
        return "–"
    told = f"{round(got.got, 1):g}/{round(got.most, 1):g}"
    return (
        f'{told}<meter aria-hidden="true" min="0" max="{got.most:.4f}" value="{got.got:.4f}">{told}</meter>'
    )


def _place(place: Place | None, target: str, lang: str) -> str:
    if place is None:
        return ""
    told = text(_words.line(place, lang))
    return f'<a href="#{target}">{told}</a>' if place.span.start <= MOST else told


def _findings(findings: Sequence[Finding], report: Report, lang: str, name: str) -> Iterator[str]:
    if not findings and report.status is ReportStatus.COMPLETE:
        yield f'<p class="note">{_words.ALL_WELL.say(lang)}</p>'
    if findings:
        lines = (
            details.finding(
                each,
                report.document,
                lang,
                f' id="{name}-f{number}" tabindex="-1"',
                _place(each.place, f"{name}-m{number}", lang),
            )
            for number, each in enumerate(findings, 1)
        )
        yield f'<ol class="findings">{"".join(lines)}</ol>'


def _marks(report: Report, findings: Iterable[Finding], lang: str, name: str) -> Iterator[Mark]:
    for at, section in enumerate(report.sections):
        letter, places = _letter(at), dict.fromkeys(filter(None, (section.place, *section.evidence)))
        for nth, place in enumerate(places):
            own = "" if nth else f"{name}-{letter}"
            told = f"{_words.PART.say(lang)}{_words.COLON.say(lang)}{section.title}"
            yield Mark(place.span, "g", letter, told, f"{name}-of-{letter}", own)
    for number, finding in enumerate(findings, 1):
        for nth, place in enumerate((finding.place, *finding.related)):
            own = "" if nth else f"{name}-m{number}"
            color = details.COLORS[finding.severity]
            told = f"{_words.SEVERITY[finding.severity].say(lang)}{_words.COLON.say(lang)}{finding.message}"
            yield Mark(place.span, color, str(number), told, f"{name}-f{number}", own)
