"""`python -m advisor_desk` and the command `advisor-desk`."""

from __future__ import annotations

import sys

from advisor_desk.bootstrap import main as run


def main() -> int:
    """Run the program with the arguments of the process; return its exit code."""
    return run(sys.argv[1:])


if __name__ == "__main__":
    raise SystemExit(main())
