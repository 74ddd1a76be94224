"""Find words that were typed twice in a row."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lawcheck.model import Span

_BYTES = 2  # of a character in UTF-16
_RARE = re.compile("[\U00010000-\U0010ffff]")  # four bytes there


def doubled(text: str, shortest: int, longest: int) -> Iterator[Span]:
    """Yield where letters stand twice in a row, both times included; numbers and marks are none.

    A character equals the one ``size`` places further on where the text and the text moved by so much
    have no bit that differs: the whole text is compared at once, as one large number.

    >>> text = "行政规范性文件规范性文件清理"
    >>> [text[start:end] for start, end in doubled(text, 3, 8)]
    ['规范性文件规范性文件']
    """
    units = text.encode("utf-16-le", "surrogatepass")
    if len(units) > _BYTES * len(text):
        units = _RARE.sub("\ufffd", text).encode("utf-16-le", "surrogatepass")
    number = int.from_bytes(units, "little")
    for size in range(longest, shortest - 1, -1):
        differing = number ^ (number >> 8 * _BYTES * size)
        same = differing.to_bytes(_BYTES * len(text), "little")
        at = _equal(same, size, 0)
        while at >= 0:
            if text[at : at + size].isalpha():
                yield Span(at, at + 2 * size)
                at += size
            at = _equal(same, size, at + 1)


def _equal(same: bytes, size: int, start: int) -> int:
    """Return where so many characters in a row have no bit that differs, -1 if nowhere."""
    run = bytes(_BYTES * size)
    at = same.find(run, _BYTES * start)
    while at >= 0 and at % _BYTES:
        at = same.find(run, at + 1)
    return at // _BYTES if at >= 0 else -1
