"""Numbers as Chinese papers write them."""

from __future__ import annotations

from functools import lru_cache

_DIGITS = {char: value for value, char in enumerate("〇一二三四五六七八九")}
_DIGITS |= {"○": 0, "零": 0, "O": 0, "o": 0, "Ｏ": 0, "两": 2}
_DIGITS |= {str(value): value for value in range(10)}


@lru_cache(maxsize=2_000)  # every paper has the same years, days and ordinals
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
