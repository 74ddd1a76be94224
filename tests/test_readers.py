"""Which reader takes a file, and what is said where none can."""

from __future__ import annotations

import importlib
import json
import os
import zipfile
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from makers.ofd import write_ofd
from makers.papers import as_docx, as_html, as_markdown
from makers.setting import set_pages

from lawcheck import readers
from lawcheck.api import check_bytes
from lawcheck.cli import main
from lawcheck.errors import ReadError
from lawcheck.readers import File, formats, read
from lawcheck.readers._archive import Archive
from lawcheck.readers._word.office import program

TESTS = Path(__file__).parent
PAPER = (TESTS.parent / "examples" / "complete.txt").read_text("utf-8")
DOC = (TESTS / "files" / "complete.doc").read_bytes()
PDF = (TESTS / "files" / "complete.pdf").read_bytes()


@pytest.mark.parametrize(
    ("data", "format"),
    [
        (as_docx(PAPER), "docx"),
        (as_html(PAPER), "html"),
        (DOC, "doc"),
        (PDF, "pdf"),
        (write_ofd(set_pages(PAPER)), "ofd"),
        (PAPER.encode(), "text"),
    ],
)
@pytest.mark.parametrize(
    "name", ["paper.docx", "paper.doc", "paper.pdf", "paper.txt", "paper.htm", "paper", "-"]
)
def test_the_content_tells_the_format_whatever_the_name(data: bytes, format: str, name: str) -> None:
    """A Word file called .doc, a web page called .docx: both are read for what they are."""
    assert read(File(data, name)).format == format


@pytest.mark.parametrize(
    ("name", "format"),
    [("a.md", "markdown"), ("a.MARKDOWN", "markdown"), ("a.txt", "text"), ("-", "markdown")],
)
def test_text_is_markdown_by_its_name_or_by_its_headings(name: str, format: str) -> None:
    data = as_markdown(PAPER)
    assert read(File(data, name)).format == format


def test_every_format_is_told_once_with_its_suffixes() -> None:
    told = formats()
    suffixes = [suffix for each in told for suffix in each.suffixes]
    assert len(suffixes) == len(set(suffixes))
    assert {".docx", ".doc", ".wps", ".pdf", ".ofd", ".html", ".md", ".txt"} <= set(suffixes)
    assert set(readers.SUFFIXES) == set(suffixes)
    assert all(each.name.zh and each.name.en for each in told)


@pytest.fixture
def nothing_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make the libraries of the extras look as if they were not installed."""
    real, find = importlib.import_module, find_spec
    extras = {reader.NEEDS[0] for reader in readers._READERS if reader.NEEDS}

    def import_module(name: str, package: str | None = None) -> ModuleType:
        if name in extras:
            raise ImportError(name)
        return real(name, package)

    monkeypatch.setattr("lawcheck.readers._file.import_module", import_module)
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None if name in extras else find(name))


@pytest.mark.usefixtures("nothing_extra")
def test_a_missing_extra_is_named_with_what_to_type() -> None:
    for extra, data in (("doc", DOC), ("pdf", PDF)):
        with pytest.raises(ReadError) as caught:
            check_bytes(data, path="paper")
        assert f'pip install "lawcheck-cn[{extra}]"' in caught.value.reason
        assert f'pip install "lawcheck-cn[{extra}]"' in caught.value.reason_en


@pytest.mark.usefixtures("nothing_extra")
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_formats_tells_what_is_missing(lang: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["formats", "--lang", lang]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert 'pip install "lawcheck-cn[doc]"' in next(line for line in lines if ".doc " in line)
    assert "pip" not in next(line for line in lines if ".docx" in line)


def test_formats_tells_that_all_work_here(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["formats"]) == 0
    out = capsys.readouterr().out
    assert out.count("可读") == len(formats())
    assert "请安装" not in out


@pytest.mark.parametrize(
    ("data", "zh"),
    [
        (as_docx(PAPER)[:3000], "已损坏或不完整"),
        (as_docx(PAPER)[:-30], "已损坏或不完整"),
        (DOC[:9000], "已损坏"),
        (b"\xd0\xcf\x11\xe0" + bytes(600) + "EncryptedPackage".encode("utf-16-le"), "加了密码"),
    ],
)
def test_broken_and_encrypted_files_are_told(data: bytes, zh: str, tmp_path: Path, capsys: Any) -> None:
    """One clear sentence, in both languages, and status 3."""
    path = tmp_path / "paper.docx"
    path.write_bytes(data)
    assert main(["check", str(path), "--format", "json"]) == 3
    told = json.loads(capsys.readouterr().out)
    assert told["reports"] == []
    assert zh in told["unreadable"][0]["reason"]
    assert main(["check", str(path), "--format", "json", "--lang", "en"]) == 3
    reason = json.loads(capsys.readouterr().out)["unreadable"][0]["reason"]
    assert reason.isascii()
    assert "\n" not in reason


def test_reading_goes_to_no_network_and_writes_nothing_beside(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The folder of a paper is as it was."""
    path = tmp_path / "paper.doc"
    path.write_bytes(DOC)

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a reader asked the network")

    monkeypatch.setattr("socket.socket.connect", refuse)
    assert read(File(path.read_bytes(), str(path))).format == "doc"
    assert [it.name for it in tmp_path.iterdir()] == ["paper.doc"]


def test_a_text_that_speaks_of_pdf_is_a_text() -> None:
    assert read(File(f"{PAPER[:300]}%PDF-1.7{PAPER[300:]}".encode(), "paper.txt")).format == "text"


def test_a_password_on_an_old_word_file_is_told() -> None:
    """The flag in the file's header says that the rest is encrypted."""
    data = bytearray(DOC)
    at = next(at for at in range(512, len(data), 512) if data[at : at + 2] == b"\xec\xa5")
    data[at + 11] |= 1
    with pytest.raises(ReadError, match="加了密码"):
        read(File(bytes(data), "paper.doc"))


def test_macros_are_never_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file with macros reads like one without; the macros are no part that anything opens."""
    made = BytesIO(as_docx(PAPER))
    with zipfile.ZipFile(made, "a") as archive:
        archive.writestr("word/vbaProject.bin", b"\xd0\xcf\x11\xe0" + b"Attribute VB_Name" * 100)
    opened: list[str] = []
    unpack = Archive.read

    def watched(archive: Archive, name: str) -> bytes | None:
        opened.append(name)
        return unpack(archive, name)

    monkeypatch.setattr(Archive, "read", watched)
    paper = read(File(made.getvalue(), "paper.docm"))
    assert paper.text == read(File(as_docx(PAPER), "paper.docx")).text
    assert opened
    assert not any("vba" in name for name in opened)


# LibreOffice, where it is allowed


@pytest.mark.skipif(program() is None, reason="no office program here")
def test_an_allowed_office_program_reads_old_word_files() -> None:
    by_office = read(File(DOC, "paper.doc", office=True))
    assert by_office.text == read(File(DOC, "paper.doc")).text
    assert by_office.format == "doc"


def test_an_office_program_that_is_not_there_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lawcheck.readers._word.office.program", lambda: None)
    with pytest.raises(ReadError, match="没有找到 LibreOffice"):
        read(File(DOC, "paper.doc", office=True))


@pytest.mark.skipif(os.name == "nt", reason="the stand-in is a shell script")
@pytest.mark.parametrize("script", ["exit 1", "sleep 60 & sleep 60"])
def test_an_office_program_that_fails_or_hangs_is_told(
    script: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is ended with all that it started, and leaves nothing behind."""
    stand_in = tmp_path / "soffice"
    stand_in.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    stand_in.chmod(0o755)
    monkeypatch.setattr("lawcheck.readers._word.office.program", lambda: str(stand_in))
    monkeypatch.setattr("lawcheck.readers._word.office.SECONDS", 0.3)
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", None)
    with pytest.raises(ReadError, match="不能转换"):
        read(File(DOC, "paper.doc", office=True))
    assert [it.name for it in tmp_path.iterdir()] == ["soffice"]


def test_the_command_line_allows_the_office_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("lawcheck.readers._word.office.program", lambda: None)
    paper = tmp_path / "paper.doc"
    paper.write_bytes(DOC)
    assert main(["check", str(paper), "--office", "--format", "json"]) == 3
    assert "LibreOffice" in json.loads(capsys.readouterr().out)["unreadable"][0]["reason"]
    assert main(["check", str(paper), "--format", "json"]) == 0


@pytest.mark.parametrize(
    ("data", "name", "says"),
    [
        (b"x", "a.docx", "扩展名是 .docx，内容却不是 Word 文档；里面没有中文"),
        (b"", "a.pdf", "扩展名是 .pdf，内容却不是 PDF；文件是空的"),
        (b"\x89PNG\r\n", "a.doc", "扩展名是 .doc，内容却不是旧版 Word、WPS 文档；这是 PNG 图片"),
        (PDF[:300], "a.txt", "扩展名是 .txt，内容却不是文本；PDF 文件已损坏或不完整"),
        (b"", "a.txt", "文件是空的"),
        (b"", "a.md", "文件是空的"),
        (b"", "-", "文件是空的"),
        (as_docx(PAPER)[:3000], "a.docx", "文件已损坏或不完整"),
    ],
)
def test_a_file_that_is_not_what_its_name_says_is_told_so(data: bytes, name: str, says: str) -> None:
    with pytest.raises(ReadError) as caught:
        read(File(data, name))
    assert caught.value.reason.startswith(says)
