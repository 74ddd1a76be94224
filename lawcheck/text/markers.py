"""Read the number in front of a heading or item."""

from __future__ import annotations

import re
from typing import NamedTuple

from lawcheck.text.numbers import chinese_number

# 一是一, 这是个…, 是指… number nothing; 二是个别单位, 三是一些部门 do
NOT_COUNTED = "(?!指|一(?![些批般线体次定直站网套方])|个(?![别体案人性]))"
_HAN = "(?:[一二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九])"
_WORD = r"(?=[\w“《])"
# In the order of 公文: 第一部分, 一、, (一), 1., (1), ①, 一是. The rank orders them where they nest.
# Patterns stand under the characters with which they begin and are compiled when a line does.
_BRACKETED = (
    (2, rf"[(〔\[]\s*({_HAN})\s*(?:[)〕\]][、.,:]?|、|(?=\w))\s*"),
    (5, r"\((\d{1,2})\)[、.]?\s*"),
    (2, r"\((?=\w)()(?=[^()]{4,80}$|[^()]{4,60}。)"),
)
_ORDINAL = ((0, rf"第({_HAN})部分[、:.\s]*"), (7, rf"第({_HAN})(?:[,、]|是)\s*"))
_CHINESE = (
    (7, rf"({_HAN})(?:是|要){NOT_COUNTED}"),
    (1, rf"({_HAN})\s*(?:[、.]|\s(?=[\w“《]))\s*"),
    (2, rf"({_HAN})\)[、.]?\s*"),
    (1, rf"({_HAN}),\s*(?=[^,。;]{{2,40}}$)"),
)
_ARABIC = (
    (4, rf"(\d{{1,2}}\.\d{{1,2}}(?:\.\d{{1,2}})?)[、.]?\s*{_WORD}(?![\d万亿个倍元米公亩吨%])"),
    (3, rf"(\d{{1,2}})\s*(?:、|\.(?!\d)|\.(?=20\d\d年)|\s{_WORD}(?!\d))\s*"),
    (5, r"(\d{1,2})\)[、.]?\s*"),
)
_CIRCLED = ((6, r"([①-⑳])\s*"),)
_MARKERS: dict[str, tuple[tuple[int, str], ...]] = {
    **dict.fromkeys("(〔[", _BRACKETED),
    "第": _ORDINAL,
    **dict.fromkeys("一二三四五六七八九十", _CHINESE),
    **dict.fromkeys("0123456789", _ARABIC),
    **dict.fromkeys("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳", _CIRCLED),
}
ITEM_RANK = 7


class Marker(NamedTuple):
    """A number as printed: its length in characters, rank and value (0 where it is lost)."""

    length: int
    rank: int
    number: int


def read_marker(line: str) -> Marker | None:
    """Return the number with which a folded line begins, None if there is none.

    >>> read_marker("一、工作情况"), read_marker("(三)强化监督。"), read_marker("一季度")
    (Marker(length=2, rank=1, number=1), Marker(length=3, rank=2, number=3), None)
    """
    for rank, pattern in _MARKERS.get(line[:1], ()):
        match = re.match(pattern, line)
        if match:
            return Marker(match.end(), rank, _value(match[1]))
    return None


def _value(text: str) -> int:
    if not text:
        return 0
    if "①" <= text[0] <= "⑳":
        return ord(text[0]) - ord("①") + 1
    return chinese_number(text.rpartition(".")[2]) or 0
