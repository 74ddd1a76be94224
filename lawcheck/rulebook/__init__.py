"""YAML → RuleBook, strictly; the shipped books come compiled and need neither yaml nor pydantic."""

from __future__ import annotations

import os

from lawcheck.rulebook.files import NATIONAL, shipped, shipped_names
from lawcheck.rulebook.shapes import Genre, RuleBook, SectionRule

__all__ = [
    "NATIONAL",
    "Genre",
    "RuleBook",
    "SectionRule",
    "library",
    "load_rules",
    "shipped",
    "shipped_names",
]


def load_rules(name: str | os.PathLike[str] | None = None) -> RuleBook:
    """Return a shipped rule book by its id (the national one by default), or the one in a YAML file.

    A file is checked each time. What is both, an id and the name of a file here, is the file.

    Raises:
        RuleBookError: The file cannot be read or has mistakes; all of them are listed.
    """
    path = os.fspath(name if name is not None else NATIONAL)
    if name is None or (path in shipped_names() and not os.path.exists(path)):
        from lawcheck.rulebook.compiled import library

        return library().book(path)
    from lawcheck.rulebook.loading import load

    return load(path)
