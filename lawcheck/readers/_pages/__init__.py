"""Pages of fixed layout → Document: what the readers of PDF and OFD share.

Such pages know no paragraphs, only pieces of text at places. Here pieces become lines, lines lose
running heads and page numbers and become paragraphs again, and what could not be read is named.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from lawcheck.model import Document, Text
from lawcheck.readers._bytes import TEXT_LIMIT, check_size
from lawcheck.readers._compose import compose
from lawcheck.readers._file import File
from lawcheck.readers._pages.lines import lines_of
from lawcheck.readers._pages.margins import without_line_numbers, without_margins, without_watermarks
from lawcheck.readers._pages.notes import with_notes, without_notes
from lawcheck.readers._pages.paragraphs import paragraphs_of
from lawcheck.readers._pages.shapes import Page, Piece
from lawcheck.readers._pages.unread import Fault, fault_of, nothing_read, say_blank, say_unread

__all__ = ["MOST_PAGES", "Page", "Piece", "compose_pages", "too_many"]

MOST_PAGES = 2_000


def compose_pages(pages: Sequence[Page], file: File, *, format: str, notes: Iterable[Text] = ()) -> Document:
    """Return the document of pages of fixed layout.

    Raises:
        ReadError: No page could be read, or the text cannot be that of a paper.
    """
    check_size(file.path, sum(len(piece.text) for page in pages for piece in page.pieces), TEXT_LIMIT)
    pages = without_watermarks(without_line_numbers([page.placed() for page in pages]))
    printed = [lines_of(page) for page in pages]
    bodies = without_margins(pages, printed)
    faults = [fault_of(page, body) for page, body in zip(pages, bodies, strict=True)]
    lost = (Fault.SCAN, Fault.GARBLED)
    texts, notes_below = without_notes(
        [body for body, fault in zip(bodies, faults, strict=True) if fault not in lost]
    )
    read = [line for text in texts for line in text]
    if not read:
        raise nothing_read(file, faults)
    paragraphs = with_notes(paragraphs_of(read, {page.number: page.width for page in pages}), notes_below)
    return compose(
        paragraphs,
        file,
        format=format,
        notes=(*notes, *say_blank(pages)),
        unread=say_unread(faults),
    )


def too_many(file: File, pages: int) -> Exception:
    """Return the error that refuses a file of too many pages."""
    return file.refuse(
        f"页数太多（{pages} 页，最多 {MOST_PAGES:,} 页）", f"too many pages ({pages}, at most {MOST_PAGES:,})"
    )
