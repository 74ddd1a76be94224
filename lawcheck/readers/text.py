"""Plain text → Document."""

from __future__ import annotations

from lawcheck.model import Document
from lawcheck.readers._build import build
from lawcheck.readers._lines import cut_lines
from lawcheck.text.fold import fold

SUFFIXES = (".txt", ".text")


def read(text: str, encoding: str) -> Document:
    """Return the document of a plain text."""
    return build(text, cut_lines(fold(text)), format="text", encoding=encoding)
