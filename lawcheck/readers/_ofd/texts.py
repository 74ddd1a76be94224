"""The text objects of an OFD → pieces of text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from xml.etree.ElementTree import Element

from lawcheck.readers._ofd.elements import local, number
from lawcheck.readers._ofd.matrix import Matrix
from lawcheck.readers._pages import Piece
from lawcheck.readers._pages.letters import is_wide

_ASLANT = 0.1  # watermarks are
_COLUMN = 1.2  # widths of a character: a gap between cells that were written in one go


@dataclass(frozen=True, slots=True, eq=False)
class _Char:
    char: str
    left: float
    right: float
    base: float


def pieces_of(element: Element, around: Matrix) -> Iterator[Piece]:
    """Yield the pieces of a text object; of one that runs aslant there are none."""
    matrix = Matrix.of_object(element).then(around)
    size = number(element, "Size", 0.0)
    if matrix.slant > _ASLANT or size <= 0 or element.get("Visible") == "false":
        return
    x = y = 0.0
    for code in element:
        if local(code) != "TextCode" or not code.text:
            continue
        x, y = number(code, "X", x), number(code, "Y", y)
        chars = list(_chars(code, matrix, x, y, size * number(element, "HScale", 1.0)))
        yield from _pieces(chars, size * matrix.height)


def _chars(code: Element, matrix: Matrix, x: float, y: float, size: float) -> Iterator[_Char]:
    """Yield the characters with their places; where no distance is told, their usual width is it."""
    text = code.text or ""
    usual = [size if is_wide(char) else size / 2 for char in text]
    steps = _deltas(code.get("DeltaX", ""), len(text) - 1)
    falls = _deltas(code.get("DeltaY", ""), len(text) - 1)
    steps += ([0.0] * len(text) if falls and not steps else usual)[len(steps) : len(text) - 1]
    falls += [0.0] * (len(text) - 1 - len(falls))
    places = zip(text, accumulate(steps, initial=x), accumulate(falls, initial=y), usual, strict=True)
    for char, at, down, width in places:
        left, base = matrix.apply(at, down)
        yield _Char(char, left, matrix.apply(at + width, down)[0], base)


def _deltas(told: str, most: int) -> list[float]:
    """Return the distances of characters; ``g 3 4.5`` says 4.5 three times.

    >>> _deltas("3 g 2 4.5 x 1", 9)
    [3.0, 4.5, 4.5]
    """
    words = told.split()
    found: list[float] = []
    at = 0
    try:
        while at < len(words) and len(found) < most:
            if words[at] == "g":
                found += [float(words[at + 2])] * min(most, int(words[at + 1]))
                at += 3
            else:
                found.append(float(words[at]))
                at += 1
    except (ValueError, IndexError):
        pass  # what follows stands at its usual distance
    return found[:most]


def _pieces(chars: Sequence[_Char], size: float) -> Iterator[Piece]:
    """Yield what stands between blanks, and between columns."""
    apart = [two.left - one.right > _COLUMN * size for one, two in pairwise(chars)]
    spread = 2 * sum(apart) > len(apart)  # a title with its letters wide apart
    own: list[_Char] = []
    typed = False
    for index, char in enumerate(chars):
        column = index > 0 and apart[index - 1] and not spread
        fallen = bool(own) and abs(char.base - own[-1].base) > size / 2
        if own and (column or fallen or char.char.isspace()):
            yield _piece(own, size, typed=typed)
            own, typed = [], False
        if char.char.isspace():
            typed = True
        else:
            own.append(char)
    if own:
        yield _piece(own, size, typed=typed)


def _piece(chars: Sequence[_Char], size: float, *, typed: bool) -> Piece:
    text = "".join(one.char for one in chars)
    left = min(one.left for one in chars)
    right = max(one.right for one in chars)
    return Piece(text, left, right, chars[0].base, size, typed)
