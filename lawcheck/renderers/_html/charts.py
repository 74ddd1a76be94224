"""Charts as inline SVG, narrow enough for a phone: each says in words what it shows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from lawcheck.renderers._html.markup import text

_WIDTH = 360
_BAR = 15
_GAP = 9
_NOTE = 14
_LINE = 17  # from one line of a label to the next
_LETTERS = 58  # in a line


class Bar(NamedTuple):
    """A bar: label, pieces with their colours (classes of the page's style), what stands behind and below."""

    label: str
    pieces: tuple[tuple[float, str], ...]
    value: str = ""
    note: str = ""

    @property
    def total(self) -> float:
        """The length of all pieces."""
        return sum(size for size, _ in self.pieces)


def columns(name: str, title: str, told: str, bars: Sequence[tuple[str, int]]) -> str:
    """Return upright bars, their values above and labels below."""
    high, step = 120, _WIDTH / max(1, len(bars))
    most = max((value for _, value in bars), default=0) or 1
    drawn = [f'<path class="axis" d="M0 {high + 18.5}H{_WIDTH}"/>']
    for at, (label, value) in enumerate(bars):
        middle, height = _number((at + 0.5) * step), _number(high * value / most)
        top = _number(high + 18 - high * value / most)
        left, width = _number(at * step + 3), _number(step - 6)
        if value:
            drawn.append(f'<rect class="c" x="{left}" y="{top}" width="{width}" height="{height}"/>')
            drawn.append(f'<text class="v" x="{middle}" y="{_number(float(top) - 4)}">{value}</text>')
        drawn.append(f'<text class="l" x="{middle}" y="{high + 33}">{text(label)}</text>')
    return _svg(name, title, told, high + 40, drawn)


def bars(name: str, title: str, told: str, shown: Sequence[Bar]) -> str:
    """Return lying bars, each below its label and before its value."""
    most = max((bar.total for bar in shown), default=0) or 1
    value = max((len(bar.value) for bar in shown), default=0)
    unit = (_WIDTH - (8 + 8 * value if value else 0)) / most
    drawn: list[str] = []
    y = 0
    for bar in shown:
        for line in _lines(bar.label):
            y += _LINE
            drawn.append(f'<text x="0" y="{y - 5}">{text(line)}</text>')
        drawn += _pieces(bar, y, unit)
        y += _BAR + _GAP + (_NOTE if bar.note else 0)
    return _svg(name, title, told, max(y - _GAP, 1), drawn)


def _pieces(bar: Bar, y: int, unit: float) -> Iterator[str]:
    x = 0.0
    for size, color in bar.pieces:
        left, width = _number(x), _number(size * unit)
        yield f'<rect class="{color}" x="{left}" y="{y}" width="{width}" height="{_BAR}"/>'
        x += size * unit
    if bar.value:
        yield f'<text x="{_number(x + 5)}" y="{y + _BAR - 3}">{text(bar.value)}</text>'
    if bar.note:
        yield f'<text class="s" x="0" y="{y + _BAR + _NOTE - 2}">{text(bar.note)}</text>'


def _svg(name: str, title: str, told: str, height: int, drawn: Iterable[str]) -> str:
    return (
        f'<svg viewBox="0 0 {_WIDTH} {height}" role="img" aria-labelledby="{name}-t {name}-d">'
        f'<title id="{name}-t">{text(title)}</title><desc id="{name}-d">{text(told)}</desc>'
        f"{''.join(drawn)}</svg>"
    )


def _lines(label: str) -> list[str]:
    """Return a label in at most two lines of the width: a Chinese character is as wide as two letters."""
    lines = [""]
    for word in re.findall(r"[!-~]+ ?|.", label):
        if _wide(lines[-1] + word.rstrip()) > _LETTERS:
            if len(lines) == 2:
                return [lines[0], f"{lines[1].rstrip()}…"]
            lines.append("")
        lines[-1] += word
    return lines


def _wide(label: str) -> int:
    return len(label.encode("gbk", "replace"))


def _number(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
