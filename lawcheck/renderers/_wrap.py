"""Where to break lines of Chinese: between any two characters, but no line begins with 。 or ends with （."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

_OPEN = re.escape("([{（《〈「『“‘【〔［")
_CLOSE = re.escape(")]}）》〉」』”’】〕］、，。；：？！,.;:?!%％…·—/")
_WORD = r"[^\W\u2e80-\uffff]+(?:[-.@:_'][^\W\u2e80-\uffff]+)*"
# What stays together: a word of letters and digits or one character, with its punctuation.
_PIECE = re.compile(rf"[{_OPEN}]*(?:{_WORD}|[^\s{_OPEN}])?[{_CLOSE}]*\s*", re.DOTALL)


def breaks(text: str, width: int, cells: Callable[[str], int]) -> list[int]:
    """Return the offsets at which to break a text so that every line fits a width.

    ``cells`` tells how many cells of the screen a text takes.
    """
    offsets: list[int] = []
    used = 0
    for start, piece in _pieces(text, width, cells):
        taken = cells(piece.rstrip())
        if used and used + taken > width:
            offsets.append(start)
            used = 0
        used += cells(piece)
    return offsets


def _pieces(text: str, width: int, cells: Callable[[str], int]) -> Iterator[tuple[int, str]]:
    """Yield the unbreakable pieces; one wider than a line comes character by character."""
    for match in _PIECE.finditer(text):
        if cells(match[0].rstrip()) <= width:
            yield match.start(), match[0]
        else:
            yield from enumerate(match[0], match.start())
