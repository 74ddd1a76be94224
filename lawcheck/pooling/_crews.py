"""Who does the chunks: this process, or somebody's executor. For processes of our own see `_processes`."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, Protocol

from lawcheck.pooling._work import Outcome, Parcel, do

if TYPE_CHECKING:
    from concurrent.futures import Executor


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

    def stop(self, tickets: Iterable[Ticket]) -> None: ...

    def end(self) -> None: ...


class _Later:
    def __init__(self, parcel: Parcel, items: Sequence[Any]) -> None:
        self._parcel = parcel
        self._items = items

    def result(self) -> Outcome:
        return do(self._parcel, self._items)

    def cancel(self) -> None: ...


class Foreign:
    """An executor that somebody else made and will shut down."""

    runs_ahead = True

    def __init__(self, parcel: Parcel, executor: Executor, width: int) -> None:
        self._parcel = parcel
        self._executor = executor
        self.width = width
        self.window = 2 * width

    def submit(self, items: Sequence[Any]) -> Ticket:
        return self._executor.submit(do, self._parcel, items, os.urandom(8).hex())

    def stop(self, tickets: Iterable[Ticket]) -> None:
        for ticket in tickets:
            ticket.cancel()

    def end(self) -> None: ...
