"""lawcheck rules audit: rules that never or always tell, words that stand in no paper."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from lawcheck import RuleBook, cli
from lawcheck.author.audit import Audit, RuleUse, audit
from lawcheck.rulebook import load_rules
from lawcheck.rulebook.frames import cells

HERE = Path(__file__).parent
EXAMPLES = HERE.parent / "examples"
GOOD = sorted(str(path) for path in (HERE / "good").glob("*.txt"))
GAPPY, COMPLETE = str(EXAMPLES / "gappy.txt"), str(EXAMPLES / "complete.txt")
OTHER = str(HERE / "documents" / "not-key-points.txt")

BOOK = """\
rulebook: yunxi
title: 云溪县补充要求
version: "3"
applies:
  titles: [法治政府建设…报告, 法治年鉴]
  words: {法治政府: 2, 法治驿站: 1}
  not_titles: [要点, 蓝皮书]
denials: [没有, 毫无]
sections:
  - id: leadership
    title: 第一责任人
    headings: [一把手怎样带头, 主要负责人履职]
    cues: [第一责任人职责, 班长职责]
    not: [安全生产第一责任人]
    not_in: [plan]
    rules:
      - id: leadership.acts
        kind: coverage
        title: 履职
        english: {述法: reports}
        of: {述法: [述法, 述廉述法], 会议: [主持…会议, 主持…茶话会]}
  - {id: plan, title: 安排, headings: [下一步安排], cues: [工作安排, 工作打算, 打算]}
rules:
  - {id: style.always, kind: forbidden, title: 法治, of: [法治, 依 法 治 县]}
  - {id: style.never, kind: forbidden, title: 空话, of: [谱写华章, 再创辉煌], not: [再创辉煌奖]}
  - {id: time.submission, kind: deadline, of: signed, before: "03-01", later_for: [national], title: 期限}
"""


@pytest.fixture
def book(tmp_path: Path) -> RuleBook:
    path = tmp_path / "book.yaml"
    path.write_text(BOOK, "utf-8")
    return load_rules(path)


def words(found: Audit) -> dict[tuple[str, str], tuple[str, ...]]:
    return {(each.owner, each.key): each.words for each in found.unused}


def call(capsys: pytest.CaptureFixture[str], *args: str) -> tuple[int, str, str]:
    status = cli.main(["rules", "audit", *args])
    shown = capsys.readouterr()
    return status, shown.out, shown.err


# What is counted


def test_rules_that_never_and_always_tell(book: RuleBook) -> None:
    rules = {use.rule: use for use in audit([GAPPY, COMPLETE], book).rules}
    assert list(rules) == book.rule_ids()
    assert rules["style.always"].always
    assert rules["style.always"].judged == rules["style.always"].told == 2
    assert rules["style.always"].findings > 2
    assert rules["style.never"] == RuleUse("style.never", 2, 0, 0)
    assert rules["style.never"].never
    # late in one of two papers; the part is missing in one, where its rule judges nothing
    assert rules["time.submission"] == RuleUse("time.submission", 2, 1, 1)
    assert rules["leadership"] == RuleUse("leadership", 2, 1, 1)
    assert rules["leadership.acts"].judged == 1


def test_a_rule_that_was_never_judged_does_not_always_tell(book: RuleBook) -> None:
    rules = {use.rule: use for use in audit([GAPPY], book).rules}
    assert rules["leadership"].always
    assert rules["leadership.acts"] == RuleUse("leadership.acts", 0, 0, 0)
    assert not rules["leadership.acts"].always
    assert rules["leadership.acts"].never


def test_words_are_grouped_by_rule_and_key(book: RuleBook) -> None:
    assert words(audit([GAPPY, COMPLETE, OTHER], book)) == {
        ("", "applies.titles"): ("法治年鉴",),
        ("", "applies.not_titles"): ("蓝皮书",),  # 要点 stands in the paper of another sort
        ("", "applies.words"): ("法治驿站",),
        ("", "denials"): ("毫无",),
        ("leadership", "cues"): ("班长职责",),
        ("leadership", "not"): ("安全生产第一责任人",),
        ("leadership.acts", "of.述法"): ("述廉述法",),
        ("leadership.acts", "of.会议"): ("主持…茶话会",),
        ("plan", "cues"): ("打算", "工作打算")[::-1],
        ("style.always", "of"): ("依 法 治 县",),
        ("style.never", "of"): ("谱写华章", "再创辉煌"),
        ("style.never", "not"): ("再创辉煌奖",),
    }


def test_a_word_of_a_paper_set_aside_tells_only_of_what_the_book_is_for(book: RuleBook) -> None:
    found = audit([COMPLETE, OTHER], book)
    assert "要点" not in words(found)["", "applies.not_titles"]
    assert words(audit([COMPLETE], book))["", "applies.not_titles"] == ("要点", "蓝皮书")


def test_width_and_spaces_hide_no_word(tmp_path: Path, book: RuleBook) -> None:
    path = tmp_path / "报告.txt"
    text = Path(COMPLETE).read_text("utf-8")
    path.write_text(text.replace("二、", "谱 写\n华章。ＡＢＣ\n二、", 1), "utf-8")
    assert words(audit([str(path)], book))["style.never", "of"] == ("再创辉煌",)


def test_papers_set_aside_are_told_and_not_counted(tmp_path: Path, book: RuleBook) -> None:
    empty = tmp_path / "空.txt"
    empty.write_text("", "utf-8")
    found = audit([COMPLETE, OTHER, str(empty)], book)
    assert found.checked == (COMPLETE,)
    assert [each.path for each in found.aside] == [OTHER, str(empty)]
    assert all(each.reason for each in found.aside)
    assert max(use.judged for use in found.rules) == 1


def test_a_paper_read_in_part_is_told(monkeypatch: pytest.MonkeyPatch, book: RuleBook) -> None:
    from dataclasses import replace

    from lawcheck import ReportStatus, api, check

    report = replace(check(COMPLETE, rules=book), status=ReportStatus.PARTLY_READ, reason="第2页是图片")
    monkeypatch.setattr(api, "check_many", lambda paths, **_: iter([report for _ in paths]))
    found = audit([COMPLETE], book)
    assert found.checked == (COMPLETE,)
    assert [each.reason for each in found.partly] == ["第2页是图片"]


def test_without_papers_no_word_is_called_useless(book: RuleBook) -> None:
    found = audit([OTHER], book)
    assert not found.checked
    assert not found.unused


def test_the_shipped_book_on_good_papers() -> None:
    found = audit(GOOD)
    assert (found.book, len(found.checked)) == ("annual-report", len(GOOD))
    assert [use.rule for use in found.rules if use.always] == []
    keys = {(each.owner, each.key) for each in found.unused}
    assert ("figures.ratio", "parts_of.好评率") not in keys
    assert not {key for _, key in keys} & {"headings", "not_in", "also_in", "next_year_in", "later_for"}
    assert ("figures.sum", "exclusive") in keys  # a list of lists


# The command


def test_the_screen(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "book.yaml").write_text(BOOK, "utf-8")
    args = (GAPPY, COMPLETE, OTHER, "--rules", str(tmp_path / "book.yaml"))
    status, out, err = call(capsys, *args)
    assert status == 0
    assert "yunxi 3：检查了 2 份报告，另有 1 份没有检查" in out
    assert "只有 2 份报告" in out
    assert OTHER in out
    assert OTHER in err
    rows = {row[0]: row[1:] for line in out.splitlines() if len(row := line.split()) > 3}
    assert rows["style.never"] == ["2", "0", "0", "从不提示"]
    assert rows["style.always"][-1] == "都提示"
    assert "    of.述法 (1 / 2)\n      述廉述法\n" in out
    status, out, _ = call(capsys, *args, "--lang", "en")
    assert "2 papers checked, 1 not" in out
    assert "of.述法 (1 of 2)" in out


def test_lines_fit_the_width(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = call(capsys, str(HERE / "good"))
    assert max(cells(line) for line in out.splitlines()) <= 80


def test_json_says_the_same(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "book.yaml").write_text(BOOK, "utf-8")
    status, out, _ = call(
        capsys, GAPPY, COMPLETE, OTHER, "--rules", str(tmp_path / "book.yaml"), "--format", "json"
    )
    answer = json.loads(out)
    assert status == 0
    assert answer["checked"] == [GAPPY, COMPLETE]
    assert [each["path"] for each in answer["aside"]] == [OTHER]
    assert answer["never"] == ["leadership.acts", "plan", "style.never"]
    assert "style.always" in answer["always"]
    assert {"owner": "leadership", "key": "cues", "words": ["班长职责"], "of": 2} in answer["unused_words"]


def test_folders_and_patterns(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    shutil.copy(COMPLETE, tmp_path)
    shutil.copy(GAPPY, tmp_path)
    for path in (str(tmp_path), str(tmp_path / "*.txt")):
        status, out, _ = call(capsys, path, "--format", "json")
        assert status == 0
        assert len(json.loads(out)["checked"]) == 2


@pytest.mark.parametrize("paper", [OTHER, "nowhere.txt", "nowhere/*.txt"])
def test_no_paper_judged_is_3(paper: str, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = call(capsys, paper)
    assert status == 3
    assert paper in out
    assert paper in err
    assert "从不提示" not in out


@pytest.mark.parametrize(
    ("args", "said"),
    [
        ((), "没有写要用的报告"),
        (("--lang", "en"), "no paper was given"),
        ((COMPLETE, "--rules", "nowhere.yaml"), "规则文件读不了"),
        ((COMPLETE, "--format", "html"), "没有“html”这个值"),
        ((COMPLETE, "--froce"), "--froce"),
    ],
)
def test_bad_calls_are_2(args: tuple[str, ...], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = call(capsys, *args)
    assert (status, out) == (2, "")
    assert said in err


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_help(lang: str, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = call(capsys, "--help", "--lang", lang)
    assert status == 0
    for option in ("--rules", "--format", "--lang"):
        assert option in out
    assert max(cells(line) for line in out.splitlines()) <= 80
    assert out.encode("gbk")
