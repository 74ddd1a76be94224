"""What a reader is given: a file's bytes, its name, and what the caller allows."""

from __future__ import annotations

import os
from importlib import import_module
from types import ModuleType
from typing import NamedTuple

from lawcheck.errors import ReadError

_DISTRIBUTION = "lawcheck-cn"


def install_command(extra: str) -> str:
    """Return what to type to install an extra."""
    return f'pip install "{_DISTRIBUTION}[{extra}]"'


class File(NamedTuple):
    """A file to read; ``office`` has an installed office program convert old Word and WPS files."""

    data: bytes
    path: str = "-"
    office: bool = False

    @property
    def suffix(self) -> str:
        """The name's suffix in small letters, with its dot; empty where there is none."""
        return os.path.splitext(self.path)[1].lower()

    def refuse(self, zh: str, en: str) -> ReadError:
        """Return the error that says why the file cannot be read."""
        return ReadError(self.path, zh, en)

    def borrow(self, module: str, extra: str) -> ModuleType:
        """Return a library that only one format needs.

        Raises:
            ReadError: It is not installed; the sentence says which extra brings it.
        """
        try:
            return import_module(module)
        except ImportError:
            command = install_command(extra)
            raise self.refuse(
                f"读这种文件要先安装附加组件 {extra}：{command}",
                f"this format needs the extra {extra}: {command}",
            ) from None
