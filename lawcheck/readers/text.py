"""Plain text → Document."""

from __future__ import annotations

from lawcheck.model import Document, Text
from lawcheck.readers._build import build
from lawcheck.readers._bytes import decode
from lawcheck.readers._file import File
from lawcheck.readers._lines import cut_lines
from lawcheck.text.fold import fold

NAME = Text("文本", "plain text")
SUFFIXES = (".txt", ".text")
NEEDS = None


def recognises(file: File) -> bool:
    """Every file may be a text where no other reader knows better; reading it tells."""
    return True


def read(file: File) -> Document:
    """Return the document of a plain text.

    Raises:
        ReadError: It is no text, or not the text of a paper.
    """
    text, encoding = decode(file.data, file.path)
    folded = fold(text)
    return build(text, folded, cut_lines(folded), format="text", encoding=encoding)
