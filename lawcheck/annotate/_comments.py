"""The part of a Word file that holds its comments, and what refers to it."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from lawcheck.readers._word.package import Package

AUTHOR = "lawcheck"

_CONTENT_TYPES = "[Content_Types].xml"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_TYPES_SPACE = "http://schemas.openxmlformats.org/package/2006/content-types"
_LINKS_SPACE = "http://schemas.openxmlformats.org/package/2006/relationships"
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True, eq=False)
class Comment:
    """A comment: its paragraphs."""

    lines: tuple[str, ...]


def comment_parts(package: Package, comments: Sequence[Comment]) -> tuple[int, dict[str, bytes]]:
    """Return the first comment's id and the parts to write: comments that were there stay."""
    name = package.parts.get("comments")
    if name and name in package.archive:
        there = package.archive.utf8(name)
        ids = [int(id_) for id_ in re.findall(rb':id="(\d{1,9})"', there)]
        first = max(ids, default=-1) + 1
        return first, {name: _before_end(there, "comments", _written(comments, first, package.namespace))}
    name = posixpath.join(posixpath.dirname(package.main), _free_name(package))
    body = _written(comments, 0, package.namespace)
    part = f'<w:comments xmlns:w="{package.namespace}">'.encode() + body + b"</w:comments>"
    return 0, {
        name: b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' + part,
        _CONTENT_TYPES: _typed(package, name),
        **_linked(package, name),
    }


def _free_name(package: Package) -> str:
    folder = posixpath.dirname(package.main)
    names = ("comments.xml", *(f"comments{number}.xml" for number in range(2, 1000)))
    return next(name for name in names if posixpath.join(folder, name) not in package.archive)


def _written(comments: Sequence[Comment], first: int, namespace: str) -> bytes:
    return b"".join(_comment(each, id_, namespace) for id_, each in enumerate(comments, first))


def _comment(comment: Comment, id_: int, namespace: str) -> bytes:
    """Return a comment's XML; it carries no date, so that the same paper gives the same bytes."""
    head = f'<w:comment xmlns:w="{namespace}" w:id="{id_}" w:author="{AUTHOR}" w:initials="lc">'
    lines = "".join(
        f'<w:p><w:r><w:t xml:space="preserve">{_safe(it)}</w:t></w:r></w:p>' for it in comment.lines
    )
    return f"{head}{lines}</w:comment>".encode()


def _safe(text: str) -> str:
    return escape(_NOT_XML.sub("\ufffd", text), quote=False)


def _typed(package: Package, name: str) -> bytes:
    entry = f'<Override xmlns="{_TYPES_SPACE}" PartName="/{name}" ContentType="{_TYPE}"/>'
    return _before_end(package.archive.utf8(_CONTENT_TYPES), "Types", entry.encode())


def _linked(package: Package, name: str) -> dict[str, bytes]:
    links = package.links_name
    there = package.archive.utf8(links)
    numbers = range(1, 10_000)
    id_ = next(id_ for id_ in (f"lawcheck{number}" for number in numbers) if id_.encode() not in there)
    target = posixpath.basename(name)
    sort = f"{package.relationships}/comments"
    entry = f'<Relationship xmlns="{_LINKS_SPACE}" Id="{id_}" Type="{sort}" Target="{target}"/>'.encode()
    if not there:
        there = f'<Relationships xmlns="{_LINKS_SPACE}"/>'.encode()
    return {links: _before_end(there, "Relationships", entry)}


def _before_end(data: bytes, root: str, entry: bytes) -> bytes:
    """Return XML with an entry as the last child of its root, which may be written as one tag."""
    name = rb"(?:[\w.-]+:)?" + root.encode()
    ends = list(re.finditer(rb"</" + name + rb"\s*>", data))
    if ends:
        return data[: ends[-1].start()] + entry + data[ends[-1].start() :]
    alone = re.search(rb"<(" + name + rb")((?:\s[^>]*)?)/>", data)
    if alone is None:
        return data
    opened = b"<" + alone[1] + alone[2] + b">" + entry + b"</" + alone[1] + b">"
    return data[: alone.start()] + opened + data[alone.end() :]
