"""What became of findings that were known: which are new, which remain, which are solved; pure.

A known finding is solved only where its rule was judged on the whole paper and told, and found nothing more:
what was not looked at is not solved.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Protocol, TypeVar

from lawcheck.fingerprints import MOVED
from lawcheck.model import Finding, Known, Report, ReportStatus, State, Status, Verdict

_SHOWN = 80  # characters of a text: for people who read what is known
_OPEN = (Status.WEAK, Status.MISSING)
_JUDGED = (Status.MET, *_OPEN)
NO_VERDICT = (ReportStatus.NOT_APPLICABLE, ReportStatus.PARTLY_READ)


class Fingerprinted(Protocol):
    """What can be known again."""

    @property
    def fingerprint(self) -> str:
        """The same in the next draft, whatever is edited elsewhere."""
        ...


Old = TypeVar("Old", bound=Fingerprinted)


def known(finding: Finding) -> Known:
    """Return a finding as it is kept to know it again."""
    text = " ".join(finding.place.excerpt.split())
    told = finding.rule, finding.severity, finding.message, text[:_SHOWN]
    return Known(finding.fingerprint, *told, places(finding))


def places(finding: Finding) -> int:
    """Return how many places a finding tells; sentences that only mention a part are no faults."""
    return 1 if finding.rule == finding.section else 1 + len(finding.related)


def matched(findings: Iterable[Fingerprinted], known: Iterable[Old]) -> dict[str, Old]:
    """Return what was known of findings, by their fingerprints; those that have moved come last."""
    told = [finding.fingerprint for finding in findings]
    left = {each.fingerprint: each for each in known}
    found = {fingerprint: left.pop(fingerprint) for fingerprint in told if fingerprint in left}
    moved = {fingerprint[:MOVED]: each for fingerprint, each in left.items()}
    for fingerprint in told:
        if fingerprint not in found and fingerprint[:MOVED] in moved:
            found[fingerprint] = moved.pop(fingerprint[:MOVED])
    return found


def state(finding: Finding, old: Mapping[str, Known]) -> State:
    """Return whether a finding was there: with one place more than was known it is new."""
    before = old.get(finding.fingerprint)
    return State.REMAINING if before and places(finding) <= before.places else State.NEW


def looked_at(report: Report) -> set[str]:
    """Return the rules of which a known finding that is no more is solved."""
    if report.status in NO_VERDICT:
        return set()
    told = {finding.rule for finding in (*report.findings, *(each.finding for each in report.suppressed))}
    parts = {verdict.rule for verdict in report.rules if verdict.rule == verdict.section}
    return {v.rule for v in report.rules if v.status in _JUDGED and not _is_hidden(v, told, parts)}


def _is_hidden(verdict: Verdict, told: Collection[str], parts: Collection[str]) -> bool:
    """Tell whether what a rule found may be told by the finding on its part alone.

    So it is with a part that is only mentioned, or a bare heading.
    """
    part = verdict.section
    if part is None or part == verdict.rule or verdict.rule in told or verdict.status not in _OPEN:
        return False
    return part in told or part not in parts
