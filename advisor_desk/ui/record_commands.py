"""The commands for the page and the record shown; each part loads when first asked for."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, cast

from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from advisor_desk.ui.context import Context
    from advisor_desk.ui.directory.panel import DirectoryPanel
    from advisor_desk.ui.views import Views

Handlers = dict[str, Callable[[], object]]


def page_handlers(context: Context, window: QWidget, views: Views) -> Handlers:
    """Return what the commands for the page shown do, by their ids.

    Args:
        context: what every part of the window is given.
        window: what the dialogs stand above.
        views: the views, of which one is shown.
    """
    return {
        "visit.refer": partial(_refer, views, "signposted"),
        "visit.hand-over": partial(_refer, views, "handed-over"),
        "visit.tried": partial(_note_tried, views),
        "find.results": views.focus_list,
        "find.detail": views.focus_page,
        "find.back": views.go_back,
        "find.at-desk": views.show_page_at_desk,
        "find.changes": partial(show_changes, context, window, views),
        "walk.start": partial(_walk, views),
        "walk.path": partial(_walk_fitting, context, window, views),
        "walk.copy": views.copy_walk,
        "detail.copy-phone": views.copy_phone,
        "detail.copy-all": views.copy_all,
    }


def record_handlers(context: Context, window: QWidget, views: Views) -> Handlers:
    """Return what the commands for records do, by their ids; see `page_handlers`."""
    return {
        "record.wrong": views.report,
        "record.edit": partial(_edit, context, window, views),
        "record.new": partial(_new, context, window),
        "record.verified": partial(_verify, context, views),
        "record.verify": partial(_verify_in_detail, context, window, views),
        "record.todo": partial(_show_todo, views),
        "record.import": partial(_import, context, window, views),
        "record.export": partial(_export, context, window, views),
        "record.quality": partial(_show_quality, context, window),
    }


def _refer(views: Views, mode: str) -> None:
    views.records().detail.request_referral(mode)


def _note_tried(views: Views) -> None:
    if service := views.shown_service():
        views.show_view("desk")
        views.desk.note_tried(service)


def show_changes(context: Context, window: QWidget, views: Views) -> None:
    """Show what has changed since the last shift."""
    from advisor_desk.ui.desk.changes import show_changes as show

    show(context, window, views.open_at_desk)


def _walk(views: Views) -> None:
    from advisor_desk.ui.presenters.walking import open_marked

    open_marked()
    views.focus_page()
    views.records().detail.start_walk()


def _walk_fitting(context: Context, window: QWidget, views: Views) -> None:
    from advisor_desk.ui.presenters.walking import walk_fitting_path

    def walk(key: str) -> None:
        views.open_at_desk(key)
        views.desk.detail.start_walk()

    walk_fitting_path(context, window, walk)


def _edit(context: Context, window: QWidget, views: Views) -> None:
    from advisor_desk.ui.directory.editing import edit_record

    if service := views.shown_service():
        edit_record(context, window, service.id)


def _new(context: Context, window: QWidget) -> None:
    from advisor_desk.ui.directory.editing import edit_record

    edit_record(context, window)


def _verify(context: Context, views: Views) -> None:
    from advisor_desk.ui.directory.verifying import verify_unchanged

    if service := views.shown_service():
        verify_unchanged(context, service)


def _verify_in_detail(context: Context, window: QWidget, views: Views) -> None:
    from advisor_desk.ui.directory.verifying import verify_in_detail

    if service := views.shown_service():
        verify_in_detail(context, window, service)


def _show_todo(views: Views) -> None:
    cast("DirectoryPanel", views.panel("directory")).show_todo()


def _import(context: Context, window: QWidget, views: Views) -> None:
    from advisor_desk.ui.directory.importing.dialog import import_services

    done = import_services(context, window)
    directory = views.directory()
    if done is not None and directory is not None:
        directory.follow_import()


def _export(context: Context, window: QWidget, views: Views) -> None:
    from advisor_desk.ui.directory.export_dialog import export_services

    directory = views.directory()
    export_services(context, window, directory.filters.wanted() if directory else None)


def _show_quality(context: Context, window: QWidget) -> None:
    from advisor_desk.ui.directory.quality_page import show_quality

    show_quality(context, window)
