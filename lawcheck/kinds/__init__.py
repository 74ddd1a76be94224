"""The rule kinds: one file each, holding a kind's YAML keys, its meaning and its judgement.

The list of kinds is the list of files; ``listed_items`` in YAML is ``listed_items.py`` and its class
``ListedItems``.
"""

from __future__ import annotations

import os
from functools import cache
from importlib import import_module

from lawcheck.kinds._base import Facts, Requirement, Rule, View
from lawcheck.kinds._basis import Basis, in_force
from lawcheck.kinds._scope import KINDS, LEVELS, Issued, Scope

__all__ = [
    "KINDS",
    "LEVELS",
    "Basis",
    "Facts",
    "Issued",
    "Requirement",
    "Rule",
    "Scope",
    "View",
    "in_force",
    "kind_class",
    "kind_names",
]


@cache
def kind_names() -> tuple[str, ...]:
    """Name each kind, without importing any."""
    files = (name for folder in __path__ for name in os.listdir(folder))
    names = {file.partition(".")[0] for file in files if file.endswith((".py", ".pyc"))}
    return tuple(sorted(name for name in names if not name.startswith("_")))


@cache
def kind_class(kind: str) -> type[Rule]:
    """Import the class of a kind; KeyError if there is none of that name."""
    if kind not in kind_names():
        raise KeyError(kind)
    module = import_module(f"lawcheck.kinds.{kind}")
    found: type[Rule] = getattr(module, "".join(word.capitalize() for word in kind.split("_")))
    return found
