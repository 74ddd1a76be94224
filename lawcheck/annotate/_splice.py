"""Put the marks of comments into the bytes of a text part."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from lawcheck.annotate._ranges import Point, Range

_PRESERVE = b' xml:space="preserve"'


@dataclass(slots=True, eq=False)
class _Insertion:
    """What goes in at one place: comments end there before others begin."""

    point: Point
    ends: list[bytes] = field(default_factory=list)
    begins: list[bytes] = field(default_factory=list)

    def markup(self) -> bytes:
        return b"".join((self.point.close, *self.ends, *self.begins, self.point.reopen))


def spliced(data: bytes, ranges: Sequence[Range], first: int, namespace: str) -> bytes:
    """Return a text part with the marks of comments, whose ids count from ``first``."""
    places: dict[int, _Insertion] = {}
    for id_, each in enumerate(ranges, first):
        begin, end, mark = _marks(id_, namespace)
        insertion = places.setdefault(each.start.at, _Insertion(each.start))
        if each.end.at == each.start.at:
            insertion.begins.append(begin + end + mark)
            continue
        insertion.begins.append(begin)
        places.setdefault(each.end.at, _Insertion(each.end)).ends.append(end + mark)
    pieces = {at: insertion.markup() for at, insertion in places.items()}
    for insertion in places.values():
        if insertion.point.spaced is not None:
            pieces.setdefault(insertion.point.spaced, _PRESERVE)
    return _inserted(data, sorted(pieces.items()))


def _marks(id_: int, namespace: str) -> tuple[bytes, bytes, bytes]:
    """Return the marks of a comment's start and end and the run that refers to it.

    Each names its namespace itself, whatever prefix the file uses.
    """
    name = f'xmlns:w="{namespace}"'
    return (
        f'<w:commentRangeStart {name} w:id="{id_}"/>'.encode(),
        f'<w:commentRangeEnd {name} w:id="{id_}"/>'.encode(),
        f'<w:r {name}><w:commentReference w:id="{id_}"/></w:r>'.encode(),
    )


def _inserted(data: bytes, pieces: Iterable[tuple[int, bytes]]) -> bytes:
    parts, done = [], 0
    for at, piece in pieces:
        parts += [data[done:at], piece]
        done = at
    return b"".join((*parts, data[done:]))
