"""Write a number as the number formats of Word do."""

from __future__ import annotations

from collections.abc import Callable, Sequence

_DIGITS = "〇一二三四五六七八九"
_UNITS = ("", "十", "百", "千")
_LEGAL = str.maketrans("〇一二三四五六七八九十百千", "零壹贰叁肆伍陆柒捌玖拾佰仟")
_LEGAL_TRADITIONAL = str.maketrans("〇一二三四五六七八九十百千", "零壹貳參肆伍陸柒捌玖拾佰仟")
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_MOST = 9999  # beyond it every format falls back to digits


def written(number: int, format: str) -> str:
    """Return a number in one of Word's number formats (``w:numFmt``); an unknown one gives digits.

    >>> [written(12, f) for f in ("chineseCountingThousand", "decimal", "decimalEnclosedCircleChinese")]
    ['十二', '12', '⑫']
    """
    if format in ("none", "bullet"):
        return ""
    write = _WRITERS.get(format)
    return write(number) if write and 0 <= number <= _MOST else str(number)


def _counting(number: int) -> str:
    """Return 一, 十二, 一百零五."""
    text = _counted(number)
    return text.removeprefix("一") if 10 <= number < 20 else text


def _counted(number: int) -> str:
    """Return 一, 一十二, 一百零五."""
    if number == 0:
        return "零"
    text = ""
    zero = False
    for place, digit in zip(range(len(str(number)) - 1, -1, -1), map(int, str(number)), strict=True):
        if digit == 0:
            zero = bool(text)
            continue
        text += ("零" if zero else "") + _DIGITS[digit] + _UNITS[place]
        zero = False
    return text


def _ideographs(number: int) -> str:
    """Return the digits one by one: 一二, 一〇."""
    return "".join(_DIGITS[int(digit)] for digit in str(number))


def _cycle(signs: Sequence[str]) -> Callable[[int], str]:
    return lambda number: signs[number - 1] if 0 < number <= len(signs) else str(number)


def _enclosed(first: str, last: int) -> Callable[[int], str]:
    """Return a writer of signs that follow one another in Unicode, up to a number."""
    return lambda number: chr(ord(first) + number - 1) if 0 < number <= last else str(number)


def _circled(number: int) -> str:
    for first, last, sign in ((1, 20, "①"), (21, 35, "㉑"), (36, 50, "㊱")):
        if first <= number <= last:
            return chr(ord(sign) + number - first)
    return str(number)


def _letters(number: int) -> str:
    """Return a, b, … z, aa, bb, as Word goes on after z."""
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1) if number else "0"


def _roman(number: int) -> str:
    text = ""
    for value, sign in _ROMAN:
        times, number = divmod(number, value)
        text += sign * times
    return text or "0"


def _wide(number: int) -> str:
    return str(number).translate({code: code + 0xFEE0 for code in range(0x30, 0x3A)})


_WRITERS: dict[str, Callable[[int], str]] = {
    **dict.fromkeys(
        ("chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCounting",
         "taiwaneseCountingThousand", "koreanCounting"),
        _counting,
    ),
    **dict.fromkeys(("ideographDigital", "japaneseDigitalTenThousand", "taiwaneseDigital"), _ideographs),
    **dict.fromkeys(
        ("chineseLegalSimplified", "japaneseLegal"), lambda number: _counted(number).translate(_LEGAL)
    ),
    "ideographLegalTraditional": lambda number: _counted(number).translate(_LEGAL_TRADITIONAL),
    "ideographTraditional": _cycle(_STEMS),
    "ideographZodiac": _cycle(_BRANCHES),
    "ideographZodiacTraditional": _cycle([_STEMS[it % 10] + _BRANCHES[it % 12] for it in range(60)]),
    **dict.fromkeys(
        ("decimalEnclosedCircle", "decimalEnclosedCircleChinese"), _circled
    ),
    "decimalEnclosedParen": _enclosed("⑴", 20),
    "decimalEnclosedFullstop": _enclosed("⒈", 20),
    "ideographEnclosedCircle": _enclosed("㊀", 10),
    "numberInDash": lambda number: f"- {number} -",
    "decimalZero": lambda number: f"{number:02}",
    **dict.fromkeys(("decimalFullWidth", "decimalFullWidth2"), _wide),
    "lowerLetter": _letters,
    "upperLetter": lambda number: _letters(number).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda number: _roman(number).upper(),
}  # fmt: skip
