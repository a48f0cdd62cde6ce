"""Reading foreign JSON and archives with care."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from advisor_desk.domain.failures import Failure, FailureKind
from advisor_desk.domain.imports import Progress, Stopped
from advisor_desk.exchange.source_files import check_archive, read_json

VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4)
    ),
    max_leaves=10,
)


def read(folder: Path, data: str | bytes) -> list[object]:
    path = folder / "f.json"
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return [record.value for record in read_json(path)]


@settings(deadline=None)  # the machine that runs it may be busy
@given(records=st.lists(VALUES, max_size=6), indent=st.sampled_from([None, 1]))
def test_a_list_is_read_element_by_element(
    tmp_path_factory: pytest.TempPathFactory, records: list[object], indent: int | None
) -> None:
    folder = tmp_path_factory.getbasetemp()
    assert read(folder, json.dumps(records, indent=indent)) == records
    assert read(folder, json.dumps({"n": 1, "items": records, "z": []})) == records


def test_the_record_is_kept_as_it_came(tmp_path: Path) -> None:
    path = tmp_path / "f.json"
    path.write_bytes('[ {"a" : 1.0, "ä":"\\u00e4"} , 7 ]'.encode())
    found = list(read_json(path))
    assert [one.raw.decode() for one in found] == ['{"a" : 1.0, "ä":"\\u00e4"}', "7"]
    assert [one.place for one in found] == ["f.json, record 1", "f.json, record 2"]


def test_records_longer_than_what_is_read_at_once(tmp_path: Path) -> None:
    records = [{"text": "ä" * size} for size in (1, 65_535, 70_000, 300_000)]
    assert read(tmp_path, json.dumps(records, ensure_ascii=False)) == records
    assert read(tmp_path, "[" + ", ".join(["1234567"] * 20_000) + "]") == [1234567] * 20_000


def test_an_object_without_a_list_is_one_record(tmp_path: Path) -> None:
    assert read(tmp_path, b'\xef\xbb\xbf{"id": 1, "tags": ["a"]}') == [{"id": 1, "tags": ["a"]}]


def test_half_a_pair_becomes_a_question_mark(tmp_path: Path) -> None:
    assert read(tmp_path, r'["a\ud800b", "\ud83d\ude00"]') == ["a?b", "\U0001f600"]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ("[1, 2", "record 3: it is cut off"),
        ('[1, {"a": "b', "record 2: it is cut off"),
        ("[1,, 2]", "record 2: it is not valid JSON"),
        ("[1 2]", "record 2: it is not valid JSON"),
        ("[1] 2", "it is not valid JSON"),
        ("[1,]", "record 2: it is not valid JSON"),
        ('{"a": 1,}', "record 1: it is not valid JSON"),
        ("[NaN]", "record 1: it is not valid JSON"),
        ('["a\nb"]', "record 1: it is not valid JSON"),
        ("// made by\n[1]", "record 1: it is not valid JSON"),
        (b'["\xe4"]', "it is not a text in UTF-8"),
        ('{"items": [1, [' + "[" * 5000, "record 2: it is nested too deep"),
    ],
)
def test_what_is_wrong_is_said_with_the_record(
    tmp_path: Path, data: str | bytes, words: str
) -> None:
    with pytest.raises(Failure) as caught:
        read(tmp_path, data)
    assert caught.value.kind is FailureKind.BAD_FILE
    assert caught.value.detail.startswith("f.json, record")
    assert words in caught.value.detail


def test_a_missing_file_is_said(tmp_path: Path) -> None:
    with pytest.raises(Failure) as caught:
        list(read_json(tmp_path / "none.json"))
    assert caught.value.kind is FailureKind.NOT_FOUND


def test_progress_is_told_and_the_work_can_be_stopped(tmp_path: Path) -> None:
    path = tmp_path / "f.json"
    path.write_text(json.dumps(["x" * 1000] * 500))
    told: list[float | None] = []
    progress = Progress(lambda part, _count: told.append(part))
    records = read_json(path, progress)
    next(records)
    progress.stopped = True
    with pytest.raises(Stopped):
        list(records)
    assert told
    assert all(part is not None and 0 < part < 1 for part in told)


def packed(files: dict[str, bytes]) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return data.getvalue()


def test_a_sound_archive_is_listed(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(packed({"a.csv": b"a;b\n" * 50_000, "b/c.json": b"{}"}))
    assert check_archive(path) == ["a.csv", "b/c.json"]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (packed({"bomb": b"\0" * 50_000_000}), "unpacked it would be too large"),
        (packed({"../out": b"x"}), "it holds a file outside its folder"),
        (packed({"/out": b"x"}), "it holds a file outside its folder"),
        (packed({"a": b"x"})[:-10], "it is damaged"),
        (b"no archive", "it is damaged"),
    ],
)
def test_an_unsound_archive_is_refused(tmp_path: Path, data: bytes, words: str) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(data)
    with pytest.raises(Failure, match=words):
        check_archive(path)
