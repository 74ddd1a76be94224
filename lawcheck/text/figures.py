"""The figures of a text: each quantity with value, unit, label and place.

Only a number with a unit is a quantity. Dates, document numbers, articles, days such as 4·22, hotlines
(12345), 一是, 三项制度 and 721工作法 have none; what stands inside 《》 or is quoted as a name is left out.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

from lawcheck.model import Span
from lawcheck.text.numbers import chinese_number

PERCENT = "%"
POINTS = "百分点"
_SPELT = {"": PERCENT, "个百分点": POINTS}  # 百分之五 has its unit in front

_UNITS = (
    "人次|件次|场次|处次|批次|辆次|家次|户次|车次|台次|宗次|条次|艘次|班次|频次|"
    "平方公里|平方千米|平方米|立方米|公里|千米|公顷|㎡|元|亩|吨|公斤|千克|米|"
    "件|宗地|宗|起|次|场|人|名|位|份|条|项|个百分点|个|家|户|处|台|套|部|期|篇|批|类|例|张|册|幅|块|辆|艘|"
    "节|堂|课时|学时|学分|小时|门|座|间|所|支|组|对|卷|本|枚|幢|栋|图层|株|头|瓶|箱|袋|盒|桶|则|道|天|倍|成(?![为立员果效绩长本熟功分交人套年因品就型])|百分点|%"
)
_FIRST_OF_UNITS = "".join(dict.fromkeys(unit[0] for unit in _UNITS.split("|")))
# The first character is a set by itself: so the search skips to numbers without trying anything else.
_NUMBER = re.compile(
    r"[0-9一二两三四五六七八九十百](?:"
    r"(?<=百)分之(?P<hundredths>[〇零○一二两三四五六七八九十百]{1,6}(?:点[〇零○一二三四五六七八九]{1,4})?)"
    r"|(?P<rest>(?<=[0-9])[0-9,.]{0,24}|(?<=[^0-9])[〇零○一二两三四五六七八九十百千]{0,12}) {0,2}"
    r"(?P<more>[余多来]?)(?P<scale>[十百千]?[万亿]?)(?P<more2>[余多来]?) {0,2}"
    rf"(?=[{_FIRST_OF_UNITS}])(?P<unit>{_UNITS}))"
    r"(?P<after>及?以[上下内]|左右|上下|不等)?"
)
_LONGEST = 15  # digits of a whole number
_DIGITS = re.compile(r"\d{1,15}(?:,\d{3}){0,4}(?:\.\d{1,8})?")
_CLAUSE = re.compile("[^,。;:!?\n、()]*[,。;:!?\n、()]?")
_SENTENCE = re.compile("[^。!?\n]*[。!?\n]?")
_NAMES = re.compile("《[^《》\n]{0,120}》|“[^“”\n]{0,12}”|〔[^〔〕\n]{0,12}〕")
_ENDS_SENTENCE = frozenset("。!?\n")
_SCALES = {"十": 10, "百": 100, "千": 1_000, "万": 10_000, "亿": 100_000_000}
_NOT_AFTER = frozenset("第〔·/×+—~～－-〇零○一二两三四五六七八九十百千万几数上届之点.")
_NO_QUANTITY = ("线", "工作法")  # behind what looks like a unit
_BEYOND = ("超过", "超", "逾", "高于", "大于", "突破")
_NOT_BEYOND = ("不超过", "不超", "未超过", "不高于", "不大于", "未突破")
_ABOUT = (*_BEYOND, "近", "约", "不足", "不到", "接近", "至少", "多达", "最多", "上", "几")
_ENDS_OF_ABOUT = frozenset(word[-1] for word in _ABOUT)  # most words before a number end otherwise
# Small Chinese numerals with these are names (三项制度, 五个统一) or idioms (一次性, 一家一策).
_NAMING_UNITS = frozenset("项个条类批对组支部所道门节位人座头本卷则张块间台套期篇元天户处米吨亩倍级") | {
    "小时",
    "百分点",
    "公里",
}
_ONE, _TEN = Decimal(1), 10
_MOST = 40  # quantities of one statement: a line of more is no sentence


class Quantity(NamedTuple):
    """A number with its unit.

    ``value`` is scaled (3.2万元 is 32000 元) and ``step`` is the worth of its last printed digit.
    ``label`` is the range of words of its clause before it, ``span`` reaches from the number to the
    unit. ``approximate`` tells 余, 近, 约, 多, 以上 and the like; ``beyond`` that it says 以上, 超过.
    """

    span: Span
    value: Decimal
    step: Decimal
    unit: str
    label: Span
    approximate: bool
    beyond: bool

    @property
    def low(self) -> Decimal:
        """The least value that is printed so when rounded."""
        return self.value - self.step / 2

    @property
    def high(self) -> Decimal:
        """The greatest value that is printed so when rounded."""
        return self.value + self.step / 2


class Statement(NamedTuple):
    """A sentence up to its full stop, with its quantities in the order of the text.

    ``rated`` tells that one of them is a percentage.
    """

    span: Span
    quantities: tuple[Quantity, ...]
    rated: bool


class Figures:
    """The quantities of a text; looked for when first asked for."""

    def __init__(self, folded: str, spans: Iterable[Span]) -> None:
        """Take the folded text and its ranges to read."""
        self._folded = folded
        self._spans = tuple(spans)

    @cached_property
    def statements(self) -> tuple[Statement, ...]:
        """The sentences that hold quantities."""
        return tuple(found for span in self._spans for found in _statements(self._folded, span))

    @cached_property
    def percentages(self) -> tuple[tuple[Statement, Quantity], ...]:
        """The percentages, each with its sentence."""
        return tuple((s, q) for s in self.statements if s.rated for q in s.quantities if q.unit == PERCENT)


def _statements(folded: str, span: Span) -> Iterator[Statement]:
    labels, sentences = (_starts(pattern, folded, span) for pattern in (_CLAUSE, _SENTENCE))
    names = [offset for match in _NAMES.finditer(folded, *span) for offset in match.span()]
    found: list[Quantity] = []
    rated = False
    sentence = Span(span.start, span.start)  # of the quantities found
    reach = span.start  # where the last one ends
    for match in _NUMBER.finditer(folded, *span):
        start = match.start()
        quantity = _quantity(folded, match, max(reach, labels[bisect_right(labels, start) - 1]))
        if quantity is None or bisect_right(names, start) % 2:  # between start and end of a name
            continue
        if start >= sentence.end or len(found) >= _MOST:
            if found:
                yield Statement(sentence, tuple(found), rated)
                found, rated = [], False
            index = bisect_right(sentences, start)
            end = sentences[index]
            sentence = Span(sentences[index - 1], end - (folded[end - 1] in _ENDS_SENTENCE))
        found.append(quantity)
        rated = rated or quantity.unit == PERCENT
        reach = quantity.span.end
    if found:
        yield Statement(sentence, tuple(found), rated)


def _starts(pattern: re.Pattern[str], folded: str, span: Span) -> list[int]:
    """Return where pieces begin that follow one another, each as long as a pattern matches."""
    return list(accumulate(map(len, pattern.findall(folded, *span)), initial=span.start))


def _quantity(folded: str, match: re.Match[str], label: int) -> Quantity | None:
    start, end = match.span()
    hundredths, rest, more, scale, more2, unit, after = match.groups("")
    if _is_inside(folded, start) or (unit and folded.startswith(_NO_QUANTITY, end)):
        return None
    read = _chinese_decimal(hundredths) if hundredths else _value(folded[start] + rest, scale, unit)
    if read is None:
        return None
    before = folded[label:start].rstrip()
    about = before[-1:] in _ENDS_OF_ABOUT and before.endswith(_ABOUT)
    beyond = about and before.endswith(_BEYOND) and not before.endswith(_NOT_BEYOND)
    return Quantity(
        Span(start, end),
        *read,
        _SPELT.get(unit, unit),
        Span(label, start),
        about or bool(more or more2 or after),
        beyond or after.endswith("以上"),
    )


def _is_inside(folded: str, start: int) -> bool:
    """Tell whether a number is a piece of something else: 第3条, A4, 3.5, 5—10件."""
    last = folded[start - 1] if start else ""
    if last in _NOT_AFTER or not last.isascii():
        return last in _NOT_AFTER
    return last.isalnum() or (last in ".,:" and folded[max(0, start - 2) : start][:1].isdigit())


def _value(number: str, scale: str, unit: str) -> tuple[Decimal, Decimal] | None:
    """Return value and step of a number, None where it is a name and counts nothing."""
    step = _ONE
    if number.isdecimal():
        if len(number) > _LONGEST:
            return None
        digits = Decimal(number)
    elif number[0].isdecimal():
        if not _DIGITS.fullmatch(number):
            return None
        digits = Decimal(number.replace(",", ""))
        if "." in number:
            step = _ONE.scaleb(number.index(".") + 1 - len(number))
    else:
        counted = chinese_number(number)
        if counted is None or counted <= 1 or (counted < _TEN and unit in _NAMING_UNITS):
            return None
        digits = Decimal(counted)
    for char in scale:
        digits, step = digits * _SCALES[char], step * _SCALES[char]
    return digits, step


def _chinese_decimal(text: str) -> tuple[Decimal, Decimal] | None:
    whole, point, places = text.partition("点")
    number = chinese_number(whole)
    if number is None:
        return None
    if not point:
        return Decimal(number), _ONE
    digits = "".join(str(chinese_number(char)) for char in places)
    return Decimal(f"{number}.{digits}"), _ONE.scaleb(-len(digits))
