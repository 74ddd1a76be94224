"""Places in names and sentences: a table of real ones, and how a name that is in no table looks."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property
from typing import NamedTuple

PROVINCE, CITY, COUNTY, TOWNSHIP = range(4)
_SUFFIX = "[省市县区旗盟镇乡]|自治[区州县旗]|特别行政区|地区|街道|苏木"
_BY_SHAPE = re.compile(rf"(?P<stem>\w{{2,6}}?)(?P<suffix>{_SUFFIX})")
_IN_NO_STEM = frozenset("局委厅办院的和与及")  # nor is what goes beyond a body's name a place
_STEM = re.compile(f"(?:{_SUFFIX}|州)$")
_SUFFIX_RANKS = {
    "省": PROVINCE,
    "自治区": PROVINCE,
    "特别行政区": PROVINCE,
    "自治州": CITY,
    "地区": CITY,
    "盟": CITY,
    "市": CITY,
    "县": COUNTY,
    "区": COUNTY,
    "旗": COUNTY,
    "自治县": COUNTY,
    "自治旗": COUNTY,
    "镇": TOWNSHIP,
    "乡": TOWNSHIP,
    "街道": TOWNSHIP,
    "苏木": TOWNSHIP,
}


class Place(NamedTuple):
    """A place by name; ``ranks`` are 0 province, 1 city, 2 county, 3 township: a name may have several.

    ``above`` are the places that it belongs to. ``known`` tells that it is in the table.
    """

    name: str
    ranks: frozenset[int]
    above: frozenset[str]
    known: bool

    @property
    def stem(self) -> str:
        """The name without 县, 区 and the like."""
        return _STEM.sub("", self.name)


class Gazetteer:
    """Finds places by a table of real names, else by their shape.

    Each line of the table names a province, a prefecture (``-`` for what the province governs
    itself) and its counties.
    """

    def __init__(self, lines: Iterable[str]) -> None:
        """Take the table; it is read when first needed."""
        self._lines = tuple(lines)
        self._found: dict[str, Place] = {}

    @cached_property
    def _names(self) -> frozenset[str]:
        return frozenset(" ".join(self._lines).split(" "))

    @cached_property
    def _beginnings(self) -> frozenset[str]:
        """The first two characters of each name: most words begin with none of them."""
        return frozenset(name[:2] for name in self._names)

    @cached_property
    def _ends(self) -> frozenset[str]:
        """The last character of each name: hardly any other word ends with one."""
        return frozenset(name[-1:] for name in self._names)

    @cached_property
    def _longest(self) -> int:
        return max(map(len, self._names))

    def _place(self, name: str) -> Place:
        """Return what the table says of one of its names: only few of its thousands stand in one paper."""
        if name not in self._found:
            self._found[name] = _look_up(self._lines, name)
        return self._found[name]

    def known_at(self, text: str, start: int) -> Place | None:
        """Return the longest place of the table that begins at an offset."""
        if text[start : start + 2] not in self._beginnings:
            return None
        for end in range(min(len(text), start + self._longest), start + 1, -1):
            if text[start:end] in self._names:
                return self._place(text[start:end])
        return None

    def known_before(self, text: str, end: int) -> Place | None:
        """Return the longest place of the table that ends at an offset."""
        if text[end - 1 : end] not in self._ends:
            return None
        for start in range(max(0, end - self._longest), end - 1):
            if text[start:end] in self._names:
                return self._place(text[start:end])
        return None

    def chain(self, text: str, start: int = 0) -> list[Place]:
        """Return the places with which a name begins, from the highest down.

        >>> table = Gazetteer(["福建省 泉州市 安溪县"])
        >>> [place.name for place in table.chain("福建省泉州市安溪县白石镇人民政府")]
        ['福建省', '泉州市', '安溪县', '白石镇']
        """
        found: list[Place] = []
        while True:
            place = self.known_at(text, start) or _by_shape(text, start)
            if place is None:
                return found
            found.append(place)
            start += len(place.name)


def _look_up(lines: Iterable[str], name: str) -> Place:
    ranks: set[int] = set()
    above: set[str] = set()
    for line in lines:
        if name in line:
            names = line.split(" ")
            for rank, found in zip((PROVINCE, CITY, *[COUNTY] * (len(names) - 2)), names, strict=True):
                if found == name:
                    ranks.add(rank)
                    above.update(higher for higher in names[:rank] if higher != "-")
    return Place(name, frozenset(ranks), frozenset(above), known=True)


def _by_shape(text: str, start: int) -> Place | None:
    match = _BY_SHAPE.match(text, start)
    if match is None or not _IN_NO_STEM.isdisjoint(match["stem"]) or not match["stem"].isalpha():
        return None
    return Place(match.group(), frozenset({_SUFFIX_RANKS[match["suffix"]]}), frozenset(), known=False)
