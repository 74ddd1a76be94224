"""Which text is a part's, where it shares sections with other parts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from lawcheck.alignment._headings import Naming
from lawcheck.model import Document, Part, Section, Span
from lawcheck.text.dates import years
from lawcheck.text.sentences import sentences
from lawcheck.text.terms import Hits

_START_REACH = 16  # a sentence turns to another part with its first words


def with_text(part: Part, parts: Mapping[str, Part], document: Document, hits: Hits, naming: Naming) -> Part:
    """Return a part with the ranges of text that are its own."""
    if not part.sections:
        return part
    spans: list[Span] = []
    played = {id_: {section.index for section in other.sections} for id_, other in parts.items()}
    for section in part.sections:
        sharing = [other for id_, other in parts.items() if section.index in played[id_]]
        if len(sharing) > 1:
            spans.append(_share(part, sharing, section, document, hits, naming))
        else:
            whole = Span(section.heading.end, section.extent.end)
            spans += without(whole, _foreign(part, section, parts))
    return replace(part, spans=tuple(span for span in spans if span.end > span.start))


def without(whole: Span, holes: Iterable[Span]) -> list[Span]:
    """Return what is left of a range without the holes."""
    spans: list[Span] = []
    start = whole.start
    for hole in sorted(holes):
        if hole.start > start:
            spans.append(Span(start, hole.start))
        start = max(start, hole.end)
    spans.append(Span(start, whole.end))
    return spans


def _foreign(part: Part, section: Section, parts: Mapping[str, Part]) -> list[Span]:
    """Return the ranges inside a section that belong to other parts."""
    others = (other for id_, each in parts.items() if id_ != part.id for other in each.sections)
    return [
        other.extent
        for other in others
        if other.index != section.index and section.extent.covers(other.extent)
    ]


def _share(
    part: Part, sharing: Sequence[Part], section: Section, document: Document, hits: Hits, naming: Naming
) -> Span:
    """Return a part's share of a section that several parts share.

    A sub-heading that names one of them belongs to it; else the text turns from one part to the
    next with the first sentence that begins like it.
    """
    whole = Span(section.heading.end, section.extent.end)
    starts = {other.id: _start(other.id, whole, document, hits, naming) for other in sharing}
    known = sorted(start for start in starts.values() if start is not None)
    own = starts[part.id]
    if not known:
        return whole
    if own is None:
        return Span(whole.start, known[0])
    return Span(own, next((start for start in known if start > own), whole.end))


def _start(part: str, whole: Span, document: Document, hits: Hits, naming: Naming) -> int | None:
    """Return where a part begins inside a shared section, None where nothing tells."""
    for section in document.sections:
        if whole.covers(section.extent) and set(naming.named[section.index]) == {part}:
            return section.heading.start
    rule = next(rule for rule in naming.book.sections if rule.id == part)
    for sentence in sentences(document.folded, whole):
        opening = Span(sentence.start, min(sentence.end, sentence.start + _START_REACH))
        if any(opening.covers(hit.span) for hit in hits.any_of(rule.start)):
            return sentence.start
        if rule.cues_next_year and _is_of_next_year(opening, document, hits, naming):
            return sentence.start
    return None


def _is_of_next_year(span: Span, document: Document, hits: Hits, naming: Naming) -> bool:
    if any(span.covers(hit.span) for hit in hits.any_of(naming.book.next_year)):
        return True
    told = [year for year, _ in years(document.folded, span.start, min(span.end + 1, len(document.folded)))]
    return bool(told) and document.year is not None and max(told) > document.year
