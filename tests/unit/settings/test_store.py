"""The settings file: what a person set is never lost, and a bad file never stops the desk."""

from __future__ import annotations

import errno
import json
import os
import threading
from pathlib import Path

import pytest

from advisor_desk.domain.failures import Failure, FailureKind
from advisor_desk.settings.options import OPTIONS, VISIT_FIELDS
from advisor_desk.settings.store import VERSION, Settings


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "data" / "settings.json"


def write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def test_without_a_file_the_defaults_hold_and_nothing_is_written(file: Path) -> None:
    settings = Settings(file)
    assert settings.text("theme") == "system"
    assert settings.number("text_size") == 100
    assert settings.flag("first_start_done") is False
    assert settings.set_aside is None
    assert not file.exists()


def test_what_is_changed_is_there_after_a_restart(file: Path) -> None:
    Settings(file).change(point="Näköalapaikka", text_size=150, first_start_done=True)
    again = Settings(file)
    assert again.text("point") == "Näköalapaikka"
    assert again.number("text_size") == 150
    assert again.flag("first_start_done") is True


def test_only_what_differs_from_the_defaults_is_written(file: Path) -> None:
    settings = Settings(file)
    settings.change(theme="dark", text_size=120)
    settings.change(text_size=100)
    kept = json.loads(file.read_text(encoding="utf-8"))
    assert kept == {"version": VERSION, "values": {"theme": "dark"}}


def test_unknown_names_and_bad_values_are_passed_over(file: Path) -> None:
    values = {
        "theme": "pink",
        "text_size": "large",
        "point": "Iso Omena",
        "colour of the cat": "grey",
        "field_gender": "shouted",
        "first_start_done": 1,
    }
    write(file, json.dumps({"version": 7, "values": values}))
    settings = Settings(file)
    assert settings.set_aside is None
    assert settings.text("point") == "Iso Omena"
    assert settings.text("theme") == "system"
    assert settings.number("text_size") == 100
    assert settings.field_use("gender") == "hidden"
    assert settings.flag("first_start_done") is False


@pytest.mark.parametrize(
    "text", ["", "{", "[1, 2]", '"text"', "{}", '{"values": []}', '{"values": null}', "null"]
)
def test_an_unreadable_file_is_set_aside_and_kept(file: Path, text: str) -> None:
    write(file, text)
    settings = Settings(file)
    assert settings.set_aside is not None
    assert settings.set_aside.read_text(encoding="utf-8") == text
    assert not file.exists()
    settings.change(theme="dark")
    assert Settings(file).text("theme") == "dark"


def test_a_file_that_is_no_text_is_set_aside_too(file: Path) -> None:
    file.parent.mkdir(parents=True)
    file.write_bytes(b"\xff\xfe\x00rubbish\x80")
    assert Settings(file).set_aside is not None


def test_a_file_that_cannot_be_opened_is_a_failure_that_names_it(file: Path) -> None:
    file.mkdir(parents=True)
    with pytest.raises(Failure) as caught:
        Settings(file)
    assert caught.value.detail == str(file)


def test_a_file_that_cannot_be_set_aside_is_a_failure(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(file, "{")

    def refuse(*_arguments: object) -> None:
        raise OSError(errno.EACCES, "refused")

    monkeypatch.setattr(os, "rename", refuse)
    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(Failure) as caught:
        Settings(file)
    assert caught.value.kind is FailureKind.READ_ONLY
    assert file.read_text(encoding="utf-8") == "{"


def test_an_unknown_option_or_a_bad_value_changes_nothing(file: Path) -> None:
    settings = Settings(file)
    with pytest.raises(KeyError):
        settings.change(theme="dark", colour="grey")
    with pytest.raises(ValueError, match="text_size"):
        settings.change(theme="dark", text_size=500)
    assert settings.text("theme") == "system"
    assert not file.exists()


@pytest.mark.parametrize(
    ("number", "kind"),
    [
        (errno.ENOSPC, FailureKind.DISK_FULL),
        (errno.EROFS, FailureKind.READ_ONLY),
        (errno.EIO, FailureKind.UNREACHABLE),
    ],
)
@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_a_failed_write_keeps_the_old_values_in_memory_and_on_disk(
    file: Path, monkeypatch: pytest.MonkeyPatch, step: str, number: int, kind: FailureKind
) -> None:
    settings = Settings(file)
    settings.change(theme="dark", point="Iso Omena")
    before = file.read_bytes()

    def fail(*_arguments: object) -> None:
        raise OSError(number, "the disk says no")

    with monkeypatch.context() as patched:
        patched.setattr(os, step, fail)
        with pytest.raises(Failure) as caught:
            settings.change(theme="light", point="")
    assert (caught.value.kind, caught.value.detail) == (kind, str(file))
    assert (settings.text("theme"), settings.text("point")) == ("dark", "Iso Omena")
    assert file.read_bytes() == before
    settings.change(theme="light")
    assert Settings(file).text("theme") == "light"


def test_the_file_is_whole_at_every_moment(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = Settings(file)
    settings.change(point="before")
    seen: list[str] = []
    flush = os.fsync

    def look(handle: int) -> None:
        seen.append(Settings(file).text("point"))
        flush(handle)
        seen.append(Settings(file).text("point"))

    monkeypatch.setattr(os, "fsync", look)
    settings.change(point="after")
    assert seen == ["before", "before"]
    assert Settings(file).text("point") == "after"
    assert sorted(path.name for path in file.parent.iterdir()) == ["settings.json"]


def test_changes_from_several_threads_are_all_kept(file: Path) -> None:
    settings = Settings(file)
    fields = list(VISIT_FIELDS)
    failed: list[BaseException] = []

    def change(field: str) -> None:
        try:
            for use in ("main", "more", "hidden"):
                settings.change(**{f"field_{field}": use})
        except (Failure, ValueError) as error:
            failed.append(error)

    threads = [threading.Thread(target=change, args=(field,)) for field in fields]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    assert {Settings(file).field_use(field) for field in fields} == {"hidden"}


def test_required_fields_are_those_that_are_set_so(file: Path) -> None:
    settings = Settings(file)
    assert settings.required_fields() == frozenset()
    settings.change(field_reason="required", field_age="required")
    assert settings.required_fields() == {"reason", "age"}


def test_every_option_can_be_read(file: Path) -> None:
    settings = Settings(file)
    read = {bool: settings.flag, int: settings.number, str: settings.text}
    for option in OPTIONS:
        assert read[type(option.default)](option.name) == option.default
