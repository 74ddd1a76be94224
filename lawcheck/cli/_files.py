"""-o: which file gets which format, and writing it whole or not at all."""

from __future__ import annotations

import errno
import os
import re
import shutil
import stat
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from tempfile import TemporaryFile
from typing import BinaryIO

from lawcheck.cli._parser import nearest
from lawcheck.cli._reasons import reason
from lawcheck.errors import UsageError
from lawcheck.gate import Tally
from lawcheck.model import Report, Text, Unreadable
from lawcheck.readers import SUFFIXES
from lawcheck.renderers import Look, formats, write
from lawcheck.rulebook import RuleBook

_SUFFIXES = {"txt": "plain", "md": "markdown", "xml": "junit"}  # other suffixes are the names of formats


@dataclass(frozen=True, slots=True, eq=False)
class Target:
    """A file to write and its format."""

    format: str
    path: str


def targets(values: Sequence[str], screen: str, taken: Iterable[str], lang: str) -> tuple[Target, ...]:
    """Return the files that -o names; ``screen`` is the format where nothing else tells it.

    Raises:
        UsageError: A format is unknown, or a file is one of ``taken`` or named twice.
    """
    found: list[Target] = []
    for value in values:
        target = _target(value, screen, lang)
        refuse_harm(target.path, (*taken, *(other.path for other in found)), lang)
        found.append(target)
    return tuple(found)


def _target(value: str, screen: str, lang: str) -> Target:
    named = re.match(r"([\w-]+)=(.+)", value, re.DOTALL)  # ./a=b is a file
    format, path = (named[1], named[2]) if named else (_by_suffix(value, screen), value)
    if format not in formats():
        known = formats()
        zh = f"-o：没有“{format}”这种格式{nearest(format, known, 'zh')}（可用：{'、'.join(known)}）"
        en = f"-o: no format “{format}”{nearest(format, known, 'en')} (available: {', '.join(known)})"
        raise UsageError(Text(zh, en).say(lang))
    if path in ("", "-") or path.endswith("="):
        raise UsageError(Text("-o 后面要写文件名", "-o wants the name of a file").say(lang))
    return Target(format, path)


def _by_suffix(path: str, screen: str) -> str:
    suffix = os.path.splitext(path)[1].lstrip(".").lower()
    format = _SUFFIXES.get(suffix, suffix)
    return format if format in formats() else screen


def refuse_results_among_papers(path: str, folders: Iterable[str], lang: str) -> None:
    """Raise UsageError where a result would lie in a folder that is checked, and be a paper the next time."""
    if not path.lower().endswith(SUFFIXES):
        return
    for folder in folders:
        if os.path.realpath(path).startswith(os.path.join(os.path.realpath(folder), "")):
            zh = f"-o {path}：放在要检查的文件夹 {folder} 里，下次会被当成报告，请放到别处"
            en = f"-o {path}: in {folder} it would be taken for a paper next time, put it elsewhere"
            raise UsageError(Text(zh, en).say(lang))


def refuse_harm(path: str, taken: Iterable[str], lang: str, option: str = "-o") -> None:
    """Raise UsageError where a file that an option writes is one of those that must stay as they are."""
    for other in taken:
        if other != "-" and os.path.realpath(other) == os.path.realpath(path):
            zh = f"{option} 会覆盖 {other}，请另取文件名"
            en = f"{option} would overwrite {other}, choose another name"
            raise UsageError(Text(zh, en).say(lang))


def refuse_existing(path: str, lang: str) -> None:
    """Raise UsageError where there is a file already, which only --force overwrites."""
    if os.path.lexists(path):
        told = Text(f"已有 {path}，要覆盖请加 --force", f"there is a {path} already; --force overwrites it")
        raise UsageError(told.say(lang))


def save(target: Target, answer: str | bytes, lang: str) -> None:
    """Write a result in UTF-8, through a file beside it so that no half of it is ever seen.

    Raises:
        UsageError: The file could not be written; what was there before still is.
    """
    data = answer.encode("utf-8", "backslashreplace") if isinstance(answer, str) else answer
    with saving(target, lang) as file:
        file.write(data)


def write_streaming(
    target: Target,
    answers: Iterable[Report | Unreadable],
    look: Look,
    tally: Tally,
    books: Sequence[RuleBook] = (),
) -> None:
    """Write answers in a format that needs not hold them; like `save`."""
    with saving(target, tally.lang) as file:
        write(answers, target.format, file, look, tally, books=books)


@contextmanager
def saving(target: Target, lang: str) -> Iterator[BinaryIO]:
    """Give a file to write a result into, which takes the target's place when it is whole; like `save`."""
    try:
        with _opened(target.path) as file:
            yield file
    except OSError as error:
        why = reason(error)
        zh, en = f"不能写入 {target.path}：{why.zh}", f"cannot write {target.path}: {why.en}"
        raise UsageError(Text(zh, en).say(lang)) from error


@contextmanager
def _opened(given: str) -> Iterator[BinaryIO]:
    mode = _mode(given)
    if mode is not None and (not stat.S_ISREG(mode) or given.startswith(("/dev/", "/proc/"))):
        # a device or a pipe must not be replaced by a file, nor what /dev/stdout is led into
        with TemporaryFile() as whole:  # some formats go back in their file
            yield whole
            whole.seek(0)
            with open(given, "ab") as device:
                shutil.copyfileobj(whole, device)
        return
    path = os.path.realpath(given)
    if mode is not None and not os.access(path, os.W_OK):
        raise PermissionError(errno.EACCES, "", path)
    folder, name = os.path.split(path)
    beside = os.path.join(folder, f".{name[:100]}.{os.getpid()}.tmp")
    try:
        with open(beside, "xb") as file:
            yield file
        if mode is not None:
            os.chmod(beside, stat.S_IMODE(mode))
        os.replace(beside, path)
    except BaseException:
        with suppress(OSError):
            os.unlink(beside)
        raise


def _mode(path: str) -> int | None:
    try:
        return os.stat(path).st_mode
    except FileNotFoundError:
        return None
