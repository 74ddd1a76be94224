"""To which papers something applies: by the issuer's level and kind, the reported year, words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar, Literal

from lawcheck.model import Document, Text
from lawcheck.records import record

Level = Literal["national", "province", "city", "county", "township"]
Kind = Literal["government", "department", "committee", "street_office", "party_and_government"]

LEVELS = {
    "national": Text("国家级", "national"),
    "province": Text("省级", "province"),
    "city": Text("市级", "city"),
    "county": Text("县级", "county"),
    "township": Text("乡级", "township"),
}
KINDS = {
    "government": Text("政府", "government"),
    "department": Text("部门", "department"),
    "committee": Text("委员会", "committee"),
    "street_office": Text("街道办事处", "street office"),
    "party_and_government": Text("党委和政府", "party and government"),
}


@record
class Issued:
    """The issuers and years to which something applies; what is not given excludes none.

    ``level`` and ``kind`` of the issuer as in the JSON, the reported years ``from_year`` to
    ``until_year`` (both included). A paper that does not tell its level, kind or year is not
    excluded by it. ``reason`` says why the others need not have it (乡镇无行政复议职责).
    """

    __pydantic_config__: ClassVar[Any] = {"extra": "forbid"}

    level: tuple[Level, ...] = ()
    kind: tuple[Kind, ...] = ()
    from_year: int | None = None
    until_year: int | None = None
    reason: Text | None = None

    def excludes(self, document: Document) -> Text | None:
        """Say why it does not apply to a document; None where it does."""
        told = self._by_issuer(document) or self._by_year(document)
        return (self.reason or told) if told else None

    def names(self, document: Document) -> bool:
        """Tell whether a document's level and kind are among those that are named, known for certain."""
        named = (document.level in self.level) if self.level else True
        return named and ((document.kind in self.kind) if self.kind else True) and not self.excludes(document)

    def mistakes(self) -> Iterator[tuple[str, Text]]:
        """Yield keys whose values make no sense, each with what is wrong."""
        if self.from_year and self.until_year and self.from_year > self.until_year:
            yield (
                "until_year",
                Text(
                    f'"until_year" 应不早于 "from_year"（{self.from_year}），这里是 {self.until_year}',
                    f'"until_year" cannot be before "from_year" ({self.from_year}), it is {self.until_year}',
                ),
            )

    def _by_issuer(self, document: Document) -> Text | None:
        level, kind = document.level, document.kind
        if self.level and level and level not in self.level:
            return _only(LEVELS[level], [LEVELS[each] for each in self.level])
        if self.kind and kind and kind not in self.kind:
            return _only(KINDS[kind], [KINDS[each] for each in self.kind])
        return None

    def _by_year(self, document: Document) -> Text | None:
        year = document.year
        if year is None:
            return None
        if self.from_year and year < self.from_year:
            return Text(f"{self.from_year}年度起适用", f"it applies from the reported year {self.from_year}")
        if self.until_year and year > self.until_year:
            return Text(
                f"只适用到{self.until_year}年度", f"it applies up to the reported year {self.until_year}"
            )
        return None


@record
class Scope(Issued):
    """As `Issued`; with ``words``, only to a paper in which one of them stands."""

    words: tuple[str, ...] = ()

    def mistakes(self) -> Iterator[tuple[str, Text]]:
        """Yield keys whose values make no sense, and a scope that excludes nothing."""
        yield from Issued.mistakes(self)  # a record's class is made anew: super() would not know it
        if not (self.level or self.kind or self.from_year or self.until_year or self.words):
            yield (
                "",
                Text(
                    '"applies" 没有写适用于谁：写 level、kind、from_year、until_year、words 中的一项',
                    '"applies" does not say to whom: write level, kind, from_year, until_year or words',
                ),
            )

    def missing_words(self) -> Text:
        """Say that none of the words stands in the paper."""
        words = "、".join(self.words[:3])
        return Text(f"文中没有“{words}”", f"the paper does not speak of “{words}”")


def _only(this: Text, those: list[Text]) -> Text:
    zh, en = "、".join(text.zh for text in those), ", ".join(text.en for text in those)
    return Text(
        f"发文机关是{this.zh}，只适用于{zh}", f"the issuer's is a {this.en} paper, it applies to {en} only"
    )
