"""Bytes → Document, one file per input format; ``_outline`` cuts the headings for all.

A reader is a module with ``SUFFIXES``, ``recognises(text)`` and ``read(text, encoding)``; the list of
readers is the list of files. A file's name tells the format, else the first reader that recognises
the text, plain text being the last resort.
"""

from __future__ import annotations

import os
from importlib import import_module
from typing import Protocol, cast

from lawcheck.errors import ReadError
from lawcheck.model import Document
from lawcheck.readers._bytes import decode, read_bytes

__all__ = ["SUFFIXES", "decode", "read_bytes", "read_text"]


class _Reader(Protocol):
    SUFFIXES: tuple[str, ...]

    def recognises(self, text: str) -> bool: ...

    def read(self, text: str, encoding: str) -> Document: ...


def _readers() -> tuple[_Reader, ...]:
    files = (name.partition(".") for folder in __path__ for name in os.listdir(folder))
    names = {name for name, _, suffix in files if suffix in ("py", "pyc") and not name.startswith("_")}
    last_resort = "text"
    ordered = sorted(names, key=lambda name: (name == last_resort, name))
    return tuple(cast(_Reader, import_module(f"lawcheck.readers.{name}")) for name in ordered)


_READERS = _readers()
SUFFIXES = tuple(suffix for reader in _READERS for suffix in reader.SUFFIXES)


def read_text(content: str, *, path: str = "-", encoding: str = "utf-8") -> Document:
    """Return the document of a text; its format is told by the file's name, else by the text.

    Raises:
        ReadError: There is no text of a paper in it.
    """
    document = _reader(content, path).read(content, encoding)
    if not any(span.end > span.start for span in document.content):
        raise ReadError(
            path,
            "没有可检查的正文（只有网页栏目、按钮之类的文字）",
            "there is no text of a paper in it, only what web pages print around one",
        )
    return document


def _reader(content: str, path: str) -> _Reader:
    suffix = os.path.splitext(path)[1].lower()
    named = next((reader for reader in _READERS if suffix in reader.SUFFIXES), None)
    return named or next(reader for reader in _READERS if reader.recognises(content))
