"""The parts of the rehearsal that need neither PostgreSQL nor Go."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from liveness import ends, is_alive

from rehearsal.child import Child, guarded
from rehearsal.errors import RehearsalError
from rehearsal.figures import Figures, contradictions, digest, dumps, read
from rehearsal.load import Pace, Request, send
from rehearsal.service import Service

PROJECT = Path(__file__).parent.parent
FIGURES = PROJECT / "docs" / "rehearsal.json"
PICTURE = PROJECT / "docs" / "rehearsal.svg"
HANGS_S = 30.0
PARENT = """
import os, sys, time
from pathlib import Path
from rehearsal.child import Child, guarded
with Child(guarded(["sh", "-c", "echo $$; exec sleep 600"]), os.environ, Path(sys.argv[1])) as child:
    print(int(child.output.readline()), flush=True)
    time.sleep(600)
"""


def test_guarded_child_stops_with_its_block(tmp_path: Path) -> None:
    with Child(guarded(["sh", "-c", "echo $$; exec sleep 600"]), os.environ, tmp_path / "log") as child:
        pid = int(child.output.readline())
        assert is_alive(pid)
    assert not is_alive(pid)


def test_guard_passes_on_the_status_of_its_command(tmp_path: Path) -> None:
    with Child(guarded(["sh", "-c", "exit 7"]), os.environ, tmp_path / "log") as child:
        assert child.wait() == 7


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_guarded_child_ends_however_its_parent_does(number: signal.Signals, tmp_path: Path) -> None:
    command = [sys.executable, "-c", PARENT, str(tmp_path / "log")]
    with subprocess.Popen(command, cwd=PROJECT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as parent:
        assert parent.stdout is not None
        pid = int(parent.stdout.readline())
        assert is_alive(pid)
        parent.send_signal(number)
    assert ends(pid)


class Handler(BaseHTTPRequestHandler):
    """Answers 404 to everything but ``/hangs``, to which it answers when the test is over."""

    over = threading.Event()

    def do_GET(self) -> None:
        if self.path == "/hangs":
            self.over.wait(HANGS_S)
        with contextlib.suppress(OSError):
            self.send_error(404)

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def answering() -> Iterator[Service]:
    Handler.over.clear()
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield Service("127.0.0.1", server.server_port)
        Handler.over.set()
        server.shutdown()
        thread.join()


def test_answers_come_in_the_order_of_the_requests(answering: Service) -> None:
    requests = [Request("GET", path) for path in ("/hangs", "/", "/hangs", "/")]
    answers = send(answering, requests, Pace(per_second=1000, at_once=4, timeout_s=0.5), time.monotonic())
    assert [answer.status for answer in answers] == [None, 404, None, 404]


def test_only_so_many_requests_are_under_way_at_once(answering: Service) -> None:
    pace = Pace(per_second=1000, at_once=1, timeout_s=0.3)
    first, second = send(answering, [Request("GET", "/hangs")] * 2, pace, time.monotonic())
    assert second.sent_s - first.sent_s >= pace.timeout_s


def test_server_that_is_nowhere_is_said_to_be_missing(tmp_path: Path) -> None:
    postgres = pytest.importorskip("rehearsal.postgres", exc_type=ImportError)
    with pytest.raises(RehearsalError, match="PostgreSQL's server is not installed"):
        postgres.find_programs(str(tmp_path), [f"{tmp_path}/*/bin"])


def test_newest_server_in_the_folders_is_taken(tmp_path: Path) -> None:
    postgres = pytest.importorskip("rehearsal.postgres", exc_type=ImportError)
    for version, programs in {"9": ("initdb", "postgres"), "16": ("initdb", "postgres"), "17": ("initdb",)}.items():
        (tmp_path / version / "bin").mkdir(parents=True)
        for program in programs:
            (tmp_path / version / "bin" / program).touch()
    assert postgres.find_programs(str(tmp_path), [f"{tmp_path}/*/bin"]) == tmp_path / "16" / "bin"


@pytest.fixture
def figures() -> Figures:
    return read(FIGURES)


def test_figures_in_the_documents_tell_the_story(figures: Figures) -> None:
    assert contradictions(figures) == []


def test_figures_are_written_as_they_are_read(figures: Figures) -> None:
    assert dumps(figures) == FIGURES.read_text(encoding="utf-8")


def test_picture_was_drawn_from_the_figures_beside_it() -> None:
    assert digest(FIGURES) in PICTURE.read_text(encoding="utf-8")


def test_twin_that_leaks_contradicts_the_story(figures: Figures) -> None:
    figures["mended"] |= {"hung": 3, "in_use": 1}
    figures["handlers"][0]["mended"]["in_use"] = 1
    assert contradictions(figures) == [
        "3 requests of the twin hung",
        "1 connections of the twin were in use at the end",
        "(*Shop).Unpaid of the twin keeps its connection",
    ]


def test_service_that_does_not_leak_contradicts_the_story(figures: Figures) -> None:
    figures["leaking"] |= {"hung": 0, "in_use": 0, "most_sessions": 9}
    assert contradictions(figures) == [
        "the service reached 9 connections of 50",
        "0 of 50 connections of the service were in use at the end",
        "no request of the service hung",
    ]
