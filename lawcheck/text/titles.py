"""Read a paper's title: who issued it, for which year, what sort of paper it is."""

from __future__ import annotations

import re
from typing import NamedTuple

from lawcheck.text.dates import years
from lawcheck.text.fold import fold
from lawcheck.text.names import is_name

# What the last word of a title may be: the sorts of papers that offices write.
GENRES = (
    "报告|总结|方案|意见|通知|规划|计划|要点|办法|规定|细则|公告|公示|通报|解读|预案|指引|纲要|汇报|讲话|清单|说明|"
    "模板|范文|摘要|信|函|批复|决定|条例|目录|标准|简报|纪要|材料|年报|白皮书|启事"
)
_ENDS_AS_TITLE = re.compile(rf"(?:{GENRES})(?:[(〔【\[][^()]{{1,12}}[)〕】\]])?$")
_LEAD = re.compile(r"^[【\[(〔](?:[^】\])〕]{1,12})[】\])〕]")
_YEAR_WORD = re.compile(r"(?:\d\s?\d\s?\d\s?\d|[〇○零一二三四五六七八九Oo]{4})\s*年度?|20\d\d(?=\D)")
_TOPIC_WORD = re.compile(r"推进|加强|落实|贯彻|深化|法治|依法|法制|政府信息|政府工作|普法|工作")
# Papers of the kind that lawcheck reads are also called just 法治政府建设情况.
_ENDS_AS_MATTER = re.compile(r"(?:法治政府建设|依法行政)(?:工作)?情况(?:及.{0,20})?$")


class Title(NamedTuple):
    """A title's parts, None where it does not tell them.

    ``place`` is a place that the title is about (关于杭州市2024年度…) without naming who wrote.
    """

    text: str
    issuer: str | None
    year: int | None
    place: str | None = None


def parse_title(text: str) -> Title:
    """Read a title whose lines have been joined.

    >>> parse_title("云溪县司法局关于2025年度法治政府建设情况的报告")
    Title(text='云溪县司法局关于2025年度法治政府建设情况的报告', issuer='云溪县司法局', year=2025, place=None)
    """
    folded = _LEAD.sub("", fold(text).strip())
    issuer, place = _bodies(folded)
    return Title(text, issuer, title_year(folded), place)


def title_year(folded: str) -> int | None:
    """Return the first year of a title that is no end of a range (2021—2025年)."""
    found = [year for year, span in years(folded) if not re.search(r"[—\-一~至]\s*$", folded[: span.start])]
    if not found:
        bare = re.search(r"(?<!\d)(20\d\d)(?=[^\x00-\xff])", folded)  # 2023法治政府建设…
        return int(bare[1]) if bare else None
    return found[0]


def _bodies(folded: str) -> tuple[str | None, str | None]:
    """Return the issuer and the place that a title names."""
    head, about, rest = folded.partition("关于")
    if about and head.strip():
        return _names(head), None
    body = rest if about else folded
    year = _YEAR_WORD.search(body)
    topic = _TOPIC_WORD.search(body)
    ends = [match.start() for match in (year, topic) if match]
    name = _names(body[: min(ends)]) if ends else None
    if name:
        return (None, name) if about else (name, None)
    if year and not body[: year.start()].strip():
        # 2020年静海区法治政府建设情况报告: the name stands between year and topic
        after = body[year.end() :]
        found = _TOPIC_WORD.search(after)
        return None, _names(after[: found.start()]) if found else None
    return None, None


def _names(text: str) -> str | None:
    names = [name for name in re.split(r"[\s、]+", text.strip()) if name]
    if not names or not all(is_name(name) for name in names):
        joined = "".join(names)
        return joined if is_name(joined) else None
    return "、".join(names)


def looks_like_title(line: str) -> bool:
    """Tell whether a folded line can be a title or its last line."""
    line = line.strip()
    return (
        4 <= len(line) <= 80 and bool(_ENDS_AS_TITLE.search(line)) and not re.search(r"[。;!?]|[,:]$", line)
    )
