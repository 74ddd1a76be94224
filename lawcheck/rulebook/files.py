"""Where the shipped rules lie, in an installed package and in a checkout."""

from __future__ import annotations

import os
from functools import cache

NATIONAL = "annual-report"

_PACKAGE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


def shipped(name: str) -> str:
    """Return the path of a file in the folder of the shipped rules."""
    installed = os.path.join(_PACKAGE, "_rules")
    folder = installed if os.path.isdir(installed) else os.path.join(os.path.dirname(_PACKAGE), "rules")
    return os.path.join(folder, name)


@cache
def shipped_names() -> tuple[str, ...]:
    """Return the ids of the shipped books, the national one first: the YAML files that begin as one."""
    folder = shipped("")
    files = sorted(file for file in os.listdir(folder) if file.endswith(".yaml"))
    names = [file.removesuffix(".yaml") for file in files if _is_book(os.path.join(folder, file))]
    return tuple(sorted(names, key=lambda name: (name != NATIONAL, name)))


def _is_book(path: str) -> bool:
    with open(path, "rb") as file:
        return b"\nrulebook:" in b"\n" + file.read(2_000)


def shipped_name(path: str) -> str | None:
    """Return the id of the shipped book that a path leads to, None for any other file."""
    name = os.path.basename(path).removesuffix(".yaml")
    known = name in shipped_names() and os.path.realpath(path) == os.path.realpath(shipped(f"{name}.yaml"))
    return name if known else None
