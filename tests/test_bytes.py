"""Bytes → text: every encoding that is read, everything that is refused, each in one sentence."""

from __future__ import annotations

import gzip
import os
import stat
import time
import zipfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lawcheck.errors import ReadError
from lawcheck.readers._bytes import TEXT_LIMIT, decode, read_bytes, to_text

PAPER = (
    "云溪县司法局关于2023年度法治政府建设情况的报告\n\n"
    "一、党政主要负责人履行推进法治建设第一责任人职责的情况\n"
    "县司法局党组书记、局长认真履行职责，主持召开会议4次，专题研究法治政府建设工作。\n"
    "二、存在的问题\n行政执法人员业务能力有待提高，执法监督力量不足。\n"
    "三、下一年度工作安排\n加强行政执法监督，组织全县执法人员培训。\n"
)


def refused(data: bytes) -> ReadError:
    """Return the error with which bytes are refused."""
    with pytest.raises(ReadError) as caught:
        decode(data, "paper.txt")
    assert caught.value.path == "paper.txt"
    assert "\n" not in str(caught.value)
    return caught.value


@pytest.mark.parametrize(
    ("codec", "name"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16"),
        ("utf-16-be", "utf-16"),
        ("utf-32", "utf-32"),
        ("gb18030", "gb18030"),
        ("gbk", "gb18030"),
    ],
)
def test_encodings_are_told_and_read(codec: str, name: str) -> None:
    """Each encoding in which offices save gives the same text."""
    assert decode(PAPER.encode(codec), "p") == (PAPER, name)


def test_utf_16_big_endian_with_a_mark() -> None:
    """The byte order mark decides."""
    assert decode(b"\xfe\xff" + PAPER.encode("utf-16-be"), "p") == (PAPER, "utf-16")


@pytest.mark.parametrize("codec", ["utf-8", "gb18030", "utf-16"])
@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_line_endings_become_one(end: str, codec: str) -> None:
    r"""Windows' and old Mac's line ends are read as ``\n``."""
    data = PAPER.replace("\n", end).encode(codec)
    assert decode(data, "p")[0] == PAPER


def test_a_rare_control_character_does_no_harm() -> None:
    """Word leaves vertical tabs and form feeds behind."""
    text = PAPER.replace("二、", "\x0c二、").replace("三、", "\x0b三、")
    assert decode(text.encode(), "p")[0] == text


def test_traditional_characters_are_chinese() -> None:
    """A page in traditional characters is read."""
    text = "雲溪縣司法局關於法治政府建設情況的報告。全縣行政執法工作的主要問題是執法監督力量不足。\n"
    assert decode(text.encode("gb18030"), "p") == (text, "gb18030")


def old_office(name: str) -> bytes:
    """Return the beginning of an OLE file that holds a stream of a name."""
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + name.encode("utf-16-le") + bytes(600)


def zipped(tmp_path: Path, name: str) -> bytes:
    """Return a ZIP file that holds a file of a name."""
    path = tmp_path / "z.zip"
    with zipfile.ZipFile(path, "w") as file:
        file.writestr(name, "x")
    return path.read_bytes()


@pytest.mark.parametrize(
    ("data", "zh", "en"),
    [
        (old_office("Workbook"), "旧版 Excel", "old Excel"),
        (old_office("Other"), "旧版 Office", "old Office"),
        (b"{\\rtf1\\ansi", "RTF", "RTF"),
        (b"\x89PNG\r\n\x1a\n", "PNG 图片", "PNG image"),
        (b"\xff\xd8\xff\xe0", "JPEG 图片", "JPEG image"),
        (gzip.compress(PAPER.encode()), "gzip", "gzip"),
    ],
)
def test_other_formats_are_named(data: bytes, zh: str, en: str) -> None:
    """A file that no reader takes is told by its name, with what to do."""
    error = refused(data)
    assert zh in error.reason
    assert "另存为 Word（.docx）" in error.reason
    assert en in error.reason_en
    assert "save it as Word (.docx)" in error.reason_en


@pytest.mark.parametrize(
    ("member", "zh"),
    [
        ("xl/workbook.xml", "Excel"),
        ("ppt/presentation.xml", "PowerPoint"),
        ("mimetype", "ZIP"),
        ("readme", "ZIP"),
    ],
)
def test_what_lies_in_a_zip_is_named(tmp_path: Path, member: str, zh: str) -> None:
    """Office files are ZIP files; the sentence says which."""
    assert zh in refused(zipped(tmp_path, member)).reason


@pytest.mark.parametrize(
    ("data", "zh"),
    [
        (b"", "文件是空的"),
        (b" \n\t\r\n ", "内容只有空白"),
        ("　\n　".encode(), "内容只有空白"),
        ("　\r\n".encode("utf-16"), "内容只有空白"),
        (b"\xef\xbb\xbf", "文件是空的"),
        (b"hello, world\n" * 50, "没有中文"),
        ("只有几个汉字".encode(), "没有中文"),
        (PAPER.encode()[:90] + b"\0" + PAPER.encode()[90:], "NUL"),
        (bytes(range(256)) * 40, "NUL"),
        (("\x01\x02\x03" + PAPER).encode() + b"\x07" * 40, "控制字符"),
        (bytes(range(128, 256)) * 40, "认不出文字编码"),
        (PAPER.encode("big5", "ignore"), "认不出文字编码"),
        (PAPER.encode("utf-8")[:-2] + b"\xff", "UTF-8 文件已损坏（第 8 行"),
        (PAPER.encode("utf-8-sig")[:400] + b"\xff", "UTF-8 文件已损坏"),
        (PAPER.encode("utf-8")[:-2], "UTF-8 文件已损坏（第 8 行"),
        (PAPER.encode("utf-16")[:-1], "UTF-16 文件已损坏或不完整"),
        ((PAPER + "\ud800甲").encode("utf-16", "surrogatepass"), "代理字符"),
        ((PAPER + "\ud800").encode("utf-16", "surrogatepass"), "UTF-16 文件已损坏或不完整"),
        ((PAPER + "\udc00甲").encode("utf-16-le", "surrogatepass"), "代理字符"),
        ((PAPER + "\ud800甲").encode("utf-8", "surrogatepass"), "代理字符"),
        (PAPER.encode("gb18030").decode("utf-8", "replace").encode(), "乱码"),
        (PAPER.encode().decode("gb18030", "replace").encode(), "乱码"),
        (PAPER.encode().decode("gb18030", "ignore").encode(), "乱码"),
        (PAPER.encode().decode("latin-1").encode(), "乱码"),
        (PAPER.encode().decode("cp1252", "replace").encode(), "乱码"),
        (PAPER.encode("gb18030").decode("latin-1").encode(), "乱码"),
        (PAPER.encode("ascii", "replace"), "乱码"),
        (("锟斤拷" * 10 + PAPER).encode(), "乱码"),
    ],
)
def test_what_is_no_text_of_a_paper_is_refused(data: bytes, zh: str) -> None:
    """Nothing is guessed at: what cannot be read is told."""
    assert zh in refused(data).reason


def test_a_name_with_a_rare_character_is_no_mojibake() -> None:
    """刘锟 is a name, and one lost character does not spoil a paper."""
    text = PAPER * 10 + "局长刘锟签发。\ufffd\n"
    assert decode(text.encode(), "p")[0] == text


def test_too_large_is_refused_without_reading(tmp_path: Path) -> None:
    """A file of 150 MB is told by its size; a text may be smaller."""
    path = tmp_path / "large.txt"
    with path.open("wb") as file:
        file.truncate(150_000_000)
    with pytest.raises(ReadError, match=r"文件太大（150\.0 MB，最多 100 MB）"):
        read_bytes(str(path))
    assert "太大" in refused(b"x" * (TEXT_LIMIT + 1)).reason


def test_a_file_that_grows_while_it_is_read_is_refused(tmp_path: Path) -> None:
    """The bound holds for what is read, whatever the size was said to be."""
    path = tmp_path / "paper.txt"
    path.write_bytes(b"x" * 100)
    assert len(read_bytes(str(path), limit=100)) == 100
    with pytest.raises(ReadError, match="文件太大"):
        read_bytes(str(path), limit=99)


@pytest.mark.parametrize(
    ("make", "zh", "en"),
    [
        (lambda path: None, "没有这个文件", "no such file"),
        (os.mkdir, "是文件夹", "a folder"),
        (os.mkfifo, "特殊文件", "a pipe, device"),
        (lambda path: os.symlink("/dev/zero", path), "特殊文件", "a pipe, device"),
        (lambda path: os.symlink(path, path), "读取失败", "could not be read"),
        (lambda path: os.symlink("nowhere", path), "没有这个文件", "no such file"),
    ],
)
def test_what_is_no_file_is_refused_at_once(
    tmp_path: Path, make: Callable[[str], None], zh: str, en: str
) -> None:
    """Folders, pipes and devices are told and never opened."""
    path = str(tmp_path / "paper.txt")
    make(path)
    with pytest.raises(ReadError) as caught:
        read_bytes(path)
    assert zh in caught.value.reason
    assert en in caught.value.reason_en


@pytest.mark.parametrize(
    ("path", "zh"),
    [("a\0b", "不是合法的路径"), ("x" * 5000, "读取失败"), ("", "没有这个文件")],
)
def test_bad_paths_are_refused(path: str, zh: str) -> None:
    """A path that cannot be one is told as such."""
    with pytest.raises(ReadError, match=zh):
        read_bytes(path)


@pytest.mark.parametrize(
    ("error", "zh"),
    [
        (PermissionError(13, "Permission denied"), "没有读取权限"),
        (FileNotFoundError(2, "No such file"), "读取时不见了"),
        (OSError(5, "Input/output error"), r"读取失败（Input/output error）"),
    ],
)
def test_what_goes_wrong_while_reading_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: OSError, zh: str
) -> None:
    """The file is there, but opening it fails."""
    path = tmp_path / "paper.txt"
    path.write_text(PAPER, encoding="utf-8")

    def fail(*_args: object) -> None:
        raise error

    monkeypatch.setattr("builtins.open", fail)
    with pytest.raises(ReadError, match=zh):
        read_bytes(str(path))


def test_a_folder_without_permission_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Even to look at the file may be forbidden."""

    def fail(_path: str) -> os.stat_result:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("os.stat", fail)
    with pytest.raises(ReadError, match="没有读取权限"):
        read_bytes("paper.txt")


def test_an_ordinary_file_is_read(tmp_path: Path) -> None:
    """What is written is read."""
    path = tmp_path / "paper.txt"
    path.write_bytes(PAPER.encode())
    assert stat.S_ISREG(path.stat().st_mode)
    assert read_bytes(str(path)) == PAPER.encode()


@pytest.mark.parametrize(
    "data",
    [
        ("法治政府建设工作" * 125_000).encode(),
        ("法治政府建设工作" * 125_000).encode("gb18030"),
        ("<!-- a -->" * 100_000 + PAPER).encode(),
        b"a" * 1_000_000,
        b"\xff" * 1_000_000,
        b"\xa1" * 1_000_000,
    ],
)
def test_one_line_of_a_million_characters_is_quick(data: bytes) -> None:
    """No text makes decoding slow, whether it is read or refused."""
    begin = time.perf_counter()
    with suppress(ReadError):
        decode(data, "p")
    assert time.perf_counter() - begin < 2


@given(
    st.binary(max_size=400) | st.text(max_size=200).map(lambda text: text.encode("utf-16", "surrogatepass"))
)
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    """Nothing but a ReadError ever comes out of strange bytes."""
    try:
        text, encoding = decode(PAPER.encode()[:200] + data, "p")
        text.encode()
    except ReadError:
        return
    assert "\r" not in text
    assert encoding


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\0")))
def test_whatever_is_utf_8_is_taken_as_it_stands(text: str) -> None:
    """The text of a UTF-8 file is not changed by reading it."""
    whole = "法" + text
    assert to_text(whole.encode(), "p") == (whole, "utf-8")
