"""The command line as a whole: language, exit codes, and output that cannot fail."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from advisor_desk import bootstrap
from advisor_desk.cli.main import Openers, build
from advisor_desk.cli.session import choose_language
from advisor_desk.i18n import current_language
from advisor_desk.paths import Paths
from advisor_desk.settings.store import Settings
from tests.unit.cli.conftest import Cli
from tests.unit.processes import environment

COMMANDS = (
    "search",
    "show",
    "log",
    "visits",
    "stats",
    "export",
    "import",
    "codes",
    "check",
    "tour",
)


def program(*arguments: str, **variables: str) -> subprocess.CompletedProcess[bytes]:
    """Run the program as a user does."""
    return subprocess.run(
        [sys.executable, "-m", "advisor_desk", *arguments],
        env=environment(**variables),
        capture_output=True,
        check=False,
    )


def test_help_names_all_commands(cli: Cli) -> None:
    said = cli("--help")
    assert said.code == 0
    for name in COMMANDS:
        assert f"\n  {name} " in said.out
        assert cli(name, "--help").code == 0


@pytest.mark.parametrize("arguments", [["--lang", "de", "check"], ["foo"], ["log", "--foo"]])
def test_wrong_use_ends_with_two(cli: Cli, arguments: list[str]) -> None:
    said = cli(*arguments)
    assert (said.code, said.out) == (2, "")
    assert said.err


def test_the_version_is_told(cli: Cli) -> None:
    assert cli("--version").out.startswith("Advisor Desk ")


def test_click_runs_the_same_commands(paths: Paths) -> None:
    openers = Openers(bootstrap.reading_desk, bootstrap.writing_desk, lambda *_: 0)
    arguments = ["--data", str(paths.data), "search", "kela", "--json"]
    result = CliRunner().invoke(build(), arguments, obj=openers)
    assert result.exit_code == 0
    assert json.loads(result.output)["hits"]


def test_a_failure_of_the_world_is_one_sentence_in_click_too(paths: Paths) -> None:
    paths.database.write_bytes(b"no database at all")
    openers = Openers(bootstrap.reading_desk, bootstrap.writing_desk, lambda *_: 0)
    result = CliRunner().invoke(build(), ["--data", str(paths.data), "codes"], obj=openers)
    assert result.exit_code == 1
    assert result.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("named", "kept", "system", "language"),
    [
        ("fi", "sv", "en_GB.UTF-8", "fi"),
        (None, "sv", "fi_FI.UTF-8", "sv"),
        (None, "", "fi_FI.UTF-8", "fi"),
        (None, "", "de_DE.UTF-8", "en"),
        (None, "", "C.UTF-8", "en"),
        (None, "", "", "en"),
    ],
)
@pytest.mark.skipif(sys.platform == "win32", reason="Windows asks its own settings")
def test_the_language_is_the_named_one_else_the_settings_else_the_systems(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    named: str | None,
    kept: str,
    system: str,
    language: str,
) -> None:
    for name in ("LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", system)
    settings = Settings(tmp_path / "settings.json")
    settings.change(language=kept)
    assert choose_language(named, settings) == language


def test_the_language_holds_for_records_and_codes(cli: Cli, paths: Paths) -> None:
    assert "perusturvan" in cli("--lang=fi", "show", "service", "kela").out
    assert current_language() == "fi"
    Settings(paths.settings).change(language="sv")
    assert cli("codes", "outcome", "--json").json[0]["label"] == "Löstes i rådgivningen"


def test_the_program_starts_from_the_shell(paths: Paths) -> None:
    done = program("--data", str(paths.data), "search", "työ", "--json")
    assert done.returncode == 0
    assert json.loads(done.stdout.decode("utf-8"))["query"] == "työ"
    assert done.stderr == b""


@pytest.mark.parametrize("encoding", ["cp1252", "ascii", "latin-1"])
def test_no_character_is_too_much_for_the_output(paths: Paths, encoding: str) -> None:
    arguments = ("--data", str(paths.data), "search", "русский العربية työ")
    done = program(*arguments, PYTHONIOENCODING=encoding)
    assert (done.returncode, done.stderr) == (0, b"")
    done = program(*arguments, "--json", PYTHONIOENCODING=encoding)
    assert json.loads(done.stdout.decode("ascii"))["query"] == "русский العربية työ"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a full device")
def test_output_that_cannot_be_written_is_told(paths: Paths) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "advisor_desk", "--data", str(paths.data), "codes"],
            stdout=full,
            env=environment(),
            stderr=subprocess.PIPE,
            check=False,
        )
    assert done.returncode == 1
    assert done.stderr.count(b"\n") == 1
    assert b"Traceback" not in done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="pipes break otherwise there")
def test_a_reader_that_stops_early_sees_no_stack_trace(paths: Paths) -> None:
    command = [sys.executable, "-m", "advisor_desk", "--data", str(paths.data), "codes", "--json"]
    process = subprocess.Popen(
        command, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert process.stdout is not None
    process.stdout.read(1)
    process.stdout.close()
    assert process.stderr is not None
    with process.stderr as stderr:
        assert b"Traceback" not in stderr.read()
    process.wait()


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")
    done = program("--data", str(blocked / "data"), "check")
    assert done.returncode == 1
    assert b"Traceback" not in done.stderr
