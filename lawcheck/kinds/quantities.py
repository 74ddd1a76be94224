"""``quantities``: does the text give figures?"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import ClassVar, Literal

from lawcheck.kinds._base import Rule, View, at_least_one
from lawcheck.kinds._figures import printed
from lawcheck.model import Gap, Text, Verdict
from lawcheck.records import record


@record
class Quantities(Rule):
    """Met by ``at_least`` numbers with a unit; years, dates and document numbers are none."""

    tells_absence: ClassVar[bool] = True
    ABOUT: ClassVar[Text] = Text(
        "看有没有带单位的数据，至少“at_least”个。年份、日期、文号不算。",
        "Met by “at_least” numbers with a unit; years, dates and document numbers are none.",
    )
    kind: Literal["quantities"] = "quantities"
    at_least: int = 1

    def mistakes(self) -> Iterator[tuple[str, Text]]:
        """Yield a number that everything would reach."""
        yield from at_least_one(self.at_least)

    def judge(self, view: View) -> Verdict:
        """Judge whether there are figures enough."""
        told = (q for statement in view.figures.statements for q in statement.quantities)
        own = (q for q in told if any(q.span.start in span for span in view.spans))
        found = [printed(view, quantity) for quantity in islice(own, self.at_least)]
        if len(found) == self.at_least:
            named = "、".join(found[:3])
            return self.met(view, view.say(f"有数据，如：{named}", f"figures such as “{named}”"))
        actual = view.say(f"只有 {len(found)} 个数据", f"{len(found)} figures") if found else ""
        actual = actual or view.say("没有一个数据", "no figure at all")
        expected = view.say(
            f"至少 {self.at_least} 个带单位的数据", f"at least {self.at_least} figures with a unit"
        )
        return self.missing(view, actual, Gap(view.anchor, expected, actual, of_text=False))
