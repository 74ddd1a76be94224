"""lawcheck schema: the JSON Schemas of what lawcheck writes and reads."""

from __future__ import annotations

import json
from collections.abc import Sequence

from lawcheck.cli._parser import Parser, one_of
from lawcheck.cli._streams import show
from lawcheck.errors import UsageError
from lawcheck.model import Text

SUMMARY = Text("显示 JSON 输出和规则书的结构（JSON Schema）", "print JSON Schemas of results and rule books")

_HELP = Text(
    """\
用法：lawcheck schema report|jsonl|compare|rules [--lang zh|en]

显示 JSON Schema，供程序核对、编辑器提示：

  report   lawcheck check --format json 的输出
  jsonl    --format jsonl 的每一行
  compare  lawcheck compare --format json 的输出
  rules    规则书（YAML）
""",
    """\
usage: lawcheck schema report|jsonl|compare|rules [--lang zh|en]

Print a JSON Schema, for programs that check and editors that complete:

  report   what lawcheck check --format json prints
  jsonl    each line of --format jsonl
  compare  what lawcheck compare --format json prints
  rules    rule books (YAML)
""",
)
_RULES = "rules"
_NAMES = ("report", "jsonl", "compare", _RULES)


def main(args: Sequence[str], lang: str) -> int:
    """Print the schema that the argument names."""
    parser = Parser("lawcheck schema", lambda: _HELP.say(lang), lang)
    parser.add_argument("name", nargs="?", type=one_of(_NAMES, lang))
    name = parser.parse_args(args).name
    if name is None:
        told = Text(f"没有写哪一个（{'、'.join(_NAMES)}）", f"say which one: {', '.join(_NAMES)}")
        raise UsageError(told.say(lang))
    show(_text(name, lang), "json", lang)
    return 0


def _text(name: str, lang: str) -> str:
    if name == _RULES:
        from lawcheck.rulebook.schema import text

        return text(lang)
    from lawcheck.renderers._schema import SCHEMAS

    return json.dumps(SCHEMAS[name](), ensure_ascii=False, indent=2) + "\n"
