"""What pipelines read: SARIF, JUnit, GitHub, GitLab, Markdown, CSV, JSON lines; held to their schemas."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import official
import pytest
from fabricated import complete, gappy, hostile, not_applicable, partly_read, several
from junitparser import JUnitXml
from lxml import etree

import lawcheck
from lawcheck.gate import Gate
from lawcheck.model import Known, Misuse, Report, Run, Severity, State, Suppressed, Suppression, Unreadable
from lawcheck.renderers import Look, media, render
from lawcheck.renderers._schema import SCHEMAS

ROOT = Path(__file__).parents[1]
EXAMPLES = [lawcheck.check(ROOT / "examples" / name) for name in ("complete.txt", "gappy.txt")]


def compared() -> Report:
    """Return the report on a paper of which one finding is new, the others remain, and one is solved."""
    first, *others = gappy().findings
    states = (replace(first, state=State.NEW), *(replace(each, state=State.REMAINING) for each in others))
    gone = Known("0123456789abcdef", "form.placeholder", Severity.ERROR, "占位文字没有填写", "=XX月")
    return replace(gappy(), findings=states, solved=(gone,))


def suppressed() -> Report:
    """Return the report on a paper of which one finding is let stand and a suppression matches nothing."""
    first, *others = gappy().findings
    by = Suppression(first.rule, "已向|上级说明", line=7, source="第7行")
    wrong = Misuse("lawcheck.toml:3", "lawcheck.toml:3：没有对上", Suppression("form", "x"))
    report = replace(gappy("papers/a.md"), findings=tuple(others), misused=(wrong,))
    return replace(report, suppressed=(Suppressed(first, by),))


def in_word() -> Report:
    """Return the report on a Word file: its places have paragraphs, and no lines of the file."""
    report = gappy("papers/a b.docx")
    findings = tuple(replace(f, place=replace(f.place, paragraph=f.place.line)) for f in report.findings)
    return replace(report, document=replace(report.document, format="docx"), findings=findings)


RUNS = {
    "complete": Run((complete(),)),
    "gappy": Run((gappy(),)),
    "not_applicable": Run((not_applicable(),)),
    "met": Run((complete(), not_applicable()), met=frozenset({complete().path, not_applicable().path})),
    "partly_read": Run((partly_read(),)),
    "hostile": Run((hostile(),)),
    "several": several(),
    "nothing_read": Run((), (Unreadable("空.txt", "文件是空的"),)),
    "compared": Run((compared(),)),
    "suppressed": Run((suppressed(),)),
    "word": Run((in_word(),)),
    "english": Run(tuple(replace(report, lang="en") for report in (gappy(), complete())), lang="en"),
    "examples": Run(tuple(EXAMPLES), books=(lawcheck.load_rules("departments"),)),
}


@pytest.fixture(params=sorted(RUNS))
def run(request: pytest.FixtureRequest) -> Run:
    return RUNS[str(request.param)]


def parsed(run: Run, format: str, look: Look | None = None) -> Any:
    return json.loads(render(run, format, look))


def text(run: Run, format: str, look: Look | None = None) -> str:
    shown = render(run, format, look)
    return shown if isinstance(shown, str) else shown.decode("utf-8-sig")


# JSON and its schema


def test_json_is_what_its_schema_says(run: Run) -> None:
    jsonschema.validate(parsed(run, "json"), SCHEMAS["report"]())


def test_the_schema_lets_nothing_else_pass() -> None:
    answer = parsed(RUNS["compared"], "json")
    answer["reports"][0]["findings"][0]["colour"] = "red"
    with pytest.raises(jsonschema.ValidationError, match="colour"):
        jsonschema.validate(answer, SCHEMAS["report"]())
    del answer["reports"][0]["findings"][0]["colour"], answer["reports"][0]["solved"]
    with pytest.raises(jsonschema.ValidationError, match="solved"):
        jsonschema.validate(answer, SCHEMAS["report"]())


def test_json_tells_what_is_new_remaining_and_solved() -> None:
    report = parsed(RUNS["compared"], "json")["reports"][0]
    assert [each["state"] for each in report["findings"]] == ["new", *["remaining"] * 5]
    assert [each["rule"] for each in report["solved"]] == ["form.placeholder"]
    plain = parsed(RUNS["gappy"], "json")["reports"][0]
    assert (plain["solved"], {each["state"] for each in plain["findings"]}) == (None, {None})


def test_each_line_of_json_lines_is_a_whole_object(run: Run) -> None:
    lines = [json.loads(line) for line in text(run, "jsonl").splitlines()]
    assert len(lines) == len(run.reports) + len(run.unreadable)
    for line in lines:
        jsonschema.validate(line, SCHEMAS["jsonl"]())
    whole = parsed(run, "json")["reports"]
    head = ("schema_version", "tool", "options")
    rest = [{k: v for k, v in each.items() if k not in head} for each in lines]
    assert rest[: len(whole)] == whole


# SARIF


def test_sarif_is_what_its_official_schema_says(run: Run) -> None:
    jsonschema.validate(parsed(run, "sarif"), official.sarif_schema())


def log(name: str, look: Look | None = None) -> Any:
    return parsed(RUNS[name], "sarif", look)["runs"][0]


def test_sarif_describes_every_rule_with_help_and_basis() -> None:
    driver = log("examples")["tool"]["driver"]
    rules = {each["id"]: each for each in driver["rules"]}
    assert set(rules) == set(lawcheck.load_rules("departments").rule_ids())
    assert "督察工作规定" in rules["leadership"]["help"]["text"]
    for result in log("examples")["results"]:
        assert driver["rules"][result["ruleIndex"]]["id"] == result["ruleId"]


def test_sarif_describes_the_rules_of_a_book_that_is_not_at_hand_by_their_findings() -> None:
    rules = [each["id"] for each in log("gappy")["tool"]["driver"]["rules"]]
    assert rules == list(dict.fromkeys(finding.rule for finding in gappy().findings))


def test_sarif_gives_lines_of_text_and_logical_places_of_word() -> None:
    location = log("gappy")["results"][1]["locations"][0]
    assert location["physicalLocation"]["region"]["startLine"] == 8
    assert location["logicalLocations"][0]["kind"] == "heading"
    location = log("word")["results"][1]["locations"][0]
    assert "region" not in location["physicalLocation"]
    assert location["physicalLocation"]["artifactLocation"]["uri"] == "papers/a%20b.docx"
    assert [each["kind"] for each in location["logicalLocations"]] == ["heading", "paragraph"]
    assert location["logicalLocations"][1]["name"] == "第8段"


def test_sarif_fingerprints_hold_no_line_number() -> None:
    moved = gappy()
    places = [
        replace(f.place, line=f.place.line + 40, end_line=f.place.end_line + 40) for f in moved.findings
    ]
    findings = tuple(replace(f, place=place) for f, place in zip(moved.findings, places, strict=True))
    after = parsed(Run((replace(moved, findings=findings),)), "sarif")["runs"][0]["results"]
    before = log("gappy")["results"]
    assert [it["partialFingerprints"] for it in after] == [it["partialFingerprints"] for it in before]
    assert len({it["partialFingerprints"]["primaryLocationLineHash"] for it in before}) == len(before)


def test_sarif_tells_the_baseline_and_suppressions() -> None:
    states = [each["baselineState"] for each in log("compared")["results"]]
    assert states == ["new", *["unchanged"] * 5, "absent"]
    last = log("suppressed")["results"][-1]
    assert last["suppressions"] == [{"kind": "inSource", "justification": "已向|上级说明"}]
    assert log("suppressed")["invocations"][0]["toolConfigurationNotifications"][0]["level"] == "error"


@pytest.mark.parametrize(
    ("name", "successful", "status"),
    [("complete", True, 0), ("gappy", True, 1), ("several", False, 3), ("suppressed", False, 2)],
)
def test_sarif_says_whether_the_run_had_a_verdict(name: str, successful: bool, status: int) -> None:
    invocation = log(name)["invocations"][0]
    assert (invocation["executionSuccessful"], invocation["exitCode"]) == (successful, status)
    told = [each["level"] for each in invocation["toolExecutionNotifications"]]
    assert ("error" in told) is (status == 3)


def test_sarif_makes_no_link_of_a_papers_text() -> None:
    report = gappy()
    bad = replace(report.findings[0], actual="[点这里](http://example.com) {0}")
    told = parsed(Run((replace(report, findings=(bad,)),)), "sarif")["runs"][0]["results"][0]
    assert "](" not in told["message"]["text"]
    assert "{{0}}" in told["message"]["text"]


def test_paths_begin_at_the_folder_of_the_repository() -> None:
    look = Look(here="/repo/sub", root="/repo")
    run = Run((gappy("../papers/a.txt"), gappy("/elsewhere/b.txt")))
    artifacts = parsed(run, "sarif", look)["runs"][0]["artifacts"]
    assert [each["location"]["uri"] for each in artifacts] == ["papers/a.txt", "file:///elsewhere/b.txt"]
    assert parsed(run, "gitlab", look)[0]["location"]["path"] == "papers/a.txt"
    assert "file=papers/a.txt," in text(run, "github", look)


# JUnit


def test_junit_is_what_the_schema_of_jenkins_says_and_can_be_read_back(run: Run) -> None:
    data = render(run, "junit", Look(gate=Gate(min_score=60)))
    assert isinstance(data, bytes)
    schema = etree.XMLSchema(etree.parse(str(official.junit_xsd())))
    schema.assertValid(etree.fromstring(data))
    suites = list(JUnitXml.fromstring(data))
    papers = [report.path for report in run.reports] + [file.path for file in run.unreadable]
    assert len([suite for suite in suites if suite.name != "lawcheck.suppressions"]) == len(papers)
    assert sum(suite.failures for suite in suites) == sum(
        case.is_failure for suite in suites for case in suite
    )


def suites(name: str, gate: Gate | None = None) -> dict[str, Any]:
    """Return the outcome of each test case, by suite and name."""
    read = JUnitXml.fromstring(render(RUNS[name], "junit", Look(gate=gate or Gate())))
    return {
        str(suite.name): {str(case.name): [type(it).__name__ for it in case.result] for case in suite}
        for suite in read
    }


def test_junit_fails_the_rules_that_the_gate_stops() -> None:
    (cases,) = suites("gappy").values()
    assert cases["figures.percentage"] == ["Failure"]
    assert cases["leadership.acts"] == []
    (cases,) = suites("gappy", Gate(fail_on=None)).values()
    assert ["Failure"] not in cases.values()
    (cases,) = suites("gappy", Gate(None, 60)).values()
    assert cases["lawcheck.score"] == ["Failure"]


def test_junit_lets_what_remains_of_the_baseline_pass() -> None:
    (cases,) = suites("compared").values()
    assert ["Failure"] not in cases.values()


def test_junit_calls_what_was_not_read_an_error() -> None:
    told = suites("several")
    assert told["papers/空.txt"] == {"lawcheck.read": ["Error"]}
    assert told["papers/扫描.pdf"]["lawcheck.read"] == ["Error"]
    assert told["papers/公开年报.txt"]["lawcheck.read"] == ["Error"]
    assert suites("met")["papers/公开年报.txt"]["lawcheck.read"] == ["Skipped"]
    assert suites("suppressed")["lawcheck.suppressions"] == {"lawcheck.suppressions": ["Error"]}


def test_junit_calls_nothing_passed_in_a_paper_that_was_read_in_part() -> None:
    (cases,) = suites("partly_read", Gate(None, 60)).values()
    assert cases.pop("lawcheck.read") == ["Error"]
    assert {outcome for outcomes in cases.values() for outcome in outcomes} <= {"Skipped"}
    assert all(cases.values())


# GitHub

COMMAND = re.compile(r"::(error|warning|notice) ((?:\w+=[^,:\n]*)(?:,\w+=[^,:\n]*)*)::(.*)")


def test_github_prints_nothing_but_commands_and_harmless_lines(run: Run) -> None:
    for line in text(run, "github").splitlines():
        assert COMMAND.fullmatch(line) or not re.match(r"\s*::", line)
        assert "##[" not in line


def commands(name: str) -> list[tuple[str, dict[str, str], str]]:
    found = [COMMAND.fullmatch(line) for line in text(RUNS[name], "github").splitlines()]
    split = [(it[1], dict(each.split("=", 1) for each in it[2].split(",")), it[3]) for it in found if it]
    return split


def test_github_annotates_lines_the_most_serious_first() -> None:
    told = commands("gappy")
    assert [it[0] for it in told] == ["error"] * 3 + ["warning"] * 2 + ["notice"]
    assert told[0][1]["line"] == "8"
    assert told[0][1]["title"] == "比率超过100%25 (figures.percentage)"
    assert told[0][2].startswith("应有：不超过100%25%0A")
    assert told[0][2].endswith("行政机关负责人出庭应诉率达到103%25以上。”")


def test_github_gives_no_line_of_a_word_file_but_says_where() -> None:
    _, properties, message = commands("word")[0]
    assert set(properties) == {"file", "title"}
    assert message.startswith("第8段 · 二、")


def test_github_annotates_only_what_is_new() -> None:
    assert [it[1]["title"].endswith("(leadership)") for it in commands("compared")] == [True]
    assert "新增 1 · 仍在 5 · 已解决 1" in text(RUNS["compared"], "github")


def test_github_calls_what_has_no_verdict_an_error() -> None:
    files = [it[1].get("file") for it in commands("several") if it[1]["title"] == "没有结论"]
    assert files == ["papers/空.txt", "papers/图.txt", "papers/公开年报.txt", "papers/扫描.pdf"]
    assert commands("met") == []
    assert commands("suppressed")[0][2] == "lawcheck.toml:3：没有对上"


def test_github_escapes_what_a_file_name_holds() -> None:
    line = text(Run((gappy("a,b:c%d\n::error::.txt"),)), "github").splitlines()[0]
    assert line.startswith("::error file=a%2Cb%3Ac%25d\\x0a%3A%3Aerror%3A%3A.txt,line=")


# GitLab


def test_gitlab_has_the_documented_fields_and_fingerprints_of_their_own(run: Run) -> None:
    issues = parsed(run, "gitlab")
    for issue in issues:
        assert all(issue[key] for key in ("description", "check_name", "fingerprint"))
        assert issue["severity"] in ("info", "minor", "major", "critical", "blocker")
        assert issue["location"]["path"]
        assert not issue["location"]["path"].startswith("./")
        assert issue["location"]["lines"]["begin"] >= 1
    assert len({issue["fingerprint"] for issue in issues}) == len(issues)


def test_gitlab_shows_no_clean_report_of_what_was_not_read() -> None:
    assert [it["severity"] for it in parsed(RUNS["nothing_read"], "gitlab")] == ["blocker"]
    assert [it["severity"] for it in parsed(RUNS["not_applicable"], "gitlab")] == ["blocker"]
    assert parsed(RUNS["met"], "gitlab") == []


# Markdown


def test_markdown_holds_no_html_link_or_mention_of_a_paper() -> None:
    bad = "<img src=x> [a](http://b.c) www.d.e @somebody `code` | **x** ~~y~~ #1 &lt; ![p](q)"
    report = gappy()
    findings = (replace(report.findings[0], actual=bad, message=bad),)
    document = replace(report.document, title=bad, issuer=bad)
    shown = text(Run((replace(report, findings=findings, document=document),)), "markdown")
    assert "<img" not in shown
    assert not re.search(r"(?<!\\)\]\(", shown)
    assert "://" not in shown
    assert "www." not in shown
    assert "@" not in shown
    assert not re.search(r"(?<!\\)`code", shown)


def test_markdown_tables_have_as_many_cells_in_every_row(run: Run) -> None:
    rows = [re.split(r"(?<!\\)\|", line) for line in text(run, "markdown").splitlines() if line[:1] == "|"]
    widths = {len(row) for row in rows}
    assert widths <= {7, 10}  # a table of parts has five columns, one of papers eight


def test_markdown_shows_new_findings_and_folds_the_others() -> None:
    shown = text(RUNS["compared"], "markdown")
    told = ("`leadership`", "<summary>原有的问题 5", "<summary>已解决 1")
    assert [shown.index(each) for each in told] == sorted(shown.index(each) for each in told)
    assert "已向\\|上级说明" in text(RUNS["suppressed"], "markdown")
    assert "lawcheck.toml:3：没有对上" in text(RUNS["suppressed"], "markdown")


def test_markdown_says_what_could_not_be_read() -> None:
    assert "**未能读取** `papers/空.txt`：文件是空的" in text(RUNS["several"], "markdown")
    assert "文件是空的" in text(RUNS["nothing_read"], "markdown")


# CSV


def rows(name: str) -> list[list[str]]:
    data = render(RUNS[name], "csv")
    assert isinstance(data, bytes)
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("name", sorted(RUNS))
def test_every_row_of_a_table_has_every_cell_and_no_formula(name: str) -> None:
    heads, *told = rows(name)
    assert {len(row) for row in told} == {len(heads)}
    for row in told:
        assert not any(re.match(r"[=+\-@\t\r\n＝＋－＠]", cell) for cell in row)


def test_a_table_tells_of_every_paper() -> None:
    files = [row[0] for row in rows("several")[1:]]
    assert set(files) == {report.path for report in several().reports} | {"papers/空.txt", "papers/图.txt"}
    assert rows("complete")[1][:5] == ["papers/complete.txt", "云溪县人民政府", "2023", "齐全", "100"]
    assert rows("nothing_read")[1][3] == "未能读取"


def test_a_table_tells_the_state_of_findings() -> None:
    assert [row[15] for row in rows("compared")[1:]] == ["新增", *["仍在"] * 5, "已解决"]
    assert rows("compared")[-1][14] == "'=XX月"
    assert rows("suppressed")[-1][15] == "略过：已向|上级说明"


# All


@pytest.mark.parametrize(
    "format", ["json", "jsonl", "sarif", "junit", "gitlab", "github", "csv", "markdown", "html"]
)
def test_no_control_character_of_a_paper_gets_through(format: str) -> None:
    shown = text(RUNS["hostile"], format)
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", shown)


@pytest.mark.parametrize(
    ("format", "type"),
    [
        ("json", "application/json"),
        ("sarif", "application/sarif+json"),
        ("csv", "text/csv"),
        ("html", "text/html"),
    ],
)
def test_a_format_tells_its_media_type(format: str, type: str) -> None:
    assert media(format) == type
