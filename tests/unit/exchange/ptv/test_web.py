"""PTV over https: paging, retries, refusals, and a key that goes nowhere else.

Named sabotage, each tried: let `_SameServer` follow everywhere, and the redirects turn red; take
the look at `answer.length` out of `Client._body`, and what is cut off is read as damaged instead
of asked again; take its limit on bytes out, and the answer without end is read.
"""

from __future__ import annotations

import ssl
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from advisor_desk.domain.failures import Failure, FailureKind
from advisor_desk.domain.imports import Incoming, Progress, Rejected, Skipped, Stopped
from advisor_desk.exchange.ptv import client, web
from advisor_desk.exchange.ptv.client import Client
from advisor_desk.exchange.reader_options import ReaderOptions
from advisor_desk.services.explain import explain
from tests.ptv_server import KEY, Behaviour, ptv_server, trusting
from tests.unit.exchange.ptv.samples import OPTIONS, V11, V12, taken

Records = list[Incoming | Rejected | Skipped]


class Server:
    """The server of a test, and what the client did.

    Attributes:
        waited: seconds that the client waited, in its slices.
    """

    def __init__(self, address: str, behaviour: Behaviour) -> None:
        self.address = address
        self.behaviour = behaviour
        self.waited: list[float] = []

    def records(
        self, path: str, key: str = KEY, progress: Progress | None = None, timeout: float = 5
    ) -> Records:
        """Fetch what an address gives."""
        make = partial(Client, context=trusting(), wait=self.waited.append, timeout=timeout)
        read = web.reader(f"{self.address}/{path}", with_key(key), make_client=make)
        return list(read(progress or Progress()))

    def failure(self, path: str = "v12", *, timeout: float = 5) -> str:
        """Return the detail of the failure that an address ends in."""
        with pytest.raises(Failure) as caught:
            self.records(path, timeout=timeout)
        assert caught.value.kind is FailureKind.NO_ANSWER
        assert KEY not in f"{caught.value} {explain(caught.value)}"
        return caught.value.detail


def with_key(key: str = KEY) -> ReaderOptions:
    return replace(OPTIONS, key=key)


@pytest.fixture(autouse=True)
def no_key_around(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take the developer's own key away, and let nothing stand between."""
    monkeypatch.delenv(web.KEY_VARIABLE, raising=False)
    monkeypatch.setenv("no_proxy", "localhost")


@pytest.fixture
def server() -> Iterator[Server]:
    """Give a running server with the samples."""
    behaviour = Behaviour()
    with ptv_server(behaviour) as address:
        yield Server(address, behaviour)


def names(records: Records) -> list[str]:
    return [one.service.name.fi for one in records if isinstance(one, Incoming)]


@pytest.mark.parametrize(("path", "folder"), [("v11", V11), ("v12", V12)])
def test_a_server_gives_what_its_download_gives(server: Server, path: str, folder: Path) -> None:
    found = {r.service.name.fi: r for r in server.records(path) if isinstance(r, Incoming)}
    from_files = taken(folder)
    assert {name: one.service for name, one in found.items()} == {
        name: one.service for name, one in from_files.items()
    }
    assert found["Neuvonta maahan muuttaneille"].organization is not None


def test_pages_are_read_to_the_end(server: Server) -> None:
    server.records("v12")
    pages = [asked for asked in server.behaviour.asked if "/service/search?" in asked]
    assert [asked.rpartition("page=")[2] for asked in pages] == ["1", "2", "3"]
    assert all("pageSize=100" in asked for asked in pages)


def test_a_list_of_version_11_that_holds_whole_services_is_used_as_it_is(server: Server) -> None:
    found = server.records("v11/Service/list/area/Municipality/code/049")
    assert "Neuvonta maahan muuttaneille" in names(found)
    assert not any("serviceWithGD" in asked for asked in server.behaviour.asked)


def test_a_search_of_version_12_is_kept_as_it_was_asked(server: Server) -> None:
    server.records("v12/service/search?municipalities=049&municipalities=091&page=7")
    first = server.behaviour.asked[0]
    assert "municipalities=049&municipalities=091" in first
    assert first.endswith("page=1")


@pytest.mark.parametrize("path", ["v11", "v12"])
def test_progress_only_grows(server: Server, path: str) -> None:
    parts: list[float] = []
    progress = Progress(told=lambda part, _count: parts.append(part) if part is not None else None)
    server.records(path, progress=progress)
    assert parts == sorted(parts)
    assert len({part for part in parts if part < 0.5}) > 3
    assert parts[-1] == 1


def test_many_channels_are_read_by_pages(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web, "_FEW", 2)
    found = server.records("v12")
    assert "Neuvonta maahan muuttaneille" in names(found)
    assert any("/service-channel/search?" in asked for asked in server.behaviour.asked)


def test_the_key_goes_to_version_12_alone(server: Server) -> None:
    server.records("v12")
    assert set(server.behaviour.keys) == {KEY}
    server.behaviour.keys.clear()
    server.records("v11")
    assert set(server.behaviour.keys) == {None}


def test_the_key_is_taken_from_the_environment(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(web.KEY_VARIABLE, f" {KEY}\n")
    make = partial(Client, context=trusting())
    read = web.reader(f"{server.address}/v12", OPTIONS, make_client=make)
    assert names(list(read(Progress())))


def test_the_key_is_not_in_what_is_logged_of_the_options() -> None:
    assert KEY not in repr(with_key())


def test_version_12_without_a_key_is_refused_before_anything_is_asked() -> None:
    with pytest.raises(Failure, match="key of your organisation"):
        web.reader("https://localhost/api/v12", OPTIONS)


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("http://api.palvelutietovaranto.suomi.fi/api/v11", "https"),
        ("ftp://example.org/v11", "https"),
        ("https://example.org/data", "v11"),
        ("https://me:secret@example.org/api/v11", "password"),
    ],
)
def test_an_address_that_is_not_safe_is_refused(url: str, words: str) -> None:
    with pytest.raises(Failure) as caught:
        web.reader(url, with_key())
    assert words in caught.value.detail
    assert "secret" not in caught.value.detail


def test_a_wrong_key_is_told(server: Server) -> None:
    with pytest.raises(Failure, match="does not accept the key") as caught:
        server.records("v12", key="wrong")
    assert "wrong" not in caught.value.detail
    assert len(server.behaviour.asked) == 1


@pytest.mark.parametrize("trouble", ["500", "503", "reset", "truncated"])
def test_what_passes_is_tried_again(server: Server, trouble: str) -> None:
    server.behaviour.troubles = [trouble, trouble]
    assert "Neuvonta maahan muuttaneille" in names(server.records("v12"))
    assert sum(server.waited) == pytest.approx(1 + 2)


def test_a_busy_server_says_how_long_to_wait(server: Server) -> None:
    server.behaviour.troubles = ["429"]
    assert names(server.records("v12"))
    assert sum(server.waited) == pytest.approx(3)


@pytest.mark.parametrize(
    ("trouble", "words", "questions"),
    [
        ("500", "too busy", client.ATTEMPTS),
        ("429", "too busy", client.ATTEMPTS),
        ("truncated", "cut off", client.ATTEMPTS),
        ("reset", "breaks off", client.ATTEMPTS),
        ("400", "error 400", 1),
        ("html", "text/html", 1),
        ("nonsense", "not JSON", 1),
        ("elsewhere", "https://other.example.org, which is not followed", 1),
        ("plain-http", "http://localhost, which is not followed", 1),
    ],
)
def test_what_does_not_pass_is_one_clear_sentence(
    server: Server, trouble: str, words: str, questions: int
) -> None:
    server.behaviour.every = trouble
    detail = server.failure()
    assert words in detail
    assert "localhost" in detail
    assert len(server.behaviour.asked) == questions


def test_a_silent_server_is_left(server: Server) -> None:
    server.behaviour.every = "slow"
    assert "does not answer" in server.failure(timeout=0.1)


def test_an_answer_without_end_is_refused(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client, "MAX_BYTES", 2000)
    server.behaviour.every = "huge"
    assert "larger than" in server.failure()


def test_an_answer_that_drips_is_given_up(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client, "MAX_SECONDS", -1)
    assert "too slowly" in server.failure()


def test_a_server_without_services_says_so(server: Server) -> None:
    server.behaviour.every = "404"
    with pytest.raises(Failure, match="holds no services"):
        server.records("v12")


def test_a_certificate_that_nobody_trusts_ends_it_before_the_key_is_sent(server: Server) -> None:
    make: Callable[[str, str], Client] = partial(Client, context=ssl.create_default_context())
    read = web.reader(f"{server.address}/v12", with_key(), make_client=make)
    with pytest.raises(Failure, match="certificate of localhost cannot be trusted"):
        list(read(Progress()))
    assert server.behaviour.asked == []


def test_a_server_that_is_not_there_is_told() -> None:
    make = partial(Client, context=trusting(), wait=_no_wait)
    read = web.reader("https://localhost:1/api/v12", with_key(), make_client=make)
    with pytest.raises(Failure, match="connection to localhost breaks off"):
        list(read(Progress()))


def _no_wait(_seconds: float) -> None:
    """Wait for nothing."""


def test_waiting_can_be_stopped(server: Server) -> None:
    progress = Progress()
    server.behaviour.every = "503"
    make = partial(
        Client, context=trusting(), wait=lambda _seconds: setattr(progress, "stopped", True)
    )
    read = web.reader(f"{server.address}/v12", with_key(), make_client=make)
    with pytest.raises(Stopped):
        list(read(progress))
    assert len(server.behaviour.asked) == 1


def test_fetching_can_be_stopped(server: Server) -> None:
    progress = Progress()
    progress.told = lambda _part, _count: setattr(
        progress, "stopped", len(server.behaviour.asked) > 2
    )
    with pytest.raises(Stopped):
        server.records("v12", progress=progress)
    assert len(server.behaviour.asked) == 3
    assert threading.active_count() < 10
