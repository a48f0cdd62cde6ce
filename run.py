"""Start Advisor Desk, or run its tests, on a machine that has only Python.

    python3 run.py [arguments]         start the program (py run.py on Windows)
    python3 run.py test [arguments]    run the tests (arguments go to pytest)

The first start makes an environment of its own in ``.venv`` beside this file
and installs into it what ``requirements.lock`` names, each file checked by its
hash. Later starts find it ready. On Debian and Ubuntu the system libraries that
Qt needs are installed too, where this is run by root; anyone else is told the
command. What cannot be done is said in one sentence, with the next step.

Only the standard library is used. An older Python 3 must be able to read this
file far enough to say that it is too old, so its syntax stays that of 3.6.
"""

import hashlib
import importlib.util
import json
import os
import platform
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NoReturn

OLDEST_PYTHON = (3, 11)

if sys.version_info < OLDEST_PYTHON:
    sys.exit(
        f"Advisor Desk needs Python {OLDEST_PYTHON[0]}.{OLDEST_PYTHON[1]} or newer, and this is "
        f"Python {sys.version_info[0]}.{sys.version_info[1]} ({sys.executable}): install a newer "
        "one, from your system's packages or from https://www.python.org/downloads/, and start "
        "run.py with it."
    )

REPOSITORY = Path(__file__).resolve().parent
ENVIRONMENT = REPOSITORY / ".venv"
STAMP = ENVIRONMENT / "advisor-desk-stamp.json"
LOCK = REPOSITORY / "requirements.lock"
SIDE_BY_SIDE = ("--numprocesses", "auto", "--dist", "worksteal")
TOUR = REPOSITORY / "tour"

#: What stands in the environment, in this order, and how ``pip install`` is asked for it.
INSTALLED = {
    "packages": ["--require-hashes", "--only-binary", ":all:", "-r", str(LOCK)],
    "project": ["--no-deps", "--no-build-isolation", "-e", str(REPOSITORY)],
}

#: Debian's package that lets this very Python make environments.
VENV_PACKAGE = f"python3.{sys.version_info[1]}-venv"
#: For the tools run on the way: apt-get asks nothing, pip installs into the environment only.
QUIET_VARIABLES = {"DEBIAN_FRONTEND": "noninteractive", "PIP_USER": "0"}
#: What is tried to see whether Qt starts, and whether a plugin finds its libraries.
QT_TRIAL = "from PySide6.QtWidgets import QApplication; QApplication([])"
PLUGIN_TRIAL = (
    "import ctypes, pathlib, PySide6.QtGui; "
    "ctypes.CDLL(str(next(pathlib.Path(PySide6.__file__).parent.rglob('libq{plugin}.so'))))"
)

#: Subcommands that never open a window, so that Qt's system libraries may be missing.
WITHOUT_WINDOW = frozenset(
    ["search", "show", "log", "visits", "stats", "export", "import", "codes", "check", "--help"]
)
#: Debian's and Ubuntu's packages for each of Qt's platform plugins.
QT_PACKAGES = {
    "offscreen": [
        "libdbus-1-3",
        "libegl1",
        "libfontconfig1",
        "libgl1",
        "libglib2.0-0",
        "libxkbcommon0",
    ],
    "xcb": [
        "libxcb-cursor0",
        "libxcb-icccm4",
        "libxcb-image0",
        "libxcb-keysyms1",
        "libxcb-render-util0",
        "libxcb-shape0",
        "libxcb-xkb1",
        "libxkbcommon-x11-0",
    ],
    "wayland": ["libwayland-client0", "libwayland-cursor0", "libwayland-egl1"],
}
#: Releases from before glib's package took the ending of the 64-bit time change.
OLD_GLIB_NAME = frozenset(["bullseye", "bookworm", "focal", "jammy"])
#: What pip, uv and apt-get say, in one way or another, when no server answers.
NO_NETWORK = re.compile(
    "connection (?:broken|refused|reset|timed out)|could not resolve|dns error|"
    "error sending request|failed to (?:connect|establish|fetch)|getaddrinfo|max retries|"
    "name resolution|network is unreachable|newconnectionerror|proxyerror|read timed out",
    re.IGNORECASE,
)


class CannotGoOnError(Exception):
    """Something outside the program is missing; the message says what and how to get it."""


def main(arguments: list[str]) -> int:
    """Do what the command line asks for.

    Args:
        arguments: the words after ``run.py``.

    Returns:
        The exit code of the program or of the tests, 1 if it cannot go on.
    """
    testing = arguments[:1] == ["test"]
    try:
        python = prepare(qt_plugins(arguments, os.environ))
        if testing:
            run_tests(python, arguments[1:])
        if not arguments and not has_screen(os.environ):
            return tour(python)
        replace_by([str(python), "-m", "advisor_desk", *arguments], os.environ)
    except CannotGoOnError as problem:
        print(problem, file=sys.stderr)
        return 1
    except OSError as problem:
        print(f"Advisor Desk could not be set up: {problem}.", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("Stopped. Start again when you like.", file=sys.stderr)
        return 130


# ---- what is started ----


def run_tests(python: Path, arguments: list[str]) -> NoReturn:
    """Run pytest in the repository, on no screen and all processors, and end with its exit code."""
    os.chdir(REPOSITORY)
    command = [str(python), "-m", "pytest", *SIDE_BY_SIDE, *arguments]
    replace_by(command, {**os.environ, "QT_QPA_PLATFORM": "offscreen"})


def tour(python: Path) -> int:
    """Show the program where there is no screen: as pictures in a folder.

    Returns:
        The exit code of the tour.
    """
    say("There is no screen here, so the program is shown in pictures; this takes a moment.")
    code = subprocess.call(
        [str(python), "-m", "advisor_desk", "tour", "--output", str(TOUR)],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )
    if code == 0:
        say(
            "To get the window: start this in a desktop session, or come in with `ssh -X`,\n"
            "or use a virtual screen: `apt-get install xvfb xauth`, `xvfb-run python3 run.py`.\n"
            "Without a window: `python3 run.py search kela`, and `python3 run.py --help`."
        )
    return code


def has_screen(surroundings: Mapping[str, str]) -> bool:
    """Tell whether a window can be shown (a named Qt platform counts as a wish for one)."""
    if not sys.platform.startswith("linux"):
        return True
    names = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return any(surroundings.get(name) for name in names)


def replace_by(command: list[str], surroundings: Mapping[str, str]) -> NoReturn:
    """Become the given command, so that signals and the exit code are its own."""
    if os.name == "posix":
        sys.stdout.flush()
        os.execve(command[0], command, surroundings)
    # Windows has no exec that a console waits for.
    sys.exit(subprocess.call(command, env=surroundings))


def say(text: str) -> None:
    """Print at once, also where the output is a file or a pipe."""
    print(text, flush=True)


# ---- the environment ----


def prepare(plugins: Sequence[str]) -> Path:
    """Make the environment if it is not there, or bring it up to what the files ask.

    The stamp is taken away before anything is changed and written last: a set-up
    that was interrupted, by a power cut too, leaves none and is begun again.

    Args:
        plugins: Qt's platform plugins that must be able to load.

    Returns:
        The environment's Python.

    Raises:
        CannotGoOnError: something is missing that this program may not get by itself.
    """
    wanted = fingerprints()
    stamp = read_stamp()
    if stamp.get("python") != wanted["python"] or not environment_python().exists():
        say(f"Setting up Advisor Desk in {ENVIRONMENT}: this is done once.")
        make_environment(plugins)
        stamp = {}
    outdated = [what for what in INSTALLED if stamp.get(what) != wanted[what]]
    if outdated:
        bring_up_to_date(outdated, stamp)
    proven = [] if "packages" in outdated else stamp["qt"]
    unproven = [plugin for plugin in plugins if plugin not in proven]
    for plugin in unproven:
        ensure_qt_loads(plugin)
    if outdated or unproven:
        write_stamp({**wanted, "qt": [*proven, *unproven]})
    return environment_python()


def bring_up_to_date(outdated: Sequence[str], stamp: Mapping[str, Any]) -> None:
    """Install what changed since the last start.

    Args:
        outdated: keys of ``INSTALLED``.
        stamp: what the environment was before; empty if it is new.

    Raises:
        CannotGoOnError: it could not be done; an old environment is then as it was.
    """
    STAMP.unlink(missing_ok=True)
    try:
        for what in outdated:
            install(what)
    except CannotGoOnError:
        if stamp:
            write_stamp(stamp)
        raise


def environment_python() -> Path:
    """Return where the environment's Python is, or will be."""
    return ENVIRONMENT / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def fingerprints() -> dict[str, str]:
    """Return what the environment is made from, each part as a short text to compare.

    ``python``: a change means a new environment (a security update of Python is none).
    ``packages`` and ``project``: a change means installing these again.
    """
    catalogues = sorted((REPOSITORY / "translations").glob("*/LC_MESSAGES/*.po"))
    return {
        "python": f"{sys.version_info[0]}.{sys.version_info[1]} {sys.base_prefix} {REPOSITORY}",
        "packages": digest([LOCK]),
        "project": digest(
            [REPOSITORY / "pyproject.toml", REPOSITORY / "hatch_build.py", *catalogues]
        ),
    }


def digest(files: Sequence[Path]) -> str:
    """Hash the contents of the files, in their order."""
    total = hashlib.sha256()
    for file in files:
        total.update(file.read_bytes())
    return total.hexdigest()


def read_stamp() -> dict[str, Any]:
    """Return what the last finished set-up wrote; empty if there is none or it is damaged."""
    try:
        stamp = json.loads(STAMP.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return stamp if isinstance(stamp, dict) and "qt" in stamp else {}


def write_stamp(stamp: Mapping[str, Any]) -> None:
    """Write the stamp in one step, so that half a stamp is never read."""
    unfinished = STAMP.with_suffix(".part")
    unfinished.write_text(json.dumps(stamp), encoding="utf-8")
    unfinished.replace(STAMP)


def make_environment(plugins: Sequence[str]) -> None:
    """Make an empty environment in place of what is there.

    With uv or pip at hand it gets no pip of its own, which saves half the time.

    Args:
        plugins: Qt's platform plugins that will have to load, so that whoever must ask
            an administrator for packages asks once.

    Raises:
        CannotGoOnError: this Python cannot make environments, or the folder is in use.
    """
    try:
        if ENVIRONMENT.exists():
            shutil.rmtree(ENVIRONMENT)
    except OSError as problem:
        raise CannotGoOnError(
            f"{ENVIRONMENT} cannot be renewed ({problem}): close Advisor Desk if it is open, "
            "see that the folder belongs to you, and start again."
        ) from problem
    commands = installers()
    if not commands:
        need_packages([VENV_PACKAGE, *qt_packages(plugins)])
        commands = installers()
    own_pip = commands[-1][0] == str(environment_python())
    options = [] if own_pip else ["--without-pip"]
    made = run_quietly([sys.executable, "-m", "venv", *options, str(ENVIRONMENT)])
    if made.returncode:
        raise CannotGoOnError(explain("No environment could be made for the program", made.stdout))


def installers() -> list[list[str]]:
    """Return the commands that install into the environment, the quickest first.

    These are uv where it is present, and this Python's pip, or else the pip that
    the environment is given. Debian's Python can do neither by itself.
    """
    importlib.invalidate_caches()
    target = str(environment_python())
    quietly = ["install", "--quiet", "--disable-pip-version-check"]
    found = []
    uv = shutil.which("uv")
    if uv:
        found.append([uv, "pip", "install", "--quiet", "--python", target])
    if importlib.util.find_spec("pip"):
        found.append([sys.executable, "-m", "pip", "--python", target, *quietly])
    elif importlib.util.find_spec("ensurepip"):
        found.append([target, "-m", "pip", *quietly])
    return found


def install(what: str) -> None:
    """Install one part into the environment.

    If uv fails, pip is asked too: a site's package mirror may be known to only one of them.

    Args:
        what: a key of ``INSTALLED``.

    Raises:
        CannotGoOnError: it could not be done.
    """
    say(f"Installing the {what} …")
    output = "neither pip nor uv is there"
    for command in installers():
        done = run_quietly([*command, *INSTALLED[what]])
        if done.returncode == 0:
            return
        output = done.stdout
    raise CannotGoOnError(explain(f"Installing the {what} failed", output))


def run_quietly(command: Sequence[str], **variables: str) -> "subprocess.CompletedProcess[str]":
    """Run a command to its end; what it says, on both streams, comes back in ``stdout``.

    Args:
        command: the program and its arguments.
        variables: environment variables for it, besides those of this process.
    """
    return subprocess.run(
        command,
        env={**os.environ, **QUIET_VARIABLES, **variables},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        check=False,
    )


def explain(what: str, output: str) -> str:
    """Turn the words of a tool that failed into what the reader can do about it.

    Args:
        what: what failed, as the beginning of a sentence.
        output: what the tool said.

    Returns:
        One sentence, and under it the tool's last words where the cause is not known.
    """
    if re.search("certificate.verify.failed|invalid peer certificate", output, re.IGNORECASE):
        return (
            f"{what} because the package server's certificate is not trusted here: on a network "
            "that reads along, set PIP_CERT (and SSL_CERT_FILE for uv) to its certificate file."
        )
    if NO_NETWORK.search(output):
        return (
            f"{what} because the package server could not be reached: connect this machine to "
            "the internet (behind a proxy, set HTTPS_PROXY) and start again."
        )
    if re.search("no space left|disk full", output, re.IGNORECASE):
        return f"{what} because the disk is full: free about 1 GB and start again."
    if re.search("do not match the hashes|hash mismatch", output, re.IGNORECASE):
        return (
            f"{what} because a downloaded file is not the one that requirements.lock names: start "
            "again with a fresh download, and if that is no better, do not trust the source."
        )
    if re.search("no matching distribution|no solution found", output, re.IGNORECASE):
        return (
            f"{what} because a package is not made for this machine (needed: Windows 10, macOS 13, "
            f"or Linux with glibc 2.34, 64 bits); here: {platform.platform()}.\n{tail(output)}"
        )
    return f"{what}; the reason as the tool gave it:\n{tail(output)}"


def tail(output: str, lines: int = 8) -> str:
    """Return the last lines that say something, indented."""
    telling = [line.rstrip() for line in output.splitlines() if line.strip()]
    return "\n".join(f"    {line}" for line in telling[-lines:])


# ---- Qt's system libraries ----


def qt_plugins(arguments: Sequence[str], surroundings: Mapping[str, str]) -> list[str]:
    """Return Qt's platform plugins that must load for these arguments on this machine.

    ``offscreen`` stands for Qt itself; the plugin of the screen in use comes with it.
    """
    unseen = arguments[:1] in (["test"], ["tour"])
    if not unseen and WITHOUT_WINDOW.intersection(arguments):
        return []
    if unseen or not sys.platform.startswith("linux") or "QT_QPA_PLATFORM" in surroundings:
        return ["offscreen"]
    if surroundings.get("WAYLAND_DISPLAY"):
        return ["offscreen", "wayland"]
    return ["offscreen", "xcb"] if surroundings.get("DISPLAY") else ["offscreen"]


def ensure_qt_loads(plugin: str) -> None:
    """See that a Qt platform plugin loads; install what it misses where that is allowed.

    Args:
        plugin: a key of ``QT_PACKAGES``.

    Raises:
        CannotGoOnError: libraries are missing and may not be installed from here.
    """
    fault = qt_fault(plugin)
    if fault and is_debian():
        need_packages(qt_packages([plugin]))
        fault = qt_fault(plugin)
    if fault:
        raise CannotGoOnError(
            f"Qt, which draws the window, does not start because of a system library ({fault}): "
            "install the package of your system that holds it, and start again."
        )


def qt_fault(plugin: str) -> str:
    """Try in a process of its own whether Qt and the plugin load.

    Returns:
        Nothing if they do, else the last thing that Python or Qt said.
    """
    trial = QT_TRIAL if plugin == "offscreen" else PLUGIN_TRIAL.format(plugin=plugin)
    done = run_quietly([str(environment_python()), "-c", trial], QT_QPA_PLATFORM="offscreen")
    return "" if done.returncode == 0 else tail(done.stdout, 1).strip() or "it gave no reason"


def qt_packages(plugins: Sequence[str]) -> list[str]:
    """Return the Debian packages for some plugins by the names of this release."""
    names = [name for plugin in plugins for name in QT_PACKAGES[plugin]]
    if release_name() in OLD_GLIB_NAME:
        return names
    return [name + "t64" if name == "libglib2.0-0" else name for name in names]


def release_name() -> str:
    """Return the code name of the Debian or Ubuntu release that this system is built on."""
    try:
        system = platform.freedesktop_os_release()
    except OSError:
        return ""
    names = ("UBUNTU_CODENAME", "DEBIAN_CODENAME", "VERSION_CODENAME")
    return next((system[name] for name in names if system.get(name)), "")


def is_debian() -> bool:
    """Tell whether system packages come by apt-get here."""
    return shutil.which("apt-get") is not None and shutil.which("dpkg-query") is not None


def need_packages(names: Sequence[str]) -> None:
    """Install system packages if this is root on Debian or Ubuntu; else say how.

    Args:
        names: Debian's names; those that are installed are left alone.

    Raises:
        CannotGoOnError: not root, not Debian, or apt-get failed.
    """
    if not is_debian():
        raise CannotGoOnError(
            f"This Python ({sys.executable}) has neither pip nor ensurepip, so no environment can "
            "be made for the program: install your system's package for Python's venv, or Python "
            "from https://www.python.org/downloads/, and start again."
        )
    missing = [name for name in names if not is_installed(name)]
    if not missing:
        return
    command = f"apt-get install -y --no-install-recommends {' '.join(missing)}"
    if os.geteuid() != 0:
        raise CannotGoOnError(
            "Some system packages are missing and only an administrator can install them: run "
            f"`sudo apt-get update && sudo {command}` and start again."
        )
    say(f"Installing system packages: {' '.join(missing)} …")
    run_quietly(["apt-get", "update"])
    done = run_quietly(command.split())
    if done.returncode:
        raise CannotGoOnError(explain(f"`{command}` failed", done.stdout))


def is_installed(package: str) -> bool:
    """Tell whether a Debian package is installed."""
    query = ["dpkg-query", "--show", "--showformat=${db:Status-Status}", package]
    return run_quietly(query).stdout.strip() == "installed"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
