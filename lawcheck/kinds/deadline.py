"""``deadline``: was the paper handed in or published in time?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from lawcheck.kinds._base import Rule, View, top_of
from lawcheck.model import Gap, Severity, Span, Verdict

_LEVELS = ("national", "province", "city", "county", "township")
_KINDS = ("government", "department", "committee", "street_office", "party_and_government")


def _is_day(text: str) -> bool:
    month, _, day = text.partition("-")
    try:
        return bool(date(2001, int(month), int(day)))  # a year without 29 February
    except ValueError:
        return False


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Deadline(Rule):
    """Met by a date before ``before`` (month-day) of the year after the reported one.

    ``of: signed`` takes the signature's date, ``of: published`` the published date, else the
    signature's. For the issuers in ``later_for`` (a level, or level/kind) the day is ``later``. The
    day itself is too late by the letter: an info.
    """

    kind: Literal["deadline"] = "deadline"
    of: Literal["signed", "published"]
    before: str
    later: str = ""
    later_for: tuple[str, ...] = ()

    def mistakes(self) -> Iterator[tuple[str, str]]:
        """Yield days that are no day of every year, and levels that no issuer has."""
        for key, day in (("before", self.before), ("later", self.later)):
            if day and not _is_day(day):
                yield key, f'"{key}" 应为每年都有的“月-日”，如 03-01，这里是 "{day}"'
        for issuer in self.later_for:
            level, _, kind = issuer.partition("/")
            if level not in _LEVELS or (kind and kind not in _KINDS):
                yield "later_for", f'没有 "{issuer}" 这种发文机关；级别有：{"、".join(_LEVELS)}'

    def judge(self, view: View) -> Verdict:
        """Judge the date against the deadline."""
        document = view.document
        signature = document.signature
        day = signature.date if signature else None
        span = signature.date_span if signature else None
        if self.of == "published" and document.published:
            day, span = document.published, None
        if day is None or view.year is None:
            return self.skipped(view, view.say("没有可以判断的日期", "no date to judge by"))
        limit = self._limit(view, view.year + 1)
        if day < limit:
            return self.met(view, day.isoformat())
        return self.missing(view, day.isoformat(), self._gap(view, span or top_of(document), day, limit))

    def _limit(self, view: View, year: int) -> date:
        level = view.document.level or ""
        later = self.later and {level, f"{level}/{view.document.kind}"} & set(self.later_for)
        month, _, day = (self.later if later else self.before).partition("-")
        return date(year, int(month), int(day))

    @staticmethod
    def _gap(view: View, span: Span, day: date, limit: date) -> Gap:
        return Gap(
            span,
            expected=view.say(
                f"{limit.year}年{limit.month}月{limit.day}日之前", f"before {limit.isoformat()}"
            ),
            actual=view.say(f"{day.year}年{day.month}月{day.day}日", day.isoformat()),
            severity=Severity.INFO if day == limit else None,
        )
