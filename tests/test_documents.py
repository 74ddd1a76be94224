"""Whole papers: what a careful reader found in each is what lawcheck tells.

Every ``documents/NAME.expected.yaml`` stands beside the paper ``NAME.txt`` or ``NAME.md`` and says
what is in it; each thing it says is a test of its own.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from lawcheck import Report, SectionResult, Severity, Status, check
from lawcheck.author.measure.gold import Label
from lawcheck.author.measure.labels import finds

FOLDER = Path(__file__).with_name("documents")
SUFFIX = ".expected.yaml"
NAMES = sorted(path.name.removesuffix(SUFFIX) for path in FOLDER.glob(f"*{SUFFIX}"))
FACTS = ("title", "issuer", "year", "level", "kind", "published")
KEYS = {*FACTS, "applies", "signed", "parts", "must_find", "must_not_find"}
PART_KEYS = {"placement", "status", "line", "causes", "measures"}


@cache
def expected(name: str) -> dict[str, Any]:
    """Return what a careful reader says of a paper."""
    told: dict[str, Any] = yaml.safe_load((FOLDER / (name + SUFFIX)).read_text("utf-8"))
    return told


@cache
def report(name: str) -> Report:
    """Return lawcheck's answer; a paper that it wrongly refuses is checked all the same."""
    path = next(path for path in FOLDER.glob(f"{name}.*") if not path.name.endswith(SUFFIX))
    return check(path, force=expected(name)["applies"])


def told_of(key: str) -> list[Any]:
    """Return each item of a list or mapping of the expected files as a test parameter."""
    items = [(name, item) for name in NAMES for item in expected(name).get(key) or ()]
    return [pytest.param(name, item, id=f"{name}-{_label(item)}") for name, item in items]


def _label(item: Any) -> str:
    if isinstance(item, str):
        return item
    return "-".join(str(item[key]) for key in ("rule", "line", "topic", "text") if key in item)


def part(name: str, id_: str) -> SectionResult:
    """Return how a required part of a paper was judged."""
    return next(section for section in report(name).sections if section.id == id_)


@pytest.mark.parametrize("name", NAMES)
def test_expectations_are_understood(name: str) -> None:
    told = expected(name)
    assert not set(told) - KEYS
    assert not {key for gold in told.get("parts", {}).values() for key in gold} - PART_KEYS
    assert told["applies"] == ("parts" in told)


@pytest.mark.parametrize("name", NAMES)
def test_it_is_known_whether_this_is_such_a_paper(name: str) -> None:
    path = next(path for path in FOLDER.glob(f"{name}.*") if not path.name.endswith(SUFFIX))
    told = check(path)
    assert (told.status != "not_applicable") == expected(name)["applies"], told.reason


@pytest.mark.parametrize("name", NAMES)
def test_whose_paper_it_is(name: str) -> None:
    document = report(name).document
    told = {key: getattr(document, key) for key in FACTS if key in expected(name)}
    assert told == {key: expected(name)[key] for key in told}


@pytest.mark.parametrize("name", [name for name in NAMES if "signed" in expected(name)])
def test_signature(name: str) -> None:
    signature, wanted = report(name).document.signature, expected(name)["signed"]
    told = {"issuer": signature.issuer, "date": signature.date} if signature else None
    assert told == wanted


@pytest.mark.parametrize(("name", "id_"), told_of("parts"))
def test_part(name: str, id_: str) -> None:
    gold, found = expected(name)["parts"][id_], part(name, id_)
    line = found.place.line if found.place else None
    wanted = (gold["placement"], gold["status"], gold.get("line"))
    assert (found.placement.value, found.status.value, line) == wanted


@pytest.mark.parametrize("name", [name for name in NAMES if expected(name)["applies"]])
def test_causes_and_measures(name: str) -> None:
    rules = {verdict.rule: verdict for verdict in report(name).rules}
    causes = expected(name)["parts"]["shortcomings"].get("causes")
    if causes:
        assert rules["shortcomings.causes"].status == (Status.MET if causes == "present" else Status.MISSING)
    measures = expected(name)["parts"]["plan"].get("measures")
    if measures:
        assert f"列出 {measures} 条" in rules["plan.measures"].reason
    elif measures == 0:
        assert rules["plan.measures"].status is Status.MISSING


@pytest.mark.parametrize(("name", "wanted"), told_of("must_find"))
def test_finds(name: str, wanted: dict[str, Any]) -> None:
    assert finds(report(name), Label(**wanted)), _findings(name)


@pytest.mark.parametrize(("name", "unwanted"), told_of("must_not_find"))
def test_does_not_find(name: str, unwanted: dict[str, Any]) -> None:
    assert not finds(report(name), Label(**unwanted)), unwanted["why"]


@pytest.mark.parametrize("name", [name for name in NAMES if expected(name)["applies"]])
def test_nothing_is_told_but_what_the_reader_found(name: str) -> None:
    """An error or warning that the careful reader does not have is a false alarm.

    Areas of the 纲要 aside, which a small department may rightly leave out.
    """
    wanted = expected(name)["must_find"]
    known = {gold["rule"] for gold in wanted} | {"achievements.topics"}
    told = [f for f in report(name).findings if f.severity is not Severity.INFO]
    assert [f.rule for f in told if f.rule not in known] == [], _findings(name)


def _findings(name: str) -> str:
    return "\n".join(f"{f.place.line}: {f.severity} {f.rule} {f.actual}" for f in report(name).findings)
