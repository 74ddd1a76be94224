"""``lawcheck explain`` and ``lawcheck check --explain``: why, on what basis, where the score comes from."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from rich.cells import cell_len

from lawcheck import Report, check, check_text, cli, load_rules, render
from lawcheck.kinds import Rule, kind_class, kind_names
from lawcheck.model import Run, Status, Text
from lawcheck.renderers import Look
from lawcheck.renderers import render as render_run
from lawcheck.renderers._shares import shares
from lawcheck.text.words import Comparer

Capture = pytest.CaptureFixture[str]
TESTS = Path(__file__).parent
GAPPY = str(TESTS.parent / "examples" / "gappy.txt")
PAPERS = [*sorted((TESTS.parent / "examples").glob("*.txt")), *sorted((TESTS / "good").glob("*.txt"))]
EXAMPLE = str(TESTS.parent / "examples" / "own-rules.yaml")


def call(capsys: Capture, *args: str) -> tuple[int, str, str]:
    status = cli.main(list(args))
    return status, *capsys.readouterr()


@pytest.mark.parametrize("kind", kind_names())
def test_every_kind_says_in_both_languages_what_it_asks(kind: str) -> None:
    about = kind_class(kind).__dict__["ABOUT"]
    assert isinstance(about, Text)
    assert about.zh.endswith("。")
    assert about.en.endswith(".")
    assert not hasattr(Rule, "ABOUT")


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("rule", load_rules().rule_ids())
def test_every_national_rule_is_explained(rule: str, lang: str, capsys: Capture) -> None:
    status, out, err = call(capsys, "explain", rule, "--lang", lang)
    assert (status, err) == (0, "")
    labels = {
        "zh": ("种类", "级别", "计分", "不对的例子", "对的例子", "准确度", "出自"),
        "en": ("kind", "score", "accuracy"),
    }
    assert all(re.search(rf"^{label}  ", out, re.MULTILINE) for label in labels[lang])
    assert out.startswith(f"{rule}  ")
    assert max(map(cell_len, out.splitlines())) <= 80


def test_what_is_explained(capsys: Capture) -> None:
    _, out, _ = call(capsys, "explain", "leadership.acts", "--rules", "townships")
    flat = "".join(line[14:] if line.startswith(" " * 14) else f"\n{line}" for line in out.splitlines())
    assert "种类          coverage：" in flat
    assert "适用于        规则书：乡级" in flat
    assert "占所在部分（leadership，20 分）的 33%" in flat
    assert "不对的例子    镇党委书记、镇长高度重视法治建设" in flat
    assert "annual-report 2026.1，townships 2026.1 有改动" in flat
    _, out, _ = call(capsys, "explain", "time.publication", "--rules", "townships")
    flat = "".join(line[14:] if line.startswith(" " * 14) else f"\n{line}" for line in out.splitlines())
    assert "2019-04-15 起施行" in flat
    assert "其余：街道办事处不是一级政府" in flat
    assert "不计分，只提示" in flat
    assert flat.count("对的例子") >= 2  # of the national book, from which the rule comes


def test_what_is_not_measured_is_experimental(capsys: Capture) -> None:
    assert "精确率 100%" in call(capsys, "explain", "names.law")[1]
    assert "实验性" in call(capsys, "explain", "form.docnumber")[1]
    assert "experimental" in call(capsys, "explain", "enforcement", "--rules", EXAMPLE, "--lang", "en")[1]


def test_without_a_rule_all_are_listed(capsys: Capture) -> None:
    status, out, _ = call(capsys, "explain")
    assert status == 0
    assert {line.split()[0] for line in out.splitlines()[2:]} == set(load_rules().rule_ids())


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (("plan.yaer",), "是否指 plan.year？"),
        (("plan.year", "--rules", "nowhere.yaml"), "没有这个文件"),
        (("plan.year", "--rules", str(TESTS / "mistakes" / "cases.yaml")), "样文里没有"),
    ],
)
def test_what_makes_no_sense_is_2(args: tuple[str, ...], words: str, capsys: Capture) -> None:
    status, out, err = call(capsys, "explain", *args)
    assert (status, out) == (2, "")
    assert words in err


# check --explain


def points(report: Report) -> list[float]:
    lines = [line for depth, line in shares(report) if depth == 0]
    return [float(found[1]) for line in lines if (found := re.search(r"：([\d.]+) 分，满分", line))]


@pytest.mark.parametrize("path", PAPERS, ids=lambda path: path.stem)
def test_the_points_add_up_to_the_score(path: Path) -> None:
    report = check(path)
    assert report.score is not None
    assert abs(sum(points(report)) - report.score) < 0.1


def test_each_rule_of_a_part_is_told_with_its_reason() -> None:
    report = check(GAPPY)
    told = [line for depth, line in shares(report) if depth == 1]
    of_parts = [verdict for verdict in report.rules if verdict.section]
    assert all(any(line.startswith(f"{v.rule} ") and v.reason in line for line in told) for v in of_parts)


def test_a_near_miss_tells_what_it_lacks() -> None:
    text = (
        "云溪县水利局2025年法治政府建设年度报告\n一、主要举措和成效\n立案查处水事违法案件48件，办理行政许可264件。\n"
        "二、党委履行法治职责\n全年各项任务有序进行，台账资料齐备，没有遗漏。\n"
    )
    report = check_text(text)
    part = next(section for section in report.sections if section.id == "leadership")
    assert part.status is Status.MISSING
    assert part.near_miss
    assert part.near_miss.lacking
    told = "\n".join(line for _, line in shares(report))
    assert f"标题里缺少的词：{'、'.join(part.near_miss.lacking)}" in told
    assert "没有哪个标题与它有相同的词" in "\n".join(line for _, line in shares(check(GAPPY)))


def test_the_words_that_are_lacking_are_the_telling_ones_of_the_most_alike() -> None:
    comparer = Comparer({"法治": 1.0, "建设": 0.2, "责任人": 3.0, "安排": 2.0})
    assert comparer.lacking("法治建设", ["法治建设责任人", "工作安排"]) == ("责任人",)
    assert comparer.lacking("法治建设", []) == ()


def test_a_part_that_does_not_apply_counts_nowhere(tmp_path: Path) -> None:
    path = tmp_path / "own.yaml"
    path.write_text(
        'rulebook: own\ntitle: 自定\nversion: "1"\nextends: annual-report\nwithout: {plan: 另行报送}\n',
        "utf-8",
    )
    report = check(GAPPY, rules=path)
    assert any("plan" in line and "不计入，“自定”不作此要求：另行报送" in line for _, line in shares(report))
    assert report.score is not None
    assert abs(sum(points(report)) - report.score) < 0.1


@pytest.mark.parametrize("format", ["terminal", "plain"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_views_show_it_when_asked(format: str, lang: str, capsys: Capture) -> None:
    head = {"zh": "得分的由来", "en": "where the score comes from"}[lang]
    args = ("check", GAPPY, "--format", format, "--lang", lang, "--isolated")
    assert head not in call(capsys, *args)[1]
    out = call(capsys, *args, "--explain")[1]
    assert head in out
    assert format == "plain" or max(map(cell_len, out.splitlines())) <= 80


def test_json_stays_as_it_is() -> None:
    run = Run((check(GAPPY),))
    assert render_run(run, "json", Look(explain=True)) == render(run, "json")
