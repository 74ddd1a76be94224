"""What was measured of one rule: counts, precision, recall, and how sure these are."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

_Z = 1.959964  # standard deviations around the mean in which 95 % of a normal distribution lie


def wilson(hits: int, of: int) -> tuple[float, float] | None:
    """Return the 95 % confidence interval of a share (Wilson's score interval), None of nothing.

    >>> low, high = wilson(9, 10)
    >>> f"{low:.3f} {high:.3f}"
    '0.596 0.982'
    """
    if not of:
        return None
    share, square = hits / of, _Z * _Z
    middle = share + square / (2 * of)
    reach = _Z * sqrt(share * (1 - share) / of + square / (4 * of * of))
    whole = 1 + square / of
    low = 0.0 if hits == 0 else (middle - reach) / whole
    high = 1.0 if hits == of else (middle + reach) / whole
    return low, high


@dataclass(frozen=True, slots=True)
class RuleFigures:
    """How a rule fared on labelled papers.

    Attributes:
        papers: The papers on which a label judged the rule.
        true: Labels that ask for a finding, and it was told.
        false: Findings that a label calls a false alarm.
        missed: Labels that ask for a finding that was not told.
        quiet: Labels that forbid a finding, and none was told.
        unjudged: Findings of which no label says whether they are right.
    """

    papers: int = 0
    true: int = 0
    false: int = 0
    missed: int = 0
    quiet: int = 0
    unjudged: int = 0

    @property
    def labels(self) -> int:
        """How often a label judged the rule; a rule without any is not measured (experimental)."""
        return self.true + self.false + self.missed + self.quiet

    @property
    def measured(self) -> bool:
        """Whether a label judged the rule at all."""
        return self.labels > 0

    @property
    def precision(self) -> float | None:
        """The share of right ones among the findings that a label judged, None without any."""
        told = self.true + self.false
        return self.true / told if told else None

    @property
    def recall(self) -> float | None:
        """The share of what should be told that was, None where nothing should."""
        wanted = self.true + self.missed
        return self.true / wanted if wanted else None

    @property
    def precision_interval(self) -> tuple[float, float] | None:
        """The 95 % confidence interval of the precision."""
        return wilson(self.true, self.true + self.false)

    @property
    def recall_interval(self) -> tuple[float, float] | None:
        """The 95 % confidence interval of the recall."""
        return wilson(self.true, self.true + self.missed)
