"""Build the one-folder program and try it as somebody would who gets it.

    python -m tools.check_package            build, try, and throw away
    python -m tools.check_package FOLDER     build into FOLDER and leave it there

It takes some minutes and is run before a release, on Linux with Xvfb and xdotool
(`apt-get install xvfb xdotool`). Tried are: the commands, with the data, the
translations and the tour that travel inside; and the window on a virtual screen,
in which a visit is logged by keys. Exit code 0 if all is well, 1 with a sentence if not.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from babel.messages.pofile import read_po

from advisor_desk.paths import find_paths
from advisor_desk.settings.store import Settings

REPOSITORY = Path(__file__).resolve().parent.parent
PATIENCE = 30.0
"""Seconds after which a window that does not come is missed."""
HELP = "Search services and guidance."
"""A text of the command line, by which the translations are told apart."""
NEEDED = ("Xvfb", "xdotool")
POINT = "Check"
"""The name of the point, by which the title of the window is known."""


class FaultError(Exception):
    """Something about the built program is wrong."""


def main(arguments: list[str]) -> int:
    """Build and try; return the exit code."""
    missing = [tool for tool in NEEDED if shutil.which(tool) is None]
    if missing:
        print(f"Not found: {', '.join(missing)} (apt-get install xvfb xdotool).")
        return 1
    try:
        with TemporaryDirectory() as scratch:
            folder = Path(arguments[0]) if arguments else Path(scratch, "built")
            try_out(build(folder.resolve(), Path(scratch)), Path(scratch))
    except FaultError as fault:
        print(fault)
        return 1
    print("The built program is sound.")
    return 0


def build(folder: Path, scratch: Path) -> Path:
    """Build the program into a folder; return its executable.

    Raises:
        FaultError: PyInstaller failed; what it said is in the message.
    """
    print("Building …", flush=True)
    begun = time.monotonic()
    options = ["--noconfirm", "--distpath", str(folder), "--workpath", str(scratch / "work")]
    run([sys.executable, "-m", "PyInstaller", *options, "build.spec"], cwd=REPOSITORY)
    name = "advisor-desk.exe" if os.name == "nt" else "advisor-desk"
    program = folder / "advisor-desk" / name
    size = sum(path.stat().st_size for path in program.parent.rglob("*") if path.is_file())
    print(f"Built in {time.monotonic() - begun:.0f} s: {size / 1e6:.0f} MB.", flush=True)
    return program


def try_out(program: Path, scratch: Path) -> None:
    """Try the commands and the window.

    Raises:
        FaultError: something is wrong.
    """
    data = scratch / "data"
    try_commands(program, data)
    try_languages(program, data)
    try_tour(program, data, scratch / "tour")
    with screen() as display:
        try_window(program, scratch / "window", display)


def try_commands(program: Path, data: Path) -> None:
    """Check the desk that the program makes, and search in it."""
    report = answer(program, data, "check", "--json")
    expect(report["sound"] is True, f"`check` finds {report['problems']}")
    expect(report["counts"]["service"] > 100, "the directory is not inside")
    expect(report["counts"]["card"] > 20, "the guidance is not inside")
    for name in ("resources", "translations"):
        inside = program.parent in Path(report["paths"][name]).parents
        expect(inside, f"{name} are read from {report['paths'][name]}")
    hits = answer(program, data, "search", "kela", "--json")["hits"]
    expect(any(hit["id"] == "kela" for hit in hits), "`search kela` does not find Kela")
    print("Commands: data and guidance are inside.", flush=True)


def try_languages(program: Path, data: Path) -> None:
    """See the help in all three languages."""
    for language in ("fi", "sv", "en"):
        said = run([str(program), "--data", str(data), "--lang", language, "--help"])
        expect(translated(HELP, language) in said, f"the help is not in {language}")
    print("Languages: fi, sv and en are inside.", flush=True)


def translated(text: str, language: str) -> str:
    """Return a text in a language, from the translators' own file."""
    source = REPOSITORY / "translations" / language / "LC_MESSAGES" / "advisor_desk.po"
    if not source.exists():
        return text
    with source.open("rb") as stream:
        message = read_po(stream, locale=language).get(text)
    return str(message.string) if message and message.string else text


def try_tour(program: Path, data: Path, output: Path) -> None:
    """Let the program draw itself."""
    run([str(program), "--data", str(data), "tour", "--output", str(output)])
    pictures = sorted(output.glob("*.png"))
    expect(len(pictures) > 50, f"the tour left {len(pictures)} pictures")
    print(f"Tour: {len(pictures)} pictures.", flush=True)


@contextmanager
def screen() -> Iterator[str]:
    """Give a virtual screen by its name, such as `:99`."""
    reading, writing = os.pipe()
    command = [
        "Xvfb",
        "-displayfd",
        str(writing),
        "-screen",
        "0",
        "1920x1080x24",
        "-nolisten",
        "tcp",
    ]
    with subprocess.Popen(command, pass_fds=[writing], stderr=subprocess.DEVNULL) as server:
        os.close(writing)
        with os.fdopen(reading) as said:
            display = f":{said.readline().strip()}"
        try:
            yield display
        finally:
            server.terminate()


def try_window(program: Path, data: Path, display: str) -> None:
    """Start the window, log a visit in it by keys, and leave it by its key."""
    data.mkdir()
    Settings(find_paths(data).settings).change(first_start_done=True, language="en", point=POINT)
    surroundings = {**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}
    surroundings.pop("WAYLAND_DISPLAY", None)
    begun = time.monotonic()
    with subprocess.Popen([str(program), "--data", str(data)], env=surroundings) as running:
        try:
            window = find_window(display)
            print(f"Window: on the screen after {time.monotonic() - begun:.1f} s.", flush=True)
            use_window(program, data, display, window)
            code = running.wait(PATIENCE)
        except subprocess.TimeoutExpired as error:
            raise FaultError("Ctrl+Q does not end the program") from error
        finally:
            running.kill()
    expect(code == 0, f"the window ended with exit code {code}")


def find_window(display: str) -> str:
    """Return xdotool's number of the window.

    Raises:
        FaultError: it does not come.
    """
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        done = xdotool(display, "search", "--onlyvisible", "--name", POINT)
        if numbers := done.stdout.split():
            return numbers[0]
        time.sleep(0.1)
    raise FaultError("no window comes to the screen")


def use_window(program: Path, data: Path, display: str, window: str) -> None:
    """Log a visit with the number of a topic and Enter; then quit."""
    xdotool(display, "windowfocus", "--sync", window)
    deadline = time.monotonic() + PATIENCE
    visits: list[Any] = []
    xdotool(display, "key", "--delay", "200", "F2", "6", "Return")
    while not visits and time.monotonic() < deadline:
        visits = answer(program, data, "visits", "--json")
    logged = [visit["topics"] for visit in visits]
    expect(logged == [["housing"]], f"the visit that was logged by keys is there as {logged}")
    xdotool(display, "key", "ctrl+q")
    print("Window: a visit was logged by keys.", flush=True)


def xdotool(display: str, *command: str) -> subprocess.CompletedProcess[str]:
    """Press keys on a screen, or look for windows there."""
    return subprocess.run(
        ["xdotool", *command],
        env={**os.environ, "DISPLAY": display},
        capture_output=True,
        text=True,
        check=False,
    )


def answer(program: Path, data: Path, *command: str) -> Any:  # noqa: ANN401 - whatever JSON can hold
    """Return what a command of the program says as JSON."""
    return json.loads(run([str(program), "--data", str(data), *command]))


def run(command: list[str], cwd: Path | None = None) -> str:
    """Run a command without a screen; return what it says.

    Raises:
        FaultError: it failed; the end of what it said is in the message.
    """
    hidden = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    surroundings = {name: value for name, value in os.environ.items() if name not in hidden}
    done = subprocess.run(
        command,
        cwd=cwd,
        env={**surroundings, "PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    if done.returncode:
        said = "\n".join((done.stderr or done.stdout).splitlines()[-15:])
        raise FaultError(f"`{' '.join(command)}` failed:\n{said}")
    return done.stdout


def expect(holds: bool, otherwise: str) -> None:
    """Go on if something holds.

    Raises:
        FaultError: it does not.
    """
    if not holds:
        raise FaultError(f"The built program is not sound: {otherwise}.")


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
