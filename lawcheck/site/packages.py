"""The Python packages that go into a page: lawcheck with its rules, and the libraries that it borrows."""

from __future__ import annotations

import os
from collections.abc import Iterator
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from importlib.util import find_spec
from typing import NamedTuple

from lawcheck._version import __version__
from lawcheck.rulebook.files import shipped

_DISTRIBUTION = "lawcheck-cn"
_LICENCES = ("METADATA", "LICENSE", "LICENCE", "COPYING", "NOTICE")


class Package(NamedTuple):
    """A Python package: name, version and licence as it tells them, and its files by name."""

    name: str
    version: str
    licence: str
    files: dict[str, bytes]


class _Library(NamedTuple):
    """A library by its import; ``parts`` are what lawcheck uses of it, everything in Python where empty."""

    module: str
    distribution: str
    parts: tuple[str, ...] = ()


_JIEBA = _Library("jieba", "jieba", ("__init__.py", "_compat.py", "dict.txt", "finalseg/"))
_EXTRAS = (_Library("doc2docx", "msdoc2docx"), _Library("xlsxwriter", "xlsxwriter"))


def packages() -> list[Package]:
    """Return lawcheck, jieba, and of the libraries of the extras those that are here in pure Python."""
    found = (_library(each) for each in (_JIEBA, *_EXTRAS))
    return [_lawcheck(), *filter(None, found)]


def _lawcheck() -> Package:
    files = _of_module("lawcheck") | dict(_files(shipped(""), "lawcheck/_rules"))
    try:
        told = distribution(_DISTRIBUTION)
    except PackageNotFoundError:  # a bare checkout
        return Package(_DISTRIBUTION, __version__, "MIT", files)
    return Package(_DISTRIBUTION, __version__, "MIT", files | dict(_about(told)))


def _library(library: _Library) -> Package | None:
    files = _of_module(library.module)
    machine = any(name.endswith((".so", ".pyd")) for name in files)  # made for this one
    if machine or not files:
        return None
    files = {name: data for name, data in files.items() if _used(name, library)}
    told = distribution(library.distribution)
    return Package(library.distribution, told.version, _licence(told), files | dict(_about(told)))


def _licence(told: Distribution) -> str:
    fields = told.metadata
    names = [fields[name] for name in ("License-Expression", "License") if name in fields]
    return names[0].split("\n")[0] if names else "?"  # some give the whole text


def _of_module(module: str) -> dict[str, bytes]:
    spec = find_spec(module)
    folders = (spec and spec.submodule_search_locations) or ()
    return {name: data for folder in folders for name, data in _files(folder, module)}


def _used(name: str, library: _Library) -> bool:
    inside = name.removeprefix(f"{library.module}/")
    if library.parts:
        return inside.startswith(library.parts) and inside.endswith((".py", ".txt"))
    return inside.endswith(".py")


def _files(folder: str, name: str) -> Iterator[tuple[str, bytes]]:
    """Yield the files below a folder, under a name, without what Python or an editor leaves there."""
    for entry in os.scandir(folder):
        if entry.name.startswith(".") or entry.name == "__pycache__":
            continue
        inner = f"{name}/{entry.name}"
        if entry.is_dir():
            yield from _files(entry.path, inner)
        elif not entry.name.endswith((".pyc", "~")):
            with open(entry.path, "rb") as file:
                yield inner, file.read()


def _about(told: Distribution) -> Iterator[tuple[str, bytes]]:
    """Yield what a distribution says of itself, and its licences."""
    for path in told.files or ():
        folder, _, rest = path.as_posix().partition("/")
        if folder.endswith(".dist-info") and rest.rpartition("/")[2].startswith(_LICENCES):
            yield path.as_posix(), path.read_binary()
