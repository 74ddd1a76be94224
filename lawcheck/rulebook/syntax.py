"""What YAML's syntax errors mean, in the author's words."""

from __future__ import annotations

import re

from yaml import MarkedYAMLError

_BREAK = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
_PROBLEM, _CONTEXT = "problem_mark", "context_mark"

# a pattern of YAML's message ("context; problem"), where to point, what to say
_MEANINGS: tuple[tuple[str, str, str], ...] = (
    (
        "could not find expected ':'",
        _CONTEXT,
        "这里应是一个键，后面却没有半角冒号和空格（写成“键: 值”），或者这一行的缩进不对",
    ),
    (
        "mapping values are not allowed",
        _PROBLEM,
        "这里不该有冒号：值里有“: ”时给整个值加引号，或者这一行、上一行的缩进不对",
    ),
    ("quoted scalar; found unexpected end of stream", _CONTEXT, "引号没有关上"),
    ("quoted scalar; found unexpected document", _CONTEXT, "引号没有关上"),
    ("found unknown escape character", _PROBLEM, "双引号里的 \\ 后面不能跟这个字：请改用单引号，或写成 \\\\"),
    ("hexdecimal|hexadecimal|escape code", _PROBLEM, "双引号里 \\x、\\u 后面的编码不对：请直接写出这个字"),
    ("while scanning an? (?:alias|anchor)", _CONTEXT, "值不能以 * 或 & 开头：请给整个值加引号"),
    (
        "scanning a (?:tag|directive)|tag handle|%YAML|%TAG|parsing a tag|incompatible YAML",
        _PROBLEM,
        "不能用 ! 标签或 % 指令：值以它们开头时加引号",
    ),
    ("flow sequence; .*expected ',' or '\\]'", _CONTEXT, "这个 [ 没有对应的 ]，或者两项之间缺半角逗号"),
    ("flow mapping; .*expected ',' or '}'", _CONTEXT, "这个 { 没有对应的 }，或者两项之间缺半角逗号"),
    ("expected (?:the )?node content", _PROBLEM, "这里缺一项（多了逗号或括号）"),
    ("block sequence entries|sequence entries are not allowed", _PROBLEM, "列表项“- ”要另起一行写"),
    ("mapping keys are not allowed", _PROBLEM, "这里不能写键：请检查缩进"),
    ("found unexpected ':'", _PROBLEM, "括号里的冒号后面要有半角空格"),
    ("block scalar", _PROBLEM, "| 或 > 后面的多行文字写得不对：请检查缩进，并且 | 或 > 后面不要有别的字"),
    ("tab character", _PROBLEM, "缩进里有制表符（Tab），请改用空格"),
    ("block mapping; ", _PROBLEM, "这一行与上面的键没有对齐，或者多了内容：请检查缩进、引号和括号"),
    (
        "block collection; |expected '-' indicator",
        _PROBLEM,
        "这一行与上面的列表项没有对齐：请检查缩进，列表项以“- ”开头",
    ),
    ("document start", _PROBLEM, "前面的内容已经结束，这里多了内容：请检查缩进和括号"),
)


def explain(error: MarkedYAMLError, text: str) -> tuple[int, int, str]:
    """Return the line and column (from 0) of a syntax error and what is probably wrong."""
    said = f"{error.context or ''}; {error.problem or ''}"
    line, column = _mark(error, _PROBLEM)
    if "cannot start any token" in said:
        return line, column, _bad_start(_char(text, line, column))
    for pattern, where, meaning in _MEANINGS:
        if re.search(pattern, said):
            return *_mark(error, where), meaning
    return line, column, f"YAML 语法有误（{error.problem}）"


def _mark(error: MarkedYAMLError, which: str) -> tuple[int, int]:
    mark = getattr(error, which) or error.problem_mark or error.context_mark
    return (mark.line, mark.column) if mark else (0, 0)


def _char(text: str, line: int, column: int) -> str:
    lines = _BREAK.split(text)
    return lines[line][column : column + 1] if line < len(lines) else ""


def _bad_start(char: str) -> str:
    if char == "\t":
        return "缩进里有制表符（Tab），请改用空格"
    return f"值不能以 {char} 开头：请给整个值加引号"
