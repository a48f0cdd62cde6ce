"""The tables of HSDS 3.0, and how records in one another become rows and come back.

Names of tables, files and columns are those of the specification (branch 3.0, 2024-05-16). A
later version deprecates `service.schedules`, so the version is pinned and only this package
knows it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

VERSION: Final = "3.0"

Record = dict[str, Any]
"""A record of HSDS as JSON has it, others within it."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table of the specification.

    Attributes:
        file: its name in a datapackage.
        columns: in order.
        required: those that must have a value.
        many: where the rows of another table stand within a record: key, table, and the
            column there that names the record.
        one: where a single row stands within a record: key, table, and the column here.
    """

    file: str
    columns: tuple[str, ...]
    required: tuple[str, ...] = ("id",)
    many: tuple[tuple[str, str, str], ...] = ()
    one: tuple[tuple[str, str, str], ...] = ()


def _names(text: str) -> tuple[str, ...]:
    return tuple(text.split())


_ATTRIBUTES: Final = ("attributes", "attribute", "link_id")

TABLES: Final[Mapping[str, Table]] = {
    "organization": Table(
        "organizations.csv",
        _names(
            "id name alternate_name description email website tax_status tax_id"
            " year_incorporated legal_status logo uri parent_organization_id"
        ),
        _names("id name description"),
        many=(
            ("phones", "phone", "organization_id"),
            ("contacts", "contact", "organization_id"),
            ("organization_identifiers", "organization_identifier", "organization_id"),
            ("funding", "funding", "organization_id"),
            _ATTRIBUTES,
        ),
    ),
    "service": Table(
        "services.csv",
        _names(
            "id organization_id program_id name alternate_name description url email status"
            " interpretation_services application_process fees_description wait_time fees"
            " accreditations eligibility_description minimum_age maximum_age assured_date"
            " assurer_email licenses alert last_modified"
        ),
        _names("id organization_id name status"),
        many=(
            ("phones", "phone", "service_id"),
            ("schedules", "schedule", "service_id"),
            ("service_areas", "service_area", "service_id"),
            ("service_at_locations", "service_at_location", "service_id"),
            ("languages", "language", "service_id"),
            ("funding", "funding", "service_id"),
            ("cost_options", "cost_option", "service_id"),
            ("required_documents", "required_document", "service_id"),
            ("contacts", "contact", "service_id"),
            _ATTRIBUTES,
        ),
        one=(("organization", "organization", "organization_id"),),
    ),
    "service_at_location": Table(
        "service_at_location.csv",
        _names("id service_id location_id description"),
        _names("id service_id location_id"),
        many=(
            ("contacts", "contact", "service_at_location_id"),
            ("phones", "phone", "service_at_location_id"),
            ("schedules", "schedule", "service_at_location_id"),
            _ATTRIBUTES,
        ),
        one=(("location", "location", "location_id"),),
    ),
    "location": Table(
        "locations.csv",
        _names(
            "id location_type url organization_id name alternate_name description transportation"
            " latitude longitude external_identifier external_identifier_type"
        ),
        _names("id location_type"),
        many=(
            ("languages", "language", "location_id"),
            ("addresses", "address", "location_id"),
            ("contacts", "contact", "location_id"),
            ("accessibility", "accessibility", "location_id"),
            ("phones", "phone", "location_id"),
            ("schedules", "schedule", "location_id"),
            _ATTRIBUTES,
        ),
    ),
    "phone": Table(
        "phones.csv",
        _names(
            "id location_id service_id organization_id contact_id service_at_location_id number"
            " extension type description"
        ),
        _names("id number"),
        many=(("languages", "language", "phone_id"), _ATTRIBUTES),
    ),
    "contact": Table(
        "contacts.csv",
        _names(
            "id organization_id service_id service_at_location_id location_id name title"
            " department email"
        ),
        many=(("phones", "phone", "contact_id"), _ATTRIBUTES),
    ),
    "address": Table(
        "addresses.csv",
        _names(
            "id location_id attention address_1 address_2 city region state_province postal_code"
            " country address_type"
        ),
        _names("id address_1 city state_province postal_code country address_type"),
        many=(_ATTRIBUTES,),
    ),
    "schedule": Table(
        "schedules.csv",
        _names(
            "id service_id location_id service_at_location_id valid_from valid_to dtstart timezone"
            " until count wkst freq interval byday byweekno bymonthday byyearday description"
            " opens_at closes_at schedule_link attending_type notes"
        ),
        many=(_ATTRIBUTES,),
    ),
    "service_area": Table(
        "service_areas.csv",
        _names("id service_id name description extent extent_type uri"),
        many=(_ATTRIBUTES,),
    ),
    "required_document": Table(
        "required_documents.csv", _names("id service_id document uri"), many=(_ATTRIBUTES,)
    ),
    "language": Table(
        "languages.csv",
        _names("id service_id location_id phone_id name code note"),
        many=(_ATTRIBUTES,),
    ),
    "accessibility": Table(
        "accessibility.csv",
        _names("id location_id description details url"),
        many=(_ATTRIBUTES,),
    ),
    "cost_option": Table(
        "cost_options.csv",
        _names("id service_id valid_from valid_to option currency amount amount_description"),
        _names("id service_id"),
        many=(_ATTRIBUTES,),
    ),
    "funding": Table(
        "funding.csv", _names("id organization_id service_id source"), many=(_ATTRIBUTES,)
    ),
    "organization_identifier": Table(
        "organization_identifiers.csv",
        _names("id organization_id identifier_scheme identifier_type identifier"),
        _names("id organization_id identifier_type identifier"),
        many=(_ATTRIBUTES,),
    ),
    "attribute": Table(
        "attributes.csv",
        _names("id link_id taxonomy_term_id link_type link_entity value"),
        _names("id link_id taxonomy_term_id link_entity"),
        one=(("taxonomy_term", "taxonomy_term", "taxonomy_term_id"),),
    ),
    "taxonomy_term": Table(
        "taxonomy_terms.csv",
        _names("id code name description parent_id taxonomy language taxonomy_id term_uri"),
        _names("id name description"),
        one=(("taxonomy_detail", "taxonomy", "taxonomy_id"),),
    ),
    "taxonomy": Table(
        "taxonomies.csv",
        _names("id name description uri version"),
        _names("id name description"),
    ),
}
"""Those of the specification that carry something of ours, in the order of reading."""

NUMBERS: Final = frozenset(
    _names(
        "minimum_age maximum_age latitude longitude extension timezone count interval amount"
        " year_incorporated"
    )
)
"""Columns whose values are numbers in JSON."""

_SHARED: Final = frozenset({"organization", "location", "taxonomy_term", "taxonomy"})
"""Tables whose rows stand within several records but once in their file."""


@dataclass(slots=True)
class Flattener:
    """Makes rows of records that stand in one another; each shared row is given once."""

    _given: set[str] = field(default_factory=set)

    def rows(self, table: str, record: Record) -> Iterator[tuple[str, Record]]:
        """Yield a record and all within it as rows, each with the name of its table."""
        if table in _SHARED:
            if record["id"] in self._given:
                return
            self._given.add(record["id"])
        spec = TABLES[table]
        row = {name: record[name] for name in spec.columns if name in record}
        for key, other, column in spec.one:
            if key in record:
                row[column] = record[key]["id"]
                yield from self.rows(other, record[key])
        yield table, row
        for key, other, column in spec.many:
            for child in record.get(key, ()):
                link = {column: record["id"]}
                if other == "attribute":
                    link["link_entity"] = table
                yield from self.rows(other, {**child, **link})


def package(resources: Mapping[str, int], name: str, title: str, licences: list[Record]) -> Record:
    """Return the description of a datapackage.

    Args:
        resources: rows of each table.
        name: of the package.
        title: for people.
        licences: name and title of each.
    """
    found: Record = {
        "name": name,
        "title": title,
        "profile": "tabular-data-package",
        "version": VERSION,
        "homepage": "https://docs.openreferral.org/en/3.0/",
    }
    if licences:
        found["licenses"] = licences
    found["resources"] = [_resource(table, count) for table, count in resources.items()]
    return found


def _resource(table: str, count: int) -> Record:
    spec = TABLES[table]
    keys = [(column, other) for _key, other, column in spec.one]
    keys += [
        (column, parent)
        for parent, other in TABLES.items()
        for _key, child, column in other.many
        if child == table and table != "attribute"
    ]
    return {
        "name": table,
        "path": spec.file,
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "count_of_rows": count,
        "schema": {
            "primaryKey": "id",
            "fields": [_field(name, required=name in spec.required) for name in spec.columns],
            "foreignKeys": [
                {"fields": column, "reference": {"resource": other, "fields": "id"}}
                for column, other in keys
            ],
        },
    }


def _field(name: str, *, required: bool) -> Record:
    found: Record = {"name": name, "type": "number" if name in NUMBERS else "string"}
    if required:
        found["constraints"] = {"required": True}
    return found
