"""Tell the rows of tables among lines."""

from __future__ import annotations

from collections.abc import Sequence

from lawcheck.readers._pages.shapes import Cell, Line

_NEAR = 0.8  # widths of a character by which the edges of a column may differ


def find_rows(lines: Sequence[Line], width: float) -> frozenset[int]:
    """Return the indices of lines that are rows: pieces far apart, in columns with a neighbour's.

    What a cell holds may run over lines: a short line between two rows belongs to them.
    """
    rows: set[int] = set()
    last = -1
    for index, line in enumerate(lines):
        if len(line.cells) < 2:
            if line.right - line.left > 0.6 * width:
                last = -1
            continue
        if last >= 0 and _in_columns(lines[last], line):
            rows.update(range(last, index + 1))
        last = index
    return frozenset(rows)


def _in_columns(one: Line, two: Line) -> bool:
    """Tell whether lines share a column other than the first, and are no two lines of a spaced title."""
    if one.spaced and two.spaced:
        return False
    near = _NEAR * max(one.size, two.size)
    return any(_aligned(a, b, near) for a in one.cells[1:] for b in two.cells[1:])


def _aligned(one: Cell, two: Cell, near: float) -> bool:
    middles = (one.left + one.right - two.left - two.right) / 2
    return min(abs(one.left - two.left), abs(one.right - two.right), abs(middles)) < near
