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
from lawcheck.rulebook.shapes import RuleBook, SectionRule
from lawcheck.rulebook.wordlists import ADD, REMOVE

_FILE = "schema.json"
_DIALECT = "http://json-schema.org/draft-07/schema#"  # what editors understand best
_SHARED = "#/definitions/"
_SCALAR = {"$ref": f"{_SHARED}scalar"}

_BOOKS = {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}
_WORD_FILE = {"type": "string", "description": "同一文件夹里的词表文件名（比较标题用）"}
_OF_SCOPES = {"kind": "发文机关的类别", "words": "文中要有其中之一"}
# What editors show beside a key; keys of a kind are explained with the kind.
_ABOUT = {
    "rulebook": "规则书的名称：小写字母、数字和连字符，如 yunxi-county",
    "title": "给人看的名称或说明；可以写成 {zh: 中文, en: 英文}",
    "version": '版本，如 "2026.1"',
    "extends": "扩展哪本规则书：自带的名称（如 annual-report），或同一文件夹里的 YAML 文件名",
    "without": "停用所扩展的规则书里的部分或规则：id 和理由",
    "applies": "适用于谁：层级、类别、报告年度、文中的词",
    "sections": "必备部分；id 与所扩展的规则书相同的，只写要改的键",
    "rules": "规则；id 与所扩展的规则书相同的，只写要改的键",
    "id": "编号：小写字母、数字和下划线，各段以点隔开；部分里的规则以部分的编号开头",
    "kind": "规则的种类",
    "after": "新写的部分放在哪个已有的部分之后；不写就放在最后",
    "severity": "级别：error 错误、warning 警告、info 提示",
    "weight": "权重：部分在总分中、规则在部分中所占的份额",
    "requires": "另一条规则的编号：那条没有达到时，这条不判断",
    "message": "发现问题时的说明；不写时用 title",
    "hint": "建议怎样改",
    "basis": "依据：文件名（不写书名号）、条款、自何日起（from）、至何日止（until）；可以写几项",
    "headings": "这一部分常见的标题，按用词比较",
    "cues": "标题里有其中之一，就是这一部分",
    "cues_next_year": "说下一年度的标题里有其中之一，就是这一部分",
    "cues_this_year": "不说下一年度的标题里有其中之一，就是这一部分",
    "not": "看着像、其实不是的词：提示词落在这些词里的不算",
    "hints": "标题里有其中之一、下文写到 persons 的，算作提到",
    "persons": "与 hints 一起用的人员称谓",
    "mentions": "语句里有其中之一，算作提到",
    "others": "别的主题：标题同时写到的，算合并成章",
    "topics": "没有总标题时，各个专题标题里的词",
    "not_in": "不在这些部分里找",
    "start": "与别的部分合写一章时，从哪句话开始算这一部分",
    "likeness": "标题的用词有多像才算（0 到 1）",
    "next_year": "说下一年度的词",
    "denials": "表示否定的词",
    "not_denials": "看着像否定、其实不是的词",
    "zeros": "表示一次也没有的写法",
    "shares": "不会超过100%的比率的名称",
    "level": "发文机关的层级",
    "from_year": "自哪个报告年度起",
    "until_year": "到哪个报告年度止",
    "reason": "不适用的理由，给人看",
    "law": "文件名，不写书名号",
    "item": "条款或内容",
    "from": "自何日起施行，如 2019-04-15",
    "until": "自何日起不再施行",
    "cases": "例子：检验本文件的规则；或同一文件夹里的例子文件名",
    "why": "例子说明什么",
    "in": "例子的文字换掉样文的哪一段；不写时文字是一份完整的报告",
    "finds": "应当发现的规则：编号，或 {rule: 编号, line: 行, text: 说明或原文里的字}",
    "leaves": "应当判断、而且没有问题的规则：编号",
    "frame": "例子用的样文：各段的名称和文字",
}


def schema() -> dict[str, Any]:
    """Return the schema of a rule file."""
    kinds = {name: _record(kind_class(name), ("id", "kind")) for name in kind_names()}
    for name, definition in kinds.items():
        definition["properties"]["kind"] = {"const": name}
    book = _properties(
        RuleBook,
        {"words": _WORD_FILE, "extends": _BOOKS, "sections": _list_of("section"), "rules": _list_of("rule")},
    )
    book["properties"] |= {
        "frame": _explained({"type": "object", "additionalProperties": {"type": "string"}}, _ABOUT["frame"]),
        "cases": _explained({"anyOf": [{"type": "string"}, _list_of("case")]}, _ABOUT["cases"]),
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
    found["properties"]["after"] = _explained(_SCALAR, _ABOUT["after"])
    return found


def _rule() -> dict[str, Any]:
    """Return the schema of a rule: one of a kind, or the change of one that is taken over."""
    kind = {"enum": list(kind_names()), "description": _ABOUT["kind"]}
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
    about = {"description": shape.ABOUT.zh} if issubclass(shape, Rule) and shape is not Rule else {}
    return {"type": "object", **about, **_properties(shape, known or {}), "required": wanted}


def _properties(shape: type[Any], known: dict[str, Any]) -> dict[str, Any]:
    about = {**_ABOUT, **_OF_SCOPES} if issubclass(shape, Issued) else _ABOUT
    values = {key: known.get(key) or _value(hint) for key, hint in keys(shape).items()}
    found = {key: _explained(value, about.get(key)) for key, value in values.items()}
    return {"properties": found, "additionalProperties": False}


def _explained(value: dict[str, Any], about: str | None) -> dict[str, Any]:
    if about is None:
        return value
    beside = {"allOf": [value]} if "$ref" in value else value  # beside a $ref editors see nothing else
    return {**beside, "description": about}


def _value(hint: Any) -> dict[str, Any]:
    """Return the schema of what stands under a key."""
    options = [_one(member) for member in members(hint) if member is not type(None)]
    distinct = list({json.dumps(option): option for option in options}.values())
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
        return {"type": "string", "description": "同一文件夹里的数据文件名"}
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


def text() -> str:
    """Return the schema as the file holds it."""
    return json.dumps(schema(), ensure_ascii=False, indent=1) + "\n"


def main() -> None:
    """Write the schema file anew."""
    with open(shipped(_FILE), "w", encoding="utf-8", newline="\n") as file:
        file.write(text())


if __name__ == "__main__":
    main()
