"""What a reader is given: a file's bytes, its name, and what the caller allows."""

from __future__ import annotations

import os
import sys
from importlib import import_module
from types import ModuleType
from typing import NamedTuple

from lawcheck.errors import ReadError
from lawcheck.model import Text

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
            lacking = _lacking(extra)
            raise self.refuse(lacking.zh, lacking.en) from None


def _lacking(extra: str) -> Text:
    if sys.platform == "emscripten":  # a page in a browser, where nobody can install anything
        return Text(
            "这个网页读不了这种文件；请另存为 Word 文档（.docx）再试",
            "this page cannot read this kind of file; please save it as a Word file (.docx) and try again",
        )
    command = install_command(extra)
    return Text(
        f"读这种文件要先安装附加组件 {extra}：{command}", f"this format needs the extra {extra}: {command}"
    )
