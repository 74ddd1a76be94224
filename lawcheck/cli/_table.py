"""Columns for a screen: Chinese characters are two cells wide."""

from __future__ import annotations

from collections.abc import Sequence

from lawcheck.rulebook.frames import cells

_GAP = 2


def table(heads: Sequence[str], rows: Sequence[Sequence[str]], *, right: Sequence[int] = ()) -> str:
    """Return rows under their heads, a line each; ``right`` names the columns of figures.

    >>> print(table(("规则", "命中"), (("plan", "12"), ("计划", "3")), right=(1,)))
    规则  命中
    ----------
    plan    12
    计划     3
    """
    widths = [max(cells(row[at]) for row in (heads, *rows)) for at in range(len(heads))]
    lines = [_line(row, widths, right) for row in (heads, *rows)]
    rule = "-" * (sum(widths) + _GAP * (len(widths) - 1))
    return "\n".join((lines[0], rule, *lines[1:]))


def _line(row: Sequence[str], widths: Sequence[int], right: Sequence[int]) -> str:
    filled = []
    for at, (text, width) in enumerate(zip(row, widths, strict=True)):
        blank = " " * (width - cells(text))
        filled.append(blank + text if at in right else text + blank)
    return (" " * _GAP).join(filled).rstrip()
