"""The files of an OFD: from OFD.xml to the pages of its documents."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from itertools import count
from xml.etree.ElementTree import Element

from lawcheck.errors import ReadError
from lawcheck.readers._archive import Archive
from lawcheck.readers._file import File
from lawcheck.readers._ofd.content import Content, Units, read_content
from lawcheck.readers._ofd.elements import child, descendants, local, numbers, text_of
from lawcheck.readers._pages import MOST_PAGES, Page, too_many

_A4 = [0.0, 0.0, 210.0, 297.0]


def read_pages(file: File) -> list[Page]:
    """Return the pages of all documents in an OFD, in order.

    Raises:
        ReadError: It is encrypted, damaged or too long.
    """
    archive = Archive(file)
    entry = _part(archive, file, "OFD.xml")
    if any("encrypt" in name.lower() and name.endswith(".xml") for name in archive.names):
        raise file.refuse("加密的 OFD，没有读取", "an encrypted OFD that was not read")
    numbering = count(1)
    pages: list[Page] = []
    for root in descendants(entry, "DocRoot"):
        document = _Document(archive, file, _find(archive, "", text_of(root)))
        if len(pages) + len(document.places) > MOST_PAGES:
            raise too_many(file, len(pages) + len(document.places))
        pages += (document.page(place, next(numbering)) for place in document.places)
    if not pages:
        raise _damaged(file)
    return pages


def _damaged(file: File) -> ReadError:
    return file.refuse("OFD 文件已损坏或不完整", "the OFD file is damaged or cut off")


def _part(archive: Archive, file: File, name: str) -> Element:
    element = archive.xml(name)
    if element is None:
        raise _damaged(file)
    return element


def _find(archive: Archive, folder: str, place: str) -> str:
    """Return the member that a path means: from the top, from a folder, or as careless programs write."""
    place = place.strip().replace("\\", "/")
    inside = posixpath.normpath(posixpath.join("/", folder, place)).lstrip("/")
    top = posixpath.normpath(posixpath.join("/", place)).lstrip("/")
    return inside if inside in archive else top


class _Document:
    """A document of an OFD: where its pages, templates and compound units are."""

    def __init__(self, archive: Archive, file: File, name: str) -> None:
        self._archive, self._file = archive, file
        self._folder = posixpath.dirname(name)
        root = _part(archive, file, name)
        self._box = _box(root) or _A4
        listed = child(root, "Pages")
        self.places = [] if listed is None else [page.get("BaseLoc", "") for page in listed]
        self._templates = {
            one.get("ID", ""): one.get("BaseLoc", "") for one in descendants(root, "TemplatePage")
        }
        self._units: dict[str, Element] = {}
        for kind in ("PublicRes", "DocumentRes"):
            for place in descendants(root, kind):
                self._units |= self._units_of(_find(archive, self._folder, text_of(place)))
        self._read: dict[str, Content] = {}

    def _units_of(self, name: str) -> dict[str, Element]:
        resources = self._archive.xml(name)
        if resources is None:
            return {}
        return {unit.get("ID", ""): unit for unit in descendants(resources, "CompositeGraphicUnit")}

    def page(self, place: str, number: int) -> Page:
        """Return a page with what its templates print on it."""
        name = _find(self._archive, self._folder, place)
        root = _part(self._archive, self._file, name)
        left, top, width, height = _box(root) or self._box
        content = self._content(root, posixpath.dirname(name))
        for template in self._templates_of(root):
            content += template
        pieces = tuple(content.pieces_from(left, top))
        picture = min(1.0, content.picture / (width * height))
        return Page(number, width, height, pieces, picture, content.paths)

    def _content(self, root: Element, folder: str) -> Content:
        units: Units = self._units
        for place in descendants(root, "PageRes"):
            units = {**units, **self._units_of(_find(self._archive, folder, text_of(place)))}
        return read_content(root, units)

    def _templates_of(self, root: Element) -> Iterator[Content]:
        for use in root:
            place = self._templates.get(use.get("TemplateID", "")) if local(use) == "Template" else None
            if place is None:
                continue
            name = _find(self._archive, self._folder, place)
            if name not in self._read:
                template = self._archive.xml(name)
                folder = posixpath.dirname(name)
                self._read[name] = Content() if template is None else self._content(template, folder)
            yield self._read[name]


def _box(root: Element) -> list[float] | None:
    """Return the box of a page or of all pages, None where none with an area is told."""
    for holder in ("Area", "PageArea"):
        area = next(descendants(root, holder), None)
        told = child(area, "PhysicalBox") if area is not None else None
        box = numbers(text_of(told)) if told is not None else []
        if len(box) == 4 and box[2] > 0 and box[3] > 0:
            return box
    return None
