"""Pieces that many messages about rule files share, in both languages."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from lawcheck.model import Text
from lawcheck.rulebook.frames import shown

LIST = Text(
    "列表（[甲, 乙]，或每行一项、以“- ”开头）", "a list ([one, two], or one item a line, each after “- ”)"
)
TABLE = Text("键和值（每行一个“键: 值”）", "keys with values (“key: value”, one a line)")
NOTHING = Text("")
PARTS = Text("；已有的部分：", "; the parts are: ")


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Return the known word that is most like another, None where none is.

    >>> nearest("weigth", ["title", "weight"])
    'weight'
    """
    from difflib import get_close_matches

    names = {name.casefold(): name for name in known}
    near = get_close_matches(re.sub(r"[\s-]", "_", word[:40].casefold()), names, n=1)
    return names[near[0]] if near else None


def guess(word: str, known: Iterable[str]) -> Text:
    """Return the clause that proposes what may have been meant, nothing where nothing is near."""
    near = nearest(word, known)
    return Text(f'，您是不是要写 "{near}"？', f'; did you mean "{near}"?') if near else NOTHING


def guess_or_list(word: str, known: Collection[str], label: Text) -> Text:
    """Return the clause that proposes what may have been meant, else what there is under a label."""
    none = Text("（没有）", "(none)")
    names = Text("、".join(known), ", ".join(known)) if known else none
    return guess(word, known) if nearest(word, known) else label + names


def missing_key(name: str) -> Text:
    """Return the message that a key is missing."""
    return Text(f"缺少键 {quoted(name)}", f"the key {quoted(name)} is missing")


def repeated(text: str, line: int) -> Text:
    """Return the message that something stands a second time, and where first."""
    return Text(
        f"{quoted(text)} 重复，第 {line} 行已经有了", f"{quoted(text)} stands twice, first on line {line}"
    )


def here(text: str) -> Text:
    """Return the clause that shows what stands in a place."""
    return Text(f"，这里是 {quoted(text)}", f", not {quoted(text)}")


def quoted(text: str) -> str:
    """Return a text in quotes, cut where it is long."""
    most = 20
    short = shown(text.replace("\n", " "))
    return f'"{short[:most]}..."' if len(short) > most else f'"{short}"'
