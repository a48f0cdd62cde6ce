"""How long it takes to import 20,000 services, in how much memory, beside an open window.

The services are made from the samples under `tests/data`, each with an id and a name of its
own. Each format is measured in a process of its own: preview and import, the largest memory,
and the longest gap in the event loop of a window that is open meanwhile. Run as
`python -m benchmarks.importing`; the exit code is 1 where a limit is passed.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

from advisor_desk.domain.imports import Progress
from advisor_desk.paths import find_paths
from advisor_desk.services.desk import Desk
from advisor_desk.services.importing import ImportReport

SERVICES: Final = 20_000
MOST_SECONDS: Final = 60.0
MOST_MEGABYTES: Final = 400.0
LONGEST_GAP: Final = 0.1
_HEARTBEAT: Final = 5
"""Milliseconds between two beats of the event loop."""

DATA: Final = Path(__file__).resolve().parent.parent / "tests" / "data"


def _tpr(folder: Path, count: int) -> Path:
    """Write so many services in the shape of the service map."""
    rows = json.loads((DATA / "servicemap" / "services.json").read_bytes())
    target = folder / "services.json"
    with target.open("w", encoding="utf-8") as file:
        for number in range(count):
            row = json.loads(json.dumps(rows[number % len(rows)]))
            row["id"] = 100_000 + number
            for tag in ("fi", "sv", "en"):
                if row[tag]:
                    row[tag]["title"] = f"{row[tag]['title']} {number}"
            file.write(("[" if number == 0 else ",") + json.dumps(row, ensure_ascii=False))
        file.write("]")
    return target


def _ptv(folder: Path, count: int) -> Path:
    """Write a download of PTV, version 11: so many services, half as many channels again."""
    pages = {
        name: json.loads((DATA / "ptv" / "v11" / f"{name}-1.json").read_bytes())
        for name in ("Service", "ServiceChannel", "Organization", "GeneralDescription")
    }
    services = [pages["Service"]["itemList"][number] for number in (0, 1)]
    channels = [pages["ServiceChannel"]["itemList"][number] for number in range(5)]
    target = folder / "ptv"
    target.mkdir()
    for name in ("Organization", "GeneralDescription"):
        (target / f"{name}.json").write_text(json.dumps(pages[name]), encoding="utf-8")
    many = count * 3 // 2

    def channel(number: int) -> dict[str, Any]:
        made = channels[number % len(channels)]
        return {**made, "id": _uuid("c", number), "services": made["services"] * 20}

    def service(number: int) -> dict[str, Any]:
        made: dict[str, Any] = json.loads(json.dumps(services[number % len(services)]))
        made["id"] = _uuid("a", number)
        for name in (*made["serviceNames"], *made["serviceDescriptions"]):
            name["value"] = name["value"] and f"{name['value']} {number}"
        connections = services[0]["serviceChannels"][:3]
        made["serviceChannels"] = [
            {**one, "serviceChannel": {"id": _uuid("c", (number * 7 + place * 11) % many)}}
            for place, one in enumerate(connections)
        ]
        return made

    _write_pages(target, "ServiceChannel", many, channel)
    _write_pages(target, "Service", count, service)
    return target


def _write_pages(
    folder: Path, name: str, count: int, make: Callable[[int], dict[str, Any]]
) -> None:
    """Write records as pages of a hundred, as a server gives them."""
    for first in range(0, count, 100):
        records = [make(number) for number in range(first, min(first + 100, count))]
        page = json.dumps({"itemList": records}, ensure_ascii=False)
        (folder / f"{name}-{first:06}.json").write_text(page, encoding="utf-8")


def _uuid(kind: str, number: int) -> str:
    return f"{kind * 8}-0000-4000-8000-{number:012x}"


SHAPES: Final[dict[str, Callable[[Path, int], Path]]] = {"ptv": _ptv, "tpr": _tpr}
"""What writes a source of so many services, by format."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print and judge.

    Returns:
        0 where the limits are kept, else 1.
    """
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--services", type=int, default=SERVICES)
    parser.add_argument("--format", choices=sorted(SHAPES), action="append")
    parser.add_argument("--inside", nargs=2, help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    if options.inside:
        format_name, folder = options.inside
        print(json.dumps(_measure(format_name, Path(folder), options.services)))
        return 0
    passed = [_run(name, options.services) for name in options.format or sorted(SHAPES)]
    return 0 if all(passed) else 1


def _run(format_name: str, count: int) -> bool:
    """Measure one format in a process of its own, print it, and tell whether it is in time."""
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(
            [
                sys.executable,
                "-m",
                "benchmarks.importing",
                "--services",
                str(count),
                "--inside",
                format_name,
                folder,
            ],
            env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
            stdout=subprocess.PIPE,
            check=True,
        )
    found = json.loads(done.stdout.splitlines()[-1])
    seconds = found["preview"] + found["import"]
    print(
        f"{format_name}: {found['new']} services, preview {found['preview']:.1f} s,"
        f" import {found['import']:.1f} s, together {seconds:.1f} s (limit {MOST_SECONDS:.0f});"
        f" memory {found['megabytes']:.0f} MB (limit {MOST_MEGABYTES:.0f});"
        f" longest gap {found['gap'] * 1000:.0f} ms (limit {LONGEST_GAP * 1000:.0f})"
    )
    return bool(
        seconds <= MOST_SECONDS
        and found["megabytes"] <= MOST_MEGABYTES
        and found["gap"] <= LONGEST_GAP
    )


def _measure(format_name: str, folder: Path, count: int) -> dict[str, Any]:
    """Import beside an open window; the heartbeat is that of its event loop."""
    from PySide6.QtCore import QEventLoop, Qt, QTimer

    from advisor_desk.bootstrap import WindowSession
    from advisor_desk.settings.store import Settings
    from advisor_desk.ui.application import Application

    source = SHAPES[format_name](folder, count)
    paths = find_paths(folder / "desk")
    settings = Settings(paths.settings)
    settings.change(first_start_done=True, text_size=100, theme="light")
    application = Application(paths, settings, "en", WindowSession(paths, settings))
    beats: list[float] = []
    try:
        desk = application._session.open()  # noqa: SLF001 - as its own start does
        window = application.open_window(desk)
        window.show()
        window.start()
        _until_idle(application)
        timer = QTimer()
        timer.setTimerType(Qt.TimerType.PreciseTimer)

        def beat() -> None:
            beats.append(time.perf_counter())

        timer.timeout.connect(beat)
        timer.start(_HEARTBEAT)
        loop = QEventLoop()
        found: dict[str, Any] = {}

        def done(result: dict[str, Any]) -> None:
            found.update(result)
            loop.quit()

        def work() -> dict[str, Any]:
            return _import(desk, format_name, source)

        application.background.write(work, done)
        loop.exec()
        timer.stop()
        window.close()
    finally:
        application.close()
    found["gap"] = max(after - before for before, after in pairwise(beats))
    found["megabytes"] = _largest_memory()
    return found


def _import(desk: Desk, format_name: str, source: Path) -> dict[str, Any]:
    importing = desk.importing
    catalogue = importing.catalogue(format_name, str(source))
    started = time.perf_counter()
    reader = importing.reader(format_name, str(source), catalogue)
    with closing(importing.plan(desk.actor, reader, catalogue, progress=Progress())) as plan:
        planned = time.perf_counter()
        report: ImportReport = importing.apply(desk.actor, plan, Progress())
    ended = time.perf_counter()
    return {
        "preview": planned - started,
        "import": ended - planned,
        "new": report.counts["new"],
    }


def _until_idle(application: Any) -> None:  # noqa: ANN401 - of a type imported late
    from PySide6.QtCore import QCoreApplication

    for _ in range(2000):
        QCoreApplication.processEvents()
        time.sleep(0.005)
        if application.background.idle:
            return


def _largest_memory() -> float:
    """Return the most memory that this process ever held, in megabytes."""
    status = Path("/proc/self/status")
    if status.exists():
        for line in status.read_text().splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) / 1024
    import resource

    scale = 1024 * 1024 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / scale


if __name__ == "__main__":
    raise SystemExit(main())
