"""The proposed rule file: YAML with counts as comments."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from lawcheck.author.derive._groups import Group, Paper, bare, cues, groups, terms
from lawcheck.model import Text
from lawcheck.rulebook.dumping import quoted
from lawcheck.rulebook.wordlists import MAX_TERM

_HEADINGS, _CUES, _TERMS, _REST = 10, 8, 12, 20  # how many of each are written out
_ABOUT = re.compile(r"^关于(?:上报|报送)?")


def proposal(papers: Sequence[Paper], share: float = 0.5, lang: str = "zh") -> str:
    """Return a rule file as text.

    Args:
        papers: The exemplary papers, at least one.
        share: The least share of papers that have a part or a term, from 0 to 1.
        lang: The language of the comments.
    """
    least = max(1.0, share * len(papers))
    found = groups(papers)
    chosen = [group for group in found if len(group.papers) >= least]
    weight = round(100 / len(chosen), 1) if chosen else 0
    lines = [*_head(papers, lang), ""]
    rest: list[str] = []
    if chosen:
        lines.append("sections:")
    for number, group in enumerate(chosen, 1):
        others = [other for other in chosen if other is not group]
        everyone = [other for other in found if other is not group]
        words = terms(group, others, papers)
        asked = [(word, count) for word, count in words if count >= max(1.0, share * len(group.papers))]
        lines += _section(group, number, weight, cues(group, everyone), asked[:_TERMS], len(papers), lang)
        rest += _below(group, number, [each for each in words if each not in asked[:_TERMS]], lang)
    seldom = [group for group in found if group not in chosen]
    return "\n".join([*lines, *_seldom(seldom, len(papers), lang), *rest]) + "\n"


_ONE = Text("只有一份报告，归纳不出通例：请再找几份。", "One paper is little to go by: find some more.")
_TO_DO = Text(
    """\
# 名称、版本、依据和建议请补上；留下真正要求的，删去只是碰巧常见的。然后：
#   lawcheck rules validate 本文件；写上 cases（例子），lawcheck rules test 本文件""",
    """\
# Add name, version, basis and hints; keep what is really asked for, strike out what is only usual. Then:
#   lawcheck rules validate THIS FILE; write cases, and lawcheck rules test THIS FILE""",
)
_TITLE = Text(
    "法治政府建设年度报告（归纳）",
    '{zh: "法治政府建设年度报告（归纳）", en: annual report on building a rule-of-law government (derived)}',
)
_LACKING = Text(
    "没有写到这一部分常写的内容",
    '{zh: "没有写到这一部分常写的内容", en: nothing of what this part usually tells}',
)


def _head(papers: Sequence[Paper], lang: str) -> Iterator[str]:
    number = len(papers)
    yield Text(
        f"# 由 {number} 份报告归纳而成。行末的“# 几/几”是几份报告中有几份这样写。",
        f"# Derived from {number} {'paper' if number == 1 else 'papers'}. “# 1/2” at the end of a line: "
        "one paper of two has it.",
    ).say(lang)
    if number == 1:
        yield f"# {_ONE.say(lang)}"
    yield _TO_DO.say(lang)
    yield "rulebook: derived"
    yield f"title: {_TITLE.say(lang)}"
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
    lang: str,
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
        yield f"        title: {_LACKING.say(lang)}"
        yield f"        need: {max(1, len(asked) // 3)}"
        yield "        of:"
        yield from (f"          {quoted(word)}: [{quoted(word)}]  # {count}/{here}" for word, count in asked)


def _below(group: Group, number: int, words: Sequence[tuple[str, int]], lang: str) -> Iterator[str]:
    titles = group.titles()[_HEADINGS:]
    if titles or words:
        id_ = _id(group, number)
        yield Text(f"# {id_} 中较少见的：", f"# Less usual in {id_}:").say(lang)
        told = [*titles, *words[:_REST]]
        yield from (f"#   {line}" for line in _packed([_counted(each, lang) for each in told], lang))


def _counted(each: tuple[str, int], lang: str) -> str:
    word, count = each
    return Text(f"{word} {count}", f"“{word}” {count}").say(lang)


def _seldom(found: Sequence[Group], of: int, lang: str) -> Iterator[str]:
    if found:
        yield ""
        yield Text("# 较少见的标题：", "# Less usual headings:").say(lang)
        for group in found:
            yield from (f"#   {_counted(each, lang)}/{of}" for each in group.titles())


def _id(group: Group, number: int) -> str:
    return group.part or f"part{number}"


def _packed(words: Sequence[str], lang: str) -> Iterator[str]:
    line = ""
    for word in words:
        if line and len(line) + len(word) > 60:
            yield line
            line = ""
        line = f"{line}{Text('、', ', ').say(lang)}{word}" if line else word
    if line:
        yield line


def _sorted(counts: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda each: (-each[1], each[0]))
