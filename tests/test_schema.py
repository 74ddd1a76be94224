"""``rules/schema.json``, from which editors complete rule files, says what the loader says."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft7Validator
from jsonschema.exceptions import best_match
from quotations import bare

from lawcheck.kinds import kind_class, kind_names
from lawcheck.rulebook import shipped, shipped_names
from lawcheck.rulebook.hints import keys
from lawcheck.rulebook.schema import schema, text

ROOT = Path(__file__).parent.parent
MISTAKES = Path(__file__).with_name("mistakes")
SCHEMA = json.loads(Path(shipped("schema.json")).read_text("utf-8"))
# Mistakes of shape, which a schema can see; the others are of sense or of syntax.
OF_SHAPE = (
    "bad_choice",
    "kind_is_no_text",
    "missing_key",
    "misspelt_required_key",
    "scopes",
    "unknown_key",
    "unknown_kind",
    "wrong_type",
)


def read(path: Path) -> Any:
    """Return a YAML file as an editor sees it: dates are texts."""
    return json.loads(json.dumps(yaml.safe_load(path.read_text("utf-8")), default=str))


def wrong(content: Any) -> str | None:
    """Return what the schema finds wrong, None where nothing is."""
    error = best_match(Draft7Validator(SCHEMA).iter_errors(content))
    return error.message if error else None


def test_the_shipped_schema_is_current() -> None:
    """``python -m lawcheck.rulebook.schema`` writes it anew."""
    assert Path(shipped("schema.json")).read_text("utf-8") == text()


def test_it_is_a_schema() -> None:
    Draft7Validator.check_schema(SCHEMA)


OWN = [*ROOT.glob("examples/own-rules*.yaml"), *ROOT.glob("examples/own-rules/*.yaml")]
BOOKS = [*(Path(shipped(f"{name}.yaml")) for name in shipped_names()), *OWN]


@pytest.mark.parametrize("path", BOOKS, ids=lambda path: path.name)
def test_a_good_book_passes(path: Path) -> None:
    assert wrong(read(path)) is None


@pytest.mark.parametrize("name", OF_SHAPE)
def test_a_mistake_of_shape_is_seen(name: str) -> None:
    assert wrong(read(MISTAKES / f"{name}.yaml"))


@pytest.mark.parametrize("kind", kind_names())
def test_every_key_of_every_kind_is_known(kind: str) -> None:
    assert set(SCHEMA["definitions"][kind]["properties"]) == set(keys(kind_class(kind)))


def test_a_change_of_a_rule_needs_its_id_only() -> None:
    head = {"rulebook": "yunxi", "title": "云溪县补充要求", "version": "1", "extends": "annual-report"}
    words = {"add": ["路线图"], "remove": ["下一步"]}
    good = {**head, "sections": [{"id": "plan", "cues": words}], "rules": [{"id": "plan.year", "weight": 1}]}
    assert wrong(good) is None
    assert wrong({**head, "sections": [{"id": "plan", "cues": {**words, "drop": []}}]})
    assert wrong({**head, "rules": [{"weight": 1}]})


def test_words_may_be_numbers_to_yaml() -> None:
    head = {"rulebook": "yunxi", "title": "甲", "version": 2026.1}
    rule = {"id": "a", "kind": "forbidden", "title": "甲", "of": [12345, True]}
    assert wrong({**head, "rules": [rule]}) is None


def descriptions(node: Any) -> Iterator[str]:
    """Yield the explanations of a schema."""
    for key, value in node.items() if isinstance(node, dict) else enumerate(node):
        if key == "description" and isinstance(value, str):
            yield value
        elif isinstance(value, dict | list):
            yield from descriptions(value)


def test_it_is_explained_in_both_languages() -> None:
    chinese, english = list(descriptions(schema())), list(descriptions(schema("en")))
    assert len(chinese) == len(english) > 300
    assert [each for each in english if bare(each)] == []
    assert not set(chinese) & set(english)
