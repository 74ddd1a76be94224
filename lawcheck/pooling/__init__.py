"""One piece of work on each of many items: answers in the order of the items, by many processes.

Nothing here knows of papers. Items may be endless: a window of chunks is on its way, and no more is
held. An error that the work raises ends the run at its turn; a worker that dies loses nothing.
"""

from __future__ import annotations

import os
import sys
import warnings
from collections import deque
from collections.abc import Generator, Iterable, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from lawcheck.model import Text
from lawcheck.pooling._crews import Crew, EndedError, Foreign, Here, Ticket
from lawcheck.pooling._work import Failure, Outcome, Parcel, Work

if TYPE_CHECKING:
    from concurrent.futures import Executor

__all__ = ["Work", "ordered", "processors"]

Item = TypeVar("Item")
Answer = TypeVar("Answer")

_PATIENCE = 0.5  # seconds of work done here before processes are started, which takes about as long
_CHUNK = 0.25  # seconds of work in a chunk: a hundred times what it costs to hand one over
_MOST = 64  # items in a chunk
_FIRST = 4  # items in the first chunks, so that all workers begin early; doubled with each round
_HELD = 2048  # items on their way, however many workers there are
_UNKNOWN = 16  # workers of an executor of which nothing is known


def ordered(
    work: Work[Item, Answer],
    items: Iterable[Item],
    *,
    jobs: int | None = None,
    executor: Executor | None = None,
) -> Generator[Answer, None, None]:
    """Yield the work's answer to each item, in the order of the items.

    Without an executor the first half second of work is done here, one item at a time; if there are more,
    ``jobs`` processes do the rest (by default one for each processor, with 1 none). Where none can be
    started, here goes on. An executor is given chunks to do and is not shut down; ``jobs`` is then about
    how many workers it has. Should it fail for good, a warning says so and processes of our own go on.

    What a lost worker was doing is done again; a chunk that is lost twice is done item by item, nothing
    else on its way, and of an item that is lost then ``work.lost`` gives the answer.

    The work is pickled once and shared by all its calls: it keeps no state. An error of ``items`` comes
    after the answers to all items before it. Closing the iterator ends the processes.
    """
    return _Line(work, items, jobs, executor).answers()


def processors() -> int:
    """Return how many processors this process may use."""
    if sys.version_info >= (3, 13):
        return os.process_cpu_count() or 1
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class _Chunk:
    """Some items on their way: where to, how often they were lost, what became of them."""

    def __init__(self, items: Sequence[Any]) -> None:
        self.items = items
        self.ticket: Ticket | None = None
        self.losses = 0
        self.outcome: Outcome | None = None

    def send(self, crew: Crew) -> None:
        try:
            self.ticket = crew.submit(self.items)
        except Exception:
            self.losses += 1

    def arrived(self) -> bool:
        """Wait for the outcome and tell whether there is one."""
        ticket, self.ticket = self.ticket, None
        if ticket is not None and self.outcome is None:
            try:
                self.outcome = ticket.result()
            except BaseException as error:
                if _is_ours(error):
                    self.ticket = ticket
                    raise
                self.losses += 1
        return self.outcome is not None


def _is_ours(error: BaseException) -> bool:
    """Tell whether an error is this process's end; a cancelled future's may be no Exception."""
    return isinstance(error, KeyboardInterrupt | SystemExit | GeneratorExit)


class _Items(Generic[Item]):
    """The items to come; what fetching one raises is kept until those before it are done."""

    def __init__(self, items: Iterable[Item]) -> None:
        self._rest = iter(items)
        self._ahead: deque[Item] = deque()
        self.error: Exception | None = None

    def look_ahead(self, count: int) -> bool:
        """Fetch some items and tell whether there are so many."""
        try:
            self._ahead.extend(islice(self._rest, max(0, count - len(self._ahead))))
        except Exception as error:
            self._rest = iter(())
            self.error = error
        return len(self._ahead) >= count

    def take(self, count: int) -> tuple[Item, ...]:
        """Return the next items, fewer at the end."""
        self.look_ahead(count)
        return tuple(self._ahead.popleft() for _ in range(min(count, len(self._ahead))))


class _Line(Generic[Item, Answer]):
    """The chunks on their way, in order, and the crew that does them."""

    def __init__(
        self, work: Work[Item, Answer], items: Iterable[Item], jobs: int | None, executor: Executor | None
    ) -> None:
        self._work = work
        self._parcel = Parcel(work)
        self._items = _Items(items)
        self._jobs = processors() if jobs is None or executor is not None else jobs
        self._crew: Crew = Here(self._parcel)
        if executor is not None:
            self._crew = Foreign(self._parcel, executor, jobs or _UNKNOWN)
        self._may_grow = executor is None and self._jobs > 1
        self._chunks: deque[_Chunk] = deque()
        self._sent = 0
        self._done = 0
        self._spent = 0.0

    def answers(self) -> Generator[Answer, None, None]:
        try:
            while chunk := self._next():
                outcome = self._outcome(chunk)
                self._chunks.popleft()
                self._count(outcome)
                if self._crew.runs_ahead and outcome.failure is None:
                    self._fill()  # before somebody takes a long time over the answers
                for answer in outcome.answers:
                    yield answer
                    self._crew.tend()
                if outcome.failure is not None:
                    raise outcome.failure.error
            if self._items.error is not None:
                raise self._items.error
        except BaseException:
            self._crew.stop(chunk.ticket for chunk in self._chunks if chunk.ticket is not None)
            raise
        self._crew.end()

    def _next(self) -> _Chunk | None:
        if self._may_grow and self._spent > _PATIENCE:
            self._grow()
        self._fill()
        return self._chunks[0] if self._chunks else None

    def _grow(self) -> None:
        """Start processes for the rest, if it is as much again."""
        rest = min(_MOST, 1 + int(_PATIENCE * self._done / self._spent))
        self._may_grow = False
        if self._items.look_ahead(max(2, rest)):
            self._crew = self._processes(self._jobs) or self._crew

    def _processes(self, jobs: int) -> Crew | None:
        """Return a crew of processes, None where there can be none."""
        # a frozen program would start itself instead; children of a pool make no pools of their own
        if getattr(sys, "frozen", False) or not self._parcel.travels():
            return None
        try:
            from multiprocessing import parent_process

            if parent_process() is not None:
                return None
            from lawcheck.pooling._processes import Pool

            return Pool(self._parcel, jobs)
        except Exception:  # no such module, no semaphores, no threads: there are many ways to have none
            return None

    def _fill(self) -> None:
        while len(self._chunks) < self._crew.window:
            items = self._items.take(self._size())
            if not items:
                return
            chunk = _Chunk(items)
            self._chunks.append(chunk)
            chunk.send(self._crew)
            self._sent += 1

    def _size(self) -> int:
        """Return how many items go into the next chunk."""
        crew = self._crew
        if not crew.runs_ahead:
            return 1
        sizes = [_MOST, _HELD // crew.window, _FIRST << min(self._sent // crew.width, 4)]
        if self._spent:
            sizes.append(int(_CHUNK * self._done / self._spent))
        return max(1, min(sizes))

    def _count(self, outcome: Outcome) -> None:
        """Keep how long an item takes, of late rather than at first."""
        self._done += len(outcome.answers)
        self._spent += outcome.seconds
        if self._crew.runs_ahead and self._done > _HELD:
            self._done, self._spent = self._done // 2, self._spent / 2

    # what is lost

    def _outcome(self, chunk: _Chunk) -> Outcome:
        while not chunk.arrived():
            self._recover()
        assert chunk.outcome is not None
        return chunk.outcome

    def _recover(self) -> None:
        """Do again what was lost, by a crew that works; nothing else is on its way meanwhile."""
        lost = [chunk for chunk in self._chunks if not chunk.arrived()]
        self._mend()
        for chunk in lost:
            if chunk.losses > 1:
                chunk.outcome = self._one_by_one(chunk.items)
        for chunk in lost:
            if chunk.outcome is None:
                chunk.send(self._crew)

    def _mend(self) -> None:
        """See to it that the crew works: the same, another like it, or what can be had."""
        error = _trouble(self._crew)
        if error is None:
            return
        if isinstance(self._crew, Foreign):
            _warn(error)
        self._crew.stop(())
        self._crew = self._processes(self._jobs) or Here(self._parcel)
        if _trouble(self._crew) is not None:
            self._crew.stop(())
            self._crew = Here(self._parcel)

    def _one_by_one(self, items: Sequence[Item]) -> Outcome:
        answers: list[Any] = []
        failure = None
        seconds = 0.0
        for item in items:
            found, failure, took = self._alone(item)
            answers += found
            seconds += took
            if failure is not None:
                break
        return Outcome(answers, failure, seconds)

    def _alone(self, item: Item) -> Outcome:
        """Return the outcome of an item that is alone on its way: if it is lost, it is to blame."""
        while True:
            crew = self._crew
            try:
                return crew.submit((item,)).result()
            except BaseException as error:
                if _is_ours(error):
                    raise
                self._mend()
                if type(self._crew) is type(crew):
                    return self._lost(item, error)
                # the crew ended, which may have been the reason: once more by the next

    def _lost(self, item: Item, error: BaseException) -> Outcome:
        told = None if isinstance(error, EndedError) else error
        try:
            return Outcome([self._work.lost(item, told)], None, 0.0)
        except Exception as raised:
            return Outcome([], Failure(raised), 0.0)


def _trouble(crew: Crew) -> BaseException | None:
    """Return why a crew cannot do even nothing, None where it can."""
    try:
        crew.submit(()).result()
    except BaseException as error:
        if _is_ours(error):
            raise
        return error
    return None


def _warn(error: BaseException) -> None:
    what = f"{type(error).__name__}: {error}"
    told = Text(
        f"执行器不能再用（{what}），其余的在本机继续",
        f"the executor can be used no more ({what}); the rest is done on this machine",
    )
    warnings.warn(f"{told.zh} / {told.en}", RuntimeWarning, stacklevel=2)
