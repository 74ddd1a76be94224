"""Numbers as Chinese papers write them."""

from __future__ import annotations

import re
from collections.abc import Iterator

_DIGITS = {char: value for value, char in enumerate("〇一二三四五六七八九")}
_DIGITS |= {"○": 0, "零": 0, "O": 0, "o": 0, "Ｏ": 0, "两": 2}
_DIGITS |= {str(value): value for value in range(10)}

# A number with what it counts; no year, day, hour, article, document number or telephone line.
_QUANTITY = re.compile(
    r"(?<![\d.,〔\[第·/])\d{1,15}(?:,\d{3}){0,5}(?:\.\d{1,9})?(?:%|余|多|[万亿]|[^\W\d_])(?<![年月日号时分条款A-Za-z])(?!热线|平台|线)"
    r"|(?:[一二三四五六七八九十百千两]{2,9}|[二三四五六七八九十两])(?:件|次|宗|名|份|场|起|家|期)(?!事)"
    r"|百分之[一二三四五六七八九十百]|[一二三四五六七八九]成(?!为|立|员|果|效|绩|长|本|熟|功)"
)


def chinese_number(text: str) -> int | None:
    """Return the value of a Chinese or Arabic numeral below 10,000, None if it is none.

    >>> chinese_number("二十三"), chinese_number("二〇二五"), chinese_number("7")
    (23, 2025, 7)
    """
    if not text:
        return None
    if all(char in _DIGITS for char in text):
        return int("".join(str(_DIGITS[char]) for char in text))
    total, digit = 0, 1
    for position, char in enumerate(text):
        if char in _DIGITS:
            digit = _DIGITS[char]
        elif char in "十百千":
            total += (digit if position else 1) * 10 ** ("十百千".index(char) + 1)
            digit = 0
        else:
            return None
    return total + (digit if text[-1] in _DIGITS else 0)


def to_chinese(number: int) -> str:
    """Return a number from 1 to 99 as a Chinese numeral.

    >>> [to_chinese(number) for number in (3, 10, 12, 20, 47)]
    ['三', '十', '十二', '二十', '四十七']
    """
    tens, ones = divmod(number, 10)
    digits = "〇一二三四五六七八九"
    head = ("" if tens == 1 else digits[tens]) + "十" if tens else ""
    return head + (digits[ones] if ones else "")


def quantities(folded: str, start: int, end: int) -> Iterator[str]:
    """Yield the quantities (a number with its unit) between two offsets, as printed.

    Years, dates, document numbers and bare numbers are none.

    >>> list(quantities("2023年共审查56件,办结率98.5%,评查两次", 0, 25))
    ['56件', '98.5%', '两次']
    """
    return (match.group() for match in _QUANTITY.finditer(folded, start, end))
