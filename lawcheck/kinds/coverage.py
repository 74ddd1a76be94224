"""``coverage``: how many of several subjects does the text speak about?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, ClassVar, Literal

from lawcheck.kinds._base import Rule, View
from lawcheck.model import Gap, Status, Text, Verdict
from lawcheck.records import record


@record
class Coverage(Rule):
    """Counts the subjects of ``of`` of which one term stands in the text and is not denied.

    ``english`` gives the subjects' names in English. The score is the number of subjects found over
    ``need`` (all of them by default), at most 1. Fewer than ``at_least`` are told. With ``each`` every
    subject that is not found is told, as long as ``need`` is not reached. The text of the parts in
    ``also_in`` counts too. A term inside one of ``not`` (应急管理局) does not count, nor what follows
    one of ``not_by`` in its sentence (another person's act).
    """

    __pydantic_config__: ClassVar[Any] = {
        "extra": "forbid",
        "alias_generator": lambda name: name.rstrip("_"),
    }

    tells_absence: ClassVar[bool] = True
    ABOUT: ClassVar[Text] = Text(
        "看文中写到“of”里的几类内容：每类写到其中一个词、又没有否定（没有召开、未开展、0次），就算写到。"
        "写到“need”类（不写即全部）为达到；得分是写到的类数除以 need，不足 need 只影响得分。"
        "少于“at_least”类（不写即 1）才提示，并且为缺失。写 each: true 时，不足 need 的，"
        "没写到的每一类各提示一次。",
        "Counts the subjects of “of” about which one word is said and not denied. Met at “need” of them "
        "(all by default); the score is the number found over “need”, and fewer than that only cost "
        "points. Fewer than “at_least” (1 by default) are missing and told. With each: true every subject "
        "that is not found is told as long as “need” is not reached.",
    )
    kind: Literal["coverage"] = "coverage"
    of: dict[str, tuple[str, ...]]
    english: dict[str, str] | None = None
    need: int = 0
    at_least: int = 1
    each: bool = False
    also_in: tuple[str, ...] = ()
    not_: tuple[str, ...] = ()
    not_by: tuple[str, ...] = ()

    def terms(self) -> Iterator[str]:
        """Yield the terms of all subjects."""
        for terms in (*self.of.values(), self.not_, self.not_by):
            yield from terms

    def mistakes(self) -> Iterator[tuple[str, Text]]:
        """Yield a need that cannot be met and English names of no subject."""
        if not 0 <= self.need <= len(self.of):
            yield "need", _between("need", 0, len(self.of), self.need)
        if self.of and not 1 <= self.at_least <= len(self.of):
            yield "at_least", _between("at_least", 1, len(self.of), self.at_least)
        for name in (self.english or {}).keys() - self.of.keys():
            yield (
                "english",
                Text(f'"english" 里的 "{name}" 不在 "of" 里', f'"{name}" of "english" is not in "of"'),
            )

    def judge(self, view: View) -> Verdict:
        """Judge which subjects the text covers."""
        wide = view.with_parts(self.also_in)
        void = [hit.span for hit in view.hits.within(self.not_, wide.spans)] + wide.rests_after(self.not_by)
        found = [subject for subject, terms in self.of.items() if wide.claims(terms, void)]
        lacking = [subject for subject in self.of if subject not in found]
        score = min(1.0, len(found) / (self.need or len(self.of)))
        reason = view.say(f"写到 {len(found)} 类：", f"{len(found)} kinds found: ") + self._names(view, found)
        if not found:
            return self.missing(view, view.say("一类也没有写到", "none found"), *self._gaps(view, lacking))
        if len(found) < self.at_least:
            return self.verdict(view, Status.MISSING, score, reason, self._gaps(view, lacking))
        status = Status.MET if score >= 1 else Status.WEAK
        told = self._gaps(view, lacking) if self.each and status is Status.WEAK else ()
        return self.verdict(view, status, score, reason, told)

    def _too_few(self, view: View, lacking: list[str]) -> Gap:
        subjects = self._names(view, self.of)
        least, found = self.at_least, [subject for subject in self.of if subject not in lacking]
        names = self._names(view, found)
        one = view.say(f"至少写明一项：{subjects}", f"at least one of: {subjects}")
        more = view.say(f"至少写明 {least} 项：{subjects}", f"at least {least} of: {subjects}")
        none = view.say("没有写到任何一项", "none of them is there")
        some = view.say(f"只写到 {len(found)} 项：{names}", f"only {len(found)}: {names}")
        return Gap(view.anchor, one if least == 1 else more, some if found else none, of_text=False)

    def _gaps(self, view: View, lacking: list[str]) -> Iterator[Gap]:
        if not self.each:
            yield self._too_few(view, lacking)
            return
        for subject in lacking:
            name = self._names(view, [subject])
            examples = "、".join(self.of[subject][:4])
            yield Gap(
                view.part.evidence[0] if view.part and view.part.evidence else view.anchor,
                expected=view.say(
                    f"写到“{name}”（如：{examples}）", f"something about {name} (such as “{examples}”)"
                ),
                actual=view.say(f"没有写到“{name}”", f"nothing about {name}"),
                message=(self.message or self.title).say(view.lang) + view.say("：", ": ") + name,
                key=subject,
                of_text=False,
            )

    def _names(self, view: View, subjects: Iterable[str]) -> str:
        english = self.english or {}
        return view.say("、", ", ").join(view.say(each, english.get(each, f"“{each}”")) for each in subjects)


def _between(key: str, least: int, most: int, found: int | None) -> Text:
    return Text(
        f'"{key}" 应在 {least} 和 {most} 之间，这里是 {found}',
        f'"{key}" must be from {least} to {most}, not {found}',
    )
