"""YAML → RuleBook: what a good file gives, and that every mistake is told where it stands."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
import time
from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Annotated, Any, Literal

import pytest
import yaml
from annotated_types import Ge, Gt, Le, Lt, MaxLen, MinLen
from hypothesis import given, settings
from hypothesis import strategies as st
from quotations import bare

from lawcheck.errors import LawcheckError, Mistake, RuleBookError
from lawcheck.kinds import Basis, Rule, kind_names
from lawcheck.kinds.coverage import Coverage
from lawcheck.kinds.forbidden import Forbidden
from lawcheck.model import Severity, Text
from lawcheck.records import record
from lawcheck.rulebook import Genre, RuleBook, SectionRule, load_rules, shipped, shipped_names, strict
from lawcheck.rulebook.cases import load_cases
from lawcheck.rulebook.compiled import compile_books, freeze, library, main, thaw
from lawcheck.rulebook.frames import MOST, Ledger, cells
from lawcheck.rulebook.nodes import Place, Table
from lawcheck.rulebook.repair import clean
from lawcheck.rulebook.shapes import Layer
from lawcheck.rulebook.shaping import shape
from lawcheck.rulebook.syntax import explain

BROKEN = Path(__file__).parent / "mistakes"
NAMES = sorted(path.stem for path in BROKEN.glob("*.yaml"))

HEAD = 'rulebook: demo\ntitle: 示例\nversion: "1"\n'
RULE = "rules:\n  - {id: form.title, kind: title, title: 标题}\n"
GOOD = """\
# yaml-language-server: $schema=./schema.json
rulebook: demo
title: 法治政府建设年度报告
version: 2026.1
words: words.txt
applies:
  titles: [法治政府建设情况报告]
  words: {法治: 1, 依法: 0.5}
denials: [未, 没有]
sections:
  - id: leadership
    title: {zh: 第一责任人, en: Duties}
    weight: 20
    severity: warning
    basis: {law: 某规定, item: 第二十五条}
    headings:
      - 党政主要负责人履行推进法治建设第一责任人职责,加强法治政府建设的有关情况
      - 抓“关键少数”，压实第一责任人职责
    cues: [第一责任人, 党政主要负责人]
    not: [企业主要负责人]
    rules:
      - id: leadership.acts
        kind: coverage
        title: 履职
        of: {会议: [主持召开, 主持…会议], 述法: [述法]}
        need: 1
rules:
  - {id: form.placeholder, kind: forbidden, title: 占位, of: [某某, "[  ]"], not: [某某年], severity: error}
"""
WORDS = "# 词表\n法治\t2\n政府  0.5  # 常见\n\n建设\n"
BOOK = RuleBook(
    rulebook="demo",
    title=Text("法治政府建设年度报告"),
    version="2026.1",
    applies=Genre(titles=("法治政府建设情况报告",), words={"法治": 1.0, "依法": 0.5}),
    denials=("未", "没有"),
    sections=(
        SectionRule(
            id="leadership",
            title=Text("第一责任人", "Duties"),
            weight=20.0,
            severity=Severity.WARNING,
            basis=(Basis(law="某规定", item=Text("第二十五条")),),
            headings=(
                "党政主要负责人履行推进法治建设第一责任人职责,加强法治政府建设的有关情况",
                "抓“关键少数”，压实第一责任人职责",
            ),
            cues=("第一责任人", "党政主要负责人"),
            not_=("企业主要负责人",),
            rules=(
                Coverage(
                    id="leadership.acts",
                    title=Text("履职"),
                    of={"会议": ("主持召开", "主持…会议"), "述法": ("述法",)},
                    need=1,
                ),
            ),
        ),
    ),
    rules=(
        Forbidden(
            id="form.placeholder",
            title=Text("占位"),
            of=("某某", "[  ]"),
            not_=("某某年",),
            severity=Severity.ERROR,
        ),
    ),
    words={"法治": 2.0, "政府": 0.5, "建设": 1.0},
    layers=(
        Layer(
            book="demo",
            title=Text("法治政府建设年度报告"),
            version="2026.1",
            given={
                "": ("rulebook", "title", "version", "words", "applies", "denials"),
                "leadership": ("title", "weight", "severity", "basis", "headings", "cues", "not"),
                "leadership.acts": ("kind", "title", "of", "need"),
                "form.placeholder": ("kind", "title", "of", "not", "severity"),
            },
        ),
    ),
    sha256=sha256((GOOD + WORDS).encode()).hexdigest(),
)


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """Return the path of a good book with its word file."""
    path = tmp_path / "book.yaml"
    path.write_bytes(GOOD.encode())
    (tmp_path / "words.txt").write_bytes(WORDS.encode())
    return path


def load(tmp_path: Path, content: str | bytes) -> RuleBook:
    """Load a book of this content."""
    path = tmp_path / "book.yaml"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return load_rules(path)


def told(tmp_path: Path, content: str | bytes) -> list[str]:
    """Return what is told of a bad book: line, column and message of each mistake."""
    with pytest.raises(RuleBookError) as caught:
        load(tmp_path, content)
    return [f"{m.line}:{m.column} {m.message}" for m in caught.value.mistakes]


# broken files


@pytest.mark.parametrize("name", NAMES)
def test_a_broken_file_gives_exactly_its_message(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each ``mistakes/NAME.yaml`` is told as ``mistakes/NAME.txt`` says."""
    monkeypatch.chdir(BROKEN)
    with pytest.raises(RuleBookError) as caught:
        load_cases(f"{name}.yaml")
    assert f"{caught.value}\n" == (BROKEN / f"{name}.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", NAMES)
def test_a_broken_file_gives_its_message_in_english(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same mistakes, as ``mistakes/en/NAME.txt`` says; no Chinese but the author's words in quotes."""
    monkeypatch.chdir(BROKEN)
    with pytest.raises(RuleBookError) as caught:
        load_cases(f"{name}.yaml")
    told = [replace(mistake, frame="").say("en") for mistake in caught.value.mistakes]
    assert told == (BROKEN / "en" / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    for mistake in caught.value.mistakes:
        assert bare(mistake.message_en) == []


def test_mistakes_keep_both_languages_on_their_way_between_processes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(BROKEN)
    with pytest.raises(RuleBookError) as caught:
        load_cases("tabs.yaml")
    again = pickle.loads(pickle.dumps(caught.value))
    assert (str(again), again.say("en")) == (str(caught.value), caught.value.say("en"))
    assert str(again) == again.say("zh") != again.say("en")


def test_each_expected_message_has_its_broken_file() -> None:
    """No message is left over from a file that is gone."""
    assert sorted(path.stem for path in BROKEN.glob("*.txt")) == NAMES
    assert sorted(path.stem for path in (BROKEN / "en").glob("*.txt")) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_without_the_c_parser_the_same_is_told(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where PyYAML was built without libyaml its own parser tells the same, place for place."""
    monkeypatch.setattr(strict, "_LOADER", yaml.SafeLoader)
    monkeypatch.chdir(BROKEN)
    with pytest.raises(RuleBookError) as caught:
        load_cases(f"{name}.yaml")
    expected = (BROKEN / f"{name}.txt").read_text(encoding="utf-8")
    if name == "escape":  # one column further
        expected = expected.replace("4:15", "4:16").replace(" ^", "  ^")
    assert f"{caught.value}\n" == expected


# good files


def test_a_good_book_is_what_it_says(book: Path) -> None:
    """Every key reaches its field with its type."""
    assert repr(load_rules(book)) == repr(BOOK)
    assert type(load_rules(str(book)).sections[0].severity) is Severity


def test_the_python_parser_reads_the_same_book(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With and without libyaml."""
    monkeypatch.setattr(strict, "_LOADER", yaml.SafeLoader)
    assert repr(load_rules(book)) == repr(BOOK)


@pytest.mark.parametrize("value", ["no", "12:30", "2024-01-31", "null", "~", "0x1F", "1_000", "1.50", "yes"])
def test_every_value_stays_text(tmp_path: Path, value: str) -> None:
    """YAML's own types are not guessed at."""
    assert load(tmp_path, HEAD.replace('"1"', value) + RULE).version == value


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_mark_and_other_line_ends_do_no_harm(tmp_path: Path, end: str) -> None:
    """Notepad writes a byte order mark and Windows' line ends; places stay right."""
    good = b"\xef\xbb\xbf" + (HEAD + RULE).replace("\n", end).encode()
    assert load(tmp_path, good).title == Text("示例")
    bad = b"\xef\xbb\xbf" + ("rulebok: demo\n" + HEAD + RULE).replace("\n", end).encode()
    assert told(tmp_path, bad)[0].startswith('1:1 未知的键 "rulebok"')


def test_a_right_file_is_never_suspected(tmp_path: Path) -> None:
    """What would be a slip elsewhere may stand in a text."""
    title = "    title: |\n      附件：\n      weight：20\n"
    others = '    message: "说明：［略］"\n    hint: ‘甲’和‘乙’：见［附件］\n'
    book = load(tmp_path, HEAD + "rules:\n  - id: form.title\n    kind: title\n" + title + others)
    assert book.rules[0].title.zh == "附件：\nweight：20\n"


def test_the_hash_is_of_the_file_and_its_words(book: Path) -> None:
    """Another word makes another book."""
    before = load_rules(book).sha256
    (book.parent / "words.txt").write_bytes((WORDS + "依法\n").encode())
    assert load_rules(book).sha256 != before


# what cannot be read


def test_what_cannot_be_read_is_one_mistake(tmp_path: Path) -> None:
    """Missing, a folder, a pipe, too large: told at the file's beginning."""
    os.mkfifo(tmp_path / "pipe.yaml")
    (tmp_path / "large.yaml").write_bytes(b"#" * 2_000_001)
    for name, why in [
        ("nowhere.yaml", "没有这个文件"),
        ("", "是文件夹"),
        ("pipe.yaml", "特殊文件"),
        ("large.yaml", "最多 2 MB"),
    ]:
        with pytest.raises(RuleBookError, match=why) as caught:
            load_rules(tmp_path / name)
        (mistake,) = caught.value.mistakes
        assert (mistake.line, mistake.column, mistake.frame) == (1, 1, "")


def test_mistakes_of_both_files_come_together(book: Path) -> None:
    """The book's and the word file's mistakes are one list, sorted by path."""
    book.write_bytes(GOOD.replace("weight: 20", "weight: 二十").encode())
    (book.parent / "words.txt").write_bytes("法治 二\n".encode())
    with pytest.raises(RuleBookError) as caught:
        load_rules(book)
    assert [(os.path.basename(m.path), m.line) for m in caught.value.mistakes] == [
        ("book.yaml", 13),
        ("words.txt", 1),
    ]


# messages that name what the program has


def test_an_unknown_key_without_a_like_one_lists_the_keys(tmp_path: Path) -> None:
    """There is nothing that may have been meant."""
    (message,) = told(tmp_path, HEAD + "zzz: 1\n" + RULE)
    assert message.startswith('4:1 未知的键 "zzz"；这里可用的键：rulebook、title、version、')
    assert "sha256" not in message


def test_the_hash_cannot_be_given(tmp_path: Path) -> None:
    """It is reckoned."""
    (message,) = told(tmp_path, HEAD + "sha256: abc\n" + RULE)
    assert message.startswith('4:1 未知的键 "sha256"')


def test_an_unknown_kind_without_a_like_one_lists_the_kinds(tmp_path: Path) -> None:
    """The author sees what there is."""
    (message,) = told(tmp_path, HEAD + RULE.replace("kind: title", "kind: zzzzz"))
    assert message == f'5:28 没有 "zzzzz" 这种规则；可用的有：{"、".join(kind_names())}'


def test_there_is_an_end_of_telling(tmp_path: Path) -> None:
    """Nobody reads more than so many; how many there are is told."""
    few = told(tmp_path, HEAD + RULE + "".join(f"k{n}: 1\n" for n in range(MOST + 50)))
    assert len(few) == MOST + 1
    assert few[-1].endswith("从这里起还有 50 处错误没有列出")
    many = told(tmp_path, HEAD + RULE + "".join(f"k{n}: 1\n" for n in range(3000)))
    assert few[-1].split()[0] == many[-1].split()[0]
    assert "至少" in many[-1]


# errors of pydantic


@record
class Odd(Rule):
    """A kind with every sort of field."""

    kind: Literal["odd"] = "odd"
    one: Literal["a", "b"] = "a"
    either: str | tuple[str, ...] = ""
    when: date | None = None
    more: Annotated[float, Gt(0), Lt(5)] = 1
    least: Annotated[int, Ge(1), Le(9)] = 1
    few: Annotated[tuple[str, ...], MinLen(1), MaxLen(2)] = ("a",)
    short: Annotated[str, MinLen(2), MaxLen(4)] = "ab"
    texts: tuple[Text, ...] = ()
    pairs: tuple[tuple[str, int], ...] = ()
    table: dict[str, dict[str, float]] | None = None
    whole: bytes = b""

    def __post_init__(self) -> None:
        """Refuse what does not fit together."""
        if self.least > self.more:
            raise ValueError("least 不能大于 more")


def shaped(text: str) -> Any:
    """Return the rule of a YAML text, or what is told."""
    ledger = Ledger("x", text)
    whole = clean(text)
    tree = strict.parse(whole.text, ledger, whole.origin)
    assert isinstance(tree, Table)
    made = shape(Odd, tree, ledger)
    return made or [f"{m.line}:{m.column} {m.message}" for m in ledger.mistakes()]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("one: c", '3:6 "one" 只能是 a、b，这里是 "c"'),
        ("either: {a: b}", '3:9 "either" 应为文字，或列表（[甲, 乙]，或每行一项、以“- ”开头），这里是键和值'),
        ("either: [a, {b: c}]", "3:13 这一项应为文字，这里是键和值"),
        ("when: 明天", '3:7 "when" 应为日期（如 2024-01-31），这里是 "明天"'),
        ("more: 0", '3:7 "more" 应大于 0.0，这里是 "0"'),
        ("more: 5", '3:7 "more" 应小于 5.0，这里是 "5"'),
        ("more: 1e999", '3:7 应为有限的数，这里是 "1e999"'),
        ("least: 0", '3:8 "least" 应不小于 1，这里是 "0"'),
        ("least: 10", '3:8 "least" 应不大于 9，这里是 "10"'),
        (f"least: {'9' * 5000}", '3:8 "least" 应为整数，这里是 "99999999999999999999..."'),
        ("few: []", '3:6 "few" 至少要有 1 项，这里是列表'),
        ("few: [a, b, c]", '3:6 "few" 至多只能有 2 项，这里是列表'),
        ("short: a", '3:8 "short" 至少要有 2 个字，这里是 "a"'),
        ("short: abcde", '3:8 "short" 至多只能有 4 个字，这里是 "abcde"'),
        ("texts: [甲, {zh: 乙, fr: c}]", '3:20 未知的键 "fr"；这里可用的键：zh、en'),
        ("pairs: [[a, 1], [b, c]]", '3:21 这一项应为整数，这里是 "c"'),
        ("table: {a: {b: c}}", '3:16 "b" 应为数字，这里是 "c"'),
        ("table: {a: {b: nan}}", '3:16 应为有限的数，这里是 "nan"'),
        ("least: 3", "1:1 least 不能大于 more"),
    ],
)
def test_pydantic_speaks_in_the_author_s_words(line: str, message: str) -> None:
    """Each sort of error is told at its value."""
    assert shaped(f"id: a\ntitle: 甲\n{line}\n") == [message]


def test_an_error_that_has_no_words_of_ours_is_still_told() -> None:
    """Its own sentence is better than none."""
    ledger = Ledger("x", "")
    from lawcheck.rulebook.wording import tell

    error: Any = {"type": "strange", "loc": ("id",), "msg": "Strange", "input": 1}
    tell([error], Odd, Table({}, {}, Place(1, 1)), ledger)
    assert [m.message for m in ledger.mistakes()] == ["的值不对（Strange），这里是键和值"]


def test_odd_fields_are_filled() -> None:
    """Texts for people may stand deep, and all else is made from text."""
    made = shaped("id: a\ntitle: 甲\ntexts: [乙, {zh: 丙, en: C}]\npairs: [[a, 1]]\nwhen: 2024-01-31\n")
    assert made.texts == (Text("乙"), Text("丙", "C"))
    assert made.pairs == (("a", 1),)
    assert made.when == date(2024, 1, 31)


# syntax errors


@pytest.mark.parametrize(
    ("problem", "message"),
    [
        ("found unexpected ':'", "括号里的冒号后面要有半角空格"),
        ("found nonsense", "YAML 语法有误（found nonsense）"),
    ],
)
def test_syntax_errors_of_one_parser_only_are_told_too(problem: str, message: str) -> None:
    """Other versions of the parser may say what ours does not."""
    line, column, told = explain(yaml.MarkedYAMLError(problem=problem), "a")
    assert (line, column, told.zh) == (0, 0, message)
    assert told.en


# frames


def test_frames_show_the_place_in_cells() -> None:
    """The marker stands under the place, whatever is before it."""
    ledger = Ledger("x", "甲：\ta1\u0301\u200b乙")
    for column in range(1, 9):
        assert (
            ledger.frame(Place(1, column)).splitlines()[1].index("^")
            == [6, 8, 10, 14, 15, 16, 16, 17][column - 1]
        )


def test_frames_of_long_lines_show_the_place() -> None:
    """A line of a million characters is cut to what matters."""
    line = "法" * 500_000 + "错" + "治" * 500_000
    begin = time.perf_counter()
    frame = Ledger("x", line).frame(Place(1, 500_001))
    assert time.perf_counter() - begin < 0.1
    shown, marker = frame.splitlines()
    assert "法错治" in shown
    assert cells(shown.partition("错")[0]) == marker.index("^")
    assert cells(shown) < 110


def test_a_place_after_the_end_is_shown() -> None:
    """An unclosed quote is noticed only there."""
    assert Ledger("x", "a\n").frame(Place(3, 1))


# any bytes


def is_bounded(tmp_path: Path, data: bytes) -> None:
    """Loading gives a book or its mistakes, soon."""
    path = tmp_path / "any.yaml"
    path.write_bytes(data)
    begin = time.perf_counter()
    mistakes = mistakes_of(path)
    assert time.perf_counter() - begin < 20
    assert all(m.line > 0 and m.column > 0 and m.message for m in mistakes)


def mistakes_of(path: Path) -> tuple[Mistake, ...]:
    """Return the mistakes of a book; none where it is good."""
    try:
        load_rules(path)
    except RuleBookError as error:
        return error.mistakes
    return ()


@given(data=st.binary(max_size=300) | st.text(max_size=200).map(lambda text: text.encode("utf-8", "replace")))
def test_any_bytes_give_a_book_or_its_mistakes(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    """Nothing else ever comes out of strange bytes."""
    is_bounded(tmp_path_factory.getbasetemp(), data)


PIECES = st.sampled_from(
    [
        *"\t\n\r：，［］【】｛｝“”\"'[]{}&*!|>-#:,?%@` 　甲<\u200b\x85\0",
        "- ",
        ": ",
        "\n  ",
        "\n---\n",
        "<<: ",
        "…",
        "- - ",
    ]
)


@given(
    cuts=st.lists(st.tuples(st.integers(0, len(GOOD)), st.integers(0, 30), PIECES), min_size=1, max_size=8)
)
@settings(max_examples=300)
def test_a_good_book_spoilt_gives_a_book_or_its_mistakes(
    tmp_path_factory: pytest.TempPathFactory, cuts: list[tuple[int, int, str]]
) -> None:
    """Nor does it out of a book in which something was cut or put in."""
    text = GOOD
    for at, length, piece in cuts:
        text = text[:at] + piece + text[at + length :]
    is_bounded(tmp_path_factory.getbasetemp(), text.encode())


NONSENSE = [
    "[",
    "{",
    "- ",
    "a: ",
    "? ",
    "&a ",
    "*a, ",
    "!a ",
    '"',
    "'",
    "：",
    "a：",
    "［",
    "法",
    "#",
    "\t",
    "\0",
]
NONSENSE += ["- \n", "a:\n", "|\n", "\ta: 1\n", "weight：1\n", "- {kind: coverage}\n", "%YAML 1.1\n"]


@pytest.mark.parametrize("piece", NONSENSE)
def test_large_files_of_nonsense_are_told_soon(tmp_path: Path, piece: str) -> None:
    """Deep nesting, huge anchors and the like take no time."""
    is_bounded(tmp_path, (piece * 2_000_000).encode()[:300_000])
    is_bounded(tmp_path, ("rules: [" + piece * 2_000_000).encode()[:300_000])


def test_long_lists_of_false_friends_are_compared_soon(tmp_path: Path) -> None:
    """Every cue against every false friend with a gap is bounded."""
    cues = ", ".join(f"主持第{n}次会议" for n in range(3000))
    friends = ", ".join(f"主持…第{n}会" for n in range(3000))
    section = f"sections:\n  - {{id: a, title: 甲, headings: [乙], cues: [{cues}], not: [{friends}]}}\n"
    begin = time.perf_counter()
    assert told(tmp_path, HEAD + section) == [
        "5:44 列表有 3000 项，最多 2000 项",
        f"5:{53 + len(cues)} 列表有 3000 项，最多 2000 项",
    ]
    assert time.perf_counter() - begin < 20


# the compiled book


def test_a_frozen_book_thaws_to_the_same(book: Path) -> None:
    """Enums, texts, tuples and dictionaries come back as they were."""
    thawed = thaw(freeze(load_rules(book)))
    assert repr(thawed) == repr(BOOK)
    assert repr(thawed) == repr(BOOK)
    assert freeze(thawed) == freeze(BOOK)


def test_what_a_kind_may_hold_survives_freezing() -> None:
    """Dates, nested tuples and nested dictionaries too."""
    rule = Odd(
        id="a", title=Text("甲"), when=date(2024, 1, 31), pairs=(("a", 1), ("b", 2)), table={"a": {"b": 1.0}}
    )
    book = RuleBook(rulebook="x", title=Text("甲"), version="1", rules=(rule,))
    assert repr(thaw(freeze(book))) == repr(book)


@pytest.mark.parametrize("words", [{"@": 1.0}, {1: 1.0}, {"a": {1}}, {"a": b"x"}])
def test_what_json_cannot_hold_is_not_frozen(words: Any) -> None:
    """Rather an error than another book."""
    with pytest.raises(TypeError, match="rule book"):
        freeze(RuleBook(rulebook="x", title=Text("甲"), version="1", words=words))


def test_the_shipped_compiled_book_is_current() -> None:
    """``python -m lawcheck.rulebook.compiled`` writes it anew."""
    books = {name: load_rules(shipped(f"{name}.yaml")) for name in shipped_names()}
    assert Path(shipped("_compiled.json")).read_text(encoding="utf-8") == compile_books(books)
    for name, book in books.items():
        assert repr(load_rules(name)) == repr(book)
        assert book.rulebook == name
    assert repr(load_rules()) == repr(books["annual-report"])


def test_compiling_writes_the_shipped_book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The file lies beside the YAML it comes from."""
    monkeypatch.setattr("lawcheck.rulebook.files._PACKAGE", str(tmp_path))
    library.cache_clear()
    shipped_names.cache_clear()
    folder = tmp_path / "_rules"
    folder.mkdir()
    (folder / "annual-report.yaml").write_bytes(GOOD.encode())
    (folder / "words.txt").write_bytes(WORDS.encode())
    with pytest.raises(LawcheckError, match=r"安装不完整.*_compiled\.json") as caught:
        load_rules()
    again = pickle.loads(pickle.dumps(caught.value))
    assert again.say("zh") == str(again) == str(caught.value)
    assert again.say("en") == caught.value.say("en") != str(again)
    main()
    assert repr(load_rules()) == repr(BOOK)
    monkeypatch.undo()
    library.cache_clear()
    shipped_names.cache_clear()


def test_the_shipped_book_needs_neither_yaml_nor_pydantic() -> None:
    """They cost more than the whole check."""
    code = "import sys; from lawcheck.rulebook import load_rules; load_rules(); print(*sys.modules)"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not {"yaml", "pydantic", "jieba", "rich", "difflib", "hashlib"} & set(ran.stdout.split())
