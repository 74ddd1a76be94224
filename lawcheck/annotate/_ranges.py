"""From ranges of the document to places in the XML of a Word file, in bytes.

A place is an insertion point: before or after a run, or inside a run's text, which is then cut in two.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element
from xml.parsers import expat

from lawcheck.model import Span
from lawcheck.readers._word.blocks import Block, Piece
from lawcheck.readers._word.names import W
from lawcheck.readers._word.reading import WordText

_START_TAG = re.compile(rb"""<[^\s/>]+(?:\s+[^\s=]+\s*=\s*(?:"[^"]*"|'[^']*'))*\s*/?>""")
_CHARACTER = re.compile(r"&[^;]*;|\r\n|[\s\S]")  # as the parser counts them


@dataclass(frozen=True, slots=True)
class Point:
    """An insertion point: its byte offset, and what has to be closed before it and opened after it.

    ``spaced`` is the offset at which a cut text has to be told that its blanks count, None where
    there is nothing to tell.
    """

    at: int
    close: bytes = b""
    reopen: bytes = b""
    spaced: int | None = None


@dataclass(frozen=True, slots=True)
class Range:
    """Where a comment begins and ends."""

    start: Point
    end: Point


@dataclass(frozen=True, slots=True, eq=False)
class _Extent:
    """An element's bytes: the whole, and what lies between its tags (empty where it has one tag)."""

    start: int
    inner: int
    inner_end: int
    end: int


def ranges(word: WordText, starts: Sequence[int], spans: Sequence[Span]) -> list[Range]:
    """Return where comments on spans of the document stand in the bytes of the text part.

    ``starts`` are the offsets at which the document's paragraphs, the blocks, begin.
    """
    finder = _Finder(word)
    return [finder.find(*_in_block(word, starts, span)) for span in spans]


def _in_block(word: WordText, starts: Sequence[int], span: Span) -> tuple[Block, int, Block, int]:
    """Return block and offset of a span's start, and of its end."""
    first = max(bisect_right(starts, span.start) - 1, 0)
    last = max(bisect_right(starts, max(span.end - 1, span.start)) - 1, 0)
    return word.blocks[first], span.start - starts[first], word.blocks[last], span.end - starts[last]


class _Finder:
    """Finds the bytes of a text part's elements."""

    def __init__(self, word: WordText) -> None:
        self._data = word.package.source
        self._root = word.root
        self._numbers = {id(element): number for number, element in enumerate(word.root.iter())}
        self._parents = {id(child): parent for parent in word.root.iter() for child in parent}
        self._offsets = _offsets(self._data)

    def find(self, first: Block, start: int, last: Block, end: int) -> Range:
        """Return the range from an offset in one block to an offset in another."""
        opening, closing = self._whole(first), self._whole(last)
        piece = _piece_at(first, start) if first.own else None
        if piece is not None:
            opening = Range(self._point(piece, max(start - piece.start, 0), first), opening.end)
        piece = _piece_before(last, end) if last.own else None
        if piece is not None:
            closing = Range(closing.start, self._point(piece, min(end - piece.start, piece.length), last))
        return Range(opening.start, max(closing.end, opening.start, key=lambda point: point.at))

    def _whole(self, block: Block) -> Range:
        """Return the whole paragraph in which something can be said of a block."""
        paragraph = self._extent(block.source)
        properties = block.source.find(W + "pPr")
        start = paragraph.inner if properties is None else self._extent(properties).end
        return Range(Point(start), Point(paragraph.inner_end))

    def _point(self, piece: Piece, offset: int, block: Block) -> Point:
        """Return the place before a character of a piece's text, or behind its last one."""
        run = self._run(piece.element)
        if run is None:
            whole = self._whole(block)
            return whole.end if offset else whole.start
        extent = self._extent(run)
        content = [child for child in run if child.tag != W + "rPr"]
        if self._parents[id(piece.element)] is not run:  # inside ruby and the like: not to be cut
            return Point(extent.end if offset else extent.start)
        if offset == 0 and content[0] is piece.element:
            return Point(extent.start)
        if offset >= piece.length and content[-1] is piece.element:
            return Point(extent.end)
        return self._cut(run, piece, offset)

    def _cut(self, run: Element, piece: Piece, offset: int) -> Point:
        """Return a place inside a run, which is closed there and opened again as it was."""
        run_bytes, text = self._extent(run), self._extent(piece.element)
        close = b"</" + self._name(run_bytes) + b">"
        reopen = self._data[run_bytes.start : run_bytes.inner]
        properties = run.find(W + "rPr")
        if properties is not None:
            whole = self._extent(properties)
            reopen += self._data[whole.start : whole.end]
        if offset in (0, piece.length):
            return Point(text.end if offset else text.start, close, reopen)
        tag = self._data[text.start : text.inner]
        spaced = None if b"xml:space" in tag else text.inner - 1
        name = self._name(text)
        return Point(
            text.inner + self._bytes_before(text, offset),
            b"</" + name + b">" + close,
            reopen + b"<" + name + b' xml:space="preserve">',
            spaced,
        )

    def _bytes_before(self, text: _Extent, offset: int) -> int:
        """Return how many bytes the first characters of a text take, entities counting as one."""
        content = self._data[text.inner : text.inner_end].decode()
        if "<" in content:  # a comment or CDATA inside: rare, and not to be cut
            return 0
        characters = _CHARACTER.finditer(content)
        return sum(len(next(characters).group().encode()) for _ in range(offset))

    def _run(self, element: Element) -> Element | None:
        """Return the outermost run that holds an element of the text part, None where there is none.

        It may lie in another paragraph than the block's own: in the next cell of its row, or before the
        deleted end of a paragraph.
        """
        found = None
        while element is not self._root:
            if element.tag == W + "r":
                found = element
            parent = self._parents.get(id(element))
            if parent is None:
                return None
            element = parent
        return found

    def _extent(self, element: Element) -> _Extent:
        start, end = self._offsets[self._numbers[id(element)]]
        tag = _START_TAG.match(self._data, start)
        inner = tag.end() if tag else start
        if end == start:  # <w:p/>
            return _Extent(start, inner, inner, inner)
        return _Extent(start, inner, end, self._data.index(b">", end) + 1)

    def _name(self, extent: _Extent) -> bytes:
        found = re.match(rb"<([^\s/>]+)", self._data[extent.start : extent.inner])
        return found[1] if found else b""


def _piece_at(block: Block, offset: int) -> Piece | None:
    """Return the piece that holds an offset, else the next one; None behind the last."""
    return next((piece for piece in block.pieces if piece.start + piece.length > offset), None)


def _piece_before(block: Block, offset: int) -> Piece | None:
    """Return the piece that holds the character before an offset, else the one before it."""
    return next((piece for piece in reversed(block.pieces) if piece.start < offset), None)


def _offsets(data: bytes) -> list[tuple[int, int]]:
    """Return the offsets of each element's tags, in the order in which the elements begin."""
    found: list[tuple[int, int]] = []
    opened: list[int] = []
    parser = expat.ParserCreate()

    def begin(name: str, attributes: dict[str, str]) -> None:
        opened.append(len(found))
        found.append((parser.CurrentByteIndex, -1))

    def finish(name: str) -> None:
        number = opened.pop()
        found[number] = (found[number][0], parser.CurrentByteIndex)

    parser.StartElementHandler, parser.EndElementHandler = begin, finish
    parser.Parse(data, True)
    return found
