"""The good paper of the national book's cases, with passages put into it."""

from __future__ import annotations

from functools import cache

from lawcheck.rulebook.cases import load_cases

PARTS = ("achievements", "leadership", "shortcomings", "plan")


@cache
def passages() -> dict[str, str]:
    """Return the passages of the good paper, in their order."""
    frame = load_cases("annual-report")[1].frame
    assert frame
    return frame


def frame(replaced: dict[str, str]) -> str:
    """Return the good paper with some of its passages replaced."""
    return "\n".join((passages() | replaced).values()) + "\n"
