"""PDF → Document."""

from __future__ import annotations

from lawcheck.model import Document, Text
from lawcheck.readers._file import File
from lawcheck.readers._sorts import is_pdf

NAME = Text("PDF", "PDF")
SUFFIXES = (".pdf",)
NEEDS = ("pypdfium2", "pdf")


def recognises(file: File) -> bool:
    """Tell whether a file is a PDF by its first bytes."""
    return is_pdf(file.data)


def read(file: File) -> Document:
    """Return the document of a PDF.

    Raises:
        ReadError: It is encrypted or damaged, no page of it can be read, or it is no paper.
    """
    from lawcheck.readers._pages import compose_pages
    from lawcheck.readers._pdfium import read_pages

    pages, notes = read_pages(file)
    return compose_pages(pages, file, format="pdf", notes=notes)
