"""Hits and misses of one figure that is measured."""

from __future__ import annotations

from dataclasses import dataclass, field

from lawcheck.model import Text


@dataclass(frozen=True, slots=True)
class Miss:
    """What was missed, or (not ``wanted``) told although it should not be."""

    wanted: bool
    what: Text


@dataclass(slots=True)
class Tally:
    """Hits and misses of one figure, and what was missed; its English name stands in records."""

    name: Text
    true: int = 0
    false: int = 0
    missed: int = 0
    misses: list[Miss] = field(default_factory=list)

    def count(self, *, wanted: bool, found: bool, what: Text | None = None) -> None:
        """Count one answer: what was wanted and what was found; ``what`` describes it if it is a miss."""
        self.true += wanted and found
        self.false += found and not wanted
        self.missed += wanted and not found
        if wanted != found and what:
            self.misses.append(Miss(wanted, what))

    @property
    def precision(self) -> float:
        """The share of right ones among those found; 1 where none was."""
        return self.true / (self.true + self.false) if self.true + self.false else 1.0

    @property
    def recall(self) -> float:
        """The share found of those wanted; 1 where none was."""
        return self.true / (self.true + self.missed) if self.true + self.missed else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        whole = 2 * self.true + self.false + self.missed
        return 2 * self.true / whole if whole else 1.0
