"""A rule file proposed from exemplary papers: the parts they have, the words they use, and how often."""

from __future__ import annotations

from lawcheck.author.derive._groups import Group, Paper, groups, paper_of
from lawcheck.author.derive._writing import proposal

__all__ = ["Group", "Paper", "groups", "paper_of", "proposal"]
