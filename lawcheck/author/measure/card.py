"""The accuracy card: what was measured of each rule, as it travels with the shipped rules."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict

from lawcheck.author.measure.figures import RuleFigures
from lawcheck.rulebook import shipped

CARD = "accuracy.json"


def shipped_card() -> dict[str, RuleFigures]:
    """Return rule id → what was measured of the shipped rules; empty where nothing was."""
    try:
        with open(shipped(CARD), encoding="utf-8") as file:
            return read_card(file.read())
    except FileNotFoundError:
        return {}


def make_card(book: str, version: str, papers: int, figures: Mapping[str, RuleFigures]) -> str:
    """Return a card as JSON: numbers only, nothing of the papers' text and no file names."""
    rules = {rule: asdict(each) for rule, each in figures.items() if each.measured or each.unjudged}
    card = {"rulebook": {"id": book, "version": version}, "papers": papers, "rules": rules}
    return json.dumps(card, ensure_ascii=False, indent=1) + "\n"


def read_card(text: str) -> dict[str, RuleFigures]:
    """Return the figures of a card."""
    return {rule: RuleFigures(**counts) for rule, counts in json.loads(text)["rules"].items()}
