"""Run → str or bytes, one file per format; a file dropped here is a format."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, BinaryIO, Protocol, cast

from lawcheck.errors import UsageError
from lawcheck.gate import Gate, Tally
from lawcheck.model import Report, Run, Unreadable
from lawcheck.renderers._clean import visible, without_old_commands

if TYPE_CHECKING:
    from lawcheck.rulebook import RuleBook

__all__ = ["Look", "formats", "media", "render", "streams", "visible", "without_old_commands", "write"]


@dataclass(frozen=True, slots=True)
class Look:
    """What a renderer may know besides the run: its width in cells and whether it shows colour.

    ``explain`` asks the views for people where each part's score comes from. ``gate`` is what papers must
    reach; None where nobody asked: then errors fail, and nothing is said of it. ``here`` and ``root`` are
    the working folder and the one above it from which a pipeline names files; where they are empty, paths
    stay as they were given.
    """

    width: int = 80
    color: bool = False
    explain: bool = False
    gate: Gate | None = None
    here: str = ""
    root: str = ""


class _Renderer(Protocol):
    MEDIA: str

    def render(self, run: Run, look: Look) -> str | bytes: ...


class _Streaming(Protocol):
    def write(
        self,
        answers: Iterable[Report | Unreadable],
        file: BinaryIO,
        look: Look,
        tally: Tally,
        *,
        books: Sequence[RuleBook] = (),
    ) -> None: ...


def formats() -> tuple[str, ...]:
    """Return the names of the formats, without importing any."""
    return tuple(sorted(_modules()))


@cache
def _modules() -> dict[str, str]:
    """Return format → module; ``json_.py`` is json, lest it be taken for the standard library's."""
    files = (file for folder in __path__ for file in os.listdir(folder))
    stems = (file.removesuffix(".py") for file in files if file.endswith(".py") and file[0] != "_")
    return {stem.rstrip("_"): stem for stem in stems}


def render(run: Run, format: str, look: Look | None = None) -> str | bytes:
    """Return a run in a format.

    Raises:
        UsageError: There is no such format.
    """
    if format not in _modules():
        raise UsageError(_unknown(format, run.lang))
    return _renderer(format).render(run, look or Look())


def streams(format: str) -> bool:
    """Tell whether a format is written without holding the answers."""
    return hasattr(_renderer(format), "write")


def write(
    answers: Iterable[Report | Unreadable],
    format: str,
    file: BinaryIO,
    look: Look,
    tally: Tally,
    *,
    books: Sequence[RuleBook] = (),
) -> None:
    """Write answers, which can be gone through more than once, in a format that `streams`.

    ``tally`` is what counts of them, ``books`` are the rule books at hand.
    """
    cast("_Streaming", _renderer(format)).write(answers, file, look, tally, books=books)


def media(format: str) -> str:
    """Return the media type of a format that there is, such as ``text/csv``."""
    return _renderer(format).MEDIA


def _renderer(format: str) -> _Renderer:
    return cast("_Renderer", import_module(f"{__name__}.{_modules()[format]}"))


def _unknown(format: str, lang: str) -> str:
    from difflib import get_close_matches  # costs a millisecond, wanted only here

    near = get_close_matches(format, formats(), n=1)
    if lang == "en":
        guess = f"; did you mean {near[0]}?" if near else ""
        return f"there is no format “{format}”{guess} (available: {', '.join(formats())})"
    guess = f"，是否指 {near[0]}？" if near else ""
    return f"没有“{format}”这种格式{guess}（可用：{'、'.join(formats())}）"
