"""Files that are wrong in a thousand ways, made from good ones; the same for the same seed."""

from __future__ import annotations

import io
import json
import random
import zipfile
import zlib
from collections.abc import Callable
from typing import Any, Final

Files = dict[str, bytes]
"""The files of a source by name; a source of one file is that file, else a folder."""

_DEEP: Final = 100_000
_ODD_TEXTS: Final = (
    "",
    "\x00",
    "\ud800",
    "\u202e" * 50,
    "x" * 70_000,
    "<b" * 5_000,
    "&amp;" * 5_000,
    "=1+1",
    "a\r\nb\tc",
    "\ufeff",
    "１２３",
    "Ω" * 3_000,
    "etunimi.sukunimi@example.invalid" * 100,
    "040 123 4567 " * 500,
    "../../etc/passwd",
)
_ODD_VALUES: Final[tuple[object, ...]] = (
    None,
    True,
    0,
    -1,
    10**400,
    1.5,
    1e308,
    [],
    {},
    [[]],
    {"fi": {"fi": {}}},
    [None] * 50,
)


def mutate(files: Files, random_: random.Random) -> Files:
    """Return the files with one to three things wrong in one of them."""
    name = random_.choice(sorted(files))
    data = files[name]
    for _ in range(random_.randint(1, 3)):
        data = _mutation(data, random_)(data, random_)
    return {**files, name: data}


def _mutation(data: bytes, random_: random.Random) -> Callable[[bytes, random.Random], bytes]:
    any_file = [_flip, _cut, _nul, _other_encoding, _twice, _drop, _append]
    if data.startswith(b"PK\x03\x04"):
        return random_.choice([*any_file, _inside, _inside, _inside, _lying_sizes])
    if data[:1] in (b"[", b"{"):
        return random_.choice([*any_file, _value, _value, _value, _value, _key_twice, _deep])
    return random_.choice([*any_file, _cell, _cell, _cell])


def _flip(data: bytes, random_: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(random_.randint(1, 20)):
        if changed:
            changed[random_.randrange(len(changed))] ^= 1 << random_.randrange(8)
    return bytes(changed)


def _cut(data: bytes, random_: random.Random) -> bytes:
    return data[: random_.randrange(len(data) + 1)]


def _nul(data: bytes, random_: random.Random) -> bytes:
    at = random_.randrange(len(data) + 1)
    return data[:at] + b"\0" * random_.randint(1, 600) + data[at:]


def _other_encoding(data: bytes, random_: random.Random) -> bytes:
    encoding = random_.choice(["utf-16", "utf-16-le", "latin-1", "utf-8-sig", "utf-7", "cp037"])
    return data.decode("utf-8", "replace").encode(encoding, "replace")


def _twice(data: bytes, random_: random.Random) -> bytes:
    start, end = sorted(random_.randrange(len(data) + 1) for _ in range(2))
    return data[:end] + data[start:end] + data[end:]


def _drop(data: bytes, random_: random.Random) -> bytes:
    start = random_.randrange(len(data) + 1)
    return data[:start] + data[start + random_.randint(1, 200) :]


def _append(data: bytes, random_: random.Random) -> bytes:
    return data + random_.choice([b"]", b"}", b"x", b"\0", data[:50], b"\xff\xfe", b"// done"])


# ---- JSON ----


def _value(data: bytes, random_: random.Random) -> bytes:
    """Put something else in the place of one value, or take it away."""
    value = _parsed(data)
    if value is None:
        return _flip(data, random_)
    holder, key = _somewhere(value, random_)
    if holder is None:
        return _dumped(random_.choice(_ODD_VALUES))
    if random_.random() < 0.15:
        del holder[key]
    else:
        holder[key] = random_.choice((*_ODD_VALUES, *_ODD_TEXTS))
    return _dumped(value)


def _parsed(data: bytes) -> Any:  # noqa: ANN401 - whatever JSON can hold
    try:
        return json.loads(data)
    except (ValueError, RecursionError):
        return None


def _dumped(value: object) -> bytes:
    return json.dumps(value).encode()


def _somewhere(value: Any, random_: random.Random) -> tuple[Any, Any]:  # noqa: ANN401
    """Return a place inside a value: what holds it, and its key or position there."""
    holder, key = None, None
    while isinstance(value, dict | list) and value:
        holder = value
        key = (
            random_.choice(sorted(value))
            if isinstance(value, dict)
            else random_.randrange(len(value))
        )
        value = value[key]
        if random_.random() < 0.25:
            break
    return holder, key


def _key_twice(data: bytes, random_: random.Random) -> bytes:
    keys = [at for at in range(len(data)) if data[at : at + 2] == b'":']
    if not keys:
        return data
    at = random_.choice(keys)
    start = data.rfind(b'"', 0, at)
    return data[:start] + data[start : at + 2] + b' {"a": 1}, ' + data[start:]


def _deep(data: bytes, random_: random.Random) -> bytes:
    sign = random_.choice([b"[", b'{"a":'])
    at = data.find(b":", random_.randrange(len(data) + 1)) + 1
    return data[:at] + sign * random_.choice([50, 900, _DEEP]) + data[at:]


# ---- tables ----


def _cell(data: bytes, random_: random.Random) -> bytes:
    """Put something else in the place of one cell."""
    text = data.decode("utf-8", "replace")
    ends = [at for at, sign in enumerate(text) if sign in ";,\n"]
    if len(ends) < 2:
        return data
    number = random_.randrange(len(ends) - 1)
    odd = random_.choice((*_ODD_TEXTS, '"', '""', ";;;;", "\n\n", '"' * 999, "1e999", "-"))
    changed = text[: ends[number] + 1] + odd + text[ends[number + 1] :]
    return changed.encode("utf-8", "surrogatepass")


# ---- archives ----


def _inside(data: bytes, random_: random.Random) -> bytes:
    """Change one file of an archive, and pack it again."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            files = {name: archive.read(name) for name in archive.namelist()}
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, OSError, RuntimeError):
        return _flip(data, random_)
    if not files:
        return data
    name = random_.choice(sorted(files))
    change = random_.choice([_flip, _cut, _nul, _drop, _twice, _mutation(files[name], random_)])
    if random_.random() < 0.1:
        del files[name]
    else:
        files[name] = change(files[name], random_)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for other, content in files.items():
            archive.writestr(other, content)
    return packed.getvalue()


def _lying_sizes(data: bytes, random_: random.Random) -> bytes:
    """Change the sizes that the archive's own table promises."""
    at = data.rfind(b"PK\x01\x02")
    if at < 0:
        return data
    field = at + random_.choice([20, 24, 42])
    return data[:field] + random_.randbytes(4) + data[field + 4 :]
