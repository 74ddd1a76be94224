"""Which words of an English text are Chinese and stand outside every quotation."""

from __future__ import annotations

import re
from collections.abc import Iterator

_HAN = re.compile("[〇\u3400-\u9fff，。：；、！？（）【】]+")  # and the signs between the words
_PAIRS = {"“": "”", "《": "》", "〔": "〕"}
_SAME = '"`'


def bare(text: str) -> list[str]:
    """Return the Chinese words outside “…”, "…", 《…》, 〔…〕 and `…`, which may stand in one another.

    >>> bare("it says “去年”, as in 《民法典》 and “the “七五”普法 plan”")
    []
    >>> bare("it says 去年 (“去年”)")
    ['去年']
    """
    return _HAN.findall("".join(_outside(text)))


def _outside(text: str) -> Iterator[str]:
    """Yield the characters outside; a sign that nothing closes opens nothing."""
    closing: list[str] = []
    for at, char in enumerate(text):
        if closing and char == closing[-1]:
            closing.pop()
            yield " "
        elif closing and closing[-1] in _SAME:
            continue
        elif char in _PAIRS and _PAIRS[char] in text[at:]:
            closing.append(_PAIRS[char])
        elif not closing and char in _SAME and char in text[at + 1 :]:
            closing.append(char)
        elif not closing:
            yield char
