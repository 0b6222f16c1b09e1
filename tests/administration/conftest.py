"""Every test here runs on SQLite and on PostgreSQL, each time on a fresh database."""

from __future__ import annotations

import pytest

from flows.ports import Storage
from tests.administration.office import Office
from tests.storage import conftest as databases

url = databases.url
storage = databases.storage
new_sqlite_url = databases.new_sqlite_url
sqlite_url = databases.sqlite_url
sqlite_template = databases.sqlite_template
postgresql_url = databases.postgresql_url
postgresql_database = databases.postgresql_database
postgresql_server = databases.postgresql_server


@pytest.fixture
def office(storage: Storage) -> Office:
    return Office(storage)
