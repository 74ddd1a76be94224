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
_WORD_FILE = {
    "type": "string",
    "description": Text(
        "同一文件夹里的词表文件名（比较标题用）",
        "a word file of the same folder (to compare headings by)",
    ),
}
_OF_SCOPES = {
    "kind": Text("发文机关的类别", "kind of the issuer"),
    "words": Text("文中要有其中之一", "the paper must hold one of these"),
}
# What editors show beside a key; keys of a kind are explained with the kind.
_ABOUT = {
    "rulebook": Text(
        "规则书的名称：小写字母、数字和连字符，如 yunxi-county",
        "the book's name: lower-case letters, digits and hyphens, such as yunxi-county",
    ),
    "title": Text(
        "给人看的名称或说明；可以写成 {zh: 中文, en: 英文}",
        "name or explanation for people; may be written {zh: Chinese, en: English}",
    ),
    "version": Text(
        '版本，如 "2026.1"',
        'the version, such as "2026.1"',
    ),
    "extends": Text(
        "扩展哪本规则书：自带的名称（如 annual-report），或同一文件夹里的 YAML 文件名",
        "which book is extended: a shipped id (such as annual-report) or a YAML file of the same folder",
    ),
    "without": Text(
        "停用所扩展的规则书里的部分或规则：id 和理由",
        "parts and rules of the extended book to do without: id and reason",
    ),
    "applies": Text(
        "适用于谁：层级、类别、报告年度、文中的词",
        "to whom it applies: level, kind, reported year, words of the paper",
    ),
    "sections": Text(
        "必备部分；id 与所扩展的规则书相同的，只写要改的键",
        "the required parts; where the id is one of the extended book write only the keys that change",
    ),
    "rules": Text(
        "规则；id 与所扩展的规则书相同的，只写要改的键",
        "the rules; where the id is one of the extended book write only the keys that change",
    ),
    "id": Text(
        "编号：小写字母、数字和下划线，各段以点隔开；部分里的规则以部分的编号开头",
        "lower-case letters, digits and underscores, parted by dots; a rule's begins with the id of its part",
    ),
    "kind": Text(
        "规则的种类",
        "the kind of rule",
    ),
    "after": Text(
        "新写的部分放在哪个已有的部分之后；不写就放在最后",
        "the part behind which a new one stands; the last place where it is not written",
    ),
    "severity": Text(
        "级别：error 错误、warning 警告、info 提示",
        "error, warning or info",
    ),
    "weight": Text(
        "权重：部分在总分中、规则在部分中所占的份额",
        "the part's share of the score, the rule's share of its part",
    ),
    "requires": Text(
        "另一条规则的编号：那条没有达到时，这条不判断",
        "the id of another rule: where that is not met this one is not judged",
    ),
    "message": Text(
        "发现问题时的说明；不写时用 title",
        "what is said where something is wrong; the title where it is not written",
    ),
    "hint": Text(
        "建议怎样改",
        "what to do about it",
    ),
    "basis": Text(
        "依据：文件名（不写书名号）、条款、自何日起（from）、至何日止（until）；可以写几项",
        "legal basis: document (without 《》), item, day from which and day until which; may be several",
    ),
    "headings": Text(
        "这一部分常见的标题，按用词比较",
        "usual headings of the part, compared by words",
    ),
    "cues": Text(
        "标题里有其中之一，就是这一部分",
        "a heading with one of these is the part",
    ),
    "cues_next_year": Text(
        "说下一年度的标题里有其中之一，就是这一部分",
        "a heading about the next year with one of these is the part",
    ),
    "cues_this_year": Text(
        "不说下一年度的标题里有其中之一，就是这一部分",
        "a heading not about the next year with one of these is the part",
    ),
    "not": Text(
        "看着像、其实不是的词：提示词落在这些词里的不算",
        "words that only look alike: a cue inside one of them does not count",
    ),
    "hints": Text(
        "标题里有其中之一、下文写到 persons 的，算作提到",
        "a heading with one of these is a mention where the text below speaks of the persons",
    ),
    "persons": Text(
        "与 hints 一起用的人员称谓",
        "names of persons that go with hints",
    ),
    "mentions": Text(
        "语句里有其中之一，算作提到",
        "a sentence with one of these is a mention",
    ),
    "others": Text(
        "别的主题：标题同时写到的，算合并成章",
        "other subjects: a heading that names one too is shared",
    ),
    "topics": Text(
        "没有总标题时，各个专题标题里的词",
        "words of topic headings where the part has no heading of its own",
    ),
    "not_in": Text(
        "不在这些部分里找",
        "not looked for in these parts",
    ),
    "start": Text(
        "与别的部分合写一章时，从哪句话开始算这一部分",
        "in a shared chapter: words with which the part begins",
    ),
    "likeness": Text(
        "标题的用词有多像才算（0 到 1）",
        "how like the words of a heading must be (0 to 1)",
    ),
    "next_year": Text(
        "说下一年度的词",
        "words for the next year",
    ),
    "denials": Text(
        "表示否定的词",
        "words that deny",
    ),
    "not_denials": Text(
        "看着像否定、其实不是的词",
        "words that look like a denial and are none",
    ),
    "zeros": Text(
        "表示一次也没有的写法",
        "ways to write that something never happened",
    ),
    "shares": Text(
        "不会超过100%的比率的名称",
        "names of shares that cannot exceed 100 %",
    ),
    "level": Text(
        "发文机关的层级",
        "level of the issuer",
    ),
    "from_year": Text(
        "自哪个报告年度起",
        "from which reported year",
    ),
    "until_year": Text(
        "到哪个报告年度止",
        "until which reported year",
    ),
    "reason": Text(
        "不适用的理由，给人看",
        "why it does not apply, for people",
    ),
    "law": Text(
        "文件名，不写书名号",
        "the document's name, without 《》",
    ),
    "item": Text(
        "条款或内容",
        "article or subject",
    ),
    "from": Text(
        "自何日起施行，如 2019-04-15",
        "from which day it is in force, such as 2019-04-15",
    ),
    "until": Text(
        "自何日起不再施行",
        "until which day it is in force",
    ),
    "cases": Text(
        "例子：检验本文件的规则；或同一文件夹里的例子文件名",
        "cases that prove the rules of this file, or the name of a file of cases of the same folder",
    ),
    "why": Text(
        "例子说明什么",
        "what the case shows",
    ),
    "in": Text(
        "例子的文字换掉样文的哪一段；不写时文字是一份完整的报告",
        "which passage of the frame the text replaces; where it is not written the text is a whole paper",
    ),
    "finds": Text(
        "应当发现的规则：编号，或 {rule: 编号, line: 行, text: 说明或原文里的字}",
        "rules that must find something: an id, or {rule: id, line: line, text: words of either text}",
    ),
    "leaves": Text(
        "应当判断、而且没有问题的规则：编号",
        "rules that must judge and find nothing: ids",
    ),
    "frame": Text(
        "例子用的样文：各段的名称和文字",
        "the good paper of the cases: name and text of each passage",
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
    about = {"description": shape.ABOUT} if issubclass(shape, Rule) and shape is not Rule else {}
    return {"type": "object", **about, **_properties(shape, known or {}), "required": wanted}


def _properties(shape: type[Any], known: dict[str, Any]) -> dict[str, Any]:
    about = {**_ABOUT, **_OF_SCOPES} if issubclass(shape, Issued) else _ABOUT
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
