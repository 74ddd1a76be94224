"""The folder that is written: whole or not at all, and never over anything that is not a site's."""

from __future__ import annotations

import json
import os
import shutil
import stat
from collections.abc import Iterator, Mapping

from lawcheck.errors import UsageError

MARK = "lawcheck-site.json"  # lies in each folder that build-site wrote, and lists its files


def refuse_foreign(folder: str) -> None:
    """Raise UsageError where a folder may not be replaced: it holds what build-site did not write."""
    if not os.path.lexists(folder):
        return
    if not os.path.isdir(folder):
        raise UsageError(f"{folder} 是文件，不是文件夹", f"{folder} is a file, no folder")
    known = _listed(folder)
    for name in _names(folder):
        if name not in known:
            zh = f"{folder} 里有别的文件（{name}），没有覆盖；请用新的或空的文件夹"
            en = f"{folder} holds something else ({name}), it was not overwritten; name a new or empty folder"
            raise UsageError(zh, en)


def write(folder: str, files: Mapping[str, bytes], about: Mapping[str, str]) -> None:
    """Write files into a folder, replacing it where it is a site of before; ``about`` goes into the mark.

    They are written beside it, which then takes its place.

    Raises:
        OSError: It could not be written; what was there before still is.
        UsageError: The folder holds something else.
    """
    refuse_foreign(folder)
    path = os.path.realpath(folder)
    parent, name = os.path.split(path)
    beside, before = (os.path.join(parent, f".{name[:100]}.{os.getpid()}.{end}") for end in ("tmp", "old"))
    try:
        os.mkdir(beside)
        for inner, data in {**files, MARK: _mark(files, about)}.items():
            with open(os.path.join(beside, inner), "xb") as file:
                file.write(data)
        _replace(path, beside, before)
    except BaseException:
        shutil.rmtree(beside, ignore_errors=True)
        raise


def _replace(path: str, beside: str, before: str) -> None:
    if not os.path.isdir(path):
        os.rename(beside, path)
        return
    os.chmod(beside, stat.S_IMODE(os.stat(path).st_mode))
    os.rename(path, before)
    try:
        os.rename(beside, path)
    except BaseException:
        os.rename(before, path)
        raise
    shutil.rmtree(before, ignore_errors=True)


def _mark(files: Mapping[str, bytes], about: Mapping[str, str]) -> bytes:
    told = {**about, "files": sorted([*files, MARK])}
    return json.dumps(told, ensure_ascii=False, indent=1).encode() + b"\n"


def _listed(folder: str) -> frozenset[str]:
    """Return the files that a folder's mark lists, none where there is no mark."""
    try:
        with open(os.path.join(folder, MARK), encoding="utf-8") as file:
            return frozenset(map(str, json.load(file)["files"]))
    except (OSError, ValueError, LookupError, TypeError):
        return frozenset()


def _names(folder: str) -> Iterator[str]:
    return iter(sorted(os.listdir(folder)))
