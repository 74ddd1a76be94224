"""Word (.docx) → Document; macros in .docm files are never looked at."""

from __future__ import annotations

from lawcheck.model import Document, Text
from lawcheck.readers._file import File
from lawcheck.readers._sorts import is_zip

NAME = Text("Word 文档", "Word document")
SUFFIXES = (".docx", ".docm", ".dotx", ".dotm")
NEEDS = None


def recognises(file: File) -> bool:
    """Tell whether a file is an archive with the text of a Word document in it."""
    return is_zip(file.data) and (b"word/" in file.data or b"word\\" in file.data)


def read(file: File) -> Document:
    """Return the document of a Word file; each paragraph or row of a table is a line.

    Raises:
        ReadError: It could not be read, or holds no text of a paper.
    """
    from lawcheck.readers._word.reading import compose_word, read_word

    return compose_word(read_word(file))
