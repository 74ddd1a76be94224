"""A web page → Document, or the reason why the paper is not on it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from lawcheck.errors import ReadError
from lawcheck.model import Document
from lawcheck.readers._bytes import check_size, to_text
from lawcheck.readers._compose import Paragraph, compose
from lawcheck.readers._file import File
from lawcheck.readers._web.about import About, about, is_bare_date
from lawcheck.readers._web.beside import Beside, announced, refuse_announcements, unread
from lawcheck.readers._web.content import main_content
from lawcheck.readers._web.parts import is_top_heading
from lawcheck.readers._web.source import split_source
from lawcheck.readers._web.tree import parse, tight
from lawcheck.text.fold import fold
from lawcheck.text.titles import looks_like_title

_LIMIT = 10_000_000  # bytes of a page's source
_CHARSET = re.compile(rb"""<meta[^>]{0,200}charset\s*=\s*["']?\s*([\w-]+)""", re.IGNORECASE)
_CHINESE_CHARSETS = ("gb2312", "gbk", "gb18030", "gb_2312-80")
_OWN_TITLE = re.compile(r"(?:法治|依法行政).*(?:报告|总结)$")
_OPENING = 8  # lines among which a title stands


def document(file: File) -> Document:
    """Return the document of a page.

    Raises:
        ReadError: The paper is not on it.
    """
    check_size(file.path, len(file.data), _LIMIT)
    page, encoding = _decode(file)
    source = split_source(page)
    root = parse(source.markup)
    content = main_content(root)
    beside = Beside.of(source.scripts, root, content.elements)
    refuse_announcements(file, content, beside)
    told, text = _dated(about(root), content.lines)
    return compose(
        [*_head(told, text), *text],
        file,
        format="html",
        encoding=encoding,
        notes=tuple(beside.notes()),
        unread=(*announced(content, beside), *unread(root, source.scripts, content)),
    )


def _decode(file: File) -> tuple[str, str]:
    try:
        return to_text(file.data, file.path)
    except ReadError:
        charset = _CHARSET.search(file.data[:4096])
        if charset is None or charset[1].decode().lower() not in _CHINESE_CHARSETS:
            raise
    return file.data.decode("gb18030", "replace"), "gb18030"


def _dated(told: About, text: list[Paragraph]) -> tuple[About, list[Paragraph]]:
    """Return what is told and the text without the page's date, which may stand alone below the title."""
    at = next((at for at, it in enumerate(text[:_OPENING]) if is_bare_date(it.text)), None)
    if at is None:
        return told, text
    return told.or_published(text[at].text), text[:at] + text[at + 1 :]


def _head(told: About, text: Sequence[Paragraph]) -> list[Paragraph]:
    """Return the title that stands outside the text, and the line below it."""
    opening = [tight(it.text) for it in text[:_OPENING]]
    title = tight(told.title)
    titled = title in "".join(opening) or any(title == tight(it.text) for it in text[: len(text) // 2])
    titled = titled or _prints_a_title(opening)
    head = [] if titled else [Paragraph(told.title, level=1)]
    line = told.line()
    return [*head, Paragraph(line)] if line else head


def _prints_a_title(opening: Sequence[str]) -> bool:
    """Tell whether lines begin with a title of their own, however the page calls the paper."""
    lines = list(takewhile(lambda line: "。" not in line and not is_top_heading(line), map(fold, opening)))
    runs = ("".join(lines[at : at + length]) for at in range(len(lines)) for length in (1, 2, 3))
    return any(_OWN_TITLE.search(run) and looks_like_title(run) for run in runs)
