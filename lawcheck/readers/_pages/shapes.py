"""What pages of fixed layout hold, measured from the page's upper left corner."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import isfinite


@dataclass(frozen=True, slots=True, eq=False)
class Piece:
    """Characters printed in one go, without white space.

    ``base`` is the height of their base line; ``typed`` tells that a blank was typed before them,
    which a mere gap is not.
    """

    text: str
    left: float
    right: float
    base: float
    size: float
    typed: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Page:
    """A page: ``picture`` is the share of it that images cover, ``paths`` how many shapes are drawn.

    ``across`` tells that some of its text runs across the rest, ``misplaced`` that some stands nowhere;
    neither is among its pieces.
    """

    number: int
    width: float
    height: float
    pieces: tuple[Piece, ...] = ()
    picture: float = 0.0
    paths: int = 0
    across: bool = False
    misplaced: bool = False

    def placed(self) -> Page:
        """Return the page with only the pieces that stand somewhere: damaged files put some nowhere."""
        own = [it for it in self.pieces if all(map(isfinite, (it.left, it.right, it.base, it.size)))]
        if len(own) == len(self.pieces):
            return self
        return replace(self, pieces=tuple(own), misplaced=True)

    @property
    def is_blank(self) -> bool:
        """True where nothing is printed."""
        return not (self.pieces or self.misplaced or self.picture or self.paths)


@dataclass(frozen=True, slots=True, eq=False)
class Cell:
    """The part of a line between two wide gaps."""

    text: str
    left: float
    right: float


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """A printed line; ``spaced`` tells that its letters were printed wide apart, as in titles."""

    page: int
    text: str
    cells: tuple[Cell, ...]
    base: float
    size: float
    spaced: bool = False

    @property
    def left(self) -> float:
        """Where the line begins."""
        return self.cells[0].left

    @property
    def right(self) -> float:
        """Where the line ends."""
        return self.cells[-1].right
