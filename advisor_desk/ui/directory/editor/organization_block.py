"""Who gives a service: an organisation that is there, or a new one."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from advisor_desk.domain.directory import Organization
from advisor_desk.domain.ids import new_id
from advisor_desk.domain.text import LocalText
from advisor_desk.i18n import _
from advisor_desk.ui.context import Context
from advisor_desk.ui.directory.editor.blocks import Block, LineBlock, TextsBlock, page_of
from advisor_desk.ui.presenters.notice import Notice
from advisor_desk.ui.presenters.words import language
from advisor_desk.ui.widgets.choice_button import BreakingButton
from advisor_desk.ui.widgets.choice_row import Choice
from advisor_desk.ui.widgets.dialog_buttons import dialog_buttons
from advisor_desk.ui.widgets.flow import FlowLayout
from advisor_desk.ui.widgets.picker import Picker
from advisor_desk.ui.widgets.sizes import fit_to_text


class OrganizationBlock(Block):
    """The organisation of a record.

    Args:
        context: for the organisations that there are.
        field: its name in the record.
        label: what it is called.
        known: the organisations by id, read before the editor was opened.
    """

    def __init__(
        self, context: Context, field: str, label: str, known: dict[str, Organization]
    ) -> None:
        super().__init__(field, label)
        self._context = context
        self._known = known
        self._id = ""
        self.choose = BreakingButton(None, self)
        self.choose.setProperty("role", "pick")
        self.choose.clicked.connect(self._on_choose)
        self._edit = QPushButton(_("Edit the organisation…"))
        self._edit.clicked.connect(self._on_edit)
        self._new = QPushButton(_("New organisation…"))
        self._new.clicked.connect(self._on_new)
        self._none = QPushButton(_("No organisation"))
        self._none.clicked.connect(self._on_none)
        more = QWidget()
        flow = FlowLayout(more)
        for button in (self._edit, self._new, self._none):
            flow.addWidget(button)
        self.body.addWidget(self.choose)
        self.body.addWidget(more)

    def value(self) -> str:
        """Return the id, or an empty text."""
        return self._id

    def show_value(self, value: str) -> None:
        """Show an organisation by its id."""
        self._id = value
        text = self._name(value) if value else _("Choose…")
        self.choose.set_words(text)
        self.choose.setAccessibleName(_("{option}: {value}").format(option=self.title, value=text))
        self._edit.setVisible(value in self._known)
        self._none.setVisible(bool(value))

    def first(self) -> QWidget:
        """Return the button that chooses."""
        return self.choose

    def _name(self, organization_id: str) -> str:
        found = self._known.get(organization_id)
        if found is None:
            return organization_id
        name = found.name.pick(language())
        return f"{name} ({found.business_id})" if found.business_id else name

    def _set(self, organization_id: str) -> None:
        self.show_value(organization_id)
        self.choose.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    def _on_choose(self) -> None:
        named = [Choice(key, self._name(key)) for key in self._known]
        choices = sorted(named, key=_label)
        prompt = _("Type to find: {field}").format(field=self.title)
        picker = Picker(self.title, prompt, choices, self)
        picker.exec()
        picked = picker.picked
        picker.deleteLater()
        if picked is not None:
            self._set(picked.id)

    def _on_none(self) -> None:
        self._set("")

    def _on_edit(self) -> None:
        self._ask(self._known[self._id])

    def _on_new(self) -> None:
        self._ask(Organization(new_id(), LocalText(), revision=0))

    def _ask(self, organization: Organization) -> None:
        dialog = OrganizationDialog(self._context, organization, self)
        dialog.exec()
        saved = dialog.saved
        dialog.deleteLater()
        if saved is not None:
            self._known[saved.id] = saved
            self._set(saved.id)


def _label(choice: Choice) -> str:
    return choice.label.casefold()


class OrganizationDialog(QDialog):
    """The fields of an organisation; it is shared by all its services.

    Attributes:
        saved: the organisation as it was stored, or None.
    """

    def __init__(
        self, context: Context, organization: Organization, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Organisation"))
        self.saved: Organization | None = None
        self._context = context
        self._before = organization
        self.blocks: tuple[Block, ...] = (
            TextsBlock("name", _("Name")),
            LineBlock("business_id", _("Business ID (Y-tunnus)"), _("Such as 0245437-2.")),
            LineBlock("website", _("Web page")),
            LineBlock("email", _("E-mail")),
            LineBlock("phone", _("Phone")),
            TextsBlock("description", _("Description"), 3),
        )
        self._notice = Notice(context.messages)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.addWidget(page_of(self.blocks, organization, 14), 1)
        layout.addWidget(self._notice)
        layout.addWidget(dialog_buttons(self, _("Save"), self.save))
        fit_to_text(self, columns=110, rows=30)

    def value(self) -> Organization:
        """Return the organisation as it was typed."""
        return replace(self._before, **{block.field: block.value() for block in self.blocks})

    def save(self) -> None:
        """Store it; a failure is said and the window stays."""
        typed = self.value()
        if not typed.name:
            self._notice.tell(_("Write the name of the organisation in one language at least."))
            self.blocks[0].first().setFocus(Qt.FocusReason.OtherFocusReason)
            return
        curation, actor = self._context.desk.curation, self._context.desk.actor
        work = partial(curation.save_organization, actor, typed)
        self._context.background.write(work, self._on_saved)

    def _on_saved(self, saved: Organization) -> None:
        self.saved = saved
        self.accept()
