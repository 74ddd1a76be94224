"""Find many terms in one text at once.

A term is a word or words with gaps: ``主持…会议`` is 主持, at most twenty characters of the same
clause, 会议. There are no regular expressions in it, so nothing in a rule file can run away.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from operator import add
from typing import NamedTuple

from lawcheck.model import Span
from lawcheck.text.fold import fold

GAP = "…"
MAX_GAP = 20
_STOP = re.compile("[,。!?;:\n]")


Pieces = tuple[str, ...]  # a folded term, cut at its gaps


class Hit(NamedTuple):
    """A term and where it stands."""

    span: Span
    term: str


def longest_first(hits: Iterable[Hit]) -> list[Hit]:
    """Return hits in the order of the text, of those that begin at one place the longest first."""
    return sorted(hits, key=lambda hit: (hit.span.start, -hit.span.end))


class Hits:
    """Where each of a set of terms stands in one text; searched for when first asked for."""

    def __init__(self, text: str, candidates: Mapping[str, Pieces]) -> None:
        """Take the folded text and the terms that may stand in it, folded and cut at their gaps."""
        self._text = text
        self._candidates = candidates
        self._found: dict[str, tuple[Hit, ...]] = {}

    def of(self, term: str) -> tuple[Hit, ...]:
        """Return the hits of a term in the order of the text; they do not overlap."""
        found = self._found.get(term)
        if found is None:
            found = tuple(self.within((term,), (Span(0, len(self._text)),)))
            self._found[term] = found
        return found

    def within(self, terms: Iterable[str], spans: Iterable[Span]) -> Iterator[Hit]:
        """Yield the hits of several terms in ranges of the text, term by term, one at a time."""
        candidates, text = self._candidates, self._text
        ranges = tuple(spans)
        for term in terms:
            pieces = candidates.get(term)
            if pieces:
                for start, end in ranges:
                    for span in _each(text, pieces, start, end):
                        yield Hit(span, term)

    def stand_in(self, terms: Iterable[str], span: Span) -> bool:
        """Tell whether one of the terms stands in a range of the text."""
        candidates, text = self._candidates, self._text
        start, end = span
        for term in terms:
            pieces = candidates.get(term)
            if not pieces or text.find(pieces[0], start, end) < 0:
                continue
            if len(pieces) == 1 or next(_each(text, pieces, start, end), None):
                return True
        return False

    def possible(self, terms: Iterable[str]) -> tuple[str, ...]:
        """Return those of the terms that may stand in the text at all."""
        return tuple(term for term in terms if term in self._candidates)

    def any_of(self, terms: Iterable[str]) -> Iterator[Hit]:
        """Yield the hits of several terms, term by term."""
        candidates = self._candidates
        for term in terms:
            if term in candidates:
                yield from self.of(term)


class Scanner:
    """Looks for all terms of a rule book in one scan.

    The text is cut into pairs of characters once; only a term whose first and last pair stand in
    it can stand in it itself.
    """

    def __init__(self, terms: Iterable[str]) -> None:
        """Take the terms; a scanner serves any number of texts."""
        self._by_pair: dict[str, list[tuple[str, Pieces, str]]] = {}
        unique = list(dict.fromkeys(terms))
        # a book may look for nothing in the text: "".split gives one piece all the same
        folded_terms = fold("\n".join(unique)).split("\n") if unique else []
        for term, folded in zip(unique, folded_terms, strict=True):
            pieces = tuple(folded.split(GAP))
            self._by_pair.setdefault(pieces[0][:2], []).append((term, pieces, pieces[-1][-2:]))
        self._single = [first for first in self._by_pair if len(first) == 1]

    def scan(self, text: str) -> Hits:
        """Return where the terms stand in a folded text."""
        pairs = set(map(add, text, text[1:]))
        found = pairs & self._by_pair.keys()
        found.update(char for char in self._single if char in text)
        return Hits(
            text,
            {
                term: pieces
                for pair in found
                for term, pieces, last in self._by_pair[pair]
                if last in pairs or len(last) == 1
            },
        )


@lru_cache(maxsize=20_000)
def fold_term(term: str) -> str:
    """Return a term folded as texts are; remembered, since terms come again with every text."""
    return fold(term)


def occurrences(text: str, term: str, start: int = 0) -> list[Span]:
    """Return where a term (folded like the text) stands in a text, without overlaps.

    >>> occurrences("主持召开常务会议", "主持…会议")
    [Span(start=0, end=8)]
    """
    return list(_each(text, tuple(term.split(GAP)), start, len(text)))


def _each(text: str, pieces: Pieces, start: int, end: int) -> Iterator[Span]:
    """Yield where the pieces of a term stand between two offsets, one at a time."""
    first = pieces[0]
    at = text.find(first, start, end)
    while at >= 0:
        reach = at + len(first)
        for piece in pieces[1:]:
            reach = _after_gap(text, piece, reach, end)
            if reach < 0:
                break
        else:
            yield Span(at, reach)
        at = text.find(first, max(reach, at + 1), end)


def _after_gap(text: str, piece: str, start: int, stop: int) -> int:
    """Return the end of a piece that follows within the gap and the clause, else -1."""
    at = text.find(piece, start, min(stop, start + MAX_GAP + len(piece)))
    if at < 0 or _STOP.search(text, start, at):
        return -1
    return at + len(piece)
