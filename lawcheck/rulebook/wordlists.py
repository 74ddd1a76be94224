"""Word lists that can match nothing: the mistake nobody would ever notice."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from typing import TypeGuard

from lawcheck.model import Text
from lawcheck.rulebook.frames import Ledger
from lawcheck.rulebook.nodes import Items, Node, Place, Scalar, Table, children, lists
from lawcheck.rulebook.phrases import quoted, repeated
from lawcheck.text.fold import fold
from lawcheck.text.terms import GAP, MAX_GAP, occurrences

ADD, REMOVE = "add", "remove"  # keys that change a list that was taken over
MAX_TERM = 40
MAX_TERMS = 2_000
_BREAK = re.compile("[\n\r\x85\u2028\u2029]")
_MARK = re.compile("[。；！？;!?]")


def check_lists(node: Node, terms: frozenset[str], ledger: Ledger) -> None:
    """Check each list of a tree in which terms stand."""
    for found in lists(node):
        if any(isinstance(item, Scalar) and item.text in terms for item in found.items):
            check_list(found, ledger)


def check_list(node: Node | None, ledger: Ledger, *, terms: bool = True) -> None:
    """Check one list: its terms (or exemplars, which may be longer), and that none stands twice."""
    if not isinstance(node, Items):
        return
    if len(node.items) > MAX_TERMS:
        found = len(node.items)
        ledger.add(
            node.place,
            Text(
                f"列表有 {found} 项，最多 {MAX_TERMS} 项",
                f"the list has {found} items, at most {MAX_TERMS} are allowed",
            ),
        )
    first: dict[str, Place] = {}
    for item in scalars(node):
        told = len(ledger)
        check_term(item, ledger, term=terms)
        known = first.setdefault(fold(item.text), item.place)
        if known != item.place and len(ledger) == told:
            ledger.add(item.place, repeated(item.text, known.line))


def check_keys(node: Node | None, ledger: Ledger) -> None:
    """Check the words that are the keys of a table."""
    if isinstance(node, Table):
        for word, place in node.keys.items():
            check_term(Scalar(word, place, plain=True), ledger)


def check_term(item: Scalar, ledger: Ledger, *, term: bool = True) -> None:
    """Tell what is wrong with a term; the first thing is enough."""
    wrong = next(_wrong(item), None) or (next(_wrong_as_term(item.text), None) if term else None)
    if wrong:
        ledger.add(item.place, wrong)


def _wrong(item: Scalar) -> Iterator[Text]:
    text = item.text
    if not text.strip():
        yield Text("词是空的", "the word is empty")
    if _BREAK.search(text) or not item.one_line:
        yield Text(
            f"{quoted(text)} 跨了行：一个词要写在一行里",
            f"{quoted(text)} runs over a line: write a word on one line",
        )
    if text != text.strip():
        yield Text(
            f"{quoted(text)} 前后有空格，这样找不到任何文字",
            f"a space stands before or after {quoted(text)}: so it finds nothing",
        )
    if "\ufffd" in text:
        yield Text(f"{quoted(text)} 里有乱码", f"{quoted(text)} is garbled")


def _wrong_as_term(text: str) -> Iterator[Text]:
    pieces = text.split(GAP)
    if GAP * 2 in text or "..." in text:
        yield Text(
            f"{quoted(text)}：空位写一个“{GAP}”（最多隔 {MAX_GAP} 个字），不要连写，也不要写成三个点",
            f"{quoted(text)}: write a gap as one “{GAP}” (at most {MAX_GAP} characters), "
            "not twice and not as three dots",
        )
    if not (pieces[0] and pieces[-1]):
        yield Text(
            f"{quoted(text)}：“{GAP}”的前后都要有字",
            f"{quoted(text)}: words must stand on both sides of “{GAP}”",
        )
    if any(piece != piece.strip() for piece in pieces):
        yield Text(
            f"{quoted(text)}：“{GAP}”两边不要空格", f"{quoted(text)}: no space may stand beside “{GAP}”"
        )
    mark = _MARK.search(text)
    if mark and any(char.isalnum() for char in text):  # “??” and “。。” are looked for as they stand
        yield Text(
            f"{quoted(text)} 里有“{mark.group()}”：词只在一句之内查找，不能含句末标点",
            f"“{mark.group()}” stands in {quoted(text)}: "
            "a word is looked for inside one sentence and cannot hold its end",
        )
    if len(text) > MAX_TERM:
        yield Text(
            f"{quoted(text)} 有 {len(text)} 个字，词最多 {MAX_TERM} 个字",
            f"{quoted(text)} has {len(text)} characters, a word has at most {MAX_TERM}",
        )


def check_covered(
    cues: Node | None,
    friends: Node | None,
    ledger: Ledger,
    kept: tuple[Sequence[str], Sequence[str]] = ((), ()),
) -> None:
    """Tell the cues that never count because a false friend covers the whole of them.

    ``kept`` are the cues and the false friends that were taken over beside those given here.
    """
    own_friends = {fold(friend.text): friend for friend in scalars(friends)}
    known = {**{fold(text): None for text in kept[1]}, **own_friends}
    gapped = [(term, *_ends(term)) for term in known if GAP in term]
    for cue in scalars(cues):
        covers = _cover(fold(cue.text), known, gapped)
        if covers is not None:
            friend = known[covers]
            name, line = quoted(friend.text if friend else covers), friend.place.line if friend else 0
            zh, en = (
                (f"第 {line} 行", f"on line {line}") if friend else ("所扩展的规则书", "of the extended book")
            )
            told = Text(
                f"{quoted(cue.text)} 完全被{zh} not 里的 {name} 盖住，永远不起作用",
                f"{quoted(cue.text)} is wholly covered by {name} under not {en} and never counts",
            )
            ledger.add(cue.place, told)
    gapped = [(term, *_ends(term)) for term in own_friends if GAP in term]
    for text in kept[0] if own_friends else ():
        covers = _cover(fold(text), own_friends, gapped)
        if covers is not None:
            friend = own_friends[covers]
            wrong = Text(
                f"{quoted(friend.text)} 把所扩展的规则书的 {quoted(text)} 完全盖住，它就永远不起作用",
                f"{quoted(friend.text)} wholly covers {quoted(text)} of the extended book, "
                "which then never counts",
            )
            ledger.add(friend.place, wrong)


def _cover(cue: str, known: Collection[str], gapped: list[tuple[str, str, str]]) -> str | None:
    return cue if cue in known else _covering(cue, gapped)


def _ends(term: str) -> tuple[str, str]:
    return term.partition(GAP)[0], term.rpartition(GAP)[2]


def _covering(cue: str, gapped: list[tuple[str, str, str]]) -> str | None:
    """Return the term with a gap that covers the whole of a cue."""
    for term, first, last in gapped:
        if first and cue.startswith(first) and cue.endswith(last):
            spans = occurrences(cue, term)
            if any((span.start, span.end) == (0, len(cue)) for span in spans):
                return term
    return None


def check_empty(table: Table, names: tuple[str, ...], ledger: Ledger) -> None:
    """Tell the lists that are empty: required ones, and those that a required table holds."""
    for name in names:
        node = table.entries.get(name)
        if isinstance(node, Items | Table) and not children(node):
            ledger.add(node.place, _empty(name))
        elif isinstance(node, Table):
            for key, value in node.entries.items():
                if isinstance(value, Items) and not value.items:
                    ledger.add(value.place, _empty(key))


def _empty(key: str) -> Text:
    return Text(f"{quoted(key)} 是空的，至少要有一项", f"{quoted(key)} is empty, it needs an item")


def own(table: Table, key: str) -> Node | None:
    """Return the words that stand under a key; where it changes those taken over, the added ones."""
    node = table.entries.get(key)
    return node.entries.get(ADD) if is_change(node) else node


def replaces(table: Table, key: str) -> bool:
    """Tell whether a table gives words in the place of all that were taken over."""
    return key in table.entries and not is_change(table.entries[key])


def is_change(node: Node | None) -> TypeGuard[Table]:
    """Tell whether a node adds to what was taken over, or removes from it."""
    return isinstance(node, Table) and bool(node.entries) and node.entries.keys() <= {ADD, REMOVE}


def scalars(node: Node | None) -> Iterator[Scalar]:
    """Yield the texts of a list, or the one text that stands in its place."""
    items = node.items[:MAX_TERMS] if isinstance(node, Items) else [node]
    yield from (item for item in items if isinstance(item, Scalar))
