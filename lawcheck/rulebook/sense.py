"""Values that are of the right type and make no sense together: weights, names of parts, scopes, dates."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from lawcheck.kinds import Rule
from lawcheck.model import Text
from lawcheck.rulebook.frames import Ledger
from lawcheck.rulebook.nodes import Items, Node, Place, Scalar, Table
from lawcheck.rulebook.phrases import PARTS, guess, guess_or_list, quoted
from lawcheck.rulebook.shapes import RuleBook, SectionRule
from lawcheck.rulebook.wordlists import check_list, own, scalars

# keys of parts and of rules that name other parts
_PART_NAMES = (
    *("not_in", "to", "also_in", "next_year_in", "figures_in"),
    *("in", "parts", "plan", "shortcomings", "admitted"),
)
_RULE_NAMES = ("requires", "told_by")  # and those that name rules


def check_part_names(entries: Iterable[Table], parts: Sequence[str], ledger: Ledger) -> None:
    """Tell the names of parts that the book does not have: they would never match."""
    for node in (own(table, key) for table in entries for key in _PART_NAMES):
        for name in scalars(node):
            if name.text not in parts:
                none = Text(
                    f"没有 id 为 {quoted(name.text)} 的部分",
                    f"there is no part with the id {quoted(name.text)}",
                )
                ledger.add(name.place, none + guess_or_list(name.text, parts, PARTS))


def check_rule_names(entries: Iterable[Table], rules: Sequence[str], ledger: Ledger) -> None:
    """Tell the ids of rules that the book does not have: they would never tell anything."""
    for node in (own(table, key) for table in entries for key in _RULE_NAMES):
        for name in scalars(node):
            if name.text not in rules:
                none = Text(
                    f"没有 id 为 {quoted(name.text)} 的规则",
                    f"there is no rule with the id {quoted(name.text)}",
                )
                ledger.add(name.place, none + guess(name.text, rules))


def check_asked(table: Table, made: SectionRule | Rule | None, ledger: Ledger) -> None:
    """Check weight, scope and legal basis of a part or rule."""
    scope = table.entries.get("applies")
    if isinstance(scope, Table):
        check_list(scope.entries.get("words"), ledger)
    if made is None:
        return
    weight = table.entries.get("weight")
    if made.weight < 0 and weight:
        zh = f'"weight" 不能小于 0，这里是 {made.weight:g}'
        ledger.add(weight.place, Text(zh, f'"weight" must be at least 0, not {made.weight:g}'))
    if scope and made.applies:
        _tell(scope, made.applies.mistakes(), ledger)
    bases = table.entries.get("basis")
    if bases:
        for node, basis in zip(_each(bases), made.basis, strict=True):
            _tell(node, basis.mistakes(), ledger)


def check_genre(tree: Table, book: RuleBook | None, ledger: Ledger) -> None:
    """Check for which papers a book says that it is."""
    node = tree.entries.get("applies")
    if node and book:
        _tell(node, book.applies.mistakes(), ledger)


def check_weights(book: RuleBook, place: Place, ledger: Ledger) -> None:
    """Tell that no part in use has a weight."""
    used = [section.weight for section in book.sections if not section.switched_off]
    if used and sum(used) <= 0:
        zero = Text(
            "各部分的权重（weight）合计为 0，无法计分",
            "the weights of the parts add up to 0, there is no score",
        )
        ledger.add(place, zero)


def _each(node: Node) -> Sequence[Node]:
    return node.items if isinstance(node, Items) else (node,)


def _tell(node: Node, mistakes: Iterator[tuple[str, Text]], ledger: Ledger) -> None:
    for key, wrong in mistakes:
        value = node.entries.get(key) if isinstance(node, Table) else None
        ledger.add(value.place if isinstance(value, Scalar) else node.place, wrong)
