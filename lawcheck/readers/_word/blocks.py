"""What a walk through a Word file yields: blocks of text and where each character of them stands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple
from xml.etree.ElementTree import Element

from lawcheck.readers._tables import lays_out

_ONE_CELL = str.maketrans("\n\t", "  ")


class Piece(NamedTuple):
    """A stretch of a block's text and the ``w:t`` element that holds it."""

    start: int
    length: int
    element: Element


class Block(NamedTuple):
    """A paragraph as shown, or a row of a table.

    ``level`` is the outline level from 1, 0 for text. ``source`` is the ``w:p`` element of the main
    text at which something can be said of the block: its own, or the one that carries its text box
    or footnote; only in its own is ``own`` true. ``note`` is true in a footnote or endnote.
    """

    text: str
    pieces: tuple[Piece, ...]
    source: Element
    own: bool = True
    level: int = 0
    bold: bool = False
    flat: bool = False
    note: bool = False


Cell = list[Block]
Row = list[Cell]


def table_blocks(rows: Sequence[Row]) -> list[Block]:
    """Return the blocks of a table: a row each, or its paragraphs where it only lays out text."""
    if lays_out([[[it.text for it in cell if not it.note] for cell in row] for row in rows]):
        return [block for row in rows for cell in row for block in cell]
    return [block for row in rows for block in _joined(row)]


def _joined(row: Row) -> Iterable[Block]:
    """Yield a row as one block, its cells separated by tabs, and then its notes."""
    text, pieces, blocks = "", [], [block for cell in row for block in cell if not block.note]
    for number, cell in enumerate(row):
        text += "\t" if number else ""
        for place, block in enumerate(it for it in cell if it.text and not it.note):
            text += " " if place else ""
            pieces += [Piece(len(text) + it.start, it.length, it.element) for it in block.pieces]
            text += block.text.translate(_ONE_CELL)
    if text.strip():
        first = blocks[0]
        yield Block(text, tuple(pieces), first.source, first.own, flat=True)
    yield from (block for cell in row for block in cell if block.note)
