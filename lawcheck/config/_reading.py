"""Read a configuration file: every key is known and holds what it may, or all mistakes are told."""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches
from typing import Any

from lawcheck.config import NEVER, OWN, Configuration, Setting
from lawcheck.errors import UsageError
from lawcheck.model import Severity, Suppression, Text
from lawcheck.readers._bytes import read_bytes
from lawcheck.renderers import formats
from lawcheck.rulebook import shipped_names

_LIMIT = 1_000_000  # bytes
_SUPPRESS = "suppress"


class _WrongError(ValueError):
    """A value that a key cannot have; says what it should be."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(zh)
        self.said = Text(zh, en)


def has_table(data: bytes) -> bool:
    """Tell whether the bytes of a project's file hold ``[tool.lawcheck]``, however it is written."""
    try:
        tool = _parsed(data).get("tool")
    except ValueError:  # it is told where the table is plainly ours
        return re.search(rb"\[\s*tool\s*\.\s*\"?lawcheck", data) is not None
    return isinstance(tool, dict) and "lawcheck" in tool


def _parsed(data: bytes) -> Any:
    return tomllib.loads(data.decode("utf-8-sig").replace("\r\n", "\n"))


def read(path: str, lang: str) -> Configuration:
    """Return what a configuration file says.

    Raises:
        UsageError: It cannot be read or has mistakes; all of them are listed.
    """
    data = read_bytes(path, _LIMIT)
    try:
        content = _parsed(data)
    except UnicodeDecodeError:
        raise UsageError(f"{path}：{Text('不是 UTF-8 文字', 'it is no UTF-8 text').say(lang)}") from None
    except tomllib.TOMLDecodeError as error:
        told = Text(f"{path}：TOML 语法有误（{error}）", f"{path}: no valid TOML ({error})")
        raise UsageError(told.say(lang)) from None
    if os.path.basename(path) != OWN and isinstance(content.get("tool"), dict):
        content = content["tool"].get("lawcheck", {})
    reader = _Reader(path, data.decode("utf-8-sig"), lang)
    configuration = reader.configuration(content)
    if reader.wrong:
        raise UsageError("\n".join(reader.wrong))
    return configuration


@dataclass(frozen=True, slots=True, eq=False)
class _Reader:
    """Reads the tables of one file and notes what is wrong."""

    path: str
    text: str
    lang: str
    wrong: list[str] = field(default_factory=list)

    def configuration(self, content: Mapping[str, Any]) -> Configuration:
        settings: dict[str, Setting] = {}
        for key, value in content.items():
            if key == _SUPPRESS:
                continue
            if key not in KEYS:
                self._unknown(key, [*KEYS, _SUPPRESS], self._line(key))
                continue
            read = self._value(key, KEYS[key], value, self._line(key))
            if read is not None:
                settings[key] = Setting(read, f"{self.path}:{self._line(key)}")
        return Configuration(self.path, settings, tuple(self._suppressions(content.get(_SUPPRESS, []))))

    def _value(self, key: str, read: Callable[[Any, str], Any], value: Any, line: int) -> Any:
        try:
            return read(value, os.path.dirname(self.path))
        except _WrongError as error:
            zh, en = f"“{key}” 应为{error.said.zh}", f"“{key}” must be {error.said.en}"
            shown = str(value)[:40]
            self._tell(line, Text(f"{zh}，这里是 {shown}", f"{en}, not “{shown}”"))
            return None

    def _suppressions(self, tables: Any) -> Iterator[Suppression]:
        lines = [number for number, line in self._lines() if re.match(r"\s*\[\[.*suppress\s*\]\]", line)]
        if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
            self._tell(
                self._line(_SUPPRESS), Text("“suppress” 应写成 [[suppress]]", "write [[suppress]] tables")
            )
            return
        for at, table in enumerate(tables):
            line = lines[at] if at < len(lines) else self._line(_SUPPRESS)
            found = self._suppression(table, line)
            if found:
                yield found

    def _suppression(self, table: Mapping[str, Any], line: int) -> Suppression | None:
        told = len(self.wrong)
        values: dict[str, Any] = {}
        for key, value in table.items():
            if key in _SUPPRESSION:
                values[key] = self._value(key, _SUPPRESSION[key], value, self._line(key, line))
            else:
                self._unknown(key, list(_SUPPRESSION), self._line(key, line))
        for key in ("rule", "reason"):
            if key not in table:
                self._tell(line, Text(f"这一项没有写 “{key}”", f"“{key}” is missing"))
        whole = len(self.wrong) == told
        return Suppression(source=f"{self.path}:{line}", **values) if whole else None

    def _unknown(self, key: str, known: list[str], line: int) -> None:
        near = get_close_matches(key.replace("_", "-"), known, 1)
        if near:
            zh, en = f"，您是不是要写 “{near[0]}”？", f"; did you mean “{near[0]}”?"
        else:
            zh, en = f"；可用的有：{'、'.join(known)}", f"; there are: {', '.join(known)}"
        self._tell(line, Text(f"没有 “{key}” 这个键{zh}", f"there is no key “{key}”{en}"))

    def _tell(self, line: int, told: Text) -> None:
        self.wrong.append(f"{self.path}:{line}: {told.say(self.lang)}")

    def _line(self, key: str, after: int = 0) -> int:
        """Return the line on which a key stands, from a line on; by default from that of our table."""
        first = after or self._first_line()
        pattern = re.compile(rf"\s*\[*[\w.\s]*\"?{re.escape(key)}\"?\s*[=\]]")
        found = (number for number, line in self._lines() if number >= first and pattern.match(line))
        return next(found, first)

    def _first_line(self) -> int:
        ours = re.compile(r"\s*\[+\s*tool\s*\.\s*\"?lawcheck")
        return next((number for number, line in self._lines() if ours.match(line)), 1)

    def _lines(self) -> Iterator[tuple[int, str]]:
        yield from enumerate(self.text.splitlines(), 1)


# What a key may hold. Each takes the value and the folder of the file.


def _text(value: Any, folder: str) -> str:
    if isinstance(value, str) and value.strip():
        return value
    raise _WrongError("文字", "a text")


def _texts(value: Any, folder: str) -> list[str]:
    if isinstance(value, str):
        value = [value]
    if isinstance(value, list) and value and all(isinstance(each, str) and each.strip() for each in value):
        return list(value)
    raise _WrongError("文字或文字的列表", "a text or a list of texts")


def _flag(value: Any, folder: str) -> bool:
    if isinstance(value, bool):
        return value
    raise _WrongError(" true 或 false", "true or false")


def _points(value: Any, folder: str) -> float:
    if isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= 100:
        return float(value)
    raise _WrongError(" 0 到 100 的数", "a number from 0 to 100")


def _day(value: Any, folder: str) -> date:
    try:
        if type(value) is date:
            return value
        if isinstance(value, int):
            return date(value, 12, 31)
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        raise _WrongError("日期（2025-12-31）或年份", "a date (2025-12-31) or a year") from None


def _until(value: Any, folder: str) -> date:
    if isinstance(value, int):
        raise _WrongError("日期（2025-12-31）", "a date (2025-12-31)")
    return _day(value, folder)


def _one_of(choices: Callable[[], Iterable[str]]) -> Callable[[Any, str], str]:
    def read(value: Any, folder: str) -> str:
        known = list(choices())
        if value in known:
            return str(value)
        raise _WrongError("、".join(known) + " 之一", "one of " + ", ".join(known))

    return read


def _book(value: Any, folder: str) -> str:
    name = _text(value, folder)
    path = os.path.join(folder, name)
    return name if name in shipped_names() and not os.path.exists(path) else path


def _path(value: Any, folder: str) -> str:
    return os.path.join(folder, _text(value, folder))


def _files(value: Any, folder: str) -> list[str]:
    return [_file(each, folder) for each in _texts(value, folder)]


def _file(value: str, folder: str) -> str:
    format, mark, path = value.rpartition("=") if re.match(r"[\w-]+=", value) else ("", "", value)
    return f"{format}{mark}{os.path.join(folder, path)}"


def _pattern(value: Any, folder: str) -> str:
    return os.path.join(os.path.abspath(folder), _text(value, folder))


KEYS: dict[str, Callable[[Any, str], Any]] = {
    "rules": _book,
    "as-of": _day,
    "select": _texts,
    "ignore": _texts,
    "force": _flag,
    "office": _flag,
    "format": _one_of(formats),
    "output": _files,
    "color": _one_of(lambda: ("auto", "always", "never")),
    "lang": _one_of(lambda: ("zh", "en")),
    "fail-on": _one_of(lambda: (*Severity, NEVER)),
    "min-score": _points,
    "baseline": _path,
}
_SUPPRESSION: dict[str, Callable[[Any, str], Any]] = {
    "rule": _text,
    "reason": _text,
    "paper": _pattern,
    "text": _text,
    "heading": _text,
    "until": _until,
}
