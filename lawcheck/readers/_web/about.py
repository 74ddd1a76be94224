"""What a page says about the paper on it: title, date of publication, source."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from lawcheck.readers._web.tree import Node, plain
from lawcheck.text.titles import looks_like_title

_TITLES = ("articletitle", "og:title")
_NO_TITLES = ("columnname", "sitename")
_DATES = ("pubdate", "publishdate", "pubtime", "publishtime", "articlepubdate", "article:published_time")
_SOURCES = ("contentsource", "source", "articlesource")
_LABELLED = re.compile(
    r"(?:发布|发文|公开|生成)(?:时间|日期)\s*[\]】]?\s*[:：]?\s*(\d{4}[-./年]\s*\d{1,2}[-./月]\s*\d{1,2})"
)
_OPENING = re.compile(r"(?:时\s*间|日\s*期)\s*[:：]\s*(\d{4}[-./年]\s*\d{1,2}[-./月]\s*\d{1,2})")
_BARE_DATE = re.compile(r"\d{4}([-/.])\d{1,2}\1\d{1,2}(?:\s+\d{1,2}:\d{2}(?::\d{2})?)?")
_DATE = re.compile(r"(\d{4})[-./年]\s*(\d{1,2})[-./月]\s*(\d{1,2})")
_SITE = re.compile(r"\s*[_|—–-]\s*")


@dataclass(frozen=True, slots=True)
class About:
    """What the page tells; empty where it does not."""

    title: str
    published: str
    source: str

    def or_published(self, date: str) -> About:
        """Return the same with a date of publication where none is told."""
        return self if self.published else replace(self, published=_iso(_DATE.search(date)))

    def line(self) -> str:
        """Return date and source as pages print them below the title; empty where there is no date."""
        source = f" 来源：{self.source}" if self.source else ""
        return f"发布时间：{self.published}{source}" if self.published else ""


def about(root: Node) -> About:
    """Return what a page says about its paper, in its metadata or around the text."""
    metas: dict[str, str] = {}
    for node in root.walk():
        if node.tag == "meta":
            name = node.attributes.get("name") or node.attributes.get("property", "")
            metas.setdefault(name.lower(), plain(node.attributes.get("content", "")))
    told = [next((metas[name] for name in names if metas.get(name)), "") for names in (_DATES, _SOURCES)]
    return About(_title(root, metas), _published(told[0], root), told[1][:40])


def _title(root: Node, metas: dict[str, str]) -> str:
    """Return the paper's title: the metadata's, a heading's, or the page's without the site's name."""
    heads = [plain(node.text()) for node in root.walk() if node.tag in ("h1", "h2") and node.seen]
    page = next((plain(node.text()) for node in root.walk() if node.tag == "title"), "")
    named = [metas[name] for name in _TITLES if metas.get(name)]
    others = {metas.get(name, "") for name in _NO_TITLES}
    others |= {plain(node.text()) for node in root.walk() if node.tag == "a"}
    for candidate in (*named, *heads, page, *_SITE.split(page)[:1]):
        if looks_like_title(candidate) and (candidate not in others or candidate in named):
            return candidate
    return next((candidate for candidate in named if len(candidate) > 5), "")


def _published(told: str, root: Node) -> str:
    date = _DATE.search(told)
    if date is None:
        labelled = _LABELLED.search(root.text()) or next(_opening_dates(root), None)
        date = _DATE.search(labelled[1]) if labelled else None
    return _iso(date)


def _iso(date: re.Match[str] | None) -> str:
    return f"{date[1]}-{int(date[2]):02}-{int(date[3]):02}" if date else ""


def is_bare_date(line: str) -> bool:
    """Tell whether a line is a date as pages print it below the title, and papers never do."""
    return _BARE_DATE.fullmatch(line.strip()) is not None


def _opening_dates(root: Node) -> Iterator[re.Match[str]]:
    """Yield the dates behind a label that is too short to be looked for inside a text."""
    texts = (child.strip() for node in root.walk() for child in node.children if isinstance(child, str))
    return (found for found in map(_OPENING.match, texts) if found)
