"""Place a part: by the cues in headings, by topic sections, by headings that are alike."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from lawcheck.alignment._headings import LOWER, Naming, is_item
from lawcheck.alignment._shares import without
from lawcheck.model import Document, NearMiss, Part, Placement, Section
from lawcheck.rulebook import RuleBook, SectionRule
from lawcheck.text.terms import fold_term

_QUOTED = re.compile("《[^》]*》?")
_SHOWN = 6  # words that a near miss lacks
_MOST_COMPARED = 1000  # headings of one paper; more are no paper's


@dataclass(frozen=True, eq=False)
class Placing:
    """Finds the sections that play a part, and how they stand."""

    document: Document
    book: RuleBook
    naming: Naming

    @cached_property
    def _top_level(self) -> int:
        """The level of the paper's parts: below a single heading that only wraps the whole."""
        first = [section for section in self.document.sections if section.level == 1]
        wraps = len(first) == 1 and not self.naming.named[first[0].index]
        return 2 if wraps and any(s.level == 2 and not s.inline for s in self.document.sections) else 1

    def _is_top(self, section: Section) -> bool:
        return section.level <= self._top_level and not is_item(section)

    def by_cue(self, rule: SectionRule) -> Part | None:
        """Return the part where a heading names it, None where none does."""
        found = [s for s in self.document.sections if rule.id in self.naming.named[s.index]]
        top = [section for section in found if self._is_top(section)]
        if top:
            alone = [section for section in top if not self.naming.is_shared(rule, section)]
            return _part(rule, Placement.OWN if alone else Placement.MERGED, alone or top)
        if rule.topics:  # a lower heading never stands for all topics
            return None
        below: list[Section] = []
        for section in found:
            inside = any(other.extent.covers(section.heading) for other in below)
            if not inside and not self.naming.is_under(section, rule.not_in):
                below.append(section)
        return _part(rule, Placement.EMBEDDED, below) if below else None

    def by_topics(self, rule: SectionRule, parts: Mapping[str, Part]) -> Part | None:
        """Return the part where the paper has nothing but topic sections for it, else None."""
        taken = {section.index for part in parts.values() for section in part.sections}
        free = [
            section
            for section in self.document.sections
            if self._is_top(section)
            and section.index not in taken
            and self._top_level in (section.level, 1)
            and not self.naming.is_of_next_year(section)
        ]
        topical = {section.index for section, _ in self.naming.with_terms(rule.topics, rule)}
        if not any(section.index in topical for section in free):
            return None
        return Part(rule.id, Placement.OWN, tuple(free), evidence=(free[0].heading,))

    def by_likeness(self, rule: SectionRule, parts: Mapping[str, Part]) -> Part:
        """Return the part with the most alike heading, or absent with that heading as near miss."""
        best, likeness = self._most_alike(rule, parts)
        if best is None:
            return Part(rule.id, Placement.ABSENT)
        top = self._is_top(best)
        threshold = self.book.likeness + (0.0 if top else LOWER)
        if likeness >= threshold:
            return _part(rule, Placement.OWN if top else Placement.EMBEDDED, [best])
        title = self._bare_title(rule, best)
        lacking = self.book.comparer.lacking(title, map(fold_term, rule.headings))[:_SHOWN]
        place = self.document.place(best.heading)
        miss = NearMiss(best.title, place, round(likeness, 2), threshold, lacking)
        return Part(rule.id, Placement.ABSENT, near_miss=miss)

    def _most_alike(self, rule: SectionRule, parts: Mapping[str, Part]) -> tuple[Section | None, float]:
        taken = {section.index for part in parts.values() for section in part.sections}
        exemplars = [fold_term(heading) for heading in rule.headings]
        best: Section | None = None
        likeness = 0.0
        for section in self.document.sections[:_MOST_COMPARED]:
            if section.index in taken or is_item(section) or self.naming.named[section.index]:
                continue
            if self.naming.is_under(section, rule.not_in):
                continue
            found = self.book.comparer.best(self._bare_title(rule, section), exemplars)
            if found > likeness:
                best, likeness = section, found
        return best, likeness

    def _bare_title(self, rule: SectionRule, section: Section) -> str:
        """Return a heading's title without the false friends and the names of documents in it."""
        headings = self.naming.headings
        own = headings.span_of(section)
        friends = [hit.span for hit in headings.hits.any_of(rule.not_) if own.covers(hit.span)]
        text = " ".join(headings.text[span.start : span.end] for span in without(own, friends))
        return _QUOTED.sub(" ", text.removeprefix(section.marker))


def _part(rule: SectionRule, placement: Placement, sections: Sequence[Section]) -> Part:
    return Part(rule.id, placement, tuple(sections), evidence=tuple(s.heading for s in sections))
