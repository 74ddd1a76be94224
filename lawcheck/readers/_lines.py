"""Cut a text into the lines that the outline is read from.

A line is a paragraph of the paper. Web pages that lost their line breaks are cut before each
heading number, so that they read like any other paper.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from lawcheck.model import Span

_LONG = 300
_INLINE_HEADING = re.compile(
    r"(?<=[。;:!?\s])(?=(?:[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十]{1,3}\))\s*[\w“《]"
    r"|\d{1,2}[.、](?!\d)\s*[\w“《])"
)
_RUN_IN_TITLE = re.compile(r"^[^。;]{6,70}?(?:报告|总结)(?=\s+\S|\s?\d{4}\s?年|近年来|根据|按照|为|现将)")
# In a whole text without line breaks numbers follow on anything, also on a lost line end.
_VERY_LONG = 800
_GLUED_HEADING = re.compile(
    r"(?=\([一二三四五六七八九十]{1,3}\)\w)"
    r"|(?<![一二三四五六七八九十第之、])(?=[一二三四五六七八九十]{1,2}、(?![一二三四五六七八九十])\w)"
)
_TAIL_SIGNATURE = re.compile(r"(?<=。)\s{1,40}(?=[^。;,\s]{2,30}\s{1,40}\d{4}年\d{1,2}月\d{1,2}日\s*$)")


class Line(NamedTuple):
    """A paragraph: its range without the white space around it and its folded text.

    ``level`` is the level of a heading that the format marks as one, 0 for any other line; ``rank``
    says how such a heading ranks among numbered ones, None where it ranks above all of them. ``cut``
    tells that the line was cut out of a longer one, where a space may end a heading. A ``flat`` line,
    such as a table's row, is never a heading.
    """

    span: Span
    text: str
    level: int = 0
    rank: float | None = None
    cut: bool = False
    flat: bool = False


def cut_lines(folded: str) -> list[Line]:
    """Return the lines of a folded text that are not blank."""
    lines: list[Line] = []
    start = 0
    for piece in folded.split("\n"):
        stripped = piece.strip()
        if stripped:
            begin = start + piece.index(stripped[0])
            line = Line(Span(begin, begin + len(stripped)), stripped)
            lines.extend(_cut_long(line) if len(stripped) > _LONG else [line])
        start += len(piece) + 1
    return lines


def _cut_long(line: Line) -> Iterator[Line]:
    """Yield the paragraphs of a line that holds several headings or title, text and signature."""
    pattern = _GLUED_HEADING if len(line.text) > _VERY_LONG else _INLINE_HEADING
    cuts = [match.start() for match in pattern.finditer(line.text)]
    for edge_pattern, edge in ((_RUN_IN_TITLE, "end"), (_TAIL_SIGNATURE, "start")):
        found = edge_pattern.search(line.text)
        if found:
            cuts.append(found.end() if edge == "end" else found.start())
    bounds = [0, *sorted(set(cuts)), len(line.text)]
    for start, end in pairwise(bounds):
        piece = line.text[start:end].strip()
        if piece:
            begin = line.span.start + line.text.index(piece[0], start)
            yield Line(Span(begin, begin + len(piece)), piece, cut=True)
