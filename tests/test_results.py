"""Results read back: byte for byte what was written, and a sentence for everything that is no result."""

from __future__ import annotations

import json
import tracemalloc
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from fabricated import complete, gappy, hostile, not_applicable, partly_read, several
from hypothesis import given
from hypothesis import strategies as st

import lawcheck
from lawcheck import results
from lawcheck.baseline import Baseline
from lawcheck.errors import UsageError
from lawcheck.gate import Gate, troubles
from lawcheck.model import (
    Followed,
    Known,
    Misuse,
    Place,
    Previous,
    Report,
    ReportStatus,
    Run,
    Severity,
    Span,
    State,
    Suppressed,
    Suppression,
    Unreadable,
)
from lawcheck.renderers import Look, formats, jsonl, render
from lawcheck.results import LIMIT, NoResultError, Results, load, read

ROOT = Path(__file__).parents[1]
FOLDERS = ("tests/documents", "tests/good", "tests/files", "examples")
PAPERS = sorted(
    str(path)
    for folder in FOLDERS
    for path in (ROOT / folder).iterdir()
    if path.suffix in (".txt", ".md", ".doc", ".docx", ".pdf")
)
LONG = 6_000_000  # bytes


def compared() -> Report:
    """Return a report with all that a baseline, suppressions and last year's paper bring in."""
    first, second, *others = gappy().findings
    gone = Known("0123456789abcdef", "form.placeholder", Severity.ERROR, "占位文字", "=XX月", 0)
    by = Suppression(second.rule, "已核对", until=date(2026, 12, 31), source="lawcheck.toml:3")
    told = (replace(first, state=State.NEW), *(replace(each, state=State.REMAINING) for each in others))
    place = first.place
    return replace(
        gappy(),
        findings=(replace(told[0], previous=(place,), related=(place, place)), *told[1:]),
        suppressed=(Suppressed(second, by),),
        solved=(gone,),
        misused=(Misuse("第3行", "看不懂"), Misuse("lawcheck.toml:9", "没有对上", by)),
        previous=Previous("a.txt", "f" * 64, None, "云溪县", 2024),
        followed=(
            Followed("follow.plan", place, None, 0.0, 0.5),
            Followed("follow.plan", place, place, 0.5999999, 0.6),
            Followed("follow.plan", place, place, 0.00001, 0.00004),
            Followed("follow.plan", place, place, 0.99999, 1.0),
            Followed("follow.plan", place, place, 0.7, 0.6),
        ),
    )


FABRICATED: dict[str, Callable[[], Report | Unreadable]] = {
    "complete": complete,
    "gappy": gappy,
    "not_applicable": not_applicable,
    "partly_read": partly_read,
    "hostile": hostile,
    "compared": compared,
    "no_name": lambda: replace(complete(), path="\udcff\udc80.txt", solved=()),
    "unread": lambda: Unreadable("空.txt", "文件是空的"),
    "foreign": lambda: Unreadable("README.md", "没有中文", foreign=True, sha256="a" * 64),
}


def written_again(line: str, lang: str = "zh") -> str:
    """Return a line read and written again, once as a text and once as bytes."""
    one, other = load(line, lang), load(line.encode(), lang)
    assert one.version == lawcheck.__version__
    assert jsonl.line(other.answer, other.options) == jsonl.line(one.answer, one.options)
    return jsonl.line(one.answer, one.options)


# The law


@pytest.mark.parametrize("name", FABRICATED)
def test_a_line_is_written_again_byte_for_byte(name: str) -> None:
    for options in (None, "0" * 64):
        line = jsonl.line(FABRICATED[name](), options)
        assert written_again(line) == line
        assert load(line).options == options


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_so_are_those_of_all_papers(lang: str) -> None:
    let = Suppression("form", "已核对", source="lawcheck.toml:1")
    for each in ((), (let,)):
        for answer in lawcheck.check_many(PAPERS, lang=lang, suppress=each, select=["form", "plan"]):
            line = jsonl.line(answer)
            assert written_again(line, lang) == line


def test_so_are_those_compared_with_a_baseline() -> None:
    for path in PAPERS:
        for answer in lawcheck.check_many([path]):
            if isinstance(answer, Report):
                before = replace(answer, findings=answer.findings[1:])
                line = jsonl.line(Baseline(".", {}).written_anew([before]).compare(answer))
                assert written_again(line) == line


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
COUNTS = st.integers(1, 10**9)
SHARES = st.floats(0, 1)
PLACES = st.builds(
    Place,
    st.just(Span(0, 0)),
    *[COUNTS] * 4,
    st.none() | COUNTS,
    st.none(),
    st.lists(TEXTS, max_size=3).map(tuple),
    TEXTS,
)


@given(st.data())
def test_so_is_whatever_a_report_may_hold(data: st.DataObject) -> None:
    def some(strategy: st.SearchStrategy[Any]) -> Any:
        return data.draw(strategy)

    found = [
        replace(
            each,
            message=some(TEXTS),
            place=some(PLACES),
            related=some(st.lists(PLACES, max_size=2).map(tuple)),
            state=some(st.none() | st.sampled_from(State)),
            fingerprint=some(TEXTS),
        )
        for each in gappy().findings
    ]
    report = replace(
        gappy(some(TEXTS)),
        status=some(st.sampled_from(ReportStatus)),
        score=some(st.none() | st.floats(0, 100)),
        findings=tuple(found),
        sections=tuple(
            replace(each, place=some(st.none() | PLACES), score=some(st.none() | SHARES), weight=some(SHARES))
            for each in gappy().sections
        ),
        notes=tuple(some(st.lists(TEXTS, max_size=3))),
        reason=some(TEXTS),
        followed=tuple(
            Followed("follow.plan", some(PLACES), some(st.none() | PLACES), some(SHARES), some(SHARES))
            for _ in range(3)
        ),
    )
    line = jsonl.line(report)
    assert written_again(line) == line


def test_what_is_read_is_what_was_told() -> None:
    report = compared()
    answer = load(jsonl.line(report), "en").answer
    assert isinstance(answer, Report)
    assert (answer.lang, answer.document.text, answer.rulebook.title) == ("en", "", "annual-report")
    assert answer.document.signature
    assert answer.document.signature.date == date(2024, 3, 15)
    assert [f.fingerprint for f in answer.findings] == [f.fingerprint for f in report.findings]
    assert answer.findings[0].place.path == report.findings[0].place.path
    assert answer.findings[0].related[0].excerpt == report.findings[0].related[0].excerpt
    assert answer.solved == report.solved
    assert [each.answered for each in answer.followed] == [each.answered for each in report.followed]
    assert [each.in_paper for each in answer.misused] == [True, False]


def test_a_part_has_the_reason_of_its_verdict() -> None:
    report = lawcheck.check(ROOT / "examples" / "gappy.txt")
    answer = load(jsonl.line(report)).answer
    assert isinstance(answer, Report)
    assert [part.reason for part in answer.sections] == [part.reason for part in report.sections]


def test_papers_without_a_verdict_keep_their_reason() -> None:
    run = Run((complete(), not_applicable(), partly_read()), (Unreadable("空.txt", "文件是空的"),))
    reports = tuple(load(jsonl.line(each)).answer for each in run.reports)
    unreadable = tuple(load(jsonl.line(each)).answer for each in run.unreadable)
    again = Run(
        tuple(each for each in reports if isinstance(each, Report)),
        tuple(each for each in unreadable if isinstance(each, Unreadable)),
    )
    assert troubles(again) == troubles(run)
    assert Gate().judge(again) == Gate().judge(run) == 3


@pytest.mark.parametrize("format", formats())
def test_they_can_be_shown_in_every_format(format: str) -> None:
    given = (compared(), hostile(), *several().reports)
    reports = [load(jsonl.line(each)).answer for each in given]
    run = Run(tuple(each for each in reports if isinstance(each, Report)), several().unreadable)
    assert render(run, format, Look(explain=True))


# Files


def test_a_file_is_read_as_often_as_one_likes(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text("".join(jsonl.line(make(), "x") for make in FABRICATED.values()), "utf-8")
    found = Results(str(path))
    first, second = list(found), list(found)
    assert [jsonl.line(each) for each in first] == [jsonl.line(each) for each in second]
    assert len(first) == len(FABRICATED)
    for offset, line in found.placed():
        assert jsonl.line(found.at(offset).answer) == jsonl.line(line.answer)
    path.write_text("x", "utf-8")
    with pytest.raises(UsageError, match="变了"):
        found.at(0)


def test_marks_and_line_ends_of_other_systems_do_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    lines = [jsonl.line(make()) for make in (complete, gappy)]
    path.write_bytes(b"\xef\xbb\xbf" + "".join(lines).replace("\n", "\r\n").encode())
    assert [jsonl.line(each) for each in Results(str(path))] == lines
    assert jsonl.line(Results(str(path)).at(0).answer) == lines[0]


def test_memory_stays_flat(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    line = jsonl.line(gappy())
    path.write_text(line * (LONG // len(line.encode())), "utf-8")
    tracemalloc.start()
    try:
        count = sum(1 for _ in Results(str(path)))
        assert tracemalloc.get_traced_memory()[1] < LONG / 10
    finally:
        tracemalloc.stop()
    assert count > 500


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("whole", [True, False])
def test_a_line_that_was_cut_off(lang: str, whole: bool, tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    line = jsonl.line(gappy())
    cut = line.removesuffix("\n") if whole else line[:300]
    path.write_text(line + cut, "utf-8")
    with pytest.raises(UsageError) as raised:
        list(read(str(path), lang))
    assert "--resume" in str(raised.value)
    assert {"zh": "第 2 行", "en": "line 2"}[lang] in str(raised.value)
    assert [each.answer.path for each in read(str(path), lang, tolerant=True)] == [gappy().path]
    path.write_bytes(b"")
    assert list(read(str(path))) == []


def broken() -> Iterator[str]:
    """Yield lines that are no result of lawcheck."""
    yield from ("", " ", "{", "[]", "null", "1", '"x"', "{}", "not json", "[" * 200_000, '{"a":' * 200_000)
    yield '{"tool": {"name": "lawcheck"}, "schema_version": "1"}'
    yield '{"tool": {"name": "eslint"}, "schema_version": "1"}'
    yield '{"tool": "lawcheck", "schema_version": "1"}'
    yield "9" * 10_000
    yield "NaN"
    yield '{"status": Infinity}'


@pytest.mark.parametrize("line", [*broken()], ids=lambda line: line[:12])
def test_what_is_no_result_is_said_to_be_none(line: str, tmp_path: Path) -> None:
    with pytest.raises(NoResultError):
        load(line)
    path = tmp_path / "a.jsonl"
    path.write_text(f"{jsonl.line(complete())}{line}\n", "utf-8")
    for lang, words in (("zh", "第 2 行：不是 lawcheck 的检查结果"), ("en", "line 2: it is no result")):
        with pytest.raises(UsageError, match=words):
            list(read(str(path), lang, tolerant=True))


VALUES: tuple[Any, ...] = (
    None,
    True,
    -1,
    0,
    1.5,
    10**400,
    1e308 * 10,
    "",
    "\x1b[31m",
    [],
    [1],
    [[]],
    {},
    {"a": 1},
    [{}],
)


def spots(shape: Any, where: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Yield the way to each value of a line."""
    if where:
        yield where
    for key, value in shape.items() if isinstance(shape, dict) else enumerate(shape):
        if isinstance(value, dict | list):
            yield from spots(value, (*where, key))
        else:
            yield (*where, key)


def test_no_value_breaks_anything() -> None:
    """Whatever stands anywhere in a line, it is refused, or it can be shown in every format."""
    for answer in (compared(), Unreadable("a", "b")):
        line = jsonl.line(answer)
        for where in spots(json.loads(line)):
            for value in VALUES:
                shape = json.loads(line)
                holder = shape
                for step in where[:-1]:
                    holder = holder[step]
                holder[where[-1]] = value
                with suppress(NoResultError):
                    found = load(json.dumps(shape)).answer
                    jsonl.line(found)
                    if isinstance(found, Report):
                        render(Run((found,)), "plain", Look(explain=True))


def test_a_key_that_is_missing_is_named() -> None:
    line = jsonl.line(compared())
    for where in spots(json.loads(line)):
        shape = json.loads(line)
        holder = shape
        for step in where[:-1]:
            holder = holder[step]
        if isinstance(holder, dict):
            del holder[where[-1]]
            with pytest.raises(NoResultError):
                load(json.dumps(shape))
    shape = json.loads(line)
    del shape["findings"][1]["hint"]
    with pytest.raises(NoResultError, match="hint is missing"):
        load(json.dumps(shape))
    shape["findings"][1]["hint"] = 7
    with pytest.raises(NoResultError, match="hint is wrong"):
        load(json.dumps(shape))


def test_another_schema_is_said(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(jsonl.line(complete()).replace('"schema_version": "1"', '"schema_version": "2"'), "utf-8")
    with pytest.raises(UsageError, match="schema_version is '2'"):
        list(read(str(path), "en"))


def test_what_later_versions_may_add_is_passed_over() -> None:
    shape = json.loads(jsonl.line(gappy()))
    shape["new"] = shape["findings"][0]["new"] = 1
    assert jsonl.line(load(json.dumps(shape)).answer) == jsonl.line(gappy())


def test_a_line_without_end_is_not_read_to_its_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.jsonl"
    with open(path, "wb") as file:
        file.truncate(LIMIT + 10)
    for tolerant in (False, True):
        with pytest.raises(UsageError, match="50 MB"):
            list(read(str(path), tolerant=tolerant))
    line = jsonl.line(complete())
    monkeypatch.setattr(results, "LIMIT", len(line.encode()))
    path.write_text(line, "utf-8")
    assert len(list(read(str(path)))) == 1


@pytest.mark.parametrize("name", ["none.jsonl", ".", "a\0b"])
def test_what_cannot_be_opened_is_said(name: str, tmp_path: Path) -> None:
    for lang in ("zh", "en"):
        with pytest.raises(UsageError):
            list(read(str(tmp_path / name), lang))
