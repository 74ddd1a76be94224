"""The examples in docstrings are what the functions do."""

from __future__ import annotations

import doctest
import pkgutil
from importlib import import_module

import pytest

import lawcheck

MODULES = [
    module.name
    for module in pkgutil.walk_packages(lawcheck.__path__, "lawcheck.")
    if not module.name.endswith("__main__")
]


@pytest.mark.parametrize("name", MODULES)
def test_examples_hold(name: str) -> None:
    assert doctest.testmod(import_module(name)).failed == 0


def test_there_are_examples() -> None:
    found = [doctest.DocTestFinder().find(import_module(name)) for name in MODULES]
    assert sum(bool(test.examples) for tests in found for test in tests) >= 10
