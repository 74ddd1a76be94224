"""Walk through the text of a Word file and put down what an office program shows.

The walk is a loop with a stack of its own, since strangers nest tables ten thousand deep. Tracked
changes are read as accepted, hidden text is left out, and both are counted.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from lawcheck.readers._word.blocks import Block, Piece, Row, table_blocks
from lawcheck.readers._word.fields import Fields
from lawcheck.readers._word.lists import Lists
from lawcheck.readers._word.names import W, switch, value
from lawcheck.readers._word.pictures import Pictures
from lawcheck.readers._word.styles import Style, Styles

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATH_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_SYMBOL = "{http://schemas.microsoft.com/office/word/2015/wordml/symex}symEx"
_SKIPPED_NAMES = """
pPr rPr tblPr tblGrid trPr tcPr sectPr sdtPr sdtEndPr rubyPr rt delText delInstrText pPrChange rPrChange
footnoteRef endnoteRef proofErr moveFrom
"""
_SKIPPED = tuple(W + name for name in _SKIPPED_NAMES.split())
_CONTENTS_LINE = re.compile(r"[\s.…·]\d{1,4}\s*$")
_CONTENTS_HEAD = re.compile(r"目\s*[录次]|contents", re.IGNORECASE)
_CODE = re.compile(r"(?:0?[0-9A-Fa-f])?[0-9A-Fa-f]{4}")
_NO_TEXT = {ord("\r"): " ", ord("\n"): " ", 0xFFFC: " "}  # 0xFFFC stands for an object
_CHARACTERS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011", "ptab": "\t"}

Leave = Callable[[], None]
Entered = tuple[Element | None, Leave | None]  # what to go into, and what to do afterwards
_PASS_BY: Entered = (None, None)


@dataclass(slots=True, eq=False)
class _Open:
    """A paragraph that is being read."""

    element: Element
    style: Style
    level: int
    label: str
    merged: bool  # its end was deleted or is hidden: the next paragraph goes on in it
    text: list[str] = field(default_factory=list)
    length: int = 0
    pieces: list[Piece] = field(default_factory=list)
    below: list[Block] = field(default_factory=list)  # text boxes and notes, which follow it
    bold: int = 0
    plain: int = 0
    contents: bool = False

    def add(self, text: str, element: Element | None = None) -> None:
        """Add text; ``element`` holds it, None where the text is only shown."""
        if element is not None:
            self.pieces.append(Piece(self.length, len(text), element))
        self.text.append(text)
        self.length += len(text)


class Walk:
    """One walk through a text; ``blocks`` are what was found, in order.

    ``changes`` counts tracked changes that are still open, ``hidden`` the characters left out as
    hidden, ``embedded`` documents that only an office program could unfold.
    """

    def __init__(
        self, styles: Styles, lists: Lists, notes: dict[str, Element], *, fields: bool = True
    ) -> None:
        """Take what the other parts say; without ``fields`` their marks count for nothing."""
        self.blocks: list[Block] = []
        self.changes = 0
        self.hidden = 0
        self.embedded = 0
        self.pictures = Pictures()
        self._styles, self._lists, self._notes, self._heed_fields = styles, lists, notes, fields
        self._targets: list[list[Block]] = [self.blocks]
        self._open: list[_Open] = []
        self._runs: list[tuple[bool, bool]] = []  # hidden, bold
        self._fields = Fields()
        self._contents = 0  # content controls that hold a table of contents
        self._tables: list[list[Row]] = []
        self._carried: dict[int, _Open] = {}
        self._anchors: list[Element] = []
        self._enter = self._handlers()

    @property
    def balanced(self) -> bool:
        """False where a field was begun and never ended, so that text may have been taken for its code."""
        return self._fields.balanced

    def through(self, root: Element) -> Walk:
        """Walk through an element and everything in it."""
        stack: list[tuple[Iterator[Element], Leave | None]] = [(iter(root), self._finish)]
        while stack:
            children, leave = stack[-1]
            child = next(children, None)
            if child is None:
                stack.pop()
                if leave:
                    leave()
                continue
            enter = self._enter.get(child.tag)
            inside, leave = enter(child) if enter else (child, None)
            if inside is not None:
                stack.append((iter(inside), leave))
        return self

    def _handlers(self) -> dict[str, Callable[[Element], Entered]]:
        handlers: dict[str, Callable[[Element], Entered]] = dict.fromkeys(_SKIPPED, lambda _: _PASS_BY)
        own: dict[str, Callable[[Element], Entered]] = {
            "p": self._paragraph,
            "r": self._run,
            "t": self._text,
            "sym": self._symbol,
            "tbl": self._table,
            "tr": self._row,
            "tc": self._cell,
            "fldChar": self._field_mark,
            "instrText": self._field_code,
            "fldSimple": self._simple_field,
            "sdt": self._control,
            "ins": self._change,
            "moveTo": self._change,
            "del": self._removed,
            "txbxContent": self._text_box,
            "footnoteReference": self._note,
            "endnoteReference": self._note,
            "altChunk": self._embedded,
            "subDoc": self._embedded,
        }
        handlers |= {W + name: handler for name, handler in own.items()}
        handlers |= dict.fromkeys((W + name for name in _CHARACTERS), self._character)
        handlers[_MC + "AlternateContent"] = self._alternative
        handlers[_MATH_TEXT] = self._text
        handlers[_SYMBOL] = self._symbol
        for tag in Pictures.TAGS:
            handlers[tag] = self._picture
        return handlers

    # Paragraphs

    def _paragraph(self, element: Element) -> Entered:
        properties = element.find(W + "pPr")
        style = self._styles.of(properties)
        mark = None if properties is None else properties.find(W + "rPr")
        deleted = _marked(mark, "del") or _marked(mark, "moveFrom")
        self.changes += deleted or _marked(mark, "ins")
        hidden = switch(mark, "vanish")
        merged = bool(deleted or (style.hidden if hidden is None else hidden))
        run_in = not deleted and switch(mark, "specVanish")  # a heading on the same line as its text
        label = "" if merged and not run_in else self._lists.label(properties, style)
        opened = _Open(element, style, _level(properties, style), label, merged)
        before = self._carried.pop(id(self._targets[-1]), None)
        if before is not None:
            opened.label = before.label or label
            opened.text, opened.length, opened.pieces = before.text, before.length, before.pieces
            opened.below, opened.bold, opened.plain = before.below, before.bold, before.plain
        self._open.append(opened)
        self._targets.append(opened.below)
        return element, self._close_paragraph

    def _close_paragraph(self) -> None:
        opened = self._open.pop()
        self._targets.pop()
        if opened.merged:
            self._carried[id(self._targets[-1])] = opened
        else:
            self._emit(opened)

    def _emit(self, opened: _Open) -> None:
        text = "".join(opened.text)
        if not _is_contents(text, opened):
            label = _fitted(opened.label, text)
            pieces = tuple(Piece(it.start + len(label), it.length, it.element) for it in opened.pieces)
            block = Block(
                label + text,
                pieces,
                self._anchors[0] if self._anchors else opened.element,
                own=not self._anchors,
                level=opened.level,
                bold=opened.bold > 0 == opened.plain,
            )
            self._targets[-1].append(block)
        self._targets[-1] += opened.below

    def _finish(self) -> None:
        """Put down a paragraph that was to go on in another one which never came."""
        carried = self._carried.pop(id(self._targets[-1]), None)
        if carried is not None:
            self._emit(carried)

    # Runs and what they hold

    def _run(self, element: Element) -> Entered:
        properties = element.find(W + "rPr")
        style = self._styles.of(properties, "rStyle")
        paragraph = self._open[-1].style if self._open else Style()
        hidden, bold = switch(properties, "vanish"), switch(properties, "b")
        # what both the paragraph's and the run's style switch on is off again
        hidden = bool(paragraph.hidden) != bool(style.hidden) if hidden is None else hidden
        bold = bool(paragraph.bold) != bool(style.bold) if bold is None else bold
        self._runs.append((hidden, bold))
        return element, self._close_run

    def _close_run(self) -> None:
        self._runs.pop()

    def _text(self, element: Element) -> Entered:
        self._put((element.text or "").translate(_NO_TEXT), element)
        return _PASS_BY

    def _character(self, element: Element) -> Entered:
        self._put(_CHARACTERS[element.tag.removeprefix(W)], None)
        return _PASS_BY

    def _symbol(self, element: Element) -> Entered:
        told = next((it for name, it in element.items() if name.endswith("}char")), "")
        sign = chr(int(told, 16)) if _CODE.fullmatch(told) else ""
        if sign.isprintable():  # the others are places in a font of pictures, not characters
            self._put(sign, None)
        return _PASS_BY

    def _put(self, text: str, element: Element | None) -> None:
        hidden, bold = self._runs[-1] if self._runs else (False, False)
        if not self._open or not text or self._fields.hide:
            return
        if hidden:
            self.hidden += len(text.strip())
            return
        opened = self._open[-1]
        opened.contents = opened.contents or self._contents > 0 or self._fields.hold_contents
        length = len(text.strip())
        opened.bold, opened.plain = opened.bold + length * bold, opened.plain + length * (not bold)
        opened.add(text, element)

    # Fields

    def _field_mark(self, element: Element) -> Entered:
        if self._heed_fields:
            self._put(self._fields.mark(element.get(W + "fldCharType")), None)
        return _PASS_BY

    def _field_code(self, element: Element) -> Entered:
        self._fields.add_code(element.text or "")
        return _PASS_BY

    def _simple_field(self, element: Element) -> Entered:
        self._fields.enter(element.get(W + "instr", ""))
        return element, self._fields.leave

    def _control(self, element: Element) -> Entered:
        gallery = value(element.find(f"{W}sdtPr/{W}docPartObj"), "docPartGallery")
        if gallery != "Table of Contents":
            return element, None
        self._contents += 1
        return element, self._close_contents

    def _close_contents(self) -> None:
        self._contents -= 1

    # Changes, alternatives, boxes and notes

    def _change(self, element: Element) -> Entered:
        self.changes += 1
        return element, None

    def _removed(self, element: Element) -> Entered:
        self.changes += 1
        return _PASS_BY

    def _alternative(self, element: Element) -> Entered:
        """Go into the first form that holds anything: the others say the same for older programs."""
        forms = (*element.iterfind(_MC + "Choice"), *element.iterfind(_MC + "Fallback"))
        return next((form for form in forms if len(form)), None), None

    def _text_box(self, element: Element) -> Entered:
        if self._is_hidden:
            return self._hide(element)
        if not self._open:
            return element, None
        self._anchors.append(self._open[-1].element)
        return element, self._close_text_box

    def _close_text_box(self) -> None:
        self._finish()
        self._anchors.pop()

    def _note(self, element: Element) -> Entered:
        note = self._notes.pop(f"{element.tag}{element.get(W + 'id', '')}", None)
        if note is None or not self._open:
            return _PASS_BY
        if self._is_hidden:
            return self._hide(note)
        self._anchors.append(self._open[-1].element)
        first = len(self._targets[-1])
        return note, lambda: self._close_note(first)

    def _close_note(self, first: int) -> None:
        self._close_text_box()
        below = self._targets[-1]
        below[first:] = [_flat(block) for block in below[first:]]

    @property
    def _is_hidden(self) -> bool:
        return bool(self._runs) and self._runs[-1][0]

    def _hide(self, element: Element) -> Entered:
        self.hidden += sum(len((it.text or "").strip()) for it in element.iter(W + "t"))
        return _PASS_BY

    def _embedded(self, element: Element) -> Entered:
        self.embedded += 1
        return _PASS_BY

    def _picture(self, element: Element) -> Entered:
        return element, self.pictures.enter(element)

    # Tables

    def _table(self, element: Element) -> Entered:
        self._finish()  # a paragraph cannot go on in a table
        self._tables.append([])
        return element, self._close_table

    def _close_table(self) -> None:
        self._targets[-1] += table_blocks(self._tables.pop())

    def _row(self, element: Element) -> Entered:
        properties = element.find(W + "trPr")
        if properties is not None and properties.find(W + "del") is not None:
            self.changes += 1
            return _PASS_BY
        if self._tables:
            self._tables[-1].append([])
        return element, None

    def _cell(self, element: Element) -> Entered:
        properties = element.find(W + "tcPr")
        if properties is not None:
            merge = properties.find(W + "vMerge")
            if properties.find(W + "cellDel") is not None:
                return _PASS_BY
            if merge is not None and merge.get(W + "val", "continue") != "restart":
                if self._tables and self._tables[-1]:
                    self._tables[-1][-1].append([])  # the cell above reaches down here
                return _PASS_BY
        if not self._tables or not self._tables[-1]:
            return element, None
        cell: list[Block] = []
        self._tables[-1][-1].append(cell)
        self._targets.append(cell)
        return element, self._close_cell

    def _close_cell(self) -> None:
        self._finish()
        self._targets.pop()


def _marked(mark: Element | None, change: str) -> bool:
    """Tell whether the end of a paragraph carries a tracked change."""
    return mark is not None and mark.find(W + change) is not None


def _level(properties: Element | None, style: Style) -> int:
    told = value(properties, "outlineLvl")
    outline = int(told) if told is not None and told.isdecimal() else style.outline
    if style.name == "title":
        outline = 0
    return outline + 1 if outline is not None and outline < 9 else 0


def _is_contents(text: str, opened: _Open) -> bool:
    """Tell whether a paragraph is a line of a table of contents, not text that got into one."""
    lined = _CONTENTS_LINE.search(text) is not None
    if not opened.contents:  # a table of contents that was made plain text keeps its styles
        return lined and opened.style.is_contents
    return lined or opened.style.is_contents or bool(_CONTENTS_HEAD.fullmatch(text.strip()))


def _fitted(label: str, text: str) -> str:
    """Return a number as it would be typed: 1. wants a space only before a digit."""
    if not text:
        return label.rstrip(" ")
    return label.rstrip(" ") if label.endswith(". ") and not text[:1].isdigit() else label


def _flat(block: Block) -> Block:
    return Block(block.text, block.pieces, block.source, block.own, flat=True, note=True)
