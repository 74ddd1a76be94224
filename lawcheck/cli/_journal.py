"""The file of a long run: a line for each paper in their order, written as it is known and taken up again.

A run that was broken off leaves a beginning of the file (and perhaps half a line). Taken up, what holds
stays: the lines of the same papers with the same content, told the same. Where something between has
changed, the lines behind it move to a second file beside it and are taken from there when their paper's
turn comes; that file goes away at the end. One run at a time has the file.
"""

from __future__ import annotations

import errno
import io
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from hashlib import sha256
from typing import BinaryIO, NamedTuple

from lawcheck.cli._reasons import reason
from lawcheck.errors import ReadError, UsageError
from lawcheck.model import Text
from lawcheck.readers import read_bytes
from lawcheck.results import NoResultError, load

_EARLIER = ".earlier"


class _Entry(NamedTuple):
    """A line of an earlier run: of which paper and content, told what, and where it stands."""

    path: str
    sha256: str
    options: str | None
    start: int
    end: int


class Journal:
    """The results of a run, line by line, in a file.

    ``options`` is the hash of what the run is told; a file that does not ``last`` goes away with the run.
    """

    def __init__(self, path: str, options: str, lang: str, *, lasts: bool = True) -> None:
        """Take the file's name; nothing is opened yet."""
        self.path, self._options, self._lang, self._lasts = path, options, lang, lasts
        self._file: io.FileIO | None = None
        self._size = 0
        self._left: dict[str, _Entry] = {}
        self._earlier: BinaryIO | None = None

    def start(self) -> int:
        """Begin the file anew, and return how many lines stand in it: none.

        Results that stand there already wait beside it until the run is done, lest --resume was forgotten.

        Raises:
            UsageError: It cannot be written, or another run writes it.
        """
        self._file = self._open()
        if next(self._entries(self.path, of_results=False), None):
            self._file.close()
            os.replace(os.path.realpath(self.path), self._earlier_path)
            self._file = self._open()
        self._truncate(0)
        return 0

    def take_up(self, papers: Sequence[str]) -> int:
        """Go on with the file, and return how many of the papers' lines already stand at its beginning.

        Raises:
            UsageError: It is no file of results, cannot be written, or another run writes it.
        """
        self._file = self._open()
        entries = self._entries(self.path, of_results=True)
        kept = end = 0
        for paper, entry in zip(papers, entries, strict=False):
            if not self._holds(entry, paper):
                self._put_aside(entry, entries)
                break
            kept, end = kept + 1, entry.end
        else:
            self._put_aside(next(entries, None), entries)
        self._truncate(end)
        self._left = self._found_earlier()
        return kept

    def knows(self, paper: str) -> bool:
        """Tell whether an earlier run left a line of a paper that still holds."""
        entry = self._left.get(paper)
        return entry is not None and self._holds(entry, paper)

    def known(self, paper: str) -> bytes:
        """Return the line of a paper that an earlier run left."""
        entry = self._left[paper]
        if self._earlier is None:
            raise ValueError("the file was not opened")
        self._earlier.seek(entry.start)
        return self._earlier.read(entry.end - entry.start)

    def append(self, line: bytes) -> None:
        """Write one more line, whole or not at all.

        Raises:
            UsageError: It could not be written; what stands there is whole.
        """
        if self._file is None:
            raise ValueError("the file was not opened")
        try:
            self._write(line)
        except OSError as error:
            with suppress(OSError):
                self._truncate(self._size)
            raise self._cannot(error, begun=self._lasts) from error
        self._size += len(line)

    def close(self, *, done: bool = False) -> None:
        """Close the file; where the run is ``done`` nothing earlier is wanted any more."""
        for file in (self._file, self._earlier):
            if file is not None:
                file.close()
        self._file = self._earlier = None
        if done:
            self._remove_earlier()

    @property
    def _earlier_path(self) -> str:
        return self.path + _EARLIER

    def _remove_earlier(self) -> None:
        with suppress(FileNotFoundError):
            os.unlink(self._earlier_path)

    def _open(self) -> io.FileIO:
        """Open the file for this run alone."""
        try:
            file = io.FileIO(self.path, "a+")
        except OSError as error:
            raise self._cannot(error) from error
        try:
            _lock(file)
        except OSError:
            file.close()
            zh = f"另一次检查正在写 {self.path}，请等它做完，或另取文件名"
            en = f"another run writes {self.path}; wait for it, or choose another name"
            raise UsageError(Text(zh, en).say(self._lang)) from None
        return file

    def _write(self, line: bytes) -> None:
        file, at = self._file, 0
        while file is not None and at < len(line):
            written = file.write(line[at:])
            if not written:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            at += written

    def _truncate(self, size: int) -> None:
        if self._file is not None:
            self._file.truncate(size)
            self._size = size

    def _holds(self, entry: _Entry, paper: str) -> bool:
        """Tell whether a line is of a paper with its present content, and was told what this run is told."""
        if entry.path != paper or entry.options != self._options or not entry.sha256:
            return False
        try:
            return sha256(read_bytes(paper)).hexdigest() == entry.sha256
        except ReadError:
            return False

    def _put_aside(self, first: _Entry | None, rest: Iterator[_Entry]) -> None:
        """Move the lines from one on behind those that are already aside."""
        if first is None:
            return
        end = max((entry.end for entry in rest), default=first.end)
        try:
            with open(self.path, "rb") as file, open(self._earlier_path, "ab") as aside:
                file.seek(first.start)
                for _ in range(first.start, end, _BLOCK):
                    aside.write(file.read(min(_BLOCK, end - file.tell())))
                aside.flush()
                os.fsync(aside.fileno())  # before they are cut off there
        except OSError as error:
            raise self._cannot(error, begun=True) from error

    def _found_earlier(self) -> dict[str, _Entry]:
        if not os.path.lexists(self._earlier_path):
            return {}
        self._earlier = open(self._earlier_path, "rb")  # noqa: SIM115 - it is closed by close()
        return {entry.path: entry for entry in self._entries(self._earlier_path, of_results=False)}

    def _entries(self, path: str, *, of_results: bool) -> Iterator[_Entry]:
        """Yield the whole lines of a file, up to the first that is none.

        Raises:
            UsageError: It is to be ``of_results``, and its first line is none.
        """
        if not os.path.lexists(path):
            return
        start = 0
        with open(path, "rb") as file:
            for line in file:
                entry = _entry(line, start)
                if entry is None and start == 0 and of_results and not _may_be_half(line):
                    raise self._foreign()
                if entry is None:
                    return
                yield entry
                start = entry.end

    def _foreign(self) -> UsageError:
        zh = f"{self.path} 不是 lawcheck 的结果，不能接着写；请另取文件名"
        return UsageError(
            Text(zh, f"{self.path} holds no results of lawcheck to go on with; choose another name").say(
                self._lang
            )
        )

    def _cannot(self, error: OSError, *, begun: bool = False) -> UsageError:
        why = reason(error)
        told = Text(f"不能写入 {self.path}：{why.zh}", f"cannot write {self.path}: {why.en}")
        if begun:
            told += Text(
                "；已写好的结果还在，排除故障后加 --resume 接着做",
                "; what is written is whole, --resume goes on from there",
            )
        return UsageError(told.say(self._lang))


_BLOCK = 1 << 20
_FAR = 1 << 40
_HEAD = b'{"schema_version": "'


def _lock(file: io.FileIO) -> None:
    """Keep other runs from a file as long as it is open.

    Raises:
        OSError: One has it already.
    """
    if sys.platform == "win32":
        import msvcrt

        file.seek(_FAR)  # a byte far behind the results: they stay readable
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _may_be_half(line: bytes) -> bool:
    """Tell whether a line may be the beginning of one of results that was broken off."""
    return not line.endswith(b"\n") and line[: len(_HEAD)] == _HEAD[: len(line)]


def _entry(line: bytes, start: int) -> _Entry | None:
    """Return what a line says of its paper, None where it is no whole line of results."""
    if not line.endswith(b"\n") or line.endswith(b"\r\n"):
        return None
    try:
        told = load(line)
    except NoResultError:
        return None
    return _Entry(told.answer.path, told.answer.sha256, told.options, start, start + len(line))
