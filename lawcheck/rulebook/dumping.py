"""RuleBook → YAML: what a book asks for with all that it takes over, and which file gave what."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from enum import Enum
from typing import Any

from lawcheck.kinds import Facts, Rule
from lawcheck.model import Text
from lawcheck.rulebook.hints import RECKONED
from lawcheck.rulebook.shapes import RuleBook, SectionRule

_SIMPLE = re.compile(r"[\w.%/+·][\w.%/+·《》（）、…-]*")
_WIDTH = 96  # code points of a line before a list goes on in the next
_APART = frozenset({"sections", "rules", "words", "extends", "without"})


def dump(book: RuleBook) -> str:
    """Return a book as a rule file would hold it that extends nothing; comments tell what others gave.

    Data files are not repeated: a comment tells that there is one.
    """
    lines = [*_entries(book, book, "", 0)]
    for name, asked in (("sections", book.sections), ("rules", book.rules)):
        if asked:
            lines += ["", f"{name}:"]
            for each in asked:
                lines += _item(book, each, 2)
    return "\n".join(lines) + "\n"


def dump_one(book: RuleBook, asked: SectionRule | Rule) -> str:
    """Return one part or rule as it would stand in a rule file."""
    return "\n".join(_item(book, asked, 0)) + "\n"


def origin(book: RuleBook, id_: str, key: str | None = None) -> str:
    """Return the id of the file that gave a key of a part or rule last; without a key, that made it."""
    layers = [layer for layer in book.layers if id_ in layer.given]
    if key is None:
        return layers[0].book if layers else book.rulebook
    return next((layer.book for layer in reversed(layers) if key in layer.given[id_]), "")


def _item(book: RuleBook, asked: SectionRule | Rule, indent: int) -> Iterator[str]:
    made = origin(book, asked.id)
    yield f"{' ' * indent}- id: {quoted(asked.id)}{_by(book, made)}"
    if asked.switched_off:
        yield f"{' ' * (indent + 2)}# without: {asked.switched_off.zh}"
    yield from _entries(book, asked, asked.id, indent + 2)
    if isinstance(asked, SectionRule) and asked.rules:
        yield f"{' ' * (indent + 2)}rules:"
        for rule in asked.rules:
            yield from _item(book, rule, indent + 4)


def _entries(book: RuleBook, record: Any, id_: str, indent: int) -> Iterator[str]:
    """Yield a line or more for each key that is not as by default."""
    for field in fields(record):
        name, value = field.name.rstrip("_"), getattr(record, field.name)
        apart = name in RECKONED or name in (_APART if record is book else ("id", "rules"))
        as_usual = value == field.default and name != "kind"
        if apart or as_usual or (field.default is not MISSING and value in ((), None)):
            continue
        if isinstance(value, Facts):
            yield f"{' ' * indent}# {name}: …  ({type(value).__name__})"
            continue
        given = origin(book, id_, name) if record is book or id_ else ""
        yield from _key(name, value, indent, _by(book, given))


def _by(book: RuleBook, layer: str) -> str:
    """Return a comment that names another layer than the one at the bottom."""
    bottom = book.layers[0].book if book.layers else ""
    return f"  # {layer}" if layer and layer != bottom else ""


def _key(name: str, value: Any, indent: int, comment: str) -> Iterator[str]:
    lead = f"{' ' * indent}{quoted(name)}:"
    if isinstance(value, tuple) and value and is_dataclass(value[0]):
        yield lead + comment
        yield from (f"{' ' * (indent + 2)}- {_flow(each)}" for each in value)
    elif isinstance(value, dict) or (is_dataclass(value) and not isinstance(value, Text)):
        yield lead + comment
        for key, item in _pairs(value):
            yield from _key(key, item, indent + 2, "")
    elif isinstance(value, tuple) and len(_flow(value)) + indent > _WIDTH:
        yield f"{lead}{comment}"
        yield from _wrapped(value, indent + 2)
    else:
        yield f"{lead} {_flow(value)}{comment}"


def _pairs(value: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(value, dict):
        yield from value.items()
        return
    for field in fields(value):
        item = getattr(value, field.name)
        if item not in ((), None) and item != field.default:
            yield field.name.rstrip("_"), item


def _wrapped(values: tuple[Any, ...], indent: int) -> Iterator[str]:
    """Yield a list in brackets over several lines."""
    line = ""
    yield f"{' ' * indent}["
    for value in values:
        item = f"{_flow(value)}, "
        if line and len(line) + len(item) > _WIDTH:
            yield f"{' ' * (indent + 2)}{line.rstrip()}"
            line = ""
        line += item
    yield f"{' ' * (indent + 2)}{line.rstrip()}"
    yield f"{' ' * indent}]"


def _flow(value: Any) -> str:
    """Return a value on one line."""
    if isinstance(value, Text):
        return quoted(value.zh) if not value.en else f"{{zh: {quoted(value.zh)}, en: {quoted(value.en)}}}"
    if isinstance(value, tuple):
        return f"[{', '.join(map(_flow, value))}]"
    if isinstance(value, dict) or is_dataclass(value):
        return f"{{{', '.join(f'{quoted(key)}: {_flow(item)}' for key, item in _pairs(value))}}}"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, date):
        return value.isoformat()
    return f"{value:g}" if isinstance(value, float) else quoted(str(value))


def quoted(text: str) -> str:
    """Return a text as YAML reads it back: plain where nothing in it has a meaning, else as in JSON."""
    if _SIMPLE.fullmatch(text):
        return text
    return "".join(c if c.isprintable() else _escaped(c) for c in json.dumps(text, ensure_ascii=False))


def _escaped(char: str) -> str:
    return f"\\u{ord(char):04x}" if ord(char) < 0x10000 else f"\\U{ord(char):08x}"
