"""Who does the chunks: this process, or somebody's executor. For processes of our own see `_processes`."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from time import monotonic
from typing import TYPE_CHECKING, Any, Protocol

from lawcheck.pooling._work import Outcome, Parcel, do

if TYPE_CHECKING:
    from concurrent.futures import Executor, Future

_WATCH = 10.0  # seconds after which an executor is asked whether it is still there


class EndedError(Exception):
    """The process that did a chunk ended before it was done."""


class Ticket(Protocol):
    """A chunk on its way: a future, of which no more than this is asked."""

    def result(self) -> Outcome:
        """Return the outcome when it is there, or raise why there is none."""
        ...

    def cancel(self) -> object:
        """Have it not done, if it has not begun."""
        ...


class Crew(Protocol):
    """``width`` workers, for whom at most ``window`` chunks are on their way."""

    width: int
    window: int
    runs_ahead: bool  # chunks are done before somebody asks for their answers

    def submit(self, items: Sequence[Any], /) -> Ticket:
        """Send a chunk."""
        ...

    def tend(self) -> None:
        """See to the workers between two answers."""
        ...

    def stop(self, tickets: Iterable[Ticket], /) -> None:
        """End at once, whatever is on its way."""
        ...

    def end(self) -> None:
        """End when nothing is on its way any more."""
        ...


class Here:
    """This process: a chunk is done when its outcome is asked for."""

    width = window = 1
    runs_ahead = False

    def __init__(self, parcel: Parcel) -> None:
        self._parcel = parcel

    def submit(self, items: Sequence[Any]) -> Ticket:
        return _Later(self._parcel, items)

    def tend(self) -> None: ...

    def stop(self, tickets: Iterable[Ticket]) -> None: ...

    def end(self) -> None: ...


class _Later:
    def __init__(self, parcel: Parcel, items: Sequence[Any]) -> None:
        self._parcel = parcel
        self._items = items

    def result(self) -> Outcome:
        return do(self._parcel, self._items)

    def cancel(self) -> None: ...


class _Watched:
    """A future of an executor that may be shut down without a word, and then is never done."""

    def __init__(self, executor: Executor, future: Future[Outcome]) -> None:
        self._executor = executor
        self._future = future

    def result(self) -> Outcome:
        while True:
            begun = monotonic()
            try:
                return self._future.result(_WATCH)
            except TimeoutError:
                if monotonic() - begun < _WATCH:  # this came from the executor
                    raise
                self._executor.submit(int).cancel()  # raises where there is nobody any more

    def cancel(self) -> None:
        self._future.cancel()


class Foreign:
    """An executor that somebody else made and will shut down."""

    runs_ahead = True

    def __init__(self, parcel: Parcel, executor: Executor, width: int) -> None:
        self._parcel = parcel
        self._executor = executor
        self.width = width
        self.window = 2 * width

    def submit(self, items: Sequence[Any]) -> Ticket:
        return _Watched(self._executor, self._executor.submit(do, self._parcel, items, os.urandom(8).hex()))

    def tend(self) -> None: ...

    def stop(self, tickets: Iterable[Ticket]) -> None:
        for ticket in tickets:
            ticket.cancel()

    def end(self) -> None: ...
