"""Take footnotes out of the text that they interrupt."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from lawcheck.readers._compose import Paragraph
from lawcheck.readers._pages.shapes import Line

_SMALL = 0.85  # of the size of the text: notes are smaller
_NOTE = re.compile(r"[\[〔（(]?(\d{1,2}|[①-⑳])[\]〕）)]?\s*(?=[^\d\s.、])")


def without_notes(bodies: Sequence[Sequence[Line]]) -> tuple[list[list[Line]], list[Paragraph]]:
    """Return the lines of each page without its footnotes and their marks, and the footnotes."""
    sizes: Counter[int] = Counter()
    for body in bodies:
        for line in body:
            sizes[round(line.size)] += len(line.text)
    small = _SMALL * sizes.most_common(1)[0][0] if sizes else 0.0
    texts: list[list[Line]] = []
    notes: list[Paragraph] = []
    for body in bodies:
        start = _start(body, small)
        own = list(_notes(body[start:]))
        marks = {mark for note in own if (match := _NOTE.match(note.text)) and (mark := match[1])}
        texts.append([line for line in body[:start] if not _marks(line, small, marks)])
        notes += own
    return texts, notes


def with_notes(paragraphs: Iterable[Paragraph], notes: Sequence[Paragraph]) -> list[Paragraph]:
    """Return paragraphs with the notes behind the last one that begins on their page or before it."""
    both = [*paragraphs, *notes]
    return sorted(both, key=lambda it: it.page) if notes else both


def _start(body: Sequence[Line], small: float) -> int:
    """Return the index of a page's first footnote: a small line with a number, only small ones below."""
    first = len(body)
    while first and body[first - 1].size < small and len(body[first - 1].cells) == 1:
        first -= 1
    if not first:  # a page all in small letters, as tables are
        return len(body)
    return next((index for index in range(first, len(body)) if _NOTE.match(body[index].text)), len(body))


def _notes(lines: Sequence[Line]) -> Iterator[Paragraph]:
    text = ""
    for line in lines:
        if text and _NOTE.match(line.text):
            yield Paragraph(text, flat=True, page=line.page)
            text = ""
        text += line.text
    if text:
        yield Paragraph(text, flat=True, page=lines[-1].page)


def _marks(line: Line, small: float, marks: set[str]) -> bool:
    """Tell whether a line holds only raised numbers of the page's notes."""
    return line.size < small and all(cell.text.strip("[]〔〕（）()") in marks for cell in line.cells)
