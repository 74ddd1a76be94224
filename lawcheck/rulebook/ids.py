"""The ids of a book: how they are written, that each stands only once, and which the base has."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lawcheck.rulebook.frames import Ledger, did_you_mean, nearest, quoted
from lawcheck.rulebook.nodes import Place, Scalar, Table
from lawcheck.rulebook.shapes import RuleBook

_ID = re.compile(r"[a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)*")
_ID_SHAPE = "小写字母、数字和下划线，各段以点隔开，每段以字母开头（如 plan.year）"


@dataclass(frozen=True, slots=True)
class Ids:
    """The ids of one file and of the book that it extends."""

    ledger: Ledger
    base: RuleBook | None = None
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

    def is_unknown(self, table: Table, wanted: str) -> bool:
        """Tell whether an entry changes what the base does not have; that is told.

        Args:
            table: The entry, whose id is neither the base's nor that of something whole and new.
            wanted: A key that every new entry has.
        """
        node = table.entries.get("id")
        if self.base is None or wanted in table.entries or not isinstance(node, Scalar):
            return False
        near = nearest(node.text, self.base.rule_ids())
        guess = did_you_mean(near) if near else ""
        self.ledger.add(
            node.place,
            f"所扩展的规则书里没有 id 为 {quoted(node.text)} 的内容{guess}（新写的要有 {wanted}）",
        )
        return True

    def _wrong(self, name: str, section: str) -> str:
        if not _ID.fullmatch(name):
            return f"写法不对：只用{_ID_SHAPE}"
        if name in self.places:
            return f"重复，第 {self.places[name].line} 行已经有了"
        if section and not name.startswith(f"{section}."):
            return f'应以所在部分的 id 开头（"{section}."）'
        return ""
