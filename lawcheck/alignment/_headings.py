"""What the headings of a document name."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from lawcheck.model import Document, Section, Span
from lawcheck.rulebook import RuleBook, SectionRule
from lawcheck.text.dates import years
from lawcheck.text.sentences import is_quoted
from lawcheck.text.terms import Hit, Hits, fold_term, occurrences

_CLAUSE = re.compile(r"[,，、;:和及与暨]")
# A lower heading or a sentence must be that much more alike: topics share words with parts.
LOWER = 0.15
_SPACED = re.compile(r"(?:[^\x00-\xff] ){3}")
_ITEM_REACH = 30  # code points in which an item says what it is about
_ITEM = re.compile("[是要,]$|^第.{1,2}、$")


def is_item(section: Section) -> bool:
    """Tell whether a section is an item inside a paragraph (一是…, 第一，…) and no heading."""
    return section.inline and _ITEM.search(section.marker) is not None


def _is_late(section: Section, cue: Span) -> bool:
    """Tell whether a cue stands so far behind in an item that it says something else (为后续工作积累经验)."""
    return is_item(section) and cue.start - section.heading.start > _ITEM_REACH


def outside(cues: Iterable[Hit], friends: Iterable[Hit], text: str) -> list[Span]:
    """Return the cues, in order, that begin in no false friend and in no document's name 《…》."""
    spans = sorted({cue.span for cue in cues})
    if not spans:
        return []
    void = [friend.span for friend in friends]
    return [s for s in spans if not any(s.start in friend for friend in void) and not is_quoted(text, s)]


@dataclass(frozen=True, eq=False)
class Headings:
    """All headings of a document in one text, a line each, and where they come from."""

    text: str
    starts: list[int]
    sections: tuple[Section, ...]
    hits: Hits
    spaced: frozenset[int]

    @classmethod
    def of(cls, document: Document, book: RuleBook) -> Headings:
        """Return the headings of a document with the hits of the book's terms in them."""
        titles = [document.folded[s.heading.start : s.heading.end] for s in document.sections]
        spaced = frozenset(i for i, title in enumerate(titles) if _SPACED.search(title))
        for index in spaced:  # 存 在 问 题
            titles[index] = "".join(titles[index].split())
        starts, at = [], 0
        for title in titles:
            starts.append(at)
            at += len(title) + 1
        text = "\n".join(titles)
        return cls(text, starts, document.sections, book.heading_scanner.scan(text), spaced)

    def found(self, span: Span) -> tuple[Section, Span]:
        """Return the section of a span of the headings' text, and the span in the document's."""
        index = bisect_right(self.starts, span.start) - 1
        section = self.sections[index]
        if index in self.spaced:  # its characters stand elsewhere in the document
            return section, section.heading
        shift = section.heading.start - self.starts[index]
        return section, Span(span.start + shift, span.end + shift)

    def span_of(self, section: Section) -> Span:
        """Return where a section's heading stands in the headings' text."""
        start = self.starts[section.index]
        following = self.starts[section.index + 1 : section.index + 2]
        return Span(start, following[0] - 1 if following else len(self.text))


@dataclass(frozen=True, eq=False)
class Naming:
    """Which parts the headings of a document name."""

    document: Document
    book: RuleBook

    @cached_property
    def headings(self) -> Headings:
        """The headings alone, in which cues are looked for."""
        return Headings.of(self.document, self.book)

    @cached_property
    def named(self) -> tuple[dict[str, Span], ...]:
        """For each section the parts that its heading names, with the place of the cue."""
        named: tuple[dict[str, Span], ...] = tuple({} for _ in self.document.sections)
        for rule in self.book.sections:
            for section, cue in (*self.with_terms(rule.cues, rule), *self._of_next_year(rule)):
                if not _is_late(section, cue):
                    named[section.index].setdefault(rule.id, cue)
        for rule in self.book.sections:
            for section, cue in self.with_terms(rule.cues_this_year, rule):
                others = named[section.index]
                if not self._is_next_year(cue, section) and not self._in_one_clause(cue, others):
                    others.setdefault(rule.id, cue)
        return named

    def _of_next_year(self, rule: SectionRule) -> Iterator[tuple[Section, Span]]:
        """Yield the headings of next year that hold one of the part's cues for such headings."""
        headings = self.headings
        flagged = (index for index, marks in self._year_marks.items() if any(is_next for _, is_next in marks))
        spans = tuple(headings.span_of(self.document.sections[index]) for index in sorted(flagged))
        cues = headings.hits.within(rule.cues_next_year, spans) if spans else ()
        for span in outside(cues, headings.hits.any_of(rule.not_), headings.text):
            section, cue = headings.found(span)
            if self._is_next_year(cue, section):
                yield section, cue

    def with_terms(self, terms: Sequence[str], rule: SectionRule) -> Iterator[tuple[Section, Span]]:
        """Yield the sections whose headings hold one of the terms, false friends of the part aside."""
        headings = self.headings
        for span in outside(headings.hits.any_of(terms), headings.hits.any_of(rule.not_), headings.text):
            yield headings.found(span)

    def is_under(self, section: Section, parts: Sequence[str]) -> bool:
        """Tell whether a heading stands below one that names one of the parts."""
        while section.parent >= 0:
            section = self.document.sections[section.parent]
            if any(part in self.named[section.index] for part in parts):
                return True
        return False

    def is_shared(self, rule: SectionRule, section: Section) -> bool:
        """Tell whether a heading names another part too, or another subject in another clause."""
        named = self.named[section.index]
        own = named[rule.id]
        if any(part != rule.id and not own.covers(cue) for part, cue in named.items()):
            return True
        text = self.document.folded[section.heading.start : section.heading.end]
        subjects = (span for term in rule.others for span in occurrences(text, fold_term(term)))
        shift = section.heading.start
        return any(self._are_apart(own, Span(s.start + shift, s.end + shift)) for s in subjects)

    def is_of_next_year(self, section: Section) -> bool:
        """Tell whether a heading speaks of the year after the reported one."""
        return any(is_next for _, is_next in self._year_marks.get(section.index, ()))

    def _are_apart(self, one: Span, other: Span) -> bool:
        return (
            _CLAUSE.search(self.document.folded, min(one.end, other.end), max(one.start, other.start))
            is not None
        )

    def _in_one_clause(self, cue: Span, others: dict[str, Span]) -> bool:
        """Tell whether a general cue (工作情况) only ends the clause of another part's cue."""
        return any(not self._are_apart(cue, other) for other in others.values())

    def _is_next_year(self, cue: Span, section: Section) -> bool:
        """Tell whether the clause of a cue speaks of next year, or follows on one that does."""
        marks = self._year_marks.get(section.index)
        if not marks:
            return False
        stop = _CLAUSE.search(self.document.folded, cue.end, section.heading.end)
        end = stop.start() if stop else section.heading.end
        told = [is_next for start, is_next in marks if start < end]
        return bool(told) and told[-1]

    @cached_property
    def _year_marks(self) -> dict[int, list[tuple[int, bool]]]:
        """Where headings name a year, by section: the offset, and whether it is the next one."""
        marks: dict[int, list[tuple[int, bool]]] = {}
        for hit in self.headings.hits.any_of(self.book.next_year):
            section, span = self.headings.found(hit.span)
            marks.setdefault(section.index, []).append((span.start, True))
        if self.document.year is not None:
            for year, digits in years(self.headings.text):
                section, span = self.headings.found(digits)
                marks.setdefault(section.index, []).append((span.start, year > self.document.year))
        return {index: sorted(found) for index, found in marks.items()}
