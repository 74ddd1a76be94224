"""Baselines: what is new, remaining and solved, and that nothing unseen is called solved."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from fabricated import complete, gappy, not_applicable, partly_read

import lawcheck
from lawcheck.baseline import FILE, Baseline, load
from lawcheck.cli import main
from lawcheck.errors import UsageError
from lawcheck.model import Report, State, Status

ROOT = Path(__file__).parents[1]
Capture = pytest.CaptureFixture[str]
OTHER = "云溪县政府信息公开工作年度报告\n2025年，主动公开政府信息一千余条。\n云溪县人民政府\n2026年1月20日\n"


WRONG: tuple[dict[str, object], ...] = (
    {"fingerprint": 1},
    {"fingerprint": "\x1b[31m"},
    {"severity": "fatal"},
    {"places": "many"},
    {"message": None},
)


def known(**changes: object) -> str:
    """Return a baseline of one finding, something changed in it."""
    good = {"fingerprint": "0" * 16, "rule": "x", "severity": "info", "message": "", "text": "", "places": 1}
    paper = {"rulebook": "0" * 16, "findings": [good | changes]}
    return json.dumps({"baseline_version": "1", "papers": {"a": paper}})


@pytest.fixture
def papers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder with both examples in papers/, and work there."""
    folder = tmp_path / "papers"
    folder.mkdir()
    for name in ("complete.txt", "gappy.txt"):
        (folder / name).write_text((ROOT / "examples" / name).read_text("utf-8"), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
    return folder


def call(capsys: Capture, *args: str) -> tuple[int, str, str]:
    status = main(args)
    return status, *capsys.readouterr()


def write(capsys: Capture, *args: str) -> None:
    status, _, err = call(capsys, "baseline", "write", "papers", *args)
    assert (status, err) == (0, "")


def check(capsys: Capture, *args: str) -> tuple[int, dict[str, Any]]:
    status, out, _ = call(capsys, "check", "papers", "--baseline", FILE, "--format", "json", *args)
    return status, {os.path.basename(report["path"]): report for report in json.loads(out)["reports"]}


def edit(paper: Path, old: str, new: str) -> None:
    text = paper.read_text("utf-8")
    assert old in text
    paper.write_text(text.replace(old, new), encoding="utf-8")


# The command line


def test_with_a_baseline_only_new_findings_stop(papers: Path, capsys: Capture) -> None:
    assert main(["check", "papers"]) == 1
    capsys.readouterr()
    write(capsys)
    status, reports = check(capsys, "--fail-on", "info")
    assert status == 0
    assert {f["state"] for f in reports["gappy.txt"]["findings"]} == {"remaining"}
    assert (reports["gappy.txt"]["solved"], reports["complete.txt"]["solved"]) == ([], [])
    edit(papers / "complete.txt", "。\n", "，完成率达到103%，XX月完成。\n")
    status, reports = check(capsys)
    new = {f["rule"] for f in reports["complete.txt"]["findings"] if f["state"] == "new"}
    assert (status, new >= {"form.placeholder"}) == (1, True)


def test_the_level_looks_at_new_findings(papers: Path, capsys: Capture) -> None:
    write(capsys)
    edit(papers / "complete.txt", "。\n", "，截至目前已完成。\n")
    assert check(capsys, "--fail-on", "error")[0] == 0
    assert check(capsys, "--fail-on", "info")[0] == 1


def test_what_was_mended_is_solved_whatever_was_added_above(papers: Path, capsys: Capture) -> None:
    write(capsys)
    edit(papers / "gappy.txt", "办结率98%", "均依法办理")
    edit(papers / "gappy.txt", "\n一、", "\n\n  这项工作由有关单位抓好落实。\n\n一、")
    status, reports = check(capsys)
    paper = reports["gappy.txt"]
    assert [each["rule"] for each in paper["solved"]] == ["figures.ratio"]
    assert {f["state"] for f in paper["findings"]} == {"remaining"}
    assert status == 0


def test_what_was_not_looked_at_is_not_solved(papers: Path, capsys: Capture) -> None:
    write(capsys)
    edit(papers / "gappy.txt", "办结率98%", "均依法办理")
    _, reports = check(capsys, "--select", "form")
    assert reports["gappy.txt"]["solved"] == []
    _, reports = check(capsys, "--ignore", "figures.ratio")
    assert reports["gappy.txt"]["solved"] == []


def test_one_place_more_of_what_is_told_as_one_is_new(papers: Path, capsys: Capture) -> None:
    write(capsys)
    edit(papers / "gappy.txt", "\n二、", "\n截至目前，各项工作进展顺利。\n二、")
    status, reports = check(capsys, "--fail-on", "info")
    new = [f["rule"] for f in reports["gappy.txt"]["findings"] if f["state"] == "new"]
    assert (status, new, reports["gappy.txt"]["solved"]) == (1, ["time.vague"], [])
    assert main(["baseline", "write", "papers"]) == 0
    edit(papers / "gappy.txt", "截至目前，各项", "各项")  # one of two is mended: the other remains
    capsys.readouterr()
    status, reports = check(capsys, "--fail-on", "info")
    assert (status, reports["gappy.txt"]["solved"]) == (0, [])


def test_a_new_slip_in_the_same_words_is_new(papers: Path, capsys: Capture) -> None:
    """A rate with other figures, a placeholder of another sentence: no old one stands for them."""
    first = "建立快速处置机制，受理群众投诉举报52件，办结49件，办结率98%。走访企业，XX家。"
    other = "收到政府热线转办工单80件，办结60件，办结率98%。拆除违建，XX家。"
    text = (papers / "complete.txt").read_text("utf-8")
    start = text.index("。\n", text.index("一、")) + 1
    (papers / "complete.txt").write_text(text[:start] + first + text[start:], encoding="utf-8")
    write(capsys)
    (papers / "complete.txt").write_text(text[:start] + other + text[start:], encoding="utf-8")
    status, reports = check(capsys)
    states = {(f["rule"], f["state"]) for f in reports["complete.txt"]["findings"]}
    assert status == 1
    assert {("figures.ratio", "new"), ("form.placeholder", "new")} <= states


def test_what_moves_to_another_part_is_neither_new_nor_solved(papers: Path, capsys: Capture) -> None:
    slip = "全年共走访XX家企业。"
    edit(papers / "complete.txt", "\n二、", f"\n{slip}\n二、")
    write(capsys)
    edit(papers / "complete.txt", f"{slip}\n", "")
    edit(papers / "complete.txt", "\n三、", f"\n{slip}\n三、")
    status, reports = check(capsys, "--fail-on", "info")
    assert (status, reports["complete.txt"]["solved"]) == (0, [])


def test_a_known_paper_that_is_none_any_more_is_3(papers: Path, capsys: Capture) -> None:
    write(capsys)
    good = (papers / "gappy.txt").read_text("utf-8")
    for text in (
        good.replace("情况报告", "情况报告解读", 1),
        "version 1\nthe paper lies elsewhere, see there now\n",
    ):
        (papers / "gappy.txt").write_text(text, encoding="utf-8")
        assert call(capsys, "check", "papers", "--format", "plain")[0] == 0
        assert call(capsys, "check", "papers", "--format", "plain", "--baseline", FILE)[0] == 3


def test_another_rule_book_solves_nothing(papers: Path, capsys: Capture) -> None:
    book = Path("own.yaml")
    rule = (
        "rulebook: own\ntitle: 自定\nversion: '1'\n"
        "rules:\n  - {id: a.b, kind: forbidden, title: 空话, of: [%s]}\n"
    )
    book.write_text(rule % "惠农补贴, 法律顾问", encoding="utf-8")
    args = ("papers/gappy.txt", "--rules", "own.yaml", "--force")
    assert main(["baseline", "write", *args]) == 0
    book.write_text(rule % "惠农补贴", encoding="utf-8")
    capsys.readouterr()
    status, out, err = call(capsys, "check", *args, "--baseline", FILE, "--format", "jsonl")
    assert (status, json.loads(out)["solved"]) == (0, [])
    assert "规则书变了" in err


def test_standard_input_has_no_baseline(papers: Path, capsys: Capture) -> None:
    status, _, err = call(capsys, "baseline", "write", "-")
    assert (status, os.path.exists(FILE)) == (2, False)
    assert "标准输入" in err


def test_a_name_edited_by_hand_is_the_same_paper(papers: Path, capsys: Capture) -> None:
    write(capsys)
    edit(Path(FILE), '"papers/gappy.txt"', '"./papers/gappy.txt"')
    assert check(capsys)[0] == 0


def test_the_minimum_score_holds_all_the_same(papers: Path, capsys: Capture) -> None:
    write(capsys)
    assert check(capsys, "--min-score", "60")[0] == 1


def test_views_tell_new_remaining_and_solved(papers: Path, capsys: Capture) -> None:
    write(capsys)
    edit(papers / "gappy.txt", "办结率98%", "均依法办理，YY月完成")
    for lang, words in (("zh", ("新增 ", "仍在 ", "已解决")), ("en", ("new ", "remaining ", "solved"))):
        for format in ("plain", "terminal", "markdown", "github"):
            _, out, _ = call(
                capsys, "check", "papers", "--baseline", FILE, "--format", format, "--lang", lang
            )
            assert all(word in out for word in words), (format, lang)


def test_writing_again_changes_only_the_papers_that_are_checked(papers: Path, capsys: Capture) -> None:
    write(capsys)
    before = json.loads(Path(FILE).read_text("utf-8"))["papers"]
    edit(papers / "gappy.txt", "办结率98%", "均依法办理")
    edit(papers / "complete.txt", "。\n", "，XX月完成。\n")
    assert main(["baseline", "write", "papers/complete.txt"]) == 0
    after = json.loads(Path(FILE).read_text("utf-8"))["papers"]
    assert after["papers/gappy.txt"] == before["papers/gappy.txt"]
    assert after["papers/complete.txt"] != before["papers/complete.txt"]
    (papers / "gappy.txt").unlink()
    assert main(["baseline", "write", "papers"]) == 0
    assert list(json.loads(Path(FILE).read_text("utf-8"))["papers"]) == ["papers/complete.txt"]


def test_the_file_is_the_same_whatever_the_order_and_the_folder(papers: Path, capsys: Capture) -> None:
    write(capsys)
    first = Path(FILE).read_bytes()
    os.unlink(FILE)
    os.chdir(papers)
    assert main(["baseline", "write", "gappy.txt", "complete.txt", "-o", f"../{FILE}"]) == 0
    assert Path(f"../{FILE}").read_bytes() == first
    status, out, _ = call(capsys, "check", "gappy.txt", "--baseline", f"../{FILE}", "--format", "jsonl")
    assert status == 0
    assert '"state": "new"' not in out


def test_a_configuration_may_name_it(papers: Path, capsys: Capture) -> None:
    Path("lawcheck.toml").write_text('baseline = "known/base.json"\n', encoding="utf-8")
    Path("known").mkdir()
    assert main(["baseline", "write", "papers"]) == 0
    assert os.path.exists("known/base.json")
    capsys.readouterr()
    assert call(capsys, "check", "papers")[0] == 0
    assert call(capsys, "check", "papers", "--isolated")[0] == 1


def test_a_renamed_paper_is_told(papers: Path, capsys: Capture) -> None:
    write(capsys)
    (papers / "gappy.txt").rename(papers / "renamed.txt")
    status, _, err = call(capsys, "check", "papers", "--baseline", FILE, "--format", "jsonl")
    assert status == 1
    assert "papers/gappy.txt 已不在那里" in err
    assert "papers/renamed.txt 不在基线中；如是改名" in err


def test_writing_says_what_is_let_stand(papers: Path, capsys: Capture) -> None:
    _, out, _ = call(capsys, "baseline", "write", "papers")
    assert out.splitlines()[-1] == f"已写 {FILE}：2 份报告，13 个问题（新记入 13，去掉 0）"
    edit(papers / "gappy.txt", "办结率98%", "均依法办理，YY月办结XX件")
    _, out, _ = call(capsys, "baseline", "write", "papers", "--lang", "en")
    first, *_, last = out.splitlines()
    assert first.startswith("  + papers/gappy.txt · line 15 · form.placeholder")
    assert last.endswith("(1 new, 1 dropped)")


def test_nothing_is_written_where_nothing_was_read(papers: Path, capsys: Capture) -> None:
    status, out, err = call(capsys, "baseline", "write", "papers/none.txt")
    assert (status, out, os.path.exists(FILE)) == (3, "", False)
    assert "none.txt" in err


def test_papers_without_a_verdict_are_3_and_the_others_are_kept(papers: Path, capsys: Capture) -> None:
    (papers / "empty.txt").write_bytes(b"")
    status, out, err = call(capsys, "baseline", "write", "papers", "papers/empty.txt")
    assert status == 3
    assert "2 份报告" in out
    assert "empty.txt" in err
    assert len(json.loads(Path(FILE).read_text("utf-8"))["papers"]) == 2


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(
    "content",
    [
        "",
        "{}",
        "[]",
        "not json",
        '{"baseline_version": "2", "papers": {}}',
        '{"baseline_version": "1", "papers": [1]}',
        '{"baseline_version": "1", "papers": {"a": {}}}',
        '{"baseline_version": "1", "papers": {"a": {"rulebook": "x", "findings": []}}}',
        *(known(**wrong) for wrong in WRONG),
        "[" * 100_000,
    ],
)
def test_what_is_no_baseline_is_2(content: str, lang: str, papers: Path, capsys: Capture) -> None:
    Path(FILE).write_text(content, encoding="utf-8")
    for command in (("check", "--baseline", FILE), ("baseline", "write")):
        status, out, err = call(capsys, *command, "papers", "--lang", lang)
        assert (status, out) == (2, "")
        assert FILE in err
    assert Path(FILE).read_text("utf-8") == content


def test_a_baseline_that_is_not_there_is_2_and_says_how_to_make_one(papers: Path, capsys: Capture) -> None:
    status, _, err = call(capsys, "check", "papers", "--baseline", "none.json")
    assert status == 2
    assert "lawcheck baseline write" in err


def test_it_overwrites_no_paper_and_no_result_overwrites_it(papers: Path, capsys: Capture) -> None:
    text = (papers / "gappy.txt").read_bytes()
    assert call(capsys, "baseline", "write", "papers", "-o", "papers/gappy.txt")[0] == 2
    assert (papers / "gappy.txt").read_bytes() == text
    write(capsys)
    kept = Path(FILE).read_bytes()
    assert call(capsys, "check", "papers", "--baseline", FILE, "-o", f"json={FILE}")[0] == 2
    assert Path(FILE).read_bytes() == kept


def test_without_papers_it_is_2(papers: Path, capsys: Capture) -> None:
    assert call(capsys, "baseline", "write")[0] == 2
    assert call(capsys, "baseline")[0] == 2


# Comparing


def written(*reports: Report) -> Baseline:
    return Baseline(".", {}).written_anew(reports)


def test_a_suppressed_finding_is_not_solved(papers: Path) -> None:
    plain = lawcheck.check("papers/gappy.txt")
    let = lawcheck.Suppression("figures.ratio", "口径不同")
    report = written(plain).compare(lawcheck.check("papers/gappy.txt", suppress=[let]))
    assert report.solved == ()


def test_no_verdict_solves_nothing() -> None:
    for report in (partly_read(), not_applicable()):
        found = written(gappy(report.path)).compare(report)
        assert found.solved == ()


def test_findings_that_a_mentioned_part_hides_are_not_solved(papers: Path) -> None:
    text = (papers / "gappy.txt").read_text("utf-8")
    before = lawcheck.check_text(text, path="papers/gappy.txt")
    cut = text.replace("三、2025年工作安排\n", "")
    after = written(before).compare(lawcheck.check_text(cut, path="papers/gappy.txt"))
    assert "plan" in {finding.rule for finding in after.findings}
    assert "plan.measures" not in {each.rule for each in after.solved or ()}


def test_a_part_that_stands_now_is_solved_though_something_is_wanting_in_it(papers: Path) -> None:
    text = (papers / "gappy.txt").read_text("utf-8")
    cut = text.replace("三、2025年工作安排\n", "")
    before = lawcheck.check_text(cut, path="papers/gappy.txt")
    after = lawcheck.check_text(text, path="papers/gappy.txt")
    assert {verdict.status for verdict in after.rules if verdict.rule == "plan"} == {Status.WEAK}
    assert "plan" in {each.rule for each in written(before).compare(after).solved or ()}


def test_a_paper_that_the_baseline_does_not_know_is_all_new() -> None:
    report = written(complete()).compare(replace(gappy(), path="another.txt"))
    assert {finding.state for finding in report.findings} == {State.NEW}
    assert report.solved == ()


def test_what_was_written_is_read_again(tmp_path: Path) -> None:
    path = tmp_path / "base.json"
    text = (ROOT / "examples" / "gappy.txt").read_text("utf-8")
    first = Baseline(str(tmp_path), {}).written_anew(
        [lawcheck.check_text(text, path=str(tmp_path / "a.txt"))]
    )
    path.write_text(first.dump(), encoding="utf-8")
    again = load(str(path), "zh")
    assert again.dump() == first.dump()
    assert list(again.papers) == ["a.txt"]
    with pytest.raises(UsageError):
        load(str(tmp_path / "none.json"), "en")
