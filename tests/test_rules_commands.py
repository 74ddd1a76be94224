"""``lawcheck rules list``, ``show`` and ``validate``, and what ``show`` prints is a rule file."""

from __future__ import annotations

from pathlib import Path

import pytest
from rich.cells import cell_len

from lawcheck import cli, load_rules
from lawcheck.cli import rules
from lawcheck.cli._table import table
from lawcheck.rulebook import shipped_names
from lawcheck.rulebook.dumping import dump, origin

Capture = pytest.CaptureFixture[str]
TESTS = Path(__file__).parent
EXAMPLE = str(TESTS.parent / "examples" / "own-rules.yaml")
BROKEN = str(TESTS / "mistakes" / "unknown_kind.yaml")
COUNTY = """\
rulebook: yunxi
title: {zh: 云溪县补充要求, en: Yunxi}
version: "1"
extends: townships
without: {plan.answers: 本县另行报送}
sections:
  - id: leadership
    weight: 25
rules:
  - id: style.slogans
    kind: forbidden
    title: "空话：#1"
    of: ["- 谱写", "“新”篇章", "a: b", "'x"]
"""


def call(capsys: Capture, *args: str) -> tuple[int, str, str]:
    status = cli.main(list(args))
    return status, *capsys.readouterr()


@pytest.fixture
def county(tmp_path: Path) -> str:
    path = tmp_path / "county.yaml"
    path.write_text(COUNTY, "utf-8")
    return str(path)


@pytest.mark.parametrize(("lang", "words"), [("zh", "部门"), ("en", "department")])
def test_list_tells_the_shipped_books_and_for_whom_they_are(lang: str, words: str, capsys: Capture) -> None:
    status, out, err = call(capsys, "rules", "list", "--lang", lang)
    assert (status, err) == (0, "")
    rows = {line.split()[0]: line for line in out.splitlines() if line.strip()}
    assert set(shipped_names()) <= set(rows)
    assert words in rows["departments"]
    assert "annual-report" in rows["townships"]


def test_list_tells_where_each_rule_comes_from(county: str, capsys: Capture) -> None:
    status, out, _ = call(capsys, "rules", "list", county)
    assert status == 0
    rows = {line.split()[0]: line for line in out.splitlines() if line.strip()}
    assert set(load_rules(county).rule_ids()) <= set(rows)
    assert "yunxi < townships" in rows["leadership"]
    assert rows["form.title"].split()[3] == "没有标题"
    assert "空白的出自 annual-report" in out
    assert "停用" in rows["plan.answers"]
    assert rows["style.slogans"].split()[3] == "yunxi"


def test_show_tells_what_came_from_where(county: str, capsys: Capture) -> None:
    status, out, _ = call(capsys, "rules", "show", county, "leadership", "plan.answers", "style.slogans")
    assert status == 0
    assert "  weight: 25  # yunxi\n" in out
    assert "      need: 2  # townships\n" in out
    assert "- id: style.slogans  # yunxi\n" in out
    assert "# without: “云溪县补充要求”不作此要求：本县另行报送" in out


def test_show_without_ids_shows_everything(county: str, capsys: Capture) -> None:
    _, out, _ = call(capsys, "rules", "show", county)
    assert all(f"- id: {id_}" in out for id_ in load_rules(county).rule_ids())
    assert out.startswith("rulebook: yunxi")


def test_what_is_shown_is_a_rule_file(tmp_path: Path) -> None:
    """For a book without data files, which a rule file only names."""
    book = load_rules(EXAMPLE)
    (tmp_path / "again.yaml").write_text(dump(book), "utf-8")
    again = load_rules(tmp_path / "again.yaml")
    assert [repr(part) for part in again.sections] == [repr(part) for part in book.sections]
    assert [repr(rule) for rule in again.rules] == [repr(rule) for rule in book.rules]
    assert repr(again.applies) == repr(book.applies)


def test_the_national_book_is_shown_whole_but_for_its_data_files(tmp_path: Path) -> None:
    book = load_rules()
    for name in ("laws", "agencies", "terms", "events", "places"):
        (tmp_path / f"{name}.yaml").write_bytes(Path(TESTS.parent / "rules" / f"{name}.yaml").read_bytes())
    text = dump(book)
    for rule in book.rules:
        for facts in rule.facts():
            file = {"names.law": "laws", "names.agency": "agencies", "names.term": "terms"}
            name = file.get(rule.id, "events" if rule.id == "time.anachronism" else "places")
            mark = f"# table: …  ({type(facts).__name__})"
            at = text.index(mark, text.index(f"- id: {rule.id}\n"))
            text = text[:at] + f"table: {name}.yaml" + text[at + len(mark) :]
    (tmp_path / "again.yaml").write_text(text, "utf-8")
    again = load_rules(tmp_path / "again.yaml")
    assert [repr(part) for part in again.sections] == [repr(part) for part in book.sections]
    assert [repr(rule) for rule in again.rules] == [repr(rule) for rule in book.rules]
    assert (again.shares, again.denials) == (book.shares, book.denials)


def test_the_origin_of_a_key_is_the_last_file_that_gave_it(county: str) -> None:
    book = load_rules(county)
    assert origin(book, "leadership", "weight") == "yunxi"
    assert origin(book, "leadership", "hint") == "townships"
    assert origin(book, "leadership", "title") == "annual-report"
    assert origin(book, "leadership") == "annual-report"


@pytest.mark.parametrize(
    ("args", "status", "words"),
    [
        (("list", "nowhere.yaml"), 2, "没有这个文件"),
        (("list", BROKEN), 2, "这种规则"),
        (("show",), 2, "没有写规则书"),
        (("show", "annual-report", "plan.yaer"), 2, "是否指 plan.year？"),
        (("validate",), 2, "没有写规则文件"),
        (("lst",), 2, "是否指 list？"),
        ((), 2, "用法：lawcheck rules"),
    ],
)
def test_what_makes_no_sense_is_said(args: tuple[str, ...], status: int, words: str, capsys: Capture) -> None:
    got, out, err = call(capsys, "rules", *args)
    assert (got, out) == (status, "")
    assert words in err


def test_validate_lists_every_mistake_of_every_file(capsys: Capture) -> None:
    status, out, err = call(capsys, "rules", "validate", EXAMPLE, BROKEN)
    assert (status, err) == (2, "")
    assert f"{EXAMPLE}：没有错误" in out
    expected = (TESTS / "mistakes" / "unknown_kind.txt").read_text("utf-8")
    assert all(
        line.partition(": ")[2] in out for line in expected.splitlines() if "unknown_kind.yaml" in line
    )


def test_validate_praises_the_shipped_books(capsys: Capture) -> None:
    files = [str(TESTS.parent / "rules" / f"{name}.yaml") for name in shipped_names()]
    status, out, _ = call(capsys, "rules", "validate", *files)
    assert status == 0
    assert out.count("没有错误") == len(files)


GROUPS = {"lawcheck": cli._COMMANDS, "lawcheck rules": rules._COMMANDS}


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(
    "command",
    [[*prog.split()[1:], name] for prog, group in GROUPS.items() for name in group.names()],
    ids=" ".join,
)
def test_every_command_has_help_for_80_columns(command: list[str], lang: str, capsys: Capture) -> None:
    status, out, err = call(capsys, *command, "--help", "--lang", lang)
    assert (status, err) == (0, "")
    start = {"zh": "用法：lawcheck ", "en": "usage: lawcheck "}[lang]
    assert out.startswith(start + " ".join(command))
    assert out.encode("gbk")
    assert max(map(cell_len, out.splitlines())) <= 80


def test_a_narrow_screen_cuts_the_last_column() -> None:
    text = table(("编号", "说明"), [("plan.year", "下一年度安排的年度不对")], width=24)
    assert text.splitlines()[-1] == "plan.year  下一年度安…"
    assert max(map(cell_len, text.splitlines()[2:])) <= 24


@pytest.mark.parametrize(
    "args",
    [
        ("rules", "validate", BROKEN),
        ("rules", "show", BROKEN),
        ("rules", "list", BROKEN),
        ("rules", "test", BROKEN),
        ("explain", "--rules", BROKEN),
        ("check", "--rules", BROKEN, "paper.txt"),
        ("new", "--rules", BROKEN),
    ],
)
def test_every_command_tells_mistakes_in_the_language_of_the_run(
    args: tuple[str, ...], capsys: Capture, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    told = 'there is no kind of rule "titel"; did you mean "title"?'
    status, out, err = call(capsys, *args, "--lang", "en")
    assert (status, told in out + err) == (2, True)
    status, out, err = call(capsys, *args)
    assert (status, '没有 "titel" 这种规则' in out + err) == (2, True)
    if args[0] == "check":  # a configuration may give the language, too
        Path("lawcheck.toml").write_text('lang = "en"\n', encoding="utf-8")
        assert told in call(capsys, *args)[2]
