"""Which files are meant: papers named one by one, and those met in folders and by patterns."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lawcheck.errors import ReadError
from lawcheck.readers import SUFFIXES

# scans, archives and documents that no reader knows: told where they are passed over
_UNREAD = (
    *(".rtf", ".odt", ".ceb", ".caj", ".zip", ".rar", ".7z"),
    *(".tif", ".tiff", ".png", ".jpg", ".jpeg", ".bmp"),
)


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """Papers found for a command: ``named`` one by one, ``met`` through a folder or a glob.

    ``passed_over`` are files in folders that may be papers and that lawcheck cannot read: scans, archives.
    """

    named: tuple[str, ...]
    met: tuple[str, ...]
    passed_over: tuple[str, ...] = ()


def find_papers(paths: Sequence[str]) -> Found:
    """Expand folders and globs; ``-`` and plain names stay as they are.

    Raises:
        ReadError: A folder or a glob without any file that could be a paper; a folder that cannot be opened.
    """
    named: list[str] = []
    met: list[str] = []
    passed_over: list[str] = []
    for path in paths:
        if path != "-" and os.path.isdir(path):
            met += _in_folder(path, passed_over)
        elif path != "-" and any(mark in path for mark in "*?[") and not os.path.lexists(path):
            met += _by_glob(path, passed_over)
        else:
            named.append(path)
    kept = dict.fromkeys(named)
    others = tuple(p for p in dict.fromkeys(met) if p not in kept)
    return Found(tuple(kept), others, tuple(p for p in dict.fromkeys(passed_over) if p not in kept))


def _in_folder(folder: str, passed_over: list[str]) -> list[str]:
    found: list[str] = []
    for where, names in _walk(folder):
        found += [os.path.join(where, name) for name in names if _may_be_paper(name)]
        passed_over += [os.path.join(where, name) for name in sorted(names) if name.lower().endswith(_UNREAD)]
    if not found:
        kinds = " ".join(SUFFIXES)
        raise ReadError(folder, f"文件夹里没有可检查的文件（{kinds}）", f"no file to check in it ({kinds})")
    return sorted(found)


def _walk(folder: str) -> Iterator[tuple[str, list[str]]]:
    """Yield each folder below one with its files; a link to a folder is followed, each folder once."""
    seen: set[str] = set()
    for where, folders, names in os.walk(folder, onerror=_raise, followlinks=True):
        real = os.path.realpath(where)
        if real in seen:
            folders.clear()
            continue
        seen.add(real)
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield where, names


def _raise(error: OSError) -> None:
    name = str(error.filename)
    raise ReadError(name, "没有权限打开这个文件夹", "this folder cannot be opened") from error


def _may_be_paper(name: str) -> bool:
    return name.lower().endswith(SUFFIXES) and not name.startswith((".", "~$"))


def _by_glob(pattern: str, passed_over: list[str]) -> list[str]:
    import glob  # only for a pattern

    if "**" in pattern:  # it would pass over folders that cannot be opened
        above = os.path.dirname(re.split(r"[*?[]", pattern, maxsplit=1)[0])
        for _ in _walk(above or "."):
            pass
    found: list[str] = []
    for path in sorted(glob.glob(pattern, recursive=True)):
        if not os.path.isdir(path):
            found.append(path)
        elif pattern.endswith(("*", os.sep)):
            found += _in_folder(path, passed_over)
    if not found:
        raise ReadError(pattern, "没有与此通配符相符的文件", "no file matches this pattern")
    return found
