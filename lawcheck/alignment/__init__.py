"""Which section plays which required part; pure.

Cues in headings decide. Where they leave a part open, headings are compared by words, then
sentences are searched for a mention. Everything that decides stands in the rule book.
"""

from __future__ import annotations

from lawcheck.alignment._headings import Naming
from lawcheck.alignment._mentions import mentions
from lawcheck.alignment._placing import Placing
from lawcheck.alignment._shares import with_text
from lawcheck.model import Document, Part, Placement
from lawcheck.rulebook import RuleBook
from lawcheck.text.terms import Hits

__all__ = ["align"]


def align(document: Document, hits: Hits, book: RuleBook) -> dict[str, Part]:
    """Return how each required part stands in the document, in the order of the rule book."""
    naming = Naming(document, book)
    placing = Placing(document, book, naming)
    parts = {rule.id: part for rule in book.sections if (part := placing.by_cue(rule))}
    left = [rule for rule in book.sections if rule.id not in parts]
    # topic sections are what no other part claims, so other parts are compared by words before
    for rule in sorted(left, key=lambda rule: bool(rule.topics)):
        part = placing.by_topics(rule, parts) if rule.topics else None
        parts[rule.id] = part or placing.by_likeness(rule, parts)
    for rule in left:
        if parts[rule.id].placement is Placement.ABSENT:
            parts[rule.id] = mentions(parts[rule.id], rule, document, hits, naming, parts)
    return {rule.id: with_text(parts[rule.id], parts, document, hits, naming) for rule in book.sections}
