"""Find words that were typed twice in a row."""

from __future__ import annotations

from collections.abc import Iterator

from lawcheck.model import Span

_BYTES = 4  # of a character in UTF-32


def doubled(text: str, shortest: int, longest: int) -> Iterator[Span]:
    """Yield where letters stand twice in a row, both times included; numbers and marks are none.

    A character can equal the one ``size`` places further on where the lowest bytes of the text and of
    the text moved by so much have no bit that differs: all are compared at once, as one large number.

    >>> text = "行政规范性文件规范性文件清理"
    >>> [text[start:end] for start, end in doubled(text, 3, 8)]
    ['规范性文件规范性文件']
    """
    number = int.from_bytes(text.encode("utf-32-le", "surrogatepass")[::_BYTES], "little")
    for size in range(longest, shortest - 1, -1):
        differing = number ^ (number >> 8 * size)
        same = differing.to_bytes(len(text), "little")
        run = bytes(size)
        at = same.find(run)
        while at >= 0:
            word = text[at : at + size]
            if text.startswith(word, at + size) and word.isalpha():
                yield Span(at, at + 2 * size)
                at += size
            at = same.find(run, at + 1)
