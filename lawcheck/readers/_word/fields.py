"""Fields of a Word file: what is shown of them is their result, not their code."""

from __future__ import annotations

import re

from lawcheck.readers._word.formats import written

_CONTENTS = ("TOC", "INDEX", "TOA")
_ENCLOSED = re.compile(r"\s*EQ\s*\\o\s*\\ac\s*\([^,，]*[,，]\s*([^()]{1,3}?)\s*\)", re.IGNORECASE)


class _Field:
    """A field that is open: its code, and whether its result has begun."""

    __slots__ = ("code", "result")

    def __init__(self, code: str = "", *, result: bool = False) -> None:
        self.code = code
        self.result = result

    @property
    def is_contents(self) -> bool:
        words = self.code.split(maxsplit=1)
        return bool(words) and words[0].upper() in _CONTENTS


class Fields:
    """The fields that are open at a place of the walk, the outer ones first."""

    def __init__(self) -> None:
        """Begin outside of all fields."""
        self._open: list[_Field] = []

    @property
    def hide(self) -> bool:
        """True inside the code of a field."""
        return any(not field.result for field in self._open)

    @property
    def hold_contents(self) -> bool:
        """True inside a table of contents or an index."""
        return any(field.is_contents for field in self._open)

    @property
    def balanced(self) -> bool:
        """False where a field was begun and never ended, so that text may have been taken for its code."""
        return not self._open

    def mark(self, sort: str | None) -> str:
        """Take note of a mark (begin, separate, end); return what a field without a result shows."""
        if sort == "begin":
            self._open.append(_Field())
        elif self._open and sort == "separate":
            self._open[-1].result = True
        elif self._open and sort == "end":
            field = self._open.pop()
            return "" if field.result else _shown(field.code)
        return ""

    def add_code(self, text: str) -> None:
        """Take note of a piece of the innermost field's code."""
        if self._open and not self._open[-1].result:
            self._open[-1].code += text

    def enter(self, code: str) -> None:
        """Begin a field that is one element."""
        self._open.append(_Field(code, result=True))

    def leave(self) -> None:
        """End the innermost field."""
        self._open.pop()


def _shown(code: str) -> str:
    r"""Return the enclosed character that a code draws: EQ \o\ac(○,1) is ①."""
    enclosed = _ENCLOSED.match(code)
    if enclosed is None:
        return ""
    inner = enclosed[1]
    return written(int(inner), "decimalEnclosedCircle") if inner.isdecimal() else inner
