"""Processes of our own: imported only where they are started, for it needs what not every machine has.

They are started afresh (spawned) everywhere: a process with threads cannot be forked safely. They do not
run the caller's script again as spawned processes otherwise do, so it needs no guard; Ctrl-C is the
caller's business, and when the caller is no more they end.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import parent_process
from multiprocessing.context import SpawnContext, SpawnProcess
from threading import Thread
from typing import Any

from lawcheck.pooling._crews import Ticket
from lawcheck.pooling._work import Outcome, Parcel, do

_WINDOWS_MOST = 61  # it cannot wait for more processes at once


class Pool:
    """Processes that were given the work when they were started."""

    runs_ahead = True

    def __init__(self, parcel: Parcel, jobs: int) -> None:
        self.width = min(jobs, _WINDOWS_MOST) if sys.platform == "win32" else jobs
        self.window = 2 * self.width
        self._context = _Context()
        self._executor = ProcessPoolExecutor(
            self.width, self._context, initializer=_begin, initargs=(parcel,)
        )

    def submit(self, items: Sequence[Any]) -> Ticket:
        return self._executor.submit(_do, items)

    def stop(self, tickets: Iterable[Ticket]) -> None:
        """End the processes; the futures are left to the executor, which trips over cancelled ones."""
        for process in self._context.started:
            if process.pid is not None:
                process.kill()
        self.end()
        for process in self._context.started:
            if process.pid is not None:  # also one that the executor had no time to take note of
                process.join()

    def end(self) -> None:
        self._executor.shutdown()


class _Process(SpawnProcess):
    def start(self) -> None:
        with _no_interruption(), _no_script():
            super().start()


class _Context(SpawnContext):
    def __init__(self) -> None:
        super().__init__()
        self.started: list[_Process] = []

    def Process(self, *args: Any, **kwargs: Any) -> _Process:  # type: ignore[override]
        process = _Process(*args, **kwargs)
        self.started.append(process)
        return process


@contextmanager
def _no_interruption() -> Iterator[None]:
    """Start a process deaf to Ctrl-C: it would complain of it before `_begin` can tell it not to."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextmanager
def _no_script() -> Iterator[None]:
    """Hide which script runs here while a process is started: its workers need nothing of it."""
    main = vars(sys.modules["__main__"])
    hidden: dict[str, Any] = {name: main.get(name) for name in ("__spec__", "__file__") if name in main}
    main.update(dict.fromkeys(hidden))
    try:
        yield
    finally:
        main.update(hidden)


_parcel: Parcel  # what this worker was started for


def _begin(parcel: Parcel) -> None:
    global _parcel  # noqa: PLW0603 - an executor has no other place for what a process begins with
    _parcel = parcel
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _do(items: Sequence[Any]) -> Outcome:
    return do(_parcel, items)
