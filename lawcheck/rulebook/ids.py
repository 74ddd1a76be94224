"""The ids of a book: how they are written, that each stands only once, and which the base has."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lawcheck.model import Text
from lawcheck.rulebook.frames import Ledger
from lawcheck.rulebook.nodes import Place, Scalar, Table
from lawcheck.rulebook.phrases import guess, missing_key, quoted
from lawcheck.rulebook.shapes import RuleBook

_ID = re.compile(r"[a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)*")
_ID_SHAPE = Text(
    "写法不对：只用小写字母、数字和下划线，各段以点隔开，每段以字母开头（如 plan.year）",
    "is ill-formed: use lower-case letters, digits and underscores, in words that begin with a letter "
    "and are parted by dots (such as plan.year)",
)


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
            self.ledger.add(table.place, missing_key("id"))
        if not isinstance(node, Scalar):
            return ""
        wrong = self._wrong(node.text, section)
        if wrong:
            self.ledger.add(node.place, Text(f"id {quoted(node.text)} ") + wrong)
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
        nothing = Text(
            f"所扩展的规则书里没有 id 为 {quoted(node.text)} 的内容",
            f"the extended book has nothing with the id {quoted(node.text)}",
        )
        needed = Text(f"（新写的要有 {wanted}）", f" (something new needs {wanted})")
        self.ledger.add(node.place, nothing + guess(node.text, self.base.rule_ids()) + needed)
        return True

    def _wrong(self, name: str, section: str) -> Text | None:
        if not _ID.fullmatch(name):
            return _ID_SHAPE
        if name in self.places:
            line = self.places[name].line
            return Text(f"重复，第 {line} 行已经有了", f"stands twice, first on line {line}")
        if section and not name.startswith(f"{section}."):
            return Text(
                f'应以所在部分的 id 开头（"{section}."）',
                f'must begin with the id of its part ("{section}.")',
            )
        return None
