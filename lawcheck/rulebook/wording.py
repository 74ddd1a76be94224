"""pydantic's errors in the author's words; an error that contains another is its echo."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from lawcheck.model import Text
from lawcheck.rulebook.frames import Ledger
from lawcheck.rulebook.hints import keys, shape_at
from lawcheck.rulebook.nodes import Broken, Found, Items, Node, Place, Scalar, Table, follow
from lawcheck.rulebook.phrases import LIST, TABLE, guess, guess_or_list, here, missing_key, nearest, quoted

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

_UNKNOWN = {"unexpected_keyword_argument", "extra_forbidden"}
_MISSING = {"missing", "missing_argument", "missing_keyword_only_argument"}
_CHOICE = {"enum", "literal_error"}

# the beginning of pydantic's error type → what should stand there
_EXPECTED = {
    "string": Text("文字", "text"),
    "int": Text("整数", "a whole number"),
    "float": Text("数字", "a number"),
    "decimal": Text("数字", "a number"),
    "finite_number": Text("有限的数", "a finite number"),
    "bool": Text(" true 或 false", "true or false"),
    "date": Text("日期（如 2024-01-31）", "a date (such as 2024-01-31)"),
    "tuple": LIST,
    "list": LIST,
    "frozen_set": LIST,
    "dict": TABLE,
    "dataclass": TABLE,
    "model": TABLE,
}
# pydantic's error type → what the value must be, with the limit from the error's context
_LIMITS = {
    "greater_than": Text("应大于 {gt}", "must be above {gt}"),
    "greater_than_equal": Text("应不小于 {ge}", "must be at least {ge}"),
    "less_than": Text("应小于 {lt}", "must be below {lt}"),
    "less_than_equal": Text("应不大于 {le}", "must be at most {le}"),
    "too_short": Text("至少要有 {min_length} 项", "must have at least {min_length} items"),
    "too_long": Text("至多只能有 {max_length} 项", "must have at most {max_length} items"),
    "string_too_short": Text("至少要有 {min_length} 个字", "must have at least {min_length} characters"),
    "string_too_long": Text("至多只能有 {max_length} 个字", "must have at most {max_length} characters"),
    "string_pattern_mismatch": Text(
        "写法不对（应合于 {pattern}）", "is ill-formed (it must match {pattern})"
    ),
}


def tell(errors: Sequence[ErrorDetails], shape: type[Any], table: Table, ledger: Ledger) -> None:
    """Tell the root causes among the errors of a shape that a table should fill."""
    roots = [(found, same) for found, same in _roots(errors, table) if not isinstance(found.node, Broken)]
    meant = set()
    for found, _ in _of(roots, _UNKNOWN):
        around = found.path[:-1]
        place = found.key or found.node.place
        meant.add((*around, tell_unknown(str(found.path[-1]), place, shape_at(shape, around), ledger)))
    for found, error in _of(roots, _MISSING):
        name = str(error["loc"][-1])
        if (*found.path, name) not in meant:  # else it is there, but misspelt
            ledger.add(found.node.place, missing_key(name))
    for found, same in roots:
        wrong = [error for error in same if error["type"] not in _UNKNOWN | _MISSING]
        if wrong and not ledger.told_at(found.node.place):
            ledger.add(found.node.place, _value_wrong(wrong, found, shape_at(shape, found.path)))


def _of(
    roots: Sequence[tuple[Found, list[ErrorDetails]]], types: set[str]
) -> Iterator[tuple[Found, ErrorDetails]]:
    for found, same in roots:
        yield from ((found, error) for error in same if error["type"] in types)


def _roots(errors: Sequence[ErrorDetails], table: Table) -> Iterator[tuple[Found, list[ErrorDetails]]]:
    """Yield the errors that contain no other, those of one place together (kinds of a union)."""
    places: dict[tuple[str | int, ...], tuple[Found, list[ErrorDetails]]] = {}
    for error in errors:
        found = follow(table, error["loc"])
        absent = error["type"] in _MISSING
        path = (*found.path, *found.rest[-1:]) if absent else found.path
        places.setdefault(path, (found, []))[1].append(error)
    outer = {path[:length] for path in places for length in range(len(path))}
    yield from (told for path, told in places.items() if path not in outer)


def tell_unknown(key: str, place: Place, shape: type[Any] | None, ledger: Ledger) -> str | None:
    """Tell a key that a shape does not have; return which one may have been meant."""
    known = list(keys(shape)) if shape else []
    label = Text("；这里可用的键：", "; keys that may stand here: ")
    unknown = Text(f"未知的键 {quoted(key)}", f"unknown key {quoted(key)}")
    ledger.add(place, unknown + guess_or_list(key, known, label))
    return nearest(key, known)


def _value_wrong(errors: Sequence[ErrorDetails], found: Found, shape: type[Any] | None) -> Text:
    error = errors[0]
    subject = _subject(found)
    context: Mapping[str, Any] = error.get("ctx", {})
    if error["type"] in _CHOICE:
        return subject + _choice(str(context["expected"]), found.node)
    if error["type"] in ("value_error", "assertion_error"):
        return subject + Text(str(context["error"]))
    if error["type"] in _LIMITS:
        limit = _LIMITS[error["type"]]
        told = Text(limit.zh.format_map(context), limit.en.format_map(context))
        return subject + told + _instead(found.node)
    if shape is Text:
        wanted = Text("应为文字，或 {zh: 中文, en: 英文}", "must be text, or {zh: Chinese, en: English}")
        return subject + wanted + _instead(found.node)
    expected = dict.fromkeys(_expected(error["type"]) for error in errors)
    known = [what for what in expected if what]
    if len(known) < len(expected):
        return (
            subject + Text(f"的值不对（{error['msg']}）", f"is wrong ({error['msg']})") + _instead(found.node)
        )
    zh, en = "，或".join(what.zh for what in known), " or ".join(what.en for what in known)
    return subject + Text(f"应为{zh}", f"must be {en}") + _instead(found.node)


def _subject(found: Found) -> Text:
    """Return what a message on a value begins with."""
    name = found.path[-1] if found.path else None
    if isinstance(name, str):
        return Text(f"{quoted(name)} ")
    return Text("这一项", "this item ") if name is not None else Text("", "it ")


def _expected(error: str) -> Text | None:
    return next((what for start, what in _EXPECTED.items() if re.match(rf"{start}_", error + "_")), None)


def _choice(expected: str, node: Node) -> Text:
    allowed = re.findall(r"'([^']*)'", expected) or [expected]
    *others, last = allowed
    one_of = f"{', '.join(others)} or {last}" if others else last
    told = Text(f"只能是 {'、'.join(allowed)}", f"must be {one_of}") + _instead(node)
    return told + guess(node.text, allowed) if isinstance(node, Scalar) else told


def _instead(node: Node) -> Text:
    if isinstance(node, Scalar):
        return here(node.text)
    if isinstance(node, Items):
        return Text("，这里是列表", ", not a list")
    return Text("，这里是键和值", ", not keys with values")
