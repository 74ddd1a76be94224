"""``numbering``: do the numbers of headings and items run on, and do their levels stand in order?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import ClassVar, Literal

from lawcheck.kinds._base import Rule, View
from lawcheck.model import Gap, Section, Text, Verdict
from lawcheck.records import record
from lawcheck.text.numbers import to_chinese

_NUMERAL = re.compile("[一二三四五六七八九十]+")
_NOT_OF_STYLE = re.compile(r"[\s.、,:]")
_DIGITS = re.compile(r"\d+|[①-⑳]")
_LEVELS = {"一": 1, "(一)": 2, "1": 3, "(1)": 4}  # the order of GB/T 9704
_ITEMS = ("一是", "一要")
_AFTER_BRACKET = ("、", ".", ":", ",")


@record
class Numbering(Rule):
    """Met when under each heading the numbers of one style rise by one and levels are in order.

    Numbers that run on across headings (1. 2. under (一), 3. 4. under (二)) are right too. Levels
    stand in the order 一、 (一) 1. (1), some of them left out; what is wrong with them throughout is
    one gap, and so is a sign after the bracket: (一)、.
    """

    tells_absence: ClassVar[bool] = True
    ABOUT: ClassVar[Text] = Text(
        "看同一级的序号是否连续、不重复，层次是否按一、（一）1.（1）的顺序。各级从头编号或接着编号都可以。",
        "Met when the numbers of one level rise by one and the levels stand in the order “一、” “(一)” "
        "“1.” “(1)”. Numbers that run on across headings are right too.",
    )
    kind: Literal["numbering"] = "numbering"

    def judge(self, view: View) -> Verdict:
        """Judge the numbers of all headings and items."""
        # a line that begins with 3 月 is no third heading
        sections = [section for section in view.document.sections if not section.marker.isdecimal()]
        rows = _rows(sections)
        reversed_ = list(_reversed(rows))
        told = {section.index for row, _ in reversed_ for section in row}
        gaps = [
            *_breaks(view, sections, rows, told),
            *_order_gaps(view, reversed_),
            *_sign_gaps(view, sections),
        ]
        if gaps:
            return self.missing(view, view.say(f"{len(gaps)} 处序号不规范", f"{len(gaps)} slips"), *gaps)
        return self.met(view, view.say("序号连续", "the numbers run on"))


Rows = dict[int, dict[str, list[Section]]]


@lru_cache(maxsize=512)
def style_of(marker: str) -> str:
    """Return a marker without its number: 一、 and 二、 are of one style.

    >>> style_of("（二）"), style_of("12．"), style_of("③"), style_of("三是")
    ('(一)', '1', '①', '一是')
    """
    bare = _NOT_OF_STYLE.sub("", marker.replace("（", "(").replace("）", ")").replace("．", "."))
    return _DIGITS.sub(lambda match: "1" if match.group().isdecimal() else "①", _NUMERAL.sub("一", bare))


def _rows(sections: list[Section]) -> Rows:
    """Return what is numbered below each heading, by style."""
    rows: Rows = {}
    for section in sections:
        if section.number:
            rows.setdefault(section.parent, {}).setdefault(style_of(section.marker), []).append(section)
    return rows


# --- numbers that do not run on


def _breaks(view: View, sections: list[Section], rows: Rows, told: set[int]) -> Iterator[Gap]:
    """Yield a gap for each number that does not follow on the one before."""
    wanted = {
        section.index: number
        for below in rows.values()
        for row in below.values()
        for section, number in zip(row, _wanted(view, row), strict=True)
    }
    latest: dict[str, int] = {}  # the last number anywhere, by style
    items: dict[int, int] = {}  # the last item of any style, by heading; 0 is 首先 and 其次
    for section in sections:
        style = style_of(section.marker)
        if section.number and section.number != wanted[section.index] and section.index not in told:
            begins = rows[section.parent][style][0] is section
            runs_on = begins and section.number == latest.get(style, 0) + 1
            if style in _ITEMS and not runs_on:
                runs_on = _follows_item(view, section, wanted[section.index], items.get(section.parent))
            if not runs_on:
                yield _gap(view, section, wanted[section.index])
        latest[style] = section.number
        if style in _ITEMS or section.marker.endswith(","):
            items[section.parent] = section.number


def _wanted(view: View, row: list[Section]) -> Iterator[int]:
    """Yield the number that each section of a row should have; its own where that may be."""
    before, count = 0, 0
    for at, section in enumerate(row):
        anew = section.number == 1 and at > 0 and _begins_anew(view, row, at)
        count = 1 if anew else count + 1
        # one that agrees with the count is right again after a slip
        yield section.number if anew or section.number == count else before + 1
        before = section.number


def _begins_anew(view: View, row: list[Section], at: int) -> bool:
    """Tell whether a list may begin again: any of items and 1., one of (一) where it goes on."""
    earlier, section = row[at - 1], row[at]
    if section.marker.endswith(("是", "要", ",")) or section.marker[:1].isdigit():
        # 一是 after 一是 in one paragraph is a slip for 二是
        return earlier.number > 1 or "\n" in view.folded[earlier.heading.start : section.heading.start]
    followed = at + 1 < len(row) and row[at + 1].number == 2
    top = section.parent < 0  # the headings of a paper are one list
    return earlier.number > 1 and followed and not top


def _follows_item(view: View, section: Section, wanted: int, before: int | None) -> bool:
    """Tell whether an item follows on one worded otherwise (首先…二是, 一是…二要), or on one unread.

    An item is not read where no mark stands in front of it.
    """
    if before is not None and before in (0, section.number - 1):
        return True
    parent = view.document.sections[section.parent] if section.parent >= 0 else None
    start = parent.heading.start if parent else 0
    asked = to_chinese(wanted)
    reach = max(view.folded.rfind(asked + word, start, section.heading.start) for word in "是要")
    return reach > view.folded.rfind("\n", 0, section.heading.start)


def _gap(view: View, section: Section, wanted: int) -> Gap:
    found = view.document.text[section.heading.start :][: len(section.marker)]
    right = (
        _NUMERAL.sub(to_chinese(wanted), found)
        if _NUMERAL.search(found)
        else re.sub(r"\d+|[①-⑳]", lambda match: _digits(match.group(), wanted), found)
    )
    return Gap(
        section.heading,
        expected=view.say(f"序号“{right}”", f"number “{right}”"),
        actual=view.say(f"序号写作“{found}”", f"numbered “{found}”"),
    )


def _digits(found: str, wanted: int) -> str:
    return str(wanted) if found.isdecimal() or wanted > 20 else chr(ord("①") + wanted - 1)


# --- levels


def _reversed(rows: Rows) -> list[tuple[list[Section], str]]:
    """Return the rows that stand below a lower level, (一) below 1., each with the style above it."""
    found: list[tuple[list[Section], str]] = []
    for below in rows.values():
        for style, row in below.items():
            found += [(inner, style) for inner in _higher_inside(rows, style, row)]
            lower = _lower_around(rows, below, style)
            if lower:
                found.append((row, lower))
    return sorted(found, key=lambda pair: pair[0][0].index)


def _higher_inside(rows: Rows, style: str, row: list[Section]) -> Iterator[list[Section]]:
    """Yield the rows of a higher level that stand below one heading of a row and before its next."""
    for section, following in pairwise(row):
        for other, inner in rows.get(section.index, {}).items():
            higher = _LEVELS.get(other, len(_LEVELS)) < _LEVELS.get(style, 0)
            if higher and inner[0].number == 1 and following.number == section.number + 1:
                yield inner


def _lower_around(rows: Rows, below: dict[str, list[Section]], style: str) -> str:
    """Return the lower style that encloses a row below the same heading, if one does.

    1. (一) (二) 2. (一): the first 1. stands before any (一), and 2. goes on after them as if nothing
    had come between. A list in front of headings (1. 2. 3. (一) 1.) begins anew; of a single number
    there is no list.
    """
    row = below[style]
    if style not in _LEVELS or row[0].number != 1:
        return ""
    for other, lower in below.items():
        before = [section for section in lower if section.index < row[0].index]
        if before and before[0].number == 1 and _LEVELS.get(other, 0) > _LEVELS[style]:
            inner = (rows.get(section.index, {}).get(other) for section in row)
            following = next((found[0].number for found in inner if found), 0)
            if len(before) == 1 or following == before[-1].number + 1:
                return other
    return ""


def _order_gaps(view: View, places: list[tuple[list[Section], str]]) -> Iterator[Gap]:
    """Yield one gap for a paper whose levels are reversed."""
    if not places:
        return
    (first, *_), lower = places[0]
    found = view.document.text[first.heading.start :][: len(first.marker)]
    above = {"1": "1.", "一": "一、"}.get(lower, lower)
    yield Gap(
        first.heading,
        expected=view.say(
            "层次依次为“一、”“（一）”“1.”“（1）”", "levels in the order “一、” “（一）” “1.” “（1）”"
        ),
        actual=view.say(f"“{found}”用在“{above}”之下", f"“{found}” below “{above}”"),
        message=view.say("序号的层次不对", "levels of numbers out of order"),
        hint=view.say("按顺序使用层次序数，可以少用，不能倒用。", "Levels may be left out but not reversed."),
        related=tuple(row[0].heading for row, _ in places[1:]),
        key="order",
        of_text=False,
    )


def _sign_gaps(view: View, sections: list[Section]) -> Iterator[Gap]:
    """Yield one gap where a sign follows the bracket of a number: (一)、."""
    places = [
        s for s in sections if s.marker[:1] in ("(", "（") and s.marker.rstrip().endswith(_AFTER_BRACKET)
    ]
    if not places:
        return
    found = [view.document.text[s.heading.start :][: len(s.marker)] for s in places]
    yield Gap(
        places[0].heading,
        expected=view.say(f"序号“{found[0][:-1].rstrip()}”", f"number “{found[0][:-1].rstrip()}”"),
        actual=view.say(f"序号写作“{found[0]}”，共 {len(places)} 处", f"“{found[0]}”, {len(places)} places"),
        message=view.say("带括号的序号后又加了标点", "a sign after the bracket of a number"),
        hint=view.say("“（一）”“（1）”之后不加标点。", "Nothing follows the bracket."),
        related=tuple(section.heading for section in places[1:]),
        key="sign",
        of_text=False,
    )
