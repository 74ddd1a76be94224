"""Tell by headings and signature whether a block of a page is the paper, or where it goes on."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lawcheck.readers._chrome import is_chrome
from lawcheck.readers._compose import Paragraph
from lawcheck.text.fold import fold
from lawcheck.text.markers import Marker, read_marker

_DATED = re.compile(r"[^。;,:]{0,40}[\d〇○零一二三四五六七八九]{4}\s?年.{1,4}月.{1,4}日\s?")
_OPENS = re.compile(r"(?:如下|汇报|报告)[。:]?$")
_SIGNATURE = 4  # lines


def is_top_heading(text: str) -> bool:
    """Tell whether a line is numbered like a top heading: 一、 or 第一部分."""
    return _top_marker(text) is not None


def has_headings(lines: Sequence[Paragraph]) -> bool:
    """Tell whether a text has top headings."""
    return any(is_top_heading(line.text) for line in lines)


def is_complete(lines: Sequence[Paragraph]) -> bool:
    """Tell whether lines hold a paper from its first heading to its signature."""
    return _numbers(lines)[:1] == [1] and is_signed(lines)


def is_signed(lines: Sequence[Paragraph]) -> bool:
    """Tell whether a line with nothing but a date, perhaps behind a name, stands below the last heading."""
    last = max((at for at, line in enumerate(lines) if _number(line)), default=-1)
    return any(_is_dated(line) for line in lines[last + 1 :])


def goes_on(above: Sequence[Paragraph], below: Sequence[Paragraph]) -> bool:
    """Tell whether a paper goes on in a block further down: with its next heading, or its signature."""
    coming = _numbers(below)
    if coming:
        done = _numbers(above)
        return bool(done) and coming[0] == done[-1] + 1
    is_text = len(below) <= _SIGNATURE or below[0].text.endswith("。")  # and no list of dated news
    return is_text and is_signed(below) and not is_signed(above)


def introduces(above: Sequence[Paragraph], below: Sequence[Paragraph]) -> bool:
    """Tell whether a block is the opening of the paper whose first heading stands in the next one."""
    return _numbers(below)[:1] == [1] and bool(above) and _OPENS.search(fold(above[-1].text)) is not None


def is_copy(lines: Sequence[Paragraph], other: Sequence[Paragraph]) -> bool:
    """Tell whether most lines stand in another block too: pages hold a copy for small screens."""
    texts = {line.text for line in other}
    return sum(line.text in texts for line in lines) > 0.8 * len(lines)


def _numbers(lines: Sequence[Paragraph]) -> list[int]:
    return [number for number in map(_number, lines) if number]


def _number(line: Paragraph) -> int:
    """Return the number of a heading 一、 or 第一部分; 0 for any other line."""
    marker = None if line.flat else _top_marker(line.text)
    return marker.number if marker else 0


def _top_marker(text: str) -> Marker | None:
    marker = read_marker(fold(text))
    return marker if marker and marker.rank <= 1 else None


def _is_dated(line: Paragraph) -> bool:
    text = fold(line.text).strip()
    return len(text) <= 60 and _DATED.fullmatch(text) is not None and not is_chrome(text)
