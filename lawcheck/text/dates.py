"""Dates in any form in which papers and web pages print them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from lawcheck.model import Span
from lawcheck.text.numbers import chinese_number

_CHINESE_DIGIT = "〇○零一二三四五六七八九Oo0"
_DATE = re.compile(
    rf"(?P<y>[12]\s?\d\s?\d\s?\d|[{_CHINESE_DIGIT}]{{4}})\s*年\s*"
    rf"(?P<m>\d\s?\d?|[一二三四五六七八九十元]{{1,2}})\s*月(?:\s*(?P<d>\d\s?\d?|[一二三四五六七八九十]{{1,3}})\s*[日号])?"
    r"|(?<![\d.])(?P<y2>[12]\d{3})\s*(?P<sep>[-./])\s*(?P<m2>\d{1,2})\s*(?P=sep)\s*(?P<d2>\d{1,2})(?!\d)"
)
_YEAR = re.compile(rf"(?P<y>(?<!\d)[12]\s?\d\s?\d\s?\d|[{_CHINESE_DIGIT}]{{4}})\s*(?=年(?!代))")


class Dated(NamedTuple):
    """A date as printed; ``date`` is None where there is no such day or no day is given."""

    span: Span
    text: str
    date: date | None

    @property
    def plain(self) -> bool:
        """Whether it is written as GB/T 9704 asks: Arabic digits, no leading zeros, 年月日."""
        return re.fullmatch(r"\d{4}年[1-9]\d?月[1-9]\d?日", "".join(self.text.split())) is not None


def dates(folded: str, start: int = 0, end: int | None = None) -> Iterator[Dated]:
    """Yield the dates between two offsets.

    >>> [d.date.isoformat() for d in dates("二〇二四年三月五日、2024-03-15、2024.2.15") if d.date]
    ['2024-03-05', '2024-03-15', '2024-02-15']
    """
    for match in _DATE.finditer(folded, start, len(folded) if end is None else end):
        year, month, day = (match[a] or match[b] for a, b in (("y", "y2"), ("m", "m2"), ("d", "d2")))
        yield Dated(Span(*match.span()), match.group(), _date(year, month, day))


def _date(year: str | None, month: str | None, day: str | None) -> date | None:
    numbers = [_number(part) for part in (year, month, day)]
    if None in numbers:
        return None
    try:
        return date(*(number or 0 for number in numbers))
    except ValueError:
        return None


def _number(text: str | None) -> int | None:
    return chinese_number("".join(text.split()).replace("元", "一")) if text else None


def years(folded: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, Span]]:
    """Yield the years written as 2023年 (or 二〇二三年), with the place of the digits.

    >>> [year for year, _ in years("2023年度和二○二四年")]
    [2023, 2024]
    """
    for match in _YEAR.finditer(folded, start, len(folded) if end is None else end):
        year = _number(match["y"])
        if year and 1949 <= year < 2100:
            yield year, Span(match.start(), match.end("y"))


def first_days(folded: str, start: int, end: int) -> Iterator[tuple[date, Span]]:
    """Yield the first day of each day, month or year that is told between two offsets.

    >>> text = "2016年印发,2024年3月修订,2025年4月5日公布"
    >>> [day.isoformat() for day, _ in first_days(text, 0, len(text))]
    ['2016-01-01', '2024-03-01', '2025-04-05']
    """
    for year, digits in years(folded, start, end):
        told = _DATE.match(folded, digits.start, end)
        month, day = (told["m"], told["d"]) if told else (None, None)
        found = _date(str(year), month, day or "1") if month else None
        yield found or date(year, 1, 1), Span(digits.start, told.end() if told else digits.end)


def chinese_date(day: date) -> str:
    """Return a day as GB/T 9704 asks it to be written.

    >>> chinese_date(date(2024, 3, 5))
    '2024年3月5日'
    """
    return f"{day.year}年{day.month}月{day.day}日"
