"""pydantic's errors in the author's words; an error that contains another is its echo."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from lawcheck.model import Text
from lawcheck.rulebook.frames import Ledger, did_you_mean, nearest, quoted
from lawcheck.rulebook.hints import keys, shape_at
from lawcheck.rulebook.nodes import Broken, Found, Items, Node, Place, Scalar, Table, follow

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

_UNKNOWN = {"unexpected_keyword_argument", "extra_forbidden"}
_MISSING = {"missing", "missing_argument", "missing_keyword_only_argument"}
_CHOICE = {"enum", "literal_error"}

# the beginning of pydantic's error type → what should stand there
_EXPECTED = {
    "string": "文字",
    "int": "整数",
    "float": "数字",
    "decimal": "数字",
    "finite_number": "有限的数",
    "bool": " true 或 false",
    "date": "日期（如 2024-01-31）",
    "tuple": "列表（[甲, 乙]，或每行一项、以“- ”开头）",
    "list": "列表（[甲, 乙]，或每行一项、以“- ”开头）",
    "frozen_set": "列表（[甲, 乙]，或每行一项、以“- ”开头）",
    "dict": "键和值（每行一个“键: 值”）",
    "dataclass": "键和值（每行一个“键: 值”）",
    "model": "键和值（每行一个“键: 值”）",
}
# pydantic's error type → what the value must be, with the limit from the error's context
_LIMITS = {
    "greater_than": "应大于 {gt}",
    "greater_than_equal": "应不小于 {ge}",
    "less_than": "应小于 {lt}",
    "less_than_equal": "应不大于 {le}",
    "too_short": "至少要有 {min_length} 项",
    "too_long": "至多只能有 {max_length} 项",
    "string_too_short": "至少要有 {min_length} 个字",
    "string_too_long": "至多只能有 {max_length} 个字",
    "string_pattern_mismatch": "写法不对（应合于 {pattern}）",
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
            ledger.add(found.node.place, f"缺少键 {quoted(name)}")
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
    near = nearest(key, known)
    rest = did_you_mean(near) if near else f"；这里可用的键：{'、'.join(known)}"
    ledger.add(place, f"未知的键 {quoted(key)}{rest}")
    return near


def _value_wrong(errors: Sequence[ErrorDetails], found: Found, shape: type[Any] | None) -> str:
    error = errors[0]
    name = found.path[-1] if found.path else None
    subject = f"{quoted(name)} " if isinstance(name, str) else "这一项" if name is not None else ""
    context: Mapping[str, Any] = error.get("ctx", {})
    if error["type"] in _CHOICE:
        return subject + _choice(str(context["expected"]), found.node)
    if error["type"] in ("value_error", "assertion_error"):
        return f"{subject}{context['error']}"
    if error["type"] in _LIMITS:
        return subject + _LIMITS[error["type"]].format_map(context) + _instead(found.node)
    if shape is Text:
        return f"{subject}应为文字，或 {{zh: 中文, en: 英文}}{_instead(found.node)}"
    expected = dict.fromkeys(_expected(error["type"]) for error in errors)
    if None in expected:
        return f"{subject}的值不对（{error['msg']}）{_instead(found.node)}"
    return f"{subject}应为{'，或'.join(str(what) for what in expected)}{_instead(found.node)}"


def _expected(error: str) -> str | None:
    return next((what for start, what in _EXPECTED.items() if re.match(rf"{start}_", error + "_")), None)


def _choice(expected: str, node: Node) -> str:
    allowed = re.findall(r"'([^']*)'", expected) or [expected]
    near = nearest(node.text, allowed) if isinstance(node, Scalar) else None
    return f"只能是 {'、'.join(allowed)}{_instead(node)}{did_you_mean(near) if near else ''}"


def _instead(node: Node) -> str:
    if isinstance(node, Scalar):
        return f"，这里是 {quoted(node.text)}"
    return f"，这里是{'列表' if isinstance(node, Items) else '键和值'}"
