"""A PDF's pages, by way of pypdfium2: the only door to it."""

from __future__ import annotations

import ctypes
import math
import re
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from statistics import mode
from threading import Lock
from types import ModuleType
from typing import Any

from lawcheck.errors import ReadError
from lawcheck.model import Text
from lawcheck.readers._file import File
from lawcheck.readers._pages import MOST_PAGES, Page, Piece, too_many
from lawcheck.readers._pages.letters import is_han, is_square

_LOCK = Lock()  # pdfium does one thing at a time
_TOKEN = re.compile(r"[^\s\ufffe]+")
_SURROGATE = re.compile("[\ud800-\udfff]")
_UNEVEN = 3.0  # points: raised figures are less above their line
_MOST_OBJECTS = 5_000  # of a page: maps have more, and the first ones show what it is
_ASKED = 20  # characters of a page that are asked how they run
_DEEPEST = 3  # forms inside forms


def read_pages(file: File) -> tuple[list[Page], list[Text]]:
    """Return the pages of a PDF, and what the reader of the report has to know of it.

    Raises:
        ReadError: It is encrypted, damaged or too long, or the library is not installed.
    """
    pdfium = file.borrow("pypdfium2", "pdf")
    with _LOCK, ExitStack() as stack:
        try:
            return _read(pdfium, file, stack)
        except ReadError:
            raise
        except Exception as error:
            raise _why(pdfium.raw, file, error) from None


def _read(pdfium: ModuleType, file: File, stack: ExitStack) -> tuple[list[Page], list[Text]]:
    document = stack.enter_context(pdfium.PdfDocument(file.data))
    count = len(document)
    if count > MOST_PAGES:
        raise too_many(file, count)
    pages = [_page(pdfium.raw, document, index) for index in range(count)]
    attached = pdfium.raw.FPDFDoc_GetAttachmentCount(document.raw)
    return pages, [_attachments(attached)] if attached > 0 else []


def _attachments(count: int) -> Text:
    english = f"{count} files" if count > 1 else "a file"
    return Text(f"PDF 内嵌了 {count} 个附件，没有读取", f"{english} embedded in the PDF, which was not read")


def _why(raw: Any, file: File, error: Exception) -> ReadError:
    code = getattr(error, "err_code", None)
    if code == raw.FPDF_ERR_PASSWORD:
        return file.refuse(
            "加密的 PDF（设了打开密码），没有读取", "an encrypted PDF (it has a password) that was not read"
        )
    if code == raw.FPDF_ERR_SECURITY:
        return file.refuse(
            "加密的 PDF（加密方式不认识），没有读取", "a PDF encrypted in an unknown way that was not read"
        )
    return file.refuse("PDF 文件已损坏或不完整", "the PDF file is damaged or cut off")


@dataclass(frozen=True, slots=True, eq=False)
class _Sheet:
    """A page as its file has it: its box, and by how many quarters it is turned to be read."""

    left: float
    bottom: float
    right: float
    top: float
    turn: int

    @property
    def width(self) -> float:
        """Its width as it is read."""
        return self.top - self.bottom if self.turn % 2 else self.right - self.left

    @property
    def height(self) -> float:
        """Its height as it is read."""
        return self.right - self.left if self.turn % 2 else self.top - self.bottom

    def place(self, x: float, y: float) -> tuple[float, float]:
        """Return a point as it is read, from the upper left corner."""
        if self.turn == 0:
            return x - self.left, self.top - y
        if self.turn == 1:
            return y - self.bottom, x - self.left
        if self.turn == 2:
            return self.right - x, y - self.bottom
        return self.top - y, self.right - x

    def share(self, left: float, bottom: float, right: float, top: float) -> float:
        """Return which share of the page lies inside a rectangle."""
        wide = max(0.0, min(right, self.right) - max(left, self.left))
        high = max(0.0, min(top, self.top) - max(bottom, self.bottom))
        return wide * high / ((self.right - self.left) * (self.top - self.bottom))


def _page(raw: Any, document: Any, index: int) -> Page:
    with ExitStack() as stack:
        page = document[index]
        stack.callback(page.close)
        textpage = page.get_textpage()
        stack.callback(textpage.close)
        turn, across = _turn(raw, textpage.raw, raw.FPDFPage_GetRotation(page.raw))
        sheet = _sheet(raw, page.raw, turn)
        pieces = tuple(_pieces(raw, textpage.raw, sheet))
        picture, paths = _shapes(raw, page.raw, sheet)
        return Page(index + 1, sheet.width, sheet.height, pieces, min(1.0, picture), paths, across)


def _sheet(raw: Any, page: Any, turn: int) -> _Sheet:
    box = raw.FS_RECTF()
    raw.FPDF_GetPageBoundingBox(page, box)
    return _Sheet(box.left, box.bottom, box.right, box.top, turn)


def _turn(raw: Any, textpage: Any, told: int) -> tuple[int, bool]:
    """Return by how many quarters a page is turned to be read, and whether some of its text runs across.

    What the page tells counts less than its text: wide tables lie on their side.
    """
    count = raw.FPDFText_CountChars(textpage)
    angles = [
        raw.FPDFText_GetCharAngle(textpage, index)
        for index in range(0, count, max(1, count // _ASKED))
        if raw.FPDFText_GetUnicode(textpage, index) > ord(" ")
    ]
    quarters = [round(-angle * 2 / math.pi) % 4 for angle in angles if abs(math.sin(2 * angle)) < 0.1]
    usual = mode(quarters) if quarters else told
    turn = usual if quarters.count(usual) > 0.6 * len(angles) else told
    return turn, sum((quarter - turn) % 2 for quarter in quarters) > 0.1 * len(angles)


def _pieces(raw: Any, textpage: Any, sheet: _Sheet) -> Iterator[Piece]:
    """Yield what stands between blanks: places are asked for only there."""
    count = raw.FPDFText_CountChars(textpage)
    if count <= 0:
        return
    units = (ctypes.c_ushort * (2 * count + 2))()
    length = raw.FPDFText_GetText(textpage, 0, count, units) - 1
    text = "".join(map(chr, units[: max(0, length)]))
    straight = length == count
    for match in _TOKEN.finditer(text):
        at = match.start()
        if not straight:  # characters that have no meaning are not in the text
            at = raw.FPDFText_GetCharIndexFromTextIndex(textpage, at)
        typed = at > 0 and not raw.FPDFText_IsGenerated(textpage, at - 1)
        for start, end in _level(raw, textpage, sheet, at, len(match.group())):
            piece = _piece(raw, textpage, sheet, match.group()[start:end], at + start, typed)
            if piece:
                yield piece


def _level(raw: Any, textpage: Any, sheet: _Sheet, at: int, length: int) -> Iterator[tuple[int, int]]:
    """Yield the parts of a piece that run along one base line.

    A watermark may be glued to it, and quotation marks may follow the words that they stand before.
    """
    first, last = _origin(raw, textpage, sheet, at), _origin(raw, textpage, sheet, at + length - 1)
    if abs(first[1] - last[1]) < _UNEVEN and first[0] <= last[0]:
        yield 0, length
        return
    start, before = 0, first
    for index in range(1, length):
        here = _origin(raw, textpage, sheet, at + index)
        if abs(here[1] - before[1]) >= _UNEVEN or here[0] < before[0]:
            yield start, index
            start = index
        before = here
    yield start, length


def _origin(raw: Any, textpage: Any, sheet: _Sheet, index: int) -> tuple[float, float]:
    """Return where a character begins on its base line."""
    x, y = ctypes.c_double(), ctypes.c_double()
    raw.FPDFText_GetCharOrigin(textpage, index, x, y)
    return sheet.place(x.value, y.value)


def _piece(raw: Any, textpage: Any, sheet: _Sheet, text: str, first: int, typed: bool) -> Piece | None:
    """Return a piece; None where it runs aslant, as watermarks do, or lies beside the page."""
    angle = raw.FPDFText_GetCharAngle(textpage, first)
    if angle >= 0 and abs(math.sin(angle - sheet.turn * math.pi / 2)) > 0.1:
        return None
    start, base = _origin(raw, textpage, sheet, first)
    left, right, size = _extent(raw, textpage, sheet, first, text[0])
    last = first + len(text) - 1
    if len(text) > 1:
        right = _extent(raw, textpage, sheet, last, text[-1])[1]
    squares = [at for at, char in enumerate(text) if is_square(char)]
    if squares:  # the boxes of characters that a font names as radicals are those of their ink
        some = {squares[0], squares[len(squares) // 3], squares[len(squares) * 2 // 3]}
        size = max(_extent(raw, textpage, sheet, first + at, text[at])[2] for at in some)
    if is_han(text[0]):
        left = start
    if is_han(text[-1]):
        right = _origin(raw, textpage, sheet, last)[0] + size
    if right < 0 or left > sheet.width or not 0 <= base <= sheet.height * 1.02:
        return None
    if _SURROGATE.search(text):
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return Piece(text, left, right, base, size or 1.0, typed)


def _extent(raw: Any, textpage: Any, sheet: _Sheet, index: int, char: str) -> tuple[float, float, float]:
    """Return where a character begins and ends, and its size: square ones are as wide as high."""
    box = raw.FS_RECTF()
    raw.FPDFText_GetLooseCharBox(textpage, index, box)
    x, y = sheet.place(box.left, box.bottom)
    u, v = sheet.place(box.right, box.top)
    return min(x, u), max(x, u), abs(x - u) if is_square(char) else abs(y - v)


def _shapes(raw: Any, page: Any, sheet: _Sheet) -> tuple[float, int]:
    """Return which share of a page images cover, and how many shapes are drawn on it."""
    picture, paths = 0.0, 0
    for index in range(min(raw.FPDFPage_CountObjects(page), _MOST_OBJECTS)):
        thing = raw.FPDFPage_GetObject(page, index)
        kind = raw.FPDFPageObj_GetType(thing)
        if kind == raw.FPDF_PAGEOBJ_PATH:
            paths += 1
        elif kind in (raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_FORM):
            images, shapes = _inside(raw, thing, kind, _DEEPEST)
            picture += _share(raw, thing, sheet) if images else 0.0
            paths += shapes
    return picture, paths


def _inside(raw: Any, thing: Any, kind: int, depth: int) -> tuple[int, int]:
    """Return how many images and shapes an object of a page holds."""
    if kind == raw.FPDF_PAGEOBJ_IMAGE:
        return 1, 0
    if kind != raw.FPDF_PAGEOBJ_FORM or depth == 0:
        return 0, int(kind == raw.FPDF_PAGEOBJ_PATH)
    images = shapes = 0
    for index in range(min(raw.FPDFFormObj_CountObjects(thing), _MOST_OBJECTS)):
        inner = raw.FPDFFormObj_GetObject(thing, index)
        more = _inside(raw, inner, raw.FPDFPageObj_GetType(inner), depth - 1)
        images, shapes = images + more[0], shapes + more[1]
    return images, shapes


def _share(raw: Any, thing: Any, sheet: _Sheet) -> float:
    edges = [ctypes.c_float() for _ in range(4)]
    raw.FPDFPageObj_GetBounds(thing, *edges)
    left, bottom, right, top = (edge.value for edge in edges)
    return sheet.share(left, bottom, right, top)
