"""``signature``: is the paper signed by its issuer?"""

from __future__ import annotations

from typing import ClassVar, Literal

from lawcheck.kinds._base import Rule, View, last_line
from lawcheck.model import Gap, Text, Verdict
from lawcheck.records import record


@record
class Signature(Rule):
    """Met by the name of a body at the end of the text (or right below the title)."""

    tells_absence: ClassVar[bool] = True
    ABOUT: ClassVar[Text] = Text(
        "看文末（或标题之下）有没有发文机关的署名。",
        "Met by the name of a body at the end of the text, or right below the title.",
    )
    kind: Literal["signature"] = "signature"

    def judge(self, view: View) -> Verdict:
        """Judge whether somebody signed."""
        signature = view.document.signature
        if signature and signature.issuer:
            return self.met(view, view.quote(signature.issuer))
        issuer = view.document.issuer or "发文机关"
        named = view.quote(view.document.issuer) if view.document.issuer else "the issuing body"
        if signature:
            actual = view.say("落款只有日期，没有署名", "a date but no name")
        else:
            actual = view.say("文末没有署名和成文日期", "neither name nor date at the end")
        expected = view.say(f"文末署名“{issuer}”和成文日期", f"{named} and the date at the end")
        return self.missing(view, actual, Gap(last_line(view.document), expected, actual, of_text=False))
