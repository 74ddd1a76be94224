"""What travels: the work, packed once for all workers; a chunk's outcome; an error on its way back."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property, lru_cache
from time import perf_counter
from typing import Any, NamedTuple, Protocol, TypeVar

Item_contra = TypeVar("Item_contra", contravariant=True)
Answer_co = TypeVar("Answer_co", covariant=True)


class Work(Protocol[Item_contra, Answer_co]):
    """What is done with each item."""

    def __call__(self, item: Item_contra, /) -> Answer_co:
        """Return the answer to an item, in whatever process; what it raises ends the run."""
        ...

    def lost(self, item: Item_contra, error: BaseException | None, /) -> Answer_co:
        """Return the answer to an item that cost every worker its life, or raise.

        Called in the process that asked; ``error`` is what came instead of an answer, None where the
        worker ended.
        """
        ...


class Failure:
    """An error that the work raised; between processes it takes along where it was raised."""

    def __init__(self, error: Exception) -> None:
        self.error = error

    def __reduce__(self) -> tuple[type[Failure], tuple[Exception]]:
        return Failure, (_portable(self.error),)


def _portable(error: Exception) -> Exception:
    """Return a copy of an error that can be pickled, with its traceback as a note."""
    import pickle
    import traceback

    told = traceback.format_exception(error)
    try:
        copy: Exception = pickle.loads(pickle.dumps(error))
        copy.add_note("".join(told))
    except Exception:  # it does not say how it is made, or holds what cannot travel
        copy = RuntimeError("".join(told[-1:]).strip())
    return copy


class Outcome(NamedTuple):
    """The answers to a chunk's items, up to the one where the work failed; how long they took."""

    answers: list[Any]
    failure: Failure | None
    seconds: float


class Parcel:
    """The work, packed once however often it is sent and opened once in each process."""

    def __init__(self, work: Work[Any, Any]) -> None:
        self.work = work

    @cached_property
    def _packed(self) -> bytes:
        import zlib

        return zlib.compress(self._pickled, 1)

    @cached_property
    def _pickled(self) -> bytes:
        import pickle

        return pickle.dumps(self.work, pickle.HIGHEST_PROTOCOL)

    def travels(self) -> bool:
        """Tell whether other processes can open it: nothing in it is of the script that runs here."""
        try:
            return b"__main__" not in self._pickled
        except Exception:  # pickle raises what it likes
            return False

    def __reduce__(self) -> tuple[object, tuple[bytes]]:
        return _opened, (self._packed,)


@lru_cache(maxsize=4)
def _opened(packed: bytes) -> Parcel:
    import pickle
    import zlib

    return Parcel(pickle.loads(zlib.decompress(packed)))


def do(parcel: Parcel, items: Sequence[Any], _name: str = "") -> Outcome:
    """Do the work on each item in turn, up to the first failure.

    ``_name`` is another one each time a chunk is sent: there are executors that do not do twice what
    looks the same.
    """
    answers: list[Any] = []
    failure = None
    start = perf_counter()
    for item in items:
        try:
            answers.append(parcel.work(item))
        except Exception as error:
            failure = Failure(error)
            break
    return Outcome(answers, failure, perf_counter() - start)
