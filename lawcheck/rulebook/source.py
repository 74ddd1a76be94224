"""Read a rule file's bytes and text; what cannot be read is one mistake at its beginning."""

from __future__ import annotations

import re

from lawcheck.errors import Mistake, ReadError, RuleBookError
from lawcheck.readers._bytes import read_bytes, to_text
from lawcheck.rulebook.frames import Ledger
from lawcheck.rulebook.nodes import START, Place

LIMIT = 2_000_000  # bytes; the shipped book has some 60,000

_NOT_ASCII = re.compile(r"[^\x00-\x7f]")


def read(path: str) -> bytes:
    """Return a rule file's bytes.

    Raises:
        RuleBookError: There is no such file, it may not be read, or it is too large.
    """
    try:
        return read_bytes(path, LIMIT)
    except ReadError as error:
        raise RuleBookError([Mistake(path, *START, f"规则文件读不了：{error.reason}")]) from None


def text_of(data: bytes, path: str) -> str:
    """Return a rule file's text, which must be UTF-8.

    Raises:
        RuleBookError: It is in another encoding; the mistake stands where that first shows.
    """
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        broken = error
    try:
        text, encoding = to_text(data, path)
    except ReadError:
        before = data[: broken.start].decode("utf-8", "replace").removeprefix("\ufeff")
        text, message = before, "文件不是 UTF-8 文字（这里有不合法的字节），请另存为 UTF-8"
        place = Place(before.count("\n") + 1, len(before) - before.rfind("\n"))
    else:
        name = {"gb18030": "GBK（GB18030）"}.get(encoding, encoding.upper())
        message, place = f"文件是 {name} 编码，规则文件须用 UTF-8：请另存为 UTF-8", _first_foreign(text)
    ledger = Ledger(path, text)
    ledger.add(place, message)
    raise RuleBookError(ledger.mistakes())


def _first_foreign(text: str) -> Place:
    found = _NOT_ASCII.search(text)
    at = found.start() if found else 0
    return Place(text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at))
