"""Which headings of several papers are one part, and which words its text uses."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from lawcheck import api
from lawcheck.model import Document, Placement, Report, Section
from lawcheck.rulebook import NATIONAL
from lawcheck.text.fold import fold
from lawcheck.text.words import cut

_STANDING = (Placement.OWN, Placement.MERGED)
_YEAR = re.compile(r"[12]\d{3}\s*(?:年度|年)?|【[^】]*】")
_CHINESE = re.compile("[\u4e00-\u9fff]{2,8}")
_CLAUSE = re.compile(r"[^\u4e00-\u9fff]+")
_MOST_WORDS = 8  # characters of a phrase of two words
# words of every paper, which tell no part from another
_IDLE_WORDS = """
工作 情况 进行 开展 加强 推进 推动 完善 建立 健全 提高 提升 坚持 落实 深入 全面
积极 不断 进一步 切实 认真 严格 有效 持续 扎实 以及 及其 通过 根据 按照 围绕 对于
关于 其中 同时 相关 有关 各项 全年 年度 我局 我县 我市 我区 我镇 我乡 本局 本县
组织 问题 部门 单位 人员 方面 要求 主要 重点 共计 累计 先后 已经 没有 一是 二是
三是 四是 五是 建设 存在 部分 个别 第一 办理 参加 建议 万元 在于 形成 实施 发挥
取得 确保 印发 制定 出台
"""
_IDLE = frozenset(_IDLE_WORDS.split())


@dataclass(frozen=True, eq=False)
class Paper:
    """A paper that others are to be like, and its report by the national book."""

    path: str
    report: Report

    @property
    def document(self) -> Document:
        """The paper as read."""
        return self.report.document

    @cached_property
    def tops(self) -> tuple[Section, ...]:
        """Its top headings; the level below where one heading wraps all."""
        first = [s for s in self.document.sections if s.level == 1 and not s.inline]
        below = [s for s in self.document.sections if s.level == 2 and not s.inline]
        return tuple(below if len(first) == 1 and len(below) > 1 else first)

    @cached_property
    def parts(self) -> dict[int, str]:
        """The national part that each heading plays, by the heading's start."""
        return {
            place.span.start: each.id
            for each in self.report.sections
            if each.placement in _STANDING
            for place in each.evidence
        }

    def words(self, section: Section) -> set[str]:
        """Return the words of a section's text and its phrases of two words, idle ones left out."""
        text = self.document.folded[section.heading.end : section.extent.end]
        issuer = fold(self.document.issuer or "")
        return {word for word in _phrases(text) if word not in issuer}


@dataclass(frozen=True, slots=True)
class Group:
    """Headings of several papers that are one part, by the paper's place in the list.

    ``part`` is the national part that they play, empty where they play none.
    """

    part: str
    members: list[tuple[int, Section, str]] = field(default_factory=list)

    @property
    def papers(self) -> set[int]:
        """The papers that have the part."""
        return {paper for paper, _, _ in self.members}

    def titles(self) -> list[tuple[str, int]]:
        """Return the headings with the number of papers that have each, the most usual first."""
        seen = Counter(title for title, _ in {(title, paper) for paper, _, title in self.members})
        return sorted(seen.items(), key=lambda each: (-each[1], each[0]))


def paper_of(path: str) -> Paper:
    """Read a paper. Raises ReadError where it cannot be read."""
    return Paper(path, api.check(path, rules=NATIONAL, force=True))


def bare(title: str, issuer: str | None) -> str:
    """Return a heading or title without year, issuer and white space."""
    text = "".join(title.split())
    for name in (issuer or "").split("、"):
        text = text.replace(name, "") if name else text
    return _YEAR.sub("", text).strip(",:;.，：；。、-— ")


def groups(papers: Sequence[Paper]) -> list[Group]:
    """Return the groups of the papers' top headings, in the order in which the papers have them."""
    comparer = api.load_rules(NATIONAL).comparer
    likeness = api.load_rules(NATIONAL).likeness
    found: list[Group] = []
    for at, paper in enumerate(papers):
        for section in paper.tops:
            title = bare(section.title, paper.document.issuer)
            if not title:
                continue
            part = paper.parts.get(section.heading.start, "")
            known = (
                group
                for group in found
                if group.part == part
                and (part or comparer.best(title, (t for _, _, t in group.members)) >= likeness)
            )
            group = next(known, None)
            if group is None:
                group = Group(part)
                found.append(group)
            group.members.append((at, section, title))
    return sorted(found, key=lambda group: _position(group, papers))


def _position(group: Group, papers: Sequence[Paper]) -> float:
    places = [papers[at].tops.index(section) / len(papers[at].tops) for at, section, _ in group.members]
    return sum(places) / len(places)


def cues(group: Group, others: Iterable[Group]) -> list[tuple[str, int]]:
    """Return the words of a group's headings that no other group's have, with their papers."""
    foreign = [title for other in others for _, _, title in other.members]
    seen: Counter[str] = Counter()
    for word, _ in {(word, at) for at, _, title in group.members for word in _phrases(title)}:
        seen[word] += 1
    telling = {word: count for word, count in seen.items() if not any(word in title for title in foreign)}
    return _ranked(telling)


def terms(group: Group, others: Iterable[Group], papers: Sequence[Paper]) -> list[tuple[str, int]]:
    """Return the words that a group's text uses and others' texts seldom do, with their papers."""
    seen: Counter[str] = Counter()
    for word, _ in {(word, at) for at, section, _ in group.members for word in papers[at].words(section)}:
        seen[word] += 1
    elsewhere: Counter[str] = Counter()
    rest = list(others)
    for other in rest:
        elsewhere.update({word for at, section, _ in other.members for word in papers[at].words(section)})
    return _ranked({word: count for word, count in seen.items() if 2 * elsewhere[word] <= len(rest)})


def _ranked(counts: dict[str, int]) -> list[tuple[str, int]]:
    """Return words by their papers, without those that always stand inside a longer one."""
    longer = {
        word
        for word, count in counts.items()
        if any(word != other and word in other and count == counts[other] for other in counts)
    }
    kept = ((word, count) for word, count in counts.items() if word not in longer)
    return sorted(kept, key=lambda each: (-each[1], -len(each[0]), each[0]))


def _phrases(text: str) -> Iterator[str]:
    for clause in _CLAUSE.split(fold(text)):
        words = [word for word in cut(clause) if word]
        for at, word in enumerate(words):
            if _tells(word):
                yield word
            pair = word + words[at + 1] if at + 1 < len(words) else ""
            if pair and len(pair) <= _MOST_WORDS and _tells(word) and _tells(words[at + 1]):
                yield pair


def _tells(word: str) -> bool:
    return word not in _IDLE and _CHINESE.fullmatch(word) is not None
