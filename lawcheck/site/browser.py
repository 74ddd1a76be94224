"""The desk behind the page of a site: the worker's calls come in here, as JSON and bytes."""

from __future__ import annotations

import json
from typing import Any

from lawcheck.desk import Desk, Made, cannot
from lawcheck.errors import LawcheckError, UsageError
from lawcheck.many import happened
from lawcheck.model import Text
from lawcheck.readers import LIMIT

MOST = 200  # papers on one desk: all of them are kept in memory


class Door:
    """A desk, and an answer to each call of the page."""

    def __init__(self, lang: str) -> None:
        """Take the language of everything."""
        self._lang = lang
        self._desk = Desk(lang=lang)

    def answer(self, call: str, asked: str, data: bytes | memoryview = b"") -> tuple[str, bytes]:
        """Carry out a call; return its answer as JSON, or ``{"error": sentence}``, and a file's content."""
        try:
            told, made = self._answer(call, json.loads(asked), bytes(data))
        except LawcheckError as error:
            told, made = {"error": error.say(self._lang)}, b""
        except MemoryError:
            told, made = {"error": _NO_MEMORY.say(self._lang)}, b""
        except Exception as error:
            what = happened(error)
            wrong = Text(f"内部错误，请报告给维护者：{what}", f"internal error, please report it: {what}")
            told, made = {"error": wrong.say(self._lang)}, b""
        return json.dumps(told), made  # in ASCII: names may hold what no encoding has

    def _answer(self, call: str, asked: dict[str, Any], data: bytes) -> tuple[dict[str, Any], bytes]:
        match call:
            case "ready":
                return self._ready(), b""
            case "check":
                return self._check(asked["name"], data, asked["force"]), b""
            case "clear":
                self._desk = Desk(lang=self._lang)
                return {}, b""
            case _:
                made = self._made(call, asked)
                return {"name": made.name, "media": made.media}, made.data

    def _ready(self) -> dict[str, Any]:
        return {"fileLimit": LIMIT, "paperLimit": MOST, "note": _NOTE.say(self._lang), "cannot": cannot()}

    def _check(self, name: str, data: bytes, force: bool) -> dict[str, Any]:
        if len(self._desk.told()) >= MOST:
            zh = f"一次最多检查 {MOST} 份，请先清空"
            raise UsageError(zh, f"at most {MOST} papers at a time, please clear them first")
        return self._desk.check(name, data, force=force)._asdict()

    def _made(self, call: str, asked: dict[str, Any]) -> Made:
        match call:
            case "report" | "page":  # to be looked at, or kept
                return self._desk.page()
            case "table":
                return self._desk.table()
            case "word":
                return self._desk.word(asked["number"])
            case "words":
                return self._desk.words()
            case _:
                raise ValueError(f"there is no call {call}")


_NO_MEMORY = Text("内存不足，没有检查", "out of memory, nothing was checked")
_NOTE = Text(
    "文件只在这个浏览器里检查，不上传到任何地方。", "Files are checked in this browser and uploaded nowhere."
)
