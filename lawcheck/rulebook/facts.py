"""The data files that rules name (``table: laws.yaml``): YAML like the book, shaped by the rule's kind."""

from __future__ import annotations

from contextlib import suppress

from lawcheck.kinds import Facts, Rule
from lawcheck.model import Text
from lawcheck.rulebook.beside import Beside, File
from lawcheck.rulebook.frames import Ledger, TooManyError
from lawcheck.rulebook.hints import keys, shapes
from lawcheck.rulebook.nodes import Broken, Table, lists
from lawcheck.rulebook.repair import clean
from lawcheck.rulebook.shaping import shape
from lawcheck.rulebook.strict import parse
from lawcheck.rulebook.wordlists import check_list


def read_facts(
    kind: type[Rule], table: Table, beside: Beside, ledger: Ledger
) -> tuple[Table, dict[str, Facts]]:
    """Return a rule's table without the keys that name data files, and what stands in those files.

    A key whose file cannot be used stays as a broken one: what is wrong has been told.
    """
    found: dict[str, Facts] = {}
    for key, cls in _facts_of(kind).items():
        if key not in table.entries or isinstance(table.entries[key], Broken):
            continue
        file = beside.open(key, table.entries[key], Text("数据文件", "data file"), ledger)
        facts = _read(cls, file) if file else None
        if facts:
            found[key] = facts
        table = _broken(table, key)
    return table.without(*found), found


def _facts_of(kind: type[Rule]) -> dict[str, type[Facts]]:
    """Return the keys of a kind that name a data file, with the shape of that file."""
    found = ((key, shape) for key, hint in keys(kind).items() for shape in shapes(hint))
    return {key: shape for key, shape in found if issubclass(shape, Facts)}


def _read(cls: type[Facts], file: File) -> Facts | None:
    with suppress(TooManyError):
        cleaned = clean(file.text)
        for place, message in cleaned.told:
            file.ledger.add(place, message)
        tree = parse(cleaned.text, file.ledger, cleaned.origin)
        if tree:
            for found in lists(tree):
                check_list(found, file.ledger, terms=False)
            return shape(cls, tree, file.ledger)
    return None


def _broken(table: Table, key: str) -> Table:
    node = Broken(table.entries[key].place)
    return Table(table.entries | {key: node}, table.keys, table.place)
