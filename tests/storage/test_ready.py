"""A statement that stands ready writes and reads on SQLite what it would by way of SQLAlchemy."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from sqlalchemy import Connection, bindparam, create_engine, insert, select

from flows.response import Response
from storage.ready import Ready
from storage.statements import Statements
from storage.tables import metadata, responses
from tests import strategies
from tests.storage.steps import NOW

_ADD = insert(responses)
_ALL = select(responses).order_by(responses.c.id)


@pytest.fixture
def connection() -> Iterator[Connection]:
    engine = create_engine("sqlite://")
    metadata.create_all(engine)
    with engine.connect() as connection:
        yield connection
    engine.dispose()


@pytest.fixture
def statements(connection: Connection) -> Statements:
    return Statements(connection, writing=True, owner="")


def _values(response: Response) -> dict[str, object]:
    return {column.name: getattr(response, column.name) for column in responses.columns}


@given(response=strategies.responses)
@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
async def test_both_ways_read_what_either_wrote(
    response: Response, statements: Statements, connection: Connection
) -> None:
    for add in (_ADD, Ready.of(_ADD)):
        assert await statements.run(add, _values(response)) == 1
        plain, ready = await statements.row(_ALL), await statements.row(Ready.of(_ALL))
        assert plain == ready
        assert ready is not None
        assert dict(ready._mapping) == _values(response)
        connection.rollback()


async def test_several_are_written_at_once_and_read_in_order(statements: Statements) -> None:
    rows = [_values(Response(id=key, questionnaire="q", version="1", started_at=NOW)) for key in ("a", "b")]
    await statements.run(Ready.of(_ADD), rows)
    assert [row.id for row in await statements.rows(Ready.of(_ALL))] == ["a", "b"]
    assert await statements.value(Ready.of(_ALL)) == "a"
    nobody = Ready.of(_ALL.where(responses.c.id == bindparam("which")))
    assert await statements.value(nobody, {"which": "c"}) is None
    assert await statements.row(nobody, {"which": "c"}) is None


async def test_a_statement_whose_words_change_with_its_values_cannot_stand_ready(statements: Statements) -> None:
    some = Ready.of(select(responses).where(responses.c.id.in_(bindparam("which", expanding=True))))
    with pytest.raises(AssertionError):
        await statements.rows(some, {"which": ["a"]})
