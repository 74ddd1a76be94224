"""The schemas that the tests go by are the official ones and refuse what is wrong."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Any

import jsonschema
import official
import pytest
from jsonschema.validators import validator_for
from lxml import etree

SARIF = {"version": "2.1.0", "runs": [{"tool": {"driver": {"name": "lawcheck"}}}]}
ACTION = {"name": "a", "description": "b", "runs": {"using": "composite", "steps": []}}
WORKFLOW = {"on": "push", "jobs": {"a": {"runs-on": "ubuntu-latest", "steps": [{"run": "true"}]}}}
GITLAB = {"check": {"script": ["true"], "artifacts": {"reports": {"junit": "a.xml"}}}}


def test_the_names_are_the_publishers() -> None:
    sarif = official.sarif_schema()
    assert sarif["title"] == "Static Analysis Results Format (SARIF) Version 2.1.0 JSON Schema"
    assert sarif["id"].startswith("https://docs.oasis-open.org/sarif/sarif/v2.1.0/")
    assert official.action_schema()["$id"] == "https://json.schemastore.org/github-action.json"
    assert official.workflow_schema()["$id"] == "https://json.schemastore.org/github-workflow.json"
    assert official.gitlab_schema()["$id"].startswith("https://gitlab.com/")


@pytest.mark.parametrize(
    ("schema", "right", "wrong"),
    [
        (official.sarif_schema, SARIF, {**SARIF, "version": "2.0.0"}),
        (official.sarif_schema, SARIF, {**SARIF, "runs": [{}]}),
        (official.action_schema, ACTION, {**ACTION, "runs": {"using": "composite"}}),
        (official.workflow_schema, WORKFLOW, {**WORKFLOW, "jobs": {"a": {"steps": []}}}),
        (official.gitlab_schema, GITLAB, {"check": {"script": ["true"], "artefacts": {}}}),
        (official.gitlab_schema, GITLAB, {"check": {"script": ["true"], "artifacts": {"when": "ever"}}}),
    ],
)
def test_a_schema_tells_right_from_wrong(
    schema: Callable[[], dict[str, Any]], right: dict[str, Any], wrong: dict[str, Any]
) -> None:
    asked = schema()
    validator_for(asked).check_schema(asked)
    jsonschema.validate(right, asked)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(wrong, asked)


def test_the_junit_schema_is_jenkinss_and_tells_right_from_wrong() -> None:
    path = official.junit_xsd()
    told = hashlib.sha256(path.read_bytes()).hexdigest()
    assert told == "a1a816f58d1bf95ebabf371994df0b9246dee66ea9572fbec4f9296f1b2c0ff6"
    schema = etree.XMLSchema(etree.parse(path))
    suite = '<testsuite name="a" tests="1" failures="0" errors="0"><testcase {}/></testsuite>'
    assert schema.validate(etree.fromstring(suite.format('name="b"')))
    assert not schema.validate(etree.fromstring(suite.format('classname="b"')))
