"""What makes a finding the same one in the next draft: rule, text and part; pure.

No line, no heading and no number of a list goes in, so that an edit elsewhere revives no finding that
somebody has settled. Where the text at the place is not what is wrong (`Gap.of_text`), it stays out too.
A fingerprint has two pieces, one for rule and text and one for the part: what has only moved to another
part is known by the first.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from hashlib import sha256

from lawcheck.kinds import View
from lawcheck.model import Finding, Gap, Span, Verdict
from lawcheck.text.fold import fold
from lawcheck.text.markers import read_marker
from lawcheck.text.sentences import sentences_of

MOVED = 10  # hexadecimal digits that stay when a finding moves to another part
_PART = 6
_TELLING = 30  # characters: what is shorter (a mark, XX, a rate) is told together with its sentence
_BETWEEN = "\0"  # the text and the part, until they are hashed


def essence(view: View, verdict: Verdict, gap: Gap) -> str:
    """Return what a finding is at heart, in words."""
    if not gap.of_text:
        return _BETWEEN.join((f"{verdict.rule} {verdict.section or ''} {gap.key}", ""))
    text = _text(view.folded, gap.span)
    return _BETWEEN.join((f"{verdict.rule} {text} {gap.key}", _part(view, gap.span.start)))


def fingerprinted(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Replace the essence of each finding by a hash; of several with the same text each has its number."""
    seen: Counter[str] = Counter()
    for finding in findings:
        text, _, part = finding.fingerprint.partition(_BETWEEN)
        text = "".join(fold(text).split())
        seen[text] += 1
        yield replace(finding, fingerprint=_hash(f"{text}#{seen[text]}", MOVED) + _hash(part, _PART))


def _hash(text: str, length: int) -> str:
    return sha256(text.encode()).hexdigest()[:length]


def _part(view: View, offset: int) -> str:
    """Return the required parts in which a place stands; one may lie in another."""
    parts = view.parts.values()
    around = (part.id for part in parts if any(offset in section.extent for section in part.sections))
    return "/".join(around)


def _text(folded: str, span: Span) -> str:
    """Return the text of a place, a short one with its sentence, without the number in front of it."""
    start, end = sentences_of(folded, span) if span.end - span.start < _TELLING else span
    text = folded[start:end].strip()
    marker = read_marker(text)
    return text[marker.length :] if marker else text
