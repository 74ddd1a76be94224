"""What a Word file's styles say of their paragraphs and runs, inherited values included."""

from __future__ import annotations

import re
from typing import NamedTuple
from xml.etree.ElementTree import Element

from lawcheck.readers._word.names import W, number, switch, value

_DEEPEST = 30  # styles based on one another; a circle ends here
_HEADING = re.compile(r"(?:heading|标题) ?([1-9])", re.IGNORECASE)


class Style(NamedTuple):
    """A style with what it inherits; None where neither it nor its ancestors say anything.

    ``outline`` counts from 0 as in the file; ``chain`` are the ids of the style and its ancestors.
    """

    chain: tuple[str, ...] = ()
    name: str = ""
    outline: int | None = None
    numbered: int | None = None
    depth: int | None = None
    bold: bool | None = None
    hidden: bool | None = None

    @property
    def is_contents(self) -> bool:
        """True for the lines of a table of contents."""
        return re.fullmatch(r"toc ?\d", self.name) is not None


_NO_STYLE = Style()


class Styles:
    """The styles of a file by id; what is asked for is resolved once."""

    def __init__(self, root: Element | None) -> None:
        """Take the root of the styles part, None where there is none."""
        self._elements: dict[str, Element] = {}
        self._resolved: dict[str, Style] = {}
        self._default = ""
        for element in () if root is None else root.iterfind(W + "style"):
            id_ = element.get(W + "styleId", "")
            self._elements.setdefault(id_, element)
            if element.get(W + "default") in ("1", "true") and element.get(W + "type") == "paragraph":
                self._default = id_

    def of(self, properties: Element | None, tag: str = "pStyle") -> Style:
        """Return the style that paragraph or run properties name, else the default one."""
        id_ = value(properties, tag) or (self._default if tag == "pStyle" else "")
        if id_ not in self._resolved:
            self._resolved[id_] = self._resolve(id_)
        return self._resolved[id_]

    def _resolve(self, id_: str) -> Style:
        chain: list[str] = []
        while id_ in self._elements and id_ not in chain and len(chain) < _DEEPEST:
            chain.append(id_)
            id_ = value(self._elements[id_], "basedOn") or ""
        resolved = _NO_STYLE
        for each in reversed(chain):
            resolved = _laid_over(resolved, self._elements[each], each)
        return resolved


def _laid_over(below: Style, element: Element, id_: str) -> Style:
    """Return a style laid over the one that it is based on."""
    paragraph, run = element.find(W + "pPr"), element.find(W + "rPr")
    list_ = None if paragraph is None else paragraph.find(W + "numPr")
    name = (value(element, "name") or "").lower()
    heading = _HEADING.fullmatch(name)
    outline = number(paragraph, "outlineLvl")
    if outline is None and heading:
        outline = int(heading[1]) - 1
    told = (
        (outline, below.outline),
        (number(list_, "numId"), below.numbered),
        (number(list_, "ilvl"), below.depth),
        (switch(run, "b"), below.bold),
        (switch(run, "vanish"), below.hidden),
    )
    own = [over if over is not None else under for over, under in told]
    return Style(
        (id_, *below.chain), name, own[0], own[1], own[2],
        None if own[3] is None else bool(own[3]), None if own[4] is None else bool(own[4]),
    )  # fmt: skip
