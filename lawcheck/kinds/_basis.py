"""The legal basis of a rule, and when it was in force."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, ClassVar

from lawcheck.model import Text
from lawcheck.records import record
from lawcheck.text.dates import chinese_date


@record
class Basis:
    """A legal basis: the document's name without 《》 and where in it.

    It is in force ``from`` a day, ``until`` the day on which it is no more; always where neither is
    given.
    """

    __pydantic_config__: ClassVar[Any] = {
        "extra": "forbid",
        "alias_generator": lambda name: name.rstrip("_"),
    }

    law: str
    item: Text | None = None
    from_: date | None = None
    until: date | None = None

    def say(self, lang: str) -> str:
        """Return the basis in a language; the law's name stays as it is, and where it is not translated."""
        if self.item is None:
            return f"《{self.law}》"
        zh, en = self.item.zh, self.item.en or f"“{self.item.zh}”"
        return f"《{self.law}》 {en}" if lang == "en" else f"《{self.law}》{zh}"

    def is_in_force(self, day: date | None) -> bool:
        """Tell whether it is in force on a day; on an unknown day it is."""
        if day is None:
            return True
        return (self.from_ is None or self.from_ <= day) and (self.until is None or day < self.until)

    def mistakes(self) -> Iterator[tuple[str, Text]]:
        """Yield keys whose values make no sense, each with what is wrong."""
        if self.from_ and self.until and self.from_ >= self.until:
            zh = f'"until" 应晚于 "from"（{self.from_}），这里是 {self.until}'
            en = f'"until" must be later than "from" ({self.from_}), not {self.until}'
            yield "until", Text(zh, en)


def in_force(bases: Sequence[Basis], day: date | None) -> tuple[Basis, ...]:
    """Return the bases that are in force on a day."""
    return tuple(basis for basis in bases if basis.is_in_force(day))


def not_in_force(bases: Sequence[Basis], day: date | None) -> Text | None:
    """Say why nothing rests on bases of which none is in force on a day; None where one is."""
    if not bases or day is None or in_force(bases, day):
        return None
    first = bases[0]
    if first.from_ and day < first.from_:
        zh = f"依据{first.say('zh')}自{chinese_date(first.from_)}起施行，{chinese_date(day)}尚未施行"
        return Text(zh, f"its basis {first.say('en')} is in force from {first.from_} only, not on {day}")
    zh = f"依据{first.say('zh')}到{chinese_date(day)}已不施行"
    return Text(zh, f"its basis {first.say('en')} was no longer in force on {day}")
