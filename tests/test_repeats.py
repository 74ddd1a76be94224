"""Passages that stand twice: what is found in a text, and what a paper is told."""

from __future__ import annotations

import random
from itertools import pairwise
from pathlib import Path

import pytest
from frames import frame
from hypothesis import given, settings
from hypothesis import strategies as st

from lawcheck import Finding, check, check_text
from lawcheck.model import Span
from lawcheck.text.repeats import letters_of, repeats

often = settings(derandomize=True, max_examples=120)
ROOT = Path(__file__).parent.parent

LAWYERS = "聘请三名律师担任法律顾问，每周二在机关坐班，对合同和重大决策逐件出具书面意见"
HEARINGS = "组织执法人员旁听行政诉讼庭审，庭后由承办人讲评证据和程序，讲评记录归入个人档案"
BOOTHS = "在农贸市场设立普法摊位，由司法所干部轮流值守，解答土地承包和婚姻家庭方面的咨询"


def found(text: str, *, shortest: int = 30) -> list[list[str]]:
    """Return the passages of a text that stand more than once, each at all its places."""
    whole = [Span(0, len(text))]
    return [[text[start:end] for start, end in group] for group in repeats(text, whole, shortest)]


def lines(text: str) -> list[list[int]]:
    """Return the lines of the passages of a text that stand more than once."""
    whole = [Span(0, len(text))]
    return [[text.count("\n", 0, start) + 1 for start, _ in group] for group in repeats(text, whole, 30)]


def told(
    achievements: str, leadership: str = "局长主持召开局党组会议8次研究法治政府建设工作。"
) -> list[Finding]:
    """Return what is told of passages in an otherwise good paper."""
    paper = frame({"achievements": achievements, "leadership": leadership})
    return [finding for finding in check_text(paper).findings if finding.rule == "copy.within"]


# --- reading


@pytest.mark.parametrize(
    "text",
    [
        "",
        "。",
        LAWYERS,
        f"{LAWYERS}。{HEARINGS}。{BOOTHS}。",
        f"{LAWYERS[:20]}甲。{LAWYERS[:20]}乙。",
        "，" * 500,
        "_" * 500,
    ],
)
def test_nothing_is_repeated(text: str) -> None:
    assert found(text) == []


def test_places_reach_from_the_first_to_the_last_letter() -> None:
    assert found(f"一。{LAWYERS}。二，{LAWYERS}；三") == [[LAWYERS, LAWYERS]]


def test_all_places_of_a_passage_are_one_group() -> None:
    assert lines(f"{LAWYERS}。\n{HEARINGS}。\n甲，{LAWYERS}。\n{BOOTHS}。\n乙：{LAWYERS}。") == [[1, 3, 5]]


@pytest.mark.parametrize("count", [2, 3, 4, 5, 9])
@pytest.mark.parametrize("piece", [LAWYERS, LAWYERS + "。", HEARINGS[:34] + "\n", BOOTHS + "甲乙丙丁\n"])
def test_a_passage_again_and_again_is_so_many_places(piece: str, count: int) -> None:
    (group,) = found(piece * count)
    assert [letters_of(place) for place in group] == [letters_of(piece)] * count


def test_passages_that_stand_side_by_side_are_one() -> None:
    assert lines(f"{LAWYERS}。{HEARINGS}。\n{BOOTHS}。\n{LAWYERS}。{HEARINGS}。") == [[1, 3]]


@pytest.mark.parametrize(
    "text",
    [
        f"{LAWYERS}。{HEARINGS}。\n{LAWYERS}。\n{LAWYERS}。{HEARINGS}。",
        f"{LAWYERS}。\n{LAWYERS}。{HEARINGS}。\n{LAWYERS}。{HEARINGS}。",
        f"{HEARINGS}。\n{LAWYERS}。{HEARINGS}。\n{LAWYERS}。{HEARINGS}。",
        f"{LAWYERS}。{HEARINGS}。\n{LAWYERS}。{HEARINGS}。\n{HEARINGS}。",
    ],
)
def test_a_piece_of_a_passage_is_no_passage_of_its_own(text: str) -> None:
    assert lines(text) == [[1, 2, 3]]


def test_two_passages_in_another_order_are_two() -> None:
    assert lines(f"{LAWYERS}。\n{HEARINGS}。\n{HEARINGS}。\n{LAWYERS}。") == [[2, 3], [1, 4]]


def test_two_passages_copied_apart_are_two() -> None:
    assert lines(f"{LAWYERS}。{HEARINGS}。\n{HEARINGS}。\n{BOOTHS}。\n{LAWYERS}。") == [[1, 2], [1, 4]]


@pytest.mark.parametrize(
    ("was", "now"), [("三名", "五名"), ("逐件", "及时"), ("在机关", "在县公共法律服务中心")]
)
def test_a_copy_with_a_few_words_changed_is_one_place(was: str, now: str) -> None:
    first = f"{HEARINGS}。{LAWYERS}。{BOOTHS}"
    ((one, other),) = found(f"{first}。\n{first.replace(was, now)}。")
    assert (one, other) == (first, first.replace(was, now))


def test_what_agrees_by_chance_at_the_edges_is_left_out() -> None:
    assert found(f"全年共办。{LAWYERS}，全省领先。\n全年共办。{LAWYERS}，全市领先。", shortest=20) == [
        [f"全年共办。{LAWYERS}"] * 2
    ]
    assert found(f"本年共办。{LAWYERS}，全省领先。\n去年共办。{LAWYERS}，全市领先。") == [[LAWYERS] * 2]


def test_no_passage_is_told_in_two_groups() -> None:
    shuffled = [
        random.Random(n).sample([LAWYERS, HEARINGS, BOOTHS, LAWYERS[:14], BOOTHS[:18]], 3) for n in range(60)
    ]
    groups = found("。\n".join("，".join(some) for some in shuffled))
    words = [{letters_of(place) for place in group} for group in groups]
    assert sum(map(len, words)) == len(set().union(*words))


def test_ranges_and_bars_part_passages() -> None:
    half = len(LAWYERS) // 2
    text = f"{LAWYERS}。{LAWYERS}。"
    parted = [Span(0, half), Span(half, len(LAWYERS) + 1), Span(len(LAWYERS) + 1, len(text))]
    assert repeats(text, parted, 30) == []
    row = f"|{LAWYERS[:18]}|{LAWYERS[18:]}|\n"
    assert found(row * 3) == []


def test_what_weighs_nothing_is_no_passage() -> None:
    text = f"{LAWYERS}。\n{HEARINGS}。\n{BOOTHS}。\n{HEARINGS}。\n{LAWYERS}。"
    groups = repeats(text, [Span(0, len(text))], 30, lambda passage: 0 if "律师" in passage else len(passage))
    assert [[text[start:end] for start, end in group] for group in groups] == [[HEARINGS, HEARINGS]]


HAN = st.integers(min_value=0x4E00, max_value=0x9FA5).map(chr)
SENTENCE = st.lists(HAN, min_size=30, max_size=80, unique=True).map("".join)
MARKS = st.lists(st.sampled_from(["", "", "", "，", "、", " ", "“", "\n", "（"]), min_size=80, max_size=80)


@given(text=st.text(alphabet="法治政府，。|\n 12", max_size=400), shortest=st.integers(20, 40))
@often
def test_any_text_can_be_searched(text: str, shortest: int) -> None:
    for group in repeats(text, [Span(0, len(text))], shortest):
        assert len(group) > 1
        assert list(group) == sorted(group)
        for start, end in group:
            assert len(letters_of(text[start:end])) >= shortest
            assert "|" not in text[start:end]


@given(sentence=SENTENCE, marks=MARKS, between=st.text(HAN, max_size=40))
@often
def test_a_copy_is_found_however_far_and_however_marked(
    sentence: str, marks: list[str], between: str
) -> None:
    copy = "".join(char + mark for char, mark in zip(sentence, marks, strict=False))
    text = f"{sentence}。{between}。\n{copy}。"
    places = [letters_of(place) for group in found(text) for place in group]
    assert sum(sentence in place for place in places) == 2


# --- telling

CLAUSES = (
    "聘请{}名律师坐班", "走访{}户企业听取意见", "评查{}宗行政处罚案卷", "公开{}条政府信息", "调解{}件纠纷",
    "培训{}名村居干部", "核查{}条投诉线索", "清理{}件规范性文件", "旁听{}次行政庭审", "约谈{}家运输单位",
    "接听{}个咨询来电", "巡查{}处地质隐患", "编印{}册普法读本", "归集{}类监管数据", "回访{}名申请当事人",
    "选派{}名公职律师", "答复{}件建议提案", "修订{}项应急预案",
)  # fmt: skip


@st.composite
def distinct_sentences(draw: st.DrawFn) -> list[str]:
    """Draw sentences of clauses that no other sentence has."""
    clauses = draw(st.permutations(CLAUSES))
    numbers = draw(st.lists(st.integers(2, 999), min_size=len(clauses), max_size=len(clauses)))
    filled = [clause.format(number) for clause, number in zip(clauses, numbers, strict=True)]
    return ["，".join(filled[at : at + 6]) + "。" for at in range(0, len(filled), 6)]


@given(sentences=distinct_sentences())
@often
def test_distinct_sentences_are_never_told(sentences: list[str]) -> None:
    assert told("（一）坚持党的领导。\n" + "\n".join(sentences)) == []


@given(sentences=distinct_sentences(), which=st.integers(0, 2))
@often
def test_a_copied_sentence_is_always_told_with_both_lines(sentences: list[str], which: int) -> None:
    (finding,) = told(
        "（一）坚持党的领导。\n" + "\n".join(sentences), f"局长主持会议8次。{sentences[which]}述法1次。"
    )
    assert (finding.place.excerpt, finding.line) == (sentences[which][:-1], 6 + which)
    assert [place.line for place in finding.related] == [10]
    assert finding.actual.startswith("与第10行相同（共")


@given(sentences=distinct_sentences(), which=st.integers(0, 2))
@often
def test_a_copy_in_other_marks_and_width_is_told_too(sentences: list[str], which: int) -> None:
    wide = str.maketrans("0123456789，。", "０１２３４５６７８９；.")
    copy = "一、".join(("", sentences[which].translate(wide).replace("名", "名 ")))[2:]
    (finding,) = told("（一）坚持党的领导。\n" + "\n".join(sentences), f"局长主持会议8次。{copy}述法1次。")
    assert finding.line == 6 + which


def test_a_finding_says_where_the_passage_stands_again() -> None:
    (finding,) = told(f"（一）坚持党的领导。\n{LAWYERS}。\n工作扎实。{LAWYERS}。\n成效明显。{LAWYERS}。")
    assert (finding.severity, finding.expected) == ("warning", "同一内容只写一次")
    assert finding.actual == f"与第7行、第8行相同（共{len(letters_of(LAWYERS))}字）"
    assert [place.excerpt for place in finding.related] == [LAWYERS, LAWYERS]


def test_a_finding_in_english() -> None:
    paper = frame({"achievements": f"{LAWYERS}。\n工作扎实。{LAWYERS}。{HEARINGS}。另，{HEARINGS}。"})
    one, other = (f for f in check_text(paper, lang="en").findings if f.rule == "copy.within")
    count = len(letters_of(LAWYERS))
    assert (one.expected, one.actual) == ("told once", f"the same as line 6 ({count} characters)")
    assert other.actual.startswith("the same as later in this line (")


def test_many_places_are_told_in_short() -> None:
    (finding,) = told("\n".join(f"{LAWYERS}。{chr(0x4E00 + n)}。" for n in range(40)))
    assert len(finding.related) == 20
    assert finding.actual.startswith("与第6行、第7行、第8行、第9行、第10行等39行相同")


@pytest.mark.parametrize("paper", sorted((ROOT / "examples").glob("*.txt")), ids=lambda path: path.stem)
def test_examples_repeat_nothing(paper: Path) -> None:
    assert [f for f in check(paper).findings if f.rule == "copy.within"] == []


@pytest.mark.parametrize(
    "text",
    [
        "法" * 400_000,
        "法治" * 200_000,
        f"{LAWYERS}。" * 10_000,
        f"{LAWYERS}\n{HEARINGS}，{BOOTHS}。" * 3_000,
        "|法治" * 130_000,
    ],
    ids=["one character", "two characters", "one sentence", "three sentences", "cells"],
)
def test_hostile_texts_come_to_an_end(text: str) -> None:
    groups = repeats(text, [Span(0, len(text))], 30)
    assert all(len(group) > 1 for group in groups)
    places = sorted(place for group in groups for place in group)
    assert all(one.end <= other.start for one, other in pairwise(places))


@pytest.mark.parametrize(
    "line",
    [
        "坚持以习近平新时代中国特色社会主义思想为指导，深入学习贯彻习近平法治思想和党的二十大精神，",
        "县公安局、县司法局、县自然资源局、",
        "《",
        "《行政处罚法》，",
    ],
)
def test_set_phrases_without_end_are_nothing(line: str) -> None:
    assert told(line * 4_000) == []


def test_a_very_long_passage_is_one() -> None:
    """A copy longer than what is compared at once is carried on."""
    passage = "".join(chr(0x4E00 + 7 * n % 20_000) for n in range(15_000))
    assert found(f"{passage}。\n{passage}") == [[passage, passage]]
