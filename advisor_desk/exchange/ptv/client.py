"""Asks a server for JSON, carefully: https alone, with limits, retries and a way to stop."""

from __future__ import annotations

import http.client
import socket
import ssl
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from email.message import Message
from typing import IO, Any, Final, TypeVar
from urllib.parse import urlsplit

import msgspec

from advisor_desk import __version__
from advisor_desk.domain.failures import Failure, FailureKind
from advisor_desk.domain.imports import Progress
from advisor_desk.i18n import _
from advisor_desk.i18n.formats import format_number

FormT = TypeVar("FormT")

TIMEOUT: Final = 30.0
"""Seconds without a byte after which a server counts as silent."""
MAX_SECONDS: Final = 180.0
"""Seconds that one answer may take, however steadily it drips."""
MAX_BYTES: Final = 64_000_000
"""Bytes of one answer; a page of a hundred services has one or two million."""
ATTEMPTS: Final = 5
MAX_WAIT: Final = 120.0
"""Seconds that a server may ask to wait before it is asked again."""
_CHUNK: Final = 1 << 16
_SLICE: Final = 0.2
"""Seconds between two looks at whether the work is to stop."""
_BUSY: Final = frozenset({429, 500, 502, 503, 504})


class _TryAgain(Exception):
    """The server could not answer now.

    Attributes:
        after: seconds that it asked for, or None.
        reason: half a sentence for the case that it never answers.
    """

    def __init__(self, reason: str, after: float | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.after = after


class _SameServer(urllib.request.HTTPRedirectHandler):
    """Follows only to the same server by https: the key must not go elsewhere."""

    def redirect_request(
        self,
        req: urllib.request.Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: Message,
        newurl: str,
    ) -> urllib.request.Request | None:
        """Return the request to follow to.

        Raises:
            Failure: it leads to another server or away from https.
        """
        here, there = urlsplit(req.full_url), urlsplit(newurl)
        if there.scheme != "https" or there.netloc != here.netloc:
            fp.close()
            raise _no_answer(
                _("{server} sends on to another address, {address}, which is not followed").format(
                    server=here.hostname, address=f"{there.scheme}://{there.hostname or ''}"
                )
            )
        return super().redirect_request(req, fp, code, msg, headers, newurl)  # type: ignore[arg-type]  # a Message is what comes


class Client:
    """A server that is asked for JSON.

    Args:
        root: address that all paths are below, https.
        key: sent as `x-api-key`, or empty.
        context: what certificates are trusted; by default those of the system.
        wait: sleeps for some seconds.
        timeout: seconds without a byte after which the server counts as silent.
    """

    def __init__(
        self,
        root: str,
        key: str = "",
        *,
        context: ssl.SSLContext | None = None,
        wait: Callable[[float], None] = time.sleep,
        timeout: float = TIMEOUT,
    ) -> None:
        self._root = root
        self._server = urlsplit(root).hostname or root
        self._headers = {
            "Accept": "application/json",
            "User-Agent": f"advisor-desk/{__version__}",
            **({"x-api-key": key} if key else {}),
        }
        self._opener = urllib.request.build_opener(
            urllib.request.HTTPSHandler(context=context or ssl.create_default_context()),
            _SameServer(),
        )
        self._wait = wait
        self._timeout = timeout

    def json(self, path: str, form: type[FormT], progress: Progress) -> FormT | None:
        """Return an answer, read as a form; None where the server has nothing (404).

        Args:
            path: below the root, with what is asked.
            form: as `msgspec` knows it.
            progress: told while the answer comes, so that it can be stopped.

        Raises:
            Failure: the server cannot be reached, refuses, or answers with something else;
                the sentence never holds the key.
            Stopped: the work was cancelled.
        """
        body = self._asked(path, progress)
        if body is None:
            return None
        try:
            return msgspec.json.decode(body, type=form)
        except (msgspec.DecodeError, RecursionError, UnicodeDecodeError) as error:
            raise self._failed(
                _("what {server} answered is not JSON as PTV publishes it")
            ) from error

    def _asked(self, path: str, progress: Progress) -> bytes | None:
        """Ask until there is an answer, a few times."""
        for attempt in range(1, ATTEMPTS + 1):
            progress.step(None, records=0)
            try:
                return self._once(path, progress)
            except _TryAgain as error:
                if attempt == ATTEMPTS:
                    raise self._failed(error.reason) from error
                asked_for = error.after if error.after is not None else float(2 ** (attempt - 1))
                self._pause(min(asked_for, MAX_WAIT), progress)
        return None

    def _pause(self, seconds: float, progress: Progress) -> None:
        while seconds > 0:
            self._wait(min(seconds, _SLICE))
            seconds -= _SLICE
            progress.step(None, records=0)

    def _once(self, path: str, progress: Progress) -> bytes | None:
        """Ask once.

        Raises:
            _TryAgain: there may be an answer later.
            Failure: there will be none.
        """
        request = urllib.request.Request(f"{self._root}/{path}", headers=self._headers)
        try:
            with self._opener.open(request, timeout=self._timeout) as answer:
                return self._body(answer, progress)
        except urllib.error.HTTPError as error:
            with error:
                if error.code == 404:
                    return None
                raise self._refusal(error) from error
        except urllib.error.URLError as error:
            raise self._unreached(error.reason) from error
        except (TimeoutError, ConnectionError, http.client.HTTPException) as error:
            raise self._unreached(error) from error
        except ssl.SSLError as error:
            raise self._unreached(error) from error

    def _body(self, answer: Any, progress: Progress) -> bytes:  # noqa: ANN401 - urllib does not say
        kind = answer.headers.get_content_type()
        if kind != "application/json" and not kind.endswith("+json"):
            problem = _("{server} answered with {kind} in place of JSON")
            raise self._failed(problem, kind=kind)
        parts: list[bytes] = []
        size, began = 0, time.monotonic()
        while part := answer.read1(_CHUNK):
            size += len(part)
            if size > MAX_BYTES:
                limit = format_number(MAX_BYTES // 1_000_000)
                problem = _("an answer of {server} is larger than {limit} MB")
                raise self._failed(problem, limit=limit)
            if time.monotonic() - began > MAX_SECONDS:
                raise _TryAgain(_("{server} answers too slowly"))
            parts.append(part)
            progress.step(None, records=0)
        if answer.length:
            raise _TryAgain(_("the answers of {server} are cut off"))
        return b"".join(parts)

    def _refusal(self, error: urllib.error.HTTPError) -> Exception:
        """Return what to raise where the server refuses: to try again, or the failure."""
        if error.code in _BUSY:
            busy = _("{server} is too busy to answer now; try again later")
            return _TryAgain(busy, _seconds(error.headers.get("Retry-After")))
        if error.code in (401, 403):
            return self._failed(_("{server} does not accept the key; check it, or ask DVV for one"))
        return self._failed(_("{server} answers with error {code}"), code=error.code)

    def _unreached(self, reason: object) -> Exception:
        """Return what to raise where the server could not be asked at all."""
        if isinstance(reason, ssl.SSLCertVerificationError):
            problem = _(
                "the certificate of {server} cannot be trusted, so nothing was sent to it; ask your"
                " administrator ({reason})"
            )
            return self._failed(problem, reason=reason.verify_message)
        if isinstance(reason, socket.gaierror):
            problem = _("{server} is not found; check the address and the network connection")
            return self._failed(problem)
        if isinstance(reason, TimeoutError):
            return _TryAgain(_("{server} does not answer; try again later"))
        return _TryAgain(_("the connection to {server} breaks off; try again later"))

    def _failed(self, problem: str, **values: object) -> Failure:
        return _no_answer(problem.format(server=self._server, **values))


def _no_answer(problem: str) -> Failure:
    return Failure(FailureKind.NO_ANSWER, problem)


def _seconds(header: str | None) -> float | None:
    """Return how long a server asks to wait, where it says so in seconds."""
    text = (header or "").strip()
    return float(text) if text.isascii() and text.isdigit() else None
