"""How far a long run is, on standard error: drawn with Rich on a screen, else a line now and then."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

from lawcheck.model import Text

_PAUSE = 10.0  # seconds between two lines where there is no screen
_CHECKING = Text("检查报告", "checking papers")
_SPEED = Text("份/秒", "papers/s")
_LEFT = Text("还需", "left")


class Progress(Protocol):
    """Something that is told of each paper that is done."""

    def step(self) -> None:
        """Count one more paper."""
        ...


class _Lines:
    """A line every few seconds, for logs."""

    def __init__(self, total: int, done: int, lang: str) -> None:
        self._total, self._done, self._before, self._lang = total, done, done, lang
        self._start = self._told = time.monotonic()

    def step(self) -> None:
        self._done += 1
        now = time.monotonic()
        if now - self._told >= _PAUSE:
            self._told = now
            speed = (self._done - self._before) / (now - self._start)
            left = (self._total - self._done) / speed if speed else 0
            print(
                f"lawcheck: {self._done}/{self._total} {speed:.0f} {_SPEED.say(self._lang)} "
                f"{_LEFT.say(self._lang)} {_clock(left)}",
                file=sys.stderr,
                flush=True,
            )


class _Bar:
    """A bar of Rich."""

    def __init__(self, total: int, done: int, lang: str) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, TextColumn
        from rich.progress import Progress as Bar

        self._done, self._before, self._start = done, done, time.monotonic()
        self._speed, self._left = _SPEED.say(lang), _LEFT.say(lang)
        self.bar = Bar(
            TextColumn("{task.description}", markup=False),
            BarColumn(bar_width=None),
            MofNCompleteColumn(),
            TextColumn("{task.fields[speed]}", markup=False),
            console=Console(stderr=True, highlight=False, markup=False, emoji=False),
            transient=True,
            refresh_per_second=4,
            expand=True,
        )
        self._total = total
        self._task = self.bar.add_task(_CHECKING.say(lang), total=total, completed=done, speed="")

    def step(self) -> None:
        self._done += 1
        took = max(time.monotonic() - self._start, 1e-6)
        speed = (self._done - self._before) / took
        left = _clock((self._total - self._done) / speed)
        told = f"{speed:.0f} {self._speed}  {self._left} {left}"
        self.bar.update(self._task, completed=self._done, speed=told)


@contextmanager
def progress(total: int, done: int, lang: str) -> Iterator[Progress]:
    """Show how far a run is while it lasts: ``done`` of ``total`` papers were known before."""
    if sys.stderr is None or not sys.stderr.isatty():
        yield _Lines(total, done, lang)
        return
    shown = _Bar(total, done, lang)
    with shown.bar:
        yield shown


def _clock(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
