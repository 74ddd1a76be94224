"""Results read back: the JSON lines of a run, each a report or an unreadable file, without the papers' texts.

A line says all that was found, so that results can be shown in another format or compared without the
papers. What it does not say is not there either: the text, ranges in it, what a rule found beyond its
findings. A line of lawcheck, read and written again by the same version, is the same byte for byte.

It may be a stranger's file: whatever is no result is refused in one sentence, with the line's number.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from math import inf, nextafter
from typing import Any, NamedTuple, NoReturn, TypeVar

from lawcheck.errors import ReadError, UsageError
from lawcheck.model import (
    BookRef,
    Document,
    Finding,
    Followed,
    Known,
    Misuse,
    NearMiss,
    Place,
    Placement,
    Previous,
    Report,
    ReportStatus,
    SectionResult,
    Severity,
    Signature,
    Span,
    State,
    Status,
    Suppressed,
    Suppression,
    Text,
    Unreadable,
    Verdict,
)
from lawcheck.readers import open_bytes
from lawcheck.renderers.json_ import SCHEMA_VERSION

LIMIT = 50_000_000  # bytes of a line; a paper with a thousand findings has one of a million
_MOST = 1_000_000_000  # the largest line, column, page or count
_HEAVIEST = 1e300  # weight: below infinity, which a number of JSON may be
_UNREADABLE = "unreadable"  # the status of what has no report
_BOM = b"\xef\xbb\xbf"  # some shells write one

T = TypeVar("T")
_Shape = dict[str, Any]  # JSON: each value is looked at before it is believed


class Line(NamedTuple):
    """A line of results: what the run was told (a hash), the version that wrote it, and the answer."""

    options: str | None
    version: str
    answer: Report | Unreadable


class NoResultError(ValueError):
    """A line that is no result of lawcheck; ``why`` says so in both languages."""

    def __init__(self, why: Text) -> None:
        """Take the reason."""
        super().__init__(why.say("en"))
        self.why = why


class _WrongError(Exception):
    """A value that is none of those that may stand there; the argument is its key."""


@dataclass(frozen=True, slots=True, eq=False)
class Results:
    """The answers in a file of JSON lines, as often as they are wanted; one is in memory at a time.

    ``lang`` is the language of the run that wrote them, and of what is said of the file. Where the run may
    have been broken off, ``tolerant`` leaves out a last line that was not finished.
    """

    path: str
    lang: str = "zh"
    tolerant: bool = False

    def __iter__(self) -> Iterator[Report | Unreadable]:
        """Yield the answers; the file is opened anew each time.

        Raises:
            UsageError: As for `read`.
        """
        return (line.answer for line in read(self.path, self.lang, tolerant=self.tolerant))

    def placed(self) -> Iterator[tuple[int, Line]]:
        """Yield each line with the offset in bytes at which it begins.

        Raises:
            UsageError: As for `read`.
        """
        return _placed(self.path, self.lang, self.tolerant)

    def at(self, offset: int) -> Line:
        """Return the line that begins at an offset.

        Raises:
            UsageError: There is none: the file is not what it was.
        """
        try:
            with open_bytes(self.path) as file:
                file.seek(offset)
                return load(file.readline(LIMIT + 1).removeprefix(_BOM), self.lang)
        except (OSError, ReadError, NoResultError):
            changed = Text(
                f"{self.path} 在读取过程中变了，请再运行一次",
                f"{self.path} changed while it was read, run this again",
            )
            raise UsageError(changed.say(self.lang)) from None


def read(path: str, lang: str = "zh", *, tolerant: bool = False) -> Iterator[Line]:
    """Yield the lines of a file, one in memory at a time; ``tolerant`` leaves out an unfinished last one.

    Raises:
        UsageError: The file cannot be read, or a line of it is no result of lawcheck.
    """
    return (line for _, line in _placed(path, lang, tolerant))


def _placed(path: str, lang: str, tolerant: bool) -> Iterator[tuple[int, Line]]:
    try:
        file = open_bytes(path)
    except ReadError as error:
        raise UsageError(error.say(lang)) from None
    with file:
        number, offset = 1, 0
        while data := _next(file.readline, path, lang):
            if not data.endswith(b"\n") and len(data) <= LIMIT:
                if tolerant:
                    return
                raise UsageError(_where(path, number, _UNFINISHED, lang))
            try:
                line = load(data.removeprefix(_BOM) if number == 1 else data, lang)
            except NoResultError as error:
                raise UsageError(_where(path, number, error.why, lang)) from None
            yield offset, line
            number, offset = number + 1, offset + len(data)


def _next(readline: Callable[[int], bytes], path: str, lang: str) -> bytes:
    try:
        return readline(LIMIT + 1)
    except OSError as error:
        why = error.strerror or type(error).__name__
        told = Text(f"{path} 读取失败（{why}）", f"{path} could not be read ({why})")
        raise UsageError(told.say(lang)) from error


_UNFINISHED = Text(
    "最后一行没有写完，检查可能中断了；请加 --resume 再检查一次",
    "the last line is unfinished, the check may have been broken off; run check again with --resume",
)


def _where(path: str, number: int, why: Text, lang: str) -> str:
    return Text(f"{path} 第 {number} 行：{why.zh}", f"{path}, line {number}: {why.say('en')}").say(lang)


def load(line: str | bytes, lang: str = "zh") -> Line:
    """Return what one line says; ``lang`` is the language of the run that wrote it.

    Raises:
        NoResultError: It is no result of lawcheck.
    """
    if len(line) > LIMIT:
        most = f"{LIMIT / 1e6:g} MB"
        raise NoResultError(Text(f"这一行太长（最多 {most}）", f"the line is too long (at most {most})"))
    try:
        shape = _DECODER.decode(line.decode() if isinstance(line, bytes) else line)
    except (ValueError, RecursionError):  # no UTF-8, no JSON, numbers of thousands of digits, nested too deep
        raise NoResultError(_NO_RESULT) from None
    _check_head(shape)
    try:
        options, version = _text_or_none(shape, "options"), _text(shape["tool"], "version")
        answer = _unreadable(shape) if shape["status"] == _UNREADABLE else _report(shape, lang)
    except KeyError as error:
        raise NoResultError(_wrong(str(error.args[0]), Text("缺少", "is missing"))) from None
    except _WrongError as error:
        raise NoResultError(_wrong(str(error), Text("的值不对", "is wrong"))) from None
    return Line(options, version, answer)


_NO_RESULT = Text(
    "不是 lawcheck 的检查结果（应为 lawcheck check -o jsonl=文件 写的 JSON 行）",
    "it is no result of lawcheck (JSON lines, as lawcheck check -o jsonl=FILE writes them)",
)


def _wrong(key: str, what: Text) -> Text:
    return Text(f"{_NO_RESULT.zh}：{key} {what.zh}", f"{_NO_RESULT.say('en')}: {key} {what.say('en')}")


def _check_head(shape: object) -> None:
    """Raise NoResultError for what was not written by lawcheck, or by one with another schema."""
    tool = shape.get("tool") if isinstance(shape, dict) else None
    if not isinstance(shape, dict) or not isinstance(tool, dict) or tool.get("name") != "lawcheck":
        raise NoResultError(_NO_RESULT)
    version = shape.get("schema_version")
    if version != SCHEMA_VERSION:
        told = f"{version!r:.20}"
        zh = f"格式版本是 {told}，这个 lawcheck 只认识 “{SCHEMA_VERSION}”，请用写出它的版本"
        en = f"its schema_version is {told}, known here is “{SCHEMA_VERSION}”: use the version that wrote it"
        raise NoResultError(Text(zh, en))


def _refuse(constant: str) -> NoReturn:
    raise ValueError(constant)


_DECODER = json.JSONDecoder(parse_constant=_refuse)  # NaN and Infinity are no JSON


# Answers


def _unreadable(shape: _Shape) -> Unreadable:
    sha256 = "" if shape["sha256"] is None else _hash(shape, "sha256")
    return Unreadable(_text(shape, "path"), _text(shape, "reason"), _flag(shape, "foreign"), sha256)


def _report(shape: _Shape, lang: str) -> Report:
    status = _one_of(_REPORT_STATUSES, shape, "status")
    score = shape["score"]
    verdicts = tuple(map(_verdict, _records(shape, "rules")))
    reasons = {verdict.rule: verdict.reason for verdict in verdicts}
    notes = _texts(shape, "notes")
    book = _record(shape, "rulebook")
    id_ = _text(book, "id")
    solved = shape["solved"]
    return Report(
        path=_text(shape, "path"),
        sha256=_hash(shape, "sha256"),
        status=status,
        score=None if score is None else _number(shape, "score", 100),
        rulebook=BookRef(id_, _text(book, "version"), id_, _hash(book, "sha256")),
        document=_document(shape),
        sections=tuple(_section(each, reasons) for each in _records(shape, "sections")),
        rules=verdicts,
        findings=tuple(map(_finding, _records(shape, "findings"))),
        notes=notes,
        # of a paper without a verdict the first note says why
        reason=notes[0] if notes and status in _NO_VERDICT else "",
        lang=lang,
        suppressed=tuple(map(_suppressed, _records(shape, "suppressed"))),
        misused=tuple(map(_misused, _records(shape, "misused"))),
        solved=None if solved is None else tuple(map(_solved, _records(shape, "solved"))),
        previous=None if shape["previous"] is None else _previous(_record(shape, "previous")),
        followed=tuple(map(_followed, _records(shape, "followed"))),
    )


_NO_VERDICT = (ReportStatus.NOT_APPLICABLE, ReportStatus.PARTLY_READ)


def _document(shape: _Shape) -> Document:
    told = _record(shape, "document")
    signed = None if told["signed"] is None else _record(told, "signed")
    return Document(
        text="",
        folded="",
        format=_text(shape, "format"),
        encoding=_text(shape, "encoding"),
        content=(),
        title=_text_or_none(told, "title"),
        issuer=_text_or_none(told, "issuer"),
        year=_count_or_none(told, "year"),
        signature=_signature(signed) if signed else None,
        published=_day(told, "published"),
        level=_text_or_none(told, "level"),
        kind=_text_or_none(told, "kind"),
    )


def _signature(shape: _Shape) -> Signature:
    return Signature(_text_or_none(shape, "issuer"), None, _day(shape, "date"), None)


def _section(shape: _Shape, reasons: Mapping[str, str]) -> SectionResult:
    """Return how a part stands; where it is only mentioned its place is the first sentence that shows it."""
    id_ = _text(shape, "id")
    evidence = tuple(map(_evidence, _records(shape, "evidence")))
    heading, path = _text_or_none(shape, "heading"), _texts(shape, "path")
    line, end = _count_or_none(shape, "line"), _count_or_none(shape, "end_line")
    if heading is None:
        heading = evidence[0].excerpt if evidence else ""
    place = _place(line, 1, heading, end or line, path) if line else None
    miss = shape["near_miss"]
    return SectionResult(
        id_,
        _text(shape, "title"),
        _one_of(_STATUSES, shape, "status"),
        _one_of(_PLACEMENTS, shape, "placement"),
        None if shape["score"] is None else _number(shape, "score", 1),
        _number(shape, "weight"),
        place,
        evidence,
        None if miss is None else _near(_record(shape, "near_miss")),
        reasons.get(id_, ""),
    )


def _evidence(shape: _Shape) -> Place:
    return _place(_count(shape, "line"), 1, _text(shape, "text"))


def _near(shape: _Shape) -> NearMiss:
    heading = _text(shape, "heading")
    place = _place(_count(shape, "line"), 1, heading)
    return NearMiss(heading, place, _number(shape, "likeness", 1), _number(shape, "threshold", 1))


def _verdict(shape: _Shape) -> Verdict:
    return Verdict(
        _text(shape, "id"),
        _text(shape, "kind"),
        _text_or_none(shape, "section"),
        _one_of(_STATUSES, shape, "status"),
        _number(shape, "score", 1),
        _number(shape, "weight"),
        _text(shape, "reason"),
    )


def _finding(shape: _Shape) -> Finding:
    place = Place(
        _NOWHERE,
        _count(shape, "line"),
        _count(shape, "column"),
        _count(shape, "end_line"),
        _count(shape, "end_column"),
        _count_or_none(shape, "page"),
        _count_or_none(shape, "paragraph"),
        _texts(shape, "path"),
        _text(shape, "excerpt"),
        _text(shape, "before"),
        _text(shape, "after"),
    )
    return Finding(
        _text(shape, "rule"),
        _text_or_none(shape, "section"),
        _one_of(_SEVERITIES, shape, "severity"),
        _text(shape, "message"),
        _text(shape, "expected"),
        _text(shape, "actual"),
        _text(shape, "hint"),
        _text(shape, "basis"),
        place,
        tuple(map(_related, _records(shape, "related"))),
        _text(shape, "fingerprint"),
        None if shape["state"] is None else _one_of(_STATES, shape, "state"),
        tuple(map(_related, _records(shape, "previous"))),
    )


def _related(shape: _Shape) -> Place:
    return _place(_count(shape, "line"), _count(shape, "column"), _text(shape, "excerpt"))


def _suppressed(shape: _Shape) -> Suppressed:
    rule = _text(shape, "rule")
    line, column = _count(shape, "line"), _count(shape, "column")
    place = Place(
        _NOWHERE, line, column, line, column, _count_or_none(shape, "page"), None, (), _text(shape, "excerpt")
    )  # of what is let stand a line says no more
    finding = Finding(
        rule,
        _text_or_none(shape, "section"),
        _one_of(_SEVERITIES, shape, "severity"),
        _text(shape, "message"),
        *("", "", "", ""),
        place,
        fingerprint=_text(shape, "fingerprint"),
    )
    by = Suppression(rule, _text(shape, "reason"), until=_day(shape, "until"), source=_text(shape, "source"))
    return Suppressed(finding, by)


def _solved(shape: _Shape) -> Known:
    return Known(
        _text(shape, "fingerprint"),
        _text(shape, "rule"),
        _one_of(_SEVERITIES, shape, "severity"),
        _text(shape, "message"),
        _text(shape, "text"),
        _whole(shape, "places"),
    )


def _misused(shape: _Shape) -> Misuse:
    source = _text(shape, "source")
    elsewhere = None if _flag(shape, "in_paper") else Suppression("", "", source=source)
    return Misuse(source, _text(shape, "message"), elsewhere)


def _previous(shape: _Shape) -> Previous:
    told = _text_or_none(shape, "title"), _text_or_none(shape, "issuer"), _count_or_none(shape, "year")
    return Previous(_text(shape, "path"), _hash(shape, "sha256"), *told)


def _followed(shape: _Shape) -> Followed:
    found = None if shape["found"] is None else _related(_record(shape, "found"))
    likeness, threshold = _number(shape, "likeness", 1), _number(shape, "threshold", 1)
    answered = _flag(shape, "answered")
    if found and not answered and likeness == threshold:  # they were not, before both were rounded
        threshold = nextafter(threshold, inf)
    followed = Followed(
        _text(shape, "rule"), _related(_record(shape, "previous")), found, likeness, threshold
    )
    return followed if followed.answered is answered else _no("answered")


_NOWHERE = Span(0, 0)  # in a text that is not there


def _place(line: int, column: int, excerpt: str, end: int = 0, path: tuple[str, ...] = ()) -> Place:
    return Place(_NOWHERE, line, column, end or line, column, None, None, path, excerpt)


# Values


def _no(key: str) -> NoReturn:
    raise _WrongError(key)


def _text(shape: _Shape, key: str) -> str:
    value = shape[key]
    return value if type(value) is str else _no(key)


def _text_or_none(shape: _Shape, key: str) -> str | None:
    value = shape[key]
    return value if value is None or type(value) is str else _no(key)


def _texts(shape: _Shape, key: str) -> tuple[str, ...]:
    values = shape[key]
    if type(values) is not list or not all(type(value) is str for value in values):
        _no(key)
    return tuple(values)


def _record(shape: _Shape, key: str) -> _Shape:
    value = shape[key]
    return value if type(value) is dict else _no(key)


def _records(shape: _Shape, key: str) -> list[_Shape]:
    values = shape[key]
    if type(values) is not list or not all(type(value) is dict for value in values):
        _no(key)
    return values


def _flag(shape: _Shape, key: str) -> bool:
    value = shape[key]
    return value if type(value) is bool else _no(key)


def _count(shape: _Shape, key: str) -> int:
    """Return a number that counts from 1: a line, a page, a year."""
    value = shape[key]
    return value if type(value) is int and 0 < value <= _MOST else _no(key)


def _count_or_none(shape: _Shape, key: str) -> int | None:
    return None if shape[key] is None else _count(shape, key)


def _whole(shape: _Shape, key: str) -> int:
    """Return a whole number, whatever a baseline says."""
    value = shape[key]
    return value if type(value) is int and -_MOST <= value <= _MOST else _no(key)


def _number(shape: _Shape, key: str, most: float = _HEAVIEST) -> float:
    value = shape[key]
    return value if (type(value) is float or type(value) is int) and 0 <= value <= most else _no(key)


_HASH = re.compile("[0-9a-f]{64}")


def _hash(shape: _Shape, key: str) -> str:
    value = _text(shape, key)
    return value if _HASH.fullmatch(value) else _no(key)


def _day(shape: _Shape, key: str) -> date | None:
    value = _text_or_none(shape, key)
    return None if value is None else _date(value) or _no(key)


@lru_cache(maxsize=1024)
def _date(value: str) -> date | None:
    try:
        day = date.fromisoformat(value)
    except ValueError:
        return None
    return day if day.isoformat() == value else None  # it may be written in other ways


def _one_of(among: Mapping[str, T], shape: _Shape, key: str) -> T:
    value = shape[key]
    return among[value] if type(value) is str and value in among else _no(key)


_E = TypeVar("_E", bound=StrEnum)


def _by_value(members: type[_E]) -> dict[str, _E]:
    return {str(member): member for member in members}


_REPORT_STATUSES = _by_value(ReportStatus)
_STATUSES = _by_value(Status)
_PLACEMENTS = _by_value(Placement)
_SEVERITIES = _by_value(Severity)
_STATES = _by_value(State)
