"""The layout of the tree and the habits inside a file (docs/architecture.md says why)."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.house.tree import PACKAGE, REPOSITORY, files_below, name_of, python_files

MOST_LINES_OF_FILE = 600
MOST_LINES_OF_FUNCTION = 80

# Put together from pieces, since this file is read by the checks too.
_LEFT_BEHIND = re.compile(r"\b(?:" + "|".join(["TO" + "DO", "FIX" + "ME", "X" * 3]) + r")\b")
_MACHINE = re.compile(
    r"(?<![\w./~%}-])/(?:home|root|Users|work|workspace|opt|mnt|srv)/[\w.-]+"  # a Unix folder
    r"|\b[A-Z]:\\\\?Users\\"  # a Windows folder
    r"|https?://[^\s/]+(?:/[^\s/]+)*/simple\b"  # a package index
    r"|\bfiles\.python" + r"hosted\b"
    r"|^\s*--(?:extra-)?index-url\b|^\s*--find-links\b",
    re.MULTILINE,
)
#: May name a Unix folder: samples which show that the check below works.
_SAMPLES = REPOSITORY / "tests" / "house" / "test_layout.py"


def folders_without_init(package: Path) -> list[str]:
    """Return the folders of a package which hold modules but cannot be seen by the linters."""
    folders = {path.parent for path in package.rglob("*.py")}
    parents = {
        parent for folder in folders for parent in folder.parents if package in parent.parents
    }
    return sorted(
        folder.relative_to(package.parent).as_posix()
        for folder in folders | parents
        if not (folder / "__init__.py").exists()
    )


def module_without_docstring(source: str) -> Iterator[str]:
    """Complain about a module that does not say what it is for."""
    if ast.get_docstring(ast.parse(source)) is None:
        yield "line 1: no module docstring"


def connected_lambda(source: str) -> Iterator[str]:
    """Complain about a lambda handed to a signal: it keeps its surroundings alive, unnamed."""
    for node in ast.walk(ast.parse(source)):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr == "connect"
            and any(isinstance(part, ast.Lambda) for given in node.args for part in ast.walk(given))
        ):
            yield f"line {node.lineno}: a lambda in connect(); use a method or functools.partial"


def global_statement(source: str) -> Iterator[str]:
    """Complain about state of a module that functions change."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Global):
            yield f"line {node.lineno}: global; hand the state on as a parameter"


def too_long(source: str) -> Iterator[str]:
    """Complain about a file or a function that nobody reads to its end."""
    lines = len(source.splitlines())
    if lines > MOST_LINES_OF_FILE:
        yield f"{lines} lines; at most {MOST_LINES_OF_FILE}"
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            if length > MOST_LINES_OF_FUNCTION:
                yield (
                    f"line {node.lineno}: {node.name} has {length} lines; "
                    f"at most {MOST_LINES_OF_FUNCTION}"
                )


def left_behind(source: str) -> Iterator[str]:
    """Complain about work put off in a comment instead of an issue."""
    for match in _LEFT_BEHIND.finditer(source):
        yield f"{match.group()}: do it now or file an issue"


def machine_bound(source: str) -> Iterator[str]:
    """Complain about a folder of one machine or the address of a package index."""
    for match in _MACHINE.finditer(source):
        yield f"{match.group()}: not there on another machine"


Check = Callable[[str], Iterator[str]]
CODE_CHECKS: list[Check] = [
    module_without_docstring,
    connected_lambda,
    global_statement,
    too_long,
    left_behind,
]
BAD_SAMPLES: list[tuple[Check, str]] = [
    (module_without_docstring, "import os\n"),
    (connected_lambda, "button.clicked.connect(lambda: save())\n"),
    (connected_lambda, "button.clicked.connect(partial(do, lambda: save()))\n"),
    (global_statement, "def f():\n    global state\n    state = 1\n"),
    (too_long, "x = 1\n" * (MOST_LINES_OF_FILE + 1)),
    (too_long, "def f():\n" + "    x = 1\n" * MOST_LINES_OF_FUNCTION),
    (left_behind, "# TO" + "DO: later\n"),
    (machine_bound, 'FOLDER = "/home/maija/advisor-desk"\n'),
    (machine_bound, "see C:\\Users\\maija\n"),
    (machine_bound, "https://mirror.example/python/simple\n"),
    (machine_bound, "--index-url https://mirror.example\n"),
]


def test_every_folder_with_modules_is_a_package() -> None:
    assert folders_without_init(PACKAGE) == []


def test_a_folder_without_init_is_caught(tmp_path: Path) -> None:
    (tmp_path / "package" / "inner" / "deep").mkdir(parents=True)
    (tmp_path / "package" / "__init__.py").touch()
    (tmp_path / "package" / "inner" / "deep" / "__init__.py").touch()
    assert folders_without_init(tmp_path / "package") == ["package/inner"]


@pytest.mark.parametrize("check", CODE_CHECKS, ids=lambda check: check.__name__)
def test_code_keeps_to(check: Check) -> None:
    told = [
        f"{name_of(path)}: {fault}"
        for path in python_files()
        for fault in check(path.read_text(encoding="utf-8"))
    ]
    assert not told, "\n".join(told)


def test_no_text_is_bound_to_a_machine() -> None:
    told = [
        f"{name_of(path)}: {fault}"
        for path in files_below(REPOSITORY)
        if path != _SAMPLES
        for fault in machine_bound(path.read_text(encoding="utf-8"))
    ]
    assert not told, "\n".join(told)


@pytest.mark.parametrize(("check", "sample"), BAD_SAMPLES)
def test_a_bad_sample_is_caught_by(check: Check, sample: str) -> None:
    assert list(check(sample))


def test_good_samples_pass() -> None:
    good = '"""What it is for."""\n\nsaved.connect(show)\nnames = sorted(x, key=lambda n: n)\n'
    assert not [fault for check in CODE_CHECKS for fault in check(good)]
    assert not list(machine_bound("https://www.espoo.fi/home/page and advisor_desk/ui/desk\n"))
