"""Which section plays which required part; pure.

Cues in headings decide. Where they leave a part open, headings are compared by words, then
sentences are searched for a mention. Everything that decides stands in the rule book.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from lawcheck.model import Document, NearMiss, Part, Placement, Section, Span
from lawcheck.rulebook import RuleBook, SectionRule
from lawcheck.text.dates import years
from lawcheck.text.sentences import is_quoted, sentences
from lawcheck.text.terms import Hit, Hits, fold_term, occurrences

_QUOTED = re.compile("《[^》]*》?")
_CLAUSE = re.compile(r"[,，、;:和及与暨]")
_ITEM = re.compile("[是要,]$|^第.{1,2}、$")
_ANNOUNCES = re.compile("如下|包括以下|由.{1,40}组成")
_LOWER = 0.15  # a lower heading must be that much more alike: topics share words with parts
_START_REACH = 16  # a sentence turns to another part with its first words


def align(document: Document, hits: Hits, book: RuleBook) -> dict[str, Part]:
    """Return how each required part stands in the document."""
    return _Aligner(document, hits, book).parts()


@dataclass(frozen=True)
class _Aligner:
    document: Document
    hits: Hits
    book: RuleBook

    @property
    def folded(self) -> str:
        return self.document.folded

    def parts(self) -> dict[str, Part]:
        parts: dict[str, Part] = {}
        for rule in self.book.sections:
            found = self._by_cue(rule)
            if found:
                parts[rule.id] = found
        for rule in self.book.sections:
            if rule.id not in parts and rule.topics:
                found = self._by_topics(rule, parts)
                if found:
                    parts[rule.id] = found
        for rule in self.book.sections:
            if rule.id not in parts:
                parts[rule.id] = self._by_likeness(rule, parts)
        parts = {rule.id: parts[rule.id] for rule in self.book.sections}
        return {part: self._with_text(parts[part], parts) for part in parts}

    # --- headings that name parts

    @cached_property
    def named(self) -> tuple[dict[str, Span], ...]:
        """For each section the parts that its heading names, with the place of the cue."""
        named: tuple[dict[str, Span], ...] = tuple({} for _ in self.document.sections)
        for rule in self.book.sections:
            for section, cue in self._in_headings(rule.cues, rule):
                named[section.index].setdefault(rule.id, cue)
            for section, cue in self._in_headings(rule.cues_next_year, rule):
                if self._is_next_year(cue, section):
                    named[section.index].setdefault(rule.id, cue)
        for rule in self.book.sections:
            for section, cue in self._in_headings(rule.cues_this_year, rule):
                others = named[section.index]
                if not self._is_next_year(cue, section) and not self._in_one_clause(cue, others):
                    others.setdefault(rule.id, cue)
        return named

    def _in_one_clause(self, cue: Span, others: dict[str, Span]) -> bool:
        """Tell whether a general cue (工作情况) only ends the clause of another part's cue."""
        return any(
            not _CLAUSE.search(self.folded, min(cue.end, other.end), max(cue.start, other.start))
            for other in others.values()
        )

    def _is_next_year(self, cue: Span, section: Section) -> bool:
        """Tell whether the clause of a cue speaks of next year, or follows on one that does."""
        marks = self.year_marks.get(section.index)
        if not marks:
            return False
        stop = _CLAUSE.search(self.folded, cue.end, section.heading.end)
        end = stop.start() if stop else section.heading.end
        told = [is_next for start, is_next in marks if start < end]
        return bool(told) and told[-1]

    @cached_property
    def year_marks(self) -> dict[int, list[tuple[int, bool]]]:
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

    def _in_headings(self, terms: Sequence[str], rule: SectionRule) -> Iterator[tuple[Section, Span]]:
        """Yield the sections whose headings hold one of the terms, false friends aside."""
        headings = self.headings
        for span in _outside(headings.hits.any_of(terms), headings.hits.any_of(rule.not_), headings.text):
            yield headings.found(span)

    @cached_property
    def headings(self) -> _Headings:
        """The headings alone, in which cues are looked for."""
        return _Headings.of(self.document, self.book)

    def speaks_of_next_year(self, span: Span) -> bool:
        """Tell whether a range of text speaks of the year after the reported one."""
        if any(_inside(hit.span, span) for hit in self.hits.any_of(self.book.next_year)):
            return True
        told = [year for year, _ in years(self.folded, span.start, min(span.end + 1, len(self.folded)))]
        return bool(told) and self.document.year is not None and max(told) > self.document.year

    @cached_property
    def top_level(self) -> int:
        """The level of the paper's parts: below a single heading that only wraps the whole."""
        first = [section for section in self.document.sections if section.level == 1]
        wraps = len(first) == 1 and not self.named[first[0].index]
        return 2 if wraps and any(s.level == 2 and not s.inline for s in self.document.sections) else 1

    def _by_cue(self, rule: SectionRule) -> Part | None:
        found = [section for section in self.document.sections if rule.id in self.named[section.index]]
        top = [section for section in found if section.level <= self.top_level and not self._is_item(section)]
        if top:
            return self._at_top(rule, top)
        if rule.topics:  # a lower heading never stands for all topics
            return None
        below = [section for section in found if not self._is_under(section, rule.not_in)]
        return self._below_top(rule, below) if below else None

    def _is_under(self, section: Section, parts: Sequence[str]) -> bool:
        """Tell whether a heading stands below one that names one of the parts."""
        while section.parent >= 0:
            section = self.document.sections[section.parent]
            if any(part in self.named[section.index] for part in parts):
                return True
        return False

    @staticmethod
    def _is_item(section: Section) -> bool:
        return section.inline and _ITEM.search(section.marker) is not None

    def _at_top(self, rule: SectionRule, top: Sequence[Section]) -> Part:
        alone = [section for section in top if not self._is_shared(rule, section)]
        placement = Placement.OWN if alone else Placement.MERGED
        sections = tuple(alone or top)
        return Part(rule.id, placement, sections, evidence=tuple(s.heading for s in sections))

    def _below_top(self, rule: SectionRule, found: Sequence[Section]) -> Part:
        kept: list[Section] = []
        for section in found:
            if not any(_inside(section.heading, other.extent) for other in kept):
                kept.append(section)
        return Part(rule.id, Placement.EMBEDDED, tuple(kept), evidence=tuple(s.heading for s in kept))

    def _is_shared(self, rule: SectionRule, section: Section) -> bool:
        """Tell whether a heading names another part too, or another subject in another clause."""
        named = self.named[section.index]
        if any(part != rule.id and not _inside(named[part], named[rule.id]) for part in named):
            return True
        own = named.get(rule.id)
        if own is None:
            return False
        text = self.folded[section.heading.start : section.heading.end]
        for term in rule.others:
            for span in occurrences(text, fold_term(term)):
                start, end = section.heading.start + span.start, section.heading.start + span.end
                between = self.folded[min(end, own.end) : max(start, own.start)]
                if not (start < own.end and own.start < end) and _CLAUSE.search(between):
                    return True
        return False

    # --- a paper of topic sections

    def _by_topics(self, rule: SectionRule, parts: dict[str, Part]) -> Part | None:
        taken = {section.index for part in parts.values() for section in part.sections}
        free = [
            section
            for section in self.document.sections
            if section.level <= self.top_level
            and section.index not in taken
            and not self._is_item(section)
            and not self.speaks_of_next_year(section.heading)
            and self.top_level in (section.level, 1)
        ]
        topical = {section.index for section, _ in self._in_headings(rule.topics, rule)}
        told = [section for section in free if section.index in topical]
        if not told:
            return None
        return Part(rule.id, Placement.OWN, tuple(free), evidence=(free[0].heading,))

    # --- likeness and mentions

    def _by_likeness(self, rule: SectionRule, parts: dict[str, Part]) -> Part:
        best, likeness = self._most_alike(rule, parts)
        top = best is not None and best.level <= self.top_level
        threshold = self.book.likeness + (0.0 if top else _LOWER)
        if best is not None and likeness >= threshold:
            shared = top and any(best in part.sections for part in parts.values())
            placement = Placement.MERGED if shared else Placement.OWN if top else Placement.EMBEDDED
            return Part(rule.id, placement, (best,), evidence=(best.heading,))
        miss = None
        if best is not None:
            place = self.document.place(best.heading)
            miss = NearMiss(best.title, place, round(likeness, 2), threshold)
        mentions = tuple(self._mentions(rule, parts))
        placement = Placement.MENTIONED if mentions else Placement.ABSENT
        return Part(rule.id, placement, (), mentions, mentions, near_miss=miss)

    def _most_alike(self, rule: SectionRule, parts: dict[str, Part]) -> tuple[Section | None, float]:
        taken = {section.index for part in parts.values() for section in part.sections}
        best: Section | None = None
        likeness = 0.0
        exemplars = [fold_term(heading) for heading in rule.headings]
        for section in self.document.sections:
            if section.index in taken or self._is_item(section) or self.named[section.index]:
                continue
            if self._is_under(section, rule.not_in):
                continue
            found = self.book.comparer.best(self._without_friends(rule, section), exemplars)
            if found > likeness:
                best, likeness = section, found
        return best, likeness

    def _without_friends(self, rule: SectionRule, section: Section) -> str:
        """Return a heading's title without the false friends and the names of documents in it."""
        friends = [hit.span for hit in self.headings.hits.any_of(rule.not_)]
        own = self.headings.span_of(section)
        kept = _minus(own, [span for span in friends if _inside(span, own)])
        text = " ".join(self.headings.text[span.start : span.end] for span in kept)
        return _QUOTED.sub(" ", text.removeprefix(section.marker))

    def _mentions(self, rule: SectionRule, parts: dict[str, Part]) -> Iterator[Span]:
        found = {self._hint(section, rule) for section, _ in self._in_headings(rule.hints, rule)}
        elsewhere = [span for part in rule.not_in if part in parts for span in self._extents(parts[part])]
        friends = self.hits.any_of(rule.not_)
        start = self.document.sections[0].heading.start if rule.topics and self.document.sections else 0
        for cue in _outside(self.hits.any_of(rule.mentions), friends, self.folded):
            if cue.start < start:  # openings praise the year in set phrases
                continue
            sentence = self._sentence_around(cue)
            if sentence and not any(_inside(sentence, span) for span in elsewhere):
                found.add(sentence)
        yield from sorted(span for span in found if span)

    def _hint(self, section: Section, rule: SectionRule) -> Span | None:
        """Return the heading and first sentence of a section that hints at a part and names a person."""
        body = Span(section.heading.end, section.extent.end)
        if any(_inside(hit.span, body) for hit in self.hits.any_of(rule.persons)):
            return Span(section.heading.start, self._sentence_end(body))
        return None

    def _sentence_around(self, span: Span) -> Span | None:
        """Return the sentence around a span in the paper's text; none that only announces the parts."""
        for content in self.document.content:
            if _inside(span, content):
                start = max(
                    content.start, *(self.folded.rfind(mark, 0, span.start) + 1 for mark in "。;!?\n")
                )
                sentence = next(sentences(self.folded, Span(start, content.end)), None)
                announced = sentence and _ANNOUNCES.search(self.folded, sentence.start, sentence.end)
                return None if announced else sentence
        return None

    def _sentence_end(self, body: Span) -> int:
        first = next(sentences(self.folded, body), body)
        return first.end

    @staticmethod
    def _extents(part: Part) -> list[Span]:
        return [section.extent for section in part.sections]

    # --- the text of a part

    def _with_text(self, part: Part, parts: dict[str, Part]) -> Part:
        if not part.sections:
            return part
        spans: list[Span] = []
        for section in part.sections:
            sharing = [other for other in parts.values() if section in other.sections]
            whole = Span(section.heading.end, section.extent.end)
            if len(sharing) > 1:
                spans += self._share(part, sharing, section)
            else:
                spans += _minus(whole, self._foreign(part, section, parts))
        return replace(part, spans=tuple(span for span in spans if span.end > span.start))

    def _foreign(self, part: Part, section: Section, parts: dict[str, Part]) -> list[Span]:
        """Return the ranges inside a section that belong to other parts."""
        return [
            other.extent
            for id_, others in parts.items()
            if id_ != part.id
            for other in others.sections
            if other is not section and _inside(other.extent, section.extent)
        ]

    def _share(self, part: Part, sharing: Sequence[Part], section: Section) -> list[Span]:
        """Return a part's share of a section that several parts share.

        A sub-heading that names one of them belongs to it; else the text turns from one part to
        the next with the first sentence that begins like it.
        """
        whole = Span(section.heading.end, section.extent.end)
        starts = {other.id: self._start_of(other.id, section, whole) for other in sharing}
        known = sorted((start, id_) for id_, start in starts.items() if start is not None)
        if not known:
            return [whole]
        own = starts[part.id]
        if own is None:
            return [Span(whole.start, known[0][0])]
        following = next((start for start, _ in known if start > own), whole.end)
        return [Span(own, following)]

    def _start_of(self, part: str, section: Section, whole: Span) -> int | None:
        below = (s for s in self.document.sections if s.index > section.index and _inside(s.extent, whole))
        for sub in below:
            if set(self.named[sub.index]) == {part}:
                return sub.heading.start
        rule = next(rule for rule in self.book.sections if rule.id == part)
        for sentence in sentences(self.folded, whole):
            opening = Span(sentence.start, min(sentence.end, sentence.start + _START_REACH))
            if any(_inside(hit.span, opening) for hit in self.hits.any_of(rule.start)):
                return sentence.start
            if rule.cues_next_year and self.speaks_of_next_year(opening):
                return sentence.start
        return None


@dataclass(frozen=True)
class _Headings:
    """All headings of a document in one text, a line each, and where they come from."""

    text: str
    starts: list[int]
    sections: tuple[Section, ...]
    hits: Hits

    @classmethod
    def of(cls, document: Document, book: RuleBook) -> _Headings:
        titles = [document.folded[s.heading.start : s.heading.end] for s in document.sections]
        starts, at = [], 0
        for title in titles:
            starts.append(at)
            at += len(title) + 1
        text = "\n".join(titles)
        return cls(text, starts, document.sections, book.scanner.scan(text))

    def found(self, span: Span) -> tuple[Section, Span]:
        """Return the section of a span of the headings' text, and the span in the document's."""
        index = bisect_right(self.starts, span.start) - 1
        section = self.sections[index]
        shift = section.heading.start - self.starts[index]
        return section, Span(span.start + shift, span.end + shift)

    def span_of(self, section: Section) -> Span:
        """Return where a section's heading stands in the headings' text."""
        start = self.starts[section.index]
        return Span(start, start + section.heading.end - section.heading.start)


def _outside(cues: Iterable[Hit], friends: Iterable[Hit], text: str) -> list[Span]:
    """Return the cues, in order, that begin in no false friend and in no document's name 《…》."""
    spans = sorted({cue.span for cue in cues})
    if not spans:
        return []
    void = [friend.span for friend in friends]
    return [s for s in spans if not any(s.start in friend for friend in void) and not is_quoted(text, s)]


def _inside(inner: Span, outer: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _minus(whole: Span, holes: Sequence[Span]) -> list[Span]:
    spans: list[Span] = []
    start = whole.start
    for hole in sorted(holes):
        if hole.start > start:
            spans.append(Span(start, hole.start))
        start = max(start, hole.end)
    spans.append(Span(start, whole.end))
    return spans
