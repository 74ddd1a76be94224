"""``extends:`` the books that a rule file takes over, in the order in which they are laid one on another."""

from __future__ import annotations

import os
from collections.abc import Sequence

from lawcheck.model import Text
from lawcheck.rulebook.files import shipped, shipped_names
from lawcheck.rulebook.frames import Ledger
from lawcheck.rulebook.nodes import Items, Scalar, Table
from lawcheck.rulebook.phrases import guess_or_list, here, quoted
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
            ledger.add(
                item.place,
                Text(
                    f"规则书互相扩展，成了循环：{names}", f"the books extend each other in a circle: {names}"
                ),
            )
        elif where and len(chain) >= _DEEPEST:
            ledger.add(
                item.place, Text(f"扩展超过 {_DEEPEST} 层", f"more than {_DEEPEST} levels of extending")
            )
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
            only = Text(
                "只能扩展同一文件夹里的规则文件", "only a rule file of the same folder can be extended"
            )
            ledger.add(item.place, only + here(name))
            return None
        where = os.path.join(os.path.dirname(path), name)
        if os.path.isfile(where):
            return where
        zh = f"找不到规则文件 {quoted(name)}（应在同一文件夹）"
        ledger.add(
            item.place, Text(zh, f"there is no rule file {quoted(name)} (it must lie in the same folder)")
        )
        return None
    if name in shipped_names():
        return shipped(f"{name}.yaml")
    unknown = Text(f"没有自带的规则书 {quoted(name)}", f"there is no shipped rule book {quoted(name)}")
    known = guess_or_list(name, shipped_names(), Text("；自带的有：", "; there are: "))
    own = Text(
        "（扩展自己的规则书时写文件名，如 province.yaml）",
        " (to extend a book of your own write its file, as province.yaml)",
    )
    ledger.add(item.place, unknown + known + own)
    return None
