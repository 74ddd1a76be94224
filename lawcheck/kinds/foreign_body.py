"""``foreign_body``: does the paper tell nothing as done that another place or body did?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import ClassVar, Literal, NamedTuple

from lawcheck.kinds._acts import sentence_at, speaks_of, stands_in_name
from lawcheck.kinds._base import Facts, Rule, View
from lawcheck.model import Gap, Span, Text, Verdict
from lawcheck.records import record
from lawcheck.text.issuers import is_short_for, names_of
from lawcheck.text.places import TOWNSHIP, Gazetteer, Place
from lawcheck.text.sentences import clause_start

# A clause that begins with a place: 2025年,安化县…; 一是安化县司法局…
_SUBJECT = re.compile(
    r"[,。;:!?\n]\s*(?:[一二三四五六七八九十]{1,2}是|(?:20\d\d年|全年|今年)(?:度|来|以来)?|同时|此外|其中|目前|期间)?"
    r"(?=\w{1,11}?[省市县区州旗盟镇乡道])"
)
# The rest is compiled when a foreign place has been seen: most papers have none.
# What may stand between the place and the act: …司法局, …县委、县政府, …人民政府办公室
_BODY = (
    r"(?:[省市县区州镇乡旗]?(?:人民政府|政府|委员会|党委|党工委|委)"
    r"|(?:(?!法院|检察|公司)\w){2,14}?(?:局|厅|委员会|委|大队|支队))"
    r"(?:办公室|党组|党委)?(?:、[省市县区州镇乡旗]?(?:人民政府|政府))?"
)
_UNITS = r"(?:各|所有|\d{1,4}个)(?P<counted>\w{2,8})"
_LEADERS = "[省市县区州旗镇乡]?(?:委|党委|党工委|人民政府|政府)"
_SHAPED_ENDS = tuple("县区旗镇乡")
# what may stand before a place that owns something: a mark, a verb, a higher place
_LEAD = r"(?:[,。;:\n省市州]|现将|关于|为|推动|促进|推进|助力|服务|提升|保障|开创|谱写|将|在|了)\Z"
_LONGEST_STEM = 3  # of a place that is told by its shape alone
_NOT_IN_STEM = frozenset(
    "向对在为由与并将把被经给报履统行其各全我本该于从到以等地得是有了着过至会让使用也还再都只又个级"
)
_REACH = 40  # code points that are looked at behind a place
_PARTY_GROUPS = ("局党组", "厅党组", "委党组", "局党委", "厅党委")
_LED_IN = r"\s*(?:[一二三四五六七八九十]{1,2}是)?(?:我?[省市县区州旗])?"
_OWNER_REACH = 14


@record
class Places(Facts):
    """The data file of places, a line each: province, prefecture (or ``-``) and its counties."""

    places: tuple[str, ...]


@cache
def _gazetteer(table: Places) -> Gazetteer:
    """Return what finds the places of a table; kept, since it serves every paper."""
    return Gazetteer(table.places)


class _Home(NamedTuple):
    """The issuer's own places and bodies; ``above`` is what they belong to, as far as the table knows."""

    names: frozenset[str]
    stems: frozenset[str]
    above: frozenset[str]
    rank: int
    known: bool
    bodies: tuple[str, ...]
    department: bool


@record
class ForeignBody(Rule):
    """Met when no clause tells an act or an achievement of another place or body.

    A clause counts that begins with a place (and perhaps a body of it) and goes on with one of
    ``acts`` or a number of its ``units`` (31个部门), a place that stands right before one of ``owned``
    (法治政府建设), and one under whose leadership (``led``) the work was done. The issuer's own
    places, those it belongs to and those that belong to it are not foreign; neither is a sentence
    with one of ``saved`` (来我, 协作, 签订). Where the issuer's place is not in ``table``, other
    places are told by their shape, unless their stem is one of ``words``. Names in ``ambiguous``
    (会同县) and those of two characters (和县) count only behind a higher place. In a department's
    paper the party group of another of the ``bureaus`` is foreign, too.
    """

    ABOUT: ClassVar[Text] = Text(
        "看有没有写成别的地方或单位做的事：句首是别处的地名、单位，接着写做了什么。发文机关所在地、上级和"
        "所辖的不算；写到协作、交流、移送等的不算。",
        "Looks for clauses that tell an act of another place or body. The issuer's own place, those "
        "above and below it, and sentences about co-operation or transfers do not count.",
    )
    kind: Literal["foreign_body"] = "foreign_body"
    table: Places
    acts: tuple[str, ...]
    owned: tuple[str, ...]
    led: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    saved: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    ambiguous: tuple[str, ...] = ()
    bureaus: tuple[str, ...] = ()

    def terms(self) -> Iterator[str]:
        """Yield what a place may own, and what a department calls its leaders."""
        yield from self.owned
        yield from self.led
        yield from _PARTY_GROUPS

    def facts(self) -> Iterator[Facts]:
        """Yield the file of places."""
        yield self.table

    def judge(self, view: View) -> Verdict:
        """Judge whose acts the paper tells."""
        gazetteer = _gazetteer(self.table)
        home = _home(view, gazetteer)
        if home is None:
            return self.skipped(view, view.say("发文机关所在地不明", "the issuer's place is not known"))
        found = {
            *self._subjects(view, gazetteer, home),
            *self._owners(view, gazetteer, home),
            *self._leaders(view, gazetteer, home),
        }
        if home.department:
            found |= {*self._party_groups(view, home)}
        gaps = [self._gap(view, span) for span in sorted(found) if not self._is_saved(view, span)]
        if gaps:
            return self.missing(view, view.say(f"{len(gaps)} 处", f"{len(gaps)} places"), *gaps)
        return self.met(view, view.say("没有其他地方、单位的内容", "no acts of other places or bodies"))

    def _subjects(self, view: View, gazetteer: Gazetteer, home: _Home) -> Iterator[Span]:
        folded = view.folded
        for content in view.document.content:
            for match in _SUBJECT.finditer(folded, *content):
                start = match.end()
                places = gazetteer.chain(folded, start)
                end = start + sum(len(place.name) for place in places)
                if places and self._is_foreign(places, home) and self._acts_follow(folded, end):
                    yield Span(start, end)

    def _acts_follow(self, folded: str, end: int) -> bool:
        if folded.startswith(self.acts, end):
            return True
        rest = folded[end : end + _REACH]
        number = re.match(_UNITS, rest)
        if number:
            return any(unit in number["counted"] for unit in self.units)
        body = re.match(_BODY, rest)
        return body is not None and rest.startswith(self.acts, body.end())

    def _party_groups(self, view: View, home: _Home) -> Iterator[Span]:
        """Yield the party group of another bureau: only the issuer's own speaks in its paper."""
        for hit in view.find(_PARTY_GROUPS):
            clause = clause_start(view.folded, hit.span.start)
            led = re.match(_LED_IN, view.folded[clause : hit.span.start])
            start = clause + led.end() if led else clause
            body = view.folded[start : hit.span.start + 1]
            acts = view.folded.startswith(self.acts, hit.span.end)
            is_bureau = body.startswith(self.bureaus)
            if acts and is_bureau and not any(_is_same_body(body, own) for own in home.bodies):
                yield Span(start, hit.span.end)

    def _owners(self, view: View, gazetteer: Gazetteer, home: _Home) -> Iterator[Span]:
        for hit in view.find(self.owned):
            end = hit.span.start
            place = gazetteer.known_before(view.folded, end) or self._shaped_before(view.folded, end)
            if place is None or not self._is_foreign([place], home):
                continue
            start = end - len(place.name)
            if re.search(_LEAD, view.folded[max(0, start - _OWNER_REACH) : start]):
                yield Span(start, end)

    def _leaders(self, view: View, gazetteer: Gazetteer, home: _Home) -> Iterator[Span]:
        """Yield the place under whose leadership the work is said to be done (在安化县委的领导下)."""
        for hit in view.find(self.led):
            clause = clause_start(view.folded, hit.span.start)
            start = view.folded.rfind("在", clause, hit.span.start) + 1
            places = gazetteer.chain(view.folded, start) if start else []
            if not places or not self._is_foreign(places, home):
                continue
            end = start + sum(len(place.name) for place in places)
            if re.match(_LEADERS, view.folded[end : end + _REACH]):
                yield Span(start, end)

    @staticmethod
    def _shaped_before(folded: str, end: int) -> Place | None:
        """Return the place by its shape that ends at an offset and follows a verb or a mark."""
        if folded[end - 1 : end] not in _SHAPED_ENDS:
            return None
        for length in range(_LONGEST_STEM + 1, 2, -1):
            places = _NO_TABLE.chain(folded[end - length : end])
            if len(places) == 1 and len(places[0].name) == length:
                return places[0]
        return None

    def _is_foreign(self, places: Sequence[Place], home: _Home) -> bool:
        """Tell whether a chain of places, the highest first, leads to another place than home."""
        if any(place.name in home.names or place.stem in home.stems for place in places):
            return False
        if len(places) == 1 and (len(places[0].name) == 2 or places[0].name in self.ambiguous):
            return False
        return any(
            _is_elsewhere(place, home) if place.known else self._is_elsewhere_by_shape(place, home)
            for place in places
        )

    def _is_elsewhere_by_shape(self, place: Place, home: _Home) -> bool:
        if home.rank != TOWNSHIP and home.known:
            return False  # the table would know the other place, too
        if home.rank not in place.ranks or len(stem := place.stem) > _LONGEST_STEM:
            return False
        is_word = stem.startswith(self.words) or stem.endswith(self.words)
        return not is_word and _NOT_IN_STEM.isdisjoint(stem)

    def _is_saved(self, view: View, span: Span) -> bool:
        if stands_in_name(view.folded, span.start):
            return True
        return speaks_of(view, sentence_at(view.folded, span.start), self.saved)

    @staticmethod
    def _gap(view: View, span: Span) -> Gap:
        found = view.document.text[span.start : span.end]
        return Gap(
            span,
            expected=view.say(f"{view.document.issuer}自己的工作", f"what “{view.document.issuer}” did"),
            actual=view.say(f"写的是“{found}”的工作", f"it tells what “{found}” did"),
        )


_NO_TABLE = Gazetteer(())


def _is_elsewhere(place: Place, home: _Home) -> bool:
    """Tell whether a place of the table is neither above home nor below it."""
    if place.name in home.above or place.above & home.names:
        return False
    # whether a higher place is the issuer's own is known only where one such is
    return min(place.ranks) >= home.rank or bool(home.above)


def _home(view: View, gazetteer: Gazetteer) -> _Home | None:
    """Return where the issuer is at home; None where its name tells no place."""
    document = view.document
    told = [document.issuer or "", (document.signature and document.signature.issuer) or ""]
    names = [name for issuer in told for name in names_of(issuer)]
    chains = [gazetteer.chain(name) for name in names]
    places = tuple(place for chain in chains for place in chain)
    if not places or document.level == "national":
        return None
    bodies = (name[sum(len(p.name) for p in chain) :] for name, chain in zip(names, chains, strict=True))
    return _Home(
        names=frozenset(place.name for place in places),
        stems=frozenset(place.stem for place in places),
        above=frozenset(name for place in places for name in place.above),
        rank=max(max(place.ranks) for place in places),
        known=any(place.known for place in places),
        bodies=tuple(body for body in bodies if body),
        department=document.kind == "department",
    )


def _is_same_body(one: str, other: str) -> bool:
    """Tell whether a bureau's name is another's or short for it (规资局)."""
    one, other = (name.removeprefix("市").removeprefix("县").removeprefix("区") for name in (one, other))
    long, short = sorted((one, other), key=len, reverse=True)
    return is_short_for(short, long) or long.endswith(short)
