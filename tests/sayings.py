"""What the package's source says to people: each text with the same in the other language beside it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from quotations import bare

_PAIRED = {  # place of the Chinese
    "Text": 0,
    "say": 0,
    "_WrongError": 0,
    "LawcheckError": 0,
    "UsageError": 0,
    "ReadError": 1,
}
_HAN = re.compile("[\u3400-\u9fff]")
_WORDS = re.compile(r"\b[a-z]{2,} [a-z]{2,}\b")
_MESSAGES = (ast.Constant, ast.JoinedStr, ast.BinOp, ast.IfExp, ast.Name)
Names = Mapping[str, Sequence[ast.expr]]


class Saying(NamedTuple):
    """A text in the source: its line, its expressions in both languages; ``english`` may be lacking."""

    line: int
    chinese: ast.expr
    english: ast.expr | None


def leaks(tree: ast.Module) -> list[tuple[int, str]]:
    """Return line and text of what is said in Chinese and not in English, or in Chinese in the English."""
    found: set[tuple[int, str]] = set()
    for names, saying in _sayings(tree):
        english = _texts(saying.english, names)
        if any(map(_HAN.search, _texts(saying.chinese, names))) and not _speaks(saying.english, english):
            found.add((saying.line, ast.unparse(saying.chinese)))
        found |= {(saying.line, text) for text in english if bare(text)}
    return sorted(found | {*_strays(tree)})


def _sayings(tree: ast.Module) -> Iterator[tuple[Names, Saying]]:
    """Yield what is said, with what the names of the function around it stand for."""
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    for scope in (tree, *functions):
        names = {} if scope is tree else _assigned(scope)
        for node in ast.walk(scope):
            if isinstance(node, ast.Call):
                yield from ((names, saying) for saying in _of_call(node))
            elif isinstance(node, ast.Tuple) and isinstance(node.ctx, ast.Load):
                yield from ((names, saying) for saying in _beside(node.elts))


def _assigned(scope: ast.AST) -> Names:
    """Return the expressions that a function gives to each of its names."""
    names: dict[str, list[ast.expr]] = {}
    for node in ast.walk(scope):
        if isinstance(node, ast.Assign):
            for target, value in _targets(node.targets[0], node.value):
                names.setdefault(target, []).append(value)
    return names


def _targets(target: ast.expr, value: ast.expr) -> Iterator[tuple[str, ast.expr]]:
    if isinstance(target, ast.Name):
        yield target.id, value
    elif isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple):
        for each, given in zip(target.elts, value.elts, strict=False):
            yield from _targets(each, given)


def _of_call(call: ast.Call) -> Iterator[Saying]:
    name = called(call)
    at = _PAIRED.get(name)
    if at is None:
        yield from _beside(call.args)
        if name.endswith("Error"):  # an error told in one language only
            yield from (Saying(call.lineno, arg, None) for arg in call.args if isinstance(arg, _MESSAGES))
        return
    given = {keyword.arg: keyword.value for keyword in call.keywords}
    chinese = call.args[at] if len(call.args) > at else given.get("zh", given.get("reason"))
    english = call.args[at + 1] if len(call.args) > at + 1 else given.get("en", given.get("reason_en"))
    if chinese is not None and not isinstance(chinese, ast.Starred):
        yield Saying(call.lineno, chinese, english)


def _beside(texts: Sequence[ast.expr]) -> Iterator[Saying]:
    """Yield a Chinese text and the English one that follows it, as in ``zh, en = …``."""
    for chinese, english in pairwise(texts):
        plain = all(isinstance(text, ast.Constant | ast.JoinedStr | ast.IfExp) for text in (chinese, english))
        spoken = any(map(_HAN.search, _texts(chinese))) and any(map(_WORDS.search, _texts(english)))
        if plain and spoken:
            yield Saying(chinese.lineno, chinese, english)


def _strays(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Yield English sentences with bare Chinese that stand beside no Chinese one, as after ``if lang ==``."""
    aside = {id(part) for node in ast.walk(tree) for part in _explained(node)}
    for names, saying in _sayings(tree):
        sides = (saying.chinese, *_named(saying.chinese, names))
        aside |= {id(part) for side in sides for part in ast.walk(side)}
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            aside |= {id(part) for part in node.values}
        if isinstance(node, ast.Constant | ast.JoinedStr) and id(node) not in aside:
            yield from ((node.lineno, text) for text in _texts(node) if _WORDS.search(text) and bare(text))


def _explained(node: ast.AST) -> Iterator[ast.AST]:
    """Yield the docstring of a module, class or function."""
    if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef) and isinstance(node.body[0], ast.Expr):
        yield node.body[0].value


def _texts(node: ast.AST | None, names: Names | None = None) -> list[str]:
    """Return the texts in an expression, with those that names in it stand for."""
    if node is None:
        return []
    if isinstance(node, ast.JoinedStr):
        return [*_filled(node, names or {})]
    if isinstance(node, ast.Constant):
        return [node.value] if isinstance(node.value, str) else []
    if isinstance(node, ast.Call) and called(node) in _PAIRED:
        return []  # a saying of its own
    if isinstance(node, ast.Name):
        return [text for value in _named(node, names or {}) for text in _texts(value)]
    names = None if isinstance(node, ast.Call) else names  # what a call makes of a name is not that text
    return [text for child in ast.iter_child_nodes(node) for text in _texts(child, names)]


def _filled(node: ast.JoinedStr, names: Names) -> Iterator[str]:
    """Yield an f-string with a letter for what it puts in, and with each text put in at its place."""
    plain = [str(part.value) if isinstance(part, ast.Constant) else "x" for part in node.values]
    yield "".join(plain)
    for at, part in enumerate(node.values):
        if not isinstance(part, ast.Constant):
            yield from ("".join([*plain[:at], text, *plain[at + 1 :]]) for text in _texts(part, names))


def _named(node: ast.AST, names: Names) -> Sequence[ast.expr]:
    return names.get(node.id, ()) if isinstance(node, ast.Name) else ()


def _speaks(node: ast.expr | None, texts: Sequence[str]) -> bool:
    """Tell whether there is an English side: a text that is not empty, or something computed."""
    return node is not None and (any(texts) or not isinstance(node, ast.Constant | ast.JoinedStr))


def called(call: ast.Call) -> str:
    """Return the bare name of what is called."""
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
