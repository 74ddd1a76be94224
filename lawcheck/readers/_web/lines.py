"""An element of a page → paragraphs, as a browser breaks them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from lawcheck.readers._compose import Paragraph
from lawcheck.readers._tables import lays_out
from lawcheck.readers._web.tree import BLOCKS, Node
from lawcheck.text.fold import fold
from lawcheck.text.markers import read_marker

_DROPPED_WORDS = """
head title button select option textarea iframe object svg rt rp map audio video canvas
"""
_DROPPED = frozenset(_DROPPED_WORDS.split())
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_BOLD_STYLE = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_BLOCK_STYLE = re.compile(r"display\s*:\s*block", re.IGNORECASE)
_BROKEN_WORDS = re.compile(r"(?<=[^\x00-\xff])[ \t]*[\r\n][\s]*(?=[^\x00-\xff])")
_PAGE_END = "_ueditor_page_break_tag_"  # an editor's mark that some systems print
_WHITE = re.compile(r"[ \t\r\n\f]+")
_TRIMMED = " \t\r\n\f\xa0\u2002\u2003\u2009\u3000\u200b\u200c\u200d\ufeff"

Row = list[list[Paragraph]]


class _Stray(Row):
    """What stands in a table and in no cell of it: the rest of the page where the table is never closed."""


@dataclass(slots=True, eq=False)
class _Line:
    """The line that is being read: its text, how much of it is bold, and the heading that it is."""

    text: list[str] = field(default_factory=list)
    bold: int = 0
    plain: int = 0
    level: int = 0
    number: str = ""


def paragraphs(element: Node, left_out: frozenset[int] = frozenset()) -> list[Paragraph]:
    """Return the paragraphs of an element; a table of figures gives one for each row.

    Elements whose ids are ``left_out`` are not read.
    """
    return _Reading(left_out).through(element)


class _Reading:
    """One way through an element; a loop, since pages may nest as deep as they like."""

    def __init__(self, left_out: frozenset[int]) -> None:
        self._left_out = left_out
        self._targets: list[list[Paragraph]] = [[]]
        self._tables: list[list[Row]] = []
        self._cells: list[int] = []  # how many are open in each open table
        self._line = _Line()
        self._bold = self._level = self._kept = 0
        self._numbers: list[int | None] = []  # of the lists that are open; None where they have dots

    def through(self, element: Node) -> list[Paragraph]:
        done = self._targets[0]
        stack: list[tuple[Iterator[Node | str], Callable[[], None]]] = [(iter([element]), _nothing)]
        while stack:
            children, leave = stack[-1]
            child = next(children, None)
            if child is None:
                stack.pop()
                leave()
            elif isinstance(child, str):
                self._put(child)
            elif child.tag not in _DROPPED and child.seen and id(child) not in self._left_out:
                stack.append((iter(child.children), self._enter(child)))
        self._break()
        return done

    def _enter(self, node: Node) -> Callable[[], None]:
        """Take note of an element and return what to do when leaving it."""
        leave = self._open(node)
        if node.tag not in ("b", "strong") and not _BOLD_STYLE.search(node.attributes.get("style", "")):
            return leave
        self._bold += 1

        def leave_bold() -> None:
            leave()
            self._bold -= 1

        return leave_bold

    def _open(self, node: Node) -> Callable[[], None]:
        tag = node.tag
        if tag != "br" and tag not in BLOCKS and not _BLOCK_STYLE.search(node.attributes.get("style", "")):
            return _nothing
        self._break()
        if tag in _HEADINGS:
            self._level = int(tag[1])
            return self._leave_heading
        opener = _OPENERS.get(tag)
        return opener(self, node) if opener else self._break

    def _leave_heading(self) -> None:
        self._break()
        self._level = 0

    # Text

    def _put(self, text: str) -> None:
        if self._kept:
            first, *others = text.split("\n")
            self._append(first)
            for other in others:
                self._break()
                self._append(other)
        else:
            self._append(_WHITE.sub(" ", _BROKEN_WORDS.sub("", text)))

    def _append(self, text: str) -> None:
        length = len(text.strip(_TRIMMED))
        self._line.text.append(text)
        self._line.bold += length if self._bold else 0
        self._line.plain += 0 if self._bold else length
        if length:
            self._line.level = self._level

    def _break(self) -> None:
        line, self._line = self._line, _Line()
        text = re.sub(r" {2,}", " ", _BROKEN_WORDS.sub("", "".join(line.text))).strip(_TRIMMED)
        if not text or text == _PAGE_END:
            self._line.number = line.number
            return
        if line.number and read_marker(fold(text)) is None:
            text = line.number + text
        self._give([Paragraph(text, line.level, line.bold > 0 == line.plain)])

    def _give(self, given: list[Paragraph]) -> None:
        if self._cells and not self._cells[-1]:
            self._tables[-1].append(_Stray([given]))
        else:
            self._targets[-1] += given

    # Lists, tables and kept line breaks

    def _open_list(self, node: Node) -> Callable[[], None]:
        start = node.attributes.get("start", "1")
        number = int(start) if start.isdecimal() and len(start) < 4 else 1
        self._numbers.append(number if node.tag == "ol" else None)
        return self._close_list

    def _close_list(self) -> None:
        self._break()
        self._numbers.pop()

    def _open_item(self, node: Node) -> Callable[[], None]:
        number = self._numbers[-1] if self._numbers else None
        if number is not None:
            self._line.number = f"{number}."
            self._numbers[-1] = number + 1
        return self._close_item

    def _close_item(self) -> None:
        self._break()
        self._line.number = ""

    def _open_kept(self, node: Node) -> Callable[[], None]:
        self._kept += 1
        return self._close_kept

    def _close_kept(self) -> None:
        self._break()
        self._kept -= 1

    def _open_table(self, node: Node) -> Callable[[], None]:
        self._tables.append([])
        self._cells.append(0)
        return self._close_table

    def _close_table(self) -> None:
        self._break()
        rows = self._tables.pop()
        self._cells.pop()
        told = [row for row in rows if not isinstance(row, _Stray)]
        only_lays_out = lays_out([[[it.text for it in cell] for cell in row] for row in told])
        for row in rows:
            if only_lays_out or isinstance(row, _Stray):
                self._give([it for cell in row for it in cell])
                continue
            text = "\t".join(" ".join(it.text for it in cell) for cell in row)
            if text.strip():
                self._give([Paragraph(text, flat=True)])

    def _open_row(self, node: Node) -> Callable[[], None]:
        if self._tables:
            self._tables[-1].append([])
        return self._break

    def _open_cell(self, node: Node) -> Callable[[], None]:
        if not self._tables:
            return self._break
        if not self._tables[-1] or isinstance(self._tables[-1][-1], _Stray):
            self._tables[-1].append([])
        self._cells[-1] += 1
        cell: list[Paragraph] = []
        self._tables[-1][-1].append(cell)
        self._targets.append(cell)
        return self._close_cell

    def _close_cell(self) -> None:
        self._break()
        self._targets.pop()
        self._cells[-1] -= 1


def _nothing() -> None:
    """Do nothing when leaving an element inside a line."""


_OPENERS: dict[str, Callable[[_Reading, Node], Callable[[], None]]] = {
    "ol": _Reading._open_list,
    "ul": _Reading._open_list,
    "li": _Reading._open_item,
    "pre": _Reading._open_kept,
    "table": _Reading._open_table,
    "tr": _Reading._open_row,
    "td": _Reading._open_cell,
    "th": _Reading._open_cell,
}
