"""The views: what each shows, and that no paper can act through them."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from fabricated import (
    HOSTILE,
    complete,
    document,
    find,
    gappy,
    hostile,
    not_applicable,
    partly_read,
    several,
)
from rich.cells import cell_len

import lawcheck
from lawcheck import renderers
from lawcheck.errors import UsageError
from lawcheck.model import Run, Span, Text, Unreadable
from lawcheck.renderers import Look, _words, formats, render
from lawcheck.renderers._clean import clean, visible
from lawcheck.renderers._quote import quote
from lawcheck.renderers._wrap import breaks

ROOT = Path(lawcheck.__file__).parents[1]
RUNS = {
    "complete": Run((complete(),)),
    "gappy": Run((gappy(),)),
    "not_applicable": Run((not_applicable(),)),
    "partly_read": Run((partly_read(),)),
    "hostile": Run((hostile(),)),
    "several": several(),
    "nothing_read": Run((), (Unreadable("空.txt", "文件是空的"),)),
}
FOR_PEOPLE = ("terminal", "plain")
ANSI = re.compile(r"\x1b\[[\d;]*m")


def english(run: Run) -> Run:
    """Return the same run with English labels."""
    return replace(run, lang="en", reports=tuple(replace(report, lang="en") for report in run.reports))


def text(run: Run, format: str, look: Look | None = None) -> str:
    """Return a run in a format of text."""
    shown = render(run, format, look)
    assert isinstance(shown, str)
    return shown


@pytest.fixture(params=sorted(RUNS))
def run(request: pytest.FixtureRequest) -> Run:
    """Return each of the made-up runs in turn."""
    return RUNS[str(request.param)]


# All formats


def test_the_formats_are_the_files_of_the_folder() -> None:
    folder = Path(renderers.__file__).parent
    files = {path.stem.rstrip("_") for path in folder.glob("*.py") if path.name[0] != "_"}
    assert set(formats()) == files
    assert {"json", "plain", "terminal"} <= files


@pytest.mark.parametrize(("lang", "words"), [("zh", "是否指 json"), ("en", "did you mean json")])
def test_an_unknown_format_is_a_usage_error_with_a_guess(lang: str, words: str) -> None:
    with pytest.raises(UsageError, match=words):
        render(Run(lang=lang), "jsn")


def test_an_unlikely_format_gets_no_guess() -> None:
    with pytest.raises(UsageError, match="没有“xyzzy”这种格式（可用："):
        render(Run(), "xyzzy")


@pytest.mark.parametrize("format", formats())
def test_a_view_is_a_function_of_the_run_alone(
    run: Run, format: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = render(run, format)
    for name, value in {"NO_COLOR": "1", "FORCE_COLOR": "1", "COLUMNS": "50", "TERM": "dumb"}.items():
        monkeypatch.setenv(name, value)
    assert render(run, format) == before


@pytest.mark.parametrize("format", ["json", "plain"])
def test_rich_is_imported_for_the_terminal_only(format: str) -> None:
    code = f"""
import sys
from lawcheck.model import Run, Unreadable
from lawcheck.renderers import render
render(Run((), (Unreadable("a", "b"),)), {format!r})
print([name for name in ("rich", "jieba", "yaml", "pydantic") if name in sys.modules])
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.strip() == "[]"


# The views for people


@pytest.mark.parametrize("format", FOR_PEOPLE)
def test_no_control_character_gets_through(run: Run, format: str) -> None:
    shown = text(run, format).replace("\n", "")
    assert visible(shown) == shown
    assert not re.search("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", shown)


@pytest.mark.parametrize("format", FOR_PEOPLE)
def test_markup_in_a_paper_is_shown_as_it_stands(format: str) -> None:
    shown = text(RUNS["hostile"], format)
    for literal in ("[bold]粗[/]", "[/附件1]", "\\x1b[31m红", "\\u202e倒"):
        assert literal in shown
    assert "y[/link]" in shown.replace("\n", "").replace(" ", "")


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("format", FOR_PEOPLE)
@pytest.mark.parametrize("name", sorted(set(RUNS) - {"hostile"}))
def test_only_glyphs_of_gbk_are_drawn(name: str, format: str, lang: str) -> None:
    run = RUNS[name] if lang == "zh" else english(RUNS[name])
    assert text(run, format, Look(color=True)).encode("gbk")


@pytest.mark.parametrize("format", FOR_PEOPLE)
def test_lines_have_no_trailing_space_and_the_last_one_ends(run: Run, format: str) -> None:
    shown = text(run, format)
    assert shown.endswith("\n")
    assert not shown.endswith("\n\n")
    assert all(line == line.rstrip() for line in shown.splitlines())


def labels() -> Iterator[tuple[str, Text]]:
    """Yield every text that the views share."""
    for name, value in vars(_words).items():
        if isinstance(value, Text):
            yield name, value
        elif isinstance(value, dict) and name.isupper():
            yield from ((f"{name}.{key}", text) for key, text in value.items())


@pytest.mark.parametrize(("name", "words"), list(labels()))
def test_every_label_has_two_languages(name: str, words: Text) -> None:
    assert words.zh
    assert words.en
    assert words.en.isascii()


@pytest.mark.parametrize("format", FOR_PEOPLE)
def test_english_labels(format: str) -> None:
    shown = text(english(RUNS["several"]), format)
    for word in ("gaps", "missing", "expected", "actual", "basis", "hint", "error 3 · warning 2 · info 1"):
        assert word in shown
    for word in ("应有", "实有", "依据", "建议", "原文", "缺失", "有缺漏", "共6份"):
        assert word not in shown


@pytest.mark.parametrize("format", FOR_PEOPLE)
def test_gaps_stand_in_the_order_of_seriousness(format: str) -> None:
    shown = text(RUNS["gappy"], format)
    assert shown.index("比率超过100%") < shown.index("只在文中提到") < shown.index("时间表述含糊")


@pytest.mark.parametrize("format", FOR_PEOPLE)
def test_a_paper_of_another_kind_gets_no_score(format: str) -> None:
    shown = text(RUNS["not_applicable"], format)
    assert "不是此类报告" in shown
    assert "标题写的是政府信息公开工作年度报告" in shown
    assert "分 " not in shown
    assert "必备部分" not in shown


@pytest.mark.parametrize("format", FOR_PEOPLE)
def test_a_paper_read_in_part_says_what_was_not_read(format: str) -> None:
    shown = text(RUNS["partly_read"], format)
    assert "未能全部读取" in shown
    assert "第3、4页未能读取" in shown
    assert "未检查" in shown


@pytest.mark.parametrize("format", FOR_PEOPLE)
def test_what_is_unknown_is_said_to_be_unknown(format: str) -> None:
    unknown = replace(complete(), document=document(title=None, issuer=None, year=None))
    shown = text(Run((unknown,)), format)
    assert "（无标题）" in shown
    assert "发文机关不明" in shown
    assert "年度不明" in shown


@pytest.mark.parametrize("format", FOR_PEOPLE)
def test_pages_and_related_places_are_told(format: str) -> None:
    report = gappy()
    first = report.findings[1]
    paged = replace(first.place, page=3)
    others = tuple(replace(first.place, line=line) for line in (8, *range(20, 31)))
    finding = replace(first, place=paged, related=others)
    shown = text(Run((replace(report, findings=(finding,)),)), format)
    assert "第8行、第20行、第21行" in shown
    assert "第26行、…" in shown
    if format == "terminal":
        assert "第3页" in shown


@pytest.mark.parametrize("format", FOR_PEOPLE)
def test_a_place_without_text_is_not_quoted(format: str) -> None:
    report = gappy()
    nowhere = replace(report.findings[0], place=report.document.place(Span(0, 0)))
    shown = text(Run((replace(report, findings=(nowhere,)),)), format)
    assert "原文" not in shown
    assert "第1行" in shown or ":1:1: warning" in shown


# Terminal


QUIET = """\
云溪县人民政府2023年法治政府建设年度报告
云溪县人民政府 · 2023年 · papers/complete.txt
规则书：法治政府建设年度报告 2026.1
100分  齐全

必备部分                                            情况  写法      得分    位置
────────────────────────────────────────────────────────────────────────────────
党政主要负责人履行推进法治建设第一责任人职责情况    达到  单独成章   100   第5行
推进法治政府建设的主要举措和成效                    达到  单独成章   100   第7行
存在的不足和原因                                    达到  单独成章   100   第9行
下一年度推进法治政府建设的主要安排                  达到  单独成章   100  第11行

没有发现问题。
"""

GAP = """\
错误  引用的法律在报告年度开始前已经废止
      第8行 · names.law · 二、2023年推进法治政府建设的主要举措和成效
应有  《中华人民共和国民法典》
实有  《中华人民共和国民法总则》（2021年1月1日废止）
建议  改引现行法律
原文  “县法制办审查规范性文件12件，《中华人民共和国民法总则》宣传覆盖全部乡镇。”

"""

SURVEY = """\
文件                       发文机关         年度  得分  结论    错误  警告  提示
────────────────────────────────────────────────────────────────────────────────
papers/complete.txt        云溪县人民政府   2023   100  齐全       -     -     -
papers/云溪县2023.txt      云溪县人民政府   2023  51.3  有缺漏     3     2     1
papers/公开年报.txt        -                -        -  不适用     -     -     -
papers/扫描.pdf            云溪县人民政府   2023   100  未读全     -     -     -

不是此类报告  papers/公开年报.txt
              标题写的是政府信息公开工作年度报告，不是法治政府建设年度报告 （如
              确是此类报告，可加 --force 检查）
未能读取      papers/空.txt
              文件是空的
未能读取      papers/图.txt
              不是文本：开头是 PNG 图像

共6份：齐全 1 · 有缺漏 1 · 未能全部读取 1 · 不是此类报告 1 · 未能读取 2

────────────────────────────────────────────────────────────────────────────────

云溪县人民政府2023年法治政府建设年度报告
"""


def test_all_is_well_is_quiet() -> None:
    assert text(RUNS["complete"], "terminal") == QUIET


def test_a_gap_says_expected_actual_hint_and_quotes_its_sentence() -> None:
    assert GAP in text(RUNS["gappy"], "terminal")


def test_several_papers_begin_with_a_survey() -> None:
    shown = text(RUNS["several"], "terminal")
    assert shown.startswith(SURVEY)
    assert "papers/complete.txt" not in shown.removeprefix(SURVEY)  # nothing to tell


def test_a_missing_part_shows_the_nearest_heading() -> None:
    shown = text(RUNS["gappy"], "terminal").replace("\n", "")
    assert "最接近：第9行“三、存在的问题和2023年工作打算”，相似度 0.41，需 0.60" in shown


@pytest.mark.parametrize("width", [60, 80, 97])
def test_no_line_is_wider_than_the_screen(run: Run, width: int) -> None:
    shown = text(run, "terminal", Look(width=width)) + text(english(run), "terminal", Look(width=width))
    assert max(cell_len(line) for line in shown.splitlines()) <= width


def test_very_narrow_and_very_wide_screens_get_a_width_one_can_read() -> None:
    narrow, wide = (text(RUNS["gappy"], "terminal", Look(width=width)) for width in (5, 1000))
    assert 40 < max(map(cell_len, narrow.splitlines())) <= 60
    assert 80 < max(map(cell_len, wide.splitlines())) <= 100


def test_colour_only_where_asked_and_only_colour(run: Run) -> None:
    plain, colored = text(run, "terminal"), text(run, "terminal", Look(color=True))
    assert "\x1b" not in plain
    assert "\x1b[" in colored
    bare = "\n".join(line.rstrip() for line in ANSI.sub("", colored).splitlines())
    assert bare.rstrip("\n") == plain.rstrip("\n")


def test_without_parts_there_is_no_empty_table() -> None:
    shown = text(Run((replace(gappy(), sections=(), score=None),)), "terminal")
    assert "必备部分" not in shown
    assert "有缺漏  错误 3" in shown


# Plain


def test_plain_lines_can_be_read_by_programs() -> None:
    shown = text(RUNS["gappy"], "plain").splitlines()
    found = [re.fullmatch(r"(.+?):(\d+):(\d+): (error|warning|info) ([\w.]+) (.+)", line) for line in shown]
    told = [(m[1], int(m[2]), int(m[3]), m[4], m[5]) for m in found if m]
    report = gappy()
    assert len(told) == len(report.findings)
    assert ("papers/云溪县2023.txt", 8, 15, "error", "figures.percentage") in told
    details = [line for line, match in zip(shown[1:], found[1:], strict=True) if not match]
    assert all(line.startswith("  ") for line in details)
    assert "  原文：“全年办理行政复议案件86件，行政机关负责人出庭应诉率达到103%以上。”" in details


def test_plain_says_what_could_not_be_read_and_sums_up() -> None:
    shown = text(RUNS["several"], "plain").splitlines()
    assert "papers/空.txt: error 文件是空的" in shown
    assert shown[-1].startswith("共6份：")


def test_plain_draws_nothing(run: Run) -> None:
    assert not re.search("[\u2500-\u259f]", text(run, "plain"))


# JSON

KEYS = {
    "report": "path sha256 format encoding status score rulebook document sections rules findings "
    "notes suppressed solved misused previous followed",
    "document": "title issuer year signed published level kind",
    "rulebook": "id version sha256",
    "section": "id title status placement score weight heading line end_line path evidence near_miss",
    "near_miss": "heading line likeness threshold",
    "rule": "id kind section status score weight reason",
    "finding": "rule section severity message expected actual hint basis excerpt line column end_line "
    "end_column page path related fingerprint state previous paragraph before after",
}


def parsed(run: Run) -> dict[str, Any]:
    """Return the JSON of a run, parsed."""
    shape: dict[str, Any] = json.loads(text(run, "json"))
    return shape


def keys(shape: dict[str, Any]) -> str:
    """Return the keys of an object in their order."""
    return " ".join(shape)


def test_json_has_the_documented_keys_in_their_order() -> None:
    top = parsed(RUNS["gappy"])
    report = top["reports"][0]
    assert keys(top) == "schema_version tool reports unreadable"
    assert top["tool"] == {"name": "lawcheck", "version": lawcheck.__version__}
    assert keys(report) == KEYS["report"]
    assert keys(report["document"]) == KEYS["document"]
    assert keys(report["rulebook"]) == KEYS["rulebook"]
    assert {keys(section) for section in report["sections"]} == {KEYS["section"]}
    assert {keys(rule) for rule in report["rules"]} == {KEYS["rule"]}
    assert {keys(finding) for finding in report["findings"]} == {KEYS["finding"]}
    assert keys(report["sections"][3]["near_miss"]) == KEYS["near_miss"]
    assert keys(report["sections"][0]["evidence"][0]) == "line text"


def test_json_lists_related_places_and_unreadable_files() -> None:
    report = gappy()
    first = replace(report.findings[0], related=(report.findings[1].place,))
    top = parsed(Run((replace(report, findings=(first,)),), several().unreadable))
    assert [keys(it) for it in top["reports"][0]["findings"][0]["related"]] == ["line column excerpt"]
    assert top["unreadable"][0] == {"path": "papers/空.txt", "reason": "文件是空的"}


def test_json_tells_places_in_code_points_and_dates_in_iso() -> None:
    report = parsed(RUNS["gappy"])["reports"][0]
    assert report["document"]["signed"] == {"issuer": "云溪县人民政府", "date": "2024-03-15"}
    found = next(it for it in report["findings"] if it["rule"] == "figures.percentage")
    lines = gappy().document.text.split("\n")
    line = lines[found["line"] - 1]
    assert line[found["column"] - 1 : found["end_column"] - 1] == found["excerpt"]
    assert found["path"] == ["二、2023年推进法治政府建设的主要举措和成效"]


def test_json_gives_a_heading_only_where_one_names_the_part() -> None:
    sections = parsed(RUNS["gappy"])["reports"][0]["sections"]
    assert [it["heading"] and it["heading"][:2] for it in sections] == [None, "二、", "三、", None]
    assert [it["line"] for it in sections] == [6, 7, 9, None]


def test_json_rounds_shares_but_keeps_the_score() -> None:
    report = parsed(RUNS["gappy"])["reports"][0]
    assert report["score"] == 51.3
    assert report["rules"][0]["score"] == 0.6667


def test_json_of_a_paper_of_another_kind_has_no_judgement() -> None:
    stray = replace(gappy(), status=not_applicable().status, reason="不是年度报告", notes=("另有附件",))
    report = parsed(Run((stray,)))["reports"][0]
    assert (report["score"], report["sections"], report["rules"], report["findings"]) == (None, [], [], [])
    assert report["notes"] == ["不是年度报告", "另有附件"]


def test_json_of_a_paper_without_signature() -> None:
    bare = replace(complete(), document=document(signature=None))
    assert parsed(Run((bare,)))["reports"][0]["document"]["signed"] is None


def test_json_keeps_hostile_text_exactly_and_harmless() -> None:
    shown = text(RUNS["hostile"], "json")
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f]", shown)
    assert json.loads(shown)["reports"][0]["findings"][0]["excerpt"] == HOSTILE


def test_json_can_be_encoded_whatever_the_file_is_called() -> None:
    path = os.fsdecode(b"\xff\xfe.txt")
    shown = text(Run((), (Unreadable(path, "读不了"),)), "json")
    assert json.loads(shown.encode())["unreadable"][0]["path"] == path


# Small parts


def test_clean_makes_one_line_of_bounded_length() -> None:
    assert clean(" 一\t二\n\u3000三\ufeff ") == "一 二 三"
    assert clean("长" * 1_000_000, 10) == "长" * 9 + "…"
    assert clean("\x1b[0m\x9b") == "\\x1b[0m\\x9b"
    assert visible("a\u202eb\udcff") == "a\\u202eb\\udcff"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("出庭应诉率", ("“行政机关负责人", "出庭应诉率", "达到103%以上。”")),
        ("2024年3月15日", ("“", "2024年3月15日", "”")),
        ("一、党政主要负责人", ("“", "一、党政主要负责人", "履行推进法治建设第一责任人职责情况”")),
        ("带头述法。", ("“…4次，听取汇报2次，", "带头述法。", "”")),
    ],
)
def test_a_quotation_brings_its_sentence(words: str, expected: tuple[str, str, str]) -> None:
    paper = document(
        "一、党政主要负责人履行推进法治建设第一责任人职责情况\n县长主持召开常务会议4次，听取汇报2次，带头述法。"
        "行政机关负责人出庭应诉率达到103%以上。\n2024年3月15日"
    )
    length = 25 if words == "带头述法。" else 60
    assert quote(paper, paper.place(find(paper, words)), length) == expected


def test_a_quotation_of_nothing_is_empty_and_a_long_one_is_cut() -> None:
    paper = document("甲" * 1000)
    assert quote(paper, paper.place(Span(5, 5)), 60) == ("", "", "")
    assert quote(paper, paper.place(Span(0, 900)), 20) == ("“", "甲" * 19 + "…", "”")
    assert quote(paper, paper.place(Span(500, 502)), 10) == ("“…甲甲甲甲", "甲甲", "甲甲甲甲…”")


def lines(words: str, width: int) -> list[str]:
    """Return a text cut at its breaks."""
    offsets = [0, *breaks(words, width, cell_len), len(words)]
    return [words[a:b].rstrip() for a, b in pairwise(offsets)]


@pytest.mark.parametrize(
    ("words", "width", "expected"),
    [
        ("一二三四五", 4, ["一二", "三四", "五"]),
        ("一二三，四五", 6, ["一二", "三，四", "五"]),
        ("一二（三）四", 6, ["一二", "（三）", "四"]),
        ("见law.check一节", 12, ["见law.check", "一节"]),
        ("共 2023 份", 7, ["共 2023", "份"]),
        ("abcdefgh一", 3, ["abc", "def", "gh", "一"]),
        ("", 10, [""]),
    ],
)
def test_lines_break_as_chinese_does(words: str, width: int, expected: list[str]) -> None:
    assert lines(words, width) == expected


@pytest.mark.parametrize("width", range(2, 40, 3))
def test_every_line_fits_and_nothing_is_lost(width: int) -> None:
    for words in (HOSTILE, document().text, "((((（（（（abc。。。。。。。。", "a b c d e f g h"):
        cut = lines(words, width)
        assert all(cell_len(line) <= width for line in cut)
        assert re.sub(r"\s", "", "".join(cut)) == re.sub(r"\s", "", words)
