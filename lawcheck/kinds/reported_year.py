"""``reported_year``: do headings and opening speak of the year that the title names?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from lawcheck.kinds._base import Rule, View, own_years
from lawcheck.model import Gap, Span, Verdict
from lawcheck.text.sentences import sentences

_REPORTED = re.compile(r"现将.{0,60}(?:报告|汇报|公布|总结)如下")
_LEADS_IN = re.compile("(?:刚刚?)?(?:过去的|在)?[ “]?")
_OPENS = re.compile(r"年度?,|年度?[我全县市区镇乡省]")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ReportedYear(Rule):
    """Met when no heading of a part and no opening sentence names a year but the reported one.

    Headings of the parts in ``next_year_in`` (the plan) have a year of their own.
    """

    kind: Literal["reported_year"] = "reported_year"
    next_year_in: tuple[str, ...] = ()

    def judge(self, view: View) -> Verdict:
        """Judge the years of headings and opening."""
        if view.year is None:
            return self.skipped(view, view.say("报告年度不明", "the reported year is not known"))
        wrong = sorted({*self._in_headings(view), *self._in_opening(view)}, key=lambda found: found[1])
        if not wrong:
            return self.met(view, view.say("年度一致", "the years agree"))
        year, span = wrong[0]
        actual = view.say(f"写的是{year}年", f"it says {year}")
        expected = view.say(f"{view.year}年（与标题一致）", f"{view.year}, as in the title")
        return self.missing(view, actual, Gap(span, expected, actual, related=tuple(s for _, s in wrong[1:])))

    def _in_headings(self, view: View) -> Iterator[tuple[int, Span]]:
        next_ = {s.index for id_ in self.next_year_in if id_ in view.parts for s in view.parts[id_].sections}
        for part in view.parts.values():
            for section in part.sections:
                if section.level > 1 or section.index in next_:
                    continue
                told = list(own_years(view.folded, section.heading))
                if told and view.year not in [year for year, _ in told]:
                    yield told[0]

    @staticmethod
    def _in_opening(view: View) -> Iterator[tuple[int, Span]]:
        start = view.document.title_span.end if view.document.title_span else 0
        first = view.document.sections[0].heading.start if view.document.sections else start
        for content in view.document.content:
            span = Span(max(start, content.start), min(first, content.end))
            for sentence in sentences(view.folded, span) if span.end > span.start else ():
                told = [year for year, _ in own_years(view.folded, sentence)]
                for year, digits in own_years(view.folded, sentence):
                    starts = _LEADS_IN.fullmatch(view.folded, sentence.start, digits.start)
                    opens = starts and _OPENS.match(view.folded, digits.end)
                    announced = _REPORTED.search(view.folded, sentence.start, sentence.end)
                    inside = announced and announced.start() <= digits.start < announced.end()
                    planned = inside and year - 1 in told  # 2025年情况和2026年安排报告如下
                    if year != view.year and (opens or inside) and not planned:
                        yield year, digits
