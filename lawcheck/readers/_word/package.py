"""Find the parts of a Word file by their relationships, as the standard asks, not by their usual names."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from functools import cached_property
from xml.etree.ElementTree import Element

from lawcheck.readers._archive import Archive
from lawcheck.readers._file import File
from lawcheck.readers._word.names import (
    MAIN,
    RELATIONSHIPS,
    STRICT_MAIN,
    STRICT_RELATIONSHIPS,
    transitional,
)

_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_USUAL = "word/document.xml"
_TABLE_STYLE = rb'(?s)<w:style w:type="table".*?</w:style>'


@dataclass(frozen=True)
class Package:
    """A Word file: its archive and where its parts are."""

    file: File
    archive: Archive

    @cached_property
    def main(self) -> str:
        """The name of the part that holds the text.

        Raises:
            ReadError: There is none.
        """
        found = self._targets("").get("officeDocument", _USUAL)
        for name in (found, _USUAL):
            if name in self.archive:
                return name
        raise self.file.refuse(
            "不是完整的 Word 文档（里面没有正文）",
            "it is no whole Word document (there is no text part in it)",
        )

    @cached_property
    def parts(self) -> dict[str, str]:
        """The names of the parts that the text refers to, by their sort: styles, numbering, footnotes."""
        return self._targets(self.main)

    @property
    def links_name(self) -> str:
        """The name of the part that holds the text's relationships."""
        return _links(self.main)

    @cached_property
    def source(self) -> bytes:
        """The bytes of the text part, in UTF-8 and otherwise as they lie in the archive."""
        return self.archive.utf8(self.main)

    @cached_property
    def namespace(self) -> str:
        """The namespace of the text part's own elements: the usual or the strict one."""
        return STRICT_MAIN if STRICT_MAIN.encode() in self.source else MAIN

    @property
    def relationships(self) -> str:
        """What the sorts of relationships begin with."""
        return STRICT_RELATIONSHIPS if self.namespace == STRICT_MAIN else RELATIONSHIPS

    def data(self, name: str) -> bytes:
        """Return a part's bytes, in the usual form of the standard; empty where there is none."""
        return transitional(self.archive.read(name) or b"")

    def root(self, sort: str, left_out: bytes | None = None) -> Element | None:
        """Return the root of a part that the text refers to, None where it refers to none.

        What matches the pattern ``left_out`` is not parsed.
        """
        name = self.parts.get(sort)
        data = self.data(name) if name else b""
        if left_out:
            data = re.sub(left_out, b"", data)
        return self.archive.parse(data, name) if name and data else None

    def styles(self) -> Element | None:
        """Return the root of the styles without those of tables, which say nothing of paragraphs.

        A hundred of them come with every new file, and parsing them took longer than all the rest.
        """
        return self.root("styles", left_out=_TABLE_STYLE)

    def text(self) -> Element:
        """Return the root of the part that holds the text."""
        return self.archive.parse(transitional(self.source), self.main)

    def _targets(self, source: str) -> dict[str, str]:
        name = _links(source)
        data = self.data(name)
        if not data:
            return {}
        folder = posixpath.dirname(source)
        found: dict[str, str] = {}
        for link in self.archive.parse(data, name).iter(_RELATIONSHIP):
            if link.get("TargetMode") != "External":
                sort = link.get("Type", "").rpartition("/")[2]
                target = link.get("Target", "").replace("\\", "/")
                found.setdefault(sort, posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/"))
        return found


def _links(source: str) -> str:
    """Return the name of the part that holds the relationships of another one."""
    folder, name = posixpath.split(source)
    return posixpath.join(folder, "_rels", f"{name}.rels")
