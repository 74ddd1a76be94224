"""Slips of a Chinese keyboard in YAML: tell them, and mend them on a copy to read on.

Only a text in which something is wrong is looked at, so a file that is right is never suspected:
``weight：20`` may well stand in a message.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import islice

from lawcheck.model import Text
from lawcheck.rulebook.nodes import Items, Node, Place, Scalar, Table
from lawcheck.rulebook.phrases import NOTHING, quoted

_Told = tuple[Place, Text]  # where something is wrong, and what

_BREAK = re.compile("(\r\n|[\n\r\x85\u2028\u2029])")
# what YAML forbids, and what nobody can see
_FORBIDDEN = re.compile(
    "[^\t\n\r\x20-\x7e\x85\xa0-\xac\xae-\u200a\u2010-\u2029\u202f-\u205f\u2070-\ud7ff\ue000-\ufefe\uff00-\ufffd"
    "\U00010000-\U0010ffff]"
)
_INDENT = re.compile(r"[ \t\u3000\xa0]*")
_WIDE_INDENT = {
    "\t": Text("缩进用了制表符（Tab），请改用空格", "a tab indents here, use spaces"),
    "\u3000": Text("缩进用了全角空格，请改用半角空格", "a full-width space indents here, use plain spaces"),
    "\xa0": Text("缩进用了不换行空格，请改用普通空格", "a no-break space indents here, use plain spaces"),
}
_BLOCK = re.compile(r"(?P<indent> *)(?:- +)*+(?:[^#]*: +)?[|>][-+\d]{0,2}\s*(?:#.*)?$")
_DASH = re.compile(r"\s*(?P<slip>[－﹣]|[–—](?= ))(?P<gap> *)")
_HASH = re.compile(r"\s*(?P<slip>＃)")
_KEY = re.compile(
    r"\s*(?:(?:- +)*+(?P<key>[a-z_][a-z0-9_]*)\s*(?P<slip>：)"
    r"|(?P<word>[^\x00-\x7f：]{1,30})(?P<slip2>：)(?=\s|$|[\[{\"'“［｛【]))"
)
_FLOW_KEY = re.compile(
    r"[{,]\s*(?:(?P<key>[a-z_][a-z0-9_]*)\s*(?P<slip>：)|(?P<word>[^\s,:：]{1,30})(?P<slip2>：)(?=\s*\[))"
)
_BRACKETS = re.compile(
    r"\s*(?:- +)*+(?P<key>[^\s:#\[{]+: +)?(?P<open>[\[［【{｛])(?P<body>.*)"
    r"(?P<close>[\]］】}｝])\s*+,?\s*+(?:#.*)?$"
)
_QUOTES = re.compile(r"(?:^|[\s\[{,])([\"'])[^\"'”’]*(?P<slip>[”’＂＇])(?=\s*(?:[,\]}#]|$))")
_SWALLOWED = re.compile(r"\s[a-z_]+：")
_MOST_UNSEEN = 20  # in a binary file there is no end of them
_LONGEST = 2_000  # characters of a line that a hand may have written
_NARROW = {"［": "[", "【": "[", "｛": "{", "］": "]", "】": "]", "｝": "}"}


@dataclass(slots=True)
class _Line:
    """A line that is being mended; ``columns`` has the original column of each character."""

    number: int
    text: str
    columns: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.columns = list(range(len(self.text) + 1))

    def replace(self, start: int, end: int, new: str) -> None:
        """Put other text in the place of a part."""
        self.text = self.text[:start] + new + self.text[end:]
        if len(new) != end - start:
            self.columns[start:end] = [self.columns[start]] * len(new)

    def place(self, at: int) -> Place:
        """Return where in the file a character of the line stands."""
        return Place(self.number + 1, self.columns[at] + 1)


@dataclass(frozen=True, slots=True)
class Mended:
    """A mended text, what was wrong with it, and where its characters come from."""

    text: str
    told: tuple[_Told, ...]
    columns: dict[int, list[int]]

    def origin(self, line: int, column: int) -> Place:
        """Return the place in the file of a line and column (from 0) of the mended text."""
        columns = self.columns.get(line)
        return Place(line + 1, (columns[min(column, len(columns) - 1)] if columns else column) + 1)


def clean(text: str) -> Mended:
    """Blank the characters that YAML forbids or that nobody can see."""
    told = []
    for match in islice(_FORBIDDEN.finditer(text), _MOST_UNSEEN):
        before = _BREAK.sub("\n", text[: match.start()])
        place = Place(before.count("\n") + 1, len(before) - before.rfind("\n"))
        code = f"U+{ord(match.group()):04X}"
        zh, en = (
            f"这里有看不见的字符（{code}），请删去",
            f"an invisible character ({code}) stands here, strike it out",
        )
        told.append((place, Text(zh, en)))
    return Mended(_FORBIDDEN.sub(" ", text), tuple(told), {})


def suspected(node: Node) -> bool:
    """Tell whether a tree without mistakes may hide slips: a text that swallowed a key or a bracket."""
    if isinstance(node, Scalar):
        swallowed = not node.one_line and _SWALLOWED.search(node.text)
        return node.plain and bool(swallowed or (node.text[:1] in "［｛" and node.text[-1:] in "］｝"))
    if isinstance(node, Items):
        return any(map(suspected, node.items))
    return isinstance(node, Table) and any(map(suspected, node.entries.values()))


def mend(text: str, tab: int) -> Mended:
    """Mend the slips of a text; a tab of indentation counts as so many spaces."""
    pieces = _BREAK.split(text)
    told: list[_Told] = []
    columns: dict[int, list[int]] = {}
    indents = _Indents()
    for number in _outside_blocks(pieces[::2]):
        line = _Line(number, pieces[2 * number])
        indents.mend(line, tab)
        for slip in _SLIPS:
            told.extend(slip(line))
        if line.text != pieces[2 * number]:
            pieces[2 * number], columns[number] = line.text, line.columns
    return Mended("".join(pieces), (*indents.told(), *told), columns)


def _outside_blocks(lines: list[str]) -> Iterator[int]:
    """Yield the numbers of the lines that are neither blank, nor comments, nor texts after ``|``."""
    block = -1
    for number, line in enumerate(lines):
        bare = line.lstrip(" \t\u3000\xa0")
        inside = 0 <= block < len(line) - len(bare)
        if not bare or bare.startswith("#") or inside or len(line) > _LONGEST:
            continue
        header = _BLOCK.match(line)
        block = len(header["indent"]) if header else -1
        yield number


class _Indents:
    """Mends indentation and tells it once for each run of lines."""

    def __init__(self) -> None:
        self._runs: list[tuple[str, Place, int]] = []
        self._last = ""

    def mend(self, line: _Line, tab: int) -> None:
        """Make a line's indentation one of spaces."""
        found = _INDENT.match(line.text)
        wide = re.search(r"[^ ]", found.group()) if found else None
        char = wide.group() if wide else ""
        if wide and self._last == char:
            self._runs[-1] = (*self._runs[-1][:2], line.number + 1)
        elif wide:
            self._runs.append((char, line.place(wide.start()), line.number + 1))
        self._last = char
        if found and wide:
            width = {"\t": tab, "\u3000": 2}
            for at in range(found.end() - 1, -1, -1):
                line.replace(at, at + 1, " " * width.get(line.text[at], 1))

    def told(self) -> Iterator[_Told]:
        """Yield one mistake for each run."""
        for char, place, last in self._runs:
            until = Text(f"（到第 {last} 行）", f" (down to line {last})") if last > place.line else NOTHING
            yield place, _WIDE_INDENT[char] + until


def _mend_dash(line: _Line) -> Iterator[_Told]:
    found = _DASH.match(line.text)
    if found:
        slip = found["slip"]
        wanted = Text(
            f"列表项前应是半角减号和空格“- ”，这里是“{slip}”",
            f"an item begins with a plain hyphen and a space “- ”, not “{slip}”",
        )
        yield line.place(found.start("slip")), wanted
        line.replace(*found.span("slip"), "-" if found["gap"] else "- ")


def _mend_hash(line: _Line) -> Iterator[_Told]:
    found = _HASH.match(line.text)
    if found:
        wide = Text(
            "注释以半角 # 开头，这里是全角＃", "a comment begins with a plain #, not a full-width one"
        )
        yield line.place(found.start("slip")), wide
        line.replace(*found.span("slip"), "#")


def _mend_brackets(line: _Line) -> Iterator[_Told]:
    found = _BRACKETS.match(line.text)
    if not found:
        return
    ends = found["open"] + found["close"]
    wide = [name for name in ("open", "close") if found[name] in _NARROW]
    # a lone 【…】 may be a word; as the value of a key it was meant as a list
    if not wide or (ends == "【】" and not found["key"]):
        return
    slip = found[wide[0]]
    narrow = _NARROW[slip]
    told = Text(
        f"全角括号“{slip}”不是 YAML 的括号，请改用半角 {narrow}",
        f"the full-width bracket “{slip}” is none of YAML's, write {narrow}",
    )
    yield line.place(found.start(wide[0])), told
    for name in wide:
        line.replace(*found.span(name), _NARROW[found[name]])
    line.replace(*found.span("body"), found["body"].replace("，", ","))


def _mend_quotes(line: _Line) -> Iterator[_Told]:
    for found in _QUOTES.finditer(line.text):
        slip = found["slip"]
        told = Text(
            f"引号用半角 {found[1]} 开始，却用全角 {slip} 结束，请改用半角",
            f"the quotes begin with a plain {found[1]} and end with a full-width {slip}, write a plain one",
        )
        yield line.place(found.start("slip")), told
        line.replace(*found.span("slip"), found[1])


def _mend_key(line: _Line) -> Iterator[_Told]:
    found = _KEY.match(line.text)
    if found:
        yield from _mend_colon(line, found)


def _mend_flow_keys(line: _Line) -> Iterator[_Told]:
    for found in reversed(list(_FLOW_KEY.finditer(line.text))):
        if line.text.count('"', 0, found.start()) % 2 == 0:
            yield from _mend_colon(line, found)


def _mend_colon(line: _Line, found: re.Match[str]) -> Iterator[_Told]:
    slip = "slip" if found["slip"] else "slip2"
    key = found["key"] or found["word"]
    told = Text(
        f"键 {quoted(key)} 后面用了全角冒号，请改用半角冒号加空格（{key}: ）",
        f"a full-width colon follows the key {quoted(key)}, write a plain one and a space (“{key}: ”)",
    )
    yield line.place(found.start(slip)), told
    after = line.text[found.end(slip) : found.end(slip) + 1]
    line.replace(*found.span(slip), ":" if not after.strip() else ": ")


_SLIPS: tuple[Callable[[_Line], Iterator[_Told]], ...] = (
    _mend_dash,
    _mend_hash,
    _mend_key,
    _mend_brackets,
    _mend_quotes,
    _mend_flow_keys,
)
