"""Who issued a paper and for which year: the paper says so, else the file's name."""

from __future__ import annotations

from typing import NamedTuple

from lawcheck.model import Report, Unreadable
from lawcheck.text.file_names import read_file_name
from lawcheck.text.names import level_of


class Identity(NamedTuple):
    """Issuer, level (as in the JSON) and reported year; None where neither paper nor name tells.

    ``from_name`` says that the name of the file told at least one of them.
    """

    issuer: str | None
    level: str | None
    year: int | None
    from_name: bool


def identity(answer: Report | Unreadable) -> Identity:
    """Return who issued a paper and for which year."""
    paper = answer.document if isinstance(answer, Report) else None
    issuer, level, year = (paper.issuer, paper.level, paper.year) if paper else (None, None, None)
    if issuer and year:
        return Identity(issuer, level, year, False)
    named = read_file_name(answer.path)
    told = issuer or named.issuer
    if not issuer:
        level = level_of(told) if told else level
    from_name = bool((named.issuer and not issuer) or (named.year and not year))
    return Identity(told, level, year or named.year, from_name)
