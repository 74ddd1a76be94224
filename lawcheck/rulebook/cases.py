"""``cases:`` texts beside the rules that prove them: what must be found in each, and what must not.

An ordinary check never looks at them; `load_cases` does, for trying and explaining rules.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from typing import Any, ClassVar

from lawcheck.errors import RuleBookError
from lawcheck.model import Text
from lawcheck.records import record
from lawcheck.rulebook.beside import Beside
from lawcheck.rulebook.files import shipped, shipped_names
from lawcheck.rulebook.frames import Ledger, TooManyError
from lawcheck.rulebook.loading import Loaded, load_whole
from lawcheck.rulebook.nodes import Broken, Items, Node, Place, Scalar, Table
from lawcheck.rulebook.phrases import guess, guess_or_list, quoted
from lawcheck.rulebook.repair import clean
from lawcheck.rulebook.shapes import RuleBook
from lawcheck.rulebook.shaping import shape
from lawcheck.rulebook.strict import parse

_FINDS, _LEAVES = "finds", "leaves"
_KEYS = ("frame", "previous_frame", "cases")
_CASE_FILE = Text("例子文件", "file of cases")
# keys that change what is told, not what is judged: a rule changed only in these needs no new cases
_TOLD = frozenset({"title", "message", "hint", "basis", "severity", "weight", "english", "applies"})


@record
class Expectation:
    """What a case expects of one rule: that it tells something, or that it does not.

    ``line`` counts in the case's text; ``text`` stands in the message or in what is quoted.
    """

    __pydantic_config__: ClassVar[Any] = {"extra": "forbid"}

    rule: str
    line: int | None = None
    text: str = ""


@record
class Case:
    """A text, and what must and must not be found in it.

    ``in`` names the passage of the frame that the text replaces; without it the text is a whole paper.
    ``previous`` is what stands in last year's paper, a whole one or the passage ``previous_in`` of its frame;
    without it no two years are compared. ``at`` is the line of the file at which the case begins.
    """

    __pydantic_config__: ClassVar[Any] = {
        "extra": "forbid",
        "alias_generator": lambda name: name.rstrip("_"),
    }

    why: str
    text: str
    in_: str = ""
    previous: str = ""
    previous_in: str = ""
    finds: tuple[Expectation, ...] = ()
    leaves: tuple[Expectation, ...] = ()
    at: int = 0


@record
class CaseBook:
    """The cases of a rule file.

    ``frame`` is a good paper, cut into named passages, ``previous_frame`` that of the year before. ``path``
    is the file that holds the cases, ``below`` are the rule files that the book extends, the nearest first;
    ``to_prove`` are the rules that the file itself makes or changes in what they judge.
    """

    cases: tuple[Case, ...] = ()
    frame: dict[str, str] | None = None
    previous_frame: dict[str, str] | None = None
    path: str = ""
    below: tuple[str, ...] = ()
    to_prove: tuple[str, ...] = ()

    def rules(self) -> set[str]:
        """Return the rules of which the cases expect something."""
        return {each.rule for case in self.cases for each in (*case.finds, *case.leaves)}

    def paper(self, case: Case) -> tuple[str, int]:
        """Return the paper of a case and the line at which its text begins."""
        if not case.in_ or not self.frame:
            return case.text, 1
        above = list(self.frame)[: list(self.frame).index(case.in_)]
        first = 1 + sum(self.frame[name].count("\n") + 1 for name in above)
        return _filled(self.frame, case.in_, case.text), first

    def previous_paper(self, case: Case) -> str:
        """Return the paper of the year before with which a case is compared, empty where there is none."""
        if not case.previous_in or not self.previous_frame:
            return case.previous
        return _filled(self.previous_frame, case.previous_in, case.previous)


def _filled(frame: Mapping[str, str], name: str, text: str) -> str:
    """Return the paper of a frame with another text for one of its passages."""
    return "\n".join({**frame, name: text.rstrip("\n")}.values()) + "\n"


def load_cases(name: str) -> tuple[RuleBook, CaseBook]:
    """Return the book of a YAML file, or a shipped one by its id, with its cases.

    Raises:
        RuleBookError: The file, one that it extends or the file of its cases has mistakes.
    """
    path = shipped(f"{name}.yaml") if name in shipped_names() else name
    loaded = load_whole(path)
    reader = _Reader(loaded)
    cases = reader.read()
    mistakes = [*reader.ledger.mistakes(), *reader.beside.mistakes()]
    if mistakes:
        raise RuleBookError(sorted(mistakes, key=lambda m: (m.path, m.line, m.column)))
    return loaded.book, cases


class _Reader:
    """Reads the cases of one rule file, or of the file that it names for them."""

    def __init__(self, loaded: Loaded) -> None:
        self.loaded = loaded
        self.ledger = Ledger(loaded.path, loaded.text)
        self.beside = Beside(loaded.path)

    def read(self) -> CaseBook:
        tree, ledger, path = self._tree()
        frame, before = self._frame("frame", tree, ledger), self._frame("previous_frame", tree, ledger)
        cases = tuple(self._cases(tree, {"in": frame, "previous_in": before}, ledger))
        return CaseBook(
            cases=cases,
            frame=frame,
            previous_frame=before,
            path=path,
            below=self.loaded.below,
            to_prove=_to_prove(self.loaded.book),
        )

    def _tree(self) -> tuple[Table, Ledger, str]:
        """Return the table that holds frame and cases, with its ledger and file."""
        tree, path = self.loaded.tree, self.loaded.path
        name = tree.entries.get("cases")
        if not isinstance(name, Scalar):
            return tree, self.ledger, path
        file = self.beside.open("cases", name, _CASE_FILE, self.ledger)
        if file is None:
            return tree.without("cases"), self.ledger, path
        with suppress(TooManyError):
            cleaned = clean(file.text)
            for place, message in cleaned.told:
                file.ledger.add(place, message)
            found = parse(cleaned.text, file.ledger, cleaned.origin)
            if found:
                _check_keys(found, file.ledger)
                return found, file.ledger, file.ledger.path
        return Table({}, {}, name.place), file.ledger, file.ledger.path

    def _frame(self, key: str, tree: Table, ledger: Ledger) -> dict[str, str] | None:
        node = tree.entries.get(key, self.loaded.tree.entries.get(key))
        if node is None:
            return _frame_taken_over(key, self.loaded.below)
        if isinstance(node, Table) and all(isinstance(value, Scalar) for value in node.entries.values()):
            texts = {key: value.text for key, value in node.entries.items() if isinstance(value, Scalar)}
            return {key: text.rstrip("\n") for key, text in texts.items()}
        if not isinstance(node, Broken):
            passages = Text(
                f'"{key}" 应为键和值：每段的名称和文字',
                f'"{key}" must be keys with values: name and text of each passage',
            )
            ledger.add(node.place, passages)
        return None

    def _cases(
        self, tree: Table, frames: Mapping[str, dict[str, str] | None], ledger: Ledger
    ) -> Iterator[Case]:
        node = tree.entries.get("cases")
        if node is None or isinstance(node, Broken):
            return
        if not isinstance(node, Items):
            listed = Text(
                '"cases" 应为列表，每项以“- ”开头；或同一文件夹里的例子文件名',
                '"cases" must be a list, each item after “- ”, or name a file of cases beside this one',
            )
            ledger.add(node.place, listed)
            return
        seen: dict[tuple[str, str], int] = {}
        for item in node.items:
            if not isinstance(item, Table):
                pairs = Text(
                    '"cases" 的每一项应为键和值，以“- why: ”开头',
                    'each item of "cases" must be keys with values and begin with “- why: ”',
                )
                ledger.add(item.place, pairs)
                continue
            case = shape(Case, _spelt_out(item), ledger, {"at": item.place.line})
            self._check_rules(item, seen, ledger)
            if case:
                _check_sense(case, item, frames, ledger)
                yield case

    def _check_rules(self, item: Table, seen: dict[tuple[str, str], int], ledger: Ledger) -> None:
        """Tell rules that the book does not have, and cases that a rule has twice."""
        known = self.loaded.book.rule_ids()
        why = item.entries.get("why")
        for place, name in _named(item):
            if name not in known:
                none = Text(
                    f"没有 id 为 {quoted(name)} 的规则", f"there is no rule with the id {quoted(name)}"
                )
                ledger.add(place, none + guess(name, known))
            elif isinstance(why, Scalar):
                first = seen.setdefault((name, why.text), item.place.line)
                if first != item.place.line:
                    twice = Text(
                        f"{quoted(name)} 的例子 {quoted(why.text)} 重复，第 {first} 行已经有了",
                        f"the case {quoted(why.text)} of {quoted(name)} stands twice, first on line {first}",
                    )
                    ledger.add(item.place, twice)


def _check_sense(
    case: Case, item: Table, frames: Mapping[str, dict[str, str] | None], ledger: Ledger
) -> None:
    if not case.text.strip():
        ledger.add(item.entries["text"].place, Text("例子的文字是空的", "the text of the case is empty"))
    if not (case.finds or case.leaves):
        nothing = Text(
            f'没有写应当怎样：写 "{_FINDS}"（应当发现）或 "{_LEAVES}"（不应发现）',
            f'nothing is expected: write "{_FINDS}" (must be found) or "{_LEAVES}" (must not be found)',
        )
        ledger.add(item.place, nothing)
    for key, name in (("in", case.in_), ("previous_in", case.previous_in)):
        frame = frames[key] or {}
        if name and name not in frame:
            none = Text(f"样文里没有 {quoted(name)} 这一段", f"the frame has no passage {quoted(name)}")
            ledger.add(item.entries[key].place, none + _known_passages(name, frame))
    if case.previous_in and not case.previous.strip():
        text = Text('写了 "previous_in"，还要写 "previous"', '"previous_in" wants "previous" as well')
        ledger.add(item.entries["previous_in"].place, text)


def _known_passages(name: str, frame: Mapping[str, str]) -> Text:
    if not frame:
        return Text("；样文里有：（没有样文）", "; there is no frame")
    return guess_or_list(name, frame, Text("；样文里有：", "; it has: "))


def _check_keys(tree: Table, ledger: Ledger) -> None:
    for key, place in tree.keys.items():
        if key not in _KEYS:
            unknown = Text(f"未知的键 {quoted(key)}", f"unknown key {quoted(key)}")
            only = Text(
                "；例子文件里只有 frame、previous_frame 和 cases",
                "; a file of cases has only frame, previous_frame and cases",
            )
            near = guess(key, _KEYS)
            ledger.add(place, unknown + (near if near.zh else only))


def _spelt_out(item: Table) -> Table:
    """Return a case's table in which each expectation is a table, though its rule may stand alone."""
    entries = dict(item.entries)
    for key in (_FINDS, _LEAVES):
        node = entries.get(key)
        if isinstance(node, Scalar):
            entries[key] = Items((_rule_table(node),), node.place)
        elif isinstance(node, Items):
            entries[key] = Items(tuple(map(_rule_table, node.items)), node.place)
    return Table(entries, item.keys, item.place)


def _rule_table(node: Node) -> Node:
    return Table({"rule": node}, {"rule": node.place}, node.place) if isinstance(node, Scalar) else node


def _named(item: Table) -> Iterator[tuple[Place, str]]:
    """Yield the rules that a case names, with their places."""
    for key in (_FINDS, _LEAVES):
        node = _spelt_out(item).entries.get(key)
        for each in node.items if isinstance(node, Items) else (node,):
            rule = each.entries.get("rule") if isinstance(each, Table) else None
            if isinstance(rule, Scalar):
                yield rule.place, rule.text


def _to_prove(book: RuleBook) -> tuple[str, ...]:
    """Return the parts and rules that the book's own file makes, or changes in what they judge."""
    below = {id_ for layer in book.layers[:-1] for id_ in layer.given}
    own = book.layers[-1].given
    return tuple(
        id_ for id_ in book.rule_ids() if id_ in own and (id_ not in below or not _TOLD.issuperset(own[id_]))
    )


def _frame_taken_over(key: str, below: Sequence[str]) -> dict[str, str] | None:
    """Return a frame of the nearest book below that has one, None where none has."""
    frames = (getattr(load_cases(path)[1], key) for path in below)
    return next(filter(None, frames), None)
