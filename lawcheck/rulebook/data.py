"""A YAML list of records, read as strictly as a rule file: every mistake with line, column and frame."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import replace
from typing import Any, TypeVar

from lawcheck.errors import RuleBookError
from lawcheck.model import Text
from lawcheck.rulebook import source
from lawcheck.rulebook.frames import Ledger, TooManyError
from lawcheck.rulebook.hints import keys, shape_at
from lawcheck.rulebook.nodes import Broken, Items, Node, Scalar, Table, follow
from lawcheck.rulebook.phrases import TABLE
from lawcheck.rulebook.repair import clean
from lawcheck.rulebook.shaping import shape
from lawcheck.rulebook.strict import parse_list

ABSENT = "absent"  # the key of a shape that lists which of the others are null: known not to be there
_NULL = ("null", "~")
_REMARKS = ("why",)  # for people only

T = TypeVar("T")
Wrong = tuple[tuple[str | int, ...], Text]  # the way to a key or value in a record, and what is wrong there


def read_records(
    path: str, cls: type[T], what: Text, mistakes: Callable[[T], Iterable[Wrong]]
) -> tuple[T, ...]:
    """Return the records that a YAML file lists.

    Args:
        path: The file.
        cls: A frozen dataclass, the shape of each record; no other keys are allowed.
        what: What sort of file it is, for messages.
        mistakes: Yields what is wrong with a record that has the right shape.

    Raises:
        RuleBookError: The file cannot be read or has mistakes; all of them are listed.
    """
    text = source.text_of(source.read(path, what), path, what)
    ledger = Ledger(path, text)
    found: list[T] = []
    with suppress(TooManyError):
        found += _records(text, cls, ledger, mistakes)
    if ledger:
        raise RuleBookError(ledger.mistakes())
    return tuple(found)


def _spelt(table: Table, cls: type[Any]) -> Table:
    """Return a table in which the keys that are null are listed under `ABSENT`, if its shape has that key."""
    known = keys(cls)
    if ABSENT not in known:
        return table
    nulls = [key for key, value in table.entries.items() if key in known and _is_null(value)]
    entries = {key: _spelt_below(key, value, cls) for key, value in table.without(*nulls).entries.items()}
    if nulls:
        named = tuple(Scalar(key, table.keys[key], plain=True) for key in nulls)
        listed = entries.get(ABSENT)
        more = listed.items if isinstance(listed, Items) else ()
        entries[ABSENT] = Items((*more, *named), named[0].place)
    return Table(entries, {ABSENT: table.place, **table.keys}, table.place)


def _spelt_below(key: str, value: Node, cls: type[Any]) -> Node:
    shape_below = shape_at(cls, (key,))
    return _spelt(value, shape_below) if isinstance(value, Table) and shape_below else value


def _is_null(node: Node) -> bool:
    return isinstance(node, Scalar) and node.plain and node.text in _NULL


def _records(
    text: str, cls: type[T], ledger: Ledger, mistakes: Callable[[T], Iterable[Wrong]]
) -> Iterable[T]:
    cleaned = clean(text)
    for place, message in cleaned.told:
        ledger.add(place, message)
    for given in _tables(parse_list(cleaned.text, ledger, cleaned.origin, _REMARKS), ledger):
        table = _spelt(given, cls)
        record = shape(cls, table, ledger)
        sound, tree = (record, table) if record else _sound_part(cls, table)
        for way, message in mistakes(sound) if sound else ():
            _tell(tree, way, message, ledger)
        if record:
            yield record


def _sound_part(cls: type[T], table: Table) -> tuple[T | None, Table]:
    """Return a record without what has the wrong shape, so that the rest of it is checked too."""
    while True:
        scratch = Ledger("", "")
        made = shape(cls, table, scratch)
        rest = _pruned(table, scratch)
        if made or rest == table or not isinstance(rest, Table):
            return made, table
        table = rest


def _pruned(node: Node, told: Ledger) -> Node | None:
    """Return a tree without the nodes of which something is told, None where nothing is left."""
    if isinstance(node, Broken) or told.told_at(node.place):
        return None
    if isinstance(node, Items):
        return replace(node, items=tuple(rest for item in node.items if (rest := _pruned(item, told))))
    if isinstance(node, Table):
        pruned = {key: _pruned(value, told) for key, value in node.entries.items()}
        sound = {key: rest for key, rest in pruned.items() if rest and not told.told_at(node.keys[key])}
        return replace(node, entries=sound)
    return node


def _tables(root: Items | None, ledger: Ledger) -> Iterable[Table]:
    if root and not root.items:
        ledger.add(root.place, Text("列表是空的，至少要有一项", "the list is empty, it needs an item"))
    for item in root.items if root else ():
        if isinstance(item, Table):
            yield item
        elif not isinstance(item, Broken):
            ledger.add(item.place, Text("列表的每一项应为", "each item of the list must be ") + TABLE)


def _tell(table: Table, way: tuple[str | int, ...], message: Text, ledger: Ledger) -> None:
    """Tell a mistake at the value to which a way leads, or at the key of a table."""
    found = follow(table, way)
    at_key = found.key if isinstance(found.node, Table) and isinstance(way[-1], str) else None
    ledger.add(at_key or found.node.place, message)
