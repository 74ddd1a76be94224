"""The command line: arguments, streams, files, and an exit status that never flatters."""

from __future__ import annotations

import io
import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from fabricated import complete, gappy, not_applicable, partly_read
from rich.cells import cell_len

import lawcheck
from lawcheck import api, cli, engine
from lawcheck import call as call_module
from lawcheck.cli import _check_arguments, _streams
from lawcheck.gate import Gate, troubles
from lawcheck.model import Document, Report, Run, Severity, Unreadable
from lawcheck.renderers import formats

ROOT = Path(lawcheck.__file__).parents[1]
EXAMPLES = Path(__file__).parents[1] / "examples"
COMPLETE, GAPPY = str(EXAMPLES / "complete.txt"), str(EXAMPLES / "gappy.txt")
OTHER = (
    "云溪县2023年政府信息公开工作年度报告\n"
    "根据《中华人民共和国政府信息公开条例》规定，现公布本年度报告。全年主动公开政府信息三千余条。\n"
)

Capture = pytest.CaptureFixture[str]


def call(capsys: Capture, *args: str) -> tuple[int, str, str]:
    """Run the command line here and return exit status, standard output and standard error."""
    status = cli.main(args)
    shown = capsys.readouterr()
    return status, shown.out, shown.err


def start(
    *args: str,
    encoding: str = "utf-8",
    seed: str = "random",
    stdin: int = subprocess.DEVNULL,
    stdout: int = subprocess.PIPE,
) -> subprocess.Popen[bytes]:
    """Start the command line as a process of its own."""
    env = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": encoding, "PYTHONHASHSEED": seed}
    command = [sys.executable, "-m", "lawcheck", *args]
    return subprocess.Popen(command, env=env, stdin=stdin, stdout=stdout, stderr=subprocess.PIPE)


def run(*args: str, data: bytes | None = None, encoding: str = "utf-8") -> tuple[int, str, str]:
    """Run the command line as a process of its own; its streams have an encoding."""
    with start(*args, encoding=encoding, stdin=subprocess.PIPE) as process:
        out, err = process.communicate(data or b"", timeout=60)
    return process.returncode, out.decode(encoding), err.decode(encoding)


@pytest.fixture(autouse=True)
def _no_colour(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("NO_COLOR", "FORCE_COLOR", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def other(tmp_path: Path) -> str:
    """Return a paper of another kind."""
    path = tmp_path / "公开年报.txt"
    path.write_text(OTHER, encoding="utf-8")
    return str(path)


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Return a way to say what the library answers, whatever is asked."""

    def answer(*given: Report | Unreadable) -> None:
        def check_many(paths: Iterable[str], **_: object) -> Iterator[Report | Unreadable]:
            for path, each in zip(paths, given, strict=True):
                yield replace(each, path=path)

        monkeypatch.setattr(api, "check_many", check_many)

    return answer


# The exit status


@pytest.mark.parametrize(
    ("args", "status"),
    [
        ((COMPLETE,), 0),
        ((GAPPY,), 1),
        ((GAPPY, "--fail-on", "never"), 0),
        ((GAPPY, "--fail-on=info"), 1),
        ((COMPLETE, "--fail-on", "info"), 0),
        ((COMPLETE, "--min-score", "100"), 0),
        ((GAPPY, "--fail-on", "never", "--min-score", "90"), 1),
        ((GAPPY, "--fail-on", "never", "--min-score", "10"), 0),
        ((COMPLETE, GAPPY), 1),
        (("nowhere.txt",), 3),
        (("nowhere.txt", "--fail-on", "never"), 3),
        ((GAPPY, "nowhere.txt"), 3),
        ((str(EXAMPLES),), 1),
        ((), 2),
        ((COMPLETE, "--select", "no.such"), 2),
        (("nowhere.txt", "--select", "no.such"), 2),
        ((COMPLETE, "--rules", "nowhere.yaml"), 2),
        ((COMPLETE, "--format", "xml"), 2),
        ((COMPLETE, "--nonsense"), 2),
        ((COMPLETE, "--select", "form", "--min-score", "50"), 0),  # the score is the whole paper's
    ],
)
def test_exit_status(args: tuple[str, ...], status: int) -> None:
    assert cli.main(["check", *args]) == status


def test_another_kind_of_paper_named_is_3_even_with_never(other: str, capsys: Capture) -> None:
    for extra in ((), ("--fail-on", "never"), (COMPLETE,)):
        status, out, err = call(capsys, "check", other, *extra)
        assert status == 3
        assert "公开年报.txt" in err
        assert "不是" in out


def test_another_kind_of_paper_met_is_listed_without_effect(other: str, capsys: Capture) -> None:
    folder = Path(other).parent
    (folder / "b.txt").write_bytes(Path(COMPLETE).read_bytes())
    status, out, err = call(capsys, "check", str(folder))
    assert (status, err) == (0, "")
    assert "不是此类报告" in out


def test_a_readme_in_english_beside_the_papers_does_no_harm(tmp_path: Path, capsys: Capture) -> None:
    readme = tmp_path / "README.md"
    readme.write_text(
        "# Papers\n\nThe annual reports of our county, and how to check them.\n", encoding="utf-8"
    )
    (tmp_path / "a.txt").write_bytes(Path(COMPLETE).read_bytes())
    status, out, err = call(capsys, "check", str(tmp_path), "--format", "plain")
    assert (status, err) == (0, "")
    assert f"{readme}: info 里面没有中文" in out
    assert call(capsys, "check", str(readme), "--format", "plain")[0] == 3  # named
    (tmp_path / "a.txt").unlink()
    assert call(capsys, "check", str(tmp_path), "--format", "plain")[0] == 3  # there is nothing else


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.md", "# Annual report\n\n![page one](scan1.png) and the other pages are in the same folder\n"),
        ("南桥区法治政府建设年度报告.txt", "All of this is English and says nothing at all about it.\n"),
        (
            "a.txt",
            "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a2146\nsize 12345 bytes in all\n",
        ),
        (
            "a.txt",
            "&#21335;&#26725;&#21306;&#20892;&#19994;&#20892;&#26449;&#23616; and some more words here\n",
        ),
        ("a.txt", "\\u5357\\u6865\\u533a and these words are here to look like a text of its own\n"),
        ("a.txt", "5Y2X5qGl5Yy65Yac5Lia5Yac5p2R5bGA" * 8 + "\n"),
        ("a.txt", "1 2 3\n"),
    ],
)
def test_what_may_hide_a_paper_is_no_text_of_another_language(
    name: str, text: str, tmp_path: Path, capsys: Capture
) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / "b.txt").write_bytes(Path(COMPLETE).read_bytes())
    status, _, err = call(capsys, "check", str(tmp_path), "--format", "plain")
    assert status == 3
    assert name in err


def test_links_to_folders_are_followed_and_files_passed_over_are_told(
    tmp_path: Path, capsys: Capture
) -> None:
    (tmp_path / "p").mkdir()
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "g.txt").write_bytes(Path(GAPPY).read_bytes())
    (tmp_path / "other" / "扫描.png").write_bytes(b"\x89PNG")
    (tmp_path / "p" / "c.txt").write_bytes(Path(COMPLETE).read_bytes())
    (tmp_path / "p" / "linked").symlink_to(tmp_path / "other")
    (tmp_path / "p" / "linked" / "round").symlink_to(tmp_path / "p")
    status, out, err = call(capsys, "check", str(tmp_path / "p"), "--format", "json")
    assert (status, len(json.loads(out)["reports"])) == (1, 2)
    assert "1 个文件不是能读的格式，没有检查：扫描.png" in err


def test_a_selection_that_leaves_no_rule_is_2(capsys: Capture) -> None:
    for ignored in ("form", "names,figures,form,time,plan,leadership,shortcomings,achievements,copy"):
        status, out, err = call(capsys, "check", GAPPY, "--select", "form", "--ignore", ignored)
        assert (status, out) == (2, "")
        assert "一条也不剩" in err


def test_a_result_among_the_papers_would_be_a_paper(tmp_path: Path, capsys: Capture) -> None:
    (tmp_path / "c.txt").write_bytes(Path(COMPLETE).read_bytes())
    status, _, err = call(capsys, "check", str(tmp_path), "-o", str(tmp_path / "out.md"))
    assert (status, os.listdir(tmp_path)) == (2, ["c.txt"])
    assert "下次会被当成报告" in err
    assert call(capsys, "check", str(tmp_path), "-o", str(tmp_path / "out.csv"))[0] == 0


@pytest.mark.skipif(not os.path.exists("/dev/stdout"), reason="no such device")
def test_a_log_that_standard_output_is_led_into_is_added_to(tmp_path: Path) -> None:
    log = tmp_path / "log.txt"
    log.write_text("before\n", encoding="utf-8")
    with open(log, "ab") as end:
        command = [
            sys.executable,
            "-m",
            "lawcheck",
            "check",
            COMPLETE,
            "--format",
            "plain",
            "-o",
            "jsonl=/dev/stdout",
        ]
        env = {**os.environ, "PYTHONPATH": str(ROOT)}
        assert subprocess.run(command, stdout=end, env=env, check=False).returncode == 0
    lines = log.read_text("utf-8").splitlines()
    assert lines[0] == "before"
    assert json.loads(lines[1])["status"] == "complete"
    assert lines[-1] == "通过"


def test_a_word_file_without_chinese_may_be_a_paper_in_pictures(tmp_path: Path, capsys: Capture) -> None:
    docx = pytest.importorskip("docx").Document()
    docx.add_paragraph("Annual report, see the pictures.")
    docx.save(str(tmp_path / "a.docx"))
    (tmp_path / "b.txt").write_bytes(Path(COMPLETE).read_bytes())
    status, _, err = call(capsys, "check", str(tmp_path), "--format", "plain")
    assert status == 3
    assert "a.docx" in err


def test_a_folder_of_other_papers_only_is_3(other: str, capsys: Capture) -> None:
    for pattern in (Path(other).parent, Path(other).parent / "*.txt"):
        assert call(capsys, "check", str(pattern))[0] == 3
    assert call(capsys, "check", COMPLETE, str(Path(other).parent))[0] == 3


def test_an_unreadable_file_met_does_not_pass_in_silence(tmp_path: Path, capsys: Capture) -> None:
    (tmp_path / "a.txt").write_bytes(Path(COMPLETE).read_bytes())
    (tmp_path / "b.txt").write_bytes(b"")
    status, out, err = call(capsys, "check", str(tmp_path))
    assert status == 3
    assert "b.txt" in out
    assert err.count("b.txt") == 1


def test_a_folder_without_papers_stops_no_other(tmp_path: Path, capsys: Capture) -> None:
    status, out, err = call(capsys, "check", str(tmp_path), COMPLETE, "--format", "json")
    assert status == 3
    told = json.loads(out)
    assert [it["path"] for it in told["reports"]] == [COMPLETE]
    assert [it["path"] for it in told["unreadable"]] == [str(tmp_path)]
    assert str(tmp_path) in err


def test_a_named_file_stays_named_when_a_folder_holds_it_too(other: str, capsys: Capture) -> None:
    folder = Path(other).parent
    (folder / "b.txt").write_bytes(Path(COMPLETE).read_bytes())
    status, out, _ = call(capsys, "check", str(folder), other, f"{folder}/./b.txt", "--format=json")
    assert status == 3
    assert len(json.loads(out)["reports"]) == 2


@pytest.mark.parametrize(
    ("given", "fail_on", "least", "status"),
    [
        ((complete(),), Severity.INFO, 100.0, 0),
        ((gappy(),), Severity.ERROR, None, 1),
        ((gappy(),), None, None, 0),
        ((gappy(),), None, 51.3, 0),
        ((gappy(),), None, 51.4, 1),
        ((partly_read(),), None, None, 3),
        ((gappy(), partly_read()), Severity.ERROR, None, 3),
        ((gappy(), not_applicable()), Severity.ERROR, None, 3),
        ((), None, None, 0),
    ],
)
def test_the_gate(
    given: tuple[Report, ...], fail_on: Severity | None, least: float | None, status: int
) -> None:
    assert Gate(fail_on, least).judge(Run(given)) == status


def test_the_gate_tells_severities_apart() -> None:
    report = gappy()
    infos = replace(report, findings=tuple(f for f in report.findings if f.severity is Severity.INFO))
    assert [Gate(limit, None).judge(Run((infos,))) for limit in Severity] == [0, 0, 1]


def test_a_paper_read_in_part_is_trouble_also_when_met() -> None:
    report = replace(partly_read(), reason="")
    assert troubles(Run((report, complete()), met=frozenset({report.path}))) == [
        (report.path, "没有全部读出")
    ]


def test_partly_read_named_is_3_and_told(answers: Callable[..., None], capsys: Capture) -> None:
    answers(partly_read())
    status, _, err = call(capsys, "check", "a.pdf", "--fail-on", "never", "--lang", "en")
    assert status == 3
    assert "a.pdf: 第3、4页未能读取" in err


# Streams


def test_results_on_standard_output_messages_on_standard_error(capsys: Capture) -> None:
    status, out, err = call(capsys, "check", COMPLETE)
    assert (status, err) == (0, "")
    assert "没有发现问题" in out
    status, out, err = call(capsys, "check", COMPLETE, "--format", "xml")
    assert (status, out) == (2, "")
    assert err.count("\n") == 1


@pytest.mark.parametrize(("path", "status"), [(COMPLETE, 0), (GAPPY, 1), ("nowhere.txt", 3)])
def test_json_is_one_object_for_0_1_and_3(path: str, status: int, capsys: Capture) -> None:
    got, out, _ = call(capsys, "check", path, "--format", "json")
    assert got == status
    assert list(json.loads(out)) == ["schema_version", "tool", "reports", "unreadable"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_standard_input_is_read_as_bytes(encoding: str) -> None:
    data = Path(COMPLETE).read_text(encoding="utf-8").encode(encoding)
    status, out, err = run("check", "-", "--format", "plain", data=data)
    assert (status, err) == (0, "")
    assert out.startswith("-: 云溪县")


def test_standard_input_comes_first_and_once(capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(Path(GAPPY).read_bytes())))
    _, out, _ = call(capsys, "check", COMPLETE, "-", "-", "--format", "json")
    assert [it["path"] for it in json.loads(out)["reports"]] == ["-", COMPLETE]


def test_empty_standard_input_is_3(capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO()))
    status, out, err = call(capsys, "check", "-")
    assert status == 3
    assert err.startswith("lawcheck: -：")
    assert "分" not in out


def test_closed_standard_input_is_3(capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    status, _, err = call(capsys, "check", "-")
    assert status == 3
    assert "标准输入已关闭" in err


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_gbk_console_gets_gbk(lang: str, tmp_path: Path) -> None:
    paper = tmp_path / "a.txt"
    paper.write_text(Path(GAPPY).read_text(encoding="utf-8").replace("XX", "XX\U0001f600"), encoding="utf-8")
    status, out, err = run("check", str(paper), "--lang", lang, encoding="gbk")
    assert (status, err) == (1, "")
    assert "南桥区农业农村局" in out
    assert "XX?" in out


def test_json_on_a_gbk_console_loses_nothing(tmp_path: Path) -> None:
    paper = tmp_path / "a.txt"
    paper.write_text(Path(GAPPY).read_text(encoding="utf-8").replace("XX", "XX\U0001f600"), encoding="utf-8")
    _, gbk, _ = run("check", str(paper), "--format", "json", encoding="gbk")
    _, utf8, _ = run("check", str(paper), "--format", "json")
    assert gbk.isascii()
    assert json.loads(gbk) == json.loads(utf8)


def test_a_reader_that_leaves_is_no_error() -> None:
    with start("check", COMPLETE, GAPPY, "--format", "json") as process:
        assert process.stdout
        assert process.stderr
        process.stdout.close()
        err = process.stderr.read()
    assert (process.returncode, err) == (1, b"")


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no device that is always full")
def test_a_full_disk_is_2_and_said() -> None:
    with open("/dev/full", "wb") as full:
        process = start("check", COMPLETE, stdout=full.fileno())
        _, err = process.communicate(timeout=60)
    assert process.returncode == 2
    assert err.decode() == "lawcheck: 不能写到标准输出：磁盘已满\n"


def test_closed_standard_output_is_2(capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    assert cli.main(["check", COMPLETE]) == 2
    assert "标准输出已关闭" in capsys.readouterr().err


def test_closed_standard_error_hides_no_status(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", None)
    assert cli.main(["check"]) == 2


def test_a_closed_pipe_is_let_go_of(monkeypatch: pytest.MonkeyPatch) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with open(writing, "w", encoding="utf-8") as stream:
        monkeypatch.setattr(sys, "stdout", stream)
        assert cli.main(["check", COMPLETE]) == 0
        stream.write("what comes after goes nowhere")


def test_what_standard_output_refuses_is_said(capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    class Refusing(io.StringIO):
        def write(self, text: str) -> int:
            raise OSError(5, "Input/output error")

    monkeypatch.setattr(sys, "stdout", Refusing())
    assert cli.main(["check", COMPLETE, "--lang", "en"]) == 2
    assert capsys.readouterr().err == "lawcheck: cannot write to standard output: Input/output error\n"


@pytest.mark.parametrize(
    ("encoding", "spelt"), [("gbk", '"\\ud83d\\ude00\\u4e91"'), ("utf-8", '"\U0001f600云"')]
)
def test_json_is_ascii_where_the_encoding_is_not_unicode(
    encoding: str, spelt: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    under = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(under, encoding=encoding))
    _streams.show('"\U0001f600云"', "json", "zh")
    assert under.getvalue().decode(encoding) == spelt


def test_bytes_are_written_as_they_are(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    _streams.show(b"\x00\xff", "docx", "zh")
    assert capfdbinary.readouterr().out == b"\x00\xff"


WAITING = """
import signal, sys, time
from lawcheck import api, cli
signal.signal(signal.SIGINT, signal.default_int_handler)  # a background job ignores it
def wait(*args, **options):
    print("ready", flush=True)
    time.sleep(60)
api.check_bytes = wait
sys.exit(cli.main(["check", "-", "-o", sys.argv[1]]))
"""


@pytest.mark.skipif(os.name == "nt", reason="no such signal")
def test_an_interruption_is_130_and_leaves_nothing(tmp_path: Path) -> None:
    command = [sys.executable, "-c", WAITING, str(tmp_path / "out.json")]
    env = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"}
    pipe = subprocess.PIPE
    with subprocess.Popen(command, env=env, stdin=subprocess.DEVNULL, stdout=pipe, stderr=pipe) as process:
        assert process.stdout
        assert process.stdout.readline() == b"ready\n"
        time.sleep(0.1)
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=20)
    assert process.returncode == 130
    assert err.decode() == "lawcheck: 已中断\n"
    assert not list(tmp_path.iterdir())


def test_an_interruption_is_told_in_the_language_asked_for(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(api, "load_rules", interrupt)
    assert call(capsys, "check", COMPLETE, "--lang", "en") == (130, "", "lawcheck: interrupted\n")


@pytest.mark.parametrize(
    ("error", "words"),
    [(ZeroDivisionError("by zero"), "内部错误.*ZeroDivisionError: by zero"), (MemoryError(), "内存不足")],
)
def test_an_internal_error_is_2_in_one_sentence(
    error: BaseException, words: str, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(api, "books_of", fail)
    status, out, err = call(capsys, "check", COMPLETE)
    assert (status, out) == (2, "")
    assert re.search(words, err)
    assert err.count("\n") == 1


def test_an_internal_error_on_one_paper_is_3_and_the_others_are_checked(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(document: Document, *args: Any, **options: Any) -> Report:
        if document.text == Path(GAPPY).read_text("utf-8"):
            raise ZeroDivisionError("by zero")
        return judge(document, *args, **options)

    judge = engine.judge
    monkeypatch.setattr(call_module, "judge", fail)
    status, out, err = call(capsys, "check", GAPPY, COMPLETE)
    assert status == 3
    assert re.search("检查时出错，没有检查完，请报告给维护者：ZeroDivisionError: by zero", out + err)
    assert "齐全 1 · 未能读取 1" in out


# Colour and width


class Screen(io.StringIO):
    """A standard output that is a terminal."""

    def isatty(self) -> bool:
        """Return that it is."""
        return True


@pytest.mark.parametrize(
    ("color", "env", "screen", "colored"),
    [
        ("auto", {}, False, False),
        ("auto", {}, True, True),
        ("auto", {"NO_COLOR": "1"}, True, False),
        ("auto", {"NO_COLOR": ""}, True, True),
        ("auto", {"FORCE_COLOR": "1"}, False, True),
        ("auto", {"FORCE_COLOR": "1", "NO_COLOR": "1"}, True, False),
        ("auto", {"TERM": "dumb"}, True, False),
        ("always", {"NO_COLOR": "1"}, False, True),
        ("never", {"FORCE_COLOR": "1"}, True, False),
    ],
)
def test_colour(
    color: str, env: dict[str, str], screen: bool, colored: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", "xterm")
    for name, value in env.items():
        monkeypatch.setenv(name, value)
    out = Screen() if screen else io.StringIO()
    monkeypatch.setattr(sys, "stdout", out)
    assert cli.main(["check", COMPLETE, "--color", color]) == 0
    assert ("\x1b[" in out.getvalue()) is colored


def test_the_old_windows_console_gets_no_colour(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", Screen())
    monkeypatch.setattr(os, "name", "nt")
    for name in ("WT_SESSION", "TERM", "ANSICON"):
        monkeypatch.delenv(name, raising=False)
    assert not _streams.look("auto").color
    monkeypatch.setenv("WT_SESSION", "1")
    assert _streams.look("auto").color


def test_the_width_is_the_screens(monkeypatch: pytest.MonkeyPatch) -> None:
    assert _streams.look("never").width == 80
    monkeypatch.setattr(sys, "stdout", Screen())
    assert _streams.look("never").width == 80  # no terminal behind it to ask
    monkeypatch.setattr(Screen, "fileno", lambda self: 1)
    monkeypatch.setattr(os, "get_terminal_size", lambda fd: os.terminal_size((66, 20)))
    assert _streams.look("never").width == 66
    monkeypatch.setenv("COLUMNS", "70")
    assert _streams.look("never").width == 70


def test_on_a_screen_nothing_is_said_twice(capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    out = Screen()
    monkeypatch.setattr(sys, "stdout", out)
    assert cli.main(["check", "nowhere.txt", "--color", "never"]) == 3
    assert capsys.readouterr().err == ""
    assert "nowhere.txt" in out.getvalue()
    assert cli.main(["check", "nowhere.txt", "--format", "json"]) == 3
    assert "nowhere.txt" in capsys.readouterr().err


# Files


def test_files_get_their_format_and_the_screen_its_own(tmp_path: Path, capsys: Capture) -> None:
    names = ["a.json", "b.txt", "c.out", "d.out", "e.log"]
    a, b, c, d, e = (str(tmp_path / name) for name in names)
    args = ["-o", a, "-o", b, "-o", c, "-o", f"json={d}", "--output", f"plain={e}", "--color", "always"]
    status, out, _ = call(capsys, "check", GAPPY, *args)
    assert status == 1
    assert out.startswith("\x1b[")
    assert sorted(os.listdir(tmp_path)) == names
    assert json.loads(Path(a).read_bytes()) == json.loads(Path(d).read_bytes())
    assert Path(b).read_bytes() == Path(e).read_bytes()
    assert Path(b).read_text(encoding="utf-8").startswith(f"{GAPPY}: 南桥区")
    assert Path(c).read_text(encoding="utf-8").startswith("南桥区农业农村局2025年度")  # no colour


def test_a_file_without_a_telling_suffix_gets_the_format_of_the_screen(tmp_path: Path) -> None:
    path = tmp_path / "result"
    assert cli.main(["check", COMPLETE, "--format", "json", "-o", str(path)]) == 0
    assert json.loads(path.read_bytes())["reports"]


def test_files_are_utf8_whatever_the_console_is(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    status, _, err = run("check", COMPLETE, "-o", str(path), encoding="gbk")
    assert (status, err) == (0, "")
    assert "云溪县" in path.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("jsno={folder}/x", "没有“jsno”这种格式，是否指 json？"),
        ("{folder}/no/x.json", "不能写入 .*x.json：文件夹不存在"),
        ("{folder}", "是一个文件夹"),
        ("{folder}/" + "长" * 200, "文件名太长"),
        ("-", "-o 后面要写文件名"),
        ("json=-", "-o 后面要写文件名"),
        ("", "-o 后面要写文件名"),
        (COMPLETE, "-o 会覆盖"),
    ],
)
def test_what_cannot_be_written_is_2_and_shows_nothing(
    value: str, words: str, tmp_path: Path, capsys: Capture
) -> None:
    before = Path(COMPLETE).read_bytes()
    status, out, err = call(capsys, "check", COMPLETE, "-o", value.format(folder=tmp_path))
    assert (status, out) == (2, "")
    assert re.search(words, err)
    assert Path(COMPLETE).read_bytes() == before
    assert not list(tmp_path.iterdir())


def test_no_result_overwrites_rules_links_to_papers_or_another_result(tmp_path: Path) -> None:
    link = tmp_path / "link.txt"
    link.symlink_to(COMPLETE)
    rules = tmp_path / "rules.json"
    rules.write_text("", encoding="utf-8")
    assert cli.main(["check", COMPLETE, "-o", str(link)]) == 2
    assert cli.main(["check", COMPLETE, "--rules", str(rules), "-o", str(rules)]) == 2
    assert cli.main(["check", COMPLETE, "-o", f"{tmp_path}/a.json", "-o", f"{tmp_path}/./a.json"]) == 2
    assert sorted(os.listdir(tmp_path)) == ["link.txt", "rules.json"]


def test_a_failed_write_leaves_what_was_there(
    tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.json"
    path.write_text("before", encoding="utf-8")

    def refuse(*_: object) -> None:
        raise PermissionError(13, "no")

    monkeypatch.setattr(os, "replace", refuse)
    status, _, err = call(capsys, "check", COMPLETE, "-o", str(path), "--lang", "en")
    assert status == 2
    assert "permission denied" in err
    assert [(it.name, it.read_text(encoding="utf-8")) for it in tmp_path.iterdir()] == [("a.json", "before")]


def test_a_write_protected_file_is_not_replaced(
    tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.json"
    path.write_text("before", encoding="utf-8")
    monkeypatch.setattr(os, "access", lambda *_: False)  # root may write anything
    status, _, err = call(capsys, "check", COMPLETE, "-o", str(path))
    assert status == 2
    assert "没有写入权限" in err
    assert path.read_text(encoding="utf-8") == "before"


def test_an_unknown_reason_is_given_in_the_systems_words(
    tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(os, "replace", refuse)
    assert "Input/output error" in call(capsys, "check", COMPLETE, "-o", str(tmp_path / "a"))[2]


@pytest.mark.skipif(os.name == "nt", reason="permissions of another kind")
def test_a_new_file_has_the_usual_permissions_and_an_old_one_keeps_its_own(tmp_path: Path) -> None:
    new, old = tmp_path / "new.json", tmp_path / "old.json"
    old.touch(mode=0o640)
    umask = os.umask(0o022)
    try:
        assert cli.main(["check", COMPLETE, "-o", str(new), "-o", str(old)]) == 0
    finally:
        os.umask(umask)
    assert [path.stat().st_mode & 0o777 for path in (new, old)] == [0o644, 0o640]


@pytest.mark.skipif(os.name == "nt", reason="no named pipes")
def test_a_pipe_is_written_to_and_not_replaced(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    end = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        assert cli.main(["check", COMPLETE, "-o", f"plain={pipe}"]) == 0
        assert os.read(end, 1_000_000).decode().startswith(COMPLETE)
    finally:
        os.close(end)
    assert pipe.is_fifo()


@pytest.mark.skipif(not os.path.exists("/dev/stdout"), reason="no such device")
def test_standard_output_may_be_named_as_a_file(tmp_path: Path) -> None:
    status, out, err = run("check", COMPLETE, "--format", "plain", "-o", "jsonl=/dev/stdout")
    assert (status, err) == (0, "")
    assert json.loads(out.splitlines()[0])["status"] == "complete"


# Arguments


def test_rules_can_be_listed_and_repeated(capsys: Capture) -> None:
    args = ("--format", "json", "--fail-on", "never")
    _, out, _ = call(capsys, "check", GAPPY, "--select", "form.placeholder,form.date", "--select=time", *args)
    rules = {it["rule"] for it in json.loads(out)["reports"][0]["findings"]}
    assert {"form.placeholder", "form.date", "time.submission"} <= rules
    _, out, _ = call(
        capsys, "check", GAPPY, "--select", "form", "--ignore", "form.placeholder，form.date", *args
    )
    rules = {it["rule"] for it in json.loads(out)["reports"][0]["findings"]}
    assert rules
    assert not {"form.placeholder", "form.date"} & rules


def test_force_checks_what_is_another_kind(other: str, capsys: Capture) -> None:
    status, out, _ = call(capsys, "check", other, "--force", "--format", "json")
    assert status == 1
    assert json.loads(out)["reports"][0]["status"] == "gaps"


@pytest.mark.parametrize(
    ("args", "words"),
    [
        ((), "没有写要检查的文件"),
        (("a", "--frmat", "json"), "不认识的参数：--frmat json，是否指 --format？"),
        (("a", "--form", "json"), "不认识的参数：--form"),
        (("a", "--format"), "--format 后面缺少值"),
        (("a", "--format", "jsn"), "--format：没有“jsn”这个值，是否指 json？"),
        (("a", "--fail-on", "eror"), "--fail-on：没有“eror”这个值，是否指 error？"),
        (("a", "--color", "x"), "--color：没有“x”这个值（可用：auto、always、never）"),
        (("a", "--lang", "fr"), "--lang：没有“fr”这个值"),
        (("a", "--min-score", "101"), "“101”不是 0 到 100 的数"),
        (("a", "--min-score", "nan"), "“nan”不是 0 到 100 的数"),
        (("a", "--min-score", "many"), "“many”不是 0 到 100 的数"),
        (("a", "--select", ","), "没有写规则"),
        (("a", "--force=1"), "--force 不带值"),
        (("a", "--lang", "en", "--select", ","), "argument --select: no rule was given"),
        (("a", "--lang=en", "--format", "jsn"), "there is no value “jsn”; did you mean json?"),
    ],
)
def test_what_makes_no_sense_is_said(args: tuple[str, ...], words: str, capsys: Capture) -> None:
    status, out, err = call(capsys, "check", *args)
    assert (status, out) == (2, "")
    assert words in err
    assert err.count("\n") == 1


def test_a_complaint_nobody_has_translated_is_passed_on() -> None:
    with pytest.raises(lawcheck.UsageError, match="something new"):
        _check_arguments._parser("zh").error("something new")


@pytest.mark.parametrize(("lang", "words"), [("zh", "是否指 check？"), ("en", "did you mean check?")])
def test_an_unknown_command(lang: str, words: str, capsys: Capture) -> None:
    status, out, err = call(capsys, "--lang", lang, "chek", "a.txt")
    assert (status, out) == (2, "")
    assert words in err


def test_alone_it_shows_its_help_on_standard_error_and_is_2(capsys: Capture) -> None:
    status, out, err = call(capsys)
    assert (status, out) == (2, "")
    assert err.startswith("用法：lawcheck")


@pytest.mark.parametrize("args", [("--version",), ("check", "--version"), ("--lang", "en", "--version")])
def test_version(args: tuple[str, ...], capsys: Capture) -> None:
    assert call(capsys, *args) == (0, f"lawcheck {lawcheck.__version__}\n", "")


@pytest.mark.parametrize(
    ("args", "first"),
    [
        (("--help",), "用法：lawcheck 命令"),
        (("-h", "--lang", "en"), "usage: lawcheck COMMAND"),
        (("check", "--help"), "用法：lawcheck check 文件…"),
        (("--lang=en", "check", "-h"), "usage: lawcheck check PATH…"),
        (("check", "--lang", "en", "-h"), "usage: lawcheck check PATH…"),
        (("annotate", "--help"), "用法：lawcheck annotate 文件.docx"),
        (("annotate", "--lang", "en", "-h"), "usage: lawcheck annotate PAPER.docx"),
        (("formats", "--help"), "用法：lawcheck formats"),
        (("formats", "--lang", "en", "-h"), "usage: lawcheck formats"),
        (("rules", "--help"), "用法：lawcheck rules 命令"),
        (("rules", "--lang", "en", "-h"), "usage: lawcheck rules COMMAND"),
        (("rules", "validate", "--help"), "用法：lawcheck rules validate 文件…"),
        (("rules", "validate", "--lang", "en", "-h"), "usage: lawcheck rules validate FILE…"),
    ],
)
def test_help(args: tuple[str, ...], first: str, capsys: Capture) -> None:
    status, out, err = call(capsys, *args)
    assert (status, err) == (0, "")
    assert out.startswith(first)
    assert out.encode("gbk")
    assert max(map(cell_len, out.splitlines())) <= 80


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_help_tells_every_option_and_format(lang: str, capsys: Capture) -> None:
    _, out, _ = call(capsys, "check", "--help", "--lang", lang)
    options = _check_arguments._parser(lang)._option_string_actions
    assert all(re.search(rf"(?<![\w-]){re.escape(option)}(?![\w-])", out) for option in options)
    assert all(format in out for format in formats())


def test_both_doors_are_one(tmp_path: Path) -> None:
    assert run("--version")[:2] == (0, f"lawcheck {lawcheck.__version__}\n")
    _, out, _ = run("check", COMPLETE, "--format", "json")
    report = lawcheck.check(COMPLETE)
    assert out == lawcheck.render(report, "json")


# What a check may load


@pytest.mark.parametrize(("format", "loaded"), [("json", []), ("plain", []), ("terminal", ["rich"])])
def test_a_check_loads_only_what_it_needs(format: str, loaded: list[str]) -> None:
    code = f"""
import sys
from lawcheck import cli
cli.main(["check", {COMPLETE!r}, "--format", {format!r}])
print([name for name in ("pydantic", "rich", "yaml") if name in sys.modules], file=sys.stderr)
"""
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=env)
    assert done.stderr.strip() == str(loaded)


def test_the_same_input_gives_the_same_bytes_under_any_hash_seed() -> None:
    for format in formats():
        seen = set()
        for seed in "0123":
            with start("check", GAPPY, COMPLETE, "--format", format, seed=seed) as process:
                seen.add(process.communicate(timeout=60))
        assert len(seen) == 1
