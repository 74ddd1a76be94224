"""A paper beside that of the year before: which one may stand there, what is told, and where."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

import lawcheck
from lawcheck import ReadError, Severity, Status, UsageError, cli
from lawcheck.previous import Given, read_text

PAIR = yaml.safe_load((Path(__file__).parent / "two_years" / "a" / "qinghu-shichang.yaml").read_text("utf-8"))
RULES = ("copy.previous", "follow.plan", "follow.shortcomings", "figures.unchanged", "names.leftover")
Call = Callable[..., tuple[int, str, str]]


@pytest.fixture
def old(tmp_path: Path) -> Path:
    path = tmp_path / "last" / "2023.txt"
    path.parent.mkdir()
    path.write_text(PAIR["previous"], "utf-8")
    return path


@pytest.fixture
def new(tmp_path: Path) -> Path:
    path = tmp_path / "2024.txt"
    path.write_text(PAIR["paper"], "utf-8")
    return path


@pytest.fixture
def call(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Call:
    monkeypatch.setenv("COLUMNS", "80")

    def run(*args: object) -> tuple[int, str, str]:
        status = cli.main(["check", "--isolated", *map(str, args)])
        out, err = capsys.readouterr()
        return status, out, err

    return run


def status_of(report: lawcheck.Report, rule: str) -> Status:
    return next(verdict.status for verdict in report.rules if verdict.rule == rule)


def test_without_last_years_paper_nothing_is_compared(new: Path) -> None:
    report = lawcheck.check(new)
    assert {status_of(report, rule) for rule in RULES} == {Status.NOT_APPLICABLE}
    assert report.previous is None
    assert report.followed == ()


def test_each_finding_quotes_both_papers(old: Path, new: Path) -> None:
    report = lawcheck.check(new, previous=old)
    told = [finding for finding in report.findings if finding.rule in RULES]
    assert {finding.rule for finding in told} == set(RULES)
    for finding in told:
        assert finding.place.excerpt in PAIR["paper"]
        assert finding.previous
        assert all(place.excerpt in PAIR["previous"] for place in finding.previous)


def test_the_score_and_the_other_findings_stay_what_they_are(old: Path, new: Path) -> None:
    alone, beside = lawcheck.check(new), lawcheck.check(new, previous=old)
    assert beside.score == alone.score
    others = [finding for finding in beside.findings if not finding.previous]
    assert [finding.fingerprint for finding in others] == [it.fingerprint for it in alone.findings]


def test_the_report_names_the_paper_it_was_compared_with(old: Path, new: Path) -> None:
    previous = lawcheck.check(new, previous=old).previous
    assert previous is not None
    assert (previous.path, previous.year, previous.issuer) == (str(old), 2023, "青湖县市场监督管理局")


@pytest.mark.parametrize("year", [2022, 2024])
def test_another_year_than_the_one_before_is_a_mistake(tmp_path: Path, new: Path, year: int) -> None:
    other = tmp_path / "other.txt"
    other.write_text(PAIR["previous"].replace("2023", str(year)), "utf-8")
    with pytest.raises(UsageError, match=rf"{year}年度.*2024年度"):
        lawcheck.check(new, previous=other)
    assert lawcheck.check(new, previous=other, force=True).previous is not None


def test_another_issuer_is_noted(tmp_path: Path, new: Path) -> None:
    other = tmp_path / "other.txt"
    other.write_text(PAIR["previous"].replace("青湖县", "石塘县"), "utf-8")
    notes = lawcheck.check(new, previous=other).notes
    assert any("石塘县市场监督管理局" in note and "不同" in note for note in notes)


def test_what_is_no_such_report_cannot_stand_there(tmp_path: Path, new: Path) -> None:
    other = tmp_path / "other.txt"
    other.write_text(
        "青湖县2023年政府工作报告\n\n一、工作回顾\n全县经济稳步增长，财政收入增长6%。\n", "utf-8"
    )
    with pytest.raises(ReadError, match="不能作为上一年度报告") as error:
        lawcheck.check(new, previous=other)
    assert error.value.path == str(other)


def test_in_a_folder_the_issuers_paper_of_the_year_before_is_found(old: Path, new: Path) -> None:
    (old.parent / "2022.txt").write_text(PAIR["previous"].replace("2023", "2022"), "utf-8")
    (old.parent / "别的.txt").write_text(PAIR["previous"].replace("青湖县", "石塘县"), "utf-8")
    (old.parent / "空.txt").write_text("", "utf-8")
    previous = lawcheck.check(new, previous=old.parent).previous
    assert previous is not None
    assert previous.path == str(old)


def test_a_folder_without_the_issuers_paper_compares_nothing_and_says_so(old: Path, new: Path) -> None:
    old.write_text(PAIR["previous"].replace("青湖县", "石塘县"), "utf-8")
    report = lawcheck.check(new, previous=old.parent)
    assert report.previous is None
    assert any("没有作跨年比较" in note for note in report.notes)


def test_of_two_papers_of_the_year_before_it_is_said_which_was_taken(old: Path, new: Path) -> None:
    (old.parent / "2023-again.txt").write_text(PAIR["previous"] + "\n", "utf-8")
    notes = lawcheck.check(new, previous=old.parent).notes
    assert any("有 2 份" in note for note in notes)


def test_a_paper_without_an_issuer_is_said_to_be_unknown(old: Path, tmp_path: Path) -> None:
    bare = tmp_path / "bare.txt"
    bare.write_text("2024年度法治政府建设工作报告\n一、主要举措和成效\n评查案卷120宗。\n", "utf-8")
    notes = lawcheck.check(bare, previous=old.parent, force=True).notes
    assert any("不明，没有作跨年比较" in note for note in notes)


def test_a_subtotal_is_not_compared_with_the_total_before_it() -> None:
    opened = "立案查处各类违法案件"
    last = read_text(PAIR["previous"].replace(opened, f"查处各类违法案件742件，{opened}"))
    all_cases = "查处各类违法案件813件，同比增长9.6%；食品案件265件，同比下降16.7%。"
    paper = PAIR["paper"].replace(opened, all_cases + opened)
    told = lawcheck.check_text(paper, previous=Given(last)).findings
    assert not [it for it in told if it.rule == "figures.change" and "16.7" in it.place.excerpt]


def test_a_folder_of_other_things_is_refused(tmp_path: Path, new: Path) -> None:
    (tmp_path / "none").mkdir()
    (tmp_path / "none" / "a.txt").write_text("青湖县工作要点\n一、加强学习。\n", "utf-8")
    with pytest.raises(ReadError, match="没有写明发文机关和年度"):
        lawcheck.check(new, previous=tmp_path / "none")


def test_many_papers_are_compared_with_a_folder(tmp_path: Path, old: Path, new: Path) -> None:
    twin = tmp_path / "石塘.txt"
    twin.write_text(PAIR["paper"].replace("青湖县", "石塘县"), "utf-8")
    reports = list(lawcheck.check_many([new, twin], previous=old.parent))
    assert [getattr(report, "previous", None) is not None for report in reports] == [True, False]


def test_without_a_plan_last_year_nothing_is_followed(new: Path) -> None:
    start = PAIR["previous"].index("四、")
    without = read_text(PAIR["previous"][:start])
    report = lawcheck.check(new, previous=Given(without))
    assert status_of(report, "follow.plan") is Status.SKIPPED


def test_a_paper_that_was_read_in_part_is_not_said_to_lack_an_answer(
    new: Path, old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from dataclasses import replace

    from lawcheck.model import Document, Text
    from lawcheck.readers import read as whole

    def read(file: Any) -> Document:
        return replace(whole(file), unread=(Text("第2页是图片", "page 2 is a picture"),))

    monkeypatch.setattr("lawcheck.call.read", read)
    report = lawcheck.check(new, previous=old)
    assert status_of(report, "follow.plan") is Status.SKIPPED
    assert status_of(report, "follow.shortcomings") is Status.SKIPPED
    assert status_of(report, "copy.previous") is Status.MISSING


# The command line


def test_the_screen_shows_both_papers_and_where_each_measure_is_answered(
    call: Call, old: Path, new: Path
) -> None:
    _, out, _ = call(new, "--previous", old)
    assert "上一年度的安排没有交代" in out
    assert "举办模拟听证、模拟庭审活动2次" in out
    shown = "".join(out.split())
    measure = "“编制市场监管领域轻微违法行为不予处罚、减轻处罚清单。”"
    assert re.search(rf"对照第\d+行{measure}→第\d+行“", shown)


@pytest.mark.parametrize("format", ["plain", "markdown", "csv", "sarif", "junit", "html"])
def test_every_format_quotes_last_years_paper(call: Call, old: Path, new: Path, format: str) -> None:
    _, out, _ = call(new, "--previous", old, "--format", format)
    assert "模拟听证、模拟庭审" in out


def test_json_tells_what_became_of_each_measure(call: Call, old: Path, new: Path) -> None:
    _, out, _ = call(new, "--previous", old, "--format", "json")
    report = json.loads(out)["reports"][0]
    assert report["previous"]["path"] == str(old)
    plans = [each for each in report["followed"] if each["rule"] == "follow.plan"]
    assert len(plans) == 8
    assert [each["answered"] for each in plans].count(True) == 5
    assert all(each["found"] for each in plans if each["answered"])


def test_english_has_no_chinese_of_ours(old: Path, new: Path) -> None:
    report = lawcheck.check(new, previous=old, lang="en")
    shown = lawcheck.render(report, "plain")
    assert isinstance(shown, str)
    assert "a measure of last year's plan is not answered" in shown
    assert "last year: line" in shown


def test_a_last_year_that_cannot_be_read_is_3_and_the_paper_is_judged_all_the_same(
    call: Call, tmp_path: Path, new: Path
) -> None:
    empty = tmp_path / "空.txt"
    empty.write_text("", "utf-8")
    status, out, err = call(new, "--previous", empty, "--format", "json")
    answer = json.loads(out)
    assert status == 3
    assert [file["path"] for file in answer["unreadable"]] == [str(empty)]
    assert answer["reports"][0]["status"] in ("complete", "gaps")
    assert "空.txt" in err


def test_the_paper_itself_is_no_last_year(call: Call, new: Path) -> None:
    status, out, err = call(new, "--previous", new)
    assert (status, out) == (2, "")
    assert "不是它的上一年度" in err


def test_one_last_year_is_not_for_many_papers(call: Call, tmp_path: Path, old: Path, new: Path) -> None:
    shutil.copy(new, tmp_path / "again.txt")
    status, out, err = call(new, tmp_path / "again.txt", "--previous", old)
    assert (status, out) == (2, "")
    assert "请写上一年度报告的文件夹" in err


def test_a_result_never_overwrites_last_years_paper(call: Call, old: Path, new: Path) -> None:
    status, _, err = call(new, "--previous", old, "-o", f"plain={old}")
    assert status == 2
    assert "会覆盖" in err
    assert old.read_text("utf-8") == PAIR["previous"]


def test_a_near_miss_is_only_a_hint(old: Path, new: Path) -> None:
    told = [it for it in lawcheck.check(new, previous=old).findings if it.rule == "follow.plan"]
    near = [it for it in told if "似乎" in it.message]
    assert {it.severity for it in near} == {Severity.INFO}
    assert all("相似度" in it.actual for it in near)


def test_comments_in_word_quote_last_years_paper(
    tmp_path: Path, old: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from zipfile import ZipFile

    import docx

    paper = docx.Document()
    for line in PAIR["paper"].splitlines():
        paper.add_paragraph(line)
    paper.save(str(tmp_path / "2024.docx"))
    copy = tmp_path / "copy.docx"
    arguments = [
        "annotate",
        str(tmp_path / "2024.docx"),
        "--isolated",
        "--previous",
        str(old),
        "-o",
        str(copy),
    ]
    assert cli.main(arguments) == 0
    assert "条批注" in capsys.readouterr().out
    comments = ZipFile(copy).read("word/comments.xml").decode("utf-8")
    assert "举办模拟听证、模拟庭审活动2次" in comments
