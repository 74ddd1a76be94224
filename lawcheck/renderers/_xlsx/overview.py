"""The first sheet: how many papers of what sort, their scores, what is most often wrong; with charts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from lawcheck.model import ReportStatus, State, Text
from lawcheck.renderers import _words
from lawcheck.renderers._overview import rows
from lawcheck.renderers._overview.survey import Survey, bin_labels
from lawcheck.renderers._xlsx.book import LINE_HEIGHT, SEVERITY_STYLES, STATUS_STYLES, Book, Cell, lines_of

NAME = Text("概览", "overview")
_SHOWN = 15  # rules in the chart
_CHARTS_AT = 7  # the column right of the tables
_WIDTHS = (46, 11, 11, 11, 24, 11, 3)
_COLORS = {"good": "#3C9D62", "fair": "#E0A21B", "bad": "#C8403A", "none": "#A9B3BC"}
_HEIGHT = 20  # pixels of a row
_ROW_HEIGHTS = {"title": 27, "heading": 21, "passed": 18, "failed": 18}  # points
_LABELS = {"value": True, "num_format": "0;-0;;", "font": {"size": 9}}  # nought is not told
_NO_AXIS = {"visible": False, "major_gridlines": {"visible": False}}


class Overview:
    """The sheet, filled from the top; it is made first so that it is the first, and filled last."""

    def __init__(self, book: Book) -> None:
        """Add the sheet."""
        self._book, self._lang, self._row = book, book.lang, 0
        self._name = NAME.say(book.lang)
        self._sheet: Any = book.sheet(self._name)
        self._chart_row = 0
        for column, width in enumerate(_WIDTHS):
            self._sheet.set_column(column, column, width)
        self._sheet.hide_gridlines(2)
        self._sheet.fit_to_pages(1, 1)

    def fill(self, counted: Survey) -> None:
        """Write everything."""
        self._head(counted)
        self._numbers(counted)
        self._scores(counted)
        self._parts(counted)
        self._rules(counted)

    def _head(self, counted: Survey) -> None:
        self._line(_words.CHECKED.say(self._lang), "title")
        if counted.gate:
            told = _words.told_outcome(counted.reasons, self._lang)
            self._line(told, "failed" if counted.reasons else "passed")
        for text in counted.misused:
            self._line(f"{_words.SUPPRESSED.say(self._lang)}{_words.COLON.say(self._lang)}{text}", "note")

        self._line(rows.FROM_NAME.say(self._lang), "note")

    def _numbers(self, counted: Survey) -> None:
        self._heading(Text("数量", "numbers"))
        told: list[tuple[Text, float | None, str]] = [(Text("文件", "files"), counted.papers, "number")]
        told += [(_words.VERDICT[each], counted.verdicts[each], "number") for each in ReportStatus]
        told.append((_words.UNREADABLE, counted.unreadable, "number"))
        told += [(word, counted.severities[each], "number") for each, word in _words.SEVERITY.items()]
        if counted.suppressed:
            told.append((_words.SUPPRESSED, counted.suppressed, "number"))
        if counted.is_compared:
            told += [(_words.STATE[each], counted.states[each], "number") for each in State]
            told.append((_words.SOLVED, counted.solved, "number"))
        told.append((Text("平均得分", "mean score"), counted.mean(), "score"))
        told.append((Text("得分中位数", "median score"), counted.median(), "score"))
        for word, value, style in told:
            self._cells([Cell(word.say(self._lang)), Cell(value, style)])

    def _scores(self, counted: Survey) -> None:
        self._heading(SCORES)
        first = self._table([_words.SCORE, rows.PAPERS])
        for label, papers in zip(bin_labels(), counted.bins(), strict=True):
            self._cells([Cell(label), Cell(papers, "number")])
        chart = self._book.chart({"type": "column"})
        chart.add_series(self._series(first, self._row - 1, 1, "#2F6DB0"))
        chart.set_legend({"none": True})
        chart.set_y_axis(_NO_AXIS)
        self._place(chart, SCORES, 300)

    def _parts(self, counted: Survey) -> None:
        if not counted.parts:
            return
        self._heading(rows.PARTS)
        shown = [
            each for each in reversed(rows.STANDINGS) if any(it.counts[each] for it in counted.parts.values())
        ]
        first = self._table([_words.PART, *(_words.STATUS[each] for each in shown)])
        for part in counted.parts.values():
            self._cells([Cell(part.title, "wrapped"), *(Cell(part.counts[each], "number") for each in shown)])
        chart = self._book.chart({"type": "bar", "subtype": "percent_stacked"})
        for at, each in enumerate(shown, start=1):
            series = self._series(first, self._row - 1, at, _COLORS[STATUS_STYLES[each]])
            del series["data_labels"]  # those of small pieces would lie one on the other
            chart.add_series(series | {"name": [self._name, first - 1, at]})
        chart.set_legend({"position": "bottom"})
        chart.set_y_axis({"reverse": True, "num_font": {"size": 9}, "major_tick_mark": "none"})
        chart.set_x_axis(_NO_AXIS)
        self._place(chart, rows.PARTS, 120 + 60 * len(counted.parts))

    def _rules(self, counted: Survey) -> None:
        frequent = counted.frequent()
        if not frequent:
            return
        self._heading(FREQUENT)
        first = self._table([rows.RULE, rows.PAPERS, rows.FINDINGS, rows.SEVERITY_HEAD, rows.RULE_ID])
        for rule in frequent:
            severity = _words.SEVERITY[rule.severity].say(self._lang)
            self._cells(
                [
                    Cell(rule.title, "wrapped"),
                    Cell(rule.papers, "number"),
                    Cell(rule.findings, "number"),
                    Cell(severity, SEVERITY_STYLES[rule.severity]),
                    Cell(rule.id),
                ]
            )
        shown = min(_SHOWN, len(frequent))
        chart = self._book.chart({"type": "bar"})
        chart.add_series(self._series(first, first + shown - 1, 1, "#C8403A"))
        chart.set_legend({"none": True})
        chart.set_y_axis({"reverse": True, "num_font": {"size": 9}, "major_tick_mark": "none"})
        chart.set_x_axis(_NO_AXIS)
        self._place(chart, FREQUENT, 140 + 30 * shown)

    def _line(self, text: str, style: str) -> None:
        self._sheet.set_row(self._row, _ROW_HEIGHTS.get(style))
        self._book.put(self._sheet, self._row, 0, Cell(text, style))
        self._row += 1

    def _heading(self, text: Text) -> None:
        self._row += 1
        self._line(text.say(self._lang), "heading")

    def _table(self, heads: Sequence[Text]) -> int:
        """Write the head of a table and return the row below it."""
        self._cells([Cell(head.say(self._lang), "head") for head in heads])
        return self._row

    def _cells(self, cells: Sequence[Cell]) -> None:
        lines = lines_of(cells, _WIDTHS)
        if lines > 1:
            self._sheet.set_row(self._row, lines * LINE_HEIGHT)
        for column, cell in enumerate(cells):
            self._book.put(self._sheet, self._row, column, cell)
        self._row += 1

    def _series(self, first: int, last: int, column: int, color: str) -> dict[str, Any]:
        return {
            "categories": [self._name, first, 0, last, 0],
            "values": [self._name, first, column, last, column],
            "fill": {"color": color},
            "gap": 40,
            "data_labels": _LABELS,
        }

    def _place(self, chart: Any, title: Text, height: int) -> None:
        """Put a chart right of the tables, below the one before it."""
        chart.set_title({"name": title.say(self._lang), "name_font": {"size": 12}, "overlay": False})
        chart.set_size({"width": 620, "height": height})
        self._sheet.insert_chart(self._chart_row + 1, _CHARTS_AT, chart, {"object_position": 3})
        self._chart_row += height // _HEIGHT + 1


SCORES = Text("得分分布", "scores")
FREQUENT = Text("最常见的问题", "most frequent findings")
