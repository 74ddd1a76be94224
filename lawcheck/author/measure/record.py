"""Figures recorded earlier: what was reached, which bounds must hold, and what fell since.

``{"figures": {name: F1}, "rules": {rule: {"precision", "recall"}}, "bounds": {name: {"f1", "missed",
"false"}}}``: the first two are written by a measurement, the bounds by people: least F1, most misses,
most false ones. A bound holds for every dress of a figure: ``title`` for ``title (plain)``.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from lawcheck.author.measure.figures import RuleFigures
from lawcheck.author.measure.tally import Tally
from lawcheck.errors import UsageError
from lawcheck.model import Text

_DIGITS = 4
_BOUNDS = ("f1", "missed", "false")


@dataclass(frozen=True, slots=True)
class Record:
    """What was recorded: figures by name, shares by rule, and bounds by name."""

    figures: dict[str, float] = field(default_factory=dict)
    rules: dict[str, dict[str, float]] = field(default_factory=dict)
    bounds: dict[str, dict[str, float]] = field(default_factory=dict)


def read_record(path: str, lang: str = "zh") -> Record:
    """Return what a file recorded.

    Raises:
        UsageError: It cannot be read or is no such file.
    """
    try:
        with open(path, encoding="utf-8") as file:
            told: dict[str, Any] = json.load(file)
        record = Record(**told)
        numbers = [*record.figures.values(), *_inner(record.rules), *_inner(record.bounds)]
        if not all(isinstance(number, int | float) for number in numbers):
            raise ValueError("not a number")
        unknown = {key for bound in record.bounds.values() for key in bound} - {*_BOUNDS}
        if unknown:
            raise ValueError(", ".join(sorted(unknown)))
    except (OSError, ValueError, TypeError, AttributeError) as error:
        why = Text(f"{path}: 不是测量记录：{error}", f"{path}: no record of figures: {error}")
        raise UsageError(why.say(lang)) from error
    return record


def _inner(table: Mapping[str, Mapping[str, float]]) -> Iterator[float]:
    for entry in table.values():
        yield from entry.values()


def make_record(
    tallies: Iterable[Tally], rules: Mapping[str, RuleFigures], bounds: Mapping[str, Mapping[str, float]]
) -> str:
    """Return figures as the JSON of a record, with the bounds that were there."""
    record = {
        "figures": {tally.name.en: round(tally.f1, _DIGITS) for tally in tallies},
        "rules": {rule: shares for rule, each in rules.items() if (shares := _shares(each))},
        "bounds": bounds,
    }
    return json.dumps(record, ensure_ascii=False, indent=1) + "\n"


def _shares(figures: RuleFigures) -> dict[str, float]:
    """Return the shares of a rule; one that tells nothing wrong has all precision, so that it can fall."""
    precision = 1.0 if figures.measured and figures.precision is None else figures.precision
    shares = {"precision": precision, "recall": figures.recall}
    return {name: round(share, _DIGITS) for name, share in shares.items() if share is not None}


def fallen(tallies: Iterable[Tally], rules: Mapping[str, RuleFigures], record: Record) -> Iterator[Text]:
    """Yield which figures are below the recorded ones, or not measured any more."""
    now = {tally.name.en: round(tally.f1, _DIGITS) for tally in tallies}
    for name, then in record.figures.items():
        yield from _below(name, now.get(name), then)
    for rule, shares in record.rules.items():
        found = _shares(rules[rule]) if rule in rules else {}
        for name, then in shares.items():
            yield from _below(f"{rule} {name}", found.get(name), then)


def _below(name: str, now: float | None, then: float) -> Iterator[Text]:
    if now is None:
        yield Text(f"{name}：没有测到，原为 {then:g}", f"{name}: not measured, was {then:g}")
    elif now < then:
        yield Text(f"{name}：{now:g}，低于原来的 {then:g}", f"{name}: {now:g}, was {then:g}")


def broken_bounds(tallies: Iterable[Tally], record: Record) -> Iterator[Text]:
    """Yield which bounds do not hold, those too of which no figure was measured."""
    every = list(tallies)
    for name, bound in record.bounds.items():
        bounded = [tally for tally in every if tally.name.en.partition(" (")[0] == name]
        if not bounded:
            yield Text(f"{name}：没有测到", f"{name}: not measured")
        for tally in bounded:
            yield from _broken(tally, bound)


def _broken(tally: Tally, bound: Mapping[str, float]) -> Iterator[Text]:
    name = tally.name.en
    if tally.f1 < bound.get("f1", 0.0):
        yield Text(
            f"{name}：F1 {tally.f1:.3f}，应不低于 {bound['f1']:g}",
            f"{name}: F1 {tally.f1:.3f}, at least {bound['f1']:g}",
        )
    if tally.missed > bound.get("missed", tally.missed):
        yield Text(
            f"{name}：漏 {tally.missed} 处，至多 {bound['missed']:g} 处",
            f"{name}: {tally.missed} missed, at most {bound['missed']:g}",
        )
    if tally.false > bound.get("false", tally.false):
        yield Text(
            f"{name}：误报 {tally.false} 处，至多 {bound['false']:g} 处",
            f"{name}: {tally.false} false, at most {bound['false']:g}",
        )
