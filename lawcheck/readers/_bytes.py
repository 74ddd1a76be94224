"""A file's bytes → its text: read safely, tell the encoding, refuse what is no text of a paper.

Whatever is refused is refused in one sentence; what could not be read is never judged.
"""

from __future__ import annotations

import os
import re
import stat
from typing import BinaryIO

from lawcheck.errors import ReadError
from lawcheck.readers._sorts import refuse_other_sorts

LIMIT = 100_000_000  # bytes of a file; scans are the largest
TEXT_LIMIT = 20_000_000  # bytes of text; the longest papers known have some 200,000

_MIN_CJK = 20
_MAX_CONTROLS = 0.01  # a form feed or Word's vertical tab now and then is harmless
_MAX_REPLACED = 0.005
_MIN_COMMON = 0.2  # share of common characters: 0.6 in papers, below 0.1 in garbled ones
_MIN_CHINESE = 0.7
_MIN_STRANGE = 0.4
_CLAIM = "法治政府"  # a file of that name says that it is a paper
_ORDINARY = r"""[("'`*_#-]*[A-Za-z][A-Za-z'-]{0,20}[)"'`*_.,;:!?]*"""
_NO_PROSE = ("![", "<img", "&#", "\\u", "=E", "git-lfs", "base64", "charset")
_FEWEST = 5  # words
_LONGEST_WORD = 120  # characters: an address may be long
_SAMPLE = 5_000  # characters that are enough to know an encoding by

_BOMS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\0\0", "utf-32"),
    (b"\0\0\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_CONTROLS = bytes(code for code in (*range(1, 32), 127) if code not in b"\t\n\r")
_CJK_LEADS = bytes(range(0xE4, 0xEA))  # each Chinese character has one of these in UTF-8, and once
_PUNCTUATION = frozenset("、。《》〈〉〔〕【】，；：？！（）．％　“”‘’—…·０１２３４５６７８９")
_COMMON = frozenset(
    "的一是在不了有和人这中大为上个国我以要到会时生用发方行法政治建设工作府规制度依执县市区省镇乡局委"
    "年月日件实全理公开进资务自管重律机关审学合部办习加及对等宣传决策力责任共主新处领导单报告情况推落安平"
    "設會報議責關進務這個國時發機審學開"
)
# UTF-8 read as GBK turns ，。的在“ into these; hardly any other text has them
_GARBLE_SIGNS = ("\ufffd", "锟", "锛", "銆", "鐨", "鍦", "鈥")


def read_bytes(path: str, limit: int = LIMIT) -> bytes:
    """Return a file's bytes.

    Raises:
        ReadError: There is no such file, it may not be read, is no ordinary file or too large.
    """
    with open_bytes(path, limit) as file:
        try:
            data = file.read(limit + 1)
        except OSError as error:
            raise _unreadable(path, error) from None
    check_size(path, len(data), limit)
    return data


def open_bytes(path: str, limit: int | None = None) -> BinaryIO:
    """Return an ordinary file, opened to read its bytes.

    Raises:
        ReadError: There is no such file, it may not be read, is no ordinary file or too large.
    """
    try:
        _check_sort(path, os.stat(path), limit)
    except FileNotFoundError:
        raise ReadError(path, "没有这个文件", "there is no such file") from None
    except (OSError, ValueError) as error:
        raise _unreadable(path, error) from None
    try:
        return open(path, "rb")
    except FileNotFoundError:
        raise ReadError(path, "文件刚才还在，读取时不见了", "the file vanished while it was read") from None
    except OSError as error:
        raise _unreadable(path, error) from None


def _check_sort(path: str, found: os.stat_result, limit: int | None) -> None:
    if stat.S_ISDIR(found.st_mode):
        raise ReadError(path, "是文件夹，不是文件", "it is a folder, not a file")
    if not stat.S_ISREG(found.st_mode):  # opening a pipe would wait for ever
        raise ReadError(
            path, "是管道、设备之类的特殊文件，不读取", "it is a pipe, device or the like, which is not read"
        )
    if limit is not None:
        check_size(path, found.st_size, limit)


def check_size(path: str, size: int, limit: int = LIMIT) -> None:
    """Raise ReadError for what is too large to be read."""
    if size > limit:
        most, has = f"{limit / 1e6:g} MB", f"{size / 1e6:.1f} MB"
        raise ReadError(
            path, f"文件太大（{has}，最多 {most}）", f"the file is too large ({has}, at most {most})"
        )


def _unreadable(path: str, error: OSError | ValueError) -> ReadError:
    if isinstance(error, PermissionError):
        return ReadError(path, "没有读取权限", "no permission to read it")
    if isinstance(error, ValueError):
        return ReadError(path, "不是合法的路径", "it is no valid path")
    why = error.strerror or type(error).__name__
    return ReadError(path, f"读取失败（{why}）", f"it could not be read ({why})")


def decode(data: bytes, path: str) -> tuple[str, str]:
    r"""Return the text of a paper and the name of its encoding; every line ends in ``\n``.

    Raises:
        ReadError: It is too large, empty, no text, in no known encoding, garbled or not Chinese.
    """
    check_size(path, len(data), TEXT_LIMIT)
    refuse_other_sorts(data, path)
    text, encoding = to_text(data, path)
    return check_content(text, path, foreign=True), encoding


def to_text(data: bytes, path: str) -> tuple[str, str]:
    """Return the text and the name of its encoding, whatever the text is about.

    Raises:
        ReadError: It is in no known encoding, damaged, or no text.
    """
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _strictly(data, encoding, path), encoding
    if b"\0" in data:
        return _without_bom(data, path), "utf-16"
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        _check_damage(data, error.start, path)
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError:
        text = ""
    if not _plausible(text):
        raise _unknown(path)
    return text, "gb18030"


def _unknown(path: str) -> ReadError:
    return ReadError(
        path,
        "认不出文字编码（不是 UTF-8、UTF-16 或 GB18030），请另存为 UTF-8",
        "the encoding is unknown (not UTF-8, UTF-16 or GB18030), please save it as UTF-8",
    )


def _strictly(data: bytes, encoding: str, path: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        if "surrogate" in error.reason or "illegal encoding" in error.reason:
            raise _surrogates(path) from None
        if encoding == "utf-8-sig":
            _check_damage(data, error.start, path)
        name = encoding.upper().removesuffix("-SIG")
        raise ReadError(
            path, f"{name} 文件已损坏或不完整", f"the {name} file is damaged or cut off"
        ) from None


def _surrogates(path: str) -> ReadError:
    return ReadError(
        path,
        "文字里有不成对的代理字符（U+D800 至 U+DFFF），文件已损坏",
        "there are unpaired surrogates (U+D800 to U+DFFF) in the text, the file is damaged",
    )


def _without_bom(data: bytes, path: str) -> str:
    """Return UTF-16 text without a byte order mark; other text has no NUL bytes."""
    for encoding in ("utf-16-le", "utf-16-be"):
        if _plausible(data[: 2 * _SAMPLE].decode(encoding, "replace")):
            return _strictly(data, encoding, path)
    raise ReadError(
        path,
        "不是文本文件（里面有 NUL 字节）",
        "it is no text file (there are NUL bytes in it)",
    )


def _check_damage(data: bytes, start: int, path: str) -> None:
    """Refuse what is UTF-8 but for some bytes: read as GB18030 it would be nonsense."""
    if re.match(rb"\xed[\xa0-\xbf][\x80-\xbf]", data[start : start + 3]):
        raise _surrogates(path)
    text = data.decode("utf-8", "replace")
    if _count_cjk(text.encode()) > text.count("\ufffd"):
        line = data.count(b"\n", 0, start) + 1
        raise ReadError(
            path,
            f"UTF-8 文件已损坏（第 {line} 行有不合法的字节）",
            f"the UTF-8 file is damaged (line {line} has invalid bytes)",
        )


def _count_cjk(data: bytes) -> int:
    """Return how many Chinese characters a UTF-8 text has."""
    return len(data) - len(data.translate(None, _CJK_LEADS))


def _plausible(text: str) -> bool:
    """Tell whether text decoded by guess reads as Chinese."""
    sample = text[:_SAMPLE]
    foreign = [char for char in sample if char > "\x7f"]
    chinese = [char for char in foreign if "\u4e00" <= char <= "\u9fff" or char in _PUNCTUATION]
    return len(chinese) >= _MIN_CHINESE * len(foreign) > 0 and not uncommon(sample)


def uncommon(text: str) -> bool:
    """Tell whether hardly any character of a text is one that papers are full of."""
    sample = text[:_SAMPLE]
    return sum(char in _COMMON for char in sample) < _MIN_COMMON * _count_cjk(sample.encode())


def check_content(text: str, path: str, *, foreign: bool = False) -> str:
    r"""Return the text with every line ended by ``\n``, if it can be the text of a paper.

    With ``foreign`` one without anything Chinese is a text of another language; in a format that may
    hold pictures it may as well be a paper of which nothing could be read.

    Raises:
        ReadError: It is empty, no text, garbled or not Chinese.
    """
    if not text:
        raise ReadError(path, "文件是空的", "the file is empty")
    if text.isspace():
        raise ReadError(path, "内容只有空白", "there is only white space in it")
    data = text.encode()
    _check_controls(data, path)
    cjk = _count_cjk(data)
    if _garbled(text, cjk):
        raise ReadError(
            path,
            "文字是乱码（曾用错误的编码打开并保存），请从原文件重新另存为 UTF-8",
            "the text is garbled (it was saved in a wrong encoding), please save the original as UTF-8",
        )
    if cjk < _MIN_CJK:
        raise ReadError(
            path,
            f"里面没有中文（不到 {_MIN_CJK} 个汉字）",
            f"there is nothing Chinese in it (fewer than {_MIN_CJK} characters)",
            foreign and _is_prose(text) and _CLAIM not in os.path.basename(path),
        )
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _is_prose(text: str) -> bool:
    """Tell whether a text is words of another language, and no Chinese in an encoding for transport.

    Nor is it a page that only shows pictures, or what version control keeps in the place of a large file.
    """
    sample = text[:_SAMPLE]
    if any(sign in sample for sign in _NO_PROSE):
        return False
    words = sample.split()
    ordinary = sum(re.fullmatch(_ORDINARY, word) is not None for word in words)
    return ordinary >= max(_FEWEST, len(words) / 2) and max(map(len, words)) <= _LONGEST_WORD


def _check_controls(data: bytes, path: str) -> None:
    controls = len(data) - len(data.translate(None, _CONTROLS))
    if b"\0" in data or controls > _MAX_CONTROLS * len(data):
        raise ReadError(
            path,
            "不是文本文件（里面有 NUL 字节或许多控制字符）",
            "it is no text file (there are NUL bytes or many control characters in it)",
        )


def _garbled(text: str, cjk: int) -> bool:
    """Tell whether a text was once decoded or encoded wrongly."""
    if any(sign in text for sign in _GARBLE_SIGNS):
        lost = text.count("\ufffd") > _MAX_REPLACED * len(text) or 3 * text.count("锟斤拷") > 0.01 * cjk
        return lost or (cjk >= _MIN_CJK and uncommon(text))
    if cjk >= _MIN_CJK:
        return False
    sample = text[:_SAMPLE]  # Chinese read as Latin-1 or Windows-1252, or lost in question marks
    strange = sum("\x80" <= char <= "\u024f" or char in "?€™‚ƒ„†‡ˆ‰‹‘’“”•–—˜›" for char in sample)
    return strange >= _MIN_CJK and strange > _MIN_STRANGE * len(sample)
