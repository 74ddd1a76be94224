"""``without:`` a book does without parts and rules of those that it extends, each with its reason."""

from __future__ import annotations

from dataclasses import replace

from lawcheck.kinds import Rule
from lawcheck.model import Text
from lawcheck.rulebook.frames import Ledger, did_you_mean, nearest, quoted
from lawcheck.rulebook.ids import Ids
from lawcheck.rulebook.nodes import Table
from lawcheck.rulebook.shapes import RuleBook, SectionRule


def check_off(tree: Table, ids: Ids, ledger: Ledger) -> None:
    """Tell the ids under ``without`` that make no sense."""
    node = tree.entries.get("without")
    known = ids.base.rule_ids() if ids.base else []
    if ids.base is None and node is not None:
        ledger.add(tree.keys["without"], '没有 extends，没有可以停用的内容：去掉 "without"，或者写上 extends')
    elif isinstance(node, Table):
        for id_, place in node.keys.items():
            near = nearest(id_, known)
            if id_ in ids.places:
                ledger.add(place, f"{quoted(id_)} 在第 {ids.places[id_].line} 行写了，不能又停用")
            elif id_ not in known:
                guess = did_you_mean(near) if near else ""
                ledger.add(place, f"所扩展的规则书里没有 id 为 {quoted(id_)} 的部分或规则，不能停用{guess}")


def switched_off(book: RuleBook) -> RuleBook:
    """Return a book with what its ``without`` names switched off."""
    reasons = {id_: _reason(book, reason) for id_, reason in (book.without or {}).items()}
    sections = tuple(replace(_off(part, reasons), rules=_all(part.rules, reasons)) for part in book.sections)
    return replace(book, sections=sections, rules=_all(book.rules, reasons)) if reasons else book


def _all(rules: tuple[Rule, ...], reasons: dict[str, Text]) -> tuple[Rule, ...]:
    return tuple(replace(rule, switched_off=reasons.get(rule.id, rule.switched_off)) for rule in rules)


def _off(part: SectionRule, reasons: dict[str, Text]) -> SectionRule:
    return replace(part, switched_off=reasons.get(part.id, part.switched_off))


def _reason(book: RuleBook, reason: Text) -> Text:
    return Text(
        f"“{book.title.zh}”不作此要求：{reason.zh}",
        f"“{book.title.say('en')}” does without it: {reason.say('en')}",
    )
