"""YAML text → tree, with a stricter YAML than YAML's: text only, no repeated keys, no cleverness."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from typing import Any, cast

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from lawcheck.model import Text
from lawcheck.rulebook.frames import Ledger
from lawcheck.rulebook.nodes import START, Broken, Items, Node, Place, Scalar, Table
from lawcheck.rulebook.phrases import quoted, repeated
from lawcheck.rulebook.syntax import explain

MAX_DEPTH = 20

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_WIDE_PAIRS = ("“”", "‘’", "「」", "『』", "＂＂", "＇＇", '“"', '"”', "””", "““")


def parse(text: str, ledger: Ledger, origin: Callable[[int, int], Place]) -> Table | None:
    """Return the tree of a YAML text, None where there is none; what is wrong goes to the ledger.

    Args:
        text: The text to parse, without characters that YAML forbids.
        ledger: Where to tell mistakes.
        origin: Turns a line and column of the text, both from 0, into a place of the file.
    """
    root = _root(text, ledger, origin)
    if isinstance(root, Table):
        return root
    if root is None:
        ledger.add(START, Text("文件是空的，没有任何规则", "the file is empty, there is no rule"))
    elif not isinstance(root, Broken):
        ledger.add(
            root.place,
            Text(
                "文件最外层应为键和值（如 rulebook: 名称）",
                "at the top there must be keys with values (as rulebook: name)",
            ),
        )
    return None


def parse_list(
    text: str, ledger: Ledger, origin: Callable[[int, int], Place], remarks: Collection[str] = ()
) -> Items | None:
    """Return the list that a YAML text is, None where it is none; arguments as in `parse`.

    ``remarks`` are keys whose text is for people only: a comma may stand in it also between { and }.
    """
    root = _root(text, ledger, origin, remarks)
    if isinstance(root, Items):
        return root
    if root is None:
        ledger.add(START, Text("文件是空的，里面没有列表", "the file is empty, there is no list"))
    elif not isinstance(root, Broken):
        ledger.add(
            root.place,
            Text(
                "文件最外层应为列表，每项以“- ”开头", "at the top there must be a list, each item after “- ”"
            ),
        )
    return None


def _root(
    text: str, ledger: Ledger, origin: Callable[[int, int], Place], remarks: Collection[str] = ()
) -> Node | None:
    """Return what a YAML text holds, None where it holds nothing; what is told already is broken."""
    composer = _Composer(text, ledger, origin, remarks)
    try:
        return composer.document()
    except _TooDeepError as error:
        place = error.place
        ledger.add(place, Text(f"嵌套超过 {MAX_DEPTH} 层", f"nested deeper than {MAX_DEPTH} levels"))
    except yaml.MarkedYAMLError as error:
        line, column, message = explain(error, text)
        place = origin(line, column)
        ledger.add(place, message)
    return Broken(place)


def _line(mark: Any) -> int:
    line: int = mark.line
    return line


class _TooDeepError(Exception):
    def __init__(self, place: Place) -> None:
        super().__init__(place)
        self.place = place


class _Composer:
    """Builds the tree from YAML's events and tells what the strict YAML forbids."""

    def __init__(
        self,
        text: str,
        ledger: Ledger,
        origin: Callable[[int, int], Place],
        remarks: Collection[str],
    ) -> None:
        self._events: Iterator[Event] = yaml.parse(text, Loader=_LOADER)
        self._ledger = ledger
        self._origin = origin
        self._remarks = remarks

    def document(self) -> Node | None:
        """Return the first document's root."""
        root = None
        for event in self._events:
            if isinstance(event, DocumentStartEvent) and root is not None:
                second = Text(
                    "一个文件只能有一份 YAML（这里的 --- 开始了第二份）",
                    "a file holds one YAML document (the --- here begins a second one)",
                )
                self._ledger.add(self._start(event), second)
                break
            if isinstance(event, NodeEvent):
                root = self._node(event, 1)
        return root if not isinstance(root, Scalar) or root.text or not root.plain else None

    def _start(self, event: Event) -> Place:
        return self._place(event.start_mark)

    def _place(self, mark: Any) -> Place:
        return self._origin(mark.line, mark.column)

    def _node(self, event: Event, depth: int) -> Node:
        place = self._start(event)
        if depth > MAX_DEPTH:
            raise _TooDeepError(place)
        if isinstance(event, AliasEvent):
            name = quoted(f"*{event.anchor}")
            told = Text(f"不能用别名 {name}，请把内容写全", f"no alias {name} is allowed, write it out")
            self._ledger.add(place, told)
            return Broken(place)
        self._check_properties(event, place)
        if isinstance(event, MappingStartEvent):
            return self._table(place, depth)
        if isinstance(event, SequenceStartEvent):
            return self._items(place, depth, flow=bool(event.flow_style))
        return self._scalar(cast(ScalarEvent, event), place)

    def _check_properties(self, event: Event, place: Place) -> None:
        if getattr(event, "anchor", None):
            anchor = Text(
                "不能用锚点，请把内容写全（值以 & 开头时加引号）",
                "no anchor is allowed, write it out (a value that begins with & needs quotes)",
            )
            self._ledger.add(place, anchor)
        if getattr(event, "tag", None):
            tag = Text(
                "不能用 YAML 标签（值以 ! 开头时加引号）",
                "no YAML tag is allowed (a value that begins with ! needs quotes)",
            )
            self._ledger.add(place, tag)

    def _scalar(self, event: ScalarEvent, place: Place) -> Scalar:
        one_line = _line(event.start_mark) == _line(event.end_mark)
        scalar = Scalar(event.value, place, not event.style, one_line)
        return self._unwrapped(scalar) if scalar.plain else scalar

    def _unwrapped(self, scalar: Scalar) -> Scalar:
        """Return a plain text without the Chinese quotes that were meant as YAML's."""
        text = scalar.text
        pair = text[:1] + text[-1:]
        inner = text[1:-1]
        if pair not in _WIDE_PAIRS or any(mark in inner for mark in pair):
            return scalar
        self._ledger.add(
            scalar.place,
            Text(
                f'{pair[0]}{pair[1]} 不是 YAML 的引号：引号请用半角 ""；'
                "词里确有中文引号时，外面再加一对半角引号",
                f'{pair[0]}{pair[1]} are no quotes of YAML: write ""; where the word itself has Chinese '
                'quotes put "" around them',
            ),
        )
        return scalar._replace(text=inner, plain=False)

    def _items(self, place: Place, depth: int, *, flow: bool) -> Items:
        items: list[Node] = []
        for event in self._events:
            if isinstance(event, SequenceEndEvent):
                break
            node = self._node(event, depth + 1)
            if isinstance(node, Scalar) and node.plain and (not node.text or (flow and "，" in node.text)):
                items.extend(self._plain_items(node))
            else:
                items.append(node)
        return Items(tuple(items), place)

    def _plain_items(self, scalar: Scalar) -> Iterator[Node]:
        if not scalar.text:
            self._ledger.add(scalar.place, Text("列表里有一项是空的", "an item of the list is empty"))
            yield Broken(scalar.place)
            return
        pieces = re.split("(，)", scalar.text) if scalar.one_line else [scalar.text]
        line, column = scalar.place
        for piece in pieces:
            if piece == "，":
                wide = Text(
                    "列表里用了全角逗号：请改用半角逗号；词里确有逗号时给词加引号",
                    "a full-width comma in a list: write a plain one; a word that has a comma needs quotes",
                )
                self._ledger.add(Place(line, column), wide)
            elif piece.strip():
                lead = len(piece) - len(piece.lstrip())
                yield Scalar(piece.strip(), Place(line, column + lead), plain=True)
            column += len(piece)

    def _table(self, place: Place, depth: int) -> Table:
        table = Table({}, {}, place)
        for event in self._events:
            if isinstance(event, MappingEndEvent):
                break
            key = self._node(event, depth + 1)
            if isinstance(key, Scalar) and key.plain and key.text == "<<":
                self._ledger.add(
                    key.place,
                    Text("不能用合并键 <<，请把内容写全", "no merge key << is allowed, write it out"),
                )
                self._skip(depth)
                continue
            told = len(self._ledger)
            value = self._node(next(self._events), depth + 1)
            if not self._goes_on(table, key, value):
                self._enter(table, key, value, told=len(self._ledger) > told)
        return table

    def _goes_on(self, table: Table, key: Node, value: Node) -> bool:
        """Put a key without a value back to the remark that a comma cut: ``{why: history, not now}``."""
        last = next(reversed(table.entries), "")
        remark = table.entries.get(last)
        if last not in self._remarks or not (isinstance(remark, Scalar) and isinstance(key, Scalar)):
            return False
        end = Place(key.place.line, key.place.column + len(key.text))
        no_colon = isinstance(value, Scalar) and value.plain and (value.place == end or not key.one_line)
        if not (no_colon and remark.plain and key.plain):
            return False
        table.entries[last] = remark._replace(text=f"{remark.text}, {key.text}", one_line=key.one_line)
        return True

    def _skip(self, depth: int) -> None:
        """Pass over a node of which nothing is to be said."""
        ledger, self._ledger = self._ledger, Ledger("", "")
        self._node(next(self._events), depth + 1)
        self._ledger = ledger

    def _enter(self, table: Table, key: Node, value: Node, *, told: bool) -> None:
        """Put a pair into a table, unless something is wrong with it."""
        if not isinstance(key, Scalar):
            self._ledger.add(key.place, Text("键必须是一个词", "a key must be one word"))
        elif not key.text.strip():
            self._ledger.add(key.place, Text("键是空的", "the key is empty"))
        elif key.text in table.entries:
            first = table.keys[key.text].line
            self._ledger.add(key.place, Text("键 ", "the key ") + repeated(key.text, first))
        else:
            table.entries[key.text] = self._value(key, value, told=told)
            table.keys[key.text] = key.place

    def _value(self, key: Scalar, value: Node, *, told: bool) -> Node:
        if not isinstance(value, Scalar) or value.text or not value.plain:
            return value
        if not told:
            name = quoted(key.text)
            self._ledger.add(key.place, Text(f"键 {name} 没有值", f"the key {name} has no value"))
        return Broken(value.place)
