"""``cases:`` in rule files and ``lawcheck rules test``: what passes, what fails, and how it is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from lawcheck import cli, load_rules
from lawcheck.author.cases import Trial, try_book
from lawcheck.rulebook.cases import load_cases

Capture = pytest.CaptureFixture[str]
HEAD = 'rulebook: yunxi\ntitle: 云溪县补充要求\nversion: "1"\nextends: annual-report\n'
RULES = "rules:\n  - {id: style.slogans, kind: forbidden, title: 空话, of: [谱写新篇章]}\n"
GOOD = "  - {why: 没有空话, in: plan, text: （一）评查全部案卷。, leaves: [style.slogans]}\n"
BAD = (
    "  - why: 空话\n    in: plan\n    text: |\n      （一）评查全部案卷。\n      （二）谱写新篇章。\n"
    "    finds: [{rule: style.slogans, line: 2, text: 谱写}]\n"
)


def written(folder: Path, content: str, name: str = "yunxi.yaml") -> str:
    (folder / name).write_text(content, "utf-8")
    return str(folder / name)


def tried(folder: Path, content: str) -> Trial:
    return try_book(*load_cases(written(folder, content)))


def test_cases_that_hold_pass(tmp_path: Path) -> None:
    trial = tried(tmp_path, HEAD + RULES + "cases:\n" + GOOD + BAD)
    assert trial.passes
    assert [outcome.holds for outcome in trial.outcomes] == [True, True]
    assert trial.to_prove == ("style.slogans",)


@pytest.mark.parametrize(
    ("cases", "good", "bad"), [(GOOD, (), ("style.slogans",)), (BAD, ("style.slogans",), ())]
)
def test_a_rule_needs_a_good_and_a_bad_case(
    tmp_path: Path, cases: str, good: tuple[str, ...], bad: tuple[str, ...]
) -> None:
    trial = tried(tmp_path, HEAD + RULES + "cases:\n" + cases)
    assert not trial.passes
    assert (trial.without_good, trial.without_bad) == (good, bad)


def test_a_rule_without_any_case_does_not_pass(tmp_path: Path) -> None:
    assert not tried(tmp_path, HEAD + RULES).passes


@pytest.mark.parametrize(
    ("wrong", "kind"),
    [
        (BAD.replace("line: 2", "line: 1"), "finds"),
        (BAD.replace("text: 谱写}", "text: 台账}"), "finds"),
        (BAD.replace("谱写新篇章。", "编写新台账。"), "finds"),
        (GOOD.replace("评查全部案卷", "谱写新篇章"), "leaves"),
    ],
)
def test_a_case_that_does_not_hold_fails(tmp_path: Path, wrong: str, kind: str) -> None:
    trial = tried(tmp_path, HEAD + RULES + "cases:\n" + wrong)
    assert not trial.passes
    (failure,) = trial.outcomes[0].failures
    assert failure.wanted == (kind == "finds")


def test_a_rule_that_is_not_judged_proves_nothing(tmp_path: Path) -> None:
    rules = RULES.replace("of:", "applies: {level: [township], reason: 只看乡镇}, of:")
    trial = tried(tmp_path, HEAD + rules + "cases:\n" + GOOD)
    (failure,) = trial.outcomes[0].failures
    assert failure.verdict
    assert (failure.verdict.status, failure.verdict.reason) == ("not_applicable", "只看乡镇")


def test_a_text_that_is_no_paper_fails(tmp_path: Path) -> None:
    trial = tried(tmp_path, HEAD + RULES + "cases:\n  - {why: 短, text: 无, leaves: [style.slogans]}\n")
    assert not trial.passes
    assert trial.outcomes[0].unread


def test_only_what_a_file_changes_in_its_judgement_needs_cases(tmp_path: Path) -> None:
    told = "rules:\n  - {id: plan.year, severity: info, hint: 核对年份}\n"
    assert tried(tmp_path, HEAD + told).to_prove == ()
    judged = "rules:\n  - {id: leadership.acts, need: 2}\n"
    assert tried(tmp_path, HEAD + judged).to_prove == ("leadership.acts",)


def test_a_book_of_its_own_has_a_frame_of_its_own(tmp_path: Path) -> None:
    alone = HEAD.replace("extends: annual-report\n", "") + RULES
    title = "云溪县水利局2025年法治政府建设年度报告"
    frame = f"frame:\n  top: {title}\n  middle: |\n    一、情况\n    评查案卷。\n  end: 结尾\n"
    case = "cases:\n  - {why: 空话, in: end, text: 谱写新篇章。, finds: [{rule: style.slogans, line: 1}]}\n"
    book, cases = load_cases(written(tmp_path, alone + frame + case))
    assert cases.paper(cases.cases[0]) == (f"{title}\n一、情况\n评查案卷。\n谱写新篇章。\n", 4)
    assert try_book(book, cases).outcomes[0].holds


def test_a_frame_is_taken_over_from_the_nearest_book_that_has_one(tmp_path: Path) -> None:
    alone = HEAD.replace("extends: annual-report\n", "").replace("yunxi", "jiangyuan")
    written(
        tmp_path,
        alone + RULES + "frame: {top: 云溪县水利局2025年法治政府建设年度报告, end: 完}\n",
        "top.yaml",
    )
    below = HEAD.replace("annual-report", "top.yaml")
    case = "cases:\n  - {why: 空话, in: end, text: 一、谱写新篇章。全年有序。, finds: [style.slogans]}\n"
    book, cases = load_cases(written(tmp_path, below + case))
    assert [Path(path).name for path in cases.below] == ["top.yaml"]
    assert try_book(book, cases).outcomes[0].holds


def test_cases_may_stand_in_a_file_beside(tmp_path: Path) -> None:
    written(tmp_path, "cases:\n" + GOOD + BAD, "own.cases.yaml")
    trial = tried(tmp_path, HEAD + "cases: own.cases.yaml\n" + RULES)
    assert trial.passes
    assert len(trial.outcomes) == 2


def test_a_check_does_not_look_at_cases(tmp_path: Path) -> None:
    path = written(tmp_path, HEAD + "cases: nowhere.yaml\n" + RULES)
    assert load_rules(path).find("style.slogans")


def call(capsys: Capture, *args: str) -> tuple[int, str, str]:
    status = cli.main(["rules", "test", *args])
    return status, *capsys.readouterr()


def test_what_fails_is_shown_with_its_lines(tmp_path: Path, capsys: Capture) -> None:
    wrong = BAD.replace("line: 2", "line: 1")
    path = written(tmp_path, HEAD + RULES + "cases:\n" + GOOD + wrong)
    status, out, err = call(capsys, path)
    assert (status, err) == (1, "")
    assert out == (
        f"{path}:9: 空话\n"
        "  - 应当发现 style.slogans 第1行 “谱写”\n"
        "  + 发现了：第2行 空话\n"
        "  >   1 | （一）评查全部案卷。\n"
        "  >   2 | （二）谱写新篇章。\n"
        "\n"
        f"{path}：2 个例子，1 个没有通过\n"
    )


def test_what_the_part_told_instead_is_said(tmp_path: Path, capsys: Capture) -> None:
    case = "cases:\n  - {why: 略, in: shortcomings, text: （略）, finds: [shortcomings.causes]}\n"
    _, out, _ = call(capsys, written(tmp_path, HEAD + RULES + case))
    assert "  + 没有发现；shortcomings 提示：" in out
    assert "只有标题，没有内容" in out


def test_what_is_told_above_the_case_has_no_line_of_it(tmp_path: Path, capsys: Capture) -> None:
    case = "cases:\n  - {why: 略, in: plan.heading, text: 四、其他, leaves: [plan]}\n"
    _, out, _ = call(capsys, written(tmp_path, HEAD + RULES + case))
    assert "  + 发现了：例子之前 缺少" in out


def test_what_was_not_found_is_told_with_the_verdict(tmp_path: Path, capsys: Capture) -> None:
    path = written(tmp_path, HEAD + RULES + "cases:\n" + GOOD.replace("评查全部案卷", "谱写新篇章") + BAD)
    _, out, _ = call(capsys, path, "--lang", "en")
    assert "  - must not find style.slogans\n  + found: line 1 空话\n" in out
    path = written(tmp_path, HEAD + RULES + "cases:\n" + GOOD + BAD.replace("谱写新篇章。", "编写台账。"))
    _, out, _ = call(capsys, path)
    assert "  + 没有发现 [达到]" in out


@pytest.mark.parametrize(
    ("content", "args", "status", "words"),
    [
        (RULES + "cases:\n" + GOOD + BAD, (), 0, "2 个例子，0 个没有通过"),
        (RULES + "cases:\n" + GOOD + BAD, ("--rule", "style.slogans"), 0, "2 个例子"),
        (RULES + "cases:\n" + GOOD, (), 1, "style.slogans：没有写得不对的例子（finds）"),
        (RULES, (), 1, "没有写得对的例子（leaves）"),
        ("rules:\n  - {id: plan.year, severity: info}\n", (), 0, "不需要例子"),
        (RULES + "cases:\n" + GOOD.replace("style.slogans", "style.slogan"), (), 2, "style.slogans"),
        (RULES + "cases:\n" + GOOD + BAD, ("--rule", "style.slogan"), 2, "是否指 style.slogans？"),
    ],
)
def test_exit_status(
    tmp_path: Path, content: str, args: tuple[str, ...], status: int, words: str, capsys: Capture
) -> None:
    got, out, err = call(capsys, written(tmp_path, HEAD + content), *args)
    assert got == status
    assert words in out + err


def test_the_shipped_books_pass(capsys: Capture) -> None:
    status, out, _ = call(capsys)
    assert status == 0
    assert out.count("0 个没有通过") == 3


def test_nothing_from_a_rule_file_acts_on_the_screen(tmp_path: Path, capsys: Capture) -> None:
    case = '  - {why: "a\\u001b[31mb", in: plan, text: "谱写新篇章\\u001b[2J", leaves: [style.slogans]}\n'
    _, out, err = call(capsys, written(tmp_path, HEAD + RULES + "cases:\n" + case))
    assert "\x1b" not in out + err
    assert "\\x1b[2J" in out
