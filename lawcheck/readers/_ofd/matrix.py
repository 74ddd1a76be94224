"""Where an object's points lie on its page."""

from __future__ import annotations

import math
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from lawcheck.readers._ofd.elements import numbers


@dataclass(frozen=True, slots=True)
class Matrix:
    """A transformation of the plane, as CTM writes it."""

    a: float = 1.0
    b: float = 0.0
    c: float = 0.0
    d: float = 1.0
    e: float = 0.0
    f: float = 0.0

    @classmethod
    def of_object(cls, element: Element) -> Matrix:
        """Return the transformation from an object's own points to those around it."""
        own = numbers(element.get("CTM", ""))
        inner = cls(*own) if len(own) == 6 else cls()
        boundary = numbers(element.get("Boundary", ""))
        x, y = boundary[:2] if len(boundary) == 4 else (0.0, 0.0)
        return inner.then(cls(e=x, f=y))

    def then(self, other: Matrix) -> Matrix:
        """Return this transformation followed by another one."""
        e, f = other.apply(self.e, self.f)
        return Matrix(
            self.a * other.a + self.b * other.c,
            self.a * other.b + self.b * other.d,
            self.c * other.a + self.d * other.c,
            self.c * other.b + self.d * other.d,
            e,
            f,
        )

    def apply(self, x: float, y: float) -> tuple[float, float]:
        """Return where a point goes."""
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    @property
    def slant(self) -> float:
        """How far it turns a level line: the sine of the angle."""
        length = math.hypot(self.a, self.b)
        return abs(self.b) / length if length else 1.0

    @property
    def height(self) -> float:
        """How many times higher it makes a character."""
        return math.hypot(self.c, self.d)
