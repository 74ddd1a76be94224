"""Pieces of a page → its lines from top to bottom, blanks where the writer had them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median

from lawcheck.readers._pages.columns import in_reading_order
from lawcheck.readers._pages.letters import is_han, is_square, is_wide, tidy
from lawcheck.readers._pages.shapes import Cell, Line, Page, Piece
from lawcheck.text.fold import fold
from lawcheck.text.markers import read_marker

# gaps in widths of a character
_WIDE = 1.2  # between the cells of a table; a blank typed between two words is one at most
_TYPED = 0.6  # programs put a quarter between Chinese characters and numbers, or stretch whole lines
_GRID = 0.85  # numbers on a grid of squares stand up to three quarters off
_SPREAD = 0.2
_FURTHEST = 2.5  # in a line that was stretched; columns are further apart
_STRETCHED = 6  # pieces
_LARGEST = 0.085  # of a page's height: an issuer's name in red at the head is 22 mm at most
_WORD = 0.1
_YEAR = re.compile(r"20\d\d年")
_BULLETS = "•●○■□◆◇·➢√-"
_SPACED = re.compile(r"(?:\d{1,4}|.)[、.．:：）)]?")


def lines_of(page: Page) -> list[Line]:
    """Return the lines of a page: pieces on one base line, from left to right.

    What is printed twice to look bold counts once, what is as large as a watermark not at all.
    """
    once = {(piece.text, round(piece.left), round(piece.base)): piece for piece in page.pieces}
    pieces = [piece for piece in once.values() if piece.size < _LARGEST * page.height]
    rows = in_reading_order(list(_rows(pieces)), page)
    return [_line(page.number, row) for row in rows]


def _rows(pieces: Sequence[Piece]) -> Iterator[list[Piece]]:
    """Yield the pieces of each base line, from top to bottom."""
    row: list[Piece] = []
    for piece in sorted(pieces, key=lambda piece: piece.base):
        if row and piece.base - row[0].base > 0.5 * min(piece.size, row[0].size):
            yield row
            row = []
        row.append(piece)
    if row:
        yield row


def _line(page: int, row: Sequence[Piece]) -> Line:
    ordered = _printed_once(sorted(row, key=lambda piece: piece.left))
    largest = max(ordered, key=lambda piece: (any(map(is_square, piece.text)), len(piece.text)))
    size = largest.size
    cells = tuple(_cells(ordered, size))
    spaced = _is_spaced(ordered, size)
    if spaced:
        text = tidy("".join(piece.text for piece in ordered))
    else:
        text = "\u3000".join(cell.text for cell in cells)
    return Line(page, text, cells, largest.base, size, spaced)


def _printed_once(row: Sequence[Piece]) -> list[Piece]:
    """Return the pieces of a row without what is printed a second time, a hair beside the first."""
    kept: list[Piece] = []
    for piece in row:
        over = kept[-1].right - piece.left if kept else 0.0
        if over < 0.6 * piece.size:
            kept.append(piece)
            continue
        shared = min(len(piece.text), len(kept[-1].text))
        while shared and not kept[-1].text.endswith(piece.text[:shared]):
            shared -= 1
        if piece.right < kept[-1].right + 0.5 * piece.size and piece.text in kept[-1].text:
            continue
        if not 0.4 * shared < over / piece.size < 1.2 * shared + 0.5:
            kept.append(piece)
        elif shared < len(piece.text):
            kept[-1] = replace(kept[-1], text=kept[-1].text + piece.text[shared:], right=piece.right)
    return kept


def _cells(pieces: Sequence[Piece], size: float) -> Iterator[Cell]:
    """Yield what stands between wide gaps; a number and its heading belong together."""
    start, stretch = 0, _stretch(pieces, size)
    for index in range(1, len(pieces) + 1):
        if index < len(pieces):
            gap = (pieces[index].left - pieces[index - 1].right) / size - stretch
            if gap < _WIDE or (index - start == 1 and _is_number(pieces[start].text)):
                continue
        own = pieces[start:index]
        yield Cell(_joined(own, size), own[0].left, own[-1].right)
        start = index


def _is_number(text: str) -> bool:
    """Tell whether a piece is only a heading's or an item's number or its bullet."""
    if text in _BULLETS:
        return True
    marker = read_marker(fold(text) + "字")
    return marker is not None and marker.length >= len(text) and not text.isdecimal()


def _joined(pieces: Sequence[Piece], size: float) -> str:
    if _is_spaced(pieces, size):
        return tidy("".join(piece.text for piece in pieces))
    parts = [pieces[0].text]
    stretch = _stretch(pieces, size)
    names = len(pieces) == 2 and all(map(is_han, pieces[0].text + pieces[1].text))
    for one, two in pairwise(pieces):
        gap = (two.left - one.right) / size - stretch
        if names and gap > _WORD:  # the one gap among words without marks: nothing stretched them
            gap = 1.0
        numbered = len(parts) == 1 and one.text not in _BULLETS and _is_number(one.text)
        parts += ["" if numbered else blank(one.text[-1], two.text[0], gap, typed=two.typed), two.text]
    return tidy("".join(parts))


def _stretch(pieces: Sequence[Piece], size: float) -> float:
    """Return the gap between characters of a line that was stretched to fill its width, 0 elsewhere."""
    single = sum(len(piece.text) == 1 and is_wide(piece.text) for piece in pieces)
    if len(pieces) < _STRETCHED or single < 0.5 * len(pieces):
        return 0.0
    usual = median((two.left - one.right) / size for one, two in pairwise(pieces))
    return usual if 0 < usual < _FURTHEST else 0.0


def blank(before: str, after: str, gap: float, *, typed: bool) -> str:
    """Return the blank that a gap between two characters stands for, if it stands for one.

    >>> [blank("于", "2", 0.25, typed=typed) for typed in (False, True)]
    ['', ' ']
    >>> blank("w", "o", 0.25, typed=False), blank("局", "张", 1.0, typed=False)
    (' ', ' ')
    """
    wide = is_wide(before) or is_wide(after)
    inside = before in ".,:;" and after.isdigit()  # programs set marks as wide as figures: 3.2
    digits = wide and (before.isdigit() or after.isdigit())
    least = _WORD if typed else _GRID if digits else _TYPED if wide or inside else _WORD
    return " " if gap > least else ""


def _is_spaced(pieces: Sequence[Piece], size: float) -> bool:
    """Tell whether the letters of a heading stand apart: one by one, at even distances."""
    texts = [piece.text for piece in pieces]
    marker = read_marker(fold(texts[0]))
    first = texts[0][marker.length :] if marker else texts[0]
    if len(texts) < 2 or not all(_SPACED.fullmatch(text) for text in (first or "一", *texts[1:])):
        return False
    letters = sum(len(text) == 1 and is_han(text) for text in texts[1:])
    gaps = [(two.left - one.right) / size for one, two in pairwise(pieces)]
    even = max(gaps) <= 2 * min(gaps) + 0.3
    if _YEAR.search("".join(texts)):
        letters += 4
    least = 0.1 if all(piece.typed for piece in pieces[1:]) else _SPREAD
    return letters >= 0.75 * (len(texts) - 1) and even and min(gaps) > least and max(gaps) < 4
