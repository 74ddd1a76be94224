"""lawcheck measure: how right the rules are on labelled papers."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeGuard

from lawcheck import api
from lawcheck.author.measure import (
    Measurement,
    Record,
    broken_bounds,
    fallen,
    make_card,
    make_record,
    measure,
    read_record,
)
from lawcheck.cli import _measure_json, _measure_plain
from lawcheck.cli._files import Target, refuse_harm, save
from lawcheck.cli._parser import Parser, one_of
from lawcheck.cli._streams import is_screen, say_why, show
from lawcheck.errors import UsageError
from lawcheck.model import Text

SUMMARY = Text("用标注好的报告测量规则准不准", "measure the rules on labelled papers")

_HELP = Text(
    """\
用法：lawcheck measure 标注 [选项]

用自己标注过的报告测量每条规则：该提示的提示了多少（召回率），提示的有多少是对的
（精确率），各带 95% 置信区间；逐条列出漏报和误报。没有标注的规则算作未测量。

  标注                  gold.yaml 文件，或它所在的文件夹；报告放在它旁边。
                        旁边有 headings.jsonl 的，另测网页标题和小标题

  --rules 规则          用这本规则书：自己的文件（YAML）或自带规则书的 id；
                        默认按每份报告的单位选用自带的
  --format 格式         plain、json，默认 plain
  --record 文件         把各项数字存下来；文件里原有的 bounds（底线）保留
  --compare 文件        与存下来的数字比较：有下降或越过底线的，退出状态为 1
  --card 文件           存下每条规则的命中、漏报、误报数，不含报告内容，
                        可放在规则书旁边，随规则发布
  --lang 语言           zh、en，默认 zh
  -h, --help            显示本说明

gold.yaml 是一个列表，每份报告一项：
  - file: 云溪县.txt          # 以下各项都可不写；报告里没有的写 null
    title: 标题
    organ: 单位
    year: 2025
    signed: {organ: 落款单位, date: 2026-01-20}
    published: 2026-02-01
    parts:                    # 部分的 id；placement 为 own、embedded、merged、
      plan: {placement: own, line: 30, year: 2026, measures: 4}
      shortcomings: {placement: absent}    # mentioned、absent
    must_find:                # 必须提示的：规则，行（line 或 lines），
      - {rule: names.law, line: 7, text: 《民法总则》}    # 文字，主题（topic）
    must_not_find:            # 不应提示的；why 写明理由
      - {rule: figures.sum, line: 23, why: 合计无误}
    may_find:                 # 提示不提示都可以的；rule 可写 any
      - {rule: any, lines: [1, 2]}
    complete: true            # 已列全：此外的提示都算误报

退出状态：0 已测量；1 数字下降或越过底线；2 标注、参数有误；
3 有标注过的报告没能（全部）读取或不是此类报告（其标注算作漏报）
""",
    """\
usage: lawcheck measure GOLD [options]

Measure each rule on papers that you labelled: how much of what it should tell
it told (recall), how much of what it told was right (precision), both with
their 95 % confidence intervals; list every miss and false alarm. A rule without
labels is not measured.

  GOLD                  a gold.yaml or the folder that holds it; the papers lie
                        beside it. With a headings.jsonl beside it, titles and
                        headings of web pages are measured too

  --rules BOOK          this rule book: your own file (YAML) or the id of a
                        shipped one; by default the one for a paper's issuer
  --format FORMAT       plain, json; default plain
  --record FILE         keep the figures; the bounds in the file are kept
  --compare FILE        compare with kept figures: exit status 1 where one fell
                        or a bound is broken
  --card FILE           keep each rule's numbers of hits, misses and false
                        alarms (no text of papers, no names of files), to be
                        published beside the rule book
  --lang LANGUAGE       zh, en; default zh
  -h, --help            show this help

gold.yaml is a list with an entry for each paper:
  - file: yunxi.txt     # what follows may be left out; null: it is not there
    title: the title
    organ: the issuer
    year: 2025
    signed: {organ: who signed, date: 2026-01-20}
    published: 2026-02-01
    parts:                    # by id; placement is own, embedded, merged,
      plan: {placement: own, line: 30, year: 2026, measures: 4}
      shortcomings: {placement: absent}    # mentioned, absent
    must_find:                # must be told: rule, line or lines,
      - {rule: names.law, line: 7, text: 《民法总则》}    # text, topic
    must_not_find:            # must not be told; why gives the reason
      - {rule: figures.sum, line: 23, why: the total holds}
    may_find:                 # may be told or not; rule may be any
      - {rule: any, lines: [1, 2]}
    complete: true            # nothing else may be told

exit status: 0 measured; 1 a figure fell or a bound is broken; 2 bad labels or
arguments; 3 a labelled paper could not be read wholly or is no such paper (its
labels count as missed)
""",
)
_FORMATS = ("plain", "json")
_WRITTEN = ("--record", "--card")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Options:
    """What the command line asks for."""

    gold: str | None
    rules: str | None
    format: str
    record: str | None
    compare: str | None
    card: str | None
    lang: str


def main(args: Sequence[str], lang: str) -> int:
    """Measure, show the figures and return the exit status."""
    options = _Options(**vars(_parser(lang).parse_args(args)))
    if options.gold is None:
        raise UsageError(Text("没有写标注文件", "no file of labels was given").say(lang))
    bounds = read_record(options.record, lang).bounds if _exists(options.record) else {}
    then = read_record(options.compare, lang) if options.compare else Record()
    found = measure(options.gold, api.load_rules(options.rules) if options.rules else None, lang=lang)
    worse = [*broken_bounds(found.tallies, then), *fallen(found.tallies, found.rules, then)]
    _save(options, found, bounds)
    view = _measure_json if options.format == "json" else _measure_plain
    show(view.render(found, worse, lang), options.format, lang)
    if not (is_screen() and options.format == "plain"):  # the screen already says it
        for each in found.unread:
            say_why(each.file, each.reason.say(lang), lang)
    return 3 if found.unread else 1 if worse else 0


def _parser(lang: str) -> Parser:
    parser = Parser("lawcheck measure", lambda: _HELP.say(lang), lang)
    parser.add_argument("gold", nargs="?")
    parser.add_argument("--format", type=one_of(_FORMATS, lang), default=_FORMATS[0])
    for option in ("--rules", *_WRITTEN, "--compare"):
        parser.add_argument(option)
    return parser


def _exists(path: str | None) -> TypeGuard[str]:
    return path is not None and os.path.exists(path)


def _save(options: _Options, found: Measurement, bounds: Mapping[str, Mapping[str, float]]) -> None:
    """Write the files asked for, none of them over a file that was read."""
    read = [*found.files, options.rules, options.compare, found.gold]
    for option, path in zip(_WRITTEN, (options.record, options.card), strict=True):
        if path is not None:
            refuse_harm(path, filter(None, read), options.lang, option)
            read.append(path)
    if options.record is not None:
        record = make_record(found.tallies, found.rules, bounds)
        save(Target("json", options.record), record, options.lang)
    if options.card is not None:
        card = make_card(found.book, found.version, len(found.files), found.rules)
        save(Target("json", options.card), card, options.lang)
