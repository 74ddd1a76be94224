"""``placement``: does the part stand as a part of its own?"""

from __future__ import annotations

from typing import ClassVar, Literal

from lawcheck.kinds._base import Rule, View
from lawcheck.model import Gap, Part, Status, Text, Verdict
from lawcheck.model import Placement as Where
from lawcheck.records import record


@record
class Placement(Rule):
    """Met by a top-level heading that names the part alone; weak where embedded or merged.

    A part that is only mentioned or absent is told by the part itself.
    """

    ABOUT: ClassVar[Text] = Text(
        "看这一部分是否有单独的一级标题。嵌在别的部分里，或者与别的内容合用一个标题的，为薄弱，得 0.5 分。",
        "Met by a top-level heading that names the part alone; embedded in another part, or sharing "
        "a heading, it is weak and scores 0.5.",
    )
    kind: Literal["placement"] = "placement"

    def judge(self, view: View) -> Verdict:
        """Judge how the part stands."""
        part = view.part
        if part is None or not part.stands:
            return self.skipped(view, view.say("没有标题写明本部分", "no heading names the part"))
        if part.placement is Where.OWN:
            return self.met(view, view.say("独立成章", "a part of its own"))
        embedded = part.placement is Where.EMBEDDED
        actual = (
            view.say("写在其他部分的下级标题里", "a lower heading inside another part")
            if embedded
            else view.say("与其他内容合写在一个标题下", "shares a heading with another subject")
        )
        expected = view.say("单独的一级标题", "a top-level heading of its own")
        gaps = (
            [] if self._told_before(view, part) else [Gap(part.evidence[0], expected, actual, of_text=False)]
        )
        return self.verdict(view, Status.WEAK, 0.5, actual, gaps)

    @staticmethod
    def _told_before(view: View, part: Part) -> bool:
        """Tell whether a part before this one shares the heading: one heading is told once."""
        for other in view.parts.values():
            if other.id == part.id:
                return False
            shared = {s.index for s in other.sections} & {s.index for s in part.sections}
            if other.placement is part.placement and shared:
                return True
        return False
