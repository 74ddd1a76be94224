"""A careful reader's labels on papers: what ``gold.yaml`` may say, and reading it strictly."""

from __future__ import annotations

import datetime
import os
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from typing import Any, ClassVar, Literal

from lawcheck.model import Placement, Status, Text
from lawcheck.records import record
from lawcheck.rulebook.phrases import guess, quoted

NAME = "gold.yaml"
ANY = "any"  # in may_find: a finding of any rule
_WHAT = Text("标注文件", "file of labels")
_LISTS = ("must_find", "must_not_find", "may_find")


Fact = Literal["title", "organ", "year", "signed", "published"]


@record
class Label:
    """A finding of a rule that must, must not or may be told.

    It stands at ``line``, or tells all of ``lines``; anywhere where neither is given. Its place holds
    ``text``, or is part of it; its message holds ``topic``. ``why`` is for people.
    """

    __pydantic_config__: ClassVar[Any] = {"extra": "forbid"}

    rule: str
    line: int | None = None
    lines: tuple[int, ...] = ()
    text: str = ""
    topic: str = ""
    why: str = ""


@record
class PartLabel:
    """How a part stands in a paper.

    ``line`` is that of its heading (or of the sentence that mentions it), ``status`` its outcome where
    that is not the usual one. ``causes`` tells whether causes are given, ``measures`` how many
    measures are listed, ``year`` for which year they are.
    """

    __pydantic_config__: ClassVar[Any] = {"extra": "forbid"}

    placement: Placement
    line: int | None = None
    status: Status | None = None
    causes: Literal["present", "missing"] | None = None
    year: int | None = None
    measures: int | None = None


@record
class Signed:
    """By whom and when a paper was signed, as printed; ``absent`` as in `Paper`."""

    __pydantic_config__: ClassVar[Any] = {"extra": "forbid"}

    organ: str | None = None
    date: datetime.date | None = None
    absent: tuple[Literal["organ", "date"], ...] = ()

    def tells(self, fact: Literal["organ", "date"]) -> bool:
        """Tell whether a fact is labelled, if only as absent."""
        return getattr(self, fact) is not None or fact in self.absent


@record
class Paper:
    """What a careful reader says of a paper; ``file`` lies beside the labels.

    What is not given was not labelled; ``absent`` lists facts that the paper is known not to have (they are
    null in the file). ``complete`` says that the reader's list is exhaustive: a
    finding that is neither in ``must_find`` nor in ``may_find`` is a false alarm.
    """

    __pydantic_config__: ClassVar[Any] = {"extra": "forbid"}

    file: str
    organ: str | None = None
    title: str | None = None
    year: int | None = None
    signed: Signed | None = None
    published: datetime.date | None = None
    parts: dict[str, PartLabel] | None = None
    must_find: tuple[Label, ...] = ()
    must_not_find: tuple[Label, ...] = ()
    may_find: tuple[Label, ...] = ()
    complete: bool = False
    absent: tuple[Fact, ...] = ()

    def tells(self, fact: Fact) -> bool:
        """Tell whether a fact is labelled, if only as absent."""
        return getattr(self, fact) is not None or fact in self.absent


def gold_file(path: str) -> str:
    """Return the file of labels that a path means: itself, or the one in a folder."""
    return os.path.join(path, NAME) if os.path.isdir(path) else path


def read_gold(path: str, parts: Collection[str], rules: Collection[str]) -> tuple[Paper, ...]:
    """Return the labelled papers of a file.

    Args:
        path: The file.
        parts: The ids of the parts that the rule book has.
        rules: The ids of all its rules.

    Raises:
        RuleBookError: The file cannot be read or has mistakes; all of them are listed.
    """
    from lawcheck.rulebook.data import read_records  # imports yaml and pydantic

    return read_records(path, Paper, _WHAT, _Checks(os.path.dirname(path), parts, rules).mistakes)


@dataclass(frozen=True, slots=True)
class _Checks:
    """What a paper's labels must agree with: its file, the rule book, the papers before it."""

    folder: str
    parts: Collection[str]
    rules: Collection[str]
    files: set[str] = field(default_factory=set)

    def mistakes(self, paper: Paper) -> Iterator[tuple[tuple[str | int, ...], Text]]:
        """Yield where in a paper's labels something is wrong, and what."""
        yield from self._file(paper.file)
        for id_, part in (paper.parts or {}).items():
            if id_ not in self.parts:
                yield ("parts", id_), _unknown(Text("部分", "part"), id_, self.parts)
            if part.line is not None and part.line < 1:
                yield ("parts", id_, "line"), _line(part.line)
            if part.measures is not None and part.measures < 0:
                yield ("parts", id_, "measures"), _below_zero(part.measures)
        for key in _LISTS:
            for at, label in enumerate(getattr(paper, key)):
                for way, wrong in self._label(key, label):
                    yield (key, at, way), wrong

    def _file(self, name: str) -> Iterator[tuple[tuple[str], Text]]:
        if not os.path.isfile(os.path.join(self.folder, name)):
            zh = f"找不到报告 {quoted(name)}（按标注文件所在的文件夹找）"
            yield ("file",), Text(zh, f"there is no paper {quoted(name)} in the folder of the labels")
        elif os.path.realpath(os.path.join(self.folder, name)) in self.files:
            twice = f"the paper {quoted(name)} has labels already"
            yield ("file",), Text(f"报告 {quoted(name)} 重复，前面已经标注过", twice)
        self.files.add(os.path.realpath(os.path.join(self.folder, name)))

    def _label(self, key: str, label: Label) -> Iterator[tuple[str, Text]]:
        if label.rule == ANY and key != "may_find":
            zh = f'"{ANY}" 只能写在 may_find 里，这里要写明是哪条规则'
            yield "rule", Text(zh, f'"{ANY}" may only stand in may_find, name the rule here')
        elif label.rule != ANY and label.rule not in self.rules:
            yield "rule", _unknown(Text("规则", "rule"), label.rule, self.rules)
        if label.line is not None and label.lines:
            yield "lines", Text('"line" 和 "lines" 只写一个', 'write either "line" or "lines"')
        for way, line in (("line", label.line), *(("lines", line) for line in label.lines)):
            if line is not None and line < 1:
                yield way, _line(line)


def _unknown(what: Text, name: str, known: Collection[str]) -> Text:
    zh, en = f"规则书里没有{what.zh} {quoted(name)}", f"the rule book has no {what.en} {quoted(name)}"
    return Text(zh, en) + guess(name, known)


def _line(line: int) -> Text:
    return Text(f"行号从 1 起，这里是 {line}", f"lines count from 1, here it is {line}")


def _below_zero(count: int) -> Text:
    return Text(f"条数不能小于 0，这里是 {count}", f"a count cannot be below 0, here it is {count}")
