"""Tree → RuleBook: shape its head, its parts and its rules one by one, then see that they fit."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from lawcheck.kinds import Rule, kind_class, kind_names
from lawcheck.rulebook.beside import Beside
from lawcheck.rulebook.facts import read_facts
from lawcheck.rulebook.frames import Ledger, did_you_mean, nearest, quoted
from lawcheck.rulebook.hints import required, word_lists
from lawcheck.rulebook.nodes import Broken, Items, Place, Scalar, Table
from lawcheck.rulebook.shapes import Genre, RuleBook, SectionRule
from lawcheck.rulebook.shaping import shape
from lawcheck.rulebook.wordlists import (
    check_covered,
    check_empty,
    check_keys,
    check_list,
    check_lists,
    scalars,
)

_ID = re.compile(r"[a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)*")
_ID_SHAPE = "小写字母、数字和下划线，各段以点隔开，每段以字母开头（如 plan.year）"
_EXEMPLARS = "headings"  # compared by words, so that they may be as long as a heading
_PART_NAMES = ("not_in", "to", "also_in", "next_year_in")  # keys of parts and of rules that name other parts
_CUES = ("cues", "cues_next_year", "cues_this_year")


def assemble(tree: Table, ledger: Ledger, beside: Beside) -> RuleBook | None:
    """Return the book of a tree and the data files beside it, None where something is wrong with it."""
    head = shape(RuleBook, tree.without("sections", "rules", "words"), ledger)
    _check_words_key(tree, ledger)
    ids = _Ids(ledger)
    sections = [_section(node, ids, beside, ledger) for node in _tables(tree, "sections", ledger)]
    rules = [_rule(node, "", ids, beside, ledger) for node in _tables(tree, "rules", ledger)]
    _check_head(tree, ledger)
    _check_part_names(tree, ledger)
    whole = [section for section in sections if section]
    _check_weights(tree, whole, ledger)
    if ledger or not head:
        return None
    return replace(head, sections=tuple(whole), rules=tuple(rule for rule in rules if rule))


def _check_words_key(tree: Table, ledger: Ledger) -> None:
    words = tree.entries.get("words")
    if words and not isinstance(words, Scalar | Broken):
        ledger.add(words.place, '"words" 应为同一文件夹里的词表文件名（如 words.txt）')


def _tables(tree: Table, name: str, ledger: Ledger) -> Iterator[Table]:
    """Yield the tables of a list; tell what is none."""
    node = tree.entries.get(name)
    if node is None or isinstance(node, Broken):
        return
    if not isinstance(node, Items):
        ledger.add(node.place, f'"{name}" 应为列表，每项以“- ”开头')
        return
    for item in node.items:
        if isinstance(item, Table):
            yield item
        elif not isinstance(item, Broken):
            ledger.add(item.place, f'"{name}" 的每一项应为键和值，以“- id: ”开头')


def _section(table: Table, ids: _Ids, beside: Beside, ledger: Ledger) -> SectionRule | None:
    name = ids.enter(table)
    made = shape(SectionRule, table.without("rules"), ledger)
    for key in word_lists(SectionRule):
        check_list(table.entries.get(key), ledger, terms=key != _EXEMPLARS)
    for key in _CUES:
        check_covered(table.entries.get(key), table.entries.get("not"), ledger)
    check_empty(table, required(SectionRule), ledger)
    _check_weight(table, made, ledger)
    rules = [_rule(node, name, ids, beside, ledger) for node in _tables(table, "rules", ledger)]
    return replace(made, rules=tuple(rule for rule in rules if rule)) if made else None


def _rule(table: Table, section: str, ids: _Ids, beside: Beside, ledger: Ledger) -> Rule | None:
    ids.enter(table, section)
    cls = _kind(table, ledger)
    if cls is None:
        return None
    table, facts = read_facts(cls, table, beside, ledger)
    made = shape(cls, table, ledger, facts)
    check_empty(table, required(cls), ledger)
    if made:
        check_lists(table, frozenset(made.terms()), ledger)
        for key, wrong in made.mistakes():
            node = table.entries.get(key)
            ledger.add(node.place if node else table.place, wrong)
    _check_weight(table, made, ledger)
    return made


def _kind(table: Table, ledger: Ledger) -> type[Rule] | None:
    node = table.entries.get("kind")
    if node is None:
        ledger.add(table.place, '缺少键 "kind"')
    elif isinstance(node, Scalar):
        if node.text in kind_names():
            return kind_class(node.text)
        near = nearest(node.text, kind_names())
        rest = did_you_mean(near) if near else f"；可用的有：{'、'.join(kind_names())}"
        ledger.add(node.place, f"没有 {quoted(node.text)} 这种规则{rest}")
    elif not isinstance(node, Broken):
        ledger.add(node.place, '"kind" 应为文字')
    return None


def _check_head(tree: Table, ledger: Ledger) -> None:
    """Check the book's own word lists, and that it asks for anything at all."""
    asked = (tree.entries.get(name) for name in ("sections", "rules"))
    if not any(node.items if isinstance(node, Items) else node for node in asked):
        ledger.add(tree.place, "规则书里没有任何部分（sections）和规则（rules）")
    for key in word_lists(RuleBook):
        check_list(tree.entries.get(key), ledger)
    genre = tree.entries.get("applies")
    if isinstance(genre, Table):
        for key in word_lists(Genre):
            check_list(genre.entries.get(key), ledger)
        check_keys(genre.entries.get("words"), ledger)


def _check_part_names(tree: Table, ledger: Ledger) -> None:
    """Tell the names of parts that the book does not have: they would never match."""
    sections = list(_tables(tree, "sections", ledger))
    ids = [node.text for table in sections if isinstance(node := table.entries.get("id"), Scalar)]
    rules = [rule for table in (tree, *sections) for rule in _tables(table, "rules", ledger)]
    for table in (*sections, *rules):
        for node in (table.entries.get(key) for key in _PART_NAMES):
            for name in scalars(node):
                if name.text not in ids:
                    near = nearest(name.text, ids)
                    rest = did_you_mean(near) if near else f"；已有的部分：{'、'.join(ids)}"
                    ledger.add(name.place, f"没有 id 为 {quoted(name.text)} 的部分{rest}")


def _check_weight(table: Table, made: SectionRule | Rule | None, ledger: Ledger) -> None:
    node = table.entries.get("weight")
    if made and made.weight < 0 and node:
        ledger.add(node.place, f'"weight" 不能小于 0，这里是 {made.weight:g}')


def _check_weights(tree: Table, sections: list[SectionRule], ledger: Ledger) -> None:
    if sections and not ledger and sum(section.weight for section in sections) <= 0:
        place = tree.keys["sections"]
        ledger.add(place, "各部分的权重（weight）合计为 0，无法计分")


@dataclass(frozen=True, slots=True)
class _Ids:
    """The ids of a book: how they are written, and that each stands only once."""

    ledger: Ledger
    places: dict[str, Place] = field(default_factory=dict)

    def enter(self, table: Table, section: str = "") -> str:
        """Check the id of a part or rule and return it; nothing where it is no good."""
        node = table.entries.get("id")
        if node is None:
            self.ledger.add(table.place, '缺少键 "id"')
        if not isinstance(node, Scalar):
            return ""
        wrong = self._wrong(node.text, section)
        if wrong:
            self.ledger.add(node.place, f"id {quoted(node.text)} {wrong}")
            return ""
        self.places[node.text] = node.place
        return node.text

    def _wrong(self, name: str, section: str) -> str:
        if not _ID.fullmatch(name):
            return f"写法不对：只用{_ID_SHAPE}"
        if name in self.places:
            return f"重复，第 {self.places[name].line} 行已经有了"
        if section and not name.startswith(f"{section}."):
            return f'应以所在部分的 id 开头（"{section}."）'
        return ""
