"""The served page's server: who may ask, what is too much, how it begins and ends; nothing on disk."""

from __future__ import annotations

import errno
import http.client
import json
import re
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import webbrowser
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import uvicorn
from makers.papers import as_docx

from lawcheck import cli
from lawcheck.cli import serve as command
from lawcheck.desk import Desk
from lawcheck.errors import UsageError
from lawcheck.renderers._html.policy import policy
from lawcheck.serve import desks as desks_module
from lawcheck.serve import running
from lawcheck.serve.desks import Desks

GAPPY = (Path(__file__).parents[1] / "examples" / "gappy.txt").read_bytes()
PATIENCE = 60  # seconds, on a busy machine


class Answer(NamedTuple):
    """What the server answered."""

    status: int
    headers: dict[str, str]
    data: bytes

    @property
    def told(self) -> Any:
        """The answer as JSON."""
        return json.loads(self.data)


class Server:
    """A server that runs beside the test."""

    def __init__(self, lines: list[str]) -> None:
        """Take what it said when it began."""
        found = re.search(r"http://127\.0\.0\.1:(\d+)/\?token=([\w-]+)", "\n".join(lines))
        assert found, lines
        self.port, self.token = int(found[1]), found[2]
        self.own = f"http://127.0.0.1:{self.port}"
        self.cookie = ""

    def ask(self, method: str, path: str, body: bytes | None = None, **headers: str) -> Answer:
        """Ask for something, as the page does unless the headers say otherwise; an empty header is none."""
        usual = {"Origin": self.own if method in ("POST", "DELETE") else "", "Cookie": self.cookie}
        told = usual | {name.replace("_", "-"): value for name, value in headers.items()}
        wanted = {name: value for name, value in told.items() if value}
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            connection.request(method, path, body, wanted)
            answer = connection.getresponse()
            names = {name.lower(): value for name, value in answer.getheaders()}
            return Answer(answer.status, names, answer.read())
        finally:
            connection.close()

    def enter(self) -> None:
        """Open the page by its link."""
        self.cookie = self.ask("GET", f"/?token={self.token}").headers["set-cookie"].partition(";")[0]

    def desk(self) -> str:
        """Set up a desk and return the beginning of its addresses."""
        return f"/desks/{self.ask('POST', '/desks').told['desk']}"


@contextmanager
def running_server(lang: str = "zh") -> Iterator[Server]:
    """Give a server in a thread, and end it."""
    lines: list[str] = []
    begun = threading.Event()
    ending: list[uvicorn.Server] = []

    class Known(uvicorn.Server):
        def __init__(self, config: Any) -> None:
            super().__init__(config)
            ending.append(self)

        async def startup(self, sockets: Any = None) -> None:
            await super().startup(sockets)
            begun.set()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(uvicorn, "Server", Known)
        thread = threading.Thread(
            target=running.serve,
            args=(lambda: Desk(lang=lang), lines.append),
            kwargs={"port": 0, "idle": 10, "opens": False, "lang": lang},
        )
        thread.start()
        assert begun.wait(PATIENCE)
        try:
            yield Server(lines)
        finally:
            ending[0].should_exit = True
            thread.join(PATIENCE)
            assert not thread.is_alive()


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with running_server() as found:
        found.enter()
        yield found


# Who may ask


def test_the_link_works_once() -> None:
    with running_server() as server:
        assert server.ask("GET", "/").status == 403
        refused = server.ask("GET", "/?token=wrong")
        assert refused.status == 403
        assert "命令窗口" in refused.data.decode()
        entered = server.ask("GET", f"/?token={server.token}")
        assert (entered.status, entered.headers["location"]) == (303, "/")
        cookie = entered.headers["set-cookie"]
        assert "HttpOnly" in cookie
        assert "samesite=strict" in cookie.lower()
        again = server.ask("GET", f"/?token={server.token}")
        assert again.status == 403
        assert "set-cookie" not in again.headers
        server.cookie = cookie.partition(";")[0]
        assert server.ask("GET", f"/?token={server.token}").headers["location"] == "/"
        assert server.ask("GET", "/").status == 200


@pytest.mark.parametrize("path", ["/", "/desk.js", "/desks/x/report", "/nothing"])
@pytest.mark.parametrize("cookie", ["", "lawcheck=1", "lawcheck-{port}=wrong", "lawcheck-{port}=值"])
def test_without_the_sessions_cookie_nothing_is_answered(server: Server, path: str, cookie: str) -> None:
    given = cookie.format(port=server.port).encode().decode("latin-1")
    answer = server.ask("GET", path, Cookie=given)
    assert answer.status == 403
    assert b"<script" not in answer.data


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1", "evil.example:{port}", "127.0.0.1.evil.example:{port}"]
)
def test_a_foreign_host_is_refused(server: Server, host: str) -> None:
    assert server.ask("GET", "/", Host=host.format(port=server.port)).status == 403


def test_both_names_of_this_machine_will_do(server: Server) -> None:
    name = f"localhost:{server.port}"
    assert server.ask("GET", "/", Host=name).status == 200
    assert server.ask("POST", "/desks", Host=name, Origin=f"http://{name}").status == 200


@pytest.mark.parametrize(
    "origin", ["", "null", "http://evil.example", "https://127.0.0.1:{port}", "http://127.0.0.1"]
)
@pytest.mark.parametrize(
    ("method", "path"), [("POST", "/desks"), ("DELETE", "/desks/x"), ("POST", "/desks/x/papers")]
)
def test_a_foreign_origin_is_refused(server: Server, method: str, path: str, origin: str) -> None:
    assert server.ask(method, path, Origin=origin.format(port=server.port)).status == 403


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_what_a_foreign_page_asks_is_refused(server: Server, site: str) -> None:
    assert server.ask("GET", "/desks/x/report", Sec_Fetch_Site=site).status == 403
    assert server.ask("GET", "/desk.js", Sec_Fetch_Site=site).status == 403
    assert server.ask("GET", "/", Sec_Fetch_Site=site).status == 200  # the link, clicked in another program


@pytest.mark.parametrize("path", ["/", "/desk.js", "/nothing"])
def test_every_answer_keeps_to_itself(server: Server, path: str) -> None:
    for cookie in (server.cookie, ""):
        headers = server.ask("GET", path, Cookie=cookie).headers
        assert headers["content-security-policy"].startswith("default-src 'self'; ")
        assert "unsafe" not in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["cache-control"] == "no-store"
        assert headers["referrer-policy"] == "no-referrer"
        assert headers["cross-origin-resource-policy"] == "same-origin"
        assert "server" not in headers


def test_only_files_of_the_page_are_served(server: Server) -> None:
    assert server.ask("GET", "/desk.css").headers["content-type"].startswith("text/css")
    for path in ("/worker.js", "/local.js", "/..%2f__init__.py", "/%2e%2e/__init__.py", "/../app.py"):
        assert server.ask("GET", path).status == 404
    assert b"script-src" not in server.ask("GET", "/").data


# Papers


def test_a_paper_is_checked_and_can_be_had_in_every_form(server: Server) -> None:
    on, desk = server.desk(), Desk()
    for name, data in {
        "报告.txt": GAPPY,
        "报告.docx": as_docx(GAPPY.decode()),
        "坏.docx": b"PK\3\4x",
    }.items():
        told = server.ask("POST", f"{on}/papers?name={quoted(name)}", data).told
        assert told == desk.check(name, data)._asdict()
    report = server.ask("GET", f"{on}/report")
    assert report.data == desk.report()
    assert report.headers["content-security-policy"] == f"{policy()}; frame-ancestors 'self'"
    page = server.ask("GET", f"{on}/page")
    assert page.data == desk.report()
    assert page.headers["content-disposition"].startswith("attachment; filename*=UTF-8''")
    assert server.ask("GET", f"{on}/words/1").data == desk.word(1).data
    assert server.ask("GET", f"{on}/words").data[:2] == b"PK"
    assert server.ask("GET", f"{on}/table").data[:2] == b"PK"


def quoted(name: str) -> str:
    return "".join(f"%{byte:02x}" for byte in name.encode())


def test_what_is_wrong_is_told_in_a_sentence(server: Server) -> None:
    on = server.desk()
    assert server.ask("GET", f"{on}/words").told == {"error": "没有这份 Word 文件"}
    assert "刷新网页" in server.ask("GET", "/desks/none/report").told["error"]
    assert server.ask("GET", f"{on}/words/0").status == 400
    assert server.ask("POST", f"{on}/papers?name=x.txt", b"").told["reason"] == "文件是空的"


def test_a_frame_shows_the_sentence_as_it_is(server: Server) -> None:
    answer = server.ask("GET", "/desks/none/report", Accept="text/html,*/*;q=0.8")
    assert (answer.status, answer.headers["content-type"]) == (400, "text/plain; charset=utf-8")
    assert answer.data.decode() == "这些结果已经不在了，请刷新网页再检查"


def test_one_that_is_no_such_report_can_be_checked_all_the_same(server: Server) -> None:
    on = server.desk()
    other = (
        "云溪县2023年政府信息公开工作年度报告\n全年主动公开政府信息三千余条，现公布本年度报告。\n".encode()
    )
    assert server.ask("POST", f"{on}/papers?name=x.txt", other).told["status"] == "not_applicable"
    assert server.ask("POST", f"{on}/papers?name=x.txt&force=1", other).told["status"] == "gaps"


def test_a_failing_check_is_told_and_the_next_one_goes_on(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    on = server.desk()
    with monkeypatch.context() as patch:
        patch.setattr(Desk, "check", lambda *_, **__: 1 / 0)
        answer = server.ask("POST", f"{on}/papers?name=x.txt", GAPPY)
    assert answer.status == 500
    assert "内部错误" in answer.told["error"]
    assert server.ask("POST", f"{on}/papers?name=x.txt", GAPPY).told["status"] == "gaps"


def test_a_file_of_60_mb_is_refused_in_a_sentence(server: Server) -> None:
    on = server.desk()
    answer = server.ask("POST", f"{on}/papers?name=x.pdf", bytes(60_000_000))
    assert (answer.status, answer.told) == (400, {"error": "文件超过 50 MB，没有检查"})
    assert server.ask("POST", f"{on}/papers?name=x.txt", GAPPY).status == 200


def test_a_desk_takes_so_many_papers_and_can_be_cleared(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    on = server.desk()
    monkeypatch.setattr(desks_module, "MOST_PAPERS", 2)
    answers = [server.ask("POST", f"{on}/papers?name={at}.txt", b"") for at in range(3)]
    assert [answer.status for answer in answers] == [200, 200, 400]
    assert "请先清空" in answers[-1].told["error"]
    assert server.ask("DELETE", on).status == 204
    assert server.ask("POST", f"{on}/papers?name=0.txt", b"").told["number"] == 0


def test_the_desks_used_longest_ago_go_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(desks_module, "MOST_DESKS", 2)
    desks = Desks(Desk)
    first, second = desks.new(), desks.new()
    desks.find(first)
    third = desks.new()
    with pytest.raises(UsageError):
        desks.find(second)
    monkeypatch.setattr(desks_module, "MOST_BYTES", 3 * len(GAPPY))
    desks.check(first, "a.txt", GAPPY, force=False)
    desks.check(third, "a.txt", GAPPY, force=False)
    desks.check(third, "b.txt", GAPPY, force=False)
    desks.find(first)
    desks.check(third, "c.txt", GAPPY, force=False)
    with pytest.raises(UsageError):
        desks.find(first)
    with pytest.raises(UsageError, match="清空"):
        desks.check(third, "d.txt", GAPPY, force=False)


def test_nothing_is_kept_on_disk(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a file was made")

    for name in ("mkstemp", "mkdtemp", "TemporaryFile", "NamedTemporaryFile", "SpooledTemporaryFile"):
        monkeypatch.setattr(tempfile, name, refuse)
    on, large = server.desk(), as_docx(GAPPY.decode() + "本局依法履职。\n" * 20_000)
    assert server.ask("POST", f"{on}/papers?name=x.docx", large).told["status"] == "gaps"
    assert server.ask("GET", f"{on}/report").status == 200
    assert server.ask("GET", f"{on}/words/0").status == 200


def test_in_english() -> None:
    with running_server("en") as server:
        assert b"command window" in server.ask("GET", "/").data
        server.enter()
        assert b'<html lang="en">' in server.ask("GET", "/").data
        on = server.desk()
        assert server.ask("POST", f"{on}/papers?name=x.txt", b"").told["verdict"] == "not read"


# Beginning and end


def listened() -> socket.socket:
    """Return a socket that has a port."""
    taken = socket.socket()
    taken.bind(("127.0.0.1", 0))
    taken.listen()
    return taken


def test_a_port_that_is_taken_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    with listened() as taken:
        port = str(taken.getsockname()[1])
        assert cli.main(["serve", "--no-browser", "--port", port]) == 2
        assert f"端口 {port} 已被别的程序占用" in capsys.readouterr().err
        assert cli.main(["serve", "--no-browser", "--port", port, "--lang", "en"]) == 2
        assert f"port {port} is taken" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("error", "told"),
    [(PermissionError(errno.EACCES, "x"), "没有权限"), (OSError(errno.EIO, "坏了"), "坏了")],
)
def test_a_port_that_cannot_be_used_is_told(
    error: OSError, told: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    class Refusing(socket.socket):
        def bind(self, address: Any) -> None:
            raise error

    monkeypatch.setattr(socket, "socket", Refusing)
    assert cli.main(["serve", "--port", "80"]) == 2
    assert told in capsys.readouterr().err


@pytest.mark.parametrize("args", [["--port", "0"], ["--port", "70000"], ["--idle", "0"], ["--rules", "none"]])
def test_options_that_make_no_sense_are_refused(args: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["serve", "--no-browser", *args]) == 2
    captured = capsys.readouterr()
    assert captured.err
    assert not captured.out


def test_a_missing_extra_is_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(command, "find_spec", lambda _: None)
    assert cli.main(["serve"]) == 2
    assert 'pip install "lawcheck-cn[web]"' in capsys.readouterr().err


def browsing_result(monkeypatch: pytest.MonkeyPatch, open: Any, *, display: bool = True) -> list[str]:
    """Return what is said when the browser is opened."""
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER"):
        monkeypatch.delenv(name, raising=False)
    if display:
        monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.setattr(webbrowser, "open", open)
    said: list[str] = []
    running._open("http://127.0.0.1:1/", lambda: said.append("not opened"))
    return said


def test_a_browser_that_does_not_open_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_: str) -> bool:
        raise webbrowser.Error

    assert browsing_result(monkeypatch, lambda _: True) == []
    assert browsing_result(monkeypatch, lambda _: False) == ["not opened"]
    assert browsing_result(monkeypatch, broken) == ["not opened"]


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="there is always a screen")
def test_no_browser_takes_the_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    called: list[str] = []
    assert browsing_result(monkeypatch, called.append, display=False) == ["not opened"]
    assert called == []


def started(*args: str) -> subprocess.Popen[str]:
    options = ["-m", "lawcheck", "serve", "--no-browser", *args]
    return subprocess.Popen(
        [sys.executable, *options],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )


def test_it_ends_by_itself_when_nobody_asks() -> None:
    done = started("--idle", "0.01")
    out, err = done.communicate(timeout=PATIENCE)
    assert (done.returncode, err) == (0, "")
    assert out.splitlines()[-1] == "0.01 分钟没有使用，已自动结束。"


@pytest.mark.skipif(sys.platform == "win32", reason="it has no such signal for one process")
def test_ctrl_c_is_its_usual_end() -> None:
    process = started()
    assert process.stdout
    server = Server([process.stdout.readline(), process.stdout.readline()])
    server.enter()
    assert server.ask("GET", "/").status == 200
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=PATIENCE)
    assert (process.returncode, err) == (0, "")
    assert out.splitlines()[-1] == "已结束。"


def test_work_keeps_it_alive(monkeypatch: pytest.MonkeyPatch) -> None:
    """A check that takes longer than the idle time is not cut off."""
    begun, go_on = threading.Event(), threading.Event()
    real = Desk.check

    def slow(self: Desk, *args: Any, **options: Any) -> Any:
        begun.set()
        assert go_on.wait(PATIENCE)
        return real(self, *args, **options)

    monkeypatch.setattr(Desk, "check", slow)
    lines: list[str] = []
    thread = threading.Thread(
        target=running.serve,
        args=(Desk, lines.append),
        kwargs={"port": 0, "idle": 0.02, "opens": False, "lang": "zh"},
    )
    thread.start()
    while len(lines) < 3:
        time.sleep(0.01)
    server = Server(lines)
    server.enter()
    on, answers = server.desk(), list[Answer]()
    asking = threading.Thread(
        target=lambda: answers.append(server.ask("POST", f"{on}/papers?name=x.txt", GAPPY))
    )
    asking.start()
    assert begun.wait(PATIENCE)
    thread.join(2)  # longer than the idle time
    assert thread.is_alive()
    go_on.set()
    asking.join(PATIENCE)
    assert answers[0].told["status"] == "gaps"
    thread.join(PATIENCE)
    assert "自动结束" in lines[-1]


def test_ending_amid_a_check_is_quiet(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """The command window shows no traceback of what was cut off."""
    begun, go_on = threading.Event(), threading.Event()

    def slow(*_: Any, **__: Any) -> Any:
        begun.set()
        assert go_on.wait(PATIENCE)

    monkeypatch.setattr(Desk, "check", slow)
    monkeypatch.setattr(running, "_LONGEST_GOODBYE", 1)
    answers: list[Answer] = []
    try:
        with running_server() as server:
            server.enter()
            path = f"{server.desk()}/papers?name=x.txt"
            asking = threading.Thread(target=lambda: answers.append(server.ask("POST", path, GAPPY)))
            asking.start()
            assert begun.wait(PATIENCE)
        asking.join(PATIENCE)
    finally:
        go_on.set()
    assert [answer.status for answer in answers] == [500]
    assert caplog.records == []
