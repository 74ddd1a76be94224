"""A Word file → its blocks and what could not be read of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple
from xml.etree.ElementTree import Element

from lawcheck.model import Document, Text
from lawcheck.readers._archive import Archive
from lawcheck.readers._compose import Paragraph, compose
from lawcheck.readers._file import File
from lawcheck.readers._word.blocks import Block
from lawcheck.readers._word.body import Walk
from lawcheck.readers._word.lists import Lists
from lawcheck.readers._word.names import W
from lawcheck.readers._word.package import Package
from lawcheck.readers._word.styles import Styles


class WordText(NamedTuple):
    """A Word file's text: ``blocks`` with words in them, ``root`` the element that they come from."""

    package: Package
    root: Element
    blocks: tuple[Block, ...]
    notes: tuple[Text, ...]
    unread: tuple[Text, ...]


def read_word(file: File) -> WordText:
    """Return the text of a Word file as an office program shows it, tracked changes accepted.

    Raises:
        ReadError: It is damaged, encrypted, no Word file, or holds nothing but pictures.
    """
    package = Package(file, Archive(file))
    root = package.text()
    walk = _walk(package, root)
    blocks = tuple(block for block in walk.blocks if block.text.strip())
    if not blocks and walk.pictures.small + walk.pictures.large:
        raise file.refuse(
            "文档里只有图片，没有文字可读；请先做文字识别（OCR），或用原文件检查",
            "there are only pictures in it and no text to read",
        )
    return WordText(package, root, blocks, tuple(_notes(walk)), tuple(_unread(walk)))


def compose_word(word: WordText, format: str = "docx", unread: Iterable[Text] = ()) -> Document:
    """Return the document of a Word file's text; its paragraphs are the blocks, in their order.

    ``unread`` is what was lost before the file became a .docx.
    """
    return compose(
        [Paragraph(it.text, it.level, it.bold, it.flat) for it in word.blocks],
        word.package.file,
        format=format,
        notes=word.notes,
        unread=(*unread, *word.unread),
        numbered=True,
    )


def _walk(package: Package, root: Element) -> Walk:
    styles = Styles(package.styles())
    for heed_fields in (True, False):
        lists = Lists(package.root("numbering"))
        walk = Walk(styles, lists, _notes_by_id(package), fields=heed_fields).through(root)
        if walk.balanced:
            break
    return walk


def _notes_by_id(package: Package) -> dict[str, Element]:
    """Return footnotes and endnotes by the tag of what refers to them and their id."""
    found: dict[str, Element] = {}
    for sort in ("footnote", "endnote"):
        root = package.root(f"{sort}s")
        for note in () if root is None else root.iterfind(W + sort):
            if note.get(W + "type") is None:  # the others are separators
                found[f"{W}{sort}Reference{note.get(W + 'id', '')}"] = note
    return found


def _notes(walk: Walk) -> Iterator[Text]:
    if walk.changes:
        yield Text(
            f"有 {walk.changes} 处修订尚未接受或拒绝，按全部接受后的文字检查",
            f"{walk.changes} tracked changes are open; the text was checked as if all were accepted",
        )
    if walk.hidden:
        yield Text(
            f"有 {walk.hidden} 个字设为隐藏，没有检查", f"{walk.hidden} hidden characters were not checked"
        )
    if walk.pictures.small:
        yield Text(
            f"有 {walk.pictures.small} 幅图片，其中的文字没有检查",
            f"the words in {walk.pictures.small} pictures were not checked",
        )
    if walk.pictures.charts:
        yield Text(
            f"有 {walk.pictures.charts} 个图表，其中的文字没有检查",
            f"the words in {walk.pictures.charts} charts were not checked",
        )


def _unread(walk: Walk) -> Iterator[Text]:
    if walk.pictures.large:
        yield Text(
            f"有 {walk.pictures.large} 幅整页大小的图片，可能是扫描件，没有读取",
            f"{walk.pictures.large} pictures of a page's size, perhaps scans, were not read",
        )
    if walk.embedded:
        yield Text(
            f"有 {walk.embedded} 处嵌入的其他文档，没有读取",
            f"{walk.embedded} embedded documents were not read",
        )
