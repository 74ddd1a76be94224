"""Bytes → Document, one file per input format; ``_outline`` cuts the headings for all.

A reader is a module with ``NAME``, ``SUFFIXES``, ``NEEDS`` (the library and the extra without which it
does not work, or None), ``recognises(file)`` and ``read(file)``; the list of readers is the list of
files. The content tells the format; the name decides only where the content leaves it open. A reader
imports what it needs when it reads: most runs need one.
"""

from __future__ import annotations

import os
from importlib import import_module
from typing import NamedTuple, Protocol, cast

from lawcheck.errors import ReadError
from lawcheck.model import Document, Text
from lawcheck.readers._bytes import LIMIT, check_size, open_bytes, read_bytes
from lawcheck.readers._file import File, install_command

__all__ = [
    "LIMIT",
    "SUFFIXES",
    "File",
    "Format",
    "formats",
    "install_command",
    "open_bytes",
    "read",
    "read_bytes",
]


class _Reader(Protocol):
    NAME: Text
    SUFFIXES: tuple[str, ...]
    NEEDS: tuple[str, str] | None

    def recognises(self, file: File) -> bool: ...

    def read(self, file: File) -> Document: ...


_LAST_RESORTS = ("markdown", "text")  # anything may be text


def _readers() -> tuple[_Reader, ...]:
    files = (name.partition(".") for folder in __path__ for name in os.listdir(folder))
    names = {name for name, _, suffix in files if suffix in ("py", "pyc") and not name.startswith("_")}
    ordered = sorted(names, key=lambda name: (name in _LAST_RESORTS, name))
    return tuple(cast(_Reader, import_module(f"lawcheck.readers.{name}")) for name in ordered)


_READERS = _readers()
_PLAIN = _READERS[-len(_LAST_RESORTS) :]
SUFFIXES = tuple(suffix for reader in _READERS for suffix in reader.SUFFIXES)


def read(file: File) -> Document:
    """Return the document of a file.

    Raises:
        ReadError: It could not be read, or there is no text of a paper in it.
    """
    check_size(file.path, len(file.data))
    reader = next(reader for reader in _READERS if reader.recognises(file))
    try:
        document = reader.read(file)
    except ReadError as error:
        raise _with_name(file, reader, error) from None
    if not any(span.end > span.start for span in document.content):
        raise ReadError(
            file.path,
            "没有可检查的正文（只有网页栏目、按钮之类的文字）",
            "there is no text of a paper in it, only what web pages print around one",
        )
    return document


def _with_name(file: File, reader: _Reader, error: ReadError) -> ReadError:
    """Return an error that tells, too, when a file is not what its name says."""
    named = next((it for it in _READERS if file.suffix in it.SUFFIXES), None)
    if named is None or named is reader or (named in _PLAIN and reader in _PLAIN):
        return error
    space = " " if named.NAME.zh[0].isascii() else ""
    return file.refuse(
        f"扩展名是 {file.suffix}，内容却不是{space}{named.NAME.zh}；{error.reason}",
        f"its name ends in {file.suffix} but it is no {named.NAME.en}; {error.reason_en}",
    )


class Format(NamedTuple):
    """An input format: its name, its suffixes, and the extra that is missing here, if one is."""

    name: Text
    suffixes: tuple[str, ...]
    missing: str | None


def formats() -> tuple[Format, ...]:
    """Return the formats that can be read, and what those that cannot be read here would need."""
    return tuple(Format(reader.NAME, reader.SUFFIXES, _missing(reader.NEEDS)) for reader in _READERS)


def _missing(needs: tuple[str, str] | None) -> str | None:
    from importlib.util import find_spec  # wanted only here

    if needs is None or find_spec(needs[0]):
        return None
    return needs[1]
