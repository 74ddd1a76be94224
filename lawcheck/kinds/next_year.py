"""``next_year``: is the plan one for the year after the reported one?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import ClassVar, Literal

from lawcheck.kinds._base import Rule, View, own_years
from lawcheck.model import Gap, Span, Text, Verdict
from lawcheck.records import record

_OPENS = re.compile(r"年度?,?[^,。;]{0,12}(?:将|计划|拟|打算)")
_OPENING = 2  # sentences with which a plan begins
# by the end of a month: 2025年9月底前完成…; not 2025年底前排查出的问题
_DEADLINE = re.compile(r"年(?:\d{1,2}月)?(?:\d{1,2}日|底|末|[上中下]旬)?(?:之|以)?前(?![^,。;]*?(?:已|的))")


@record
class NextYear(Rule):
    """Met unless a heading, a sentence's beginning (2025年,我局将…) or a deadline names another year.

    A deadline of a later year is none of another plan.
    """

    ABOUT: ClassVar[Text] = Text(
        "看下一年度安排的标题、句首和完成期限写的是不是报告年度的下一年。",
        "Met unless a heading, the beginning of a sentence or a deadline of the plan names another "
        "year than the next.",
    )
    kind: Literal["next_year"] = "next_year"

    def judge(self, view: View) -> Verdict:
        """Judge the years that the part's headings and opening sentences name."""
        if view.year is None or view.part is None:
            return self.skipped(view, view.say("报告年度不明", "the reported year is not known"))
        wanted = view.year + 1
        wrong = [found for found in self._wrong(view, wanted) if found[0] != wanted]
        if not wrong or self._follows_headings(view, wrong):
            return self.met(view, view.say("没有写成别的年度", "no other year is named"))
        year, span = wrong[0]
        actual = view.say(f"写的是{year}年", f"the plan is for {year}")
        related = tuple(other for _, other in wrong[1:])
        expected = view.say(f"{wanted}年", str(wanted))
        gap = Gap(span, expected, actual, related=related, key=str(year), of_text=False)
        return self.missing(view, actual, gap)

    def _wrong(self, view: View, wanted: int) -> Iterator[tuple[int, Span]]:
        for section in view.part.sections if view.part else ():
            told = list(own_years(view.folded, section.heading))
            if wanted not in [year for year, _ in told]:
                yield from told
        for index, sentence in enumerate(view.sentences):
            for year, span in own_years(view.folded, sentence):
                past = year < wanted  # further down a plan may look beyond its own year
                opens = span.start - sentence.start <= 2 and _OPENS.match(view.folded, span.end)
                late = past and _DEADLINE.match(view.folded, span.end)
                if (opens and (past or index < _OPENING)) or late:
                    yield year, span

    @staticmethod
    def _follows_headings(view: View, told: list[tuple[int, Span]]) -> bool:
        """Tell whether the plan follows the year of the other headings: then the title is wrong."""
        others = {
            year
            for part in view.parts.values()
            if view.part and part.id != view.part.id
            for section in part.sections
            for year, _ in own_years(view.folded, section.heading)
        }
        return any(year - 1 in others for year, _ in told)
