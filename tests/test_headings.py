"""Headings: which of the four parts each names, measured on a list written before the matching was tuned.

``headings.jsonl`` holds usual, renamed, paraphrased and merged headings, headings of topics, and
traps. Each is put at the top of a small paper, where nothing but its words can tell what it is.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

import pytest

from lawcheck import Placement, RuleBook, check_text, load_rules

LIST = Path(__file__).with_name("headings.jsonl")
PARTS = ("leadership", "achievements", "shortcomings", "plan")
KINDS = {"standard", "renamed", "paraphrased", "merged", "topic", "trap"}
WANTED_F1 = 0.9
FEWEST = 60
NEVER = 2.0  # a likeness that no heading reaches
PAPER = """云溪县水利局关于2023年度法治政府建设情况的报告
现将2023年度法治政府建设情况报告如下：
一、其他事项
没有其他需要报告的事项。
二、{heading}
各项任务按要求办理，台账资料齐备。
云溪县水利局
2024年1月20日
"""
LINE = 1 + PAPER[: PAPER.index("{heading}")].count("\n")
STANDING = (Placement.OWN, Placement.MERGED, Placement.EMBEDDED)


@dataclass(frozen=True)
class Row:
    """A heading and the parts that it names."""

    text: str
    parts: frozenset[str]
    kind: str


@dataclass
class Tally:
    """How often a part was named rightly, wrongly and not at all."""

    true: int = 0
    misses: list[str] = field(default_factory=list)
    false: int = 0
    missed: int = 0

    @property
    def f1(self) -> float:
        return 2 * self.true / (2 * self.true + self.false + self.missed)

    def show(self) -> str:
        precision = self.true / max(1, self.true + self.false)
        recall = self.true / max(1, self.true + self.missed)
        return "\n".join([f"P {precision:.3f}  R {recall:.3f}  F1 {self.f1:.3f}", *self.misses])


def _rows() -> Iterator[Row]:
    for line in LIST.read_text("utf-8").splitlines():
        row = json.loads(line)
        yield Row(row["text"], frozenset(row["parts"]), row["kind"])


ROWS = list(_rows())


@cache
def book(*, likeness: bool) -> RuleBook:
    """Return the shipped book, with or without the comparison by words."""
    return load_rules() if likeness else replace(load_rules(), likeness=NEVER)


@cache
def named_by(heading: str, *, likeness: bool = True) -> frozenset[str]:
    """Return the parts that a heading names.

    Where a paper has only topic sections they are the achievements, all of them together, told at
    the first: then the heading by itself names nothing.
    """
    report = check_text(PAPER.format(heading=heading), rules=book(likeness=likeness))
    return frozenset(
        section.id
        for section in report.sections
        if section.placement in STANDING and section.place and section.place.line == LINE
    )


def tally(part: str, *, likeness: bool = True) -> Tally:
    """Compare what lawcheck reads in the headings with the list."""
    found = Tally()
    for row in ROWS:
        wanted, told = part in row.parts, part in named_by(row.text, likeness=likeness)
        found.true += wanted and told
        found.false += told and not wanted
        found.missed += wanted and not told
        if wanted != told:
            found.misses.append(f"{'missed' if wanted else 'false'}: {row.text} ({row.kind})")
    return found


def test_list_is_large_enough_and_understood() -> None:
    assert {row.kind for row in ROWS} == KINDS
    assert len({row.text for row in ROWS}) == len(ROWS)
    assert sum(row.kind in ("renamed", "paraphrased", "trap") for row in ROWS) >= FEWEST
    for row in ROWS:
        assert row.parts <= set(PARTS)
        assert bool(row.parts) == (row.kind not in ("topic", "trap"))


@pytest.mark.parametrize("part", PARTS)
def test_headings_name_their_parts(part: str) -> None:
    found = tally(part)
    assert found.f1 >= WANTED_F1, found.show()


@pytest.mark.parametrize("part", PARTS)
def test_likeness_does_no_harm(part: str) -> None:
    with_it, without = tally(part), tally(part, likeness=False)
    assert with_it.f1 >= without.f1, with_it.show()
    assert with_it.false == without.false, with_it.show()


def test_likeness_finds_headings_that_no_cue_names() -> None:
    gained = [row for row in ROWS if (named_by(row.text) - named_by(row.text, likeness=False)) & row.parts]
    assert gained, "no heading of the list is found by likeness alone"
