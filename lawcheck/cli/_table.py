"""Columns for a screen: Chinese characters are two cells wide."""

from __future__ import annotations

from collections.abc import Sequence

from lawcheck.rulebook.frames import cells

_GAP = 2
_NARROWEST = 8


def table(
    heads: Sequence[str],
    rows: Sequence[Sequence[str]],
    *,
    right: Sequence[int] = (),
    width: int | None = None,
    cut: int = -1,
) -> str:
    """Return rows under their heads, a line each; ``right`` names the columns of figures.

    Where a screen of ``width`` cells is too narrow, the column ``cut`` is, the last by default.

    >>> print(table(("规则", "命中"), (("plan", "12"), ("计划", "3")), right=(1,)))
    规则  命中
    ----------
    plan    12
    计划     3
    """
    widths = [max(cells(row[at]) for row in (heads, *rows)) for at in range(len(heads))]
    if width is not None:
        room = width - sum(widths) + widths[cut] - _GAP * (len(widths) - 1)
        widths[cut] = min(widths[cut], max(_NARROWEST, room))
    lines = [_line(_fitted(row, cut, widths[cut]), widths, right) for row in (heads, *rows)]
    rule = "-" * (sum(widths) + _GAP * (len(widths) - 1))
    return "\n".join((lines[0], rule, *lines[1:]))


def _fitted(row: Sequence[str], at: int, width: int) -> Sequence[str]:
    fitted = list(row)
    fitted[at] = _cut(row[at], width)
    return fitted


def _line(row: Sequence[str], widths: Sequence[int], right: Sequence[int]) -> str:
    filled = []
    for at, (text, width) in enumerate(zip(row, widths, strict=True)):
        blank = " " * (width - cells(text))
        filled.append(blank + text if at in right else text + blank)
    return (" " * _GAP).join(filled).rstrip()


def _cut(text: str, width: int) -> str:
    """Return a text cut to a width, with an ellipsis where something is lost."""
    if cells(text) <= width:
        return text
    kept = ""
    for char in text:
        if cells(kept + char) > width - 2:
            break
        kept += char
    return f"{kept}…"
