"""Numbers as Chinese papers write them."""

from __future__ import annotations

import re

_DIGITS = {char: value for value, char in enumerate("〇一二三四五六七八九")}
_DIGITS |= {"○": 0, "零": 0, "O": 0, "o": 0, "Ｏ": 0, "两": 2}
_DIGITS |= {str(value): value for value in range(10)}

_UNITS = (
    "%|个百分点|百分点|万?件次|万?人次|万?件|万?次|万?场|万?份|万?名|万?人|万?户|万?家|万?条|万?项|万?宗|万?起|万?期|万?个"
    "|万?亩|亿?万?元|万?册|万?篇|万?张|万?台|万?批|万?部|万?本|万?处|万?支|万?轮|万?平方米|公里|天|倍|余"
)
_QUANTITY = re.compile(rf"(?<![\d.〔\[])\d[\d,]*(?:\.\d+)?(?:余|多)?(?:{_UNITS})")


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


def quantities(folded: str, start: int, end: int) -> list[str]:
    """Return the quantities (a number with its unit) between two offsets, as printed.

    Years, dates, document numbers and bare numbers are none.

    >>> quantities("2023年共审查56件,办结率98.5%", 0, 20)
    ['56件', '98.5%']
    """
    return [match.group() for match in _QUANTITY.finditer(folded, start, end)]
