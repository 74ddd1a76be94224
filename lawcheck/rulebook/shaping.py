"""Tree → dataclasses: pydantic checks the shapes, its errors are told in the author's words."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from functools import cache
from math import isfinite
from typing import Any, TypeVar, cast

from pydantic import TypeAdapter, ValidationError

from lawcheck.model import Text
from lawcheck.rulebook.frames import Ledger
from lawcheck.rulebook.hints import RECKONED, below, one_of_many, takes
from lawcheck.rulebook.nodes import Broken, Items, Node, Scalar, Table
from lawcheck.rulebook.phrases import here
from lawcheck.rulebook.wording import tell, tell_unknown

T = TypeVar("T")

_WORDS = tuple[str, ...]


def shape(cls: type[T], table: Table, ledger: Ledger, given: Mapping[str, object] | None = None) -> T | None:
    """Return the dataclass that a table fills, None where something in it is wrong.

    ``given`` are values of keys that have been made already.
    """
    before = len(ledger)
    for key in RECKONED & table.entries.keys():
        tell_unknown(key, table.keys[key], cls, ledger)
    data = _data(table, cls, ledger) | (given or {})
    try:
        made: T = _adapter(cast(Hashable, cls)).validate_python(data)
    except ValidationError as error:
        tell(error.errors(include_url=False, include_input=False), cls, table, ledger)
        return None
    return made if len(ledger) == before else None


@cache
def _adapter(cls: Any) -> TypeAdapter[Any]:
    return TypeAdapter(cls)


class _Told:
    """Stands for a value of which a mistake is told: no type accepts it."""


def _data(node: Node, hint: Any, ledger: Ledger) -> Any:
    """Return a tree as the plain values that pydantic takes."""
    if isinstance(node, Broken):
        return _Told()
    if takes(hint, Text):
        return _text_for_people(node, ledger)
    if isinstance(node, Items):
        if takes(hint, _WORDS):  # most of a file: nothing to be done for its words
            return [
                item.text if isinstance(item, Scalar) else _data(item, str, ledger) for item in node.items
            ]
        return [_data(item, below(hint, at), ledger) for at, item in enumerate(node.items)]
    if one_of_many(hint) is not hint:
        return [_data(node, one_of_many(hint), ledger)]
    if isinstance(node, Table):
        return {key: _data(value, below(hint, key), ledger) for key, value in node.entries.items()}
    if takes(hint, float) and not _finite(node.text):
        ledger.add(node.place, Text("应为有限的数", "it must be a finite number") + here(node.text))
        return _Told()
    return node.text


def _text_for_people(node: Node, ledger: Ledger) -> Any:
    if isinstance(node, Table):
        _check_chinese(node.entries.get("zh"), ledger)
    elif isinstance(node, Scalar):
        _check_chinese(node, ledger)
        return {"zh": node.text}
    return _data(node, None, ledger)


def _check_chinese(node: Node | None, ledger: Ledger) -> None:
    if isinstance(node, Scalar) and not node.text.strip():
        ledger.add(node.place, Text("文字是空的", "the text is empty"))


def _finite(text: str) -> bool:
    try:
        return isfinite(float(text))
    except ValueError:
        return True  # no number at all: pydantic says so
