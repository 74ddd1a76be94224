"""lawcheck rules stress: papers are changed as it says, and what a rule book misses is seen."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from frames import passages
from makers.papers import as_docx, as_markdown
from rich.cells import cell_len
from test_cli import run

from lawcheck import RuleBook, check, check_text, cli, load_rules
from lawcheck.author import stress as package
from lawcheck.author.stress import Rate, Trial, paper_of, rate, sorts, stress
from lawcheck.author.stress._edit import Edit, Untried
from lawcheck.author.stress._paper import Paper
from lawcheck.author.stress._texts import changed_lines
from lawcheck.model import Report
from lawcheck.rulebook.changes import Changes, Error, Misprint, load_changes
from lawcheck.rulebook.compiled import library

TESTS = Path(__file__).parent
EXAMPLES = TESTS.parent / "examples"
COMPLETE, GAPPY = str(EXAMPLES / "complete.txt"), str(EXAMPLES / "gappy.txt")
PARTS = ("achievements", "leadership", "shortcomings", "plan")
FEWEST_HEADINGS = 25

TITLE, OPENING = passages()["title"], passages()["opening"]
HEADS = [passages()[f"{part}.heading"] for part in PARTS]
BODIES = [passages()[part] for part in PARTS]
TEXT = "\n".join(
    (
        TITLE,
        OPENING,
        *(line for pair in zip(HEADS, BODIES, strict=True) for line in pair),
        "特此报告。",
        passages()["signature"],
        "",
    )
)

# A book that knows one word for its only part, and one that takes any heading for it.
POOR = """\
rulebook: poor
title: 简单的规则
version: "1"
applies:
  titles: [法治政府建设…报告]
sections:
  - id: plan
    title: 下一年度安排
    headings: [下一年度安排]
    cues: [{cue}]
"""
OTHER = "云溪县2023年政府信息公开工作年度报告\n全年主动公开政府信息三千余条。\n"

Capture = pytest.CaptureFixture[str]


@cache
def shipped() -> Changes:
    return load_changes()


def paper(
    text: str = TEXT, name: str = "paper.txt", book: RuleBook | None = None, changes: Changes | None = None
) -> Paper:
    book = book or load_rules()
    made = paper_of(check_text(text, path=name, rules=book), book, (changes or shipped()).closings)
    assert made is not None
    return made


def edits(sort: str, of: Paper, changes: Changes | None = None) -> list[Edit]:
    found = sorts()[sort].edits(of, changes or shipped())
    return [edit for edit in found if isinstance(edit, Edit)]


def untried(sort: str, of: Paper) -> dict[str, str]:
    found = sorts()[sort].edits(of, shipped())
    return {edit.part: edit.why.zh for edit in found if isinstance(edit, Untried)}


def failing(sort: str, of: Paper, changes: Changes | None = None) -> list[str]:
    """Return what a check tells otherwise than it is wanted."""
    found = ((edit, edit.wanted.fails(of.told, of.check(edit.text))) for edit in edits(sort, of, changes))
    return [f"{edit.part} {edit.what.zh}: {happened.zh}" for edit, happened in found if happened]


def call(capsys: Capture, *args: str) -> tuple[int, str, str]:
    status = cli.main(["rules", "stress", *args])
    shown = capsys.readouterr()
    return status, shown.out, shown.err


@pytest.fixture
def small(tmp_path: Path) -> str:
    """Return the small paper as a file."""
    path = tmp_path / "报告.txt"
    path.write_text(TEXT, encoding="utf-8")
    return str(path)


@pytest.fixture
def poor(tmp_path: Path) -> str:
    """Return a rule book that knows only 工作安排 as a heading of its part."""
    path = tmp_path / "poor.yaml"
    path.write_text(POOR.format(cue="工作安排"), encoding="utf-8")
    return str(path)


# --- the changes


def test_every_file_is_a_sort_and_says_what_it_wants() -> None:
    folder = Path(package.__file__).parent
    assert set(sorts()) == {path.stem for path in folder.glob("*.py") if path.name[0] != "_"}
    must = [sort.MUST_BE_FOUND for sort in sorts().values()]
    assert must == sorted(must, reverse=True)
    assert all(sort.TITLE.zh and sort.TITLE.en for sort in sorts().values())


def test_the_small_paper_is_good_and_read_as_it_stands() -> None:
    made = paper()
    assert made.report.findings == ()
    assert list(made.own) == [section.id for section in load_rules().sections]
    assert [block.part for block in made.blocks] == list(PARTS)
    assert made.with_blocks(made.blocks) == TEXT


@pytest.mark.parametrize("sort", sorted(sorts()))
def test_the_shipped_book_does_what_is_wanted_of_the_small_paper(sort: str) -> None:
    known = {"rename": ["leadership 标题改为“单位主要负责人抓法治建设工作情况”"]}
    told = [line.partition(":")[0] for line in failing(sort, paper())]
    assert told == known.get(sort, [])


def test_delete_takes_a_part_and_numbers_the_rest() -> None:
    found = {edit.part: edit.text for edit in edits("delete", paper())}
    assert set(found) == set(PARTS)
    assert BODIES[1] not in found["leadership"]
    assert re.findall("(?m)^.、.*", found["leadership"]) == [
        HEADS[0],
        HEADS[2].replace("三", "二"),
        HEADS[3].replace("四", "三"),
    ]
    assert found["plan"].endswith(f"{BODIES[2]}\n特此报告。\n{passages()['signature']}\n")


def test_empty_leaves_the_heading_alone() -> None:
    found = {edit.part: edit.text for edit in edits("empty", paper())}
    assert found["shortcomings"] == TEXT.replace(f"{BODIES[2]}\n", "\n\n")
    assert found["plan"] == TEXT.replace(f"{BODIES[3]}\n", "\n\n")


def test_empty_keeps_no_sentence_behind_a_heading_in_its_line() -> None:
    run_in = TEXT.replace(f"{HEADS[2]}\n", f"{HEADS[2]}。案卷质量不高。\n")
    found = {edit.part: edit.text for edit in edits("empty", paper(run_in))}
    assert f"{HEADS[2]}\n\n四、" in found["shortcomings"]


def test_move_tries_every_other_place_and_keeps_the_numbers_in_order() -> None:
    found = edits("move", paper())
    assert len({edit.text for edit in found}) == 9  # of 12 moves three are made by two parts each
    assert len(found) == 12
    for edit in found:
        assert [line[0] for line in re.findall("(?m)^.、", edit.text)] == list("一二三四")
        assert sorted(re.sub("(?m)^.、", "", edit.text)) == sorted(re.sub("(?m)^.、", "", TEXT))
        assert edit.text.startswith(f"{TITLE}\n{OPENING}\n")
        assert edit.text.endswith(f"\n特此报告。\n{passages()['signature']}\n")


def test_merge_joins_a_part_with_the_next() -> None:
    found = edits("merge", paper())
    heads = [re.findall("(?m)^.、(.*)", edit.text) for edit in found]
    titles = [head[2:] for head in HEADS]
    assert heads[0] == [f"{titles[0]}及{titles[1]}", *titles[2:]]
    assert heads[2] == [*titles[:2], f"{titles[2]}及{titles[3]}"]
    assert found[0].text.count(BODIES[0] + "\n" + BODIES[1]) == 1
    assert [line[0] for line in re.findall("(?m)^.、", found[0].text)] == list("一二三")


def test_rename_puts_every_heading_of_the_file_with_its_years() -> None:
    found = [edit for edit in edits("rename", paper()) if edit.part == "plan"]
    headings = (shipped().headings or {})["plan"]
    assert len(found) == len(headings)
    assert "\n四、2026年工作谋划\n" in next(edit.text for edit in found if "工作谋划" in edit.text)
    assert all(BODIES[3] in edit.text for edit in found)


def test_paraphrase_leaves_names_of_documents_and_what_has_no_other_words() -> None:
    text = TEXT.replace(BODIES[2], f"{BODIES[2]}落实《主要负责人履职规定》，主要负责人督办。")
    changes = Changes(wording={"主要负责人": ("主要负责同志",), "没有这几个字": ("别的",)})
    found = [edit for edit in edits("paraphrase", paper(text), changes) if "换成" in edit.what.zh]
    assert len(found) == 1
    assert "《主要负责人履职规定》，主要负责同志督办" in found[0].text


def test_paraphrase_puts_on_every_dress_that_shows() -> None:
    names = [edit.what.zh for edit in edits("paraphrase", paper()) if edit.part is None]
    assert {"半角标点", "多空行", "缩进", "（一）改为 1."} <= set(names)
    assert "全角标点" not in names  # the paper has it on
    numbered = next(edit.text for edit in edits("paraphrase", paper()) if edit.what.zh == "（一）改为 1.")
    assert "\n1.坚持党的领导" in numbered
    assert "（一）" not in numbered


def test_indents_are_not_tried_on_markdown() -> None:
    made = paper(as_markdown(TEXT).decode(), "paper.md")
    names = [edit.what.zh for edit in edits("paraphrase", made)]
    assert made.suffix == "md"
    assert "多空行" in names
    assert "缩进" not in names


def test_a_sentence_takes_the_width_of_the_paper_and_its_years() -> None:
    changes = Changes(errors=(Error(rule="figures.change", sentences=("{last}年8件，{year}年9件。",)),))
    narrow = TEXT.translate(str.maketrans("，：（）", ",:()"))
    found = edits("plant", paper(narrow), changes)
    assert len(found) == 2
    assert all("2024年8件,2025年9件。" in edit.text for edit in found)
    assert all(edit.part == "achievements" for edit in found)


@pytest.mark.parametrize(
    ("error", "tried"),
    [
        (Error(rule="names.law", sentences=("句子。",), since=2025), True),
        (Error(rule="names.law", sentences=("句子。",), since=2026), False),
        (Error(rule="names.law", sentences=("句子。",), not_levels=("county",)), False),
        (Error(rule="names.law", sentences=("句子。",), not_levels=("township",)), True),
        (Error(rule="no.such", sentences=("句子。",)), False),
    ],
)
def test_an_error_is_planted_where_it_is_one(error: Error, tried: bool) -> None:
    assert bool(edits("plant", paper(), Changes(errors=(error,)))) is tried


def test_misprints_stand_where_they_belong() -> None:
    texts = {edit.what.zh: edit.text for edit in edits("misprint", paper())}
    assert (
        f"\n{passages()['signature'].replace('1月20日', '3月20日')}\n"
        in texts["“2026年1月20日”印成“2026年3月20日”"]
    )
    assert "\n四、2025年工作安排\n" in texts["“2026年”印成“2025年”"]


def test_a_misprint_is_not_tried_where_the_paper_has_the_error() -> None:
    late = TEXT.replace("2026年1月20日", "2026年3月15日")
    changes = Changes(
        misprints=(
            Misprint(rule="time.submission", at="date", to="2026年3月20日"),
            Misprint(rule="form.date", at="date", to="2026年2月30日"),
        )
    )
    assert [edit.wanted.expected.zh for edit in edits("misprint", paper(late), changes)] == [
        "只多查出一处 form.date"
    ]


def test_sentences_go_into_the_paper_where_no_part_stands_by_its_own_heading() -> None:
    made = paper(Path(COMPLETE).read_text("utf-8"), book=load_rules(EXAMPLES / "own-rules.yaml"))
    changes = Changes(errors=(Error(rule="style.slogans", sentences=("推动法治建设再上新台阶。",)),))
    assert not made.own
    assert len(edits("plant", made, changes)) == 2
    assert failing("plant", made, changes) == []


def test_repeat_copies_a_sentence_of_another_paragraph() -> None:
    long = (
        "对全县三十四个执法单位的持证人员逐一核对岗位信息并把核对结果在门户网站集中公布六十天以上供群众查阅。"
    )
    text = TEXT.replace("评查执法案卷120宗", f"{long}评查执法案卷120宗")
    (edit,) = edits("repeat", paper(text))
    assert edit.text.count(long) == 2


def test_a_paper_whose_year_is_not_known_is_changed_without_years() -> None:
    text = TEXT.replace("2025", "某").replace("2026", "某").replace("某年度", "").replace("某年", "")
    made = paper(text)
    assert made.document.year is None
    assert not edits("plant", made, Changes(errors=(Error(rule="names.law", sentences=("{last}年。",)),)))
    assert all("{" not in edit.text for sort in sorts() for edit in edits(sort, made))


def test_what_is_not_asked_of_the_paper_is_not_tried(tmp_path: Path) -> None:
    path = tmp_path / "ours.yaml"
    path.write_text(
        'rulebook: ours\ntitle: 本地要求\nversion: "1"\nextends: annual-report\n'
        "sections:\n  - {id: leadership, applies: {level: [township]}}\n"
        "without: {figures.ratio: 另有平台核对}\n",
        encoding="utf-8",
    )
    book = load_rules(path)
    report = check_text(TEXT, path="paper.txt", rules=book)
    found = stress(report, book, shipped(), only=("delete", "plant"))
    assert found is not None
    assert [(s.part, s.why.zh) for s in found.skipped] == [("leadership", "对这份报告不作要求")]
    assert rate([found], "delete") == Rate(3, 3)
    planted = {trial.expected.zh for trial in found.trials if trial.sort == "plant"}
    assert "只多查出一处 figures.sum" in planted
    assert "只多查出一处 figures.ratio" not in planted
    assert rate([found], "plant").value == 1.0


def test_parts_without_a_heading_of_their_own_are_said() -> None:
    report = check(GAPPY)
    found = stress(report, load_rules(), shipped())
    assert found is not None
    assert {(s.part, s.why.zh) for s in found.skipped if s.sort is None} == {
        ("leadership", "文中没有"),
        ("shortcomings", "写在别的部分里"),
    }
    topics = check(TESTS / "documents" / "topics-only.txt")
    made = paper_of(topics, load_rules(), ())
    assert made is not None
    assert untried("empty", made) == {"achievements": "没有写明它的标题"}
    assert list(untried("rename", made)) == ["achievements"]


def test_a_word_file_is_changed_as_text_with_the_parts_as_they_stand(tmp_path: Path) -> None:
    for name, automatic in (("typed.docx", False), ("automatic.docx", True)):
        path = tmp_path / name
        path.write_bytes(as_docx(TEXT, automatic=automatic))
        found = stress(check(path), load_rules(), shipped(), only=("delete", "move"))
        assert found is not None
        assert rate([found], "delete") == Rate(4, 4)
        assert rate([found], "move") == Rate(12, 12)


def test_headings_that_only_the_format_marks_stay_headings() -> None:
    bare = TEXT
    for number, head in zip("一二三四", HEADS, strict=True):
        bare = bare.replace(head, head.replace(f"{number}、", ""))
    report = check_text(bare, path="paper.txt")
    marked = check_text("\n".join(_with_marks(bare)), path="paper.md")
    found = stress(marked, load_rules(), shipped(), only=("delete",))
    assert found is not None
    assert rate([found], "delete") == Rate(4, 4), statuses(report)


def _with_marks(text: str) -> Iterator[str]:
    heads = [head[2:] for head in HEADS]
    for line in text.split("\n"):
        yield f"# {line}" if line == TITLE else f"## {line}" if line in heads else line


def statuses(report: Report) -> dict[str, str]:
    return {section.id: section.placement for section in report.sections}


def test_changed_lines_show_the_change_and_not_the_paper() -> None:
    assert changed_lines("一\n二\n三", "一\n三") == (2, "三")
    line, shown = changed_lines("\n".join("一二三四五六"), "\n".join("甲乙丙丁戊己"))
    assert (line, shown) == (1, "甲\n乙\n丙\n丁\n…")
    assert len(changed_lines("", "字" * 500)[1]) == 121


def test_rates_have_intervals() -> None:
    assert Rate(0, 0).value is None
    assert Rate(0, 0).interval is None
    low, high = Rate(0, 20).interval or (1.0, 0.0)
    assert (round(low, 3), round(high, 3)) == (0.0, 0.161)
    assert (Rate(20, 20).interval or (0.0, 0.0))[1] == 1.0


# --- the bounds that the project sets itself


def good_papers() -> Iterator[str]:
    """Yield the papers of examples, of tests/good, and those of tests/documents that are such reports."""
    for folder in (EXAMPLES, TESTS / "good", TESTS / "documents"):
        paths = (path for path in folder.iterdir() if path.suffix in (".txt", ".md"))
        yield from (str(path) for path in sorted(paths) if not path.name.startswith("not-"))


def test_deletions_are_found_and_paraphrases_are_not() -> None:
    found = []
    for path in good_papers():
        report = check(path)
        book = library().book(report.rulebook.id)
        each = stress(report, book, shipped(), only=("delete", "paraphrase"))
        assert each is not None, path
        found.append(each)
    deleted, paraphrased = rate(found, "delete"), rate(found, "paraphrase")
    failures = "\n".join(_shown(trial) for each in found for trial in each.trials if not trial.good)
    assert deleted.of > 100, "too few deletions to say anything"
    assert paraphrased.of > 1000
    assert (deleted.value or 0) >= 0.98, failures
    assert 1 - (paraphrased.value or 0) <= 0.02, failures


def _shown(trial: Trial) -> str:
    return f"{trial.sort} {trial.part} {trial.what.zh}: {trial.happened.zh}"


# --- the shipped changes


def test_shipped_changes_are_many_and_for_rules_and_parts_that_there_are() -> None:
    book, changes = load_rules(), shipped()
    headings = changes.headings or {}
    assert set(headings) == {section.id for section in book.sections}
    for section in book.sections:
        own = set(headings[section.id]) - set(section.headings)
        assert len(own) >= FEWEST_HEADINGS, section.id
    rules = {error.rule for error in changes.errors} | {misprint.rule for misprint in changes.misprints}
    assert rules <= set(book.rule_ids())
    assert {m.part for m in changes.misprints if m.part} <= {section.id for section in book.sections}


def test_no_heading_stands_for_two_parts() -> None:
    every = [heading for headings in (shipped().headings or {}).values() for heading in headings]
    assert len(set(every)) == len(every)


# --- the command


@pytest.mark.parametrize(
    ("args", "status"),
    [
        (("报告.txt",), 0),
        ((".",), 0),
        (("*.txt",), 0),
        (("报告.txt", "--least-recall", "1", "--most-alarms", "0"), 0),
        (("nowhere.txt",), 3),
        (("报告.txt", "nowhere.txt"), 3),
        (("报告.txt", "--rules", str(EXAMPLES / "own-rules.yaml")), 3),  # no part by its own heading
        ((), 2),
        (("-",), 2),
        (("报告.txt", "--rules", "nowhere.yaml"), 2),
        (("报告.txt", "--changes", "nowhere.yaml"), 2),
        (("报告.txt", "--least-recall", "98"), 2),
        (("报告.txt", "--most-alarms", "nan"), 2),
        (("报告.txt", "--format", "xml"), 2),
        (("报告.txt", "--nonsense"), 2),
    ],
)
@pytest.mark.usefixtures("small")
def test_exit_status(
    args: tuple[str, ...], status: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    monkeypatch.chdir(tmp_path)
    assert call(capsys, *args)[0] == status


def test_another_sort_of_paper_has_no_verdict(small: str, tmp_path: Path, capsys: Capture) -> None:
    other = tmp_path / "公开年报.txt"
    other.write_text(OTHER, encoding="utf-8")
    status, _, err = call(capsys, small, str(other))
    assert status == 3
    assert str(other) in err
    assert call(capsys, str(tmp_path))[0] == 0  # met through a folder it does no harm


def test_a_paper_that_nothing_can_be_tried_on_has_no_verdict(small: str, capsys: Capture) -> None:
    status, out, err = call(capsys, small, "--rules", str(EXAMPLES / "own-rules.yaml"))
    assert status == 3
    assert "不能下结论" in out
    assert "不能下结论" in err
    assert "改动部分 enforcement：写在别的部分里 (1 份)" in out


def test_what_a_poor_book_misses_is_seen(small: str, poor: str, tmp_path: Path, capsys: Capture) -> None:
    changes = tmp_path / "own.yaml"
    changes.write_text("headings:\n  plan: [来年打算]\n", encoding="utf-8")
    status, out, _ = call(capsys, small, "--rules", poor, "--changes", str(changes), "--show")
    assert status == 1  # 工作安排 → 工作计划 in the heading raises a false alarm
    assert (
        "换标题 plan：标题改为“来年打算”；应不多报，实为+plan、plan 由达到（单独成章）变为缺失（未见）" in out
    )
    assert "换说法：标题里“工作安排”换成“工作计划”" in out
    assert re.search(r"\n    \d+  四、来年打算\n", out)
    assert call(capsys, small, "--rules", poor, "--most-alarms", "1")[0] == 0


def test_a_deletion_that_is_not_told_fails(small: str, tmp_path: Path, capsys: Capture) -> None:
    book = tmp_path / "blind.yaml"
    book.write_text(POOR.format(cue="工作安排, 法治"), encoding="utf-8")
    status, out, _ = call(capsys, small, "--rules", str(book), "--most-alarms", "1")
    assert status == 1
    assert "删去 plan：整个部分删去；应查出 plan（缺失或薄弱），实为plan 达到" in out


def test_parts_that_the_changes_do_not_know_are_not_renamed(
    small: str, tmp_path: Path, capsys: Capture
) -> None:
    book = tmp_path / "own.yaml"
    book.write_text(POOR.format(cue="工作安排").replace("id: plan", "id: next"), encoding="utf-8")
    _, out, _ = call(capsys, small, "--rules", str(book))
    assert "换标题 next：改动表里没有它的别名标题 (1 份)" in out


def test_json_tells_the_same(small: str, capsys: Capture) -> None:
    status, out, err = call(capsys, small, GAPPY, "--format", "json", "--lang", "en")
    answer = json.loads(out)
    assert (status, err, answer["passes"]) == (0, "", True)
    assert {paper["rulebook"]["id"] for paper in answer["papers"]} == {"departments"}
    assert answer["deletions"] | {"low": 0, "high": 0} == {
        "tried": 6,
        "recall": 1.0,
        "low": 0,
        "high": 0,
        "least": 0.98,
    }
    assert [entry["sort"] for entry in answer["sorts"]] == list(sorts())
    assert sum(paper["tried"] for paper in answer["papers"]) == sum(e["tried"] for e in answer["sorts"])
    wrong = sum(entry["tried"] - entry["as_wanted"] for entry in answer["sorts"])
    assert len(answer["failures"]) == wrong
    assert {tuple(failure) for failure in answer["failures"]} <= {
        ("path", "sort", "part", "change", "expected", "actual", "line", "text")
    }


def test_the_same_papers_give_the_same_answer(small: str) -> None:
    one, two = (run("rules", "stress", small, "--format", "json") for _ in range(2))
    assert one == two
    assert one[0] == 0


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_help(lang: str, capsys: Capture) -> None:
    status, out, err = call(capsys, "--help", "--lang", lang)
    assert (status, err) == (0, "")
    assert out.startswith(
        {"zh": "用法：lawcheck rules stress 文件…", "en": "usage: lawcheck rules stress PATH…"}[lang]
    )
    assert out.encode("gbk")
    assert max(map(cell_len, out.splitlines())) <= 80
    for option in (
        "--rules",
        "--changes",
        "--force",
        "--show",
        "--format",
        "--least-recall",
        "--most-alarms",
    ):
        assert option in out


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("headings:\n  plan: [来年打算, 来年打算]\n", '"来年打算" 重复'),
        ("heading:\n  plan: [来年打算]\n", "headings"),
        ("errors:\n  - {rule: plan.year}\n", "sentences"),
        ("misprints:\n  - {rule: plan.year, at: title, to: 字}\n", "title"),
        ("errors:\n  - {rule: plan.year, sentences: [句子。], since: 去年}\n", "去年"),
        ("headings: [来年打算]\n", "headings"),
        ("", "空"),
    ],
)
def test_broken_changes_are_told_with_their_place(
    text: str, told: str, tmp_path: Path, capsys: Capture
) -> None:
    path = tmp_path / "own.yaml"
    path.write_text(text, encoding="utf-8")
    status, out, err = call(capsys, COMPLETE, "--changes", str(path))
    assert (status, out) == (2, "")
    assert told in err
    assert re.search(r"own\.yaml:\d+:\d+", err)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("headings:\n  plann: [来年打算]\n", "规则书里没有部分“plann”，是否指 plan？"),
        (
            "errors:\n  - {rule: names.lav, sentences: [句子。]}\n",
            "规则书里没有规则“names.lav”，是否指 names.law？",
        ),
        (
            "misprints:\n  - {rule: form.marks, at: heading, part: nowhere, from: 甲, to: 乙}\n",
            "没有部分“nowhere”",
        ),
    ],
)
def test_changes_for_what_the_book_lacks_are_refused(
    text: str, told: str, tmp_path: Path, capsys: Capture
) -> None:
    path = tmp_path / "own.yaml"
    path.write_text(text, encoding="utf-8")
    status, out, err = call(capsys, COMPLETE, "--changes", str(path))
    assert (status, out) == (2, "")
    assert told in err
