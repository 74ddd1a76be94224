"""Plain text → Document."""

from __future__ import annotations

from lawcheck.model import Document
from lawcheck.readers._build import build
from lawcheck.readers._lines import cut_lines
from lawcheck.text.fold import fold

SUFFIXES = (".txt", ".text")


def read(text: str, encoding: str) -> Document:
    """Return the document of a plain text."""
    folded = fold(text)
    return build(text, folded, cut_lines(folded), format="text", encoding=encoding)


def recognises(text: str) -> bool:
    """Every text is a plain text where no other reader knows better."""
    return bool(text)
