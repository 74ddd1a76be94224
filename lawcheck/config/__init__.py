"""The configuration: the nearest ``lawcheck.toml`` or ``[tool.lawcheck]``, checked key by key.

A configuration holds the options of a check under their names on the command line, and ``[[suppress]]``
tables. Paths in it are relative to its folder. The Python functions of lawcheck read none. What reads
one is imported only where there is one.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any, NamedTuple

from lawcheck.errors import UsageError
from lawcheck.model import Suppression, Text

OWN, SHARED = "lawcheck.toml", "pyproject.toml"
NEVER = "never"


class Setting(NamedTuple):
    """A value and where it was given (``lawcheck.toml:3``)."""

    value: Any
    source: str


class Configuration(NamedTuple):
    """What a configuration file says; ``path`` is empty where there is none."""

    path: str = ""
    settings: Mapping[str, Setting] = {}
    suppressions: tuple[Suppression, ...] = ()

    def get(self, key: str) -> Any:
        """Return the value of a key, None where it is not given."""
        setting = self.settings.get(key)
        return setting.value if setting else None


def load(named: str | None, *, isolated: bool, lang: str, start: str = ".") -> Configuration:
    """Return the configuration: the named file, else the nearest one from a folder upward.

    Args:
        named: A file to read instead of searching for one.
        isolated: Read none.
        lang: The language of messages.
        start: The folder from which to search.

    Raises:
        UsageError: The file cannot be read or has mistakes; all of them are listed.
    """
    if isolated and named:
        told = Text("--config 和 --isolated 不能同时用", "--config and --isolated exclude each other")
        raise UsageError(told.say(lang))
    path = None if isolated else named or find(start)
    if not path:
        return Configuration()
    from lawcheck.config._reading import read

    return read(path, lang)


def find(start: str = ".") -> str | None:
    """Return the nearest configuration file upward, up to the folder of the repository."""
    folder = os.path.abspath(start)
    while True:
        own, shared = os.path.join(folder, OWN), os.path.join(folder, SHARED)
        if os.path.isfile(own):
            return own
        if os.path.isfile(shared) and _has_our_table(shared):
            return shared
        above = os.path.dirname(folder)
        if above == folder or os.path.exists(os.path.join(folder, ".git")):
            return None
        folder = above


def _has_our_table(path: str) -> bool:
    """Tell whether a project's file has our table; one that cannot be read is somebody else's trouble."""
    try:
        with open(path, "rb") as file:
            data = file.read()
    except OSError:
        return False
    if b"lawcheck" not in data:
        return False
    from lawcheck.config._reading import has_table

    return has_table(data)
