"""``document_number``: are document numbers written as 〔2023〕20号?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import ClassVar, Literal

from lawcheck.kinds._base import Rule, View
from lawcheck.model import Gap, Span, Text, Verdict
from lawcheck.records import record

_NUMBER = re.compile(
    r"(?P<open>[\[(【〔﹝<〈{])\s*(?P<year>(?:19|20)?\d{2})\s*(?P<close>[\])】〕﹞>〉}])\s*(?P<di>第?)\s*(?P<number>\d{1,5})\s*号"
)


@record
class DocumentNumber(Rule):
    """Met when every document number has 〔〕, a year of four digits, no 第 and no leading zero."""

    ABOUT: ClassVar[Text] = Text(
        "看发文字号：年份四位、用六角括号〔〕，序号不加“第”、不编虚位。",
        "Met when every document number has a year of four digits in 〔〕, no “第” and no leading zero.",
    )
    kind: Literal["document_number"] = "document_number"

    def judge(self, view: View) -> Verdict:
        """Judge the document numbers in the paper."""
        gaps = list(self._gaps(view))
        if gaps:
            return self.missing(view, view.say(f"{len(gaps)} 处写法不规范", f"{len(gaps)} ill-formed"), *gaps)
        return self.met(view, view.say("写法规范", "well written"))

    @staticmethod
    def _gaps(view: View) -> Iterator[Gap]:
        for content in view.spans:
            for match in _NUMBER.finditer(view.folded, content.start, content.end):
                year = match["year"] if len(match["year"]) == 4 else f"20{match['year']}"
                right = f"〔{year}〕{int(match['number'])}号"
                if "".join(match.group().split()) != right:
                    span = Span(*match.span())
                    printed = view.document.text[span.start : span.end]
                    yield Gap(span, view.quote(right), view.say(f"写作“{printed}”", f"written “{printed}”"))
