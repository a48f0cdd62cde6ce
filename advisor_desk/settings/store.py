"""The settings file: read with care, written whole or not at all."""

from __future__ import annotations

import json
import os
import threading
from pathlib import Path
from typing import Final

from advisor_desk.domain.failures import Failure
from advisor_desk.settings.options import OPTIONS, VISIT_FIELDS, Value

VERSION: Final = 1
_BY_NAME: Final = {option.name: option for option in OPTIONS}


class Settings:
    """The options in use; may be read and changed from any thread.

    Attributes:
        path: the file.
        set_aside: where an unreadable file was moved, or None.

    Raises:
        Failure: the file is there but cannot be opened, or not be set aside.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.set_aside: Path | None = None
        self._changing = threading.Lock()
        self._values: dict[str, Value] = {option.name: option.default for option in OPTIONS}
        self._read()

    def _read(self) -> None:
        """Take over what the file holds; unknown names and bad values are passed over."""
        try:
            loaded = json.loads(self.path.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return
        except OSError as error:
            raise Failure.of_file(error, self.path) from error
        except ValueError:
            loaded = None
        values = loaded.get("values") if isinstance(loaded, dict) else None
        if not isinstance(values, dict):
            self._set_aside()
            return
        for name, value in values.items():
            if name in _BY_NAME and _BY_NAME[name].accepts(value):
                self._values[name] = value

    def _set_aside(self) -> None:
        kept = self.path.with_suffix(".unreadable.json")
        try:
            self.path.replace(kept)
        except OSError as error:
            raise Failure.of_file(error, self.path) from error
        self.set_aside = kept

    def text(self, name: str) -> str:
        """Return the value of an option that holds a text.

        Raises:
            KeyError: there is no such option.
        """
        return str(self._values[name])

    def number(self, name: str) -> int:
        """Return the value of an option that holds a whole number."""
        return int(self._values[name])

    def flag(self, name: str) -> bool:
        """Return the value of an option that is on or off."""
        return bool(self._values[name])

    def field_use(self, field: str) -> str:
        """Return how a visit field is used: `main`, `required`, `more` or `hidden`."""
        return self.text(f"field_{field}")

    def required_fields(self) -> frozenset[str]:
        """Return the visit fields without which a visit cannot be saved."""
        return frozenset(name for name in VISIT_FIELDS if self.field_use(name) == "required")

    def change(self, **values: Value) -> None:
        """Change options and write the file; on failure the old values stay.

        Raises:
            KeyError: there is no such option.
            ValueError: a value is not allowed.
            Failure: the file cannot be written.
        """
        for name, value in values.items():
            if not _BY_NAME[name].accepts(value):
                raise ValueError(f"option {name} does not take {value!r}")
        with self._changing:
            changed = self._values | values
            self._write(changed)
            self._values = changed

    def _write(self, values: dict[str, Value]) -> None:
        kept = {n: v for n, v in values.items() if v != _BY_NAME[n].default}
        text = json.dumps({"version": VERSION, "values": kept}, ensure_ascii=False, indent=2)
        part = self.path.with_suffix(".part")
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with part.open("w", encoding="utf-8") as file:
                file.write(text + "\n")
                file.flush()
                os.fsync(file.fileno())
            part.replace(self.path)
        except OSError as error:
            raise Failure.of_file(error, self.path) from error
