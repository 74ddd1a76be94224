"""The changes that try a rule book: a data file of headings, wordings, errors and harmless sentences."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from typing import Any, ClassVar, Literal

from lawcheck.errors import RuleBookError
from lawcheck.records import record
from lawcheck.rulebook import shipped, source
from lawcheck.rulebook.frames import Ledger, TooManyError
from lawcheck.rulebook.nodes import lists
from lawcheck.rulebook.repair import clean
from lawcheck.rulebook.wordlists import check_list

_KEYS: Any = {"extra": "forbid", "alias_generator": lambda name: name.rstrip("_")}
Words = dict[str, tuple[str, ...]]


@record
class Error:
    """Sentences that a rule has to tell, in papers of the year ``since`` and later ones.

    In the papers of some levels of issuers (``not_levels``) they may be right.
    """

    __pydantic_config__: ClassVar[Any] = _KEYS

    rule: str
    sentences: tuple[str, ...]
    since: int = 0
    not_levels: tuple[Literal["national", "province", "city", "county", "township"], ...] = ()


@record
class Misprint:
    """One place printed otherwise, which a rule has to tell.

    ``at`` says where: the signature's date becomes ``to``; in the heading of ``part``, or for the first
    time in the text, ``from`` becomes ``to``.
    """

    __pydantic_config__: ClassVar[Any] = _KEYS

    rule: str
    at: Literal["date", "heading", "text"]
    to: str
    from_: str = ""
    part: str = ""


@record
class Changes:
    """What is put into papers, and in the place of what.

    ``headings`` are other headings of parts, ``wording`` other words for words anywhere,
    ``heading_wording`` in headings only; ``errors`` and ``misprints`` a rule has to tell, ``harmless``
    sentences none may. ``closings`` begin the last line of a paper, which belongs to no part.
    """

    __pydantic_config__: ClassVar[Any] = _KEYS

    headings: Words | None = None
    wording: Words | None = None
    heading_wording: Words | None = None
    errors: tuple[Error, ...] = ()
    misprints: tuple[Misprint, ...] = ()
    harmless: tuple[str, ...] = ()
    closings: tuple[str, ...] = ()


def load_changes(path: str | None = None) -> Changes:
    """Return the shipped changes, or those of a YAML file.

    Raises:
        RuleBookError: The file cannot be read or has mistakes; all of them are listed.
    """
    path = path or shipped("stress.yaml")
    text = source.text_of(source.read(path), path)
    ledger = Ledger(path, text)
    changes = _shaped(text, ledger)
    if ledger or changes is None:
        raise RuleBookError(ledger.mistakes())
    return changes


def _shaped(text: str, ledger: Ledger) -> Changes | None:
    # yaml and pydantic: whoever asks for help needs neither
    from lawcheck.rulebook.shaping import shape
    from lawcheck.rulebook.strict import parse

    with suppress(TooManyError):
        cleaned = clean(text)
        for place, message in cleaned.told:
            ledger.add(place, message)
        tree = parse(cleaned.text, ledger, cleaned.origin)
        if tree:
            for found in lists(tree):
                check_list(found, ledger, terms=False)
            return shape(Changes, tree, ledger)
    return None


def both(one: Changes, other: Changes) -> Changes:
    """Return the changes of two files as one."""
    return replace(
        one,
        headings=_joined(one.headings, other.headings),
        wording=_joined(one.wording, other.wording),
        heading_wording=_joined(one.heading_wording, other.heading_wording),
        errors=one.errors + other.errors,
        misprints=one.misprints + other.misprints,
        harmless=one.harmless + other.harmless,
        closings=one.closings + other.closings,
    )


def _joined(one: Mapping[str, tuple[str, ...]] | None, other: Mapping[str, tuple[str, ...]] | None) -> Words:
    """Return two tables as one; what stands in both stands once."""
    first, second = one or {}, other or {}
    keys = dict.fromkeys((*first, *second))
    return {key: tuple(dict.fromkeys((*first.get(key, ()), *second.get(key, ())))) for key in keys}
