"""``unchanged``: does a count of this year's work stand in last year's paper, too?"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import ClassVar, Literal

from lawcheck.kinds._base import Rule, View
from lawcheck.kinds._figures import Told, counts_of_the_year, printed
from lawcheck.kinds._years import line_of
from lawcheck.model import Gap, Text, Verdict
from lawcheck.records import record


@record
class Unchanged(Rule):
    """Met when no count of work done is the same as in last year's paper.

    Counts are compared where they are of the very same thing (``fillers`` in the words do not count) in one
    of ``units``, and at least ``at_least``: smaller ones are alike by chance. What one has (``stocks``: 现有,
    配备, 公职律师) may well be the same. The parts ``not_in`` are left out.
    """

    compares_years: ClassVar[bool] = True
    ABOUT: ClassVar[Text] = Text(
        "看同一项工作的数量是否与上一年度完全相同：只比较说法相同、单位在“units”中、不小于“at_least”的数；人员、"
        "设备等存量（stocks）本来可以不变，不算。",
        "Looks for counts of work that are the same as last year's: of the very same thing, in one of "
        "“units”, at least “at_least”. What one has (“stocks”) may stay the same.",
    )
    kind: Literal["unchanged"] = "unchanged"
    units: tuple[str, ...]
    at_least: int = 20
    fillers: tuple[str, ...] = ()
    stocks: tuple[str, ...] = ()
    not_in: tuple[str, ...] = ()

    def mistakes(self) -> Iterator[tuple[str, Text]]:
        """Yield a number below which nothing can be counted."""
        if self.at_least < 1:
            zh = f'"at_least" 不能小于 1，这里是 {self.at_least}'
            yield "at_least", Text(zh, f'"at_least" must be at least 1, not {self.at_least}')

    def judge(self, view: View) -> Verdict:
        """Judge the counts that both papers tell."""
        old = self.earlier(view)
        then = counts_of_the_year(old, self.fillers, self.not_in)
        now = counts_of_the_year(view, self.fillers, self.not_in)
        both = [(told, then[key]) for key, told in now.items() if key in then]
        if not both:
            nothing = view.say("两年没有可比较的同一数据", "no count stands in both papers")
            return self.skipped(view, nothing)
        same = [(new, was) for new, was in both if self._is_suspicious(new, was)]
        if same:
            told = view.say(f"{len(same)} 个数与上一年度相同", f"{len(same)} counts are last year's")
            return self.missing(view, told, *(_gap(view, old, new, was) for new, was in same))
        return self.met(view, view.say("数据与上一年度不同", "counts differ from last year's"))

    def _is_suspicious(self, new: Told, was: Told) -> bool:
        value = new.quantity.value
        worth = value >= Decimal(self.at_least) and new.quantity.unit in self.units
        return worth and value == was.quantity.value and not any(w in new.subject for w in self.stocks)


def _gap(view: View, old: View, new: Told, was: Told) -> Gap:
    shown, line = printed(view, new.quantity), line_of(old, was.quantity.span)
    return Gap(
        new.quantity.span,
        expected=view.say("本年度的数据", "this year's count"),
        actual=view.say(
            f"“{new.subject}”与上一年度报告第{line}行同为{shown}",
            f"“{new.subject}” is “{shown}” on line {line} of last year's paper, too",
        ),
        key=new.subject,
        previous=(was.quantity.span,),
    )
