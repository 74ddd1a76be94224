"""What came of changed papers: tables and failures for people, one object for programs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from lawcheck._version import __version__
from lawcheck.author.stress import Rate, Stressed, Trial, rate, sorts
from lawcheck.cli._table import table
from lawcheck.model import Text
from lawcheck.renderers import visible
from lawcheck.renderers.json_ import dump

_SCHEMA_VERSION = "1"
_NOTHING = "-"


@dataclass(frozen=True, slots=True)
class Bounds:
    """How many deletions must be told, and how many paraphrases may raise a false alarm."""

    least_recall: float
    most_alarms: float


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of all papers, and the files that have no verdict with the reason."""

    stressed: tuple[Stressed, ...]
    bounds: Bounds
    troubles: tuple[tuple[str, str], ...]
    lang: str

    @property
    def recall(self) -> Rate:
        """How many deletions were told."""
        return rate(self.stressed, "delete")

    @property
    def alarms(self) -> Rate:
        """How many paraphrases raised a false alarm."""
        return _bad(rate(self.stressed, "paraphrase"))

    @property
    def passes(self) -> bool | None:
        """Whether both rates are within their bounds; None where one of them is of nothing."""
        recall, alarms = self.recall.value, self.alarms.value
        if recall is None or alarms is None:
            return None
        return recall >= self.bounds.least_recall and alarms <= self.bounds.most_alarms

    def failures(self) -> Iterator[tuple[str, Trial]]:
        """Yield each change of which something else was told than is wanted, with its paper."""
        for each in self.stressed:
            yield from ((each.path, trial) for trial in each.trials if not trial.good)


def _bad(good: Rate) -> Rate:
    return Rate(good.of - good.number, good.of)


# --- for people


def as_text(outcome: Outcome, *, changed: bool) -> str:
    """Return the result for people; with ``changed`` each failure with its changed text."""
    blocks = [_rates(outcome, found=True), _rates(outcome, found=False), _verdict(outcome)]
    blocks += [_failures(outcome, changed=changed), _skipped(outcome)]
    return "\n\n".join(filter(None, blocks)) + "\n"


def _rates(outcome: Outcome, *, found: bool) -> str:
    lang = outcome.lang
    names = [name for name, sort in sorts().items() if sort.MUST_BE_FOUND is found]
    rows = [_row(sorts()[name].TITLE.say(lang), outcome, found, name) for name in names]
    rows.append(_row(Text("合计", "all").say(lang), outcome, found, *names))
    title = _MUST if found else _MUST_NOT
    heads = [
        (title, _TRIED, _TOLD, _MISSED, _RECALL, _INTERVAL),
        (title, _TRIED, _QUIET, _ALARMED, _ALARMS, _INTERVAL),
    ][not found]
    return table([head.say(lang) for head in heads], rows, right=(1, 2, 3, 4, 5))


def _row(title: str, outcome: Outcome, found: bool, *names: str) -> list[str]:
    good = rate(outcome.stressed, *names)
    shown = good if found else _bad(good)
    return [
        title,
        str(good.of),
        str(good.number),
        str(good.of - good.number),
        _share(shown),
        _interval(shown),
    ]


_MUST = Text("必须查出", "must be told")
_MUST_NOT = Text("不得多报", "must not be told")
_TRIED = Text("改动", "tried")
_TOLD = Text("查出", "told")
_MISSED = Text("漏查", "missed")
_QUIET = Text("没有多报", "quiet")
_ALARMED = Text("误报", "alarms")
_RECALL = Text("查出率", "recall")
_ALARMS = Text("误报率", "rate")
_INTERVAL = Text("95%区间", "95 % interval")


def _share(shown: Rate) -> str:
    return _NOTHING if shown.value is None else f"{shown.value:.3f}"


def _interval(shown: Rate) -> str:
    return _NOTHING if shown.interval is None else "{:.3f}-{:.3f}".format(*shown.interval)


def _verdict(outcome: Outcome) -> str:
    papers, bounds = len(outcome.stressed), outcome.bounds
    recall, alarms = _share(outcome.recall), _share(outcome.alarms)
    zh = (
        f"{papers} 份报告：删去的查出率 {recall}（应不低于 {bounds.least_recall:g}），"
        f"换说法的误报率 {alarms}（应不高于 {bounds.most_alarms:g}）：{_WORD[outcome.passes].zh}"
    )
    en = (
        f"{papers} {'paper' if papers == 1 else 'papers'}: recall of deletions {recall} "
        f"(at least {bounds.least_recall:g}), false alarms of paraphrases {alarms} "
        f"(at most {bounds.most_alarms:g}): {_WORD[outcome.passes].en}"
    )
    return Text(zh, en).say(outcome.lang)


_WORD = {
    True: Text("合格", "good"),
    False: Text("不合格", "not good"),
    None: Text("不能下结论", "no verdict"),
}


def _failures(outcome: Outcome, *, changed: bool) -> str:
    lines = [Text("不符：", "Not as wanted:").say(outcome.lang)]
    for path, trial in outcome.failures():
        lines.append(_failure(path, trial, outcome.lang))
        if changed:
            lines += [f"    {trial.line + at}  {visible(line)}" for at, line in enumerate(_lines(trial))]
    return "\n".join(lines) if len(lines) > 1 else ""


def _failure(path: str, trial: Trial, lang: str) -> str:
    title = sorts()[trial.sort].TITLE.say(lang)
    part = f" {trial.part}" if trial.part else ""
    zh = f"{path}：{title}{part}：{trial.what.zh}；应{trial.expected.zh}，实为{trial.happened.zh}"
    en = (
        f"{path}: {title}{part}: {trial.what.say('en')}; wanted {trial.expected.say('en')}, "
        f"got {trial.happened.say('en')}"
    )
    return f"  {visible(Text(zh, en).say(lang))}"


def _lines(trial: Trial) -> Sequence[str]:
    return trial.excerpt.split("\n")


def _skipped(outcome: Outcome) -> str:
    lang = outcome.lang
    told: Counter[str] = Counter()
    for each in outcome.stressed:
        for skipped in each.skipped:
            sort = sorts()[skipped.sort].TITLE if skipped.sort else _PARTWISE
            told[f"{sort.say(lang)} {skipped.part}{Text('：', ': ').say(lang)}{skipped.why.say(lang)}"] += 1
    if not told:
        return ""
    papers = Text("{} 份", "{} of the papers").say(lang)
    rows = (f"  {what} ({papers.format(count)})" for what, count in sorted(told.items()))
    return "\n".join([Text("没有试：", "Not tried:").say(lang), *rows])


_PARTWISE = Text("改动部分", "changes of the part")


# --- for programs


def as_json(outcome: Outcome) -> str:
    """Return the result as one JSON object; texts in the language of the run."""
    lang = outcome.lang
    answer = {
        "schema_version": _SCHEMA_VERSION,
        "tool": {"name": "lawcheck", "version": __version__},
        "passes": outcome.passes,
        "deletions": _rate_shape(outcome.recall, "recall") | {"least": outcome.bounds.least_recall},
        "paraphrases": _rate_shape(outcome.alarms, "false_alarms") | {"most": outcome.bounds.most_alarms},
        "sorts": [_sort_shape(name, outcome) for name in sorts()],
        "papers": [_paper_shape(each, lang) for each in outcome.stressed],
        "failures": [_failure_shape(path, trial, lang) for path, trial in outcome.failures()],
        "unreadable": [{"path": path, "reason": why} for path, why in outcome.troubles],
    }
    return dump(answer)


def _rate_shape(shown: Rate, name: str) -> dict[str, Any]:
    low, high = shown.interval or (None, None)
    return {"tried": shown.of, name: shown.value, "low": low, "high": high}


def _sort_shape(name: str, outcome: Outcome) -> dict[str, Any]:
    sort, good = sorts()[name], rate(outcome.stressed, name)
    shown = _rate_shape(good, "recall") if sort.MUST_BE_FOUND else _rate_shape(_bad(good), "false_alarms")
    head = {"sort": name, "title": sort.TITLE.say(outcome.lang), "must_be_found": sort.MUST_BE_FOUND}
    return head | {"as_wanted": good.number} | shown


def _paper_shape(each: Stressed, lang: str) -> dict[str, Any]:
    skipped = [{"sort": it.sort, "part": it.part, "reason": it.why.say(lang)} for it in each.skipped]
    book = {"id": each.book.id, "version": each.book.version, "sha256": each.book.sha256}
    return {"path": each.path, "rulebook": book, "tried": len(each.trials), "not_tried": skipped}


def _failure_shape(path: str, trial: Trial, lang: str) -> dict[str, Any]:
    return {
        "path": path,
        "sort": trial.sort,
        "part": trial.part,
        "change": trial.what.say(lang),
        "expected": trial.expected.say(lang),
        "actual": trial.happened.say(lang),
        "line": trial.line,
        "text": trial.excerpt,
    }
