"""Set a text in pages as offices print it: lines of so many characters, page numbers, running heads."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

WIDTH, HEIGHT = 595.0, 842.0  # points
LEFT, TOP, SIZE, PITCH = 80.0, 110.0, 16.0, 28.0
PER_LINE, PER_PAGE = 27, 22
_NOT_FIRST = "，。、；：？！）》”’%％"


@dataclass(frozen=True)
class Run:
    """Characters at a place, measured in points from the upper left corner to the base line."""

    text: str
    x: float
    y: float
    size: float = SIZE
    font: str = "plain"
    slant: float = 0.0  # degrees


@dataclass(frozen=True)
class Picture:
    """A grey image at a place."""

    x: float = 0.0
    y: float = 0.0
    width: float = WIDTH
    height: float = HEIGHT


@dataclass(frozen=True)
class Sheet:
    """A page: what is printed on it, how many small lines are drawn, how many quarters it is turned."""

    runs: Sequence[Run] = ()
    pictures: Sequence[Picture] = ()
    strokes: int = 0
    turn: int = 0


def wide(char: str) -> bool:
    return ord(char) > 0x2000


def width(text: str) -> float:
    return sum(1.0 if wide(char) else 0.5 for char in text)


def wrap(text: str, indent: int = 2, per_line: int = PER_LINE) -> Iterator[str]:
    """Yield the lines of a paragraph: no mark begins one, no number is parted."""
    room = float(per_line - indent)
    start = 0
    while width(text[start:]) > room:
        end = start
        while width(text[start : end + 1]) <= room:
            end += 1
        while text[end] in _NOT_FIRST or not (wide(text[end - 1]) or wide(text[end])):
            end -= 1
        yield text[start:end]
        start, room = end, float(per_line)
    yield text[start:]


def lines_of(text: str, *, indent: int = 2) -> Iterator[Run]:
    """Yield the printed lines of a text, all at the height 0; its first one is the title."""
    for index, paragraph in enumerate(line for line in text.splitlines() if line.strip()):
        words = paragraph.strip()
        if index == 0:
            for line in wrap(words, 0, 20):
                yield Run(line, LEFT + (PER_LINE * SIZE - 22 * width(line)) / 2, 0, 22)
            continue
        for number, line in enumerate(wrap(words, indent)):
            yield Run(line, LEFT + (0 if number else indent * SIZE), 0)


def set_pages(
    text: str, *, indent: int = 2, number: str = "— {} —", head: str = "", per_page: int = PER_PAGE
) -> list[Sheet]:
    """Return the pages of a text."""
    lines = list(lines_of(text, indent=indent))
    sheets: list[Sheet] = []
    for start in range(0, len(lines), per_page):
        own = [replace(line, y=TOP + row * PITCH) for row, line in enumerate(lines[start : start + per_page])]
        around = [Run(number.format(len(sheets) + 1), 280, 790, 14)] if number else []
        around += [Run(head, 200, 50, 10)] if head else []
        sheets.append(Sheet([*around, *own]))
    return sheets
