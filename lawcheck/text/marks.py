"""Find marks that lost the other half of their pair."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from lawcheck.model import Span

PAIRS = ("“”", "‘’", "《》", "〈〉", "()", "【】", "〔〕", "「」", "『』", '""')
BRACKETS = ("()", "【】", "〔〕")
_PAIR_OF = {mark: pair for pair in PAIRS for mark in pair}
_MARK = re.compile('[“”‘’《》〈〉()【】〔〕「」『』"\n]')
_TYPED_FOR_ANOTHER = {"“”", '""'}
_DEEPEST = 4
_PARAGRAPH_END = tuple("。;:!?…)”》")
_NUMERALS = "一二三四五六七八九十"
_BEFORE_LABEL = frozenset(" \n\t。;:,、!?”)》-")


class Unpaired(NamedTuple):
    """A mark without its other half.

    ``other`` is a second mark of the kind that belongs to the same slip: “三项制度“ typed with two
    opening marks is one slip.
    """

    pair: str
    offset: int
    opens: bool
    paragraph: int
    other: int | None = None


def unpaired(folded: str, span: Span) -> list[Unpaired]:
    """Return the marks in a range of a folded text that lack their other half, in order.

    A pair has to close in its paragraph or, where a quotation goes over it, in the next; one of
    several paragraphs opens again in each. Labels of lists such as 1) are no halves.

    >>> [(slip.pair, slip.offset) for slip in unpaired("落实“三项制度,推进《办法》", Span(0, 14))]
    [('“”', 2)]
    """
    if _is_balanced(folded[span.start : span.end]):
        return []
    reader = _Reader(folded)
    for match in _MARK.finditer(folded, *span):
        reader.read(match.group(), match.start())
    reader.end_paragraph(span.end)
    return _joined(sorted(reader.slips, key=lambda slip: slip.offset))


def _is_balanced(text: str) -> bool:
    """Tell whether all pairs close on their line; a cheap look that most papers need no second after."""
    rest = "".join(_MARK.findall(text))
    for _ in range(_DEEPEST):
        for pair in PAIRS:
            rest = rest.replace(pair, "")
    return not rest.strip("\n")


class _Reader:
    """Reads the marks of a text one by one and keeps those that are open."""

    def __init__(self, folded: str) -> None:
        self._folded = folded
        self._open: list[tuple[str, int]] = []
        self._count = dict.fromkeys(PAIRS, 0)  # how many of each pair are open
        self._paragraph = 0
        self._listed = False  # the paragraph has labels such as 1)
        self.slips: list[Unpaired] = []

    def read(self, mark: str, at: int) -> None:
        if mark == "\n":
            # a line that ends without a mark goes on in the next: the text may be cut into lines
            if self._folded[max(0, at - 10) : at].rstrip().endswith(_PARAGRAPH_END):
                self.end_paragraph(at)
            return
        pair = _PAIR_OF[mark]
        if self._is_no_mark(mark, at):
            return
        opens = not self._count[pair] if mark == '"' else mark == pair[0]
        if opens:
            self._open.append((pair, at))
            self._count[pair] += 1
        else:
            self._close(pair, at)

    def _close(self, pair: str, at: int) -> None:
        if not self._count[pair]:
            if pair != "()" or not self._listed:
                self._tell(pair, at, opens=False)
            return
        while True:
            last, offset = self._open.pop()
            self._count[last] -= 1
            if last == pair:
                return
            self._tell(last, offset, opens=True)

    def end_paragraph(self, at: int) -> None:
        """Tell what is still open, but no quote that the next paragraph opens again."""
        goes_on = self._folded[at : at + 80].lstrip()[:1] == "“"
        for pair, offset in self._open:
            self._count[pair] -= 1
            if pair != "“”" or not goes_on:
                self._tell(pair, offset, opens=True)
        self._open.clear()
        self._paragraph += 1
        self._listed = False

    def _tell(self, pair: str, at: int, *, opens: bool) -> None:
        self.slips.append(Unpaired(pair, at, opens, self._paragraph))

    def _is_no_mark(self, mark: str, at: int) -> bool:
        """Tell whether a mark is none: the label 1), an apostrophe, inches, a number's odd bracket."""
        before = self._folded[at - 1 : at]
        if mark == "’":
            return before.isascii() and before.isalnum()
        if mark == '"':
            return before.isdigit() and not self._count['""']
        if mark == ")" and not self._count["()"] and (before.isdigit() or _ends_label(self._folded, at)):
            self._listed = True
            return True
        return mark in "()【】〔〕" and _is_of_number(self._folded, at)


def _ends_label(folded: str, at: int) -> bool:
    """Tell whether a bracket ends the label of a list's item: 1), 12), a), 一) after a boundary."""
    start = at
    while start > max(0, at - 2) and (folded[start - 1].isdigit() or folded[start - 1] in _NUMERALS):
        start -= 1
    if start == at and folded[at - 1 : at].isascii() and folded[at - 1 : at].isalpha():
        start -= 1
    return start < at and (start == 0 or folded[start - 1] in _BEFORE_LABEL)


def _is_of_number(folded: str, at: int) -> bool:
    """Tell whether a bracket is one of two unlike ones around a document's year: 〔2023]20号.

    How such numbers are written is told of them as a whole.
    """
    first, last = (at, at + 5) if folded[at] in "(【〔" else (at - 5, at)
    ends = folded[max(0, first) : first + 1] + folded[last : last + 1]
    return (
        folded[first + 1 : last].isdigit()
        and len(ends) == 2
        and ends[0] in "([【〔"
        and ends[1] in ")]】〕"
        and ends not in ("()", "[]", "【】", "〔〕")
    )


def _joined(slips: Iterable[Unpaired]) -> list[Unpaired]:
    """Put two marks together that are one slip, ”…“ and “…“ in a paragraph; drop a pair over two."""
    joined: list[Unpaired] = []
    for slip in slips:
        last = joined[-1] if joined else None
        apart = slip.paragraph - last.paragraph if last else 0
        alike = last and (last.pair == slip.pair or {last.pair, slip.pair} == _TYPED_FOR_ANOTHER)
        if not last or not alike or last.other is not None or not (last.opens or slip.opens):
            joined.append(slip)
        elif apart == 0:
            joined[-1] = last._replace(other=slip.offset)
        elif apart == 1 and last.opens and not slip.opens:
            joined.pop()
        else:
            joined.append(slip)
    return joined
