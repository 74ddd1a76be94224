"""One change of a paper, or why it could not be made."""

from __future__ import annotations

from dataclasses import dataclass

from lawcheck.author.stress._wanted import Wanted
from lawcheck.model import Text


@dataclass(frozen=True, slots=True)
class Edit:
    """A changed text: which part it concerns, what was changed, and what is wanted of the check."""

    part: str | None
    what: Text
    text: str
    wanted: Wanted


@dataclass(frozen=True, slots=True)
class Untried:
    """A part on which a sort of change could not be tried, and why."""

    part: str
    why: Text
