"""Pages set in two columns → their rows in the order in which they are read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from lawcheck.readers._pages.shapes import Page, Piece

Row = Sequence[Piece]

_FEWEST = 8  # rows of a column
_FULL = 0.5  # of the rows of a column end at its edge; those of a table's hardly do
_RULED = 30  # shapes: a table's rules are as many
_NEAR = 1.6  # characters that a full row may be short of the edge


def in_reading_order(rows: Sequence[Row], page: Page) -> list[Row]:
    """Return the rows of a page; of two columns first the left one's, then the right one's.

    The right column is moved to where the left one stands, so that edges and indents tell the same.
    """
    gutter = _gutter(rows, page)
    if gutter is None:
        return list(rows)
    left_edge, right_edge = gutter
    ordered: list[Row] = []
    left: list[Row] = []
    right: list[Row] = []
    for row, apart in zip(rows, _stand_apart(rows), strict=True):
        sides = _sides(row, right_edge)
        if sides is None or apart:
            ordered += [*left, *right, row]
            left, right = [], []
            continue
        left += [sides[0]] if sides[0] else []
        right += [_moved(sides[1], left_edge - right_edge)] if sides[1] else []
    return [*ordered, *left, *right]


def _gutter(rows: Sequence[Row], page: Page) -> tuple[float, float] | None:
    """Return where the left and the right column begin, None where there are none."""
    middle = (0.4 * page.width, 0.65 * page.width)
    starts = Counter(round(it.left) for row in rows for it in row if middle[0] < it.left < middle[1])
    at, count = starts.most_common(1)[0] if starts else (0, 0)
    if count < _FEWEST or page.paths >= _RULED:
        return None
    edge = at - 0.5
    halves = [sides for row in rows if (sides := _sides(row, edge))]
    left, right = [sides[0] for sides in halves if sides[0]], [sides[1] for sides in halves if sides[1]]
    if len(halves) < 0.7 * len(rows) or not (_is_column(left) and _is_column(right)):
        return None
    return min(row[0].left for row in left), min(row[0].left for row in right)


def _is_column(rows: Sequence[Row]) -> bool:
    """Tell whether the rows of a half are running text: unbroken, and most of them reach its edge."""
    size = max(rows[0], key=lambda piece: len(piece.text)).size if rows else 0.0
    broken = sum(any(two.left - one.right > 2 * size for one, two in pairwise(row)) for row in rows)
    if len(rows) < _FEWEST or broken > 0.2 * len(rows):
        return False
    ends = sorted(row[-1].right for row in rows)
    edge = ends[int(0.9 * len(ends))]
    wide = edge - min(row[0].left for row in rows) > 8 * size
    return wide and sum(edge - end < _NEAR * size for end in ends) >= _FULL * len(ends)


def _sides(row: Row, edge: float) -> tuple[Row, Row] | None:
    """Return the pieces of a row left and right of the gutter, None where one stands across it."""
    ordered = sorted(row, key=lambda piece: piece.left)
    left = [piece for piece in ordered if piece.right < edge - 0.5 * piece.size]
    right = [piece for piece in ordered if piece.left > edge - 1.0]
    return (left, right) if len(left) + len(right) == len(row) else None


def _stand_apart(rows: Sequence[Row]) -> Iterator[bool]:
    """Tell of each row whether it is a head or a page number: the first or last, far from the text."""
    steps = [two[0].base - one[0].base for one, two in pairwise(rows)]
    usual = sorted(steps)[len(steps) // 2]
    yield steps[0] > 2 * usual
    yield from (False for _ in steps[1:])
    yield steps[-1] > 2 * usual


def _moved(row: Row, by: float) -> Row:
    return [replace(piece, left=piece.left + by, right=piece.right + by) for piece in row]
