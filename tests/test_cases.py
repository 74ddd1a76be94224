"""Every rule proves itself: texts that meet it and texts that do not, one file per rule in ``cases/``.

A file holds lists ``good`` and ``bad``. An item says ``why`` and gives a ``text``: a whole small
paper, or, with ``in``, a passage that takes the place of that passage in the frame below:

* ``achievements``, ``leadership``, ``shortcomings``, ``plan``: the text under that part's heading;
* ``heading``: the heading of the part that the rule belongs to;
* ``title``, ``opening``, ``signature``: what stands there.

Good means that the rule is met and tells nothing; bad that it tells something: at ``line`` (counted
in the text given) and about ``topic`` where the item says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from lawcheck import Finding, Report, Status, check_text, load_rules

FOLDER = Path(__file__).with_name("cases")
PARTS = ("achievements", "leadership", "shortcomings", "plan")
FEWEST = 3

FRAME = {
    "title": "云溪县司法局关于2025年度法治政府建设情况的报告",
    "opening": "县委、县政府：\n2025年，云溪县司法局扎实推进法治政府建设。现将有关情况报告如下。",
    "achievements.heading": "一、主要举措和成效",
    "achievements": (
        "（一）坚持党的领导，转变政府职能。局党组学习习近平法治思想5次，办理行政许可385件。\n"
        "（二）完善制度和决策。审核行政规范性文件14件，对6项重大行政决策进行合法性审查。\n"
        "（三）规范行政执法，依法应对突发事件。评查执法案卷120宗，修订应急预案1件。\n"
        "（四）化解矛盾纠纷，强化监督。办结行政复议案件112件，公开政府信息286条。\n"
        "（五）建设数字法治政府。执法监督平台归集数据4.6万条。"
    ),
    "leadership.heading": "二、党政主要负责人履行推进法治建设第一责任人职责情况",
    "leadership": (
        "局长主持召开局党组会议8次研究法治政府建设工作，主持会前学法12次，在年度述法会议上述法，作出批示16件。"
    ),
    "shortcomings.heading": "三、存在的不足和原因",
    "shortcomings": "（一）案卷质量不高。6宗案卷说理不充分，主要原因是34名执法人员从事执法工作不满一年。",
    "plan.heading": "四、2026年工作安排",
    "plan": (
        "（一）提升案卷质量。9月底前评查全部案卷。\n"
        "（二）加强执法培训。组织34名执法人员跟班办案，每批不少于20天。"
    ),
    "signature": "云溪县司法局\n2026年1月20日",
}


@dataclass(frozen=True)
class Case:
    """A text for one rule and whether the rule should be met."""

    rule: str
    good: bool
    why: str
    text: str
    where: str | None
    line: int | None
    topic: str

    @property
    def passage(self) -> str | None:
        """The passage of the frame that the text replaces, None for a whole paper."""
        return f"{self.rule.partition('.')[0]}.heading" if self.where == "heading" else self.where

    @property
    def first_line(self) -> int:
        """The line of the paper at which the text begins."""
        if self.passage is None:
            return 1
        above = list(FRAME)[: list(FRAME).index(self.passage)]
        return 1 + sum(FRAME[name].count("\n") + 1 for name in above)

    @property
    def paper(self) -> str:
        """The paper to check."""
        if self.passage is None:
            return self.text
        return frame({self.passage: self.text.rstrip("\n")})


def frame(passages: dict[str, str]) -> str:
    """Return the good paper with some of its passages replaced."""
    return "\n".join((FRAME | passages).values()) + "\n"


def _read(rule: str) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = yaml.safe_load((FOLDER / f"{rule}.yaml").read_text("utf-8"))
    return found


def _cases(path: Path) -> list[Case]:
    rule = path.stem
    return [
        Case(
            rule=rule,
            good=kind == "good",
            why=item["why"],
            text=item["text"],
            where=item.get("in"),
            line=item.get("line"),
            topic=item.get("topic", ""),
        )
        for kind, items in _read(rule).items()
        for item in items
    ]


CASES = [case for path in sorted(FOLDER.glob("*.yaml")) for case in _cases(path)]
RULES = load_rules().rule_ids()


def _id(case: Case) -> str:
    return f"{case.rule}-{'good' if case.good else 'bad'}-{case.why.replace(' ', '-')}"


@cache
def judged(paper: str) -> Report:
    """Return lawcheck's answer on a paper, which it must take for such a report."""
    report = check_text(paper)
    assert report.status != "not_applicable", report.reason
    return report


def told(case: Case) -> list[Finding]:
    """Return the findings of the case's rule."""
    return [finding for finding in judged(case.paper).findings if finding.rule == case.rule]


def status(case: Case) -> Status:
    """Return the outcome of the case's rule; of the part where the rule is a part."""
    report = judged(case.paper)
    if case.rule in PARTS:
        return next(section.status for section in report.sections if section.id == case.rule)
    return next(verdict.status for verdict in report.rules if verdict.rule == case.rule)


def test_frame_has_nothing_wanting() -> None:
    report = check_text(frame({}))
    assert (report.status, report.score, report.findings) == ("complete", 100.0, ())


@pytest.mark.parametrize("rule", sorted({*RULES, *(case.rule for case in CASES)}))
def test_every_rule_has_good_and_bad_cases(rule: str) -> None:
    assert rule in RULES, f"{rule}.yaml names no rule of the book"
    mine = [case for case in CASES if case.rule == rule]
    assert sum(case.good for case in mine) >= FEWEST, f"{rule} has too few good cases"
    assert sum(not case.good for case in mine) >= FEWEST, f"{rule} has too few bad cases"


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.yaml")), ids=lambda path: path.stem)
def test_case_files_are_understood(path: Path) -> None:
    places = {*PARTS, "heading", "title", "opening", "signature"}
    assert set(_read(path.stem)) == {"good", "bad"}
    for items in _read(path.stem).values():
        for item in items:
            assert {"why", "text"} <= set(item) <= {"why", "text", "in", "line", "topic"}, item
            assert item.get("in") in {None, *places}, item
    cases = [case for case in CASES if case.rule == path.stem]
    assert len({(case.good, case.why) for case in cases}) == len(cases)


@pytest.mark.parametrize("case", [case for case in CASES if case.good], ids=_id)
def test_good(case: Case) -> None:
    assert told(case) == [], _shown(case)
    assert status(case) is Status.MET, _shown(case)


@pytest.mark.parametrize("case", [case for case in CASES if not case.good], ids=_id)
def test_bad(case: Case) -> None:
    found = [finding for finding in told(case) if case.topic in finding.message]
    assert found, f"{status(case)}\n{_shown(case)}"
    if case.line is not None:
        wanted = case.first_line + case.line - 1
        assert wanted in [finding.line for finding in found], _shown(case)


def _shown(case: Case) -> str:
    lines = [f"{finding.line}: {finding.rule} {finding.actual}" for finding in judged(case.paper).findings]
    return "\n".join([case.why, *lines, "", case.paper])
