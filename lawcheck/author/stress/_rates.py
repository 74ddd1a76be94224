"""Rates, and how far they can be trusted."""

from __future__ import annotations

from typing import NamedTuple

from lawcheck.author.measure.figures import wilson


class Rate(NamedTuple):
    """How many of all; of nothing there is no rate."""

    number: int
    of: int

    @property
    def value(self) -> float | None:
        """The share from 0 to 1."""
        return self.number / self.of if self.of else None

    @property
    def interval(self) -> tuple[float, float] | None:
        """The bounds of its 95 % Wilson interval."""
        return wilson(self.number, self.of)
