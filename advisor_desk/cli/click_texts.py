"""What click itself says, named here so that translators find it.

click asks gettext's global domain; `speak` points that at the program's own catalogue.
"""

from __future__ import annotations

import gettext
import os
from pathlib import Path
from typing import Final

from advisor_desk.i18n import N_

TEXTS: Final = (
    N_("Usage:"),
    N_("Options"),
    N_("Commands"),
    N_("Positional arguments"),
    N_("Show this message and exit."),
    N_("Show the version and exit."),
    N_("default: {default}"),
    N_("required"),
    N_("Error: {message}"),
    N_("Aborted!"),
    N_("Try '{command} {option}' for help."),
    N_("Missing command."),
    N_("Missing argument"),
    N_("Missing option"),
    N_("No such option {name!r}."),
    N_("No such command {name!r}."),
    N_("Invalid value: {message}"),
    N_("Invalid value for {param_hint}: {message}"),
    N_("{value!r} is not a valid {number_type}."),
    N_("{value} is not in the range {range}."),
)


def speak(language: str, folder: Path) -> None:
    """Let click speak a language from now on.

    Args:
        language: `fi`, `sv` or `en`.
        folder: of compiled translations.
    """
    os.environ["LANGUAGE"] = language
    gettext.bindtextdomain("advisor_desk", str(folder))
    gettext.textdomain("advisor_desk")
