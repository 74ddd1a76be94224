"""Show a place in a file: three lines with a marker under the place, and collect what is wrong."""

from __future__ import annotations

import re
import unicodedata

from lawcheck.errors import Mistake
from lawcheck.model import Text
from lawcheck.rulebook.nodes import Place

MOST = 200  # mistakes that are written out; nobody reads more at once
_TOO_MANY = 2_000
_WIDTH = 88  # cells of a line that a frame shows
_CUT = "..."
_SHOWN = {"\t": "    ", "\u3000": "\u3000"}
_HARD_BREAK = re.compile("\r\n|[\n\r\x85\u2028\u2029]")


def cells(text: str) -> int:
    """Return how many columns of a terminal a text takes; Chinese characters take two.

    >>> cells("第1条")
    5
    """
    return sum(_cells(char) for char in text)


def _cells(char: str) -> int:
    if char < "\x7f":
        return 1
    if unicodedata.combining(char):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def shown(text: str) -> str:
    """Return a text as it may be printed: tabs as four spaces, what cannot be seen as ``?``."""
    return "".join(_SHOWN.get(char) or (char if char.isprintable() else "?") for char in text)


class TooManyError(Exception):
    """So many mistakes that looking for more is of no use."""


class Ledger:
    """The mistakes of one file, each at a place of it."""

    def __init__(self, path: str, text: str) -> None:
        """Take the file's name as given and its text."""
        self.path = path
        self._lines = _HARD_BREAK.split(text.removesuffix("\n").removesuffix("\r"))
        self._told: dict[tuple[Place, Text], None] = {}
        self._places: set[Place] = set()

    def __len__(self) -> int:
        """Return how many mistakes there are."""
        return len(self._told)

    def add(self, place: Place, message: Text) -> None:
        """Note a mistake; the same one at the same place only once.

        Raises:
            TooManyError: This is no rule file; it is of no use to look further.
        """
        self._told[place, message] = None
        self._places.add(place)
        if len(self) >= _TOO_MANY:
            raise TooManyError

    def told_at(self, place: Place) -> bool:
        """Tell whether there is a mistake at a place already."""
        return place in self._places

    def mistakes(self) -> list[Mistake]:
        """Return the mistakes in the order of the file, each with its frame."""
        told = sorted(self._told, key=lambda each: (each[0], each[1].zh))
        found = [self._mistake(place, message) for place, message in told[:MOST]]
        if len(told) > MOST:
            more, many = len(told) - MOST, len(told) >= _TOO_MANY
            rest = Text(
                f"从这里起{'至少' if many else ''}还有 {more} 处错误没有列出",
                f"from here on {'at least ' if many else ''}{more} more mistakes are not listed",
            )
            found.append(self._mistake(told[MOST][0], rest))
        return found

    def _mistake(self, place: Place, message: Text) -> Mistake:
        return Mistake(self.path, *place, message.zh, message.say("en"), self.frame(place))

    def frame(self, place: Place) -> str:
        """Return the line of a place with the lines around it and a marker under the place."""
        end = len(self._lines) - 1
        at = min(place.line - 1, end)
        last = min(at + 1, end)
        gutter = len(str(last + 1))
        start = _window(self._lines[at], place.column - 1)
        rows = []
        for index in range(max(at - 1, 0), last + 1):
            mark, view = (">", start) if index == at else (" ", 0)
            rows.append(f"{mark} {index + 1:>{gutter}} | {_view(self._lines[index], view)}".rstrip())
            if index == at:
                before = cells(_view(self._lines[at][: place.column - 1], start))
                rows.append(f"  {'':>{gutter}} | {'':>{before}}^")
        return "\n".join(rows)


def _window(line: str, offset: int) -> int:
    """Return from which offset to show a line, so that the place is well in sight."""
    hidden = offset > _WIDTH or cells(shown(line[: offset + 10])) > _WIDTH
    return offset - min(offset, 20) if hidden else 0


def _view(line: str, start: int) -> str:
    """Return a line from an offset on as a frame shows it, cut to the frame's width."""
    view = (_CUT if start else "") + shown(line[start : start + _WIDTH])
    if cells(view) <= _WIDTH:
        return view
    used, end = cells(_CUT), 0
    while used + _cells(view[end]) <= _WIDTH:
        used += _cells(view[end])
        end += 1
    return view[:end] + _CUT
