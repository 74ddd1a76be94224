"""``numbering``: do the numbers of headings and items run without gaps and repeats?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from lawcheck.kinds._base import Rule, View
from lawcheck.model import Gap, Section, Verdict
from lawcheck.records import record
from lawcheck.text.numbers import to_chinese

_NUMERAL = re.compile("[一二三四五六七八九十]+")


@record
class Numbering(Rule):
    """Met when under each heading the numbers of one style rise by one.

    Numbers that run on across headings (1. 2. under (一), 3. 4. under (二)) are right too.
    """

    kind: Literal["numbering"] = "numbering"

    def judge(self, view: View) -> Verdict:
        """Judge the numbers of all headings and items."""
        gaps = list(self._gaps(view))
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
            fine = section.number in (wanted, 1) if _may_restart(section) else section.number == wanted
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
