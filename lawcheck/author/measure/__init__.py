"""Measure rules on labelled papers: precision, recall and how sure they are."""

from __future__ import annotations

from lawcheck.author.measure.card import shipped_card
from lawcheck.author.measure.figures import RuleFigures, wilson

__all__ = ["RuleFigures", "shipped_card", "wilson"]
