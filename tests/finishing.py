"""What is done with an answer where the paper was checked: a module that other processes can import."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from pathlib import Path
from time import sleep

from lawcheck.api import render
from lawcheck.model import Report, Unreadable
from lawcheck.pooling import _work

Answer = Report | Unreadable


def line(answer: Answer) -> bytes:
    """Return a finished line."""
    if isinstance(answer, Unreadable):
        return f"{answer.path}: {answer.reason}\n".encode()
    rendered = render(answer, "jsonl")
    return rendered if isinstance(rendered, bytes) else rendered.encode()


def slow_line(answer: Answer) -> bytes:
    """Return a finished line after a while."""
    sleep(0.01)
    return line(answer)


def process(answer: Answer) -> int:
    """Return which process checked the paper."""
    return os.getpid()


def slow_process(answer: Answer) -> int:
    """Return which process checked the paper, after a while."""
    sleep(0.01)
    return os.getpid()


def end() -> None:
    """Die as of a crash in a library."""
    os.kill(os.getpid(), signal.SIGKILL)


def begin_badly(*_: object) -> None:
    """Die before any work is done."""
    end()


def deadly(answer: Answer) -> bytes:
    """Return a finished line, but die of papers that are called poison."""
    if isinstance(answer, Report) and "poison" in answer.path:
        end()
    return line(answer)


def deadly_once(answer: Answer) -> bytes:
    """Return a finished line, but die of each paper called poison the first time."""
    mark = Path(f"{answer.path}.seen")
    if "poison" in answer.path and not mark.exists():
        mark.touch()
        end()
    return line(answer)


def failing(answer: Answer) -> bytes:
    """Return a finished line, but fail on papers that are called poison as if lawcheck had a mistake."""
    if isinstance(answer, Report) and "poison" in answer.path:
        raise ZeroDivisionError("by zero")
    return line(answer)


def opened(answer: Answer) -> tuple[int, int]:
    """Return which process checked the paper and how often it has opened what is to be done."""
    return os.getpid(), _work._opened.cache_info().misses


Finish = Callable[[Answer], bytes]
