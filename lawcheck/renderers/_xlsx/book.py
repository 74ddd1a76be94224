"""The door to xlsxwriter: text that is only text, rows that are written and forgotten."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from importlib import import_module
from math import ceil
from typing import Any, BinaryIO, NamedTuple

from lawcheck.errors import UsageError
from lawcheck.model import Severity, Status, Text
from lawcheck.readers import install_command
from lawcheck.renderers._clean import visible

MOST_ROWS = 1_048_576  # of a sheet, its head among them
_LONGEST = 32_767  # UTF-16 units of a cell
_EXTRA = "batch"
_MADE = datetime(2000, 1, 1)  # the same bytes for the same run
_NO_XML = re.compile("[\ufffe\uffff]")
_OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
LINE_HEIGHT = 16.5  # points
_HEAD_LINES = 5
_MOST_LINES = 10
_FONT = {"font_name": "Microsoft YaHei", "font_size": 10, "valign": "top"}
_LINE = {"border": 1, "border_color": "#D9DEE3"}
_PLAIN: dict[str, dict[str, Any]] = {
    "title": {"font_size": 16, "bold": True, "font_color": "#1F3A5F"},
    "note": {"font_color": "#5A6672"},
    "heading": {"font_size": 12, "bold": True, "font_color": "#1F3A5F"},
    "failed": {"bold": True, "font_color": "#A61B1B"},
    "passed": {"bold": True, "font_color": "#17663A"},
}
_CELLS: dict[str, dict[str, Any]] = {
    "head": {
        "bold": True,
        "bg_color": "#1F3A5F",
        "font_color": "#FFFFFF",
        "text_wrap": True,
        "valign": "vcenter",
    },
    "text": {},
    "wrapped": {"text_wrap": True},
    "number": {"num_format": "0", "align": "right"},
    "few": {"num_format": "0;-0;–", "align": "center"},  # most are nought, and are not to be in the way
    "score": {"num_format": "0.0", "align": "right"},
    "year": {"num_format": "0", "align": "center"},
    "centre": {"align": "center"},
    "good": {"bg_color": "#DDF1E3", "font_color": "#17663A", "align": "center"},
    "fair": {"bg_color": "#FFF0C7", "font_color": "#7A5200", "align": "center"},
    "bad": {"bg_color": "#FBDAD7", "font_color": "#A61B1B", "align": "center"},
    "none": {"bg_color": "#ECEFF2", "font_color": "#4A5560", "align": "center"},
}
STATUS_STYLES = {
    Status.MET: "good",
    Status.WEAK: "fair",
    Status.MISSING: "bad",
    Status.SKIPPED: "none",
    Status.NOT_APPLICABLE: "none",
}
SEVERITY_STYLES = {Severity.ERROR: "bad", Severity.WARNING: "fair", Severity.INFO: "none"}


class Cell(NamedTuple):
    """What stands in a cell, and how it looks; nothing where there is nothing to tell."""

    value: str | int | float | None
    style: str = "text"


class Column(NamedTuple):
    """A column: its head and its width in characters."""

    head: str
    width: float


class _Once:
    """A file that fails once: an archive that is thrown away would write on and complain for itself."""

    def __init__(self, file: BinaryIO) -> None:
        self._file, self._broken = file, False

    def write(self, data: bytes) -> int:
        if self._is_lost:
            return len(data)
        try:
            return self._file.write(data)
        except OSError:
            self._broken = True
            raise

    def seek(self, offset: int, whence: int = 0) -> int:
        return 0 if self._is_lost else self._file.seek(offset, whence)

    def tell(self) -> int:
        return 0 if self._is_lost else self._file.tell()

    def flush(self) -> None:
        if not self._is_lost:
            self._file.flush()

    def close(self) -> None:
        """Leave it open: it is its owner's."""

    def seekable(self) -> bool:
        return True

    @property
    def _is_lost(self) -> bool:
        return self._broken or self._file.closed


class Book:
    """A workbook that is written as it is filled."""

    def __init__(self, file: BinaryIO, lang: str) -> None:
        """Begin a workbook.

        Raises:
            UsageError: The library is not installed.
        """
        self.lang = lang
        self._book = _library(lang).Workbook(_Once(file), _OPTIONS)
        self._book.set_properties({"title": "lawcheck", "created": _MADE})
        looks = {name: _FONT | look for name, look in _PLAIN.items()}
        looks |= {name: _FONT | _LINE | look for name, look in _CELLS.items()}
        self._styles = {name: self._book.add_format(look) for name, look in looks.items()}

    def sheet(self, name: str) -> Any:
        """Add a sheet that prints on A4, lying, in the width of a page."""
        sheet = self._book.add_worksheet(name)
        sheet.set_paper(9)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(0.4, 0.4, 0.5, 0.5)
        sheet.set_footer("&L&A&R&P / &N")
        return sheet

    def table(self, name: str, columns: Sequence[Column], rows: int, printed: int | None = None) -> Table:
        """Add the sheets of a table of so many rows: one, or more where one does not hold them.

        ``printed`` is how many of the columns go on paper, all where it is not given.
        """
        sheets = -(-max(rows, 1) // (MOST_ROWS - 1))
        made = [self.sheet(f"{name}{number if number > 1 else ''}") for number in range(1, sheets + 1)]
        for sheet in made if printed else ():
            sheet.print_area(0, 0, min(rows, MOST_ROWS - 1), (printed or 1) - 1)
        return Table(self, made, columns, rows)

    def chart(self, options: Mapping[str, str]) -> Any:
        """Return a chart that the office program draws."""
        return self._book.add_chart(dict(options))

    def put(self, sheet: Any, row: int, column: int, cell: Cell) -> None:
        """Write a cell: text is text, whatever it looks like."""
        look = self._styles[cell.style]
        if cell.value is None or cell.value == "":
            sheet.write_blank(row, column, None, look)
        elif isinstance(cell.value, str):
            sheet.write_string(row, column, fit(cell.value), look)
        else:
            sheet.write_number(row, column, cell.value, look)

    def close(self) -> None:
        """Write the rest.

        Raises:
            OSError: There is no room for it.
        """
        try:
            self._book.close()
        except Exception as error:  # the library wraps what the system says
            told = error.args[0] if error.args else None
            if isinstance(told, OSError):
                raise told from error
            raise


class Table:
    """A table of rows below a head that stays in sight; it goes on on a further sheet."""

    def __init__(self, book: Book, sheets: Sequence[Any], columns: Sequence[Column], rows: int) -> None:
        """Write the heads."""
        self._book, self._sheets, self._row = book, sheets, 0
        self._most = MOST_ROWS - 1
        self._widths = [column.width for column in columns]
        for number, sheet in enumerate(sheets):
            held = min(self._most, rows - number * self._most)
            sheet.freeze_panes(1, 1)
            sheet.repeat_rows(0)
            sheet.autofilter(0, 0, max(held, 1), len(columns) - 1)
            heads = [Cell(column.head, "head") for column in columns]
            sheet.set_row(0, min(lines_of(heads, self._widths), _HEAD_LINES) * LINE_HEIGHT + 6)
            for at, column in enumerate(columns):
                sheet.set_column(at, at, column.width)
                book.put(sheet, 0, at, heads[at])

    def add(self, cells: Sequence[Cell]) -> None:
        """Write the next row, as high as its text needs."""
        number, row = divmod(self._row, self._most)
        sheet = self._sheets[number]
        lines = lines_of(cells, self._widths)
        if lines > 1:  # Excel would find the height itself, other programs do not
            sheet.set_row(row + 1, min(lines, _MOST_LINES) * LINE_HEIGHT)
        for at, cell in enumerate(cells):
            self._book.put(sheet, row + 1, at, cell)
        for heights in (sheet.row_info, sheet.row_sizes):  # the library would keep that of every row
            heights.pop(row, None)
        self._row += 1


def lines_of(cells: Sequence[Cell], widths: Sequence[float]) -> int:
    """Return how many lines cells need in columns of these widths."""
    most = 1
    for (value, style), width in zip(cells, widths, strict=False):
        if style in _WRAPPED and isinstance(value, str) and 2 * len(value) >= width:
            most = max(most, ceil(_width(value) / (width - 1)))
    return most


_WRAPPED = ("wrapped", "head")


def _width(text: str) -> int:
    """Return how many digits wide a text is: a Chinese character is two."""
    return len(text.encode("gbk", "replace"))


def fit(text: str) -> str:
    """Return a text as a cell can hold it: nothing that acts, and not too long."""
    if len(text) * 2 <= _LONGEST and text.isprintable():
        return text
    told = _NO_XML.sub("\ufffd", "\n".join(map(visible, text.split("\n"))))
    if len(told) * 2 > _LONGEST and len(told.encode("utf-16-le")) // 2 > _LONGEST:
        return told.encode("utf-16-le")[: 2 * (_LONGEST - 1)].decode("utf-16-le", "ignore") + "…"
    return told


def _library(lang: str) -> Any:
    try:
        return import_module("xlsxwriter")
    except ImportError:
        command = install_command(_EXTRA)
        zh = f"写 xlsx 要先安装附加组件 {_EXTRA}：{command}"
        raise UsageError(Text(zh, f"xlsx needs the extra {_EXTRA}: {command}").say(lang)) from None
