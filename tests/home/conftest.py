"""What the tests of home share."""

import threading
from collections.abc import Callable

import pytest
from django.db import close_old_connections, connection, connections
from django.test.utils import CaptureQueriesContext

from community.members.enums import RoleGroup
from tests.factories.members import UserFactory


@pytest.fixture
def facilitator(db):
    """Somebody who decides."""
    return UserFactory(role=RoleGroup.FACILITATORS)


@pytest.fixture
def count_queries():
    """Return how many queries a call makes."""

    def count(call):
        with CaptureQueriesContext(connection) as queries:
            call()
        return len(queries)

    return count


@pytest.fixture
def together():
    """Run calls at one moment, each in a thread with a connection of its own; return results or errors."""

    def run_all(calls: list[Callable[[], object]]) -> list[object]:
        start = threading.Barrier(len(calls))
        results: list[object] = [None] * len(calls)

        def run(number: int, call: Callable[[], object]) -> None:
            close_old_connections()
            start.wait()
            try:
                results[number] = call()
            except Exception as error:  # noqa: BLE001  # a refusal is a result here
                results[number] = error
            finally:
                connections.close_all()

        threads = [threading.Thread(target=run, args=pair) for pair in enumerate(calls)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return results

    return run_all
