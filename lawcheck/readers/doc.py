"""Old Word and WPS files (.doc, .wps) → Document: turned into .docx first, then read like one."""

from __future__ import annotations

from lawcheck.model import Document, Text
from lawcheck.readers._file import File
from lawcheck.readers._sorts import ole_holds

NAME = Text("旧版 Word、WPS 文档", "old Word or WPS document")
SUFFIXES = (".doc", ".wps", ".dot", ".wpt")
NEEDS = ("doc2docx", "doc")


def recognises(file: File) -> bool:
    """Tell whether a file is an OLE container with the text of a Word document in it."""
    return ole_holds(file.data, "WordDocument")


def read(file: File) -> Document:
    """Return the document of an old Word file.

    Raises:
        ReadError: It could not be converted or read, or the extra is not installed.
    """
    if file.office:
        from lawcheck.readers._word.office import to_docx
    else:
        from lawcheck.readers._word.binary import to_docx
    from lawcheck.readers._word.reading import compose_word, read_word

    data, unread = to_docx(file)
    return compose_word(read_word(File(data, file.path)), format="doc", unread=unread)
