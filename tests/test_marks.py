"""Marks, words typed twice, placeholders and numbers: right ones are never told, wrong ones always."""

from __future__ import annotations

from itertools import product

import pytest
from frames import frame
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from lawcheck import Finding, Severity, check_text, load_rules
from lawcheck.kinds.marks import Marks
from lawcheck.model import Span
from lawcheck.text.doubles import doubled
from lawcheck.text.marks import PAIRS as ALL_PAIRS
from lawcheck.text.marks import unpaired
from lawcheck.text.numbers import to_chinese

often = settings(derandomize=True, max_examples=120)
CLAUSES = (
    "规范行政执法行为",
    "完善法律顾问制度",
    "评查执法案卷120宗",
    "办理行政许可385件",
    "组织旁听庭审3次",
    "修订应急预案1件",
)
PAIRS = ("（）", *(pair for pair in ALL_PAIRS if pair not in ("()", '""')))


def told(passage: str, family: str = "form.marks") -> list[Finding]:
    """Return what a rule tells of a passage in an otherwise good paper."""
    findings = check_text(frame({"achievements": f"（一）坚持党的领导。\n{passage}"})).findings
    return [finding for finding in findings if finding.rule == family]


def marks() -> Marks:
    rule = next(rule for rule in load_rules().rules if rule.id == "form.marks")
    assert isinstance(rule, Marks)
    return rule


# --- pairs

clause = st.sampled_from(CLAUSES)
quoted = st.builds(lambda pair, text: f"{pair[0]}{text}{pair[1]}", st.sampled_from(PAIRS), clause)
nested = st.builds(lambda pair, text: f"{pair[0]}{text}{pair[1]}", st.sampled_from(PAIRS), quoted)
pieces = st.lists(st.one_of(clause, quoted, nested), min_size=1, max_size=6, unique=True)


@given(pieces)
@often
def test_marks_in_pairs(parts: list[str]) -> None:
    assert told("，".join(parts) + "。") == []


@given(parts=pieces, pair=st.sampled_from(PAIRS), text=clause, end=st.sampled_from([0, 1]))
@often
def test_mark_that_is_lost(parts: list[str], pair: str, text: str, end: int) -> None:
    mark = pair[1 - end]
    alone = f"{text}{mark}" if end == 0 else f"{mark}{text}"
    (finding,) = told("，".join([*parts, alone]) + "。")
    assert (finding.place.excerpt, finding.message) == (mark, "标点不成对")
    assert finding.severity is (Severity.INFO if pair in ("（）", "【】", "〔〕") else Severity.WARNING)


@given(st.text(alphabet='“”‘’《》（）()〔〕【】"1a、。\n 的了是一二三行政', max_size=60))
@often
def test_any_marks_can_be_read(text: str) -> None:
    for finding in told(text):
        assert finding.place.excerpt


@pytest.mark.parametrize(
    ("text", "slips"),
    [
        ("“一”和“二”", []),
        ("“一“、“二“、“三“", [0, 4, 8]),
        ("”一“、”二“", [0]),
        ("“一", [0]),
        ("一”", [1]),
        ("“一“二”三", [0]),
        ("“一《二”》", [2]),
        ("“一" + '"', [0]),
        ("(一(二)", [0]),
        ("(一))", [3]),
        ("1)一;2)二;一)三", []),
        ("(一;1)二)", []),
        ("“一\n二”", []),
        ("“一。\n二”", []),
        ("“一。\n二。\n三”", [0, 8]),
        ("“一。\n“二。\n“三。”", []),
        ("〔2025]12号", []),
        ("〔2025 12号", [0]),
        ("it’s", []),
        ("他’", [1]),
        ('5"', []),
        ('一"', [1]),
    ],
)
def test_unpaired(text: str, slips: list[int]) -> None:
    assert [slip.offset for slip in unpaired(text, Span(0, len(text)))] == slips


# --- words


@pytest.mark.parametrize("word", marks().doubled)
def test_word_twice(word: str) -> None:
    (finding,) = told(f"全年科室{word}{word}股室的事务。")
    assert (finding.place.excerpt, finding.severity) == (2 * word, Severity.WARNING)
    assert told(f"全年科室{word}股室的事务。") == []


@pytest.mark.parametrize("word", marks().not_)
def test_word_that_saves(word: str) -> None:
    """Each word lets stand what meets by chance at its edges."""
    words = [own for own in marks().doubled if own != word]
    places = [f"科室{own}{word}股室" for own in words if word.startswith(own)]
    places += [f"科室{word}{own}股室" for own in words if word.endswith(own)]
    for place in [f"科室{word}股室", *places]:
        assert told(f"全年{place}的事务。") == []


def test_word_many_times() -> None:
    found = told("群众反映的的的的的问题，法治政府法治政府法治政府法治政府建设。")
    assert [finding.message for finding in found] == ["字词重复"] * 2


@given(st.text(alphabet="行政执法案卷评查规范制度", min_size=3, max_size=12))
@often
def test_longer_word_typed_twice(word: str) -> None:
    assume(len(set(word)) > 1)
    found = told(f"我局对{word}{word}。")
    assert found
    assert all("字词重复" in finding.message for finding in found)


@given(st.permutations("行政执法案卷评查规范制度"))
@often
def test_no_character_twice(chars: list[str]) -> None:
    assert list(doubled("".join(chars), 2, 6)) == []


@given(st.text(alphabet="工作法治\U0001f600\n", max_size=40))
@often
def test_doubles_are_all_found(text: str) -> None:
    found = list(doubled(text, 2, 6))
    assert all(text[start:end] == 2 * text[start : (start + end) // 2] for start, end in found)
    for size in range(2, 7):
        mine = [span for span in found if span.end - span.start == 2 * size]
        for at in range(len(text) - 2 * size + 1):
            word = text[at : at + size]
            if word.isalpha() and text[at + size : at + 2 * size] == word:
                assert any(span.start < at + 2 * size and at < span.end for span in mine)


def test_doubles_of_a_hostile_text() -> None:
    found = list(doubled("啊" * 200_000, 3, 12))
    assert found
    assert all(end - start >= 6 for start, end in found)
    assert list(doubled("=" * 200_000, 3, 12)) == []


# --- width


@given(wide=st.integers(min_value=0, max_value=6), narrow=st.integers(min_value=0, max_value=6))
@often
def test_width(wide: int, narrow: int) -> None:
    passage = "".join(f"{CLAUSES[index % 6]}事项，规范办理。" for index in range(wide))
    passage += "".join(f"{CLAUSES[index % 6]}事项,规范办理。" for index in range(narrow))
    found = told(passage or "规范办理。")
    assert len(found) == (1 if narrow else 0)  # the frame itself is wide


# --- numbers


@given(count=st.integers(min_value=3, max_value=9), lost=st.integers(min_value=2, max_value=8))
@often
def test_numbers(count: int, lost: int) -> None:
    assume(lost < count)
    for style in ("（{}）", "{}是"):
        items = [style.format(to_chinese(number)) for number in range(1, count + 1)]
        glue = "\n" if style.startswith("（") else ""
        lead = "" if style.startswith("（") else "（一）规范执法。"
        right = lead + glue.join(f"{item}{CLAUSES[at % 6]}。" for at, item in enumerate(items))
        paper = {"achievements": right}
        assert "form.numbering" not in [f.rule for f in check_text(frame(paper)).findings]
        gone = [item for at, item in enumerate(items, 1) if at != lost]
        wrong = lead + glue.join(f"{item}{CLAUSES[at % 6]}。" for at, item in enumerate(gone))
        findings = check_text(frame({"achievements": wrong})).findings
        assert [f.rule for f in findings].count("form.numbering") == 1


# --- placeholders

LEFT_OPEN = ("XX", "××", "某某", "□", "【】", "【待核实】", "____")
SLOTS = ("评查案卷{}宗。", "办理许可{}件。", "会同{}局检查3次。", "组织培训{}期。")


@pytest.mark.parametrize(("slot", "left"), list(product(SLOTS, LEFT_OPEN)))
def test_slot_left_open(slot: str, left: str) -> None:
    (finding,) = told(slot.format(left), "form.placeholder")
    assert finding.severity is Severity.ERROR


@given(st.integers(min_value=1, max_value=99999))
@often
def test_slot_that_is_filled(number: int) -> None:
    assert told("".join(slot.format(number) for slot in SLOTS), "form.placeholder") == []
