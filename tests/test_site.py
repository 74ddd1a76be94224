"""build-site: what the folder holds, what it is made from, and that it is written whole or not at all."""

from __future__ import annotations

import base64
import hashlib
import io
import json
import os
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from makers.papers import as_docx

from lawcheck import cli
from lawcheck.desk import Desk
from lawcheck.renderers._html.policy import policy
from lawcheck.rulebook.files import shipped
from lawcheck.site import archives, clients, folder, pdfium, pyodide
from lawcheck.site.archives import Damaged, from_tar, from_zip, packed
from lawcheck.site.browser import MOST, Door
from lawcheck.site.page import site_policy

Capture = pytest.CaptureFixture[str]
PACKAGE = Path(cli.__file__).parents[1]
GAPPY = (Path(__file__).parent.parent / "examples" / "gappy.txt").read_bytes()


# --- a small Pyodide: the right names, made-up content


def tarball(files: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w:gz") as archive:
        for name, data in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return made.getvalue()


@pytest.fixture
def runtime(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the archive of a small Pyodide, which counts as the right one."""
    files = {name: f"content of {name}".encode() for name in pyodide.FILES}
    data = tarball({f"package/{name}": content for name, content in {**files, "console.html": b""}.items()})
    digest = base64.b64encode(hashlib.sha512(data).digest()).decode()
    monkeypatch.setattr(pyodide, "INTEGRITY", f"sha512-{digest}")
    hashes = {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}
    monkeypatch.setattr(pyodide, "FILES", hashes)
    path = tmp_path / "pyodide.tgz"
    path.write_bytes(data)
    return path


@pytest.fixture
def wheel(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a small wheel of the library for PDF files, which counts as the right one."""
    data = packed({"pypdfium2/__init__.py": b"", "pypdfium2_cli/__init__.py": b""})
    monkeypatch.setattr(pdfium, "SHA256", hashlib.sha256(data).hexdigest())
    path = tmp_path / "pypdfium2.whl"
    path.write_bytes(data)
    return path


@pytest.fixture
def build(runtime: Path) -> Callable[..., int]:
    """Give a call of the command that offers the small Pyodide and no library for PDF files."""

    def call(target: Path, *options: str) -> int:
        return cli.main(["build-site", str(target), "--pyodide", str(runtime), "--no-pdf", *options])

    return call


def content(target: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in target.iterdir()}


def unzipped(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


# --- what it holds


def test_what_lies_in_the_folder(build: Callable[..., int], tmp_path: Path, capsys: Capture) -> None:
    target = tmp_path / "site"
    assert build(target) == 0
    told = capsys.readouterr()
    assert str(target) in told.out
    assert told.err == ""
    files = content(target)
    assert {"index.html", "desk.js", "desk.css", "door.js", "worker.js", "unzip.js"} < files.keys()
    assert {"pyodide.js", "pyodide.asm.js", "pyodide.zip", "lawcheck.zip"} < files.keys()
    assert {"README.txt", "LICENSES.txt", "lawcheck-site.json"} < files.keys()
    assert not {"local.js", "served.js"} & files.keys()
    assert files["door.js"] == (PACKAGE / "desk/page/local.js").read_bytes()
    assert unzipped(files["pyodide.zip"]).keys() == {
        "pyodide.asm.wasm",
        "pyodide-lock.json",
        "python_stdlib.zip",
    }
    mark = json.loads(files["lawcheck-site.json"])
    assert mark["files"] == sorted(files)
    assert mark["pyodide"] == pyodide.VERSION


def test_servers_know_the_kinds_of_all_files(build: Callable[..., int], tmp_path: Path) -> None:
    """Nothing that some servers refuse to serve, or serve as what a browser does not run."""
    assert build(tmp_path / "site") == 0
    kinds = {path.suffix for path in (tmp_path / "site").iterdir()}
    assert kinds <= {".html", ".css", ".js", ".svg", ".zip", ".txt", ".json"}


def test_all_of_lawcheck_is_in_it(build: Callable[..., int], tmp_path: Path) -> None:
    assert build(tmp_path / "site") == 0
    files = unzipped((tmp_path / "site/lawcheck.zip").read_bytes())
    here = {f"lawcheck/{path.relative_to(PACKAGE).as_posix()}" for path in PACKAGE.rglob("*.py")}
    assert here <= files.keys()
    rules = {f"lawcheck/_rules/{path.name}" for path in Path(shipped("")).iterdir() if path.is_file()}
    assert rules <= files.keys()
    assert not [name for name in files if "__pycache__" in name or "/tests/" in name or name.endswith(".pyc")]
    assert {"jieba/__init__.py", "jieba/dict.txt", "xlsxwriter/__init__.py"} < files.keys()
    assert not [name for name in files if name.startswith(("jieba/lac_small", "jieba/posseg", "pypdfium2"))]
    assert [name for name in files if name.startswith("jieba-") and name.endswith("/METADATA")]


def test_a_check_needs_nothing_else(build: Callable[..., int], tmp_path: Path) -> None:
    """Neither pydantic, nor yaml, nor rich: what Pyodide would not have."""
    assert build(tmp_path / "site") == 0
    with zipfile.ZipFile(tmp_path / "site/lawcheck.zip") as archive:
        archive.extractall(tmp_path / "packages")
    (tmp_path / "paper.docx").write_bytes(as_docx(GAPPY.decode()))
    program = f"""
import sys
sys.path.insert(0, {str(tmp_path / "packages")!r})
from lawcheck.site.browser import Door
door = Door("zh")
with open({str(tmp_path / "paper.docx")!r}, "rb") as file:
    told, _ = door.answer("check", '{{"name": "paper.docx", "force": false}}', file.read())
print(told)
for call in ("report", "table", "words"):
    print(door.answer(call, "{{}}")[0])
assert not {{"pydantic", "yaml", "rich"}} & set(sys.modules)
"""
    command = [sys.executable, "-I", "-S", "-X", "utf8", "-c", program]
    done = subprocess.run(command, capture_output=True, text=True, check=False, encoding="utf-8")
    assert done.stderr == ""
    told, *made = map(json.loads, done.stdout.splitlines())
    assert told["status"] == "gaps"
    assert [each["name"] for each in made] == ["检查结果.html", "检查结果.xlsx", "批注副本.zip"]


def test_the_library_for_pdf_files(runtime: Path, wheel: Path, tmp_path: Path) -> None:
    command = ["build-site", str(tmp_path / "site"), "--pyodide", str(runtime), "--pypdfium2", str(wheel)]
    assert cli.main(command) == 0
    files = unzipped((tmp_path / "site/lawcheck.zip").read_bytes())
    assert "pypdfium2/__init__.py" in files
    assert "pypdfium2_cli/__init__.py" not in files
    assert "pypdfium2" in (tmp_path / "site/LICENSES.txt").read_text("utf-8")


def test_what_is_not_installed_is_told(
    build: Callable[..., int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    from lawcheck.site import packages

    extras = [each for each in packages._EXTRAS if each.module != "xlsxwriter"]
    monkeypatch.setattr(packages, "_EXTRAS", tuple(extras))
    assert build(tmp_path / "site", "--lang", "en") == 0
    assert 'CSV, not Excel; for that, pip install "lawcheck-cn[batch]" first' in capsys.readouterr().err


def test_two_builds_are_the_same(build: Callable[..., int], runtime: Path, tmp_path: Path) -> None:
    assert build(tmp_path / "one") == 0
    unpacked = tmp_path / "unpacked"
    with tarfile.open(runtime) as archive:
        archive.extractall(unpacked, filter="data")
    for given in (unpacked, unpacked / "package"):
        target = tmp_path / "two"
        assert cli.main(["build-site", str(target), "--pyodide", str(given), "--no-pdf"]) == 0
        assert content(target) == content(tmp_path / "one")


def test_the_page_in_both_languages(build: Callable[..., int], tmp_path: Path) -> None:
    for lang, code, words in (("zh", "zh-CN", "直接双击文件"), ("en", "en", "browsers do not let it run")):
        assert build(tmp_path / lang, "--lang", lang) == 0
        html = (tmp_path / lang / "index.html").read_text("utf-8")
        assert f'<html lang="{code}">' in html
        assert words in html
        assert html.index("Content-Security-Policy") < html.index("<script")


def test_the_policy_allows_the_report_and_nothing_from_elsewhere() -> None:
    allowed = site_policy()
    assert "unsafe-inline" not in allowed
    assert "'unsafe-eval'" not in allowed
    assert "http" not in allowed
    others = [each for each in policy().split("; ") if not each.startswith(("style-src ", "script-src "))]
    assert [each for each in others if not each.endswith(" 'none'")] == []  # else the page has to allow it
    hashes = {word.rstrip(";") for word in policy().split() if word.startswith("'sha256-")}
    assert hashes
    assert hashes <= {word.rstrip(";") for word in allowed.split()}


# --- the folder


def test_a_site_of_before_is_replaced(build: Callable[..., int], tmp_path: Path) -> None:
    target = tmp_path / "site"
    target.mkdir()
    folder.write(str(target), {"gone.js": b"", "index.html": b"old"}, {})
    assert build(target) == 0
    assert not (target / "gone.js").exists()
    assert (target / "index.html").read_bytes() != b"old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["pyodide.tgz", "site"]


@pytest.mark.parametrize("marked", [False, True])
def test_other_files_are_never_overwritten(
    build: Callable[..., int], tmp_path: Path, capsys: Capture, marked: bool
) -> None:
    target = tmp_path / "site"
    if marked:
        assert build(target) == 0
    else:
        target.mkdir()
    (target / "paper.docx").write_bytes(b"mine")
    before = content(target)
    assert build(target) == 2
    assert "paper.docx" in capsys.readouterr().err
    assert content(target) == before


def test_a_mark_that_is_none_allows_nothing(build: Callable[..., int], tmp_path: Path) -> None:
    for mark in ("[]", "{}", "…", '{"files": 1}'):
        target = tmp_path / "site"
        target.mkdir(exist_ok=True)
        (target / folder.MARK).write_text(mark, "utf-8")
        assert build(target) == 2
        assert (target / folder.MARK).read_text("utf-8") == mark


def test_a_file_is_no_folder(build: Callable[..., int], tmp_path: Path, capsys: Capture) -> None:
    target = tmp_path / "site"
    target.write_bytes(b"mine")
    assert build(target, "--lang", "en") == 2
    assert "is a file, no folder" in capsys.readouterr().err
    assert target.read_bytes() == b"mine"


def test_where_no_folder_can_be(build: Callable[..., int], tmp_path: Path, capsys: Capture) -> None:
    assert build(tmp_path / "none" / "site", "--lang", "en") == 2
    assert "there is no such folder" in capsys.readouterr().err


@pytest.mark.parametrize("nth", [1, 2])
def test_nothing_half_written_is_left(
    build: Callable[..., int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture, nth: int
) -> None:
    """Neither where the old folder cannot be moved away nor where the new one cannot take its place."""
    target = tmp_path / "site"
    assert build(target) == 0
    before, rename, calls = content(target), os.rename, []

    def fail(source: str, goal: str) -> None:
        calls.append(source)
        if len(calls) == nth:
            raise PermissionError(13, "", goal)
        rename(source, goal)

    monkeypatch.setattr(os, "rename", fail)
    assert build(target, "--lang", "en") == 2
    assert "permission denied" in capsys.readouterr().err
    assert content(target) == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["pyodide.tgz", "site"]


# --- where Pyodide and the library come from


@pytest.mark.parametrize("named", ["archive", "folder", "no archive"])
def test_only_the_right_pyodide_is_taken(
    runtime: Path, tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch, named: str
) -> None:
    given = runtime
    if named == "folder":
        given = tmp_path / "package"
        given.mkdir()
        for name in pyodide.FILES:
            (given / name).write_bytes(b"another content")
    elif named == "archive":
        given.write_bytes(given.read_bytes() + b"\0")
    else:
        given.write_bytes(b"no archive")
        digest = base64.b64encode(hashlib.sha512(b"no archive").digest()).decode()
        monkeypatch.setattr(pyodide, "INTEGRITY", f"sha512-{digest}")
    command = ["--lang", "en", "build-site", str(tmp_path / "site"), "--pyodide", str(given), "--no-pdf"]
    assert cli.main(command) == 2
    assert "its checksum differs" in capsys.readouterr().err
    assert not (tmp_path / "site").exists()


@pytest.mark.parametrize("option", ["--pyodide", "--pypdfium2"])
def test_a_file_that_is_not_there(runtime: Path, tmp_path: Path, capsys: Capture, option: str) -> None:
    options = ["--pyodide", str(runtime), option, str(tmp_path / "none")]
    assert cli.main(["--lang", "en", "build-site", str(tmp_path / "site"), *options]) == 2
    assert "none: there is no such" in capsys.readouterr().err


def test_only_the_right_wheel_is_taken(runtime: Path, wheel: Path, tmp_path: Path, capsys: Capture) -> None:
    wheel.write_bytes(wheel.read_bytes() + b"\0")
    options = ["--pyodide", str(runtime), "--pypdfium2", str(wheel)]
    assert cli.main(["build-site", str(tmp_path / "site"), *options]) == 2
    assert "校验值不符" in capsys.readouterr().err
    assert not (tmp_path / "site").exists()


def test_without_npm(tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert cli.main(["build-site", str(tmp_path / "site"), "--no-pdf"]) == 2
    told = capsys.readouterr().err
    assert "没有 npm" in told
    assert "--pyodide" in told
    assert not (tmp_path / "site").exists()


@pytest.mark.skipif(os.name != "posix", reason="a client that is a script")
@pytest.mark.parametrize("script", ["exit 1", "exit 0", "cp ../pyodide.tgz .; echo $@ > ../asked"])
def test_npm_fetches(
    runtime: Path, tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch, script: str
) -> None:
    npm = tmp_path / "npm"
    npm.write_text(f"#!/bin/sh\ncd -P . && {script.replace('..', str(tmp_path))}\n", "utf-8")
    npm.chmod(0o755)
    monkeypatch.setenv("PATH", os.pathsep.join((str(tmp_path), os.environ["PATH"])))
    status = cli.main(["--lang", "en", "build-site", str(tmp_path / "site"), "--no-pdf"])
    if script.startswith("exit"):
        assert status == 2
        assert "please check the network; offline, name its .tgz file" in capsys.readouterr().err
        assert not (tmp_path / "site").exists()
    else:
        assert status == 0
        assert (tmp_path / "asked").read_text("utf-8").split()[:2] == ["pack", f"pyodide@{pyodide.VERSION}"]


def test_pip_finds_nothing(
    runtime: Path, tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.delenv("PIP_FIND_LINKS", raising=False)
    monkeypatch.setattr(clients, "_PATIENCE", 60)
    assert cli.main(["build-site", str(tmp_path / "site"), "--pyodide", str(runtime)]) == 2
    assert "--no-pdf" in capsys.readouterr().err


def test_without_pip(runtime: Path, tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lawcheck.site.clients.find_spec", lambda name: None)
    assert cli.main(["build-site", str(tmp_path / "site"), "--pyodide", str(runtime)]) == 2
    assert "没有 pip" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("options", "why"),
    [
        ([], "no folder to write was given"),
        (["site", "--no-pdf", "--pypdfium2", "x.whl"], "exclude each other"),
        (["site", "--no-pdf", "--rules", "x"], "--rules"),
    ],
)
def test_arguments_that_make_no_sense(options: list[str], why: str, capsys: Capture) -> None:
    assert cli.main(["--lang", "en", "build-site", *options]) == 2
    assert why in capsys.readouterr().err


# --- archives


def test_of_a_tar_only_plain_files_are_taken() -> None:
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w:gz") as archive:
        link = tarfile.TarInfo("package/a")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(link)
    with pytest.raises(Damaged):
        from_tar(made.getvalue(), ["package/a"])
    assert from_tar(tarball({"../b": b"no", "package/b": b"yes"}), ["package/b"]) == {"package/b": b"yes"}


def test_large_files_are_not_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "_MOST", 10)
    with pytest.raises(Damaged):
        from_tar(tarball({"a": bytes(11)}), ["a"])
    with pytest.raises(Damaged):
        from_zip(packed({"a": bytes(6), "b": bytes(6)}))


@pytest.mark.parametrize(
    "data", [b"", b"PK\x05\x06", b"\x1f\x8b", tarball({"a": b"a"})[:-20]], ids=["empty", "zip", "gz", "tar"]
)
def test_damaged_archives(data: bytes) -> None:
    with pytest.raises(Damaged):
        from_zip(data)
    with pytest.raises(Damaged):
        from_tar(data, ["a"])


# --- the desk behind the page


def test_the_door_answers_as_the_desk_does() -> None:
    door, desk = Door("zh"), Desk()
    for name, data in (("报告.docx", as_docx(GAPPY.decode())), ("<b>.txt", GAPPY), ("x.docx", b"PK\x03\x04")):
        told, made = door.answer("check", json.dumps({"name": name, "force": False}), data)
        assert json.loads(told) == desk.check(name, data)._asdict()
        assert made == b""
    assert door.answer("report", "{}")[1] == desk.report()
    assert door.answer("page", "{}") == door.answer("report", "{}")
    assert door.answer("word", '{"number": 0}')[1] == desk.word(0).data
    assert door.answer("words", "{}")[1] == desk.words().data
    assert json.loads(door.answer("table", "{}")[0])["name"] == "检查结果.xlsx"
    assert door.answer("clear", "{}") == ("{}", b"")
    assert door.answer("report", "{}")[1] == Desk().report()


def test_the_door_tells_what_went_wrong() -> None:
    door = Door("en")
    assert json.loads(door.answer("word", '{"number": 7}')[0]) == {"error": "there is no such Word file"}
    wrong = json.loads(door.answer("burn", "{}")[0])["error"]
    assert wrong.startswith("internal error, please report it: ValueError: there is no call burn")


def test_the_door_has_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    door = Door("en")
    ready = json.loads(door.answer("ready", "{}")[0])
    assert ready["paperLimit"] == MOST
    assert ready["cannot"] == []
    monkeypatch.setattr("lawcheck.site.browser.MOST", 1)
    asked = '{"name": "paper.txt", "force": false}'
    assert "error" not in json.loads(door.answer("check", asked, GAPPY)[0])
    assert json.loads(door.answer("check", asked, GAPPY)[0])["error"].startswith("at most 1 papers")


def test_what_a_browser_cannot_read_names_no_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pypdfium2", None)
    monkeypatch.setattr(sys, "platform", "emscripten")
    told = Desk().check("报告.pdf", b"%PDF-1.7\n%%EOF\n")
    assert told.status == "unreadable"
    assert "Word" in told.reason
    assert "pip" not in told.reason
