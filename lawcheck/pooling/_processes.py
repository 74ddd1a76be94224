"""Processes of our own: imported only where they are started, for it needs what not every machine has.

Each worker has a pipe of its own, so that it is known what a worker was doing that dies, and what it left
half written is no trouble to the others; in `concurrent.futures` they share one. There is no thread either:
the pipes are seen to whenever somebody asks for an answer.

Workers are started afresh (spawned) everywhere: a process with threads cannot be forked safely. They do not
run the caller's script again as spawned processes otherwise do, so it needs no guard. Ctrl-C is the
caller's business, and when the caller is no more they end.
"""

from __future__ import annotations

import signal
import sys
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from multiprocessing import Pipe
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from typing import Any

from lawcheck.pooling._crews import EndedError, Ticket
from lawcheck.pooling._work import Failure, Outcome, Parcel, do

_WINDOWS_MOST = 60  # it cannot wait for many more at once


class Pool:
    """Workers that were given the work when they were started; one that dies is replaced when needed."""

    runs_ahead = True

    def __init__(self, parcel: Parcel, jobs: int) -> None:
        self.width = min(jobs, _WINDOWS_MOST) if sys.platform == "win32" else jobs
        self.window = 2 * self.width
        self._parcel = parcel
        self._idle: list[_Worker] = []
        self._busy: dict[Any, _Worker] = {}  # by connection, of which there are several sorts
        self._waiting: deque[_Chunk] = deque()

    def submit(self, items: Sequence[Any]) -> Ticket:
        chunk = _Chunk(self, items)
        self._waiting.append(chunk)
        self._hand_out()
        return chunk

    def tend(self, patience: float | None = 0.0) -> None:
        """Take what workers have done and give them more; wait for the next to finish with None."""
        if self._busy:
            for connection in wait([*self._busy], patience):
                worker = self._busy.pop(connection)
                if worker.take():
                    self._idle.append(worker)
        self._hand_out()

    def _hand_out(self) -> None:
        while self._waiting:
            if not self._idle and len(self._busy) >= self.width:
                return
            try:
                worker = self._idle.pop() if self._idle else _Worker(self._parcel)
            except Exception as error:  # no more processes to be had: with those that are there
                if not self._busy:
                    self._waiting.popleft().settle(Failure(error))
                return
            worker.give(self._waiting.popleft())
            self._busy[worker.connection] = worker

    def stop(self, tickets: Iterable[Ticket]) -> None:
        workers = self._workers()
        for worker in workers:
            worker.process.kill()
        for worker in workers:
            worker.leave()

    def end(self) -> None:
        workers = self._workers()
        for worker in workers:
            worker.connection.close()
        for worker in workers:
            worker.leave()

    def _workers(self) -> list[_Worker]:
        workers = [*self._idle, *self._busy.values()]
        self._idle.clear()
        self._busy.clear()
        return workers


class _Chunk:
    """Items that a pool was given, and what became of them."""

    def __init__(self, pool: Pool, items: Sequence[Any]) -> None:
        self.items = items
        self._pool = pool
        self._settled: Outcome | Failure | None = None

    def settle(self, settled: Outcome | Failure) -> None:
        self._settled = settled

    def result(self) -> Outcome:
        while self._settled is None:
            self._pool.tend(None)
        if isinstance(self._settled, Failure):
            raise self._settled.error
        return self._settled

    def cancel(self) -> None: ...  # the workers are killed


class _Worker:
    """A process, our end of its pipe, and what it is doing."""

    def __init__(self, parcel: Parcel) -> None:
        self.connection, theirs = Pipe()
        self._chunk: _Chunk | None = None
        self.process = SpawnProcess(target=_serve, args=(theirs, parcel), daemon=True)
        try:
            with _no_interruption(), _no_script():
                self.process.start()
        finally:
            theirs.close()  # so that the pipe ends with the process

    def give(self, chunk: _Chunk) -> None:
        self._chunk = chunk
        with suppress(OSError):  # it is no more: that will be seen when its answer is taken
            self.connection.send(chunk.items)

    def take(self) -> bool:
        """Take what became of the chunk and tell whether the worker is still there."""
        assert self._chunk is not None
        try:
            self._chunk.settle(self.connection.recv())
        except (EOFError, OSError):
            self.process.kill()
            self.leave()
            self._chunk.settle(Failure(EndedError(f"exit code {self.process.exitcode}")))
            return False
        return True

    def leave(self) -> None:
        self.connection.close()
        self.process.join()


@contextmanager
def _no_interruption() -> Iterator[None]:
    """Start a process deaf to Ctrl-C: it would complain of it before `_serve` can tell it not to."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    from multiprocessing import resource_tracker

    resource_tracker.ensure_running()  # it would be started with the first process, and lift the mask
    before = signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextmanager
def _no_script() -> Iterator[None]:
    """Hide which script runs here while a process is started: its workers need nothing of it."""
    main = vars(sys.modules["__main__"])
    hidden: dict[str, Any] = {name: main[name] for name in ("__spec__", "__file__") if name in main}
    main.update(dict.fromkeys(hidden))
    try:
        yield
    finally:
        main.update(hidden)


def _serve(connection: Connection, parcel: Parcel) -> None:
    """Do chunks until the caller wants no more, or is no more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with suppress(EOFError, OSError):
        while True:
            outcome = do(parcel, connection.recv())
            try:
                connection.send(outcome)
            except OSError:
                return
            except Exception as error:  # an answer that cannot be pickled: nothing was sent yet
                connection.send(Failure(error))
