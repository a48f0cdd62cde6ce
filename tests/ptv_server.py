"""A PTV server on this machine, with the sample records, for tests of the client.

It speaks https with a certificate that only `trusting` trusts, pages its answers, and fails in
the ways that servers fail.
"""

from __future__ import annotations

import json
import ssl
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Final
from urllib.parse import parse_qs, urlsplit

import trustme

DATA: Final = Path(__file__).resolve().parent / "data" / "ptv"
KEY: Final = "a-key-of-the-tests"
_PAGE: Final = 2
"""Records of a page, so few that the samples need several."""

_PATHS_12: Final = {
    "service": "service",
    "service-channel": "service-channel",
    "connection": "connection",
    "organization": "organization",
    "general-description": "general-description",
}
_PATHS_11: Final = {
    "Service": "Service",
    "ServiceChannel": "ServiceChannel",
    "Organization": "Organization",
    "GeneralDescription": "GeneralDescription",
}


@dataclass
class Behaviour:
    """How the server behaves; what it was asked stands in `asked` and `keys`.

    Attributes:
        troubles: what happens to the next questions, in order: a status such as `500`, `slow`,
            `truncated`, `elsewhere`, `plain-http`, `html`, `huge`, `nonsense`, or `reset`.
        every: what happens to all questions.
    """

    troubles: list[str] = field(default_factory=list)
    every: str = ""
    asked: list[str] = field(default_factory=list)
    keys: list[str | None] = field(default_factory=list)
    released: threading.Event = field(default_factory=threading.Event)


class _Server(ThreadingHTTPServer):
    daemon_threads = False
    behaviour: Behaviour

    def handle_error(self, request: Any, client_address: Any) -> None:  # noqa: ANN401 - socketserver's
        """Say nothing: clients that go away are part of the tests."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: Any) -> None:  # noqa: ANN401 - http.server's
        """Say nothing."""

    def do_GET(self) -> None:
        """Answer a question, or fail as told."""
        server = self.server
        assert isinstance(server, _Server)
        behaviour = server.behaviour
        behaviour.asked.append(self.path)
        behaviour.keys.append(self.headers.get("x-api-key"))
        trouble = behaviour.troubles.pop(0) if behaviour.troubles else behaviour.every
        if trouble:
            self._fail(trouble, behaviour)
        else:
            self._answer()

    def _fail(self, trouble: str, behaviour: Behaviour) -> None:
        if trouble.isdigit():
            self._send(
                int(trouble), b"{}", headers={"Retry-After": "3"} if trouble == "429" else None
            )
        elif trouble == "slow":
            behaviour.released.wait(10)
            self.close_connection = True
        elif trouble == "truncated":
            self._send(200, b'{"items": [', length=5000)
            self.close_connection = True
        elif trouble == "elsewhere":
            self._send(302, b"", headers={"Location": "https://other.example.org/api/v12"})
        elif trouble == "plain-http":
            self._send(302, b"", headers={"Location": f"http://{self.headers['Host']}{self.path}"})
        elif trouble == "html":
            self._send(200, b"<html>Maintenance</html>", kind="text/html")
        elif trouble == "nonsense":
            self._send(200, b'{"items": [{"a": ]}')
        elif trouble == "huge":
            self._send(200, b" " * 3000)
        else:
            self.close_connection = True

    def _send(
        self,
        status: int,
        body: bytes,
        *,
        kind: str = "application/json; charset=utf-8",
        length: int | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body) if length is None else length))
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def _answer(self) -> None:
        parts = urlsplit(self.path)
        query = parse_qs(parts.query)
        before, version, rest = parts.path.partition("/v12/")
        if version:
            if self.headers.get("x-api-key") != KEY:
                self._send(401, b"{}")
                return
            found = _answer_12(rest, query)
        else:
            before, version, rest = parts.path.partition("/v11/")
            found = _answer_11(rest, query)
        if not before or found is None:
            self._send(404, b'{"title": "Not found"}')
        else:
            self._send(200, json.dumps(found, ensure_ascii=False).encode())


def records(version: str, name: str) -> list[dict[str, Any]]:
    """Return the sample records of a kind."""
    found: list[dict[str, Any]] = []
    for path in sorted((DATA / version).glob(f"{name}-[0-9]*.json")):
        page = json.loads(path.read_text(encoding="utf-8"))
        found += page["itemList" if version == "v11" else "items"]
    return found


def _answer_12(path: str, query: dict[str, list[str]]) -> Any:  # noqa: ANN401 - JSON
    name, _slash, what = path.partition("/")
    if name not in _PATHS_12:
        return None
    found = records("v12", name)
    if what != "search":
        return next((one for one in found if one["contentId"] == what), None)
    if "serviceContentIds" in query:
        wanted = query["serviceContentIds"]
        assert len(wanted) <= 20
        found = [one for one in found if one["serviceContentId"] in wanted]
    number = int(query["page"][0])
    pages = -(-len(found) // _PAGE)
    return {
        "page": number,
        "pageSize": _PAGE,
        "totalItems": len(found),
        "totalPages": pages,
        "items": found[(number - 1) * _PAGE : number * _PAGE],
    }


def _answer_11(path: str, query: dict[str, list[str]]) -> Any:  # noqa: ANN401 - JSON
    name, _slash, what = path.strip("/").partition("/")
    if name not in _PATHS_11:
        return None
    found = records("v11", name)
    if what in ("list", "serviceWithGD/list"):
        wanted = query["guids"][0].split(",")
        assert len(wanted) <= 100
        return [one for one in found if one["id"] in wanted] or None
    if what.startswith("list/area/"):
        return _page_11(found, int(query.get("page", ["1"])[0]))
    if what:
        return None
    named = [{"id": one["id"], "name": one["id"]} for one in found]
    return _page_11(named, int(query.get("page", ["1"])[0]))


def _page_11(found: list[dict[str, Any]], number: int) -> dict[str, Any]:
    return {
        "pageNumber": number,
        "pageSize": _PAGE,
        "pageCount": -(-len(found) // _PAGE),
        "itemList": found[(number - 1) * _PAGE : number * _PAGE],
    }


@cache
def _authority() -> trustme.CA:
    """Return an authority made for this run, which nobody else trusts."""
    return trustme.CA()


def trusting() -> ssl.SSLContext:
    """Return a context that trusts the server of the tests and nobody else."""
    context = ssl.create_default_context()
    _authority().configure_trust(context)
    return context


@contextmanager
def ptv_server(behaviour: Behaviour) -> Iterator[str]:
    """Run the server; give its address with the path before the version."""
    server = _Server(("127.0.0.1", 0), _Handler)
    server.behaviour = behaviour
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    _authority().issue_cert("localhost", "127.0.0.1").configure_cert(context)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield f"https://localhost:{server.server_address[1]}/api"
    finally:
        behaviour.released.set()
        server.shutdown()
        server.server_close()
        thread.join()
