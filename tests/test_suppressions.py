"""Findings that somebody lets stand: by configuration, by a comment, from Python; shown everywhere."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from frames import frame

from lawcheck import Report, Suppression, UsageError, check_text, cli, render

Capture = pytest.CaptureFixture[str]
WRONG = "（一）坚持党的领导。\n（二）行政检查公示率达105%。\n（三）受理投诉200件，办结150件，办结率85%。"
PAPER = frame({"achievements": WRONG})
RATIO = Suppression("figures.ratio", "分母只算已到期的投诉")


def told(report: Report) -> list[str]:
    return [finding.rule for finding in report.findings]


def kept(report: Report) -> list[str]:
    return [each.finding.rule for each in report.suppressed]


def test_a_suppressed_finding_is_not_told_and_does_not_count() -> None:
    before = check_text(PAPER)
    report = check_text(PAPER, suppress=[RATIO, Suppression("figures.percentage", "按指标口径")])
    assert [rule for rule in told(before) if rule.startswith("figures")] == [
        "figures.percentage",
        "figures.ratio",
    ]
    assert not [rule for rule in told(report) if rule.startswith("figures")]
    assert kept(report) == ["figures.ratio", "figures.percentage"]
    assert (before.status, report.status) == ("gaps", "complete")
    assert report.score == before.score
    assert report.misused == ()


def test_a_missing_part_stays_a_gap() -> None:
    text = frame({"plan.heading": "四、其他", "plan": "没有其他需要报告的事项，全年各项任务有序进行。"})
    report = check_text(text, suppress=[Suppression("plan", "计划另行报送")])
    assert "plan" not in told(report)
    assert kept(report)[0] == "plan"
    assert report.status == "gaps"


@pytest.mark.parametrize(
    ("where", "matches"),
    [
        ({"text": "85%"}, True),
        ({"text": "受理投诉200件"}, True),  # in its sentence
        ({"text": "公示率"}, False),
        ({"heading": "主要举措和成效"}, True),
        ({"heading": "工作安排"}, False),
        ({"line": 7}, True),
        ({"line": 5}, False),
    ],
)
def test_it_goes_by_place(where: dict[str, str | int], matches: bool) -> None:
    each = Suppression("figures.ratio", "已核", **where)  # type: ignore[arg-type]
    report = check_text(PAPER, suppress=[each])
    assert kept(report) == (["figures.ratio"] if matches else [])
    assert [misuse.suppression for misuse in report.misused] == ([] if matches else [each])


def test_the_first_words_of_an_id_will_do() -> None:
    assert len(kept(check_text(PAPER, suppress=[Suppression("figures", "均已核对")]))) == 2


@pytest.mark.parametrize(
    ("until", "holds"), [(date(2026, 1, 20), True), (date(2026, 1, 19), False), (None, True)]
)
def test_it_ends_with_the_papers_of_a_day(until: date | None, holds: bool) -> None:
    """The paper is signed on 20 January 2026; the clock is never read."""
    report = check_text(PAPER, suppress=[Suppression("figures.ratio", "已核", until=until, source="甲")])
    assert ("figures.ratio" in told(report)) != holds
    assert any("只到" in note for note in report.notes) != holds
    assert report.misused == ()


def test_one_that_matches_nothing_is_told() -> None:
    (misuse,) = check_text(frame({}), suppress=[RATIO]).misused
    assert "没有对上任何问题" in misuse.message


def test_one_of_a_rule_that_was_not_judged_or_told_is_no_mistake() -> None:
    text = frame({"signature": "云溪县司法局"})  # no date to judge by
    assert check_text(text, suppress=[Suppression("time.submission", "已按期报送")]).misused == ()
    assert check_text(frame({}), suppress=[RATIO], select=["form"]).misused == ()
    assert check_text(frame({}), suppress=[RATIO], ignore=["figures"]).misused == ()


@pytest.mark.parametrize(
    ("wrong", "words"),
    [(Suppression("figures.raito", "已核"), "figures.ratio"), (Suppression("figures.ratio", " "), "理由")],
)
def test_what_makes_no_sense_is_refused(wrong: Suppression, words: str) -> None:
    with pytest.raises(UsageError, match=words):
        check_text(PAPER, suppress=[wrong])


# in Markdown


def paper(comment: str, *, above: bool = True) -> str:
    line = "（三）受理投诉200件，办结150件，办结率85%。"
    return PAPER.replace(line, f"{comment}\n{line}" if above else f"{line}{comment}")


def markdown(text: str) -> Report:
    return check_text(text, path="paper.md")


@pytest.mark.parametrize("above", [True, False])
@pytest.mark.parametrize(
    "comment",
    [
        "<!-- lawcheck 略过 figures.ratio：分母只算已到期的投诉 -->",
        "<!-- lawcheck ignore figures.ratio: only those that are due -->",
        "<!--lawcheck 略过 form.docnumber、figures.ratio：分母另有口径（至2026-12-31）-->",
        "<!-- lawcheck ignore figures: due ones only (until 2026-12-31) -->",
    ],
)
def test_a_comment_is_about_its_line_or_the_next(comment: str, above: bool) -> None:
    report = markdown(paper(comment, above=above))
    assert "figures.ratio" not in told(report)
    assert "figures.percentage" in told(report)
    assert kept(report) == ["figures.ratio"]
    assert {misuse.suppression and misuse.suppression.rule for misuse in report.misused} <= {"form.docnumber"}


def test_a_comment_at_a_heading_is_about_what_is_told_there() -> None:
    text = frame({"plan.heading": "", "plan": ""}).replace(
        "三、存在的不足和原因", "<!-- lawcheck 略过 plan：计划另行报送 -->\n三、存在的不足和原因"
    )
    report = markdown(text)
    assert "plan" not in told(report)
    assert kept(report) == ["plan"]


@pytest.mark.parametrize(
    "comment",
    [
        "<!-- lawcheck 略过 figures.ratio -->",
        "<!-- lawcheck 略过 figures.ratio： -->",
        "<!-- lawcheck 略过：理由 -->",
        "<!-- lawcheck 略过 figures.raito：理由 -->",
        "<!-- lawcheck figures.ratio：理由 -->",
        "<!-- lawcheck 略过 figures.ratio：理由（至2026-13-31） -->",
        "<!-- lawcheck 略过 figures.sum：没有这样的问题 -->",
        "<!-- lawcheck 略过 figures.ratio：没有关上",
    ],
)
def test_a_comment_that_does_nothing_is_a_mistake(comment: str, tmp_path: Path, capsys: Capture) -> None:
    report = markdown(paper(comment))
    assert kept(report) == []
    assert len(report.misused) == 1
    path = tmp_path / "paper.md"
    path.write_text(paper(comment), "utf-8")
    assert cli.main(["check", str(path), "--fail-on", "never", "--isolated"]) == 2
    out, err = capsys.readouterr()
    assert "figures.ratio" in out
    assert f"{path} 第7行：" in err


def test_other_comments_are_nobodys_business() -> None:
    report = markdown(paper("<!-- lawful: figures.ratio is checked -->"))
    assert report.misused == ()


def test_what_a_comment_says_is_no_text_of_the_paper() -> None:
    comment = "<!-- 局长主持召开会议，在述法会上述法，公示率达130%。 -->"
    text = frame({"leadership": f"{comment}\n全年各项任务有序进行，台账资料齐备，没有遗漏。"})
    assert {"leadership.acts", "figures.percentage"} & set(told(markdown(text))) == {"leadership.acts"}


def test_a_text_file_has_no_comments() -> None:
    comment = "<!-- lawcheck 略过 figures.ratio：理由 -->"
    assert "figures.ratio" in told(check_text(paper(comment)))


# everywhere


def test_every_output_shows_it() -> None:
    each = Suppression(
        "figures.ratio", "口径\x1b[31m另定", until=date(2026, 12, 31), source="lawcheck.toml:3"
    )
    report = check_text(PAPER, suppress=[each])
    plain = render(report, "plain")
    terminal = render(report, "terminal")
    assert isinstance(plain, str)
    assert isinstance(terminal, str)
    line = "第7行 · figures.ratio · 比率与数据对不上：口径\\x1b[31m另定（至2026-12-31） [lawcheck.toml:3]"
    assert f"  略过：{line}\n" in plain
    assert " · 略过 1\n" in plain
    assert "略过  第7行 · figures.ratio" in terminal
    (told_,) = json.loads(render(report, "json"))["reports"][0]["suppressed"]
    assert (told_["rule"], told_["line"], told_["reason"]) == ("figures.ratio", 7, "口径\x1b[31m另定")
    assert (told_["until"], told_["source"]) == ("2026-12-31", "lawcheck.toml:3")
    assert "suppressed 1" in str(render(check_text(PAPER, suppress=[each], lang="en"), "plain"))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder with two papers, one of which has a wrong ratio alone."""
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    wrong = frame({"achievements": WRONG.replace("105%", "100%")})
    (tmp_path / "wrong.txt").write_text(wrong, "utf-8")
    (tmp_path / "right.txt").write_text(frame({}), "utf-8")
    return tmp_path


def configure(rule: str, paper: str = "") -> None:
    pattern = f"paper = '{paper}'\n" if paper else ""
    Path("lawcheck.toml").write_text(f"[[suppress]]\nrule = '{rule}'\nreason = '已核'\n{pattern}", "utf-8")


@pytest.mark.parametrize(
    ("rule", "pattern", "papers", "status"),
    [
        ("figures.ratio", "", ["wrong.txt"], 0),
        ("figures.ratio", "", ["wrong.txt", "right.txt"], 0),  # it matches in one of them
        ("figures.ratio", "", ["right.txt"], 2),
        ("figures.ratio", "w*.txt", ["wrong.txt", "right.txt"], 0),
        ("figures.ratio", "r*.txt", ["wrong.txt", "right.txt"], 2),
        ("figures.ratio", "r*.txt", ["wrong.txt"], 1),  # its paper was not checked
        ("figures.sum", "", ["wrong.txt"], 2),
        ("figures.smu", "", ["wrong.txt"], 2),
    ],
)
def test_exit_status(
    folder: Path, rule: str, pattern: str, papers: list[str], status: int, capsys: Capture
) -> None:
    configure(rule, pattern)
    assert cli.main(["check", *papers, "--format", "plain"]) == status
    out, err = capsys.readouterr()
    assert ("lawcheck.toml:1" in err) == (status == 2)
    assert bool(out) == (rule != "figures.smu")
