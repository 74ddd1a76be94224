"""Rates, and how far they can be trusted."""

from __future__ import annotations

from math import sqrt
from typing import NamedTuple

_Z = 1.959964  # of the normal distribution, for 95 %


class Rate(NamedTuple):
    """How many of all, with the bounds of the 95 % Wilson interval; of nothing there is no rate."""

    number: int
    of: int

    @property
    def value(self) -> float | None:
        """The share from 0 to 1."""
        return self.number / self.of if self.of else None

    @property
    def interval(self) -> tuple[float, float] | None:
        """The bounds between which the true share lies.

        >>> [round(bound, 3) for bound in Rate(98, 100).interval or ()]
        [0.93, 0.994]
        """
        if not self.of:
            return None
        share, square = self.number / self.of, _Z * _Z
        middle = share + square / (2 * self.of)
        reach = _Z * sqrt(share * (1 - share) / self.of + square / (4 * self.of * self.of))
        whole = 1 + square / self.of
        # of all and of none the outer bound is exact; the arithmetic is not
        low = (middle - reach) / whole if self.number else 0.0
        high = (middle + reach) / whole if self.number < self.of else 1.0
        return low, high
