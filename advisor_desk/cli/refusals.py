"""What a command ends with when it cannot do what was asked: one sentence, no stack trace."""

from __future__ import annotations

from typing import IO, Any

import click


class RefusalError(click.ClickException):
    """A failure of the world, with exit code 1."""

    def show(self, file: IO[Any] | None = None) -> None:
        """Write the sentence."""
        click.echo(self.message, file=file, err=file is None)


class WrongValueError(click.BadParameter):
    """A value that cannot be meant, with exit code 2; its option stands before the sentence."""

    def show(self, file: IO[Any] | None = None) -> None:
        """Write the option and the sentence."""
        hint = self.param_hint
        if hint is None and self.param is not None:
            hint = self.param.opts[-1]
        message = f"{hint}: {self.message}" if hint else self.message
        click.echo(message, file=file, err=file is None)
