"""The JSON Schema of rule files, made from the shapes, so that editors complete and explain keys.

``python -m lawcheck.rulebook.schema`` writes ``rules/schema.json`` anew. The loader is stricter: it
also sees words that can never match, ids that are not there and the like.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from datetime import date
from enum import Enum
from typing import Any, get_args, get_origin

from lawcheck.kinds import Basis, Facts, Issued, Rule, Scope, kind_class, kind_names
from lawcheck.model import Text
from lawcheck.rulebook.cases import Case, Expectation
from lawcheck.rulebook.files import shipped
from lawcheck.rulebook.hints import keys, members, one_of_many, required
from lawcheck.rulebook.key_texts import ABOUT, OF_SCOPES
from lawcheck.rulebook.shapes import RuleBook, SectionRule
from lawcheck.rulebook.wordlists import ADD, REMOVE

_FILE = "schema.json"
_DIALECT = "http://json-schema.org/draft-07/schema#"  # what editors understand best
_SHARED = "#/definitions/"
_SCALAR = {"$ref": f"{_SHARED}scalar"}

_BOOKS = {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}
_PASSAGES = {"type": "object", "additionalProperties": {"type": "string"}}
_WORD_FILE = {
    "type": "string",
    "description": Text(
        "同一文件夹里的词表文件名（比较标题用）",
        "a word file of the same folder (to compare headings by)",
    ),
}


def schema(lang: str = "zh") -> dict[str, Any]:
    """Return the schema of a rule file, its explanations in a language."""
    said: dict[str, Any] = _said(_schema(), lang)
    return said


def _said(node: Any, lang: str) -> Any:
    """Return a schema with the texts for people in a language."""
    if isinstance(node, Text):
        return node.say(lang)
    if isinstance(node, dict):
        return {key: _said(value, lang) for key, value in node.items()}
    return [_said(each, lang) for each in node] if isinstance(node, list) else node


def _schema() -> dict[str, Any]:
    kinds = {name: _record(kind_class(name), ("id", "kind")) for name in kind_names()}
    for name, definition in kinds.items():
        definition["properties"]["kind"] = {"const": name}
    book = _properties(
        RuleBook,
        {"words": _WORD_FILE, "extends": _BOOKS, "sections": _list_of("section"), "rules": _list_of("rule")},
    )
    book["properties"] |= {
        **{key: _explained(_PASSAGES, ABOUT[key]) for key in ("frame", "previous_frame")},
        "cases": _explained({"anyOf": [{"type": "string"}, _list_of("case")]}, ABOUT["cases"]),
    }
    return {
        "$schema": _DIALECT,
        "title": "lawcheck rule book",
        "type": "object",
        **book,
        "required": ["rulebook", "title", "version"],
        "definitions": {
            "section": _section(),
            "rule": _rule(),
            "case": _case(),
            "changed": {**_record(Rule, ("id",)), "additionalProperties": True},
            **kinds,
            **{name: made() for name, made in _DEFINED.items()},
        },
    }


def _section() -> dict[str, Any]:
    found = _record(SectionRule, ("id",), {"rules": _list_of("rule")})
    found["properties"]["after"] = _explained(_SCALAR, ABOUT["after"])
    return found


def _rule() -> dict[str, Any]:
    """Return the schema of a rule: one of a kind, or the change of one that is taken over."""
    kind = {"enum": list(kind_names()), "description": ABOUT["kind"]}
    of_kind = [
        {"if": _has_kind({"const": name}), "then": {"$ref": f"{_SHARED}{name}"}} for name in kind_names()
    ]
    change = {"if": {"not": {"required": ["kind"]}}, "then": {"$ref": f"{_SHARED}changed"}}
    return {"type": "object", "required": ["id"], "properties": {"kind": kind}, "allOf": [*of_kind, change]}


def _case() -> dict[str, Any]:
    """Return the schema of a case; an expectation may be a rule's id alone."""
    each = {"anyOf": [{"type": "string"}, _record(Expectation)]}
    expected = {"anyOf": [{"type": "string"}, {"type": "array", "items": each}]}
    return _record(Case, known={"finds": expected, "leaves": expected})


def _has_kind(value: dict[str, Any]) -> dict[str, Any]:
    return {"required": ["kind"], "properties": {"kind": value}}


def _list_of(name: str) -> dict[str, Any]:
    return {"type": "array", "items": {"$ref": f"{_SHARED}{name}"}}


def _record(
    shape: type[Any], needed: Iterable[str] | None = None, known: dict[str, Any] | None = None
) -> dict[str, Any]:
    wanted = list(required(shape) if needed is None else needed)
    about = {"description": shape.ABOUT} if issubclass(shape, Rule) and shape is not Rule else {}
    return {"type": "object", **about, **_properties(shape, known or {}), "required": wanted}


def _properties(shape: type[Any], known: dict[str, Any]) -> dict[str, Any]:
    about = {**ABOUT, **OF_SCOPES} if issubclass(shape, Issued) else ABOUT
    values = {key: known.get(key) or _value(hint) for key, hint in keys(shape).items()}
    found = {key: _explained(value, about.get(key)) for key, value in values.items()}
    return {"properties": found, "additionalProperties": False}


def _explained(value: dict[str, Any], about: Text | None) -> dict[str, Any]:
    if about is None:
        return value
    beside = {"allOf": [value]} if "$ref" in value else value  # beside a $ref editors see nothing else
    return {**beside, "description": about}


def _value(hint: Any) -> dict[str, Any]:
    """Return the schema of what stands under a key."""
    options = [_one(member) for member in members(hint) if member is not type(None)]
    distinct = list({json.dumps(option, default=repr): option for option in options}.values())
    return distinct[0] if len(distinct) == 1 else {"anyOf": distinct}


def _one(hint: Any) -> dict[str, Any]:
    if hint in _NAMED:
        return {"$ref": f"{_SHARED}{_NAMED[hint]}"}
    if get_origin(hint) is dict:
        return {"type": "object", "additionalProperties": _value(get_args(hint)[1])}
    if get_origin(hint) is tuple:
        item = _value(get_args(hint)[0])
        listed = {"type": "array", "items": item}
        return {"anyOf": [item, listed]} if one_of_many(hint) is not hint else listed
    if isinstance(hint, type) and issubclass(hint, Enum):
        return {"enum": [each.value for each in hint]}
    if isinstance(hint, type) and issubclass(hint, Facts):
        return {
            "type": "string",
            "description": Text("同一文件夹里的数据文件名", "a data file of the same folder"),
        }
    return _record(hint) if isinstance(hint, type) else {"enum": [hint]}


def _scalar() -> dict[str, Any]:
    return {"type": ["string", "number", "boolean"]}  # every value is text, quoted or not


def _text() -> dict[str, Any]:
    both = {"zh": _SCALAR, "en": _SCALAR}
    table = {"type": "object", "properties": both, "required": ["zh"], "additionalProperties": False}
    return {"anyOf": [_SCALAR, table]}


def _words() -> dict[str, Any]:
    listed = {"type": "array", "items": _SCALAR}
    return {"anyOf": [listed, _change(listed)]}


def _subjects() -> dict[str, Any]:
    table = {"type": "object", "additionalProperties": {"type": "array", "items": _SCALAR}}
    return {"anyOf": [table, _change(table)]}


def _change(added: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of what changes words that are taken over."""
    removed = {"type": "array", "items": _SCALAR}
    return {"type": "object", "properties": {ADD: added, REMOVE: removed}, "additionalProperties": False}


_DEFINED: dict[str, Callable[[], dict[str, Any]]] = {
    "scalar": _scalar,
    "boolean": lambda: {"type": "boolean"},
    "integer": lambda: {"type": "integer"},
    "number": lambda: {"type": "number"},
    "date": lambda: {"type": "string", "format": "date"},
    "text": _text,
    "word-list": _words,
    "words-by-subject": _subjects,
    "legal-basis": lambda: _record(Basis),
    "scope": lambda: _record(Scope),
}
_NAMED: dict[Any, str] = {
    str: "scalar",
    bool: "boolean",
    int: "integer",
    float: "number",
    date: "date",
    Text: "text",
    tuple[str, ...]: "word-list",
    dict[str, tuple[str, ...]]: "words-by-subject",
    Basis: "legal-basis",
    Scope: "scope",
}


def text(lang: str = "zh") -> str:
    """Return the schema as the file holds it, or in another language."""
    return json.dumps(schema(lang), ensure_ascii=False, indent=1) + "\n"


def main() -> None:
    """Write the schema file anew."""
    with open(shipped(_FILE), "w", encoding="utf-8", newline="\n") as file:
        file.write(text())


if __name__ == "__main__":
    main()
