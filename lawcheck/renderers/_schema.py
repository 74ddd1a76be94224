"""The JSON Schemas of what lawcheck writes for programs, made of the shapes by pydantic."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pydantic import TypeAdapter
from pydantic.json_schema import GenerateJsonSchema

from lawcheck.renderers import _shapes
from lawcheck.renderers.json_ import SCHEMA_VERSION


def _of(shape: Any, name: str) -> dict[str, Any]:
    made = TypeAdapter(shape).json_schema(mode="serialization")
    head = {
        "$schema": GenerateJsonSchema.schema_dialect,
        "$id": f"urn:lawcheck:{name}:{SCHEMA_VERSION}",
        "title": f"lawcheck {name}, version {SCHEMA_VERSION}",
    }
    return {**head, **{key: value for key, value in made.items() if key != "title"}}


# format → its schema
SCHEMAS: dict[str, Callable[[], dict[str, Any]]] = {
    "report": lambda: _of(_shapes.Answer, "report"),
    "compare": lambda: _of(_shapes.Comparison, "compare"),
    "jsonl": lambda: _of(_shapes.ReportLine | _shapes.UnreadableLine, "jsonl"),
}
