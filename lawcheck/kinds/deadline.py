"""``deadline``: was the paper handed in or published in time?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import ClassVar, Literal

from lawcheck.kinds._base import Rule, View, top_of
from lawcheck.kinds._scope import KINDS, LEVELS
from lawcheck.model import Gap, Severity, Span, Text, Verdict
from lawcheck.records import record
from lawcheck.text.dates import chinese_date


def _is_day(text: str) -> bool:
    month, _, day = text.partition("-")
    try:
        return bool(date(2001, int(month), int(day)))  # a year without 29 February
    except ValueError:
        return False


@record
class Deadline(Rule):
    """Met by a date before ``before`` (month-day) of the year after the reported one.

    ``of: signed`` takes the signature's date, ``of: published`` the published date, else the
    signature's. For the issuers in ``later_for`` (a level, or level/kind) the day is ``later``. The
    day itself is too late by the letter: an info.
    """

    ABOUT: ClassVar[Text] = Text(
        "看成文日期（of: signed）或公开日期（of: published）是否早于报告年度次年的"
        "“before”那一天；later_for 中的单位按 later 那一天。正好在当天的只作提示"
        "；没有日期的不判断。",
        "Met by a date of signing or publication before the day “before” of the year after the reported "
        "one (the day “later” for the issuers in later_for). The day itself is an info; without a date "
        "nothing is judged.",
    )
    kind: Literal["deadline"] = "deadline"
    of: Literal["signed", "published"]
    before: str
    later: str = ""
    later_for: tuple[str, ...] = ()

    def mistakes(self) -> Iterator[tuple[str, Text]]:
        """Yield days that are no day of every year, and levels that no issuer has."""
        for key, day in (("before", self.before), ("later", self.later)):
            if day and not _is_day(day):
                zh = f'"{key}" 应为每年都有的“月-日”，如 03-01，这里是 "{day}"'
                en = f'"{key}" must be a “month-day” of every year, such as 03-01, not "{day}"'
                yield key, Text(zh, en)
        for issuer in self.later_for:
            level, _, kind = issuer.partition("/")
            if level not in LEVELS or (kind and kind not in KINDS):
                zh = f'没有 "{issuer}" 这种发文机关；级别有：{"、".join(LEVELS)}'
                en = f'there is no issuer "{issuer}"; the levels are: {", ".join(LEVELS)}'
                yield "later_for", Text(zh, en)

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
        return _day(year, self.later if later else self.before)

    def _gap(self, view: View, span: Span, day: date, limit: date) -> Gap:
        level = LEVELS.get(view.document.level or "")
        by = view.say(f"{chinese_date(limit)}之前", f"before {limit.isoformat()}")
        issuer = view.say(f"（{level.zh}）", f" ({level.en} level)") if level else ""
        told = view.say(chinese_date(day), day.isoformat())
        title = (self.message or self.title).say(view.lang)
        return Gap(
            span,
            expected=by + issuer,
            actual=told,
            message=title + view.say(f"：{told}，应在{by}", f": {told}, due {by}"),
            severity=Severity.INFO if day == limit or self._may_be_later(view, day) else None,
        )

    def _may_be_later(self, view: View, day: date) -> bool:
        """Tell whether an issuer of unknown level may have had time until the later day."""
        unknown = view.document.level is None and bool(self.later) and view.year is not None
        return unknown and day < _day((view.year or 0) + 1, self.later)


def _day(year: int, text: str) -> date:
    month, _, day = text.partition("-")
    return date(year, int(month), int(day))
