"""What YAML's syntax errors mean, in the author's words."""

from __future__ import annotations

import re

from yaml import MarkedYAMLError

from lawcheck.model import Text

_BREAK = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
_PROBLEM, _CONTEXT = "problem_mark", "context_mark"

_TAB = Text("缩进里有制表符（Tab），请改用空格", "there is a tab in the indentation, use spaces")

# a pattern of YAML's message ("context; problem"), where to point, what to say
_MEANINGS: tuple[tuple[str, str, Text], ...] = (
    (
        "could not find expected ':'",
        _CONTEXT,
        Text(
            "这里应是一个键，后面却没有半角冒号和空格（写成“键: 值”），或者这一行的缩进不对",
            "this should be a key, but no plain colon and space follow (write “key: value”), "
            "or the line is badly indented",
        ),
    ),
    (
        "mapping values are not allowed",
        _PROBLEM,
        Text(
            "这里不该有冒号：值里有“: ”时给整个值加引号，或者这一行、上一行的缩进不对",
            "no colon belongs here: a value with “: ” in it needs quotes, "
            "or this line or the one above is badly indented",
        ),
    ),
    (
        "quoted scalar; found unexpected end of stream",
        _CONTEXT,
        Text("引号没有关上", "the quotes are not closed"),
    ),
    ("quoted scalar; found unexpected document", _CONTEXT, Text("引号没有关上", "the quotes are not closed")),
    (
        "found unknown escape character",
        _PROBLEM,
        Text(
            "双引号里的 \\ 后面不能跟这个字：请改用单引号，或写成 \\\\",
            "this character may not follow \\ in double quotes: use single ones, or write \\\\",
        ),
    ),
    (
        "hexdecimal|hexadecimal|escape code",
        _PROBLEM,
        Text(
            "双引号里 \\x、\\u 后面的编码不对：请直接写出这个字",
            "a wrong code follows \\x or \\u in double quotes: write the character itself",
        ),
    ),
    (
        "while scanning an? (?:alias|anchor)",
        _CONTEXT,
        Text(
            "值不能以 * 或 & 开头：请给整个值加引号", "a value cannot begin with * or &: put quotes around it"
        ),
    ),
    (
        "scanning a (?:tag|directive)|tag handle|%YAML|%TAG|parsing a tag|incompatible YAML",
        _PROBLEM,
        Text(
            "不能用 ! 标签或 % 指令：值以它们开头时加引号",
            "no ! tag and no % directive is allowed: a value that begins so needs quotes",
        ),
    ),
    (
        "flow sequence; .*expected ',' or '\\]'",
        _CONTEXT,
        Text(
            "这个 [ 没有对应的 ]，或者两项之间缺半角逗号",
            "this [ has no ], or a plain comma is missing between two items",
        ),
    ),
    (
        "flow mapping; .*expected ',' or '}'",
        _CONTEXT,
        Text(
            "这个 { 没有对应的 }，或者两项之间缺半角逗号",
            "this { has no }, or a plain comma is missing between two items",
        ),
    ),
    (
        "expected (?:the )?node content",
        _PROBLEM,
        Text("这里缺一项（多了逗号或括号）", "an item is missing here (a comma or bracket too many)"),
    ),
    (
        "block sequence entries|sequence entries are not allowed",
        _PROBLEM,
        Text("列表项“- ”要另起一行写", "an item “- ” must begin a new line"),
    ),
    (
        "mapping keys are not allowed",
        _PROBLEM,
        Text("这里不能写键：请检查缩进", "no key may stand here: look at the indentation"),
    ),
    (
        "found unexpected ':'",
        _PROBLEM,
        Text("括号里的冒号后面要有半角空格", "a plain space must follow a colon between brackets"),
    ),
    (
        "block scalar",
        _PROBLEM,
        Text(
            "| 或 > 后面的多行文字写得不对：请检查缩进，并且 | 或 > 后面不要有别的字",
            "the lines of text after | or > are ill-formed: look at the indentation, "
            "and let nothing follow the | or >",
        ),
    ),
    ("tab character", _PROBLEM, _TAB),
    (
        "block mapping; ",
        _PROBLEM,
        Text(
            "这一行与上面的键没有对齐，或者多了内容：请检查缩进、引号和括号",
            "the line is not flush with the keys above, or there is something too much: "
            "look at indentation, quotes and brackets",
        ),
    ),
    (
        "block collection; |expected '-' indicator",
        _PROBLEM,
        Text(
            "这一行与上面的列表项没有对齐：请检查缩进，列表项以“- ”开头",
            "the line is not flush with the items above: look at the indentation, an item begins with “- ”",
        ),
    ),
    (
        "document start",
        _PROBLEM,
        Text(
            "前面的内容已经结束，这里多了内容：请检查缩进和括号",
            "what stands above has ended, this is too much: look at indentation and brackets",
        ),
    ),
)


def explain(error: MarkedYAMLError, text: str) -> tuple[int, int, Text]:
    """Return the line and column (from 0) of a syntax error and what is probably wrong."""
    said = f"{error.context or ''}; {error.problem or ''}"
    line, column = _mark(error, _PROBLEM)
    if "cannot start any token" in said:
        return line, column, _bad_start(_char(text, line, column))
    for pattern, where, meaning in _MEANINGS:
        if re.search(pattern, said):
            return *_mark(error, where), meaning
    return line, column, Text(f"YAML 语法有误（{error.problem}）", f"no valid YAML ({error.problem})")


def _mark(error: MarkedYAMLError, which: str) -> tuple[int, int]:
    mark = getattr(error, which) or error.problem_mark or error.context_mark
    return (mark.line, mark.column) if mark else (0, 0)


def _char(text: str, line: int, column: int) -> str:
    lines = _BREAK.split(text)
    return lines[line][column : column + 1] if line < len(lines) else ""


def _bad_start(char: str) -> Text:
    if char == "\t":
        return _TAB
    return Text(
        f"值不能以 {char} 开头：请给整个值加引号", f"a value cannot begin with {char}: put quotes around it"
    )
