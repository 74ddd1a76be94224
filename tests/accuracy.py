"""Measure lawcheck on labelled papers: ``python tests/accuracy.py CORPUS [--record]``.

CORPUS holds ``gold.yaml`` (whole papers with a careful reader's findings) and ``headings.jsonl``
(titles and headings of pages, reports and look-alikes). Every miss is printed. The figures are
compared with those recorded in ``tests/accuracy.json``; a figure that fell makes the exit status 1.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from lawcheck import ReadError, Report, check, check_text

RECORD = Path(__file__).with_name("accuracy.json")
NEUTRAL = ("全年各项任务按期办结，台账资料齐备。", "有关股室分工协作，按月调度。", "各项任务有序进行。")
WIDE = str.maketrans("(),:;!?%", "（），：；！？％")
OTHER_SCRIPTS = re.compile(r"\([a-zā-ǜ]+\)|[設導實體務務領組織強個區標關於]")


@dataclass
class Tally:
    """Hits and misses of one figure, and what was missed."""

    name: str
    true: int = 0
    false: int = 0
    missed: int = 0
    misses: list[str] = field(default_factory=list)

    def count(self, *, wanted: bool, found: bool, what: str) -> None:
        self.true += wanted and found
        self.false += found and not wanted
        self.missed += wanted and not found
        if wanted != found:
            self.misses.append(f"{'missed' if wanted else 'false'}: {what}")

    @property
    def precision(self) -> float:
        return self.true / (self.true + self.false) if self.true + self.false else 1.0

    @property
    def recall(self) -> float:
        return self.true / (self.true + self.missed) if self.true + self.missed else 1.0

    @property
    def f1(self) -> float:
        whole = 2 * self.true + self.false + self.missed
        return 2 * self.true / whole if whole else 1.0

    def show(self) -> str:
        figures = f"P {self.precision:.3f}  R {self.recall:.3f}  F1 {self.f1:.3f}"
        lines = [f"{self.name:44} {figures}  ({self.true} true, {self.false} false, {self.missed} missed)"]
        return "\n".join(lines + [f"    {miss}" for miss in self.misses])


# --- whole papers


def whole_papers(corpus: Path) -> Iterator[Tally]:
    parts, must, must_not = Tally("parts right"), Tally("must_find"), Tally("must_not_find kept quiet")
    facts = Tally("title, issuer, year, dates")
    for entry in yaml.safe_load((corpus / "gold.yaml").read_text("utf-8")):
        report = check(corpus / entry["file"])
        for name, told, right in _facts(entry, report):
            facts.count(
                wanted=True, found=told == right, what=f"{entry['file']} {name}: {told!r}, not {right!r}"
            )
        for id_, gold in entry["parts"].items():
            right = part_is_right(report, id_, gold)
            parts.count(
                wanted=True, found=right, what=f"{entry['file']} {id_}: {_shown(report, id_)}, not {gold}"
            )
        for wanted in entry.get("must_find", ()):
            must.count(wanted=True, found=finds(report, wanted), what=f"{entry['file']} {wanted}")
        for unwanted in entry.get("must_not_find", ()):
            quiet = not finds(report, unwanted)
            must_not.count(wanted=True, found=quiet, what=f"{entry['file']} {unwanted}")
    yield from (parts, must, must_not, facts)


def _facts(entry: dict[str, Any], report: Report) -> Iterator[tuple[str, Any, Any]]:
    document = report.document
    yield "title", _tight(document.title), _tight(entry["title"])
    yield "issuer", _tight(document.issuer), _tight(entry["organ"])
    yield "year", document.year, entry["year"]
    if "signed" in entry:
        signature = document.signature
        yield "signed by", _tight(signature.issuer if signature else None), _tight(entry["signed"]["organ"])
        yield "signed on", signature.date if signature else None, entry["signed"]["date"]
    if "published" in entry:
        yield "published", document.published, entry["published"]


def part_is_right(report: Report, id_: str, gold: dict[str, Any]) -> bool:
    """Compare placement, line and, where the reader gives one, status."""
    found = next(section for section in report.sections if section.id == id_)
    if found.placement != gold["placement"]:
        return False
    if "line" in gold and (found.place is None or found.place.line != gold["line"]):
        return False
    usual = {"absent": ("missing",), "mentioned": ("weak",)}.get(gold["placement"], ("met", "weak"))
    return found.status in ((gold["status"],) if "status" in gold else usual)


def _shown(report: Report, id_: str) -> str:
    found = next(section for section in report.sections if section.id == id_)
    return f"{found.placement} {found.status} line {found.place.line if found.place else None}"


def finds(report: Report, wanted: dict[str, Any]) -> bool:
    """Tell whether a finding of the rule stands at the line (or lines), with the text or topic.

    With ``lines`` one finding has to tell them all. The text is part of what is shown there, or holds it.
    """
    lines = {wanted["line"]} if "line" in wanted else set(wanted.get("lines", ()))
    for finding in report.findings:
        if finding.rule != wanted["rule"]:
            continue
        places = [place for place in (finding.place, *finding.related) if place.line in lines or not lines]
        if lines and lines - {place.line for place in places}:
            continue
        if "topic" in wanted and wanted["topic"] not in finding.message:
            continue
        text = wanted.get("text", "")
        if text and not any(text in place.excerpt or place.excerpt in text for place in places):
            continue
        return True
    return False


# --- titles and headings


def pages(corpus: Path) -> list[dict[str, Any]]:
    rows = (corpus / "headings.jsonl").read_text("utf-8").splitlines()
    return [json.loads(row) for row in rows]


def paper(row: dict[str, Any], dress: str) -> str:
    """Make a paper of a row: its title, then each heading followed by one neutral sentence."""
    lines = [row["title"]] if row["title"] else []
    for index, heading in enumerate(row["headings"]):
        lines += [heading["text"], NEUTRAL[index % len(NEUTRAL)]]
    if dress == "full-width":
        lines = [line.translate(WIDE) for line in lines]
    if dress == "chrome":
        noise = [line for line in row["web_noise"] if line.strip()]
        lines = [*noise, *lines, *noise]
    return "\n".join(lines) + "\n"


def headings(corpus: Path, dress: str) -> Iterator[Tally]:
    titled, untitled = Tally(f"report or not, titled ({dress})"), Tally(f"report or not, untitled ({dress})")
    others = Tally(f"report or not, other scripts ({dress}, not required)")
    title, year, issuer = (Tally(f"{name} ({dress})") for name in ("title", "year", "issuer"))
    leadership = Tally(f"leadership ({dress})")
    for row in pages(corpus):
        text = paper(row, dress)
        foreign = bool(OTHER_SCRIPTS.search(text))
        report = _check(text)
        kind = others if foreign else titled if row["title"] else untitled
        told = report is not None and report.status != "not_applicable"
        kind.count(wanted=row["is_report"], found=told, what=f"{row['id']} {row['title']}")
        if foreign:
            continue
        forced = _check(text, force=True)
        if forced is None:
            continue
        _identity(row, forced, title, year, issuer)
        if row["is_report"]:
            _leadership(row, forced, leadership)
    yield from (titled, untitled, title, year, issuer, leadership, others)


def _check(text: str, *, force: bool = False) -> Report | None:
    try:
        return check_text(text, force=force)
    except ReadError:  # a page of a few words is no paper
        return None


def _identity(row: dict[str, Any], report: Report, title: Tally, year: Tally, issuer: Tally) -> None:
    document = report.document
    if row["title"]:
        same = _tight(document.title) == _tight(row["title"])
        title.count(wanted=True, found=same, what=f"{row['id']} {document.title!r}, not {row['title']!r}")
        if row["year"] and str(row["year"]) in _tight(row["title"]):
            what = f"{row['id']} {document.year}, not {row['year']}"
            year.count(wanted=True, found=document.year == row["year"], what=what)
        if row["organ"] and row["is_report"] and _tight(row["organ"]) in _tight(row["title"]):
            same = _tight(row["organ"]) in _tight(document.issuer)
            issuer.count(
                wanted=True, found=same, what=f"{row['id']} {document.issuer!r}, not {row['organ']!r}"
            )


def _leadership(row: dict[str, Any], report: Report, tally: Tally) -> None:
    cues = [heading.get("cue") for heading in row["headings"] if heading["kind"] == "leadership"]
    spoken = "leadership" in (row["notes"] or "") or "责任" in (row["notes"] or "")
    found = next(section for section in report.sections if section.id == "leadership")
    if "heading" in cues:
        tally.count(wanted=True, found=found.placement in ("own", "embedded", "merged"), what=row["id"])
    elif not cues and not spoken:
        tally.count(wanted=False, found=found.placement != "absent", what=row["id"])


def _tight(text: str | None) -> str:
    return re.sub(r"[\s、]", "", text or "").translate(str.maketrans("（），：；！？％", "(),:;!?%"))


# --- bounds and recording

# What has to hold whatever was recorded: figure → least F1, most misses, most false ones.
BOUNDS = {
    "parts right": (1.0, 0, 0),
    "must_find": (1.0, 0, 0),
    "must_not_find kept quiet": (1.0, 0, 0),
    "report or not, titled": (0.98, None, None),
    "report or not, untitled": (0.9, None, None),
    "title": (0.0, 1, None),
    "year": (0.0, 1, None),
    "leadership": (0.0, 1, 2),
}


def broken_bounds(tallies: Iterable[Tally]) -> Iterator[str]:
    """Yield what no longer holds of the bounds, for every dress of the pages."""
    for tally in tallies:
        least, missed, false = BOUNDS.get(tally.name.partition(" (")[0], (0.0, None, None))
        if tally.f1 < least:
            yield f"{tally.name}: F1 {tally.f1:.3f} below {least}"
        if missed is not None and tally.missed > missed:
            yield f"{tally.name}: {tally.missed} missed, at most {missed}"
        if false is not None and tally.false > false:
            yield f"{tally.name}: {tally.false} false, at most {false}"


def figures(tallies: Iterable[Tally]) -> dict[str, float]:
    return {tally.name: round(tally.f1, 4) for tally in tallies}


def main(arguments: list[str], write: Callable[[str], object] = print) -> int:
    if not arguments:
        write(__doc__ or "")
        return 2
    corpus = Path(arguments[0])
    tallies = list(whole_papers(corpus))
    for dress in ("plain", "full-width", "chrome"):
        tallies += headings(corpus, dress)
    write("\n".join(tally.show() for tally in tallies))
    broken = list(broken_bounds(tallies))
    for line in broken:
        write(f"bound broken: {line}")
    found = figures(tallies)
    if "--record" in arguments:
        RECORD.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", "utf-8")
        return 0
    recorded = json.loads(RECORD.read_text("utf-8"))
    fallen = [name for name, value in recorded.items() if found.get(name, 0.0) < value]
    for name in fallen:
        write(f"fallen: {name} {found.get(name)} below {recorded[name]}")
    return 1 if fallen or broken else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
