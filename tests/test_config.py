"""The configuration: where it is found, what it may hold, what beats it, and how it is shown."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from lawcheck import UsageError, cli
from lawcheck.cli import _check_arguments
from lawcheck.config import find, load
from lawcheck.config._reading import KEYS

Capture = pytest.CaptureFixture[str]
EXAMPLES = Path(__file__).parent.parent / "examples"
GAPPY = str(EXAMPLES / "gappy.txt")


@pytest.fixture(autouse=True)
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in a repository of its own."""
    (tmp_path / ".git").mkdir()
    (tmp_path / "below").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(content: str, name: str = "lawcheck.toml") -> None:
    Path(name).write_text(content, "utf-8")


def call(capsys: Capture, *args: str) -> tuple[int, str, str]:
    status = cli.main(list(args))
    return status, *capsys.readouterr()


def wrong(content: str, lang: str = "zh") -> list[str]:
    write(content)
    with pytest.raises(UsageError) as caught:
        load(None, isolated=False, lang=lang)
    return [line.partition("lawcheck.toml:")[2] for line in str(caught.value).split("\n")]


# where it is found


def test_the_nearest_one_upward_counts(repository: Path) -> None:
    write("lang = 'en'")
    assert find("below") == str(repository / "lawcheck.toml")
    write("lang = 'zh'", "below/lawcheck.toml")
    assert find("below") == str(repository / "below" / "lawcheck.toml")


def test_in_one_folder_its_own_file_beats_the_shared_one(repository: Path) -> None:
    write("[tool.lawcheck]\nlang = 'en'\n", "pyproject.toml")
    assert find() == str(repository / "pyproject.toml")
    write("")
    assert find() == str(repository / "lawcheck.toml")


@pytest.mark.parametrize(
    "content",
    [
        "[tool]\nlawcheck = {lang = 'en'}\n",
        '[tool."lawcheck"]\nlang = "en"\n',
        "[ tool . lawcheck ]\nlang='en'\n",
    ],
)
def test_our_table_may_be_written_in_any_way(content: str) -> None:
    write(content, "pyproject.toml")
    assert load(None, isolated=False, lang="zh").get("lang") == "en"


def test_a_project_that_only_names_us_is_passed_over(repository: Path) -> None:
    write("[project]\ndependencies = ['lawcheck-cn']\n", "below/pyproject.toml")
    assert find("below") is None
    write("[project\nname = 'lawcheck'\n", "below/pyproject.toml")
    assert find("below") is None


def test_a_project_without_our_table_is_passed_over(repository: Path) -> None:
    write("[tool.ruff]\nselect = ['E']\n", "below/pyproject.toml")
    write("lang = 'en'")
    assert find("below") == str(repository / "lawcheck.toml")


def test_the_search_ends_at_the_root_of_the_repository(repository: Path) -> None:
    write("lang = 'en'")
    (repository / "below" / ".git").write_text("gitdir: elsewhere")  # a worktree
    assert find("below") is None


def test_a_named_file_and_none_at_all() -> None:
    write("lang = 'en'", "other.toml")
    write("lang = 'zh'")
    assert load("other.toml", isolated=False, lang="zh").get("lang") == "en"
    assert load(None, isolated=True, lang="zh").get("lang") is None
    with pytest.raises(UsageError, match="不能同时用"):
        load("other.toml", isolated=True, lang="zh")


@pytest.mark.parametrize("name", ["other.toml", "pyproject.toml"])
def test_a_named_file_may_be_of_either_shape(name: str) -> None:
    write("[tool.lawcheck]\nmin-score = 80\n", name)
    assert load(name, isolated=False, lang="zh").get("min-score") == 80.0


@pytest.mark.parametrize("content", ["\ufeffmin-score = 80\n", "min-score = 80\r\nlang = 'en'\r\n"])
def test_byte_order_marks_and_windows_line_ends_do_no_harm(content: str) -> None:
    Path("lawcheck.toml").write_bytes(content.encode())
    assert load(None, isolated=False, lang="zh").get("min-score") == 80.0


# what it may hold


def test_every_option_of_a_check_is_a_key_and_the_other_way_round() -> None:
    options = {name.replace("_", "-") for name in _check_arguments.DEFAULTS} | {"lang"}
    assert set(KEYS) == options


def test_values_are_read() -> None:
    write(
        "rules = 'own.yaml'\nas-of = 2024-06-30\nselect = ['form']\nignore = 'form.marks'\nforce = true\n"
        "output = ['json=report.json', 'report.txt']\nfail-on = 'never'\n"
        "[[suppress]]\nrule = 'plan'\nreason = '另报'\n"
        "paper = 'papers/*.txt'\nuntil = 2026-12-31\n",
        "below/lawcheck.toml",
    )
    found = load("below/lawcheck.toml", isolated=False, lang="zh")
    assert found.get("rules") == "below/own.yaml"
    assert str(found.get("as-of")) == "2024-06-30"
    assert (found.get("select"), found.get("ignore")) == (["form"], ["form.marks"])
    assert found.get("output") == ["json=below/report.json", "below/report.txt"]
    (suppression,) = found.suppressions
    assert suppression.paper == str(Path("below").absolute() / "papers/*.txt")
    assert (str(suppression.until), suppression.source) == ("2026-12-31", "below/lawcheck.toml:8")


@pytest.mark.parametrize(("value", "day"), [("2025", "2025-12-31"), ("'2025-03-01'", "2025-03-01")])
def test_a_year_stands_for_its_last_day(value: str, day: str) -> None:
    write(f"as-of = {value}\n")
    assert str(load(None, isolated=False, lang="zh").get("as-of")) == day


def test_a_shipped_book_is_named_by_its_id() -> None:
    write("rules = 'townships'\n", "below/lawcheck.toml")
    assert load("below/lawcheck.toml", isolated=False, lang="zh").get("rules") == "townships"


def test_all_mistakes_are_told_at_once_with_their_lines() -> None:
    assert wrong(
        "selct = ['form']\nmin-score = 120\nfail-on = 'eror'\nforce = 'yes'\nselect = []\n"
        "as-of = 'soon'\nzzz = 1\n"
        "[[suppress]]\nrule = 'form'\nresaon = '甲'\n[[suppress]]\nrule = ''\nreason = '乙'\nuntil = 2025\n"
    ) == [
        "1: 没有 “selct” 这个键，您是不是要写 “select”？",
        "2: “min-score” 应为 0 到 100 的数，这里是 120",
        "3: “fail-on” 应为error、warning、info、never 之一，这里是 eror",
        "4: “force” 应为 true 或 false，这里是 yes",
        "5: “select” 应为文字或文字的列表，这里是 []",
        "6: “as-of” 应为日期（2025-12-31）或年份，这里是 soon",
        f"7: 没有 “zzz” 这个键；可用的有：{'、'.join([*KEYS, 'suppress'])}",
        "10: 没有 “resaon” 这个键，您是不是要写 “reason”？",
        "8: 这一项没有写 “reason”",
        "12: “rule” 应为文字，这里是 ",
        "14: “until” 应为日期（2025-12-31），这里是 2025",
    ]


def test_mistakes_are_told_in_english() -> None:
    assert wrong("selct = 1\nlang = 'fr'\n", "en") == [
        "1: there is no key “selct”; did you mean “select”?",
        "2: “lang” must be one of zh, en, not “fr”",
    ]


def test_the_line_is_that_of_our_table() -> None:
    write("[tool.ruff]\nselect = ['E']\n[tool.lawcheck]\nselect = 3\n", "pyproject.toml")
    with pytest.raises(UsageError, match=r"pyproject\.toml:4: “select”"):
        load(None, isolated=False, lang="zh")


@pytest.mark.parametrize("data", [b"lang = ", "lang = 'zh' # 甲".encode("gbk"), b"suppress = 3"])
def test_what_cannot_be_read_is_said(data: bytes, capsys: Capture) -> None:
    Path("lawcheck.toml").write_bytes(data)
    status, out, err = call(capsys, "check", GAPPY)
    assert (status, out) == (2, "")
    assert "lawcheck.toml" in err


@pytest.mark.parametrize("command", ["check", "annotate", "config"])
def test_a_missing_file_that_is_named_is_2(command: str, capsys: Capture) -> None:
    paper = [] if command == "config" else [GAPPY]
    status, _, err = call(capsys, command, *paper, "--config", "nowhere.toml")
    assert status == 2
    assert "nowhere.toml" in err


# what beats it


def test_the_command_line_beats_the_configuration(capsys: Capture) -> None:
    write("fail-on = 'never'\nformat = 'json'\nselect = ['form']\nlang = 'en'\n")
    status, out, _ = call(capsys, "check", GAPPY)
    assert status == 0
    report = json.loads(out)["reports"][0]
    assert {f["rule"].partition(".")[0] for f in report["findings"]} <= {"form"}
    status, out, _ = call(
        capsys, "check", GAPPY, "--fail-on", "error", "--format", "plain", "--select", "plan"
    )
    assert status == 1
    assert "rule book: " in out
    assert ": error form" not in out
    _, out, _ = call(capsys, "check", GAPPY, "--lang", "zh", "--format", "plain")
    assert "规则书：" in out
    assert call(capsys, "check", GAPPY, "--isolated")[0] == 1


def test_papers_and_output_are_where_they_were_written(capsys: Capture) -> None:
    write("output = 'report.json'\nfail-on = 'never'\n")
    assert call(capsys, "check", GAPPY)[0] == 0
    assert json.loads(Path("report.json").read_text("utf-8"))["reports"]


def test_no_result_overwrites_the_configuration(capsys: Capture) -> None:
    write("lang = 'zh'\n")
    status, _, err = call(capsys, "check", GAPPY, "-o", "json=lawcheck.toml")
    assert status == 2
    assert "会覆盖" in err
    assert Path("lawcheck.toml").read_text("utf-8") == "lang = 'zh'\n"


def test_the_language_before_the_command_beats_the_configuration(capsys: Capture) -> None:
    write("lang = 'en'\n")
    assert call(capsys, "--lang", "zh", "check", "--help")[1].startswith("用法：lawcheck check")
    assert call(capsys, "--lang=zh", "check", GAPPY, "--format", "plain")[1].find("规则书：") > 0


def test_the_language_of_the_configuration_is_that_of_the_help(capsys: Capture) -> None:
    write("lang = 'en'\n")
    assert call(capsys, "check", "--help")[1].startswith("usage: lawcheck check")
    assert "no file to check" in call(capsys, "check")[2]


# how it is shown


def test_config_shows_every_value_and_where_it_comes_from(repository: Path, capsys: Capture) -> None:
    suppression = "[[suppress]]\nrule = 'plan'\nreason = \"另报\\u001b[31m\"\n"
    write(f"select = ['form', 'plan']\nforce = true\n{suppression}")
    status, out, err = call(capsys, "config")
    assert (status, err) == (0, "")
    path = repository / "lawcheck.toml"
    rows = {line.split()[0]: line for line in out.splitlines() if line.strip()}
    assert set(KEYS) <= set(rows)
    assert rows["select"].split(maxsplit=1)[1].strip() == f"form, plan  {path}:1"
    assert rows["force"].endswith(f"{path}:2")
    assert rows["fail-on"].endswith("默认")
    assert f"{path}:3：略过 plan\n  理由：另报\\x1b[31m\n" in out
    assert "\x1b" not in out
    assert call(capsys, "config", "--isolated")[1].startswith("没有配置文件")
