"""``without:`` a book does without parts and rules of those that it extends, each with its reason."""

from __future__ import annotations

from dataclasses import replace

from lawcheck.kinds import Rule
from lawcheck.model import Text
from lawcheck.rulebook.frames import Ledger
from lawcheck.rulebook.ids import Ids
from lawcheck.rulebook.nodes import Table
from lawcheck.rulebook.phrases import guess, quoted
from lawcheck.rulebook.shapes import RuleBook, SectionRule


def check_off(tree: Table, ids: Ids, ledger: Ledger) -> None:
    """Tell the ids under ``without`` that make no sense."""
    node = tree.entries.get("without")
    known = ids.base.rule_ids() if ids.base else []
    if ids.base is None and node is not None:
        alone = Text(
            '没有 extends，没有可以停用的内容：去掉 "without"，或者写上 extends',
            'without extends there is nothing to do without: strike out "without", or write extends',
        )
        ledger.add(tree.keys["without"], alone)
    elif isinstance(node, Table):
        for id_, place in node.keys.items():
            if id_ in ids.places:
                line = ids.places[id_].line
                both = Text(
                    f"{quoted(id_)} 在第 {line} 行写了，不能又停用",
                    f"{quoted(id_)} is written on line {line}, the book cannot do without it",
                )
                ledger.add(place, both)
            elif id_ not in known:
                none = Text(
                    f"所扩展的规则书里没有 id 为 {quoted(id_)} 的部分或规则，不能停用",
                    f"the extended book has no part or rule with the id {quoted(id_)} to do without",
                )
                ledger.add(place, none + guess(id_, known))


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
