"""The made-up papers that many checks are tried on: always the same ones, and what was planted is told."""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path

import pytest
from benchmarks.papers import CITIES, COUNTIES, ISSUERS, STREET, Paper, issuer, paper, write

from lawcheck import ReadError, Report, ReportStatus
from lawcheck.api import check_bytes
from lawcheck.rulebook import load_rules

COUNT = 200
PLACES = Path(__file__).parent.parent / "rules" / "places.yaml"


@cache
def papers() -> tuple[Paper, ...]:
    """Return some papers."""
    return tuple(paper(index) for index in range(COUNT))


def of_sort(*sorts: str) -> list[Paper]:
    """Return those of some sorts."""
    return [each for each in papers() if each.sort in sorts]


@cache
def report(name: str) -> Report:
    """Return what lawcheck says of a paper."""
    (found,) = (each for each in papers() if each.name == name)
    return check_bytes(found.data, path=found.name)


def test_same_index_and_seed_make_the_same_paper() -> None:
    again = tuple(paper(index) for index in range(COUNT))
    assert again == papers()
    assert [each.data for each in again] == [each.data for each in papers()]


def test_another_seed_makes_other_papers() -> None:
    others = {paper(index, seed=1).data for index in range(20)} - {b"", b"\n \n"}
    assert not others & {each.data for each in papers()}


def test_names_are_unique() -> None:
    assert len({each.name for each in papers()}) == COUNT
    far = range(0, 4 * ISSUERS, 997)
    assert len({paper(index).name for index in far}) == len(far)


def test_texts_are_no_copies() -> None:
    texts = [each.text for each in of_sort("complete", "gaps")]
    lines = Counter(line for text in texts for line in set(text.splitlines()) if len(line) > 100)
    assert len(set(texts)) == len(texts)
    assert max(lines.values()) == 1


def test_there_are_enough_issuers_of_every_sort() -> None:
    some = [issuer(number) for number in range(0, ISSUERS, 7)]
    assert len({each.name for each in some}) == len(some) > 1000
    assert {each.sort for each in some} == set("GDT")
    assert any(each.name.endswith(STREET) for each in some)
    assert len({each.city for each in some}) == len(CITIES)


def test_no_place_is_real() -> None:
    real = PLACES.read_text("utf-8")
    assert not [place for place in (*CITIES, *COUNTIES) if place in real]


def test_sizes() -> None:
    sizes = [len(each.text.encode()) for each in of_sort("complete", "gaps")]
    assert min(sizes) >= 5 * 1024
    assert max(sizes) <= 50 * 1024
    assert max(sizes) > 30 * 1024
    assert sum(10 * 1024 <= size <= 25 * 1024 for size in sizes) > len(sizes) / 2


def test_shares() -> None:
    counts = Counter(each.sort for each in papers())
    assert counts == {"complete": 120, "gaps": 64, "other": 10, "unreadable": 6}
    assert {Path(each.name).suffix for each in papers()} >= {".txt", ".md", ".html"}
    assert {each.encoding for each in papers()} == {"utf-8", "gb18030"}


@pytest.mark.parametrize("part", range(4))
def test_complete_papers_are_complete(part: int) -> None:
    for each in of_sort("complete")[part::4]:
        found = report(each.name)
        assert found.status is ReportStatus.COMPLETE, each.name
        assert not found.findings, (each.name, [(f.line, f.rule, f.actual) for f in found.findings])


def test_planted_gaps_are_told() -> None:
    for each in of_sort("gaps"):
        told = {finding.rule for finding in report(each.name).findings}
        assert each.defects, each.name
        assert told >= {*each.defects}, each.name


def test_every_gap_is_planted() -> None:
    planted = {rule for each in of_sort("gaps") for rule in each.defects}
    assert planted <= {*load_rules().rule_ids()}
    assert len(planted) >= 18


def test_other_sorts_are_told_apart() -> None:
    for each in of_sort("other"):
        assert report(each.name).status is ReportStatus.NOT_APPLICABLE, each.name


def test_what_holds_no_text_is_not_read() -> None:
    for each in of_sort("unreadable"):
        with pytest.raises(ReadError):
            report(each.name)


def test_write(tmp_path: Path) -> None:
    write(tmp_path / "papers", 30)
    written = {str(path.relative_to(tmp_path / "papers")): path for path in tmp_path.rglob("*.*")}
    assert {name: path.read_bytes() for name, path in written.items() if path.is_file()} == {
        each.name: each.data for each in papers()[:30]
    }
