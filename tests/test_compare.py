"""Two runs compared: who belongs to whom, and that nothing unseen is called new or solved."""

from __future__ import annotations

import csv
import io
import json
import re
import tracemalloc
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from fabricated import HOSTILE, gappy, hostile, not_applicable, partly_read
from quotations import bare

import lawcheck
from lawcheck.cli import main
from lawcheck.comparing import Why, compare, pair, paper
from lawcheck.model import (
    BookRef,
    Finding,
    Report,
    Severity,
    Status,
    Suppressed,
    Suppression,
    Unreadable,
    Verdict,
)
from lawcheck.renderers import jsonl
from lawcheck.renderers._schema import SCHEMAS
from lawcheck.rulebook.frames import cells

ROOT = Path(__file__).parents[1]
Capture = pytest.CaptureFixture[str]
Answer = Report | Unreadable
TEXT = (ROOT / "examples" / "gappy.txt").read_text("utf-8")
BOOK = BookRef("departments", "2026.1", "部门", "a" * 64)


def checked(text: str = TEXT, path: str = "papers/gappy.txt", **options: Any) -> Report:
    return lawcheck.check_text(text, path=path, **options)


def of(issuer: str | None, year: int | None = 2025, path: str = "", **changes: Any) -> Report:
    """Return the report on a paper of an issuer and a year."""
    report = gappy(path or f"{issuer}{year}.txt")
    document = replace(report.document, issuer=issuer, year=year)
    return replace(report, document=document, **changes)


def with_rules(rules: Sequence[str], found: Sequence[str] = ()) -> Report:
    """Return a report by rules, some of which found something."""
    first = gappy().findings[0]

    def verdict(rule: str) -> Verdict:
        status = Status.MISSING if rule in found else Status.MET
        return Verdict(rule, "forbidden", None, status, 1.0, 0.0, "")

    findings = tuple(
        replace(first, rule=rule, section=None, fingerprint=f"{at:010}{at:06}")
        for at, rule in enumerate(found)
    )
    return replace(gappy(), rules=tuple(map(verdict, rules)), findings=findings)


def pairs(before: Sequence[Answer], after: Sequence[Answer]) -> list[tuple[str, str]]:
    found = pair(*([paper(each, "1", at) for at, each in enumerate(side)] for side in (before, after)))
    return [(each.before.path, each.after.path) for each in found.pairs]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> Callable[..., Any]:
    """Return a way to compare answers by the command line: status, standard output and error."""
    monkeypatch.chdir(tmp_path)

    def run(before: Sequence[Answer], after: Sequence[Answer], *args: str) -> tuple[int, str, str]:
        for name, answers in (("a.jsonl", before), ("b.jsonl", after)):
            Path(name).write_text("".join(map(jsonl.line, answers)), "utf-8")
        status = main(["compare", "a.jsonl", "b.jsonl", *args])
        return status, *capsys.readouterr()

    return run


@pytest.fixture
def told(run: Callable[..., Any]) -> Callable[..., Any]:
    """Return a way to compare answers and read the JSON."""

    def told(before: Sequence[Answer], after: Sequence[Answer]) -> Any:
        answer = json.loads(run(before, after, "--format", "json")[1])
        jsonschema.validate(answer, SCHEMAS["compare"]())
        return answer

    return told


# Who belongs to whom


def test_years_are_matched_by_issuer_whatever_the_files_are_called() -> None:
    before = [of("云溪县司法局", 2024, "a/1.txt"), of("白石镇人民政府", 2024, "a/2.txt")]
    after = [of("云溪县白石镇人民政府", 2025, "b/x.txt"), of("云溪县 司法局", 2025, "b/y.txt")]
    assert pairs(before, after) == [("a/2.txt", "b/x.txt"), ("a/1.txt", "b/y.txt")]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("江原省云溪县司法局", "云溪县司法局", True),
        ("中共云溪县委、云溪县人民政府", "云溪县人民政府、云溪县委", True),
        ("中共云溪县委、云溪县人民政府", "云溪县人民政府", True),
        ("云溪县", "云溪县人民政府", True),
        ("中和街道", "中和街道办事处", True),
        ("云溪县司法局（盖章）", "云溪县司法局", True),
        ("云溪县司法局", "云溪县人民政府", False),
        ("云溪县", "云溪县司法局", False),
        ("云溪县人民政府", "云溪县白石镇人民政府", False),
        ("县司法局", "县司法局", False),  # of which county nobody knows
        ("、", "、", False),
    ],
)
def test_issuers_that_are_the_same(one: str, other: str, same: bool) -> None:
    assert bool(pairs([of(one, path="a")], [of(other, path="b")])) is same


def test_of_several_that_may_be_meant_none_is_taken() -> None:
    before = [of("江原省云溪县司法局"), of("南水省云溪县司法局")]
    assert pairs(before, [of("云溪县司法局")]) == []
    assert len(pairs(before, before)) == 2
    both = [of("江原省云溪县司法局"), of("云溪县司法局")]  # in one file and of one year: two bodies
    assert len(pairs(both, both)) == 2


def test_of_several_years_the_latest_are_compared() -> None:
    before = [of("甲县人民政府", year) for year in (2023, 2024, 2022)]
    after = [of("甲县人民政府", year) for year in (2024, 2025)]
    assert pairs(before, after) == [("甲县人民政府2024.txt", "甲县人民政府2025.txt")]
    found = pair(*([paper(each, "1", at) for at, each in enumerate(side)] for side in (before, after)))
    assert [[each.year for each in side] for side in found.passed_over] == [[2023, 2022], [2024]]
    assert (found.gone, found.added, found.lost) == ((), (), [])


def test_drafts_are_compared_year_by_year() -> None:
    before = [of("甲县人民政府", year, f"a/{year}.txt") for year in (2024, 2025, 2021)]
    after = [of("甲县人民政府", year, f"b/{year}.txt") for year in (2023, 2025, 2024)]
    assert pairs(before, after) == [("a/2025.txt", "b/2025.txt"), ("a/2024.txt", "b/2024.txt")]


def test_of_several_papers_of_a_year_those_of_one_name_are_compared() -> None:
    before = [of("甲县人民政府", path=f"a/{name}") for name in ("送审稿.txt", "公开稿.txt")]
    after = [of("甲县人民政府", path=f"b/{name}") for name in ("公开稿.docx", "送审稿.docx")]
    assert pairs(before, after) == [("a/公开稿.txt", "b/公开稿.docx"), ("a/送审稿.txt", "b/送审稿.docx")]
    others = [of("甲县人民政府", path="b/1.txt"), replace(partly_read(), path="b/2.txt")]
    others[1] = replace(others[1], document=others[0].document)
    assert pairs(before, others) == [("a/公开稿.txt", "b/1.txt")]  # the last that has a verdict


def test_without_issuer_the_name_of_the_file_counts() -> None:
    before = [of(None, path="2024/云溪县.txt"), of("白石镇人民政府", path="a/白石镇2024.docx")]
    unread = [Unreadable("2025/云溪县.pdf", "是扫描件"), Unreadable("b/2025年度白石镇.pdf", "加密了")]
    assert pairs(before, unread) == [(x.path, y.path) for x, y in zip(before, unread, strict=True)]
    assert pairs([of(None, path="a/1/报告.txt")], [of(None, path="b/报告.txt")])
    twice = [of(None, path=f"b/{n}/报告.txt") for n in (1, 2)]
    assert pairs([of(None, path="a/报告.txt")], twice) == []
    assert pairs([of(None, path="a/2/报告.txt")], twice) == [("a/2/报告.txt", "b/2/报告.txt")]
    assert pairs([of(None, path="2024.txt")], [of(None, path="2025.txt")]) == []


def test_papers_of_two_issuers_do_not_belong_together_whatever_their_names() -> None:
    assert pairs([of("甲县人民政府", path="1.txt")], [of("乙县人民政府", path="1.txt")]) == []


def test_a_paper_of_another_sort_is_not_taken_for_the_issuers() -> None:
    other = replace(not_applicable("公开年报.txt"), document=of("云溪县人民政府").document)
    mine = of("云溪县人民政府", path="法治.txt")
    assert pairs([other, mine], [mine, other]) == [("法治.txt", "法治.txt"), ("公开年报.txt", "公开年报.txt")]


# What became of the gaps


def rules(found: Sequence[Any]) -> list[str]:
    return [each["rule"] for each in found]


def test_what_is_mended_is_solved_and_what_was_added_is_new(told: Callable[..., Any]) -> None:
    edited = TEXT.replace("办结率98%", "均依法办理，XX月完成")
    answer = told([checked()], [checked(edited, "drafts/2.txt")])
    (each,) = answer["compared"]
    assert (rules(each["solved"]), rules(each["new"])) == (["figures.ratio"], ["form.placeholder"])
    assert (len(each["remaining"]), each["uncompared"]) == (len(checked().findings) - 1, [])
    assert each["new"][0]["line"] == edited[: edited.rindex("XX月")].count("\n") + 1
    assert answer["totals"] == {"compared": 1, "new": 1, "remaining": 12, "solved": 1, "uncompared": 0}


def test_the_same_twice_is_no_change(told: Callable[..., Any]) -> None:
    totals = told([checked()], [checked()])["totals"]
    assert (totals["new"], totals["solved"], totals["uncompared"]) == (0, 0, 0)


def test_what_was_not_selected_is_neither_new_nor_solved(told: Callable[..., Any]) -> None:
    few = checked(select=["form"])
    (each,) = told([checked()], [few])["compared"]
    assert each["solved"] == []
    assert {(it["of"], it["why"]) for it in each["uncompared"]} == {("before", "no_rule")}
    (each,) = told([few], [checked()])["compared"]
    assert each["new"] == []
    assert {(it["of"], it["why"]) for it in each["uncompared"]} == {("after", "no_rule")}


def test_what_was_not_judged_is_neither_new_nor_solved() -> None:
    cut = TEXT.replace("三、2025年工作安排\n", "")
    before, after = checked(), checked(cut)
    for old, new, is_old in ((before, after, True), (after, before, False)):
        hidden = [each for each in compare(old, new).uncompared if each.told.rule.startswith("plan.")]
        assert {(each.why, each.is_old) for each in hidden} == {(Why.NOT_JUDGED, is_old)}
    assert "plan" in {each.rule for each in compare(before, after).new}
    assert "plan" in {each.rule for each in compare(after, before).solved}


def test_what_is_let_stand_is_neither_new_nor_solved(told: Callable[..., Any]) -> None:
    let = lawcheck.Suppression("figures.ratio", "口径不同")
    quiet = checked(suppress=[let])
    (each,) = told([checked()], [quiet])["compared"]
    assert each["solved"] == []
    assert [(it["rule"], it["why"]) for it in each["uncompared"]] == [("figures.ratio", "suppressed")]
    (each,) = told([quiet], [checked()])["compared"]
    assert (each["new"], each["uncompared"]) == ([], [])
    (each,) = told([quiet], [quiet])["compared"]
    assert (each["new"], each["solved"], each["uncompared"]) == ([], [], [])


def test_a_rule_of_one_book_only_is_not_compared() -> None:
    old = with_rules(["x.kept", "x.dropped"], ["x.dropped"])
    new = with_rules(["x.kept", "x.added"], ["x.added"])
    new = replace(new, findings=tuple(replace(each, fingerprint="f" * 16) for each in new.findings))
    change = compare(old, new)
    assert (change.new, change.solved) == ((), ())
    assert [(each.told.rule, each.is_old) for each in change.uncompared] == [
        ("x.added", False),
        ("x.dropped", True),
    ]


def test_one_place_more_is_new_and_a_moved_finding_is_the_same() -> None:
    old = with_rules(["x.a"], ["x.a"])
    (finding,) = old.findings
    more = replace(old, findings=(replace(finding, related=(finding.place,)),))
    moved = replace(old, findings=(replace(finding, fingerprint=finding.fingerprint[:10] + "f" * 6),))
    assert compare(old, more).counts == (0, 0, 1, 0)
    assert compare(more, old).counts == compare(old, moved).counts == (0, 1, 0, 0)


def test_it_is_the_same_by_results_and_by_reports(told: Callable[..., Any]) -> None:
    """What a line does not tell of a report changes nothing."""
    before = checked(suppress=[lawcheck.Suppression("form", "已核对")])
    for text in (TEXT.replace("三、", "\n"), TEXT.replace("办结率98%", "XX"), TEXT[: len(TEXT) // 2]):
        after = checked(text)
        totals = told([before], [after])["totals"]
        assert tuple(totals[key] for key in ("solved", "remaining", "new", "uncompared")) == (
            compare(before, after).counts
        )


def test_nothing_is_lost_of_either_side() -> None:
    for text in (TEXT.replace("三、", "\n"), TEXT.replace("办结率98%", "XX"), TEXT[: len(TEXT) // 2]):
        before, after = checked(), checked(text)
        change = compare(before, after)
        of_after = [each for each in change.uncompared if not each.is_old]
        assert len(after.findings) == len(change.new) + len(change.remaining) + len(of_after)
        prints = {each.fingerprint for each in change.solved}
        assert prints <= {each.fingerprint for each in before.findings}
        assert not prints & {each.fingerprint for each in after.findings}


# No verdict


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_has_no_verdict_is_listed_and_never_solved(lang: str, run: Callable[..., Any]) -> None:
    before = [of("甲县人民政府", path="a/1.txt"), of("乙县人民政府", path="a/2.txt")]
    scanned = replace(partly_read(), document=of("乙县人民政府").document)
    status, out, err = run(before, [Unreadable("b/1.pdf", "是扫描件"), scanned], "--lang", lang)
    assert status == 3
    assert "b/1.pdf" in err
    assert "是扫描件" in out
    assert "第3、4页" in out
    assert re.search("比较了 0 份|0 papers compared", out)
    answer = json.loads(run(before, [Unreadable("b/1.pdf", "是扫描件"), scanned], "--format", "json")[1])
    jsonschema.validate(answer, SCHEMAS["compare"]())
    assert (answer["totals"]["solved"], len(answer["no_verdict"]), answer["compared"]) == (0, 2, [])


@pytest.mark.parametrize(
    ("before", "after", "status"),
    [
        ([of("甲县人民政府")], [of("甲县人民政府")], 0),
        ([of("甲县人民政府")], [of("甲县人民政府"), of("乙县人民政府")], 0),
        ([of("甲县人民政府"), of("乙县人民政府")], [of("甲县人民政府")], 3),
        ([of("甲县人民政府", path="1.txt")], [Unreadable("1.txt", "空")], 3),
        ([of("甲县人民政府", path="1.txt")], [not_applicable("1.txt")], 3),
        ([of("云溪县人民政府")], [partly_read()], 3),
        ([partly_read()], [of("云溪县人民政府")], 0),
        ([Unreadable("1.txt", "空")], [of("甲县人民政府", path="1.txt")], 0),
        ([Unreadable("1.txt", "空")], [Unreadable("2.txt", "空")], 0),
        ([not_applicable("1.txt"), of("甲县人民政府")], [of("甲县人民政府")], 0),
        ([of("甲县人民政府", 2023), of("甲县人民政府", 2024)], [of("甲县人民政府", 2025)], 0),
    ],
)
def test_exit_status(before: list[Answer], after: list[Answer], status: int, run: Callable[..., Any]) -> None:
    for format in ("plain", "json", "csv"):
        assert run(before, after, "--format", format)[0] == status


# Other rules, other versions


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_another_rule_book_is_said_first_and_once(lang: str, run: Callable[..., Any]) -> None:
    before = [of(f"{name}县人民政府", rulebook=BOOK) for name in "甲乙丙"]
    after = [replace(each, rulebook=replace(BOOK, sha256="b" * 64)) for each in before]
    _, out, err = run(before, after, "--lang", lang)
    second = out.splitlines()[1]
    words = {"zh": "注意：3 份报告两次用的规则书不同", "en": "notice: 3 papers judged by another rule book"}
    assert second.startswith(words[lang])
    assert out.count("[bbbbbbbb]") == 1
    assert err == ""
    _, out, err = run(before, after, "--lang", lang, "--format", "csv")
    assert "departments 2026.1" in err
    assert json.loads(run(before, after, "--lang", lang, "--format", "json")[1])["notices"]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_another_version_is_said(lang: str, run: Callable[..., Any]) -> None:
    run([of("甲县人民政府")], [of("甲县人民政府")])
    lines = Path("a.jsonl").read_text("utf-8")
    Path("old.jsonl").write_text(lines.replace(f'"version": "{lawcheck.__version__}"', '"version": "0.0.9"'))
    assert main(["compare", "old.jsonl", "b.jsonl", "-o", "out.txt", "--lang", lang]) == 0
    assert f"0.0.9 → {lawcheck.__version__}" in Path("out.txt").read_text("utf-8")


def test_files_the_wrong_way_round_are_told(run: Callable[..., Any]) -> None:
    before, after = [of("甲县人民政府", 2025)], [of("甲县人民政府", 2024)]
    assert "写反" in run(before, after)[1]
    assert "wrong way round" in run(before, after, "--lang", "en")[1]
    assert "写反" not in run(after, before)[1]


# Views


def test_the_table_fits_a_screen(run: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> None:
    long = "江原省南水市酉阳土家族苗族自治县农业农村和水利渔业发展局"
    for lang in ("zh", "en"):
        monkeypatch.setattr("lawcheck.cli.compare.screen_width", lambda: 80)
        _, out, _ = run([of(long, 2024, score=61.5)], [of(long, 2025, score=100.0)], "--lang", lang)
        table = out.split("\n\n")[1].splitlines()
        assert max(map(cells, table)) <= 80
        assert "…" in table[2]
        monkeypatch.setattr("lawcheck.cli.compare.screen_width", lambda: None)
        assert long in run([of(long)], [of(long)], "--lang", lang)[1].split("\n\n")[1]


def test_new_and_solved_gaps_have_a_line_each(run: Callable[..., Any]) -> None:
    _, out, _ = run([checked()], [checked(TEXT.replace("办结率98%", "均依法办理，XX月完成"))])
    assert "  新增 错误 form.placeholder 第15行：占位文字没有填写\n" in out
    assert "  解决 错误 figures.ratio 第15行：比率与数据对不上\n" in out
    assert "time.vague" not in out  # what remains is only counted


def test_pages_are_told_where_there_are_pages(run: Callable[..., Any]) -> None:
    first, *_ = gappy().findings
    paged = replace(with_rules(["x.a"], ["x.a"]), findings=())
    new = replace(paged, findings=(replace(first, rule="x.a", place=replace(first.place, page=3)),))
    assert "x.a 第3页" in run([paged], [new])[1]
    assert "x.a page 3" in run([paged], [new], "--lang", "en")[1]


def test_in_english_nothing_of_ours_is_chinese(run: Callable[..., Any]) -> None:
    text = (ROOT / "examples" / "gappy.txt").read_text("utf-8")
    after = [checked(text[: len(text) // 2], lang="en"), Unreadable("1.txt", "it is empty")]
    for format in ("plain", "csv"):
        _, out, err = run([checked(lang="en")], after, "--lang", "en", "--format", format)
        shown = (out + err).replace("南桥区农业农村局", "X")
        assert bare(shown) == []


def bad() -> list[Answer]:
    wrong: Finding = replace(hostile().findings[0], rule=HOSTILE, fingerprint=HOSTILE)
    let = Suppressed(replace(wrong, fingerprint="x"), Suppression(HOSTILE, HOSTILE, source=HOSTILE))
    report = replace(hostile(), findings=(wrong,), suppressed=(let,))
    book = BookRef(HOSTILE, HOSTILE, HOSTILE, "c" * 64)
    return [replace(report, rulebook=book), Unreadable(f"b {HOSTILE}", HOSTILE), partly_read()]


def test_hostile_text_does_nothing(run: Callable[..., Any]) -> None:
    for before, after in ((bad(), bad()[::-1]), (bad()[:1], [of("甲")]), ([of("甲")], bad())):
        for format in ("plain", "csv"):
            _, out, err = run(before, after, "--format", format)
            assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", out + err)
        raw = run(before, after, "--format", "json")[1]
        assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e]", raw)
        jsonschema.validate(json.loads(raw), SCHEMAS["compare"]())


def test_no_cell_of_a_table_is_a_formula(run: Callable[..., Any]) -> None:
    first, *_ = gappy().findings
    evil = replace(first, rule="=cmd", message="+1", fingerprint="@x")
    before, after = of("=甲县人民政府", path="-1.txt", findings=()), of("=甲县人民政府", path="-1.txt")
    _, out, _ = run([before], [replace(after, findings=(evil,))], "--format", "csv")
    head, row = csv.reader(io.StringIO(out.removeprefix("\ufeff")))
    assert len(head) == len(row)
    assert not [cell for cell in row if cell.startswith(("=", "+", "-", "@"))]


# Arguments and files


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("args", [(), ("a.jsonl",), ("a.jsonl", "b.jsonl", "c.jsonl")])
def test_two_files_are_wanted(
    args: tuple[str, ...], lang: str, run: Callable[..., Any], capsys: Capture
) -> None:
    assert main(["compare", *args, "--lang", lang]) == 2
    assert capsys.readouterr().err.startswith({"zh": "lawcheck: 要写两个", "en": "lawcheck: two files"}[lang])


@pytest.mark.parametrize(
    ("content", "zh", "en"),
    [
        ("", "没有检查结果", "no result in"),
        ("{}\n", "第 1 行：不是 lawcheck", "line 1: it is no result"),
        ("not json\n", "第 1 行：不是 lawcheck", "line 1: it is no result"),
        ("[" * 99_999 + "\n", "第 1 行：不是 lawcheck", "line 1: it is no result"),
        (jsonl.line(gappy())[:400], "--resume", "--resume"),
        (jsonl.line(gappy()).replace('"1"', '"9"', 1), "格式版本是 '9'", "schema_version is '9'"),
        (jsonl.line(gappy()).replace('"line": 6', '"line": -6', 1), "line 的值不对", "line is wrong"),
        (None, "没有这个文件", "no such file"),
    ],
)
def test_broken_files_are_2(
    content: str | None, zh: str, en: str, run: Callable[..., Any], capsys: Capture
) -> None:
    run([gappy()], [gappy()])
    if content is not None:
        Path("c.jsonl").write_text(content, "utf-8")
    for files in (("a.jsonl", "c.jsonl"), ("c.jsonl", "b.jsonl")):
        for lang, words in (("zh", zh), ("en", en)):
            assert main(["compare", *files, "--lang", lang]) == 2
            out, err = capsys.readouterr()
            assert (out, words in err, "c.jsonl" in err) == ("", True, True)


def test_a_file_is_written_beside_the_screen_and_over_no_result(run: Callable[..., Any]) -> None:
    for name, start in (("x.json", "{"), ("x.csv", "发文机关"), ("x.txt", "a.jsonl（1 份）"), ("x", "{")):
        status, out, _ = run([gappy()], [gappy()], "-o", name, "--format", "json")
        assert (status, out[0]) == (0, "{")
        assert Path(name).read_text("utf-8-sig").startswith(start)
    assert run([gappy()], [gappy()], "-o", "a.jsonl")[0] == 2
    assert run([gappy()], [gappy()], "-o", "./b.jsonl")[0] == 2
    assert run([gappy()], [gappy()], "-o", "none/x")[0] == 2
    assert run([gappy()], [gappy()], "--format", "xml")[0] == 2


def test_little_is_kept_of_each_paper(run: Callable[..., Any]) -> None:
    many = [of("甲县人民政府", 1000 + year, path="甲县.txt") for year in range(1500)]
    run(many, many[:1])
    tracemalloc.start()
    try:
        assert main(["compare", "a.jsonl", "b.jsonl", "--format", "csv"]) == 0
        assert tracemalloc.get_traced_memory()[1] < Path("a.jsonl").stat().st_size / 3
    finally:
        tracemalloc.stop()


def test_severities_are_told_in_words(run: Callable[..., Any]) -> None:
    old = with_rules(["x.a", "x.b"])
    new = with_rules(["x.a", "x.b"], ["x.a", "x.b"])
    found = tuple(
        replace(f, severity=s) for f, s in zip(new.findings, (Severity.INFO, Severity.ERROR), strict=True)
    )
    _, out, _ = run([old], [replace(new, findings=found)], "--lang", "en")
    assert "  new info x.a" in out
    assert "  new error x.b" in out
