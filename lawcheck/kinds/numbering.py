"""``numbering``: do the numbers of headings and items run without gaps and repeats?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from lawcheck.kinds._base import Rule, View
from lawcheck.model import Gap, Section, Verdict
from lawcheck.records import record
from lawcheck.text.numbers import to_chinese

# In the order of 公文; a style that is not here (一是, ①) is an item of its own.
_RANKS = {"一": 1, "(一)": 2, "1": 3, "(1)": 4}
_NUMERAL = re.compile("[一二三四五六七八九十]+")


@record
class Numbering(Rule):
    """Met when under each heading the numbers of one style rise by one, and the styles keep their order.

    Numbers that run on across headings (1. 2. under (一), 3. 4. under (二)) are right too. The order is
    一、 (一) 1. (1); a level may be left out. Told once each: a style below a lower one, and a mark
    behind a bracket ((一)、).
    """

    kind: Literal["numbering"] = "numbering"

    def judge(self, view: View) -> Verdict:
        """Judge the numbers of all headings and items."""
        gaps = [*self._gaps(view), *_wrong_order(view), *_marked(view)]
        if gaps:
            return self.missing(view, view.say(f"{len(gaps)} 处序号不连续", f"{len(gaps)} breaks"), *gaps)
        return self.met(view, view.say("序号连续", "the numbers run on"))

    @staticmethod
    def _gaps(view: View) -> Iterator[Gap]:
        last: dict[tuple[int, str], int] = {}  # the last number below a heading, by style
        counted: dict[tuple[int, str], int] = {}
        latest: dict[str, int] = {}  # the last number anywhere, by style
        for section in view.document.sections:
            if not section.number:
                continue
            style = _style(section)
            key = (section.parent, style)
            before = last.get(key)
            wanted = before + 1 if before is not None else 1
            counted[key] = counted.get(key, 0) + 1
            last[key] = section.number
            restarts = _may_restart(section) and not _repeats_the_first(view, section, before)
            fine = section.number in (wanted, 1) if restarts else section.number == wanted
            fine = fine or (before is None and section.number == latest.get(style, 0) + 1)
            fine = fine or section.number == counted[key]  # right again after a slip
            latest[style] = section.number
            if not fine:
                yield _gap(view, section, wanted)


def _style(section: Section) -> str:
    """Return the marker without its number: 一、 and 二、 are of one style."""
    marker = re.sub(r"[\s.、,:]", "", section.marker).replace("（", "(").replace("）", ")")
    return re.sub(r"\d+", "1", _NUMERAL.sub("一", marker))


def _may_restart(section: Section) -> bool:
    """Tell whether a list of this style may start anew: items do in every paragraph."""
    return section.marker.endswith(("是", "要", ",")) or section.marker[:1].isdigit()


def _repeats_the_first(view: View, section: Section, before: int | None) -> bool:
    """Tell whether 一是 follows 一是 in one paragraph: no new list, but a slip for 二是."""
    if section.number != 1 or before != 1:
        return False
    earlier = view.document.sections[section.index - 1].heading
    return "\n" not in view.folded[earlier.start : section.heading.start]


def _wrong_order(view: View) -> Iterator[Gap]:
    """Yield one gap where a style begins below or behind a lower one."""
    sections = view.document.sections
    begun: dict[int, int] = {}  # the rank of the style with which the numbers below a heading began
    wrong: list[tuple[Section, Section]] = []
    for section in sections:
        rank = _RANKS.get(_style(section))
        if rank is None or not section.number:
            continue
        above = sections[section.parent] if section.parent >= 0 else None
        lower = above if above and _RANKS.get(_style(above), 0) > rank else None
        first = begun.setdefault(section.parent, rank)
        if lower is None and section.number == 1 and first > rank:
            lower = next(s for s in sections if s.parent == section.parent and _RANKS.get(_style(s)) == first)
            begun[section.parent] = rank
        if lower:
            wrong.append((section, lower))
    if wrong:
        section, lower = wrong[0]
        own, other = (view.document.text[s.heading.start :][: len(s.marker)] for s in (section, lower))
        yield Gap(
            section.heading,
            expected=view.say(
                "层次依次为“一、”“（一）”“1.”“（1）”", "levels in the order 一、 （一） 1. （1）"
            ),
            actual=view.say(f"“{own}”用在“{other}”之下", f"{own} stands below {other}"),
            message=view.say("层次序数的次序不对", "levels in a wrong order"),
            related=tuple(dict.fromkeys(s.heading for s, _ in wrong[1:])),
        )


def _marked(view: View) -> Iterator[Gap]:
    """Yield one gap for the brackets behind which another mark stands."""
    places = [s.heading for s in view.document.sections if re.search(r"\)[、.,:]\s*\Z", s.marker)]
    if places:
        marker = next(s.marker for s in view.document.sections if s.heading == places[0])
        printed = view.document.text[places[0].start :][: len(marker)].strip()
        yield Gap(
            places[0],
            expected=printed[:-1],
            actual=view.say(f"写作“{printed}”", f"written {printed}"),
            message=view.say("带括号的序号之后不用标点", "no mark behind a number in brackets"),
            related=tuple(places[1:]),
        )


def _gap(view: View, section: Section, wanted: int) -> Gap:
    found = view.document.text[section.heading.start :][: len(section.marker)]
    right = (
        _NUMERAL.sub(to_chinese(wanted), found)
        if _NUMERAL.search(found)
        else re.sub(r"\d+", str(wanted), found)
    )
    return Gap(
        section.heading,
        expected=view.say(f"序号“{right}”", f"number {right}"),
        actual=view.say(f"序号写作“{found}”", f"numbered {found}"),
    )
