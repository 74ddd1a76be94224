"""What is done with each of many papers, in whatever process, and what stands in for a report."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from lawcheck.errors import LawcheckError, ReadError
from lawcheck.model import Report, Text, Unreadable

Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True, eq=False)
class Job(Generic[Answer]):
    """Check a paper and finish the answer; with ``record`` no error of one paper stops the others."""

    check: Callable[[str], Report]
    finish: Callable[[Report | Unreadable], Answer]
    lang: str
    record: bool

    def __call__(self, path: str) -> Answer:
        """Return the finished answer on a paper.

        Raises:
            ReadError: Without ``record``: the paper could not be read.
            LawcheckError: Something that no paper is to blame for.
        """
        try:
            return self.finish(self.check(path))
        except ReadError as error:
            if not self.record:
                raise
            return self.finish(unreadable(error, self.lang))
        except (LawcheckError, KeyboardInterrupt, SystemExit, GeneratorExit):
            raise
        except BaseException as error:  # a panic in a library need be no Exception
            if not self.record:
                raise
            return self.finish(Unreadable(path, _failed(error).say(self.lang)))

    def lost(self, path: str, error: BaseException | None) -> Answer:
        """Return the finished answer on a paper that no process could check to the end.

        Raises:
            ReadError: Without ``record``.
        """
        told = _ENDED if error is None else _failed(error)
        if not self.record:
            raise ReadError(path, told.zh, told.en) from error
        return self.finish(Unreadable(path, told.say(self.lang)))


_ENDED = Text("检查它的进程意外终止", "the process that checked it ended unexpectedly")


def unreadable(error: ReadError, lang: str) -> Unreadable:
    """Return what a run keeps of a file that could not be read."""
    reason = Text(error.reason, error.reason_en).say(lang)
    return Unreadable(error.path, reason, error.foreign, error.sha256)


def _failed(error: BaseException) -> Text:
    if isinstance(error, MemoryError):
        return Text("内存不足，没有检查完", "it could not be checked for lack of memory")
    what = happened(error)
    return Text(
        f"检查时出错，没有检查完，请报告给维护者：{what}",
        f"it could not be checked, please report it: {what}",
    )


def internal(error: Exception) -> Text:
    """Return one sentence on an error that is lawcheck's own fault, with the place in its code."""
    what = happened(error)
    return Text(
        f"内部错误，没有结果，请报告给维护者：{what}", f"internal error, no result, please report it: {what}"
    )


def happened(error: BaseException) -> str:
    """Return what sort of error came, what it says and where in the code, in one line."""
    import traceback  # costly, and wanted only here

    what = " ".join("".join(traceback.format_exception_only(error)).split())
    frames = traceback.extract_tb(error.__traceback__)
    return f"{what} ({os.path.basename(frames[-1].filename)}:{frames[-1].lineno})" if frames else what
