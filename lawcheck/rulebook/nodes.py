"""A rule file as a tree: every value is text, and everything knows its place."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple


class Place(NamedTuple):
    """A place in a file: line and column, both from 1, in code points."""

    line: int
    column: int


START = Place(1, 1)


class Scalar(NamedTuple):
    """A text; ``plain`` tells that no quotes stand around it, ``one_line`` that it ends where it begins.

    A named tuple and no dataclass: a rule file holds thousands.
    """

    text: str
    place: Place
    plain: bool
    one_line: bool = True


@dataclass(frozen=True, slots=True)
class Items:
    """A list."""

    items: tuple[Node, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Table:
    """Keys and values, in the order of the file; ``keys`` has where each key stands."""

    entries: dict[str, Node]
    keys: dict[str, Place]
    place: Place

    def without(self, *names: str) -> Table:
        """Return the table without some of its keys."""
        rest = {key: value for key, value in self.entries.items() if key not in names}
        return Table(rest, self.keys, self.place)


@dataclass(frozen=True, slots=True)
class Broken:
    """What has been told as a mistake already: nothing more is said about it."""

    place: Place


Node = Scalar | Items | Table | Broken


class Found(NamedTuple):
    """What a path leads to: the node, the place of its key, and the steps that lead nowhere."""

    node: Node
    key: Place | None
    path: tuple[str | int, ...]
    rest: tuple[str | int, ...]


def follow(node: Node, path: Sequence[str | int]) -> Found:
    """Go down a path as far as it leads, passing over steps that are no part of the file."""
    key: Place | None = None
    gone: list[str | int] = []
    rest: list[str | int] = []
    for step in path:
        if isinstance(node, Table) and isinstance(step, str) and step in node.entries:
            key, node = node.keys[step], node.entries[step]
            gone.append(step)
        elif isinstance(node, Items) and isinstance(step, int) and step < len(node.items):
            node = node.items[step]
            gone.append(step)
        else:
            rest.append(step)
    return Found(node, key, tuple(gone), tuple(rest))


def lists(node: Node) -> Iterator[Items]:
    """Yield every list in a tree, the outer ones first."""
    if isinstance(node, Items):
        yield node
    for child in children(node):
        yield from lists(child)


def children(node: Node) -> Collection[Node]:
    """Return what a node holds."""
    if isinstance(node, Table):
        return node.entries.values()
    return node.items if isinstance(node, Items) else ()
