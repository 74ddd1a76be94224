"""What makes a finding the same one in the next draft: rule, part, and text; pure.

No line, no heading and no number of a list goes in, so that an edit elsewhere revives no finding that
somebody has settled. Where the text at the place is not what is wrong (`Gap.of_text`), it stays out too.
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
from lawcheck.text.sentences import clause_end, clause_start

_TELLING = 8  # characters: what is shorter (a mark, XX, 去年) is told together with its clause
_LENGTH = 16  # hexadecimal digits


def essence(view: View, verdict: Verdict, gap: Gap) -> str:
    """Return what a finding is at heart, in words."""
    if not gap.of_text:
        return "\n".join((verdict.rule, verdict.section or "", gap.key))
    return "\n".join((verdict.rule, _part(view, gap.span.start), _text(view.folded, gap.span), gap.key))


def fingerprinted(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Replace the essence of each finding by a hash; of several with the same one each has its number."""
    seen: Counter[str] = Counter()
    for finding in findings:
        basis = "".join(fold(finding.fingerprint).split())
        seen[basis] += 1
        digest = sha256(f"{basis}#{seen[basis]}".encode()).hexdigest()
        yield replace(finding, fingerprint=digest[:_LENGTH])


def _part(view: View, offset: int) -> str:
    """Return the required parts in which a place stands; one may lie in another."""
    parts = view.parts.values()
    around = (part.id for part in parts if any(offset in section.extent for section in part.sections))
    return "/".join(around)


def _text(folded: str, span: Span) -> str:
    """Return the text of a place without the number in front of it."""
    start, end = span
    if end - start < _TELLING:
        start, end = clause_start(folded, start), clause_end(folded, end)
    text = folded[start:end].strip()
    marker = read_marker(text)
    return text[marker.length :] if marker else text
