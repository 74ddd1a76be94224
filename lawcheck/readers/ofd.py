"""OFD (GB/T 33190) → Document."""

from __future__ import annotations

from lawcheck.model import Document, Text
from lawcheck.readers._file import File
from lawcheck.readers._sorts import is_zip

NAME = Text("OFD", "OFD")
SUFFIXES = (".ofd",)
NEEDS = None


def recognises(file: File) -> bool:
    """Tell whether a file is an archive with the entry page of an OFD."""
    return is_zip(file.data) and b"OFD.xml" in file.data


def read(file: File) -> Document:
    """Return the document of an OFD.

    Raises:
        ReadError: It is encrypted or damaged, no page of it can be read, or it is no paper.
    """
    from lawcheck.readers._ofd import read_pages
    from lawcheck.readers._pages import compose_pages

    return compose_pages(read_pages(file), file, format="ofd")
