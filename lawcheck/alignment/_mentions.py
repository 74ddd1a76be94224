"""Find where a part that no heading names is mentioned all the same."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from lawcheck.alignment._headings import LOWER, Naming, outside
from lawcheck.model import Document, Part, Placement, Section, Span
from lawcheck.rulebook import RuleBook, SectionRule
from lawcheck.text.sentences import sentences
from lawcheck.text.terms import Hits, fold_term

# sentences that list the parts of the paper: …报告如下, 由…组成, 包括举措和成效、不足和原因…
_ANNOUNCES = re.compile(
    "如下|包括以下|由.{1,150}组成|(?:举措|成效|做法).{0,60}(?:不足|问题).{0,60}(?:安排|计划|打算|措施|设想)"
)
_TELLING = 2.0  # weight of a word that tells a part from others
_LONGEST_ALIKE = 60  # a longer sentence speaks of more than an exemplar does
_STOPS = "。;!?\n"
_LONGEST = 1000  # code points of a sentence on either side of a cue


def mentions(
    part: Part, rule: SectionRule, document: Document, hits: Hits, naming: Naming, parts: Mapping[str, Part]
) -> Part:
    """Return a part as mentioned where headings hint at it or sentences speak of it, else as it is."""
    found = {_hint(document, hits, section, rule) for section, _ in naming.with_terms(rule.hints, rule)}
    elsewhere = [s.extent for id_ in rule.not_in if id_ in parts for s in parts[id_].sections]
    told_by = _sentences(rule, document, hits)
    found.update(s for s in told_by if not any(span.covers(s) for span in elsewhere))
    if not any(found):  # no word for it: compare the sentences that hold a telling one
        alike = _alike(rule, document, naming.book)
        found.update(s for s in alike if not any(span.covers(s) for span in elsewhere))
    told = tuple(sorted(span for span in found if span))
    return replace(part, placement=Placement.MENTIONED, spans=told, evidence=told) if told else part


def _hint(document: Document, hits: Hits, section: Section, rule: SectionRule) -> Span | None:
    """Return the heading and first sentence of a section that hints at a part and names a person."""
    body = Span(section.heading.end, section.extent.end)
    if any(body.covers(hit.span) for hit in hits.any_of(rule.persons)):
        first = next(sentences(document.folded, body), body)
        return Span(section.heading.start, first.end)
    return None


def _sentences(rule: SectionRule, document: Document, hits: Hits) -> Iterator[Span]:
    # openings praise the year in set phrases, which are no account of it
    start = document.sections[0].heading.start if rule.topics and document.sections else 0
    for cue in outside(hits.any_of(rule.mentions), hits.any_of(rule.not_), document.folded):
        if cue.start >= start:
            sentence = _sentence_around(document, cue)
            if sentence:
                yield sentence


def _alike(rule: SectionRule, document: Document, book: RuleBook) -> Iterator[Span]:
    """Yield the sentences below the first heading that are much like one of the part's exemplars."""
    exemplars = [fold_term(heading) for heading in rule.headings]
    words = (book.words or {}).items()
    telling = [w for w, weight in words if weight >= _TELLING and any(w in each for each in exemplars)]
    start = document.sections[0].heading.start if document.sections else 0
    for content in document.content:
        for sentence in sentences(document.folded, content):
            text = document.folded[sentence.start : sentence.end]
            if sentence.start < start or len(text) > _LONGEST_ALIKE or not any(w in text for w in telling):
                continue
            if book.comparer.best(text, exemplars) >= book.likeness + LOWER:
                yield sentence


def _sentence_around(document: Document, span: Span) -> Span | None:
    """Return the sentence around a span in the paper's text; none that only announces the parts."""
    for content in document.content:
        if content.covers(span):
            folded = document.folded
            reach = max(content.start, span.start - _LONGEST)
            start = max(reach, *(folded.rfind(mark, reach, span.start) + 1 for mark in _STOPS))
            sentence = next(sentences(folded, Span(start, min(content.end, span.end + _LONGEST))), None)
            announced = sentence and _ANNOUNCES.search(folded, sentence.start, sentence.end)
            return None if announced else sentence
    return None
