"""The words that the views of a comparison share, in both languages."""

from __future__ import annotations

from collections.abc import Iterator

from lawcheck.comparing import Book, Comparison, Paper, Told, Why
from lawcheck.model import ReportStatus, Text
from lawcheck.renderers import _words
from lawcheck.renderers._clean import clean

SOLVED, REMAINING, NEW = Text("解决", "solved"), Text("仍在", "remain"), Text("新增", "new")
UNCOMPARED = Text("未比", "n/c")
COUNTS = (SOLVED, REMAINING, NEW, UNCOMPARED)
BEFORE, AFTER = Text("前", "before"), Text("后", "after")
ONLY_BEFORE = Text("只在前一次的", "only in the earlier run")
ONLY_AFTER = Text("只在后一次的", "only in the later run")
WITHOUT = Text("没有结论，没有比较的", "without a verdict, not compared")
PASSED_OVER = Text("没有比较的其他年度、重复的报告", "other years and further papers, not compared")
_GONE = Text("后一次没有这份报告", "the later run does not tell of it")
_WHY = {
    (Why.NO_RULE, True): Text("后一次没有这条规则", "the later run has no such rule"),
    (Why.NO_RULE, False): Text("前一次没有这条规则", "the earlier run had no such rule"),
    (Why.NOT_JUDGED, True): Text("后一次没有判断", "not judged in the later run"),
    (Why.NOT_JUDGED, False): Text("前一次没有判断", "not judged in the earlier run"),
    (Why.SUPPRESSED, True): Text("后一次略过", "suppressed in the later run"),
    (Why.SUPPRESSED, False): Text("前一次略过", "suppressed in the earlier run"),
}
_REASON = {
    ReportStatus.NOT_APPLICABLE: _words.VERDICT[ReportStatus.NOT_APPLICABLE],
    ReportStatus.PARTLY_READ: _words.VERDICT[ReportStatus.PARTLY_READ],
}
_FEW = 5
_HASH = 8  # digits that tell two contents apart


def issuer(name: str | None, lang: str) -> str:
    """Return who issued a paper."""
    return clean(name or "") or _words.NO_ISSUER.say(lang)


def verdict(paper: Paper, lang: str) -> str:
    """Return a paper's verdict, short enough for a column."""
    return _words.OUTCOMES[paper.status].say(lang) if paper.status else _words.UNREADABLE.say(lang)


def score(paper: Paper) -> str:
    """Return a paper's score, nothing where there is none."""
    return "" if paper.score is None else f"{paper.score:g}"


def line(told: Told, lang: str) -> str:
    """Return where a finding stands: by page where there are pages."""
    if told.page is not None:
        return Text(f"第{told.page}页", f"page {told.page}").say(lang)
    return Text(f"第{told.line}行", f"line {told.line}").say(lang)


def why(reason: Why, is_old: bool, lang: str) -> str:
    """Return why a finding of one run is neither new nor solved."""
    return _WHY[reason, is_old].say(lang)


def reason(paper: Paper, lang: str) -> str:
    """Return why a paper has no verdict."""
    told = _REASON[paper.status].say(lang) if paper.status in _REASON else _words.UNREADABLE.say(lang)
    return clean(paper.reason) or told


def without_verdict(found: Comparison, lang: str) -> Iterator[tuple[str, str]]:
    """Yield path and reason of what had a verdict in the earlier run and has none in the later one."""
    for pair in found.without:
        if pair.before.has_verdict:
            yield pair.after.path, reason(pair.after, lang)
    for paper in found.pairing.gone:
        if paper.has_verdict:
            yield paper.path, _GONE.say(lang)


def notices(found: Comparison, lang: str) -> list[str]:
    """Return what to know before trusting a comparison, a sentence each."""
    return [notice.say(lang) for notice in (*_books(found), *_versions(found), *_backwards(found))]


def _books(found: Comparison) -> Iterator[Text]:
    if found.books:
        count = found.books.total()
        changes = [f"{_book(old)} → {_book(new)}（{n}）" for (old, new), n in found.books.most_common(_FEW)]
        in_english = [f"{_book(old)} → {_book(new)} ({n})" for (old, new), n in found.books.most_common(_FEW)]
        more = "…" if len(found.books) > _FEW else ""
        yield Text(
            f"{count} 份报告两次用的规则书不同：{'，'.join(changes)}{more}。"
            "有的问题可能因此新增或解决；只有一次有的规则算“未比”",
            f"{count} paper{_s(count)} judged by another rule book: {', '.join(in_english)}{more}; "
            "findings may be new or solved for that, and rules that only one has are not compared",
        )


def _book(book: Book) -> str:
    return clean(f"{book.id} {book.version}") + f" [{book.sha256[:_HASH]}]"


def _versions(found: Comparison) -> Iterator[Text]:
    if found.versions:
        count = found.versions.total()
        told = [f"{clean(old)} → {clean(new)}" for (old, new), _ in found.versions.most_common(_FEW)]
        yield Text(
            f"{count} 份报告两次用的 lawcheck 版本不同：{'，'.join(told)}。有的问题可能因此新增或解决",
            f"{count} paper{_s(count)} judged by another version of lawcheck: {', '.join(told)}; "
            "findings may be new or solved for that",
        )


def _backwards(found: Comparison) -> Iterator[Text]:
    if found.backwards:
        count = found.backwards
        yield Text(
            f"{count} 份报告后一次的年度更早，两个文件是否写反了？",
            f"{count} paper{_s(count)} of the later run {'is' if count == 1 else 'are'} of an earlier year: "
            "were the files given the wrong way round?",
        )


def _s(count: int) -> str:
    return "" if count == 1 else "s"
