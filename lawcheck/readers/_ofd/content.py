"""What a page of an OFD shows: texts at their places, how much of it is images."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from xml.etree.ElementTree import Element

from lawcheck.readers._ofd.elements import descendants, local, numbers
from lawcheck.readers._ofd.matrix import Matrix
from lawcheck.readers._ofd.texts import pieces_of
from lawcheck.readers._pages import Piece

Units = Mapping[str, Element]
_GROUPS = ("Layer", "PageBlock", "Content")
_DEEPEST = 20  # groups inside groups


@dataclass(frozen=True, slots=True, eq=False)
class Content:
    """What is shown: ``picture`` is the area that images cover, ``paths`` how many shapes are drawn."""

    pieces: tuple[Piece, ...] = ()
    picture: float = 0.0
    paths: int = 0

    def __add__(self, other: Content) -> Content:
        return Content(self.pieces + other.pieces, self.picture + other.picture, self.paths + other.paths)

    def pieces_from(self, left: float, top: float) -> Iterator[Piece]:
        """Yield the pieces, measured from the corner of a page's box."""
        for piece in self.pieces:
            yield replace(piece, left=piece.left - left, right=piece.right - left, base=piece.base - top)


def read_content(root: Element, units: Units) -> Content:
    """Return what a page or a template shows itself."""
    found = [_read(one, Matrix(), units, 0) for one in root if local(one) == "Content"]
    return sum(found, Content())


def _read(group: Element, matrix: Matrix, units: Units, depth: int) -> Content:
    pieces: list[Piece] = []
    picture, paths = 0.0, 0
    for one in group if depth < _DEEPEST else ():
        kind = local(one)
        if kind == "TextObject":
            pieces += pieces_of(one, matrix)
        elif kind == "ImageObject":
            picture += _area(one)
        elif kind == "PathObject":
            paths += 1
        elif kind in _GROUPS or kind == "CompositeObject":
            inner = _inner(one, matrix, units, depth)
            pieces += inner.pieces
            picture, paths = picture + inner.picture, paths + inner.paths
    return Content(tuple(pieces), picture, paths)


def _inner(one: Element, matrix: Matrix, units: Units, depth: int) -> Content:
    """Return what a group shows, or a compound object: its unit is drawn inside its boundary."""
    if local(one) in _GROUPS:
        return _read(one, matrix, units, depth + 1)
    unit = units.get(one.get("ResourceID", ""))
    content = next(descendants(unit, "Content"), None) if unit is not None else None
    if content is None:
        return Content()
    return _read(content, Matrix.of_object(one).then(matrix), units, depth + 1)


def _area(image: Element) -> float:
    boundary = numbers(image.get("Boundary", ""))
    return boundary[2] * boundary[3] if len(boundary) == 4 else 0.0
