"""Tell tables of figures from tables that only lay out text."""

from __future__ import annotations

from collections.abc import Sequence

_MANY = 3  # paragraphs in one cell that no table of figures has
_LONG = 150  # characters


def lays_out(rows: Sequence[Sequence[Sequence[str]]]) -> bool:
    """Tell whether a table, as rows of cells of paragraphs, only lays out text."""
    cells = [[text for text in cell if text.strip()] for row in rows for cell in row]
    wide = any(len(row) > 1 for row in rows)
    return not wide or any(len(cell) >= _MANY or any(len(text) > _LONG for text in cell) for cell in cells)
