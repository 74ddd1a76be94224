"""How a paper may look without saying anything else: punctuation, blank lines, indents, numbers."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from lawcheck.author.stress._texts import in_width_of
from lawcheck.model import Text
from lawcheck.text.numbers import chinese_number

_WIDE = str.maketrans("(),:;!?%", "（），：；！？％")
_NARROW = str.maketrans("（），：；！？％", "(),:;!?%")
_NUMERALS = "一二三四五六七八九十"


@dataclass(frozen=True, slots=True)
class Dress:
    """A way for a paper to look; ``plain`` ones are for plain text: Markdown means something by indents."""

    name: Text
    put_on: Callable[[str], str]
    plain: bool = False


def widen(text: str) -> str:
    """Return a text with full-width punctuation."""
    return text.translate(_WIDE)


def narrow(text: str) -> str:
    """Return a text with half-width punctuation."""
    return text.translate(_NARROW)


def narrow_stops(text: str) -> str:
    """Return a text with half-width punctuation, also at the ends of sentences."""
    return narrow(text).replace("。", ".")


def blank_lines(text: str) -> str:
    """Return a text with two blank lines below each line."""
    return text.replace("\n", "\n\n\n")


def no_blank_lines(text: str) -> str:
    """Return a text without blank lines."""
    return re.sub(r"\n\s*\n+", "\n", text)


def indent(text: str) -> str:
    """Return a text with each line indented as in print."""
    return "\n".join(f"　　{line}　" if line.strip() else line for line in text.split("\n"))


def no_break_spaces(text: str) -> str:
    """Return a text indented by the blanks of web pages."""
    return "\n".join(f"\xa0\xa0{line}" if line.strip() else "\xa0" for line in text.split("\n"))


def arabic_numbers(text: str) -> str:
    """Return a text with 1. for （一）, unless it has such numbers already."""
    if re.search(r"(?m)^\s*\d{1,2}\s*[.．、]", text):
        return text
    return re.sub(rf"(?m)^(\s*)[（(]([{_NUMERALS}]{{1,3}})[）)]", _arabic, text)


def _arabic(match: re.Match[str]) -> str:
    value = chinese_number(match[2])
    return f"{match[1]}{value}." if value else match[0]


def ordinal_items(text: str) -> str:
    """Return a text with 第一， for 一是 where a clause begins with it."""
    comma = in_width_of(text, "，")
    return re.sub(rf"(?<=[。；;：:\n　 ])([{_NUMERALS}]{{1,2}})是(?![一个指])", rf"第\1{comma}", text)


DRESSES = (
    Dress(Text("全角标点", "full-width punctuation"), widen),
    Dress(Text("半角标点", "half-width punctuation"), narrow),
    Dress(Text("半角标点和句号", "half-width punctuation and stops"), narrow_stops),
    Dress(Text("多空行", "more blank lines"), blank_lines),
    Dress(Text("无空行", "no blank lines"), no_blank_lines),
    Dress(Text("缩进", "indents"), indent, plain=True),
    Dress(Text("网页空格", "blanks of web pages"), no_break_spaces, plain=True),
    Dress(Text("（一）改为 1.", "“1.” for “（一）”"), arabic_numbers),
    Dress(Text("一是改为第一", "“第一，” for “一是”"), ordinal_items),
)
