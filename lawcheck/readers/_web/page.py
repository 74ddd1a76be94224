"""A web page → Document, or the reason why the paper is not on it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lawcheck.errors import ReadError
from lawcheck.model import Document, Text
from lawcheck.readers._bytes import check_size, to_text
from lawcheck.readers._compose import Paragraph, compose
from lawcheck.readers._file import File
from lawcheck.readers._numbering import read_marker
from lawcheck.readers._web.about import About, about
from lawcheck.readers._web.content import main_content
from lawcheck.readers._web.source import split_source
from lawcheck.readers._web.tree import Node, parse
from lawcheck.text.fold import fold

_LIMIT = 10_000_000  # bytes of a page's source
_CHARSET = re.compile(rb"""<meta[^>]{0,200}charset\s*=\s*["']?\s*([\w-]+)""", re.IGNORECASE)
_CHINESE_CHARSETS = ("gb2312", "gbk", "gb18030", "gb_2312-80")
_FILE = re.compile(r"\.(?:docx?|wps|pdf|ofd|rtf|zip|rar|7z)(?:[?#]|$)", re.IGNORECASE)
_VIEWER = re.compile(r"\.(?:pdf|ofd)(?:[?#\"'&]|$)|pdfjs|pdf\.js|viewer\.html", re.IGNORECASE)
_FRAMES = ("iframe", "embed", "object", "frame")
_LITTLE = 200  # characters of prose below which a page with attachments or pictures only announces them
_LITTLE_HEADED = 60  # characters of prose that are little even below headings like a paper's
_NOTHING = 20
_ICON = 60  # pixels


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
    text, prose = content.lines, content.prose
    beside = _Beside.of(source.scripts, root, content.elements)
    headed = any(_is_top_heading(it.text) for it in text)
    if prose < (_LITTLE_HEADED if headed else _LITTLE):
        _refuse_announcements(file, prose, beside)
    return compose(
        [*_head(about(root), text), *text],
        file,
        format="html",
        encoding=encoding,
        notes=tuple(beside.notes()),
    )


def _decode(file: File) -> tuple[str, str]:
    try:
        return to_text(file.data, file.path)
    except ReadError:
        charset = _CHARSET.search(file.data[:4096])
        if charset is None or charset[1].decode().lower() not in _CHINESE_CHARSETS:
            raise
    return file.data.decode("gb18030", "replace"), "gb18030"


def _head(told: About, text: Sequence[Paragraph]) -> list[Paragraph]:
    """Return the title that stands outside the text, and the line below it."""
    opening = "".join("".join(it.text.split()) for it in text[:8])
    titled = not told.title or "".join(told.title.split()) in opening
    head = [] if titled else [Paragraph(told.title, level=1)]
    line = told.line()
    return [*head, Paragraph(line)] if line else head


@dataclass(frozen=True, slots=True, eq=False)
class _Beside:
    """What a page holds besides text: names of attached files, pictures, frames, scripts."""

    files: tuple[str, ...]
    pictures: int
    viewer: bool
    frames: bool
    scripts: bool

    @classmethod
    def of(cls, scripts: str, root: Node, content: Sequence[Node]) -> _Beside:
        nodes = list(root.walk())
        near = content[-1].parent or content[-1]  # lists of files stand below the text
        links = [it for it in near.walk() if it.tag == "a" and _FILE.search(it.attributes.get("href", ""))]
        frames = [node for node in nodes if node.tag in _FRAMES]
        shown = (value for node in frames for value in node.attributes.values())
        return cls(
            files=tuple(dict.fromkeys(" ".join(node.text().split())[:60] or "附件" for node in links)),
            pictures=sum(_is_picture(node) for element in content for node in element.walk()),
            viewer=any(map(_VIEWER.search, (*shown, scripts))),
            frames=bool(frames),
            scripts=bool(scripts),
        )

    def notes(self) -> Iterator[Text]:
        """Yield what was not read although the page has text."""
        if self.pictures:
            yield Text(
                f"正文有 {self.pictures} 幅图片，其中的文字没有检查",
                f"the words in {self.pictures} pictures were not checked",
            )
        if self.files:
            yield Text(f"附件没有检查：{'、'.join(self.files[:3])}", "the attached files were not checked")


def _is_picture(node: Node) -> bool:
    if node.tag != "img":
        return False
    sides = (node.attributes.get(side, "").removesuffix("px") for side in ("width", "height"))
    return not any(side.isdecimal() and int(side) < _ICON for side in sides)


def _is_top_heading(text: str) -> bool:
    marker = read_marker(fold(text))
    return marker is not None and marker.rank <= 1


def _refuse_announcements(file: File, prose: int, beside: _Beside) -> None:
    """Raise ReadError for a page on which the paper is attached, pictured, framed or yet to be loaded."""
    if beside.viewer:
        raise file.refuse(
            "网页正文是嵌入的 PDF 或 OFD，请下载那个文件后检查",
            "the page shows an embedded PDF or OFD; please download that file and check it",
        )
    if beside.files:
        names = "、".join(beside.files[:3])
        raise file.refuse(
            f"网页正文只有附件（{names}），请下载附件后检查",
            "the paper is only attached to the page; please download the attachment and check it",
        )
    if beside.pictures:
        raise file.refuse(
            "网页正文是图片，没有文字可读；请先做文字识别（OCR），或用原文件检查",
            "the page shows the paper as pictures, there is no text to read",
        )
    if beside.frames or (beside.scripts and prose < _LITTLE_HEADED):
        raise file.refuse(
            "网页正文由脚本或框架载入，文件里没有；请在浏览器里打开后复制正文另存",
            "the text is loaded by a script or frame and not in the file; please copy it from a browser",
        )
    if prose < _NOTHING:
        raise file.refuse("网页里没有找到正文", "no main text was found on the page")
