"""``marks``: do quotes and brackets close, is no word typed twice, and is one width used throughout?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, ClassVar, Literal

from lawcheck.kinds._base import Rule, View
from lawcheck.model import Gap, Severity, Span, Text, Verdict
from lawcheck.records import record
from lawcheck.text.doubles import doubled
from lawcheck.text.marks import BRACKETS, Unpaired, unpaired

_LONG, _LONGEST = 3, 12  # characters of a word that nobody writes twice in a row on purpose
_COUNTED = tuple("一二两三四五六七八九十百千万零〇几多每逐")
_PRINTED = {"(": "（", ")": "）"}
_WIDE, _NARROW = "，；：", ",;:"
# between Chinese words, not in 1,358 or 10:31 or an address
_NARROW_MARK = r"(?<=[^\x00-\xff])[,;:](?=[^\x00-\xff])"
_WIDE_MARK = "[，；：]"
_BRACKETS_OF_TWO = r"（[^（）()\n]{0,60}\)|\([^（）()\n]{0,60}）"
_FEWEST = 5  # marks of the usual width, beside which another stands out
_MOST_SHOWN = 6


@record
class Marks(Rule):
    """Met when marks come in pairs, no word stands twice in a row, and one width is used.

    ``doubled`` are words of one or two characters that are a slip when they stand twice in a row;
    longer words always are. ``not`` are words that save the place: they reach over an edge of it
    (目的 and 的确 save 的的). ``together`` are signs that cannot follow one another. Narrow and wide
    commas in one paper are one info.
    """

    __pydantic_config__: ClassVar[Any] = {
        "extra": "forbid",
        "alias_generator": lambda name: name.rstrip("_"),
    }

    ABOUT: ClassVar[Text] = Text(
        "看引号、书名号、括号是否成对，字词有没有重复，标点有没有连用，全角半角有没有混用。只提示一定有误"
        "的。",
        "Looks for open quotes and brackets, words that stand twice in a row, signs that cannot follow "
        "one another, mixed widths. Only what is surely a slip is told.",
    )
    kind: Literal["marks"] = "marks"
    doubled: tuple[str, ...] = ()
    not_: tuple[str, ...] = ()
    together: tuple[str, ...] = ()

    def terms(self) -> Iterator[str]:
        """Yield the signs that cannot follow one another, and each single character twice."""
        yield from self.together
        yield from (2 * char for char in self.doubled if len(char) == 1)

    def mistakes(self) -> Iterator[tuple[str, Text]]:
        """Yield the words that need not be listed."""
        for word in self.doubled:
            if len(word) >= _LONG:
                zh = f"“{word}”不用列出：三个字以上的词重复总会提示"
                yield (
                    "doubled",
                    Text(zh, f"“{word}” need not be listed: a longer word typed twice is always told"),
                )

    def judge(self, view: View) -> Verdict:
        """Judge marks, words and width."""
        slips = (slip for span in view.spans for slip in unpaired(view.folded, span))
        gaps = [
            *(_unpaired(view, slip) for slip in slips),
            *self._doubled(view),
            *self._together(view),
            *_mixed(view),
        ]
        if gaps:
            return self.missing(view, view.say(f"{len(gaps)} 处", f"{len(gaps)} places"), *gaps)
        return self.met(view, view.say("标点成对，没有重复的字词", "marks in pairs, no word twice"))

    def _doubled(self, view: View) -> Iterator[Gap]:
        """Yield a gap for each word that is typed twice; three times is one place."""
        reach = -1
        for span in sorted(self._twice(view), key=lambda span: (span.start, -span.end)):
            if span.start <= reach:
                reach = max(reach, span.end)
            elif self._is_wrong(view, span):
                reach = span.end
                yield _doubled(view, span)

    def _twice(self, view: View) -> Iterator[Span]:
        """Yield where a word stands twice in a row that nobody writes twice."""
        yield from (hit.span for hit in view.find(2 * char for char in self.doubled if len(char) == 1))
        known = frozenset(self.doubled)
        for span in doubled(view.folded, 2, _LONGEST):
            word = view.folded[span.start : (span.start + span.end) // 2]
            if word in known or _is_long(word):
                yield span

    def _is_wrong(self, view: View, span: Span) -> bool:
        if not any(content.covers(span) for content in view.spans) or _is_glued_heading(view, span):
            return False
        return not any(_reaches_over(view.folded, word, span) for word in self.not_)

    def _together(self, view: View) -> Iterator[Gap]:
        """Yield a gap for each place where signs follow one another that cannot."""
        reach = -1
        for span, _ in view.find(self.together):
            # three points make an ellipsis of sorts
            if span.start < reach or view.folded[max(0, span.start - 1) : span.end + 1].count("。") > 2:
                continue
            reach = span.end
            printed = view.document.text[slice(*span)]
            yield Gap(
                span,
                expected=view.say("标点只用一个", "one mark"),
                actual=view.say(f"写作“{printed}”", f"it says “{printed}”"),
                message=view.say("标点重复", "a mark typed twice"),
            )


# --- pairs


def _unpaired(view: View, slip: Unpaired) -> Gap:
    printed = view.document.text[slip.offset]
    lost = slip.pair[1 if slip.opens else 0]
    other = _PRINTED.get(lost, lost)
    return Gap(
        Span(slip.offset, slip.offset + 1),
        expected=view.say(f"{printed}和{other}成对", f"“{printed}” and “{other}” in pairs"),
        actual=view.say(f"{printed}没有对应的{other}", f"“{printed}” without “{other}”"),
        message=view.say("标点不成对", "a mark without its partner"),
        severity=Severity.INFO if slip.pair in BRACKETS else Severity.WARNING,
        related=() if slip.other is None else (Span(slip.other, slip.other + 1),),
    )


# --- words


def _is_long(word: str) -> bool:
    """Tell whether a word is so long that nobody means it twice; 一个问题一个问题地解决 is meant."""
    return len(word) >= _LONG and len(set(word)) > 1 and not word.startswith(_COUNTED) and not word.isascii()


def _reaches_over(folded: str, word: str, span: Span) -> bool:
    """Tell whether a word stands over an edge of a range; over the end where the range is long.

    在建|设法治|建设法治 is a slip all the same, 司法所|司法所长 is none.
    """
    start = span.start + 1 - (len(word) if span.end - span.start < 2 * _LONG else 0)
    stop = span.end + len(word) - 1
    at = folded.find(word, max(0, start), stop)
    while at >= 0:
        if at < span.start or at + len(word) > span.end:
            return True
        at = folded.find(word, at + 1, stop)
    return False


def _is_glued_heading(view: View, span: Span) -> bool:
    """Tell whether a heading and its first sentence begin alike: a lost line end stood between."""
    if span.end - span.start < 2 * _LONG:
        return False
    section = view.document.section_at(span.start)
    if section is None or span.start not in section.heading or span.end >= section.heading.end:
        return False
    return span.start <= section.heading.start + len(section.marker) + 1


def _doubled(view: View, span: Span) -> Gap:
    printed = view.document.text[slice(*span)]
    once = printed[: len(printed) // 2]
    return Gap(
        span,
        expected=view.say(f"“{once}”只写一次", f"“{once}” once"),
        actual=view.say(f"写作“{printed}”", f"it says “{printed}”"),
        message=view.say("字词重复", "a word typed twice"),
        severity=Severity.WARNING,
    )


# --- width


def _mixed(view: View) -> Iterator[Gap]:
    """Yield one gap for a paper that uses narrow and wide marks between Chinese words."""
    text = view.document.text
    mixed_brackets = ("（" in text and ")" in text) or ("(" in text and "）" in text)
    brackets = list(_found(view, _BRACKETS_OF_TWO)) if mixed_brackets else []
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
            of_text=False,
        )


def _found(view: View, pattern: str) -> Iterator[Span]:
    """Yield where a pattern stands in the paper; compiled when first needed."""
    for content in view.document.content:
        for match in re.compile(pattern).finditer(view.document.text, *content):
            yield Span(*match.span())
