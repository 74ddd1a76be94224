"""The proposed rule file: YAML with counts as comments."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from lawcheck.author.derive._groups import Group, Paper, bare, cues, groups, terms
from lawcheck.rulebook.dumping import quoted
from lawcheck.rulebook.wordlists import MAX_TERM

_HEADINGS, _CUES, _TERMS, _REST = 10, 8, 12, 20  # how many of each are written out
_ABOUT = re.compile(r"^关于(?:上报|报送)?")


def proposal(papers: Sequence[Paper], share: float = 0.5) -> str:
    """Return a rule file as text.

    Args:
        papers: The exemplary papers, at least one.
        share: The least share of papers that have a part or a term, from 0 to 1.
    """
    least = max(1.0, share * len(papers))
    found = groups(papers)
    chosen = [group for group in found if len(group.papers) >= least]
    weight = round(100 / len(chosen), 1) if chosen else 0
    lines = [*_head(papers), ""]
    rest: list[str] = []
    if chosen:
        lines.append("sections:")
    for number, group in enumerate(chosen, 1):
        others = [other for other in chosen if other is not group]
        everyone = [other for other in found if other is not group]
        words = terms(group, others, papers)
        asked = [(word, count) for word, count in words if count >= max(1.0, share * len(group.papers))]
        lines += _section(group, number, weight, cues(group, everyone), asked[:_TERMS], len(papers))
        rest += _below(group, number, [each for each in words if each not in asked[:_TERMS]])
    seldom = [group for group in found if group not in chosen]
    return "\n".join([*lines, *_seldom(seldom, len(papers)), *rest]) + "\n"


def _head(papers: Sequence[Paper]) -> Iterator[str]:
    yield f"# 由 {len(papers)} 份报告归纳而成。行末的“# 几/几”是几份报告中有几份这样写。"
    if len(papers) == 1:
        yield "# 只有一份报告，归纳不出通例：请再找几份。"
    yield "# 名称、版本、依据和建议请补上；留下真正要求的，删去只是碰巧常见的。然后："
    yield "#   lawcheck rules validate 本文件；写上 cases（例子），lawcheck rules test 本文件"
    yield "rulebook: derived"
    yield "title: 法治政府建设年度报告（归纳）"
    yield 'version: "1"'
    titles = Counter(
        _ABOUT.sub("", bare(p.document.title, p.document.issuer)) for p in papers if p.document.title
    )
    usable = [(title, count) for title, count in _sorted(titles) if 2 <= len(title) <= MAX_TERM]
    if usable:
        yield ""
        yield "applies:"
        yield "  titles:"
        yield from (f"    - {quoted(title)}  # {count}/{len(papers)}" for title, count in usable)


def _section(
    group: Group,
    number: int,
    weight: float,
    words: Sequence[tuple[str, int]],
    asked: Sequence[tuple[str, int]],
    of: int,
) -> Iterator[str]:
    id_ = _id(group, number)
    titles = group.titles()
    yield f"  - id: {id_}  # {len(group.papers)}/{of}"
    yield f"    title: {quoted(titles[0][0])}"
    yield f"    weight: {weight:g}"
    yield "    headings:"
    yield from (f"      - {quoted(title)}  # {count}/{of}" for title, count in titles[:_HEADINGS])
    if words:
        yield "    cues:"
        yield from (f"      - {quoted(word)}  # {count}/{of}" for word, count in words[:_CUES])
    if asked:
        here = len(group.papers)
        yield "    rules:"
        yield f"      - id: {id_}.terms"
        yield "        kind: coverage"
        yield "        severity: info"
        yield "        title: 没有写到这一部分常写的内容"
        yield f"        need: {max(1, len(asked) // 3)}"
        yield "        of:"
        yield from (f"          {quoted(word)}: [{quoted(word)}]  # {count}/{here}" for word, count in asked)


def _below(group: Group, number: int, words: Sequence[tuple[str, int]]) -> Iterator[str]:
    titles = group.titles()[_HEADINGS:]
    if titles or words:
        yield f"# {_id(group, number)} 中较少见的："
        told = [f"{title} {count}" for title, count in titles] + [
            f"{w} {count}" for w, count in words[:_REST]
        ]
        yield from (f"#   {line}" for line in _packed(told))


def _seldom(found: Sequence[Group], of: int) -> Iterator[str]:
    if found:
        yield ""
        yield "# 较少见的标题："
        for group in found:
            yield from (f"#   {title} {count}/{of}" for title, count in group.titles())


def _id(group: Group, number: int) -> str:
    return group.part or f"part{number}"


def _packed(words: Sequence[str]) -> Iterator[str]:
    line = ""
    for word in words:
        if line and len(line) + len(word) > 60:
            yield line
            line = ""
        line = f"{line}、{word}" if line else word
    if line:
        yield line


def _sorted(counts: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda each: (-each[1], each[0]))
