"""``one_issuer``: is the issuer named the same way in title, cover line and signature?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Literal

from lawcheck.kinds._base import Rule, View
from lawcheck.model import Gap, Span, Text, Verdict
from lawcheck.records import record
from lawcheck.text.fold import fold
from lawcheck.text.issuers import is_full, is_short_for, names_of, same_name
from lawcheck.text.titles import parse_title


@record
class OneIssuer(Rule):
    """Met when cover line and signature name the issuer as the title does.

    A higher place left out at the front and a title that names only the place are no other name. A
    line above the title counts only where it is the issuer's name made shorter or longer: it may be
    the website's.
    """

    ABOUT: ClassVar[Text] = Text(
        "看标题、版头和落款写的发文机关是不是同一个名称。省略上级地名的不算两个名称。",
        "Met when title, cover line and signature name the issuer the same way. A higher place that "
        "is left out makes no other name.",
    )
    kind: Literal["one_issuer"] = "one_issuer"

    def judge(self, view: View) -> Verdict:
        """Judge the names of the issuer."""
        told = list(_told(view))
        if len(told) < 2:
            return self.skipped(view, view.say("发文机关只写了一处", "the issuer is named only once"))
        (first, where), *others = told
        differing = [(name, span) for name, span in others if not _agree(first, name)]
        if not differing:
            return self.met(view, view.quote(first))
        name, span = differing[-1]
        actual = view.say(f"前面写作“{first}”，这里写作“{name}”", f"“{first}” before, “{name}” here")
        related = (where, *(span for _, span in differing[:-1]))
        expected = view.say(f"与前面一致：{first}", f"the name given before: “{first}”")
        return self.missing(view, actual, Gap(span, expected, actual, related=related))


def _told(view: View) -> Iterator[tuple[str, Span]]:
    """Yield the issuer as title, cover line and signature name it, with the places."""
    document = view.document
    title = parse_title(document.title or "")
    first = title.issuer or title.place
    if first and document.title_span and is_full(first):
        yield first, document.title_span
    if document.cover:
        cover = "、".join(fold(document.text[slice(*document.cover)]).split())
        if first is None or _is_variant(first, cover):
            first = first or cover
            yield cover, document.cover
    signature = document.signature
    if signature and signature.issuer and signature.issuer_span:
        yield signature.issuer, signature.issuer_span


def _is_variant(first: str, cover: str) -> bool:
    long, short = sorted((first, cover), key=len, reverse=True)
    return is_short_for("".join(short.split()), "".join(long.split()))


def _agree(first: str, other: str) -> bool:
    """Tell whether both name the same bodies: as many, and each the same way."""
    ones, others = names_of(first), names_of(other)
    return all(any(same_name(one, two) for two in others) for one in ones) and all(
        any(same_name(one, two) for one in ones) for two in others
    )
