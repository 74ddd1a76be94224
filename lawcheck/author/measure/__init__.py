"""Measure rules on labelled papers: precision, recall and how sure they are."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass

from lawcheck import api
from lawcheck.author.measure.card import make_card, shipped_card
from lawcheck.author.measure.figures import RuleFigures, wilson
from lawcheck.author.measure.gold import gold_file, read_gold
from lawcheck.author.measure.labels import Judgement, Outcome
from lawcheck.author.measure.pages import measure_pages, read_pages
from lawcheck.author.measure.papers import Unread, measure_papers, per_family, per_rule
from lawcheck.author.measure.record import Record, broken_bounds, fallen, make_record, read_record
from lawcheck.author.measure.tally import Tally
from lawcheck.rulebook import RuleBook

__all__ = [
    "Judgement",
    "Measurement",
    "Outcome",
    "Record",
    "RuleFigures",
    "Tally",
    "Unread",
    "broken_bounds",
    "fallen",
    "make_card",
    "make_record",
    "measure",
    "per_family",
    "read_record",
    "shipped_card",
    "wilson",
]


@dataclass(frozen=True, slots=True)
class Measurement:
    """What was measured on labelled papers.

    Attributes:
        book: The rule book's id.
        version: Its version.
        gold: The file of labels.
        files: The labelled papers, as paths.
        pages: How many pages of which only title and headings are known.
        rules: What was measured of each rule, in the order of the book.
        tallies: The figures over all rules, and those of the pages.
        judgements: What each label says, and the findings that no label judges.
        unread: Labelled papers without a verdict on the whole of them.
    """

    book: str
    version: str
    gold: str
    files: tuple[str, ...]
    pages: int
    rules: dict[str, RuleFigures]
    tallies: tuple[Tally, ...]
    judgements: tuple[Judgement, ...]
    unread: tuple[Unread, ...]

    def of(self, *outcomes: Outcome) -> Sequence[Judgement]:
        """Return the judgements with one of some outcomes."""
        return [each for each in self.judgements if each.outcome in outcomes]


def measure(gold: str, rules: RuleBook | None = None) -> Measurement:
    """Check labelled papers and compare what is told with the labels.

    Args:
        gold: A file of labels (``gold.yaml``) or the folder that holds one; the papers lie beside it,
            and ``headings.jsonl`` where there is one.
        rules: The rule book, the shipped rules by default.

    Raises:
        RuleBookError: The labels cannot be read or have mistakes; all of them are listed.
        UsageError: A line of ``headings.jsonl`` is no page.
    """
    book = rules or api.load_rules()
    ids = book.rule_ids()
    path = gold_file(gold)
    folder = os.path.dirname(path)
    papers = read_gold(path, [section.id for section in book.sections], ids)
    rows = read_pages(folder)
    found = measure_papers(papers, folder, rules, ids)
    return Measurement(
        book=book.rulebook,
        version=book.version,
        gold=path,
        files=tuple(os.path.join(folder, paper.file) for paper in papers),
        pages=len(rows),
        rules=per_rule(found.judgements, ids),
        tallies=(*found.tallies(), *measure_pages(rows, rules)),
        judgements=tuple(found.judgements),
        unread=tuple(found.unread),
    )
