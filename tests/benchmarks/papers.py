"""Make up annual reports as in a real folder: ``python tests/benchmarks/papers.py FOLDER COUNT [--seed N]``.

`paper` is a function of index and seed alone. Of every hundred papers 60 are complete, 32 have planted
gaps (``defects`` are the ids of the rules that have to tell them), five are of another sort and three
cannot be read. No place in them is real, and each issuer has one paper a year.

The sentences stand in ``sentences.txt``. What it has in <> is filled in: ``20-60`` with a number,
``n:20-60`` with one that is named, ``n+m`` and ``n-2`` by counting, ``a|b`` with one of the words, anything
else with a word of the issuer's (全, 党, 首长 …) or of a list (月, 部门, 法 …).
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random
from typing import NamedTuple

YEARS = (2022, 2023, 2024, 2025)
KB = 1024
HALF_WIDTH = str.maketrans("，：；（）", ",:;()")
_NUMERALS = (*"一二三四五六七八九十", "十一", "十二", "十三", "十四")

# --- places and issuers


def _pairs(first: str, second: str) -> list[str]:
    return [one + two for two in second for one in first]


# rare characters in front: no place of these names is known
CITIES = _pairs("漪砚翎霁珩煦澹岫璟旻筠暄", "原陵川岭")
COUNTIES = _pairs("蘅砚霁漪翎澹岫旻煦暄珩璟筠絮晞翊茝澍潆垚昶钰骁斓", "溪洲坪桥湾浦塘泉岗庄堰畈埠荡滩垭")
_TOWNS = _pairs("蘅砚霁漪翎澹岫旻煦暄珩璟筠絮晞翊茝澍潆垚", "石林沟店井渡树垭")
_BUREAUS = {  # each with what it does
    "司法局": "司法行政",
    "市场监督管理局": "市场监管",
    "教育局": "教育管理",
    "公安局": "公安行政",
    "民政局": "民政服务",
    "财政局": "财政管理",
    "人力资源和社会保障局": "劳动保障",
    "自然资源局": "自然资源",
    "生态环境局": "生态环境",
    "住房和城乡建设局": "城乡建设",
    "交通运输局": "交通运输",
    "水利局": "水利管理",
    "农业农村局": "农业农村",
    "商务局": "商贸流通",
    "文化和旅游局": "文化旅游",
    "卫生健康局": "卫生健康",
    "退役军人事务局": "退役军人服务",
    "应急管理局": "安全生产",
    "审计局": "审计监督",
    "统计局": "统计管理",
    "医疗保障局": "医疗保障",
    "城市管理局": "城市管理",
    "发展和改革局": "项目管理",
    "科学技术局": "科技管理",
}
_COUNTIES_OF_CITY = 8
_TOWNS_OF_COUNTY = 40
_OF_CITY = 1 + len(_BUREAUS)
_OF_COUNTY = _OF_CITY + _TOWNS_OF_COUNTY
_BODIES = _OF_CITY + _COUNTIES_OF_CITY * _OF_COUNTY
ISSUERS = len(CITIES) * _BODIES
STREET = "街道办事处"


class Issuer(NamedTuple):
    """A body: ``sort`` is G for a government, D for a department, T for a township or street office.

    ``words`` are what its papers call it, its leaders and its superiors.
    """

    name: str
    sort: str
    city: str
    words: dict[str, str]


def issuer(number: int) -> Issuer:
    """Return one of the ``ISSUERS``."""
    at, body = divmod(number, _BODIES)
    city = f"{CITIES[at]}市"
    if body < _OF_CITY:
        return _body(city, city, "市", body)
    nth, body = divmod(body - _OF_CITY, _OF_COUNTY)
    level = "区" if nth < 2 else "县"
    county = COUNTIES[at * _COUNTIES_OF_CITY + nth] + level
    if body < _OF_CITY:
        return _body(city, county, level, body)
    town = county + _TOWNS[(at * 7 + nth * 11 + body * 3) % len(_TOWNS)]
    if level == "区" and body % 4:
        return _township(city, town + STREET, level, "街道", STREET)
    kind = "镇" if body % 5 else "乡"
    return _township(city, f"{town}{kind}人民政府", level, kind, f"{kind}政府")


def _body(city: str, place: str, level: str, body: int) -> Issuer:
    if body == 0:
        above = "省委、省政府" if level == "市" else "市委、市政府"
        words = {
            "全": f"全{level}",
            "府": f"{level}政府",
            "党": f"{level}政府党组",
            "会": f"{level}政府常务会议",
            "上": above,
            "下": "县（区）" if level == "市" else "乡镇（街道）",
            "科": f"{level}司法局",
            "首长": f"{level}长",
            "书记": f"{level}委书记",
            "域": "行政执法",
        }
        return Issuer(f"{place}人民政府", "G", city, {**words, "级": level})
    name = list(_BUREAUS)[body - 1]
    words = {
        "全": "全局",
        "府": "局机关",
        "党": "局党组",
        "会": "局党组会议",
        "上": f"{level}委、{level}政府",
        "下": "基层单位",
        "科": "政策法规股" if level == "县" else "政策法规科",
        "首长": "局长",
        "书记": "局党组书记",
        "域": _BUREAUS[name],
    }
    return Issuer(place + name, "D", city, {**words, "级": level})


def _township(city: str, name: str, level: str, kind: str, office: str) -> Issuer:
    committee = "街道党工委" if kind == "街道" else f"{kind}党委"
    words = {
        "全": f"全{kind}",
        "府": office,
        "党": committee,
        "会": f"{kind}党政联席会议",
        "上": f"{level}委、{level}政府",
        "下": "社区" if kind == "街道" else "村（社区）",
        "科": "司法所",
        "首长": f"{office}主任" if kind == "街道" else f"{kind}长",
        "书记": f"{committee}书记",
        "域": "基层治理",
    }
    return Issuer(name, "T", city, {**words, "级": level})


# --- sentences

_AREAS = (
    "党的领导",
    "职能",
    "规范性文件",
    "决策",
    "执法",
    "应急",
    "纠纷复议",
    "监督公开",
    "数字政府",
    "普法",
)
_DECISIONS, _ENFORCEMENT, _DISPUTES, _CHECKS, _STUDY = 3, 4, 6, 7, 9  # those in which slips are planted
_CONGRESS = {
    2022: "党的二十大精神",
    2023: "党的二十大和二十届二中全会精神",
    2024: "党的二十大和二十届二中、三中全会精神",
    2025: "党的二十大和二十届历次全会精神",
}
_ROUNDS = 3  # how often one paper may use a clause, with others beside it
_FOR = re.compile(r"([GDT]+) (.+)")
_SLOT = re.compile(r"<([^<>]+)>")
_RANGE = re.compile(r"(?:([a-z]):)?(\d+)-(\d+)")
_COUNTED = re.compile(r"[a-z](?:[+-](?:[a-z]|\d+))*")
_TERM = re.compile(r"([+-]?)(\w+)")


@cache
def _book() -> dict[str, list[tuple[str, str]]]:
    """Return the lines below each heading of the file, with the sorts of issuers that may say them."""
    found: dict[str, list[tuple[str, str]]] = {}
    lines: list[tuple[str, str]] = []
    for line in Path(__file__).with_name("sentences.txt").read_text("utf-8").splitlines():
        if line.startswith("["):
            lines = found.setdefault(line.strip("[]"), [])
        elif line and not line.startswith("#"):
            marked = _FOR.match(line)
            lines.append((marked[1], marked[2]) if marked else ("GDT", line))
    return found


class _Writer:
    """Fills sentences in for one paper; the words of a list come in turn, in an order of its own."""

    def __init__(self, random: Random, of: Issuer, year: int) -> None:
        self.random = random
        self.of = of
        self.year = year
        years = {"年": str(year), "次年": str(year + 1), "精神": _CONGRESS[year]}
        self._words = {**of.words, **years, "名": of.name}
        self._left: dict[str, list[str]] = {}

    def lines(self, heading: str) -> list[str]:
        """Return the lines below a heading that the issuer may say, in an order of this paper's own."""
        lines = [line for sorts, line in _book()[heading] if self.of.sort in sorts]
        self.random.shuffle(lines)
        return lines

    def line(self, heading: str) -> str:
        """Return one of the lines below a heading, filled in."""
        return self.fill(self.random.choice(_book()[heading])[1])

    def fill(self, line: str) -> str:
        """Return a line with what it has in <> filled in."""
        known = {
            name: self.random.randint(int(low), int(high)) for name, low, high in _RANGE.findall(line) if name
        }
        return _SLOT.sub(lambda slot: self._word(slot[1], known), line)

    def _word(self, slot: str, known: dict[str, int]) -> str:
        if found := _RANGE.fullmatch(slot):
            number = known[found[1]] if found[1] else self.random.randint(int(found[2]), int(found[3]))
            return str(number)
        if _COUNTED.fullmatch(slot):
            terms = [
                (sign, known[term] if term in known else int(term)) for sign, term in _TERM.findall(slot)
            ]
            return str(sum(-value if sign == "-" else value for sign, value in terms))
        if "|" in slot:
            return self.random.choice(slot.split("|"))
        return self._words.get(slot) or self._next(slot)

    def _next(self, slot: str) -> str:
        if slot == "月":
            return f"{self.random.randint(2, 12)}月"
        if slot == "日":
            return f"{self.random.randint(1, 12)}月{self.random.randint(1, 28)}日"
        if not self._left.get(slot):
            self._left[slot] = self._others() if slot == "部门" else self.lines(slot)
        return self._left[slot].pop()

    def _others(self) -> list[str]:
        """Return the departments of the issuer's place but itself."""
        others = [self.of.words["级"] + name for name in _BUREAUS if not self.of.name.endswith(name)]
        self.random.shuffle(others)
        return others

    def sentences(self, area: str, shared: dict[str, list[str]]) -> Iterator[str]:
        """Yield an area's sentences: the whole ones mixed with such as are joined from clauses."""
        whole = self.lines(area)
        clauses = [line for _ in range(_ROUNDS) for line in self.lines(f"{area}.做")]
        while whole or clauses:
            if clauses and (not whole or self.random.random() < 0.3):
                count = min(len(clauses), self.random.choice((1, 2, 2)))
                middle = "，".join(clauses.pop() for _ in range(count))
                yield self.fill(f"{_turn(shared['起'])}{middle}，{_turn(shared['果'])}。")
            else:
                yield self.fill(whole.pop())

    def all_areas(self) -> list[Iterator[str]]:
        """Return the sentences of each area."""
        shared = {name: self.lines(name) for name in ("起", "果")}
        return [self.sentences(area, shared) for area in _AREAS]


def _turn(lines: list[str]) -> str:
    """Return the first of some lines, which goes to their end."""
    lines.append(lines.pop(0))
    return lines[-1]


# --- papers


@dataclass(frozen=True, slots=True)
class Paper:
    """A file: its name, with folders, and its text; ``raw`` is what it holds where that is no text.

    ``defects`` are the ids of the rules that have to tell what was planted.
    """

    name: str
    text: str
    sort: str  # complete, gaps, other, unreadable
    defects: tuple[str, ...] = ()
    encoding: str = "utf-8"
    raw: bytes | None = None

    @property
    def data(self) -> bytes:
        """What the file holds."""
        return self.text.encode(self.encoding) if self.raw is None else self.raw


class _Lack(NamedTuple):
    """What falls short, why, and what is done about it."""

    what: str
    why: str
    done: str


@dataclass(slots=True)
class _Draft:
    """A paper while it is made; of its ``areas`` each has a heading and sentences."""

    writer: _Writer
    title: str
    opening: str
    parts: dict[str, str]  # in their order, with their headings
    areas: list[tuple[str, list[str]]]
    leadership: list[str]
    lacks: list[_Lack]
    signed: list[str]
    causes: bool = True
    measures: bool = True
    merged: bool = False  # the plan stands with the shortcomings
    skipped: int = len(_AREAS)  # the area from which on the numbers are one too high


def paper(index: int, seed: int = 0) -> Paper:
    """Return a made-up paper, the same for the same index and seed."""
    random = Random(f"{seed}/{index}")
    # a step without a common divisor visits each issuer and year once
    place = (index * 7919 + seed * 104_729) % (ISSUERS * len(YEARS))
    writer = _Writer(random, issuer(place // len(YEARS)), YEARS[place % len(YEARS)])
    turn = index // (ISSUERS * len(YEARS))
    again = f"-{turn + 1}" if turn else ""
    lot = (index * 37 + 11) % 100
    if lot >= 97:
        return _unreadable(writer, again, lot)
    if lot >= 92:
        return _other(writer, again, lot)
    draft = _draft(writer)
    defects: tuple[str, ...] = ()
    if lot >= 60:
        names = list(_DEFECTS)
        first = names[(index // 100 * 32 + lot - 60) % len(names)]
        defects = _plant(draft, (first, random.choice(names)) if random.random() < 0.3 else (first,))
    return _printed(draft, again, defects)


_ORDERS = (
    ("achievements", "leadership", "shortcomings", "plan"),
    ("achievements", "leadership", "shortcomings", "plan"),
    ("leadership", "achievements", "shortcomings", "plan"),
    ("achievements", "shortcomings", "leadership", "plan"),
)


def _draft(writer: _Writer) -> _Draft:
    random = writer.random
    lacks = [_Lack(*writer.fill(line).split("|")) for line in writer.lines("不足")[: random.randint(3, 6)]]
    draft = _Draft(
        writer=writer,
        title=writer.line("题目"),
        opening=writer.line("开头"),
        parts={part: writer.line(part) for part in random.choice(_ORDERS)},
        areas=[(random.choice(row.split("|")), []) for _, row in _book()["做法标题"]],
        leadership=[writer.fill(line) for line in writer.lines("主要负责人")[: random.randint(5, 10)]],
        lacks=lacks,
        signed=[writer.of.name, f"{writer.year + 1}年{random.randint(1, 2)}月{random.randint(1, 28)}日"],
    )
    _lengthen(draft)
    return draft


def _lengthen(draft: _Draft) -> None:
    """Give each area sentences in turn until the paper has its size: mostly 10 to 25 KB."""
    random, share = draft.writer.random, draft.writer.random.random()
    of_town = draft.writer.of.sort == "T"
    low, high = (6.4, 10) if share < 0.15 else (10, 25) if share < 0.8 or of_town else (25, 48)
    size = random.uniform(low, high) * KB
    size -= KB  # for title, opening and headings
    written = sum(len(text.encode()) for text in (*draft.leadership, *map("".join, draft.lacks)))
    left = list(zip(draft.areas, draft.writer.all_areas(), strict=True))
    turns = 0
    while left and (written < size or turns == 0):
        for each in list(left):
            (_, texts), more = each
            sentence = next(more, None)
            if sentence is None:
                left.remove(each)
            elif written < size or turns == 0:
                texts.append(sentence)
                written += len(sentence.encode())
        turns += 1


# --- defects

_Change = Callable[[_Draft], None]


def _drop(part: str) -> _Change:
    return lambda draft: draft.parts.__delitem__(part)


def _say(area: int, sentence: str) -> _Change:
    return lambda draft: draft.areas[area][1].append(draft.writer.fill(sentence))


def _set(**values: object) -> _Change:
    def change(draft: _Draft) -> None:
        for name, value in values.items():
            setattr(draft, name, value)

    return change


def _head(part: str, heading: str) -> _Change:
    def change(draft: _Draft) -> None:
        year = draft.writer.year
        draft.parts[part] = heading.format(year=year, past=year - 1, next=year + 1)

    return change


def _copy(draft: _Draft) -> None:
    """Put the longest sentence of the first areas into another; set phrases are no passage."""
    known = re.compile("》|公众参与|全过程")
    texts = [text for _, texts in draft.areas[:_DISPUTES] for text in texts if not known.search(text)]
    draft.areas[_CHECKS][1].append(max(texts, key=len))


def _merge(draft: _Draft) -> None:
    _head("shortcomings", "存在的不足和{next}年工作安排")(draft)
    del draft.parts["plan"]
    draft.merged = True


def _late(draft: _Draft) -> None:
    draft.signed[1] = f"{draft.writer.year + 1}年3月{draft.writer.random.randint(5, 28)}日"


_DEFECTS: dict[str, _Change] = {
    "leadership": _drop("leadership"),
    "shortcomings": _drop("shortcomings"),
    "plan": _drop("plan"),
    "shortcomings.causes": _set(causes=False),
    "plan.measures": _set(measures=False),
    "shortcomings.placement": _merge,
    "figures.percentage": _say(_DISPUTES, "信访事项按期办结率达到<102-130>%。"),
    "figures.sum": _say(_ENFORCEMENT, "评查许可案卷<60-69>宗，其中优秀<40-49>宗、合格<30-39>宗。"),
    "names.law": _say(_STUDY, "组织学习《中华人民共和国<合同法|物权法|侵权责任法|民法总则>》<2-5>次。"),
    "names.agency": _say(_ENFORCEMENT, "联合<级><环保局|国土资源局|卫计委|安监局>开展专项检查<3-9>次。"),
    "copy.within": _copy,
    "time.year": _head("achievements", "{past}年推进法治政府建设的主要举措和成效"),
    "plan.year": _head("plan", "{year}年推进法治政府建设的主要安排"),
    "time.submission": _late,
    "time.anachronism": _say(_STUDY, "面向企业宣传《生态环境法典》<6-18>场。"),
    "form.signature": _set(signed=[]),
    "form.placeholder": _say(_DECISIONS, "审查政府采购合同XX份。"),
    "form.marks": _say(_CHECKS, "进一步规范信息发布的的流程。"),
    "form.numbering": _set(skipped=_DECISIONS),
}
# of each group a paper has one: they would hide one another
_APART = (
    {
        *("leadership", "shortcomings", "plan", "shortcomings.causes", "shortcomings.placement"),
        *("plan.measures", "plan.year", "time.year"),
    },
    {"form.signature", "time.submission"},
)


def _plant(draft: _Draft, names: Iterable[str]) -> tuple[str, ...]:
    """Plant the defects that a paper can have together, and return their rules."""
    planted: list[str] = []
    for wanted in names:
        # no deadline binds a street office
        due = wanted != "time.submission" or not draft.writer.of.name.endswith(STREET)
        name = wanted if due else "form.signature"
        if name not in planted and not any(name in group and group & {*planted} for group in _APART):
            _DEFECTS[name](draft)
            planted.append(name)
    return tuple(planted)


# --- printing


class _Line(NamedTuple):
    level: int  # 1 a part's heading, 2 one below it, 0 text
    text: str


@dataclass(frozen=True, slots=True)
class _Layout:
    """How a paper sets its headings and lists."""

    run_in: bool  # text follows on the line of a heading
    items: bool  # 一是…, 二是… in the areas
    listed: bool  # shortcomings and measures have a line each
    mark: str
    signs: tuple[str, ...]

    def section(self, number: int, heading: str, texts: Sequence[str]) -> Iterator[_Line]:
        """Yield a heading below a part's, and its text."""
        first = f"{self.mark.format(self.signs[number])}{heading}"
        if self.run_in and texts:
            yield _Line(0, f"{first}。{texts[0]}")
            texts = texts[1:]
        else:
            yield _Line(2, first)
        yield from (_Line(0, text) for text in texts)

    def entries(self, texts: Sequence[str]) -> Iterator[_Line]:
        """Yield a list, one below the other or in one paragraph."""
        if self.listed:
            yield from (_Line(0, self.mark.format(self.signs[at]) + text) for at, text in enumerate(texts))
        else:
            yield _Line(0, "".join(_counted(texts)))

    def paragraphs(self, texts: Sequence[str], random: Random) -> list[str]:
        """Return sentences as paragraphs of a few, the first perhaps as items."""
        found: list[str] = []
        at = 0
        while at < len(texts):
            some = texts[at : at + random.randint(3, 6)]
            at += len(some)
            found.append("".join(_counted(some) if self.items and not found and len(some) > 2 else some))
        return found


def _counted(texts: Sequence[str]) -> list[str]:
    return [f"{_NUMERALS[at]}是{text}" for at, text in enumerate(texts)]


def _layout(random: Random) -> _Layout:
    run_in, items, listed = random.random() < 0.5, random.random() < 0.35, random.random() < 0.5
    if random.random() < 0.2:
        return _Layout(run_in, items, listed, "{}.", tuple(map(str, range(1, len(_NUMERALS) + 1))))
    return _Layout(run_in, items, listed, "（{}）", _NUMERALS)


def _lines(draft: _Draft) -> Iterator[_Line]:
    """Yield what stands between title and signature."""
    layout = _layout(draft.writer.random)
    yield _Line(0, draft.opening)
    for number, (part, heading) in enumerate(draft.parts.items()):
        yield _Line(1, f"{_NUMERALS[number]}、{heading}")
        yield from _part(draft, part, layout)


def _part(draft: _Draft, part: str, layout: _Layout) -> Iterator[_Line]:
    writer = draft.writer
    measures = [lack.done for lack in draft.lacks]
    if part == "achievements":
        for at, (heading, texts) in enumerate(draft.areas):
            shift = int(at >= draft.skipped)
            yield from layout.section(at + shift, heading, layout.paragraphs(texts, writer.random))
    elif part == "leadership":
        yield from (_Line(0, text) for text in layout.paragraphs(draft.leadership, writer.random))
    elif part == "shortcomings":
        yield from layout.entries([what + why if draft.causes else what for what, why, _ in draft.lacks])
        if draft.merged:
            yield _Line(0, f"{writer.year + 1}年，重点做好以下工作。")
            yield from layout.entries(measures)
    elif draft.measures:
        yield from layout.entries(measures)
    else:
        yield _Line(0, writer.line("空话"))


def _printed(draft: _Draft, again: str, defects: tuple[str, ...]) -> Paper:
    random = draft.writer.random
    lines = list(_lines(draft))
    form = random.choices(("txt", "md", "html"), (86, 8, 6))[0]
    text = {"txt": _plain, "md": _markdown, "html": _html}[form](draft, lines)
    encoding = "utf-8"
    if form == "txt":
        text = text.translate(HALF_WIDTH) if random.random() < 0.06 else text
        encoding = "gb18030" if random.random() < 0.04 else encoding
    name = _name(draft.writer, draft.title, f"{again}.{form}")
    return Paper(name, text, "gaps" if defects else "complete", defects, encoding)


def _plain(draft: _Draft, lines: Sequence[_Line]) -> str:
    random, name = draft.writer.random, draft.writer.of.name
    apart, indent = random.choice(("\n", "\n\n")), random.choice(("", "　　"))
    title = draft.title.replace(name, f"{name}\n", 1) if random.random() < 0.2 else draft.title
    body = apart.join(indent + line.text for line in lines)
    return "\n".join([title, "", body, "", *draft.signed, ""])


def _markdown(draft: _Draft, lines: Sequence[_Line]) -> str:
    marks = ("", "## ", "### ")
    body = [marks[line.level] + line.text for line in lines]
    return "\n\n".join([f"# {draft.title}", *body, *draft.signed]) + "\n"


def _html(draft: _Draft, lines: Sequence[_Line]) -> str:
    tags = ("p", "h2", "h3") if draft.writer.random.random() < 0.5 else ("p", "p", "p")
    body = [f"<{tags[line.level]}>{line.text}</{tags[line.level]}>" for line in lines]
    signed = [f'<p align="right">{text}</p>' for text in draft.signed]
    head = f'<head><meta charset="utf-8"><title>{draft.title}</title></head>'
    page = ["<!DOCTYPE html>", "<html>", head, "<body>", f"<h1>{draft.title}</h1>", *body, *signed]
    return "\n".join([*page, "</body>", "</html>", ""])


def _name(writer: _Writer, title: str, end: str) -> str:
    """Return a file's name as people give it; one without an issuer lies in a folder of its own."""
    of, year = writer.of, writer.year
    folder = f"{of.city}/" if CITIES.index(of.city[:-1]) % 3 else ""
    kind = writer.random.random()
    if kind < 0.6:
        return f"{folder}{title}{end}"
    if kind < 0.75:
        return f"{folder}{of.name}{year}年法治政府建设年度报告（公开稿）{end}"
    if kind < 0.85:
        return f"{folder}{of.name} {year} 法治政府建设报告{end}"
    if kind < 0.93:
        return f"{folder}【{year}】{of.name}法治政府建设情况[终稿]{end}"
    return f"{folder}{of.name}/{year}年法治政府建设年度报告{end}"


# --- what else lies in folders


def _other(writer: _Writer, again: str, lot: int) -> Paper:
    """Return a file of another sort: a news item, a report on open information, a list of tasks."""
    random, name, year = writer.random, writer.of.name, writer.year
    texts = [text for area in writer.all_areas() for text in area]
    random.shuffle(texts)
    if lot < 94:
        place = name.removesuffix("人民政府")
        title = f"{place}召开{year}年度法治工作会议"
        body = [writer.fill(f"<日>，{place}召开会议，总结工作、部署任务。"), *texts[: random.randint(8, 20)]]
    elif lot < 96:
        title = f"{name}{year}年政府信息公开工作年度报告"
        body = []
        for at, (_, heading) in enumerate(_book()["信息公开"]):
            body += [f"{_NUMERALS[at]}、{heading}", "".join(texts[at * 4 : at * 4 + 4])]
        body += [name, f"{year + 1}年1月{random.randint(5, 28)}日"]
    else:
        title = f"{name}{year + 1}年法治政府建设工作要点"
        tasks = [line.split("|")[2] for line in writer.lines("不足")[: len(_NUMERALS)]]
        body = [f"{_NUMERALS[at]}、{writer.fill(task)}{texts[at]}" for at, task in enumerate(tasks)]
    return Paper(_name(writer, title, f"{again}.txt"), "\n\n".join([title, *body]) + "\n", "other")


def _unreadable(writer: _Writer, again: str, lot: int) -> Paper:
    """Return a file that holds no text: an empty one, mere bytes, a scan, one with a password."""
    random = writer.random
    if lot == 97:
        end, raw = "txt", random.choice((b"", b"\n \n"))
    elif lot == 98:
        end, raw = "txt", b"\0\1" + random.randbytes(random.randint(6, 30) * KB)
    elif random.random() < 0.5:
        end, raw = "pdf", _scan(random.randbytes(64))
    else:
        head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
        end, raw = "docx", head + "EncryptedPackage".encode("utf-16-le") + random.randbytes(8 * KB)
    return Paper(_name(writer, writer.line("题目"), f"{again}.{end}"), "", "unreadable", raw=raw)


def _scan(pixels: bytes) -> bytes:
    """Return a PDF of one page that holds an image of 8 by 8 and no text."""
    draw = b"q 595 0 0 842 0 0 cm /I Do Q"
    page = b"/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</XObject<</I 5 0 R>>>>"
    image = b"/Subtype/Image/Width 8/Height 8/ColorSpace/DeviceGray/BitsPerComponent 8"
    objects = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page%s>>" % page,
        b"<</Length %d>>stream\n%s\nendstream" % (len(draw), draw),
        b"<</Type/XObject%s/Length %d>>stream\n%s\nendstream" % (image, len(pixels), pixels),
    )
    data = b"%PDF-1.4\n"
    starts: list[int] = []
    for number, body in enumerate(objects, 1):
        starts.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % start for start in starts)
    size = len(objects) + 1
    end = b"xref\n0 %d\n0000000000 65535 f \n%strailer<</Size %d/Root 1 0 R>>\n" % (size, table, size)
    return data + end + b"startxref\n%d\n%%%%EOF\n" % len(data)


# --- the command


def write(folder: Path, count: int, seed: int = 0) -> None:
    """Write so many papers into a folder, which is made where there is none."""
    made: set[Path] = set()
    for index in range(count):
        found = paper(index, seed)
        path = folder / found.name
        if path.parent not in made:
            path.parent.mkdir(parents=True, exist_ok=True)
            made.add(path.parent)
        path.write_bytes(found.data)


def main() -> None:
    """Write papers as the command line asks."""
    parser = argparse.ArgumentParser(description="Write made-up annual reports into a folder.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("count", type=int)
    parser.add_argument("--seed", type=int, default=0)
    asked = parser.parse_args()
    write(asked.folder, asked.count, asked.seed)


if __name__ == "__main__":
    main()
