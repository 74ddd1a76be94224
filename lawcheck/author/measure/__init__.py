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
from lawcheck.rulebook import RuleBook, shipped_names

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
        book: The rule book's id; the national one's where the shipped books are chosen by the paper.
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


def measure(gold: str, rules: RuleBook | None = None, *, lang: str = "zh") -> Measurement:
    """Check labelled papers and compare what is told with the labels.

    Args:
        gold: A file of labels (``gold.yaml``) or the folder that holds one; the papers lie beside it,
            and ``headings.jsonl`` where there is one.
        rules: The rule book, by default the shipped one for each paper's issuer.
        lang: The language of complaints; a measurement holds its texts in both.

    Raises:
        RuleBookError: The labels cannot be read or have mistakes; all of them are listed.
        UsageError: A line of ``headings.jsonl`` is no page.
    """
    book = rules or api.load_rules()
    # without a book of one's own each paper is judged by the shipped one for its issuer
    books = [rules] if rules else [book, *map(api.load_rules, shipped_names())]
    ids = list(dict.fromkeys(id_ for each in books for id_ in each.rule_ids()))
    parts = list(dict.fromkeys(section.id for each in books for section in each.sections))
    path = gold_file(gold)
    folder = os.path.dirname(path)
    papers = read_gold(path, parts, ids)
    rows = read_pages(folder, lang)
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
