"""Where to break lines of Chinese: between any two characters, but no line begins with 。 or ends with （."""

from __future__ import annotations

from collections.abc import Callable, Iterator

_OPEN = frozenset("([{（《〈「『“‘【〔［")
_CLOSE = frozenset(")]}）》〉」』”’】〕］、，。；：？！,.;:?!%％…·—/")
_IN_WORDS = frozenset("-.@:_'")
_FIRST_CJK = "\u2e80"


def breaks(text: str, width: int, cells: Callable[[str], int]) -> list[int]:
    """Return the offsets at which to break a text so that every line fits a width.

    ``cells`` tells how many cells of the screen a text takes.
    """
    offsets: list[int] = []
    used = 0
    if cells(text) <= width:
        return offsets
    for start, piece in _pieces(text, width, cells):
        taken = cells(piece.rstrip())
        if used and used + taken > width:
            offsets.append(start)
            used = 0
        used += cells(piece)
    return offsets


def _pieces(text: str, width: int, cells: Callable[[str], int]) -> Iterator[tuple[int, str]]:
    """Yield the unbreakable pieces; one wider than a line comes character by character."""
    start = 0
    for at in range(1, len(text) + 1):
        if at < len(text) and _together(text[at - 1], text[at]):
            continue
        piece = text[start:at]
        if cells(piece.rstrip()) <= width:
            yield start, piece
        else:
            yield from enumerate(piece, start)
        start = at


def _together(before: str, after: str) -> bool:
    """Tell whether no line may end between two characters."""
    if after.isspace() or before.isspace():
        return after.isspace()  # space ends a line and begins none
    return after in _CLOSE or before in _OPEN or (_in_word(before) and _in_word(after))


def _in_word(char: str) -> bool:
    return char < _FIRST_CJK and (char.isalnum() or char in _IN_WORDS)
