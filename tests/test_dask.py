"""Many papers on a Dask cluster: the same answers, also when one of its processes is killed meanwhile."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import finishing
import pytest

from lawcheck.api import answers

distributed = pytest.importorskip("distributed")

ROOT = Path(__file__).parents[1]

pytestmark = pytest.mark.skipif(os.name == "nt", reason="kills a process as Unix does")


@pytest.fixture(scope="module")
def client() -> Iterator[Any]:
    """Return the client of a cluster of three processes on this machine."""
    cluster = distributed.LocalCluster(
        n_workers=3, threads_per_worker=1, dashboard_address=None, silence_logs=50
    )
    with cluster, distributed.Client(cluster) as connected:
        yield connected


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """Return papers, and two paths at which there is none."""
    folder = tmp_path_factory.mktemp("papers")
    texts = [(ROOT / "examples" / name).read_text("utf-8") for name in ("complete.txt", "gappy.txt")]
    paths = [folder / f"{at:03}.txt" for at in range(150)]
    for at, path in enumerate(paths):
        path.write_text(texts[at % 2].replace("12", str(12 + at)), "utf-8")
    return [*map(str, paths[:70]), str(folder), *map(str, paths[70:]), str(folder / "nowhere.txt")]


def test_a_process_of_the_cluster_is_killed(client: Any, papers: list[str]) -> None:
    executor = client.get_executor()
    expected = list(answers(papers, finishing.line, jobs=1))
    found: list[bytes] = []
    workers = client.run(os.getpid)
    iterator = answers(papers, finishing.slow_line, executor=executor, jobs=3)
    found.extend(islice(iterator, 20))
    os.kill(min(workers.values()), signal.SIGKILL)
    found.extend(iterator)
    assert found == expected
    assert executor.submit(len, "on").result() == 2
    assert set(client.run(os.getpid).values()) - set(workers.values())  # one was started for it


def test_each_process_opens_the_work_once(client: Any, papers: list[str]) -> None:
    rules = str(ROOT / "examples" / "own-rules" / "yunxi.yaml")
    opened = client.run(lambda: finishing.opened(None)[1])  # type: ignore[arg-type]
    found = list(answers(papers, finishing.opened, executor=client.get_executor(), jobs=3, rules=rules))
    assert len(found) == len(papers)
    assert {misses for _, misses in found} <= {before + 1 for before in opened.values()}


def test_when_the_client_is_closed_the_rest_is_done_here(
    client: Any, papers: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("lawcheck.pooling._crews._WATCH", 0.2)
    other = distributed.Client(client.scheduler.address, set_as_default=False)
    iterator = answers(papers, finishing.line, executor=other.get_executor(), jobs=3)
    found = [next(iterator)]
    other.close()
    with pytest.warns(RuntimeWarning, match="this machine"):
        found.extend(iterator)
    assert found == list(answers(papers, finishing.line, jobs=1))
