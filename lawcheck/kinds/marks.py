"""``marks``: do quotes and brackets close, is no word typed twice, and is one width used throughout?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
from operator import attrgetter
from typing import Any, ClassVar, Literal, NamedTuple

from lawcheck.kinds._base import Rule, View
from lawcheck.model import Gap, Severity, Span, Verdict
from lawcheck.records import record
from lawcheck.text.doubles import doubled

_PAIRS = (("“", "”"), ("《", "》"), ("(", ")"))
_WIDE_BRACKETS = {"(": "（", ")": "）"}
_MARK = re.compile("[“”《》()\n]")
# 1) and 1、2) are numbers of a list; the bracket opens nothing
_LIST_NUMBER = r"(?:^|[\s,。;:、])(?:\d{1,2}|[a-zA-Z]|[一二三四五六七八九十]{1,3})\Z"
_LONGEST_NUMBER = 5
_SHORTEST, _LONGEST = 3, 12  # characters of a word that nobody writes twice in a row on purpose
_TWICE = re.compile(r"([,;:、。!?])\1")
_WIDE, _NARROW = "，；：", ",;:"
# between Chinese words, not in 1,358 or 10:31 or an address
_NARROW_MARK = re.compile(r"(?<=[^\x00-\xff])[,;:](?=[^\x00-\xff])")
_WIDE_MARK = re.compile("[，；：]")
_BRACKETS_OF_TWO = re.compile(r"（[^（）()\n]{0,60}\)|\([^（）()\n]{0,60}）")
_FEWEST = 5  # marks of the usual width, beside which another stands out
_MOST_SHOWN = 6
_LONGEST_QUOTE = 2_000


class _Mark(NamedTuple):
    """A mark: where it stands, and in which paragraph; ``numbers`` tells a bracket behind a digit."""

    offset: int
    paragraph: int
    mark: str
    numbers: bool = False


@record
class Marks(Rule):
    """Met when marks come in pairs, no word stands twice in a row, and one width is used.

    “”, 《》 and () close in their paragraph (or in the next, where a quote goes over it). What is in
    ``slips`` (的的, 三是是) must not stand outside every one of ``not`` (目的的), and no word of three
    characters and more twice in a row. Narrow and wide commas in one paper are one info.
    """

    __pydantic_config__: ClassVar[Any] = {
        "extra": "forbid",
        "alias_generator": lambda name: name.rstrip("_"),
    }

    kind: Literal["marks"] = "marks"
    slips: tuple[str, ...] = ()
    not_: tuple[str, ...] = ()

    def terms(self) -> Iterator[str]:
        """Yield the words that are typed twice, and what only looks so."""
        yield from self.slips
        yield from self.not_

    def judge(self, view: View) -> Verdict:
        """Judge marks, words and width."""
        gaps = [*self._unpaired(view), *self._doubled(view), *_twice(view), *_mixed(view)]
        if gaps:
            return self.missing(view, view.say(f"{len(gaps)} 处", f"{len(gaps)} places"), *gaps)
        return self.met(view, view.say("标点成对，没有重复的字词", "marks in pairs, no word twice"))

    @staticmethod
    def _unpaired(view: View) -> Iterator[Gap]:
        """Yield the first slip of each paragraph, for each sort of marks."""
        marks = list(_marks(view))
        for opening, closing in _PAIRS:
            alone = _alone(marks, opening, closing)
            told = (mark for mark in alone if not _goes_on(view.folded, mark))
            for _, slips in groupby(told, key=attrgetter("paragraph")):
                first, *others = slips
                # an opening mark behind another one: the second should have closed
                slip = others[0] if others and first.mark == others[0].mark == opening else first
                yield _unpaired(view, slip, closing if slip.mark == opening else opening)

    def _doubled(self, view: View) -> Iterator[Gap]:
        fine = [hit.span for hit in view.find(self.not_)]
        short = [hit.span for hit in view.find(self.slips)]
        long = list(doubled(view.folded, _SHORTEST, _LONGEST))
        reach = 0
        for span in sorted({*short, *long}, key=lambda span: (span.start, -span.end)):
            own = any(content.covers(span) for content in view.document.content)
            if span.start < reach or not own or any(word.covers(span) for word in fine):
                continue
            if not view.folded[span.start : span.end].isascii():
                reach = span.end
                yield _doubled(view, span)


def _alone(marks: list[_Mark], opening: str, closing: str) -> list[_Mark]:
    """Return the marks that have no partner in their paragraph or the next, in the order of the text."""
    opened: list[_Mark] = []
    alone: list[_Mark] = []
    for mark in marks:
        if mark.mark == opening:
            opened.append(mark)
        elif mark.mark != closing:
            continue
        elif opened and mark.paragraph - opened[-1].paragraph <= 1:
            opened.pop()
        elif not mark.numbers:
            alone.append(mark)
    return sorted([*alone, *opened])


def _marks(view: View) -> Iterator[_Mark]:
    folded = view.folded
    paragraph = last = 0
    for content in view.document.content:
        for match in _MARK.finditer(folded, *content):
            start, mark = match.start(), match.group()
            if mark == "\n":
                paragraph += not folded[last:start].isspace()
                last = start
            elif mark != ")":
                yield _Mark(start, paragraph, mark)
            elif not _begins_item(folded, start):
                yield _Mark(start, paragraph, mark, folded[start - 1].isdigit())


def _begins_item(folded: str, offset: int) -> bool:
    """Tell whether a bracket stands behind the number of an item: 1)… at the head of a clause."""
    before = folded[max(0, offset - _LONGEST_NUMBER) : offset]
    return "(" not in before[-3:] and re.search(_LIST_NUMBER, before) is not None


def _goes_on(folded: str, mark: _Mark) -> bool:
    """Tell whether a quote goes on in the next paragraph, which opens it again."""
    if mark.mark != "“":
        return False
    following = folded.find("\n", mark.offset, mark.offset + _LONGEST_QUOTE)
    return following >= 0 and folded[following : following + 80].lstrip()[:1] == "“"


def _unpaired(view: View, mark: _Mark, other: str) -> Gap:
    span = Span(mark.offset, mark.offset + 1)
    printed = view.document.text[slice(*span)]
    other = _WIDE_BRACKETS.get(other, other)
    return Gap(
        span,
        expected=view.say(f"{printed}和{other}成对", f"{printed} and {other} in pairs"),
        actual=view.say(f"{printed}没有对应的{other}", f"{printed} without {other}"),
        message=view.say("标点不成对", "a mark without its partner"),
        severity=Severity.INFO if mark.mark in "()" else Severity.WARNING,
    )


def _doubled(view: View, span: Span) -> Gap:
    printed = view.document.text[slice(*span)]
    once = printed[: (len(printed) + 1) // 2]  # 三是 of 三是是
    return Gap(
        span,
        expected=view.say(f"“{once}”只写一次", f"{once} once"),
        actual=view.say(f"写作“{printed}”", f"it says {printed}"),
        message=view.say("字词重复", "a word typed twice"),
        severity=Severity.WARNING,
    )


def _twice(view: View) -> Iterator[Gap]:
    """Yield commas and stops that stand twice in a row."""
    for content in view.document.content:
        for match in _TWICE.finditer(view.folded, *content):
            printed = view.document.text[slice(*match.span())]
            yield Gap(
                Span(*match.span()),
                expected=view.say(f"“{printed[0]}”只用一个", f"one {printed[0]}"),
                actual=view.say(f"写作“{printed}”", f"it says {printed}"),
                message=view.say("标点重复", "a mark typed twice"),
            )


def _mixed(view: View) -> Iterator[Gap]:
    """Yield one gap for a paper that uses narrow and wide marks between Chinese words."""
    text = view.document.text
    brackets = list(_found(view, _BRACKETS_OF_TWO)) if ")" in text or "(" in text else []
    rarer: list[Span] = []
    if all(any(mark in text for mark in marks) for marks in (_WIDE, _NARROW)):
        rarer, others = sorted((list(_found(view, _WIDE_MARK)), list(_found(view, _NARROW_MARK))), key=len)
        if len(others) < _FEWEST:
            rarer = []
    places = sorted([*rarer, *brackets])
    if places:
        yield Gap(
            places[0],
            expected=view.say("全文统一用全角标点", "full-width marks throughout"),
            actual=view.say(
                f"半角和全角标点混用，共{len(places)}处", f"{len(places)} marks of another width"
            ),
            message=view.say("全角、半角标点混用", "wide and narrow marks are mixed"),
            related=tuple(places[1:_MOST_SHOWN]),
        )


def _found(view: View, pattern: re.Pattern[str]) -> Iterator[Span]:
    for content in view.document.content:
        for match in pattern.finditer(view.document.text, *content):
            yield Span(*match.span())
