"""A long run: results line by line, taken up again after whatever broke it off, and what is made of them."""

from __future__ import annotations

import io
import json
import os
import random
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from benchmarks import papers

from lawcheck import api, cli

COUNT = 40
Call = Callable[..., tuple[int, str, str]]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder of made-up papers; of every hundred three cannot be read and five are others."""
    path = tmp_path_factory.mktemp("papers")
    papers.write(path, COUNT)
    (path / "空.txt").write_bytes(b"")
    (path / "公开.txt").write_text(
        "云溪县2025年政府信息公开工作年度报告\n一、总体情况\n主动公开信息30条。\n", "utf-8"
    )
    return path


@pytest.fixture
def call(capsys: pytest.CaptureFixture[str]) -> Call:
    def run(*args: object) -> tuple[int, str, str]:
        status = cli.main(["check", "--isolated", *map(str, args)])
        out, err = capsys.readouterr()
        return status, out, err

    return run


@pytest.fixture(scope="module")
def undisturbed(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """Return the results of a run that nothing broke off."""
    path = tmp_path_factory.mktemp("results") / "whole.jsonl"
    cli.main(["check", "--isolated", str(folder), "--jobs", "1", "-o", f"jsonl={path}"])
    return path.read_bytes()


def lines(data: bytes) -> list[dict[str, Any]]:
    return [json.loads(line) for line in data.splitlines()]


def papers_in(folder: Path) -> list[Path]:
    """Return the text files of a folder that can be read."""
    found = sorted(folder.glob("**/*.txt"))
    return [path for path in found if path.stat().st_size > 5000 and b"\0" not in path.read_bytes()]


def watched(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return a list that will hold the names of the papers that are checked."""
    checked: list[str] = []
    answers = api.answers

    def noting(paths: Iterator[str]) -> Iterator[str]:
        for path in paths:
            checked.append(Path(path).name)
            yield path

    def watching(paths: Iterator[str], *args: Any, **options: Any) -> Any:
        return answers(noting(paths), *args, **options)

    monkeypatch.setattr(api, "answers", watching)
    return checked


def test_the_results_are_those_of_an_ordinary_run(call: Call, folder: Path, undisturbed: bytes) -> None:
    status, out, _ = call(folder, "--format", "jsonl")
    ordinary = {line["path"]: {**line, "options": None} for line in lines(out.encode())}
    assert {line["path"]: {**line, "options": None} for line in lines(undisturbed)} == ordinary
    assert status == 3


def test_results_stand_in_the_order_of_the_papers(undisturbed: bytes) -> None:
    paths = [line["path"] for line in lines(undisturbed)]
    assert paths == sorted(paths)
    assert len(paths) == COUNT + 2


def test_processes_write_the_same(call: Call, folder: Path, undisturbed: bytes, tmp_path: Path) -> None:
    call(folder, "--jobs", 2, "-o", f"jsonl={tmp_path / 'r.jsonl'}")
    assert (tmp_path / "r.jsonl").read_bytes() == undisturbed


def test_the_end_says_how_many_and_why(call: Call, folder: Path) -> None:
    status, out, _ = call(folder, "--jobs", 1)
    first, *rest = out.splitlines()
    assert first.startswith(f"共{COUNT + 2}份：齐全 ")
    assert any(line.startswith("  未能读取") and "文件是空的" in line and "空.txt" in line for line in rest)
    assert any(line.startswith("  不是此类报告") and "政府信息公开" in line for line in rest)
    assert rest[-1].startswith("未通过：")
    assert status == 3


def test_english_totals(call: Call, folder: Path) -> None:
    _, out, _ = call(folder, "--jobs", 1, "--lang", "en")
    assert out.startswith(f"{COUNT + 2} in all: complete ")
    assert "the file is empty" in out


def test_never_fails_on_findings_but_on_what_was_not_read(call: Call, folder: Path, tmp_path: Path) -> None:
    assert call(folder, "--jobs", 1, "--fail-on", "never")[0] == 3
    for path in papers_in(folder):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    assert call(tmp_path, "--jobs", 1, "--fail-on", "never")[0] == 0


# Taking up again


@pytest.mark.parametrize("seed", range(6))
def test_a_run_broken_off_anywhere_ends_the_same(
    call: Call, folder: Path, undisturbed: bytes, tmp_path: Path, seed: int
) -> None:
    path = tmp_path / "r.jsonl"
    path.write_bytes(undisturbed[: random.Random(seed).randrange(len(undisturbed))])
    call(folder, "--jobs", 1, "--resume", "-o", f"jsonl={path}")
    assert path.read_bytes() == undisturbed


def test_what_is_known_is_not_checked_again(
    call: Call, folder: Path, undisturbed: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "r.jsonl"
    path.write_bytes(undisturbed)
    checked = watched(monkeypatch)
    status, out, _ = call(folder, "--resume", "-o", f"jsonl={path}")
    assert checked == []
    assert path.read_bytes() == undisturbed
    assert (status, out.splitlines()[0].split("：")[0]) == (3, f"共{COUNT + 2}份")


def test_what_has_changed_is_checked_again_and_nothing_else(
    call: Call, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = tmp_path / "papers"
    own.mkdir()
    good = [
        p for p in sorted(folder.glob("**/*.txt")) if p.stat().st_size > 5000 and b"\0" not in p.read_bytes()
    ]
    for number, paper in enumerate(good[:8]):
        (own / f"{number}.txt").write_bytes(paper.read_bytes())
    path = tmp_path / "r.jsonl"
    call(own, "--jobs", 1, "-o", f"jsonl={path}")
    before = lines(path.read_bytes())
    (own / "2.txt").write_bytes(good[9].read_bytes())
    (own / "5.txt").unlink()
    (own / "35.txt").write_bytes(good[10].read_bytes())  # between 3 and 4
    checked = watched(monkeypatch)
    call(own, "--resume", "-o", f"jsonl={path}")
    after = lines(path.read_bytes())
    assert checked == ["2.txt", "35.txt"]
    assert [Path(line["path"]).name for line in after] == [
        "0.txt", "1.txt", "2.txt", "3.txt", "35.txt", "4.txt", "6.txt", "7.txt",
    ]  # fmt: skip
    assert after[0] == before[0]
    assert after[2] != before[2]
    assert not (tmp_path / "r.jsonl.earlier").exists()
    call(own, "--jobs", 1, "-o", f"jsonl={tmp_path / 'fresh.jsonl'}")
    assert path.read_bytes() == (tmp_path / "fresh.jsonl").read_bytes()


def test_other_options_make_other_results(
    call: Call, folder: Path, undisturbed: bytes, tmp_path: Path
) -> None:
    path = tmp_path / "r.jsonl"
    path.write_bytes(undisturbed)
    call(folder, "--resume", "--lang", "en", "-o", f"jsonl={path}")
    fresh = tmp_path / "fresh.jsonl"
    call(folder, "--jobs", 1, "--lang", "en", "-o", f"jsonl={fresh}")
    assert path.read_bytes() == fresh.read_bytes() != undisturbed


def test_a_second_break_while_lines_are_moved_loses_none(
    call: Call, folder: Path, undisturbed: bytes, tmp_path: Path
) -> None:
    path = tmp_path / "r.jsonl"
    half = undisturbed.splitlines(keepends=True)
    path.write_bytes(b"".join(half[:5]))
    (tmp_path / "r.jsonl.earlier").write_bytes(b"".join(half[3:20]) + half[20][:40])
    call(folder, "--resume", "-o", f"jsonl={path}")
    assert path.read_bytes() == undisturbed
    assert not (tmp_path / "r.jsonl.earlier").exists()


def test_a_foreign_file_is_not_gone_on_with(call: Call, folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "r.jsonl"
    path.write_text('{"mine": 1}\n', "utf-8")
    status, out, err = call(folder, "--resume", "-o", f"jsonl={path}")
    assert (status, out) == (2, "")
    assert "不是 lawcheck 的结果" in err
    assert path.read_text("utf-8") == '{"mine": 1}\n'


@pytest.mark.parametrize("data", ['{"my": "own"}', "一行文字", "PK\x03\x04"])
def test_a_foreign_line_without_an_end_is_not_half_a_result(
    call: Call, folder: Path, tmp_path: Path, data: str
) -> None:
    path = tmp_path / "mine.json"
    path.write_text(data, "utf-8")
    assert call(folder, "--resume", "-o", f"jsonl={path}")[0] == 2
    assert path.read_text("utf-8") == data


def test_a_forgotten_resume_loses_nothing(
    call: Call, folder: Path, undisturbed: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*args: Any, **options: Any) -> Iterator[Any]:
        raise KeyboardInterrupt
        yield

    path = tmp_path / "r.jsonl"
    path.write_bytes(undisturbed)
    with monkeypatch.context() as patch:
        patch.setattr(api, "answers", interrupted)
        assert call(folder, "--jobs", 1, "-o", f"jsonl={path}")[0] == 130
    assert path.read_bytes() == b""
    checked = watched(monkeypatch)
    call(folder, "--resume", "-o", f"jsonl={path}")
    assert path.read_bytes() == undisturbed
    assert len(checked) <= 5  # files of which not even the bytes could be had
    assert not (tmp_path / "r.jsonl.earlier").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="another kind of lock")
def test_two_runs_do_not_write_one_file(call: Call, folder: Path, tmp_path: Path) -> None:
    import fcntl

    path = tmp_path / "r.jsonl"
    with path.open("ab") as other:
        fcntl.flock(other, fcntl.LOCK_EX)
        status, out, err = call(folder, "--jobs", 1, "-o", f"jsonl={path}")
    assert (status, out) == (2, "")
    assert "另一次检查正在写" in err


def test_resume_wants_a_file_to_go_on_with(call: Call, folder: Path) -> None:
    status, _, err = call(folder, "--resume")
    assert status == 2
    assert "-o jsonl=" in err


@pytest.mark.parametrize("jobs", ["0", "-1", "x", "1.5", "²"])
def test_jobs_are_a_number(call: Call, folder: Path, jobs: str) -> None:
    status, _, err = call(folder, f"--jobs={jobs}")
    assert status == 2
    assert "不小于 1 的整数" in err


def test_standard_input_is_no_long_run(call: Call) -> None:
    status, _, err = call("-", "--jobs", 1)
    assert status == 2
    assert "标准输入" in err


@pytest.mark.skipif(sys.platform == "win32", reason="limits of a process")
def test_a_full_disk_leaves_whole_lines_and_is_2(folder: Path, undisturbed: bytes, tmp_path: Path) -> None:
    path = tmp_path / "r.jsonl"
    command = [sys.executable, "-m", "lawcheck", "check", "--isolated", str(folder), "--jobs", "1"]
    limit = len(undisturbed) // 2

    def little_room() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    done = subprocess.run(
        [*command, "-o", f"jsonl={path}"], capture_output=True, text=True, preexec_fn=little_room, check=False
    )
    assert done.returncode == 2
    assert "--resume" in done.stderr
    written = path.read_bytes()
    assert written.endswith(b"\n")
    assert undisturbed.startswith(written)
    subprocess.run([*command, "--resume", "-o", f"jsonl={path}"], capture_output=True, check=False)
    assert path.read_bytes() == undisturbed


def test_a_workbook_for_which_there_is_no_room_leaves_nothing(folder: Path, tmp_path: Path) -> None:
    def little_room() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))

    command = [sys.executable, "-m", "lawcheck", "check", "--isolated", str(next(folder.glob("*.txt")))]
    done = subprocess.run(
        [*command, "-o", f"xlsx={tmp_path / 'r.xlsx'}"],
        capture_output=True,
        text=True,
        preexec_fn=little_room,
        check=False,
    )
    assert done.returncode == 2
    assert "不能写入" in done.stderr
    assert "Traceback" not in done.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT])
def test_a_killed_run_is_taken_up_again(
    folder: Path, undisturbed: bytes, tmp_path: Path, how: signal.Signals
) -> None:
    path = tmp_path / "r.jsonl"
    command = [sys.executable, "-m", "lawcheck", "check", "--isolated", str(folder), "--jobs", "2"]
    with subprocess.Popen(
        [*command, "-o", f"jsonl={path}"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        start_new_session=True,
        text=True,
    ) as run:
        while run.poll() is None and not (path.exists() and path.stat().st_size):
            time.sleep(0.01)
        os.kill(run.pid, how)
        _, err = run.communicate()
    assert run.returncode in ({signal.SIGINT: 130}.get(how, -how), 3)  # 3: it was done before
    assert "Traceback" not in err
    subprocess.run([*command, "--resume", "-o", f"jsonl={path}"], capture_output=True, check=False)
    assert path.read_bytes() == undisturbed


# What is made of the results


def test_tables_are_made_of_the_results(call: Call, folder: Path, tmp_path: Path) -> None:
    outputs = [f"{format}={tmp_path / f'r.{format}'}" for format in ("jsonl", "xlsx", "html", "csv", "sarif")]
    call(folder, "--jobs", 1, *(word for output in outputs for word in ("-o", output)))
    book = openpyxl.load_workbook(io.BytesIO((tmp_path / "r.xlsx").read_bytes()))
    assert book["必备部分"].max_row == COUNT + 3
    assert f"{COUNT + 2}" in (tmp_path / "r.html").read_text("utf-8")
    assert (tmp_path / "r.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    assert len(json.loads((tmp_path / "r.sarif").read_bytes())["runs"][0]["artifacts"]) > COUNT // 2


def test_they_are_those_of_an_ordinary_run(call: Call, folder: Path, tmp_path: Path) -> None:
    long, short = tmp_path / "long.csv", tmp_path / "short.csv"
    call(folder, "--jobs", 1, "-o", f"csv={long}")
    call(folder, "-o", f"csv={short}")
    assert sorted(long.read_bytes().splitlines()) == sorted(short.read_bytes().splitlines())


def test_papers_without_a_last_year_are_counted(call: Call, folder: Path, tmp_path: Path) -> None:
    (tmp_path / "last").mkdir()
    (tmp_path / "last" / "x.txt").write_bytes(papers_in(folder)[0].read_bytes())
    _, out, _ = call(folder, "--jobs", 1, "--previous", tmp_path / "last")
    assert "没有作跨年比较" in out


def test_another_format_can_be_shown(call: Call, folder: Path) -> None:
    _, out, _ = call(folder, "--jobs", 1, "--format", "json")
    answer = json.loads(out)
    assert len(answer["reports"]) + len(answer["unreadable"]) == COUNT + 2


def test_a_suppression_that_matched_nothing_is_2(call: Call, folder: Path, tmp_path: Path) -> None:
    config = tmp_path / "lawcheck.toml"
    config.write_text('[[suppress]]\nrule = "form.title"\nreason = "已核对"\ntext = "没有这句话"\n', "utf-8")
    results = []
    for more in ((), ("--jobs", 1)):
        status = cli.main(["check", str(folder), "--config", str(config), *map(str, more)])
        results.append(status)
    assert results == [2, 2]


def test_a_baseline_is_compared_with(call: Call, folder: Path, tmp_path: Path) -> None:
    baseline = tmp_path / "baseline.json"
    cli.main(["baseline", "write", str(folder), "--isolated", "-o", str(baseline)])
    path = tmp_path / "r.jsonl"
    _, out, _ = call(folder, "--jobs", 1, "--baseline", baseline, "-o", f"jsonl={path}")
    states = {it["state"] for line in lines(path.read_bytes()) for it in line.get("findings", ())}
    assert states == {"remaining"}
    assert "达到 error" not in out


def test_no_temporary_files_are_left(
    call: Call, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", None)
    call(folder, "--jobs", 1, "--format", "csv")
    assert list(tmp_path.iterdir()) == []


def test_a_pipe_gets_the_results_whole(folder: Path, undisturbed: bytes) -> None:
    command = [sys.executable, "-m", "lawcheck", "check", "--isolated", str(folder), "--jobs", "1"]
    done = subprocess.run([*command, "-o", "jsonl=/dev/stderr"], capture_output=True, check=False)
    told = b"".join(line + b"\n" for line in done.stderr.splitlines() if line.startswith(b"{"))
    assert told == undisturbed
