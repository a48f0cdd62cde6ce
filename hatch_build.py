"""Compile the translations: as a step of the build, and by hand with ``python hatch_build.py``.

The ``.po`` files are kept in the repository, the ``.mo`` files that the program
reads are made from them. The build calls this for a wheel and for an editable
install alike, so that no way of installing leaves the program without Finnish
and Swedish.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

TRANSLATIONS = Path(__file__).resolve().parent / "translations"


def compile_translations(folder: Path = TRANSLATIONS) -> list[Path]:
    """Write a ``.mo`` beside every ``<language>/LC_MESSAGES/*.po`` in ``folder``.

    Fuzzy entries are left out: a guessed translation is never shown. A file is
    written to one side and then renamed, so that a program which is running
    meanwhile never reads half a catalogue.

    Args:
        folder: the folder that holds one folder a language.

    Returns:
        The files written, in a stable order.

    Raises:
        babel.messages.pofile.PoFileError: a ``.po`` file is malformed.
        OSError: a file cannot be read or written.
    """
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    written = []
    for source in sorted(folder.glob("*/LC_MESSAGES/*.po")):
        language = source.parents[1].name
        with source.open("rb") as stream:
            catalogue = read_po(stream, locale=language, abort_invalid=True)
        target = source.with_suffix(".mo")
        unfinished = target.with_suffix(".mo.part")
        with unfinished.open("wb") as stream:
            write_mo(stream, catalogue, use_fuzzy=False)
        unfinished.replace(target)
        written.append(target)
    return written


class ShippedFilesHook(BuildHookInterface[Any]):
    """Hatchling's hook: what stands at the top of the repository travels inside the package."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile the translations, and put them and the resources into a wheel.

        An editable install reads both where they stand, so nothing is copied for it.

        Args:
            version: ``standard`` for a wheel, ``editable`` for an editable install.
            build_data: what hatchling packs; ``force_include`` maps a path to its place.
        """
        root = Path(self.root)
        compiled = compile_translations(root / "translations")
        if version == "editable":
            return
        places = build_data["force_include"]
        places[str(root / "resources")] = "advisor_desk/resources"
        for catalogue in compiled:
            places[str(catalogue)] = f"advisor_desk/{catalogue.relative_to(root).as_posix()}"


if __name__ == "__main__":
    for path in compile_translations():
        print(path.relative_to(TRANSLATIONS.parent))
