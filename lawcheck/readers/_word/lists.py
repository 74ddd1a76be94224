"""Automatic numbers: count the paragraphs of Word's lists and write each number as it is shown."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import NamedTuple
from xml.etree.ElementTree import Element

from lawcheck.readers._word.formats import written
from lawcheck.readers._word.names import W, integer, number, switch, value
from lawcheck.readers._word.styles import Style

LEVELS = 9
_CLOSED = ("、", "，", "．", "。", "）", ")", "】", "]", "：", ":")
_PLACEHOLDER = re.compile(r"%([1-9])")


class _Level(NamedTuple):
    """How one level of a list counts and looks; ``restart`` is the level (from 1) that resets it."""

    start: int = 1
    format: str = "decimal"
    text: str = ""
    spaced: bool = True
    legal: bool = False
    restart: int | None = None
    style: str | None = None


@dataclass(slots=True, eq=False)
class _List:
    """A list (``w:num``): its levels, the counters that it shares, and the starts of its own."""

    shared: str
    levels: dict[int, _Level]
    starts: dict[int, int]
    begun: set[int] = field(default_factory=set)


class Lists:
    """The lists of a file; `label` must be asked for every paragraph in turn, since it counts."""

    def __init__(self, root: Element | None) -> None:
        """Take the root of the numbering part, None where there is none."""
        self._counters: dict[str, dict[int, int]] = {}
        self._lists: dict[int, _List] = {}
        if root is not None:
            abstracts = {it.get(W + "abstractNumId", ""): it for it in root.iterfind(W + "abstractNum")}
            linked = {value(it, "styleLink"): it for it in abstracts.values()}
            for element in root.iterfind(W + "num"):
                id_ = integer(element.get(W + "numId"))
                if id_ is not None:
                    self._lists.setdefault(id_, _list(element, abstracts, linked))

    def label(self, properties: Element | None, style: Style) -> str:
        """Return the number shown before a paragraph, with what separates it; empty if it has none."""
        own = None if properties is None else properties.find(W + "numPr")
        id_ = number(own, "numId")
        list_ = self._lists.get(style.numbered or 0 if id_ is None else id_)
        if list_ is None:
            return ""
        depth = number(own, "ilvl")
        if depth is None:
            depth = _depth_of(style, list_)
        return self._count(list_, min(max(depth, 0), LEVELS - 1))

    def _count(self, list_: _List, depth: int) -> str:
        counters = self._counters.setdefault(list_.shared, {})
        level = list_.levels.get(depth, _Level())
        for higher in range(depth):  # a level that was passed over counts as if it had been there
            counters.setdefault(higher, _start(list_, higher))
        if depth in list_.starts and depth not in list_.begun:
            counters[depth] = list_.starts[depth]
        else:
            counters[depth] = counters.get(depth, level.start - 1) + 1
        list_.begun.add(depth)
        for deeper in [it for it in counters if it > depth and _restarts(list_, it, depth)]:
            del counters[deeper]
        return _shown(list_, counters, level)


def _start(list_: _List, depth: int) -> int:
    return list_.levels.get(depth, _Level()).start


def _restarts(list_: _List, deeper: int, depth: int) -> bool:
    """Tell whether a level begins anew after a paragraph of a higher one."""
    restart = list_.levels.get(deeper, _Level()).restart
    return restart is None or (restart > 0 and depth < restart)


def _depth_of(style: Style, list_: _List) -> int:
    """Return the level that a style's paragraphs have: the one that names it, else the style's own."""
    by_name = {level.style: depth for depth, level in list_.levels.items() if level.style}
    named = next((by_name[id_] for id_ in style.chain if id_ in by_name), None)
    return named if named is not None else style.depth or 0


def _shown(list_: _List, counters: dict[int, int], level: _Level) -> str:
    def one(match: re.Match[str]) -> str:
        depth = int(match[1]) - 1
        its = list_.levels.get(depth, _Level())
        count = counters.get(depth, _start(list_, depth))
        return written(count, "decimal" if level.legal else its.format)

    if level.format == "bullet":
        return ""
    label = _PLACEHOLDER.sub(one, level.text)
    return f"{label} " if level.spaced and label.strip() and not _closed(label) else label


def _closed(label: str) -> bool:
    """Tell whether a number needs no space before the words, as when it is typed."""
    return label.endswith(_CLOSED) or label[-1:].isspace() or "①" <= label[-1] <= "㊿"


def _list(element: Element, abstracts: dict[str, Element], linked: dict[str | None, Element]) -> _List:
    shared = value(element, "abstractNumId") or ""
    abstract = abstracts.get(shared)
    link = value(abstract, "numStyleLink")
    if link is not None and link in linked:  # the definition stands at the style's own list
        abstract = linked[link]
        shared = abstract.get(W + "abstractNumId", "")
    levels = _levels(abstract)
    starts: dict[int, int] = {}
    for override in element.iterfind(W + "lvlOverride"):
        depth = integer(override.get(W + "ilvl")) or 0
        levels |= _levels(override)
        start = number(override, "startOverride")
        if start is not None:
            starts[depth] = start
    return _List(shared, levels, starts)


def _levels(parent: Element | None) -> dict[int, _Level]:
    found = () if parent is None else parent.iterfind(W + "lvl")
    return {integer(it.get(W + "ilvl")) or 0: _level(it) for it in found}


def _level(element: Element) -> _Level:
    start = number(element, "start")
    hidden = switch(element.find(W + "rPr"), "vanish")
    return _Level(
        start=0 if start is None else start,
        format=value(element, "numFmt") or "decimal",
        text="" if hidden else value(element, "lvlText") or "",
        spaced=value(element, "suff") != "nothing",
        legal=switch(element, "isLgl") or False,
        restart=number(element, "lvlRestart"),
        style=value(element, "pStyle"),
    )
