"""Runs inside a pipeline and on consoles of every sort: the format, the summary, what reaches a stream."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import openpyxl
import pytest

import lawcheck
from lawcheck import cli
from lawcheck.cli import _actions, _streams
from lawcheck.renderers import formats

ROOT = Path(lawcheck.__file__).parents[1]
EXAMPLES = Path(__file__).parents[1] / "examples"
COMPLETE, GAPPY = str(EXAMPLES / "complete.txt"), str(EXAMPLES / "gappy.txt")
HOSTILE = (
    "云溪县人民政府\n2023年法治政府建设年度报告\n一、主要成效\n::stop-commands::abc\n"
    "##[error]第二项工作完成103%，::add-mask::XX月XX日完成。\n"
)
Capture = pytest.CaptureFixture[str]


@pytest.fixture
def summary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the summary's file of a step of GitHub Actions that runs now."""
    path = tmp_path / "summary.md"
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(path))
    return path


# GitHub Actions


def test_github_is_chosen_by_itself_with_a_summary(summary: Path, capsys: Capture) -> None:
    summary.write_text("# before\n", encoding="utf-8")
    assert cli.main(["check", GAPPY]) == 1
    out = capsys.readouterr().out
    assert out.startswith("::error file=")
    told = summary.read_text("utf-8")
    assert told.startswith("# before\n")
    assert "### 南桥区农业农村局2025年度法治政府建设情况报告" in told


def test_a_format_that_is_asked_for_is_taken(
    summary: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert cli.main(["check", GAPPY, "--format", "json"]) == 1
    assert json.loads(capsys.readouterr().out)["reports"]
    assert not summary.exists()
    monkeypatch.chdir(tmp_path)
    Path("lawcheck.toml").write_text('format = "plain"\n', encoding="utf-8")
    assert cli.main(["check", GAPPY]) == 1
    assert capsys.readouterr().out.startswith(f"{GAPPY}: ")
    assert not summary.exists()


def test_elsewhere_the_format_of_github_is_only_a_format(tmp_path: Path, capsys: Capture) -> None:
    assert cli.main(["check", GAPPY, "--format", "github", "-o", f"markdown={tmp_path / 'a'}"]) == 1
    assert capsys.readouterr().out.startswith("::error file=")


def test_the_configuration_shows_the_format_that_holds_here(summary: Path, capsys: Capture) -> None:
    assert cli.main(["config", "--isolated"]) == 0
    assert re.search(r"format\s+github\s+默认", capsys.readouterr().out)


def test_a_summary_too_long_is_cut_at_a_line_and_says_so(
    summary: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_actions, "_LIMIT", 600)
    summary.write_text("x" * 100, encoding="utf-8")
    assert cli.main(["check", GAPPY, "--lang", "en"]) == 1
    told = summary.read_bytes()
    assert len(told) <= 600
    assert told.decode().endswith("\n\n(the summary is too long, the rest is left out)\n")
    monkeypatch.setattr(_actions, "_LIMIT", len(told))  # no room at all
    assert cli.main(["check", GAPPY]) == 1
    assert summary.read_bytes() == told


def test_a_summary_that_cannot_be_written_is_2(
    capsys: Capture, summary: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path / "none" / "summary.md"))
    assert cli.main(["check", COMPLETE]) == 2
    assert "GITHUB_STEP_SUMMARY" in capsys.readouterr().err


@pytest.mark.parametrize("format", ["terminal", "plain", "github", None])
def test_no_line_of_a_paper_commands_the_pipeline(
    format: str | None, summary: Path, capsys: Capture, tmp_path: Path
) -> None:
    paper = tmp_path / "##[group]a.txt"
    paper.write_text(HOSTILE, encoding="utf-8")
    asked = ["--format", format] if format else []
    assert cli.main(["check", str(paper), *asked]) == 1
    for line in capsys.readouterr().out.splitlines():
        assert re.match(r"::(error|warning|notice) file=", line) or not re.match(r"\s*::", line)
        assert "##[" not in line


@pytest.mark.parametrize("format", formats())
def test_no_name_of_a_file_commands_the_pipeline(
    format: str,
    summary: Path,
    capfd: pytest.CaptureFixture[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("::add-mask::x.txt", "##[group]y.txt", "n\n::error::x\n.txt"):
        Path(name).write_text(HOSTILE, encoding="utf-8")
    Path("empty\n::error::.txt").write_bytes(b"")
    assert cli.main(["check", ".", "*.txt", "--format", format]) == 3
    shown = capfd.readouterr()
    for line in (shown.out + shown.err).splitlines():
        assert re.match(r"::(error|warning|notice) file=", line) or not re.match(r"\s*::", line)
        assert "##[" not in line


def test_a_baseline_commands_no_pipeline(
    summary: Path, capfd: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    path = tmp_path / "b.json"
    papers = {"\n::add-mask::error": {"rulebook": "0" * 16, "findings": []}}
    path.write_text(json.dumps({"baseline_version": "1", "papers": papers}), encoding="utf-8")
    assert cli.main(["check", COMPLETE, "--baseline", str(path)]) == 0
    assert not re.search(r"(?m)^\s*::add-mask", capfd.readouterr().err)


def test_paths_are_told_from_the_workspace(
    summary: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "papers").mkdir()
    (tmp_path / "papers" / "a.txt").write_bytes(Path(GAPPY).read_bytes())
    monkeypatch.setenv("GITHUB_WORKSPACE", str(tmp_path))
    monkeypatch.chdir(tmp_path / "papers")
    assert cli.main(["check", "a.txt"]) == 1
    assert capsys.readouterr().out.startswith("::error file=papers/a.txt,line=")


def test_without_a_workspace_paths_are_told_from_the_repository(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "sub").mkdir()
    monkeypatch.chdir(tmp_path / "sub")
    Path("a.txt").write_bytes(Path(GAPPY).read_bytes())
    assert cli.main(["check", "./a.txt", "--format", "gitlab"]) == 1
    assert {issue["location"]["path"] for issue in json.loads(capsys.readouterr().out)} == {"sub/a.txt"}


# Several results of one run


def test_one_run_writes_every_format(tmp_path: Path, capsys: Capture) -> None:
    names = {"terminal": "a.term", "github": "a.log", "gitlab": "a.gl", "jsonl": "a.jsonl"}
    named = [f"{name}={tmp_path / file}" for name, file in names.items()]
    suffixes = ["sarif", "xml", "md", "csv", "json", "txt", "html", "xlsx"]
    by_suffix = [str(tmp_path / f"a.{suffix}") for suffix in suffixes]
    options = [word for value in (*named, *by_suffix) for word in ("-o", value)]
    assert cli.main(["check", GAPPY, "--format", "plain", *options]) == 1
    assert len(os.listdir(tmp_path)) == len(formats())
    assert json.loads((tmp_path / "a.sarif").read_bytes())["version"] == "2.1.0"
    assert ElementTree.parse(tmp_path / "a.xml").getroot().tag == "testsuites"
    assert (tmp_path / "a.md").read_text("utf-8").startswith("**未通过：")
    assert (tmp_path / "a.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    assert (tmp_path / "a.html").read_bytes().startswith(b"<!DOCTYPE html>")
    assert openpyxl.load_workbook(tmp_path / "a.xlsx").sheetnames == ["概览", "必备部分", "问题", "没有结论"]
    assert (tmp_path / "a.log").read_text("utf-8").startswith("::error ")


# Why a run fails


@pytest.mark.parametrize("format", ["terminal", "plain", "github", "markdown"])
@pytest.mark.parametrize(
    ("args", "zh", "en"),
    [
        ((COMPLETE,), "通过", "passed"),
        ((GAPPY, "--fail-on", "never"), "通过", "passed"),
        (
            (GAPPY,),
            "未通过：1 份报告有 5 个问题达到 error（--fail-on）",
            "failed: 5 findings in 1 paper at or above error (--fail-on)",
        ),
        (
            (GAPPY, "--fail-on", "never", "--min-score", "60"),
            "未通过：1 份报告得分低于 60（--min-score）",
            "failed: 1 paper below 60 (--min-score)",
        ),
        ((COMPLETE, "nowhere.txt"), "未通过：1 份文件没有结论", "failed: 1 file without a verdict"),
    ],
)
def test_a_run_says_whether_it_passes_and_why_not(
    format: str, args: tuple[str, ...], zh: str, en: str, capsys: Capture
) -> None:
    for lang, words in (("zh", zh), ("en", en)):
        cli.main(["check", *args, "--format", format, "--lang", lang])
        lines = [line.strip("*").replace("\\", "") for line in capsys.readouterr().out.splitlines()]
        assert (lines[0] if format == "markdown" else lines[-1]) == words


def test_a_low_score_is_an_annotation(capsys: Capture) -> None:
    assert cli.main(["check", GAPPY, "--format", "github", "--min-score", "60", "--fail-on", "never"]) == 1
    assert re.search("(?m)^::error file=[^,]*,title=得分::得分 55，低于 60$", capsys.readouterr().out)


# Consoles

ENCODINGS = ("utf-8", "gbk", "gb18030", "big5", "cp437", "cp1252", "ascii", "utf-16")


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("format", formats())
def test_every_format_goes_to_every_console(
    format: str, encoding: str, lang: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    under = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(under, encoding=encoding))
    assert cli.main(["check", GAPPY, "--format", format, "--lang", lang]) == 1
    sys.stdout.flush()
    shown = under.getvalue()
    if format in ("json", "sarif", "gitlab"):
        assert json.loads(shown.decode(encoding))
    elif format == "jsonl":
        assert json.loads(shown.decode(encoding))["document"]["issuer"] == "南桥区农业农村局"
    elif format == "junit":
        assert ElementTree.fromstring(shown).tag == "testsuites"
    elif format == "csv":
        assert next(csv.reader(io.StringIO(shown.decode("utf-8-sig"))))
    elif format == "html":
        assert "figures.ratio" in shown.decode("utf-8")  # as the page itself says
    elif format == "xlsx":
        assert openpyxl.load_workbook(io.BytesIO(shown))
    else:
        assert "figures.ratio" in shown.decode(encoding)


@pytest.mark.parametrize("format", formats())
def test_a_reader_that_leaves_early_is_no_error(format: str) -> None:
    command = [sys.executable, "-m", "lawcheck", "check", *[GAPPY, COMPLETE], "--format", format]
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=env) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        err = process.stderr.read()
        status = process.wait(60)
    assert (status, err) == (1, b"")


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no device that is always full")
@pytest.mark.parametrize("format", formats())
def test_a_full_disk_is_2_whatever_the_format(format: str) -> None:
    command = [sys.executable, "-m", "lawcheck", "check", COMPLETE, "--format", format]
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            command,
            stdout=full,
            stderr=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            check=False,
        )
    assert done.returncode == 2
    assert "磁盘已满" in done.stderr.decode()


def test_what_is_shown_of_plain_text_is_broken_only_in_a_pipeline(monkeypatch: pytest.MonkeyPatch) -> None:
    under = io.StringIO()
    monkeypatch.setattr(sys, "stdout", under)
    _streams.show("::a ##[b]\n", "plain", "zh")
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    _streams.show("  ::a ##[b]\n", "plain", "zh")
    assert under.getvalue() == "::a ##[b]\n  : :a # #[b]\n"


# Schemas


@pytest.mark.parametrize("name", ["report", "jsonl", "rules"])
def test_schemas_are_printed(name: str, capsys: Capture) -> None:
    assert cli.main(["schema", name]) == 0
    assert json.loads(capsys.readouterr().out)["$schema"].startswith("http")


@pytest.mark.parametrize("args", [(), ("sarif",), ("report", "jsonl")])
def test_another_schema_is_2(args: tuple[str, ...], capsys: Capture) -> None:
    assert cli.main(["schema", *args]) == 2
    assert capsys.readouterr().out == ""
