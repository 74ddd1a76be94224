"""``signed_date``: is the date below the signature there, possible and well written?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import ClassVar, Literal

from lawcheck.kinds._base import Rule, View, last_line
from lawcheck.model import Gap, Severity, Span, Text, Verdict
from lawcheck.records import record
from lawcheck.text.dates import Dated, chinese_date

_DECEMBER = 12


@record
class SignedDate(Rule):
    """Met by a date like 2024年3月5日 that lies after the reported year.

    A paper without any signature is told by the signature's rule.
    """

    tells_absence: ClassVar[bool] = True
    ABOUT: ClassVar[Text] = Text(
        "看成文日期：有没有、写法对不对（2026年1月20日）、有没有这一天、是不是在报告年度之后。没有"
        "落款的由署名规则提示。",
        "Met by a date of signing that is there, well written, real and after the reported year. A "
        "paper without a signature is told by that rule.",
    )
    kind: Literal["signed_date"] = "signed_date"

    def judge(self, view: View) -> Verdict:
        """Judge the date that is printed below the signature."""
        signature = view.document.signature
        if signature is None:
            return self.skipped(view, view.say("没有落款", "there is no signature"))
        if signature.date_span is None:
            actual = view.say("署名之后没有成文日期", "no date below the name")
            place = signature.issuer_span or last_line(view.document)
            gap = Gap(place, self._form(view), actual, of_text=False)
            return self.missing(view, actual, gap)
        printed = view.document.text[signature.date_span.start : signature.date_span.end]
        gaps = list(self._gaps(view, signature.date_span, printed, signature.date))
        if gaps:
            return self.missing(view, gaps[0].actual, *gaps)
        return self.met(view, view.quote(printed))

    @staticmethod
    def _form(view: View) -> str:
        return view.say("形如“2024年3月5日”的成文日期", "a date like “2024年3月5日”")

    def _gaps(self, view: View, span: Span, printed: str, day: date | None) -> Iterator[Gap]:
        if day is None:
            yield Gap(span, self._form(view), view.say(f"没有这一天：{printed}", f"no such day: “{printed}”"))
            return
        right = chinese_date(day)
        if not Dated(span, printed, day).plain:
            yield Gap(span, view.quote(right), view.say(f"写作“{printed}”", f"written “{printed}”"))
        elif view.year and day < date(view.year, 12, 31):
            in_december = day.year == view.year and day.month == _DECEMBER
            yield Gap(
                span,
                view.say(f"{view.year}年12月31日之后", f"after 31 December {view.year}"),
                view.say(f"{right}，报告年度尚未结束", f"{day.isoformat()}, before the year ended"),
                severity=Severity.INFO if in_december else None,
            )
