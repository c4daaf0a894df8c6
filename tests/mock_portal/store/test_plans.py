"""No statement that a page sends grows with the number of candidates: each finds its rows by an index, on both stores."""

import importlib
import pkgutil
from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import Connection, Table, bindparam, select

from mock_portal import store
from mock_portal.portal import Portal
from mock_portal.store import schema
from mock_portal.store.enrollments import Cases, OneCase
from mock_portal.store.queues import SCOPES
from mock_portal.store.reads import Read

# These grow with candidates; the others hold a country's worth of projects, areas and staff at most.
GROWING = {
    *("account", "admission", "audit", "credential", "enrollment", "file", "history", "material"),
    *("payment", "payment_order", "qr_ticket", "session", "submission"),
}


def reads() -> Iterator[tuple[str, Read]]:
    """Every read of the store, by where it stands."""
    for module in pkgutil.iter_modules(store.__path__):
        for name, value in vars(importlib.import_module(f"{store.__name__}.{module.name}")).items():
            if isinstance(value, Read):
                yield f"{module.name}.{name}", value
            elif isinstance(value, Cases):
                yield f"{module.name}.{name}", value.reading
            elif isinstance(value, OneCase):
                yield f"{module.name}.{name}.reading", value.reading
                yield f"{module.name}.{name}.locking", value.locking


def reads_of_queues() -> Iterator[tuple[str, Read]]:
    """What each kind of desk asks for its queue: its first page, the next, how many there are."""
    for role, scope in SCOPES.items():
        yield f"queue of {role}, first page", scope.whole.reading
        yield f"queue of {role}, next page", scope.rest.reading
        yield f"queue of {role}, size", scope.size


READS = {**dict(reads()), **dict(reads_of_queues())}


def scanned(tx: Connection, read: Read) -> set[str]:
    """The tables that a store goes through from end to end."""
    words = read.prepared(tx.dialect).words
    keys = {name: words.constants.get(name, 1) for name in read.statement.compile(dialect=tx.dialect).params}
    values = [keys[name] for name in words.names] if words.names is not None else keys
    cursor = tx.connection.cursor()
    if tx.dialect.name == "sqlite":
        cursor.execute(f"EXPLAIN QUERY PLAN {words.text}", values)
        steps = [row[3].split() for row in cursor.fetchall()]
        return {step[1] for step in steps if step[0] == "SCAN"}
    cursor.execute("SET LOCAL enable_seqscan = off")  # the tables are empty; what has an index is to use it
    cursor.execute(f"EXPLAIN (FORMAT JSON) {words.text}", values)
    return set(scans(cursor.fetchall()[0][0][0]["Plan"]))


def scans(plan: dict[str, Any]) -> Iterator[str]:
    """The tables of sequential scans in a plan of PostgreSQL and in all that it consists of."""
    if plan["Node Type"] == "Seq Scan":
        yield plan["Relation Name"]
    for part in plan.get("Plans", ()):
        yield from scans(part)


@pytest.mark.parametrize("name", READS)
def test_a_read_goes_through_no_table_that_grows_with_candidates(any_portal: Portal, name: str) -> None:
    with any_portal.writing() as tx:
        assert not scanned(tx, READS[name]) & GROWING


@pytest.mark.parametrize("name", [name for name in READS if name.endswith((".reading", ".locking"))])
def test_one_enrollment_is_found_without_going_through_its_project(portal: Portal, name: str) -> None:
    words = READS[name].prepared(portal.store.engine.dialect).words
    with portal.reading() as tx:
        plan = tx.connection.cursor().execute(f"EXPLAIN QUERY PLAN {words.text}", [1] * len(words.names or ()))
        steps = [row[3] for row in plan]
    assert not [step for step in steps if "enrollment" in step and step.endswith("(project_id=?)")]


@pytest.mark.parametrize("table", [schema.account, schema.enrollment, schema.submission, schema.material])
def test_whoever_deletes_a_file_finds_what_refers_to_it_by_an_index(table: Table) -> None:
    leading = {index.columns[0].name for index in table.indexes}
    assert leading >= {key.parent.name for key in table.foreign_keys if key.column is schema.file.c.id}


def test_a_read_without_an_index_is_noticed(any_portal: Portal) -> None:
    by_name = Read(select(schema.account.c.id).where(schema.account.c.name == bindparam("name")))
    with any_portal.writing() as tx:
        assert scanned(tx, by_name) == {"account"}
