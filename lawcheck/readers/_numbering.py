"""Read the number in front of a heading or item."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lawcheck.text.numbers import chinese_number

_HAN = "[一二三四五六七八九十]{1,3}"
# In the order of 公文: 第一部分, 一、, (一), 1., (1), ①, 一是. The rank orders them where they nest.
_MARKERS: tuple[tuple[int, re.Pattern[str]], ...] = (
    (0, re.compile(rf"第({_HAN})部分[、:.\s]*")),
    (7, re.compile(rf"({_HAN})(?:是|要)(?!一|个|指)")),
    (1, re.compile(rf"({_HAN})\s*(?:[、.]|\s(?=[一-龥“《\d]))\s*")),
    (2, re.compile(rf"[(〔\[]\s*({_HAN})\s*(?:[)〕\]][、.,:]?|、|(?=[一-龥]))\s*")),
    (2, re.compile(rf"({_HAN})\)[、.]?\s*")),
    (2, re.compile(r"\((?=[一-龥])()(?=[^()]{4,80}$|[^()]{4,60}。)")),
    (4, re.compile(r"(\d{1,2}\.\d{1,2}(?:\.\d{1,2})?)[、.]?\s*(?=[一-龥“《])")),
    (3, re.compile(r"(\d{1,2})\s*(?:[.、](?!\d)|\s(?=[一-龥“《]))\s*")),
    (5, re.compile(r"\((\d{1,2})\)[、.]?\s*")),
    (5, re.compile(r"(\d{1,2})\)[、.]?\s*")),
    (6, re.compile(r"([①-⑳])\s*")),
    (7, re.compile(rf"第({_HAN})(?:[,、]|是)\s*")),
)
_STARTS = re.compile(r"[第(〔\[一二三四五六七八九十\d①-⑳]")
ITEM_RANK = 7


@dataclass(frozen=True, slots=True)
class Marker:
    """A number as printed: its length in characters, rank and value (0 where it is lost)."""

    length: int
    rank: int
    number: int


def read_marker(line: str) -> Marker | None:
    """Return the number with which a folded line begins, None if there is none.

    >>> read_marker("一、工作情况"), read_marker("(三)强化监督。"), read_marker("一季度")
    (Marker(length=2, rank=1, number=1), Marker(length=3, rank=2, number=3), None)
    """
    if not _STARTS.match(line):
        return None
    for rank, pattern in _MARKERS:
        match = pattern.match(line)
        if match:
            return Marker(match.end(), rank, _value(match[1]))
    return None


def _value(text: str) -> int:
    if not text:
        return 0
    if "①" <= text[0] <= "⑳":
        return ord(text[0]) - ord("①") + 1
    return chinese_number(text.rpartition(".")[2]) or 0
