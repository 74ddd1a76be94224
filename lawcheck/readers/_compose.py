"""Put a document together from the paragraphs of a file that knows more than its words.

Word files, web pages and pages of fixed layout tell what is a heading or a table; readers of such
files hand over paragraphs and need not know how a document is built.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from lawcheck.model import Document, Text
from lawcheck.readers._build import build
from lawcheck.readers._bytes import check_content
from lawcheck.readers._file import File
from lawcheck.readers._lines import Line, cut_lines
from lawcheck.readers._outline import LONGEST_HEADING, LOOSE_RANK
from lawcheck.text.dates import dates
from lawcheck.text.fold import fold
from lawcheck.text.markers import ITEM_RANK, read_marker
from lawcheck.text.names import is_name
from lawcheck.text.titles import looks_like_title

_SENTENCE_END = ("。", ";", "!", "?")
_UNDECIDED = 45  # characters: what is longer and ends as a sentence is text, whatever its style
_WORDS = re.compile(r"[^\W\d_]{2}")


@dataclass(frozen=True, slots=True)
class Paragraph:
    r"""A paragraph of a file; ``\n`` in its text are line breaks inside it.

    ``level`` is the level (from 1) that the file gives it as a heading, 0 where it gives none;
    ``bold`` tells that it is printed like a heading. A ``flat`` one (a table's row, a footnote) is
    never a heading. ``page`` counts from 1, 0 where the format has no pages.
    """

    text: str
    level: int = 0
    bold: bool = False
    flat: bool = False
    page: int = 0


def compose(
    paragraphs: Sequence[Paragraph],
    file: File,
    *,
    format: str,
    encoding: str = "",
    notes: Iterable[Text] = (),
    unread: Iterable[Text] = (),
    numbered: bool = False,
) -> Document:
    """Return the document of paragraphs; empty ones are left out.

    With ``numbered`` places are told by the paragraph's number. Only text has an ``encoding``.

    Raises:
        ReadError: The text cannot be that of a paper.
    """
    kept = [it for it in paragraphs if it.text.strip()]
    text = check_content("\n".join(it.text for it in kept), file.path)
    starts = _starts(kept)
    folded = fold(text)
    document = build(text, folded, _lines(kept, starts, folded), format=format, encoding=encoding)
    return replace(
        document,
        notes=(*notes, *document.notes),
        unread=tuple(unread),
        pages=tuple(_pages(kept, starts)),
        paragraphs=tuple(starts) if numbered else (),
    )


def _starts(paragraphs: Sequence[Paragraph]) -> list[int]:
    starts, at = [], 0
    for paragraph in paragraphs:
        starts.append(at)
        at += len(paragraph.text) + 1
    return starts


def _pages(paragraphs: Sequence[Paragraph], starts: Sequence[int]) -> Iterator[int]:
    """Yield where each page begins; a page without text begins where the next one does."""
    number = 0
    for paragraph, start in zip(paragraphs, starts, strict=True):
        while number < paragraph.page:
            yield start
            number += 1


def _lines(paragraphs: Sequence[Paragraph], starts: Sequence[int], folded: str) -> list[Line]:
    lines = cut_lines(folded)
    owners = [paragraphs[bisect_right(starts, line.span.start) - 1] for line in lines]
    ranks = _ranks(lines, owners)
    told: list[Line] = []
    in_text = titled = below_title = False
    for line, owner in zip(lines, owners, strict=True):
        if owner.flat:
            told.append(line._replace(flat=True))
        elif not titled and owner.level and looks_like_title(line.text) and not in_text:
            titled = True
            told.append(line._replace(level=1))
        elif _heads(line, owner) and (
            in_text or ((owner.level or below_title) and _may_stand_above_text(line))
        ):
            rank = ranks[owner.level] if owner.level else LOOSE_RANK
            told.append(line._replace(level=max(owner.level, 1) + 1, rank=rank))
        else:
            told.append(line)
        below_title = below_title or looks_like_title(line.text)
        in_text = in_text or line.text.endswith(_SENTENCE_END) or read_marker(line.text) is not None
    return told


def _heads(line: Line, owner: Paragraph) -> bool:
    """Tell whether a line is a heading by its look alone: a numbered one is told by its number."""
    if line.cut or not (owner.level or owner.bold) or "\n" in owner.text.strip():
        return False
    marker = read_marker(line.text)
    if marker and marker.rank < ITEM_RANK:
        return False
    longest = LONGEST_HEADING if owner.level else _UNDECIDED
    if len(line.text) > longest or (len(line.text) > _UNDECIDED and line.text.endswith(_SENTENCE_END)):
        return False
    if owner.bold and not owner.level and line.text.endswith(_SENTENCE_END):
        return False
    named = is_name(line.text) or next(dates(line.text), None) is not None
    return not named and _WORDS.search(line.text) is not None


def _may_stand_above_text(line: Line) -> bool:
    """Tell whether a line above all text may be a heading: it is no title and no salutation."""
    return not looks_like_title(line.text) and not line.text.endswith(":") and not line.text.startswith("—")


def _ranks(lines: Sequence[Line], owners: Sequence[Paragraph]) -> dict[int, float]:
    """Return how each level of headings ranks among numbered ones.

    Unnumbered headings of a level rank with the numbered ones of that level; a level without any
    ranks right below the one above it, or above the one below it.
    """
    counts: dict[int, Counter[int]] = {}
    for line, owner in zip(lines, owners, strict=True):
        if owner.level and not owner.flat:
            marker = read_marker(line.text)
            counts.setdefault(owner.level, Counter())
            if marker:
                counts[owner.level][marker.rank] += 1
    ranks: dict[int, float] = {}
    above: float | None = None
    for level in sorted(counts):
        if counts[level]:
            above = float(counts[level].most_common(1)[0][0])
        else:
            above = level / 10 if above is None else above + 0.1
        ranks[level] = above
    return ranks
