"""Does a dependency hold on another machine? Markers of requirements, as far as wheels use them."""

from __future__ import annotations

import ast
import operator
import re
from collections.abc import Callable, Mapping

from failures import Failure

_VERSIONS = {"python_version", "python_full_version", "implementation_version"}
_COMPARED: dict[type[ast.cmpop], Callable[..., bool]] = {
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
    ast.In: lambda part, whole: part in whole,
    ast.NotIn: lambda part, whole: part not in whole,
}


def holds(marker: str, environment: Mapping[str, str]) -> bool:
    """Return whether a marker holds where its variables have these values.

    pip asks this about the machine it runs on, not about the one it downloads for.

    Raises:
        Failure: The marker uses what is not known here.
    """
    try:
        return _holds(ast.parse(marker.strip(), mode="eval").body, environment)
    except (SyntaxError, KeyError, TypeError, ValueError):
        raise Failure(f"看不懂依赖条件 {marker}", f"the marker {marker} is not understood") from None


def _holds(node: ast.expr, environment: Mapping[str, str]) -> bool:
    if isinstance(node, ast.BoolOp):
        answers = [_holds(value, environment) for value in node.values]
        return all(answers) if isinstance(node.op, ast.And) else any(answers)
    if isinstance(node, ast.Compare) and len(node.ops) == 1:
        sides = (node.left, node.comparators[0])
        named = {side.id for side in sides if isinstance(side, ast.Name)}
        left, right = (_value(side, environment) for side in sides)
        compare = _COMPARED[type(node.ops[0])]
        if isinstance(node.ops[0], ast.In | ast.NotIn):
            return compare(left, right)
        if named & _VERSIONS:
            return compare(_version(left), _version(right))
        if "extra" in named:
            return compare(canonical(left), canonical(right))
        return compare(left, right)
    raise ValueError(ast.dump(node))


def _value(node: ast.expr, environment: Mapping[str, str]) -> str:
    if isinstance(node, ast.Name):
        return environment[node.id]
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    raise ValueError(ast.dump(node))


def _version(text: str) -> tuple[int, ...]:
    """Return a version's numbers without zeros at the end: 3.12 is 3.12.0."""
    numbers = [int(part) for part in text.split(".")]
    while numbers and not numbers[-1]:
        numbers.pop()
    return tuple(numbers)


def canonical(name: str) -> str:
    """Return a name as indexes compare it: ``Typing_Extensions`` is ``typing-extensions``."""
    return re.sub(r"[-_.]+", "-", name).lower()
