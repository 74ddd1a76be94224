"""Read a rule file's bytes and text; what cannot be read is one mistake at its beginning."""

from __future__ import annotations

import re

from lawcheck.errors import Mistake, ReadError, RuleBookError
from lawcheck.model import Text
from lawcheck.readers._bytes import read_bytes, to_text
from lawcheck.rulebook.frames import Ledger
from lawcheck.rulebook.nodes import START, Place

RULE_FILE = Text("规则文件", "rule file")
LIMIT = 2_000_000  # bytes; the shipped book has some 60,000

_NOT_ASCII = re.compile(r"[^\x00-\x7f]")
_CJK = re.compile("[\u4e00-\u9fff]")
_NOT_CHINESE = re.compile("[^\x00-\x7f\u2010-\u2027\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]")
_NAMES = {"gb18030": "GBK"}


def read(path: str, what: Text = RULE_FILE) -> bytes:
    """Return the bytes of a rule file, or of what is read like one (``what`` it is).

    Raises:
        RuleBookError: There is no such file, it may not be read, or it is too large.
    """
    try:
        return read_bytes(path, LIMIT)
    except ReadError as error:
        zh, en = f"{what.zh}读不了：{error.reason}", f"the {what.en} cannot be read: {error.reason_en}"
        raise RuleBookError([Mistake(path, *START, zh, en)]) from None


def text_of(data: bytes, path: str, what: Text = RULE_FILE) -> str:
    """Return the text of a rule file or the like, which must be UTF-8.

    Raises:
        RuleBookError: It is in another encoding; the mistake stands where that first shows.
    """
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        text, encoding = _otherwise(data, path)
        start = len(data[: error.start].decode("utf-8", "replace").removeprefix("\ufeff"))
    message = Text(
        "文件不是 UTF-8 文字（这里有不合法的字节），请另存为 UTF-8",
        "the file is no UTF-8 text (there are invalid bytes here), please save it as UTF-8",
    )
    if encoding:
        message = Text(
            f"文件是 {encoding} 编码，{what.zh}须用 UTF-8，请另存为 UTF-8",
            f"the file is in {encoding}, a {what.en} must be in UTF-8, please save it as UTF-8",
        )
        foreign = _NOT_ASCII.search(text)
        start = foreign.start() if foreign else 0
    ledger = Ledger(path, text)
    ledger.add(Place(text.count("\n", 0, start) + 1, start - text.rfind("\n", 0, start)), message)
    raise RuleBookError(ledger.mistakes())


def _otherwise(data: bytes, path: str) -> tuple[str, str]:
    """Return the text and the name of an encoding that is not UTF-8, no name where none fits."""
    try:
        text, encoding = to_text(data, path)
        return text, _NAMES.get(encoding, encoding.upper())
    except ReadError:
        repaired = data.decode("utf-8", "replace").removeprefix("\ufeff")
    damaged = len(_CJK.findall(repaired)) >= repaired.count("\ufffd")
    # few words are enough to guess by: the guess only goes into the message
    chinese = "" if damaged else data.decode("gb18030", "replace")
    if chinese and not _NOT_CHINESE.search(chinese):
        return chinese, _NAMES["gb18030"]
    return repaired, ""
