"""lawcheck rules audit: rules that never or always tell something, words that stand in no paper."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from lawcheck import api
from lawcheck.author.audit import audit
from lawcheck.cli._papers import find
from lawcheck.cli._parser import Parser, one_of
from lawcheck.cli._streams import is_screen, say_why, show
from lawcheck.cli.rules import _audit_json, _audit_plain
from lawcheck.errors import UsageError
from lawcheck.model import Text

SUMMARY = Text("用一批报告看哪些规则、词不起作用", "which rules and words do nothing on papers")

_HELP = Text(
    """\
用法：lawcheck rules audit 报告… [选项]

用一批报告试规则书：每条规则在几份报告上判断过、提示过几次；哪些规则从不提示，
哪些份份都提示；哪些词在所有报告里一次也没有出现。

  报告                  文件、文件夹或通配符，同 lawcheck check
  --rules 文件          要试的规则书（YAML），默认自带的
  --format 格式         plain、json，默认 plain
  --lang 语言           zh、en，默认 zh
  -h, --help            显示本说明

不看标题范例（headings）、数据文件（table）和词表文件（words）里的词。
“从不”“从未”只对这一批报告而言：报告越少，越说明不了什么；例如 not 里的词、
占位符之类，本来就很少出现。

退出状态：0 有报告得到判断；2 参数、规则有误；3 没有一份报告能判断
""",
    """\
usage: lawcheck rules audit PATH… [options]

Try a rule book on papers: on how many each rule was judged and how often it
told something; which rules never tell anything and which always do; which
words stand in none of the papers.

  PATH                  files, folders or patterns, as for lawcheck check
  --rules FILE          the rule book (YAML), the shipped one by default
  --format FORMAT       plain, json; default plain
  --lang LANGUAGE       zh, en; default zh
  -h, --help            show this help

Exemplars (headings), data files (table) and the word file (words) are left
out. “Never” holds for these papers only: the fewer there are, the less it
means; words under not and placeholders, for one, are rare by nature.

exit status: 0 papers were judged; 2 bad arguments or rules; 3 none could be
""",
)
_FORMATS = ("plain", "json")


def main(args: Sequence[str], lang: str) -> int:
    """Try the rule book and show how it fared; return 3 where no paper could be judged."""
    parser = Parser("lawcheck rules audit", lambda: _HELP.say(lang), lang)
    parser.add_argument("paths", nargs="*")
    parser.add_argument("--rules")
    parser.add_argument("--format", type=one_of(_FORMATS, lang), default=_FORMATS[0])
    options = parser.parse_args(args)
    if not options.paths:
        raise UsageError(Text("没有写要用的报告", "no paper was given").say(lang))
    book = api.load_rules(options.rules)
    papers = find(options.paths, lang)
    found = audit([*papers.named, *papers.met], book, lang)
    found = replace(found, aside=papers.unreadable + found.aside)
    view = _audit_json if options.format == "json" else _audit_plain
    show(view.render(found, lang), options.format, lang)
    if not (is_screen() and options.format == "plain"):  # the screen already says it
        for each in (*found.aside, *found.partly):
            say_why(each.path, each.reason, lang)
    return 0 if found.checked else 3
