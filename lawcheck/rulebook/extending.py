"""``extends:`` the books that a rule file takes over, in the order in which they are laid one on another."""

from __future__ import annotations

import os
from collections.abc import Sequence

from lawcheck.rulebook.files import shipped, shipped_names
from lawcheck.rulebook.frames import Ledger, did_you_mean, nearest, quoted
from lawcheck.rulebook.nodes import Items, Scalar, Table
from lawcheck.rulebook.wordlists import scalars

_SUFFIXES = (".yaml", ".yml")
_DEEPEST = 10


def extended(path: str, tree: Table, above: Sequence[str], ledger: Ledger) -> list[str] | None:
    """Return the paths of the books that a tree's ``extends`` names; None where one is told to be wrong.

    Args:
        path: The file of the tree.
        tree: What stands in it.
        above: The files that extend it, the outermost first: extending one of them is a circle.
        ledger: The file's ledger.
    """
    told = len(ledger)
    node = tree.entries.get("extends")
    found = []
    for item in scalars(node):
        where = _where(path, item, ledger)
        chain = [*above, path]
        if where and any(same_file(where, other) for other in chain):
            names = " → ".join(os.path.basename(each) for each in (*chain, where))
            ledger.add(item.place, f"规则书互相扩展，成了循环：{names}")
        elif where and len(chain) >= _DEEPEST:
            ledger.add(item.place, f"扩展超过 {_DEEPEST} 层")
        elif where:
            found.append(where)
    wrong = len(ledger) > told or (node is not None and not isinstance(node, Items | Scalar))
    return None if wrong else found


def same_file(one: str, other: str) -> bool:
    """Tell whether two paths name one file."""
    return os.path.realpath(one) == os.path.realpath(other)


def _where(path: str, item: Scalar, ledger: Ledger) -> str | None:
    name = item.text
    if name.endswith(_SUFFIXES):
        if any(char in name for char in "/\\:\0"):
            ledger.add(item.place, f"只能扩展同一文件夹里的规则文件，这里是 {quoted(name)}")
            return None
        where = os.path.join(os.path.dirname(path), name)
        if os.path.isfile(where):
            return where
        ledger.add(item.place, f"找不到规则文件 {quoted(name)}（应在同一文件夹）")
        return None
    if name in shipped_names():
        return shipped(f"{name}.yaml")
    near = nearest(name, shipped_names())
    known = did_you_mean(near) if near else f"；自带的有：{'、'.join(shipped_names())}"
    own = "（扩展自己的规则书时写文件名，如 province.yaml）"
    ledger.add(item.place, f"没有自带的规则书 {quoted(name)}{known}{own}")
    return None
