"""`tally`."""

from __future__ import annotations

from tests.unit.cli.conftest import Cli


def test_a_visit_is_counted_and_waits(cli: Cli) -> None:
    said = cli("tally")
    assert (said.code, said.out) == (0, "Counted. 1 visit waits to be filled in.\n")
    told = cli("tally", "--json").json
    assert told["waiting"] == 2
    assert (told["visit"]["way"], told["visit"]["waiting"]) == ("tally", True)
    assert told["visit"]["day"] == "2026-11-21"
    assert "clock" not in told["visit"]
    assert len(cli("visits", "--json").json) == 2
