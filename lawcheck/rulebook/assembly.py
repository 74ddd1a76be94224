"""Tree → RuleBook: shape its head, its parts and its rules one by one, then see that they fit.

With a base, the book that the file extends, an entry with an id of the base changes that part or rule;
the others are new.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from lawcheck.kinds import Rule, kind_class, kind_names
from lawcheck.model import Text
from lawcheck.rulebook.beside import Beside
from lawcheck.rulebook.facts import read_facts
from lawcheck.rulebook.frames import Ledger
from lawcheck.rulebook.hints import required, word_lists
from lawcheck.rulebook.ids import Ids
from lawcheck.rulebook.nodes import Broken, Items, Scalar, Table
from lawcheck.rulebook.patching import patch
from lawcheck.rulebook.phrases import PARTS, guess_or_list, missing_key, quoted
from lawcheck.rulebook.sense import (
    check_asked,
    check_genre,
    check_part_names,
    check_rule_names,
    check_weights,
)
from lawcheck.rulebook.shapes import Genre, Layer, RuleBook, SectionRule
from lawcheck.rulebook.shaping import shape
from lawcheck.rulebook.switching import check_off, switched_off
from lawcheck.rulebook.wordlists import (
    check_covered,
    check_empty,
    check_keys,
    check_list,
    check_lists,
    own,
    replaces,
)

Asked = TypeVar("Asked", bound=SectionRule | Rule)

_PROOF = ("cases", "frame", "previous_frame")
_APART = ("sections", "rules", "words", *_PROOF)  # keys that are not shaped with the head
_EXEMPLARS = "headings"  # compared by words, so that they may be as long as a heading
_AFTER = "after"  # in a new part: the part behind which it stands
_CUES = ("cues", "cues_next_year", "cues_this_year")
_NOTHING = RuleBook(rulebook="", title=Text(""), version="")


def assemble(tree: Table, ledger: Ledger, beside: Beside, base: RuleBook | None = None) -> RuleBook | None:
    """Return the book of a tree and the data files beside it, None where something is wrong with it."""
    return _Assembly(tree, ledger, beside, base or _NOTHING, Ids(ledger, base)).book()


@dataclass(frozen=True, slots=True)
class _Assembly:
    tree: Table
    ledger: Ledger
    beside: Beside
    base: RuleBook
    ids: Ids

    def book(self) -> RuleBook | None:
        head = self._head()
        sections = [self._section(table) for table in _tables(self.tree, "sections", self.ledger)]
        rules = [self._rule(table, "") for table in _tables(self.tree, "rules", self.ledger)]
        self._check_part_names()
        check_off(self.tree, self.ids, self.ledger)
        if self.ledger or not head:
            return None
        book = self._joined(head, [s for s in sections if s], [rule for rule in rules if rule])
        book = switched_off(book)
        check_weights(book, self.tree.keys.get("sections", self.tree.place), self.ledger)
        return replace(book, layers=(*self.base.layers, _layer(book, self.tree)))

    def _joined(self, head: RuleBook, sections: Sequence[SectionRule], rules: Sequence[Rule]) -> RuleBook:
        """Return a book with its own parts and rules put to those of its base."""
        parts = self._ordered(_with(self.base.sections, sections))
        of_parts = {rule.id for part in parts for rule in part.rules}  # may stand among the rules, too
        inside = [rule for rule in rules if rule.id in of_parts]
        loose = [rule for rule in rules if rule.id not in of_parts]
        for at, part in enumerate(parts):
            own_ids = {rule.id for rule in part.rules}
            parts[at] = replace(part, rules=tuple(_with(part.rules, [r for r in inside if r.id in own_ids])))
        return replace(head, sections=tuple(parts), rules=tuple(_with(self.base.rules, loose)))

    def _ordered(self, parts: list[SectionRule]) -> list[SectionRule]:
        """Return the parts with each new one behind the one that it names."""
        for table in _tables(self.tree, "sections"):
            name, after = table.entries.get("id"), table.entries.get(_AFTER)
            if isinstance(name, Scalar) and isinstance(after, Scalar):
                part = next(part for part in parts if part.id == name.text)
                parts.remove(part)
                ids = [part.id for part in parts]
                parts.insert(ids.index(after.text) + 1, part)
        return parts

    def _check_after(self, table: Table, old: SectionRule | None) -> None:
        node = table.entries.get(_AFTER)
        known = [part.id for part in self.base.sections]
        if node is None or isinstance(node, Broken):
            return
        if old is not None:
            fixed = Text(
                "已有的部分不能改位置，只有新写的部分可以写 after",
                "a part that is taken over stays in its place, only a new one can have after",
            )
            self.ledger.add(table.keys[_AFTER], fixed)
        elif not isinstance(node, Scalar) or node.text not in known:
            name = node.text if isinstance(node, Scalar) else ""
            shown = Text(quoted(name)) if name else Text("不是文字的内容", "of something that is no text")
            none = Text("所扩展的规则书里没有部分 ", "the extended book has no part ") + shown
            self.ledger.add(node.place, none + guess_or_list(name, known, PARTS))

    def _head(self) -> RuleBook | None:
        table = _listed(self.tree, "extends").without(*_APART)
        _check_head(self.tree, self.ledger, alone=self.base is _NOTHING)
        if self.base is _NOTHING:
            head = shape(RuleBook, table, self.ledger)
            check_genre(self.tree, head, self.ledger)
            return head
        for key in required(RuleBook):
            if key not in self.tree.entries:
                self.ledger.add(self.tree.place, missing_key(key))
        head = patch(replace(self.base, without=None), table, self.ledger)
        if head and head.rulebook == self.base.rulebook and "rulebook" in self.tree.entries:
            place = self.tree.entries["rulebook"].place
            name = quoted(head.rulebook)
            same = Text(
                f"名称与所扩展的规则书 {name} 相同，请另取名称",
                f"the extended book is called {name} too, choose another name",
            )
            self.ledger.add(place, same)
        check_genre(self.tree, head, self.ledger)
        return head

    def _section(self, table: Table) -> SectionRule | None:
        name = self.ids.enter(table)
        old = self.base.find(name) if name else None
        if isinstance(old, Rule):
            told = Text(
                f"{quoted(name)} 是一条规则，不是部分：请写在 rules 之下",
                f"{quoted(name)} is a rule and no part: write it under rules",
            )
            self.ledger.add(table.entries["id"].place, told)
            return None
        if name and old is None and self.ids.is_unknown(table, "headings"):
            return None
        bare = table.without("rules", _AFTER)
        self._check_after(table, old)
        made = _taken_over(old, bare, self.ledger) if old else shape(SectionRule, bare, self.ledger)
        self._check_words(table, old)
        check_empty(table, required(SectionRule), self.ledger)
        check_asked(table, made, self.ledger)
        rules = [self._rule(node, name) for node in _tables(table, "rules", self.ledger)]
        kept = old.rules if old else ()
        return replace(made, rules=tuple(_with(kept, [rule for rule in rules if rule]))) if made else None

    def _check_words(self, table: Table, old: SectionRule | None) -> None:
        for key in word_lists(SectionRule):
            check_list(own(table, key), self.ledger, terms=key != _EXEMPLARS)
        friends = old.not_ if old and not replaces(table, "not") else ()
        for key in _CUES:
            kept = getattr(old, key) if old and not replaces(table, key) else ()
            check_covered(own(table, key), own(table, "not"), self.ledger, kept=(kept, friends))

    def _rule(self, table: Table, section: str) -> Rule | None:
        name = self.ids.enter(table, section)
        old = self.base.find(name) if name else None
        if isinstance(old, SectionRule):
            told = Text(
                f"{quoted(name)} 是一个部分：请写在 sections 之下",
                f"{quoted(name)} is a part: write it under sections",
            )
            self.ledger.add(table.entries["id"].place, told)
            return None
        if name and old is None and self.ids.is_unknown(table, "kind"):
            return None
        cls = _kind(table, old, self.ledger)
        if cls is None:
            return None
        table, facts = read_facts(cls, table, self.beside, self.ledger)
        made = (
            _taken_over(replace(old, **facts), table, self.ledger)  # type: ignore[arg-type]
            if old
            else shape(cls, table, self.ledger, facts)
        )
        check_empty(table, required(cls), self.ledger)
        if made:
            check_lists(table, frozenset(made.terms()), self.ledger)
            for key, wrong in made.mistakes():
                node = table.entries.get(key)
                self.ledger.add(node.place if node else table.place, wrong)
        check_asked(table, made, self.ledger)
        return made

    def _check_part_names(self) -> None:
        sections = list(_tables(self.tree, "sections", self.ledger))
        ids = [node.text for table in sections if isinstance(node := table.entries.get("id"), Scalar)]
        parts = list(dict.fromkeys([*(section.id for section in self.base.sections), *ids]))
        rules = [rule for table in (self.tree, *sections) for rule in _tables(table, "rules", self.ledger)]
        check_part_names((*sections, *rules), parts, self.ledger)
        known = [*self.base.rule_ids(), *self.ids.places]
        check_rule_names(rules, known, self.ledger)


def _with(old: Sequence[Asked], new: Sequence[Asked]) -> list[Asked]:
    """Return what was taken over, each changed one in its old place, and then what is new."""
    own_ids = {each.id: each for each in new}
    known = {each.id for each in old}
    return [*(own_ids.get(each.id, each) for each in old), *(each for each in new if each.id not in known)]


def _taken_over(old: Asked, table: Table, ledger: Ledger) -> Asked | None:
    """Return what a table makes of a part or rule of the base; naming one that was off switches it on."""
    made = patch(old, table, ledger)
    return replace(made, switched_off=None) if made else None


def _listed(table: Table, key: str) -> Table:
    """Return a table in which a text under a key is a list of one."""
    node = table.entries.get(key)
    if not isinstance(node, Scalar):
        return table
    return Table(table.entries | {key: Items((node,), node.place)}, table.keys, table.place)


def _layer(book: RuleBook, tree: Table) -> Layer:
    """Return what stands in a file itself."""
    given = {"": tuple(key for key in tree.entries if key not in ("sections", "rules", *_PROOF))}
    sections = list(_tables(tree, "sections"))
    for table in (*sections, *(rule for part in (*sections, tree) for rule in _tables(part, "rules"))):
        node = table.entries.get("id")
        if isinstance(node, Scalar):
            given[node.text] = tuple(key for key in table.entries if key not in ("id", "rules"))
    return Layer(book=book.rulebook, title=book.title, version=book.version, given=given)


def _tables(tree: Table, name: str, ledger: Ledger | None = None) -> Iterator[Table]:
    """Yield the tables of a list; tell what is none."""
    node = tree.entries.get(name)
    if node is None or isinstance(node, Broken):
        return
    if not isinstance(node, Items):
        if ledger is not None:
            listed = Text(
                f'"{name}" 应为列表，每项以“- ”开头', f'"{name}" must be a list, each item after “- ”'
            )
            ledger.add(node.place, listed)
        return
    for item in node.items:
        if isinstance(item, Table):
            yield item
        elif ledger is not None and not isinstance(item, Broken):
            pairs = Text(
                f'"{name}" 的每一项应为键和值，以“- id: ”开头',
                f'each item of "{name}" must be keys with values and begin with “- id: ”',
            )
            ledger.add(item.place, pairs)


def _kind(table: Table, old: Rule | None, ledger: Ledger) -> type[Rule] | None:
    node = table.entries.get("kind")
    if node is None and old is not None:
        return type(old)
    if node is None:
        ledger.add(table.place, missing_key("kind"))
    elif isinstance(node, Scalar):
        return _named_kind(node, old, ledger)
    elif not isinstance(node, Broken):
        ledger.add(node.place, Text('"kind" 应为文字', '"kind" must be text'))
    return None


def _named_kind(node: Scalar, old: Rule | None, ledger: Ledger) -> type[Rule] | None:
    if node.text not in kind_names():
        none = Text(f"没有 {quoted(node.text)} 这种规则", f"there is no kind of rule {quoted(node.text)}")
        label = Text("；可用的有：", "; there are: ")
        ledger.add(node.place, none + guess_or_list(node.text, kind_names(), label))
    elif old is None or old.kind == node.text:
        return kind_class(node.text)
    else:
        wrong = Text(
            f"规则的种类不能改（原为 {quoted(old.kind)}）：用 without 停用这一条，另写一条新的",
            f"the kind of a rule is fixed (here {quoted(old.kind)}): do without it and write a new one",
        )
        ledger.add(node.place, wrong)
    return None


def _check_head(tree: Table, ledger: Ledger, *, alone: bool) -> None:
    """Check the book's own word lists, and that it asks for anything at all."""
    words = tree.entries.get("words")
    if words and not isinstance(words, Scalar | Broken):
        named = Text(
            '"words" 应为同一文件夹里的词表文件名（如 words.txt）',
            '"words" must be the name of a word file of the same folder (such as words.txt)',
        )
        ledger.add(words.place, named)
    asked = (tree.entries.get(name) for name in ("sections", "rules"))
    if alone and not any(node.items if isinstance(node, Items) else node for node in asked):
        empty = Text(
            "规则书里没有任何部分（sections）和规则（rules）",
            "the book has neither parts (sections) nor rules (rules)",
        )
        ledger.add(tree.place, empty)
    for key in word_lists(RuleBook):
        check_list(own(tree, key), ledger)
    genre = tree.entries.get("applies")
    if isinstance(genre, Table):
        for key in word_lists(Genre):
            check_list(own(genre, key), ledger)
        check_keys(genre.entries.get("words"), ledger)
