"""``percentage``: is no share of a whole above one hundred per cent?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Literal

from lawcheck.kinds._base import Rule, View
from lawcheck.kinds._figures import printed, rates_of
from lawcheck.model import Gap, Span, Text, Verdict
from lawcheck.records import record
from lawcheck.text.figures import PERCENT, Quantity, Statement

_WHOLE = 100


@record
class Percentage(Rule):
    """Met when none of the book's ``shares`` (出庭应诉率, 满意度) is above 100 %.

    100%以上 and 超过100% are above it too. Growth and the fulfilment of a target may exceed it:
    they are no shares.
    """

    ABOUT: ClassVar[Text] = Text(
        "规则书的 shares 里的比率（出庭应诉率、满意度等）不得超过100%，“100%以上”也算超"
        "过。增长率、完成率不在内。",
        "Met when none of the book's shares is above 100 %; “100%以上” is above it too. Growth and the "
        "fulfilment of targets are no shares.",
    )
    kind: Literal["percentage"] = "percentage"

    def judge(self, view: View) -> Verdict:
        """Judge the percentages of the paper."""
        gaps = list(self._gaps(view))
        if gaps:
            return self.missing(view, view.say(f"{len(gaps)} 处超过100%", f"{len(gaps)} above 100 %"), *gaps)
        return self.met(view, view.say("没有超过100%的比率", "no share above 100 %"))

    @staticmethod
    def _gaps(view: View) -> Iterator[Gap]:
        for statement in view.figures.statements:
            if not statement.rated or not any(map(_exceeds, statement.quantities)):
                continue
            for quantity, share, name in rates_of(view, statement):
                if _exceeds(quantity):
                    yield _gap(view, statement, share, name, quantity)


def _exceeds(quantity: Quantity) -> bool:
    if quantity.unit != PERCENT:
        return False
    return quantity.value > _WHOLE or (quantity.value == _WHOLE and quantity.beyond)


def _gap(view: View, statement: Statement, share: str, name: Span, quantity: Quantity) -> Gap:
    apart = any(name.end <= other.span.start < quantity.span.start for other in statement.quantities)
    span = quantity.span if apart else Span(name.start, quantity.span.end)
    found = share + printed(view, quantity) if apart else view.document.text[span.start : span.end]
    return Gap(
        span,
        expected=view.say(f"“{share}”不超过100%", f"“{share}” of at most 100 %"),
        actual=view.say(f"写作“{found}”", f"it says “{found}”"),
    )
