"""What holds for all tests: they behave alike in a pipeline and on a desk, fast or busy."""

from __future__ import annotations

import pytest
from hypothesis import settings

settings.register_profile("untimed", deadline=None)  # no test is timed
settings.load_profile("untimed")

PIPELINE = ("GITHUB_ACTIONS", "GITHUB_STEP_SUMMARY", "GITHUB_WORKSPACE", "CI_PROJECT_DIR")


@pytest.fixture(autouse=True)
def _no_pipeline(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in PIPELINE:
        monkeypatch.delenv(name, raising=False)
