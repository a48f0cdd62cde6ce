"""The guarded way to read files that others made.

Nothing of a foreign file is trusted: not its size, its encoding, its nesting, nor what it says
about itself. Memory stays flat: JSON is read record by record, by the scanner of Python's own
`json`, which knows where a value ends; so the record is also kept exactly as it came.
"""

from __future__ import annotations

import codecs
import errno
import json
import re
import shutil
import zipfile
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO, Any, BinaryIO, Final

from advisor_desk.domain.failures import Failure, FailureKind, file_failures
from advisor_desk.domain.imports import Progress
from advisor_desk.i18n import _
from advisor_desk.i18n.formats import format_number

MAX_BYTES: Final = 2_000_000_000
"""Larger files are refused: the whole of Finland's PTV is a quarter of it."""
MAX_RECORD: Final = 8_000_000
"""Characters of one record; the largest of PTV has 300,000."""
MAX_UNPACKED: Final = 1_000_000_000
"""Bytes of all files of an archive together."""
MAX_RATIO: Final = 200
"""How often larger than packed a file of an archive may be; text rarely packs to a fiftieth."""
MAX_ENTRIES: Final = 10_000
_SMALL: Final = 1_000_000
"""Files of an archive below this many bytes may be of any ratio."""
_CHUNK: Final = 1 << 16
_BLANKS: Final = " \t\r\n"
_HALF: Final = re.compile(r"\\u[dD][89a-fA-F]")

PAGE_KEYS: Final = ("itemList", "items", "results", "contents", "content", "data", "value")
"""Under which of its keys a page of an API holds its records."""


@dataclass(frozen=True, slots=True)
class JsonRecord:
    """One record of a file.

    Attributes:
        place: for messages: file and number of the record, counted from 1.
        value: what JSON makes of it; keys that come twice keep the last value.
        raw: as it stands in the file, UTF-8.
    """

    place: str
    value: Any
    raw: bytes


def bad_file(path: Path, problem: str, place: str = "") -> Failure:
    """Return the failure that says what is wrong with a file.

    Args:
        path: the file.
        problem: half a sentence, translated, e.g. "it is not a text in UTF-8".
        place: where in it, e.g. the number of the record.
    """
    name = path.name or str(path)
    where = f"{name}, {place}" if place else name
    return Failure(FailureKind.BAD_FILE, f"{where}: {problem}")


def record_place(path: Path, number: int) -> str:
    """Return how messages name a record."""
    return _("{file}, record {number}").format(file=path.name, number=format_number(number))


@contextmanager
def open_source(path: Path) -> Iterator[BinaryIO]:
    """Open a file of others for reading.

    Raises:
        Failure: it is not there, is no file, is empty, too large, or cannot be read.
    """
    with file_failures(path):
        if not path.exists():
            raise Failure(FailureKind.NOT_FOUND, str(path))
        if not path.is_file():
            raise bad_file(path, _("it is not a file"))
        size = path.stat().st_size
        if size == 0:
            raise bad_file(path, _("it is empty"))
        if size >= MAX_BYTES:
            problem = _("it is larger than {limit} MB; split it or export less").format(
                limit=format_number(MAX_BYTES // 1_000_000)
            )
            raise bad_file(path, problem)
        with path.open("rb") as file:
            yield file


def read_json(
    path: Path, progress: Progress | None = None, keys: Collection[str] = PAGE_KEYS
) -> Iterator[JsonRecord]:
    """Give the records of a JSON file one by one.

    A list is read element by element, and so is the list under one of `keys` of an object, as
    APIs page their answers; an object without any is one record.

    Args:
        path: the file: UTF-8, with or without a byte order mark.
        progress: told of the part of the file that has been read, without counting records.
        keys: names under which an object may hold its records.

    Raises:
        Failure: the file is no JSON, is cut off, nested too deep, in another encoding, or a
            record is too large; the sentence names the record.
        Stopped: the work was cancelled.
    """
    with open_source(path) as file:
        yield from _records(_Scanner(path, file, progress), keys)


def read_packed_json(path: Path, name: str) -> Iterator[JsonRecord]:
    """Give the records of a JSON file in an archive, to see what they are, as `read_json` does.

    Args:
        path: an archive that `check_archive` let pass.
        name: of the file in it.

    Raises:
        Failure: as of `read_json`; or the archive is damaged.
    """
    with archive_failures(path), zipfile.ZipFile(path) as archive, archive.open(name) as file:
        yield from _records(_Scanner(path, file, None), PAGE_KEYS)


def _records(scanner: _Scanner, keys: Collection[str]) -> Iterator[JsonRecord]:
    start = scanner.peek()
    if start == "[":
        yield from scanner.elements()
    elif start == "{":
        yield from scanner.page(keys)
    else:
        raise scanner.not_json()
    scanner.finish()


class _Scanner:
    """Reads values off a file, holding no more of it than one value."""

    def __init__(self, path: Path, file: IO[bytes], progress: Progress | None) -> None:
        self._path = path
        self._file = file
        self._progress = progress
        self._size = max(path.stat().st_size, 1)
        self._decode = codecs.getincrementaldecoder("utf-8-sig")().decode
        self._value = json.JSONDecoder(parse_constant=_refuse_constant).raw_decode
        self._text = ""
        self._at = 0
        self._read = 0
        self._ended = False
        self._number = 1
        """Of the record that is being read."""

    def peek(self) -> str:
        """Return the next character that is no blank, or an empty string at the end."""
        while True:
            text, at = self._text, self._at
            while at < len(text) and text[at] in _BLANKS:
                at += 1
            self._at = at
            if at < len(text):
                return text[at]
            if not self._more(_CHUNK):
                return ""

    def elements(self) -> Iterator[JsonRecord]:
        """Give the elements of the list that begins here."""
        self._expect("[")
        if self.peek() == "]":
            self._at += 1
            return
        while True:
            value, raw = self._take()
            yield JsonRecord(record_place(self._path, self._number), value, raw)
            self._number += 1
            if self.peek() == "]":
                self._at += 1
                return
            self._expect(",")

    def page(self, keys: Collection[str]) -> Iterator[JsonRecord]:
        """Give the records of the object that begins here, or the object itself."""
        self._expect("{")
        whole: dict[str, Any] = {}
        paged = False
        while self.peek() != "}":
            key, _raw = self._take()
            if not isinstance(key, str):
                raise self.not_json()
            self._expect(":")
            if key in keys and self.peek() == "[" and not paged:
                paged = True
                yield from self.elements()
            else:
                whole[key], _raw = self._take()
            if self.peek() != "}":
                self._expect(",")
                if self.peek() == "}":
                    raise self.not_json()
        self._at += 1
        if not paged:
            raw = json.dumps(whole, ensure_ascii=False).encode("utf-8", "replace")
            if len(raw) > MAX_RECORD:
                raise self._too_large()
            yield JsonRecord(record_place(self._path, 1), whole, raw)

    def finish(self) -> None:
        """Refuse a file that goes on after its value.

        Raises:
            Failure: it does.
        """
        if self.peek():
            raise self.not_json()

    def not_json(self) -> Failure:
        """Return the failure for a place where JSON cannot go on."""
        if self._ended and not self._text[self._at :].strip():
            return self._failure(_("it is cut off; download it again"))
        return self._failure(_("it is not valid JSON"))

    def _expect(self, sign: str) -> None:
        if self.peek() != sign:
            raise self.not_json()
        self._at += 1

    def _take(self) -> tuple[Any, bytes]:
        """Return the value that begins here, and its text."""
        if not self.peek():
            raise self.not_json()
        while True:
            try:
                value, end = self._value(self._text, self._at)
            except RecursionError as error:
                raise self._failure(_("it is nested too deep")) from error
            except ValueError as error:
                self._grow(error)
                continue
            if end == len(self._text) and not self._ended:
                # A number may go on behind what has been read so far.
                self._grow(None)
                continue
            raw = self._text[self._at : end]
            self._at = end
            if len(raw) > MAX_RECORD:
                raise self._too_large()
            if _HALF.search(raw):
                value = _without_halves(value)
            return value, raw.encode()

    def _grow(self, error: ValueError | None) -> None:
        """Read more of a value that is not whole yet.

        Raises:
            Failure: there is no more, or it is too large to be one.
        """
        have = len(self._text) - self._at
        if have > MAX_RECORD:
            raise self._too_large() from error
        if error is not None and self._is_wrong(error):
            raise self._failure(_("it is not valid JSON")) from error
        if not self._more(max(_CHUNK, have)) and error is not None:
            if isinstance(error, json.JSONDecodeError):
                cut = error.pos >= len(self._text.rstrip()) or "Unterminated" in error.msg
                words = _("it is cut off; download it again") if cut else _("it is not valid JSON")
                raise self._failure(words) from error
            raise self._failure(_("it is not valid JSON")) from error

    def _is_wrong(self, error: ValueError) -> bool:
        """Tell whether what was read is wrong already, so that more of it cannot help."""
        if not isinstance(error, json.JSONDecodeError):
            return True  # a number of more digits than Python reads
        return "Unterminated" not in error.msg and error.pos < len(self._text) - 16

    def _more(self, size: int) -> bool:
        """Read on; what has been used is dropped. Return False at the end of the file."""
        if self._ended:
            return False
        self._text = self._text[self._at :]
        self._at = 0
        data = self._file.read(size)
        self._read += len(data)
        self._ended = len(data) < size
        try:
            self._text += self._decode(data, self._ended)
        except UnicodeDecodeError as error:
            raise self._failure(_("it is not a text in UTF-8")) from error
        if self._progress is not None:
            self._progress.step(min(self._read / self._size, 1.0), records=0)
        return True

    def _too_large(self) -> Failure:
        return self._failure(_("the record is too large"))

    def _failure(self, problem: str) -> Failure:
        place = _("record {number}").format(number=format_number(self._number))
        return bad_file(self._path, problem, place)


def _refuse_constant(name: str) -> float:
    """Refuse NaN and Infinity, which JSON does not have."""
    raise ValueError(name)


def _without_halves(value: Any) -> Any:  # noqa: ANN401 - whatever JSON can hold
    """Return a value with a question mark for each half of a surrogate pair.

    Such a half can be written in JSON, but in no encoding.
    """
    text = json.dumps(value, ensure_ascii=False)
    return json.loads(text.encode("utf-8", "replace"))


def check_archive(path: Path) -> list[str]:
    """Look at an archive before anything of it is unpacked; return the names of its files.

    `zipfile` never gives more of a file than its header promises, so the promises are checked.

    Raises:
        Failure: it is no zip archive, is damaged or locked with a password, or would grow too
            large.
    """
    with open_source(path) as file, archive_failures(path), zipfile.ZipFile(file) as archive:
        entries = [entry for entry in archive.infolist() if not entry.is_dir()]
        if len(entries) > MAX_ENTRIES or sum(e.file_size for e in entries) > MAX_UNPACKED:
            raise bad_file(path, _("unpacked it would be too large"))
        for entry in entries:
            _check_entry(path, entry)
        return [entry.filename for entry in entries]


def _check_entry(path: Path, entry: zipfile.ZipInfo) -> None:
    name = PurePosixPath(entry.filename.replace("\\", "/"))
    if name.is_absolute() or ".." in name.parts:
        raise bad_file(path, _("it holds a file outside its folder"))
    if entry.flag_bits & 0x1:
        raise bad_file(path, _("it is locked with a password"))
    packed = max(entry.compress_size, 1)
    if entry.file_size > _SMALL and entry.file_size / packed > MAX_RATIO:
        raise bad_file(path, _("unpacked it would be too large"))


def unpack_json(path: Path, folder: Path) -> list[Path]:
    """Unpack the JSON files of an archive, after it has been looked at; return them in order.

    Raises:
        Failure: the archive cannot be read, or there is no room to unpack it.
    """
    names = sorted(name for name in check_archive(path) if name.lower().endswith(".json"))
    files: list[Path] = []
    with archive_failures(path), zipfile.ZipFile(path) as archive:
        for number, name in enumerate(names):
            target = folder / f"{number}" / PurePosixPath(name).name
            with file_failures(folder):
                target.parent.mkdir()
                with archive.open(name) as packed, target.open("wb") as file:
                    shutil.copyfileobj(packed, file)
            files.append(target)
    return files


@contextmanager
def archive_failures(path: Path) -> Iterator[None]:
    """Turn what `zipfile` raises about a damaged archive into a failure that names it.

    Raises:
        Failure: the archive is damaged.
    """
    import zlib

    damage = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError)
    try:
        yield
    except (*damage, ValueError) as error:
        raise bad_file(path, _("it is damaged; download it again")) from error
    except OSError as error:
        if error.errno == errno.EINVAL:  # the archive points to a place before its beginning
            raise bad_file(path, _("it is damaged; download it again")) from error
        raise Failure.of_file(error, path) from error
