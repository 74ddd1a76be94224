"""Where a paper's score comes from: each part's share, its rules, and how near a heading came."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from lawcheck.model import Placement, Report, SectionResult, Status, Text, Verdict
from lawcheck.renderers import _words
from lawcheck.renderers._clean import clean


class Points(NamedTuple):
    """How many points of 100 a part gives, and how many it could."""

    got: float
    most: float


_NOT_COUNTED = (Status.SKIPPED, Status.NOT_APPLICABLE)


def shares(report: Report) -> Iterator[tuple[int, str]]:
    """Yield the lines of the explanation with their depth: parts 0, what belongs to them 1."""
    lang, got = report.lang, points(report)
    for section in report.sections:
        yield 0, _part(section, got.get(section.id), lang)
        yield from ((1, _rule(verdict, lang)) for verdict in report.rules if verdict.section == section.id)
        if section.status in (Status.WEAK, Status.MISSING) and section.placement in _UNNAMED:
            yield from ((1, line) for line in _miss(section, lang))
    total = (
        Text(f"合计 {report.score:g} 分", f"{report.score:g} in all") if report.score is not None else _NONE
    )
    yield 0, total.say(lang)


def points(report: Report) -> dict[str, Points]:
    """Return how many points of 100 each part gives, by its id; parts that do not count are not in it."""
    counting = [(section, section.score) for section in report.sections if section.score is not None]
    whole = sum(section.weight for section, _ in counting)
    if not whole:
        return {}
    most = {section.id: 100 * section.weight / whole for section, _ in counting}
    return {section.id: Points(most[section.id] * score, most[section.id]) for section, score in counting}


_UNNAMED = (Placement.ABSENT, Placement.MENTIONED)
_NONE = Text("没有计分", "no score")


def _part(section: SectionResult, points: Points | None, lang: str) -> str:
    name = f"{section.id} {clean(section.title)}"
    if points is None:
        told = Text("不计入", "does not count").say(lang)
        reason = clean(section.reason)
        return f"{name}{_words.COLON.say(lang)}{told}{Text('，', ', ').say(lang)}{reason}"
    got, most = points
    told = Text(f"{got:.2f} 分，满分 {most:.2f}", f"{got:.2f} of {most:.2f} points").say(lang)
    return f"{name}{_words.COLON.say(lang)}{told} = {most:.2f} × {section.score:g}"


def _rule(verdict: Verdict, lang: str) -> str:
    counts = verdict.status not in _NOT_COUNTED and verdict.weight
    status = _words.STATUS[verdict.status].say(lang)
    share = f"{verdict.score:.2f} × {verdict.weight:g}" if counts else Text("不计分", "no weight").say(lang)
    return f"{verdict.rule} {status} ({share}) {clean(verdict.reason)}".rstrip()


def _miss(section: SectionResult, lang: str) -> Iterator[str]:
    miss = section.near_miss
    if miss is None:
        yield Text("没有哪个标题与它有相同的词", "no heading shares a word with it").say(lang)
        return
    yield _words.near(miss, lang)
    if miss.lacking:
        words = list(map(clean, miss.lacking))
        quoted = ", ".join(f"“{word}”" for word in words)
        yield Text(f"标题里缺少的词：{'、'.join(words)}", f"words that it lacks: {quoted}").say(lang)
