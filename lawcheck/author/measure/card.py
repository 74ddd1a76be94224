"""The accuracy card: what was measured of each rule, as it travels with the shipped rules."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field

from lawcheck.author.measure.figures import RuleFigures
from lawcheck.rulebook import RuleBook, shipped

CARD = "accuracy.json"


@dataclass(frozen=True, slots=True)
class Card:
    """What was measured of the rules of one book."""

    book: str = ""
    version: str = ""
    figures: Mapping[str, RuleFigures] = field(default_factory=dict)

    def of(self, id_: str, book: RuleBook) -> RuleFigures:
        """Return what was measured of a rule; nothing where the book changes it or has another by its id."""
        source = [(layer.book, layer.version) for layer in book.layers if id_ in layer.given]
        measured = self.figures.get(id_) if source == [(self.book, self.version)] else None
        return measured or RuleFigures()


def shipped_card() -> Card:
    """Return what was measured of the shipped rules; an empty card where nothing was."""
    try:
        with open(shipped(CARD), encoding="utf-8") as file:
            return read_card(file.read())
    except FileNotFoundError:
        return Card()


def make_card(book: str, version: str, papers: int, figures: Mapping[str, RuleFigures]) -> str:
    """Return a card as JSON: numbers only, nothing of the papers' text and no file names."""
    rules = {rule: asdict(each) for rule, each in figures.items() if each.measured or each.unjudged}
    card = {"rulebook": {"id": book, "version": version}, "papers": papers, "rules": rules}
    return json.dumps(card, ensure_ascii=False, indent=1) + "\n"


def read_card(text: str) -> Card:
    """Return the card that a text written by :func:`make_card` holds."""
    card = json.loads(text)
    figures = {rule: RuleFigures(**counts) for rule, counts in card["rules"].items()}
    return Card(card["rulebook"]["id"], card["rulebook"]["version"], figures)
