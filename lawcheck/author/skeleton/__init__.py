"""A skeleton of a paper: headings that a rule book asks for, and what each part has to say; plain values.

It stands up to its own check: every part is found by its heading, and nothing that a part must hold is
there yet.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from lawcheck import api
from lawcheck.author.skeleton._markdown import markdown
from lawcheck.author.skeleton._word import word
from lawcheck.errors import UsageError
from lawcheck.kinds import Rule, in_force
from lawcheck.kinds.coverage import Coverage
from lawcheck.model import Placement, Report, Status, Text
from lawcheck.rulebook import RuleBook, SectionRule
from lawcheck.text.numbers import to_chinese

__all__ = ["Draft", "DraftPart", "draft", "markdown", "word"]

_YEAR, _DAY = "20XX", "20XX年X月X日"  # blanks, told as such
_ISSUERS = ("XX县人民政府", "XX县XX局", "XX镇人民政府", "XX省人民政府", "XX市人民政府", "XX街道办事处")
_BODY = "（请填写这一部分的内容，写好后删去本行）"  # long enough to be no bare heading, and told as unfilled
_MOST_SUBJECTS = 12
_UNNAMED = Text(
    "规则书 {book} 的部分 {part}，用它自己的标题也认不出，写不出框架",
    "the part {part} of {book} is named by none of its own headings: there is no skeleton to write",
)


@dataclass(frozen=True, slots=True)
class DraftPart:
    """A part of a draft: heading, guidance (not part of the paper's text), and text to be replaced."""

    heading: str
    guidance: tuple[str, ...]
    body: str = _BODY


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft of a paper; ``guidance`` is about the whole of it."""

    title: str
    guidance: tuple[str, ...]
    opening: str
    parts: tuple[DraftPart, ...]
    issuer: str
    day: str


def draft(
    book: RuleBook | None = None, *, issuer: str | None = None, year: int | None = None, lang: str = "zh"
) -> Draft:
    """Return the draft of a paper.

    Args:
        book: What it has to hold; by default the shipped book for the issuer.
        issuer: Who issues it; a blank to be filled in by default.
        year: The reported year; likewise.
        lang: The language of the guidance.

    Raises:
        UsageError: The book asks for a part that its own headings do not name.
    """
    maker = _maker(book, issuer, year, lang)
    report = maker.check(maker.draft({}, set()))  # tells the issuer's book, and what does not apply to it
    if book is None:
        maker = replace(maker, book=api.load_rules(report.rulebook.id))
    return maker.settled({each.rule for each in report.rules if each.status is Status.NOT_APPLICABLE})


def _maker(book: RuleBook | None, issuer: str | None, year: int | None, lang: str) -> _Maker:
    """Return what makes the draft, with a blank for the issuer to whom the book applies.

    Raises:
        UsageError: The book does not apply to the issuer that is given.
    """
    why = Text("")
    for name in (issuer,) if issuer else _ISSUERS:
        maker = _Maker(book, name, year, lang)
        excluded = book.applies.excludes(maker.check(maker.draft({}, set())).document) if book else None
        if excluded is None:
            return maker
        why = excluded
    raise UsageError(why.say(lang))


@dataclass(frozen=True, slots=True)
class _Maker:
    book: RuleBook | None
    issuer: str
    year: int | None
    lang: str

    def check(self, made: Draft) -> Report:
        return api.check_text(markdown(made), path="draft.md", rules=self.book, force=True)

    def settled(self, left_out: set[str]) -> Draft:
        """Return a draft whose parts are all found, trying the headings of each part in turn."""
        assert self.book is not None
        chosen = {part.id: 0 for part in self.book.sections if part.id not in left_out}
        while True:
            made = self.draft(chosen, left_out)
            report = self.check(made)
            wrong = [s.id for s in report.sections if s.id in chosen and s.placement is not Placement.OWN]
            if not wrong:
                return made
            for id_ in wrong:
                chosen[id_] += 1
                part = next(part for part in self.book.sections if part.id == id_)
                if chosen[id_] > len(part.headings):
                    raise UsageError(_UNNAMED.say(self.lang).format(part=id_, book=self.book.rulebook))

    def draft(self, chosen: dict[str, int], left_out: set[str]) -> Draft:
        issuer, year = self.issuer, str(self.year) if self.year else _YEAR
        book = self.book
        parts = [part for part in book.sections if part.id not in left_out] if book else []
        rules = [rule for rule in book.rules if rule.id not in left_out] if book else []
        return Draft(
            title=f"{issuer}{year}年法治政府建设年度报告",
            guidance=tuple(self._checklist(rules)),
            opening=f"现将{year}年法治政府建设情况报告如下。",
            parts=tuple(
                DraftPart(
                    f"{to_chinese(number)}、{_heading(part, chosen.get(part.id, 0))}",
                    tuple(self._guidance(part, left_out)),
                )
                for number, part in enumerate(parts, 1)
            ),
            issuer=issuer,
            day=_DAY,
        )

    def _guidance(self, part: SectionRule, left_out: set[str]) -> Iterator[str]:
        yield Text("应写：", "to be written: ").say(self.lang) + part.title.say(self.lang)
        for basis in in_force(part.basis, None)[:1]:
            yield Text("依据：", "basis: ").say(self.lang) + basis.say(self.lang)
        if part.hint:
            yield Text("写法：", "how: ").say(self.lang) + part.hint.say(self.lang)
        for rule in part.rules:
            if rule.id not in left_out:
                yield from self._demand(rule)

    def _demand(self, rule: Rule) -> Iterator[str]:
        said = (rule.hint or rule.title).say(self.lang)
        yield f"{rule.id}{Text('：', ': ').say(self.lang)}{said}"
        if isinstance(rule, Coverage):
            english = rule.english or {}
            names = [english.get(name, f"“{name}”") if self.lang == "en" else name for name in rule.of]
            comma = Text("、", ", ").say(self.lang)
            more = ["…"] if len(names) > _MOST_SUBJECTS else []
            yield Text("　写到：", "  about: ").say(self.lang) + comma.join(names[:_MOST_SUBJECTS] + more)

    def _checklist(self, rules: list[Rule]) -> Iterator[str]:
        if rules:
            yield Text("写完后核对（说的是可能出现的问题）：", "When it is written, check for:").say(
                self.lang
            )
        for rule in rules:
            yield f"{rule.id}{Text('：', ': ').say(self.lang)}{rule.title.say(self.lang)}"


def _heading(part: SectionRule, choice: int) -> str:
    """Return the part's title, or one of its exemplars."""
    return part.title.zh if choice == 0 else part.headings[choice - 1]
