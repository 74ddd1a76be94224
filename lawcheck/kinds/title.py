"""``title``: has the paper a title?"""

from __future__ import annotations

from typing import ClassVar, Literal

from lawcheck.kinds._base import Rule, View
from lawcheck.model import Gap, Text, Verdict
from lawcheck.records import record


@record
class Title(Rule):
    """Met by a printed title."""

    tells_absence: ClassVar[bool] = True
    ABOUT: ClassVar[Text] = Text(
        "看有没有标题。",
        "Met by a printed title.",
    )
    kind: Literal["title"] = "title"

    def judge(self, view: View) -> Verdict:
        """Judge whether a title is printed."""
        if view.document.title:
            return self.met(view, view.quote(view.document.title))
        year = view.year or "XXXX"
        expected = view.say(
            f"〈发文机关〉关于{year}年度法治政府建设情况的报告",
            f"“<issuer>关于{year}年度法治政府建设情况的报告”",
        )
        actual = view.say("正文之前没有标题", "there is no title above the text")
        return self.missing(view, actual, Gap(view.anchor, expected, actual, of_text=False))
