"""Find many terms in one text at once.

A term is a word or words with gaps: ``主持…会议`` is 主持, at most twenty characters of the same
clause, 会议. There are no regular expressions in it, so nothing in a rule file can run away.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from operator import add

from lawcheck.model import Span
from lawcheck.text.fold import fold

GAP = "…"
MAX_GAP = 20
_STOP = re.compile("[,。!?;:\n]")


@dataclass(frozen=True, slots=True, order=True)
class Hit:
    """A term and where it stands."""

    span: Span
    term: str


class Hits:
    """Where each of a set of terms stands in one text; found when first asked for."""

    def __init__(self, text: str) -> None:
        """Take the folded text."""
        self._text = text
        self._pairs = set(map(add, text, text[1:])) | set(text)
        self._found: dict[str, tuple[Hit, ...]] = {}

    def of(self, term: str) -> tuple[Hit, ...]:
        """Return the hits of a term in the order of the text; they do not overlap."""
        found = self._found.get(term)
        if found is None:
            found = self._found[term] = self._search(term)
        return found

    def _search(self, term: str) -> tuple[Hit, ...]:
        folded = fold(term)
        if folded[:2].rstrip(GAP) not in self._pairs:
            return ()
        return tuple(Hit(span, term) for span in occurrences(self._text, folded))

    def any_of(self, terms: Iterable[str]) -> Iterator[Hit]:
        """Yield the hits of several terms, term by term."""
        for term in terms:
            yield from self.of(term)


def occurrences(text: str, term: str, start: int = 0, end: int | None = None) -> Iterator[Span]:
    """Yield where a term (folded like the text) stands between two offsets, without overlaps.

    >>> list(occurrences("主持召开常务会议", "主持…会议"))
    [Span(start=0, end=8)]
    """
    stop = len(text) if end is None else end
    first, *rest = term.split(GAP)
    at = text.find(first, start, stop)
    while at >= 0:
        reach = at + len(first)
        for piece in rest:
            reach = _after_gap(text, piece, reach, stop)
            if reach < 0:
                break
        if reach >= 0:
            yield Span(at, reach)
        at = text.find(first, max(reach, at + 1), stop)


def _after_gap(text: str, piece: str, start: int, stop: int) -> int:
    """Return the end of a piece that follows within the gap and the clause, else -1."""
    at = text.find(piece, start, min(stop, start + MAX_GAP + len(piece)))
    if at < 0 or _STOP.search(text, start, at):
        return -1
    return at + len(piece)
