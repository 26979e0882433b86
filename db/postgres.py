"""PostgreSQL's connections: looked at before they are used, and told themselves when a transaction begins.

Each thing said to the server is a round trip, for which a thread gives the interpreter away and has to win it
back (decision 16): so nothing is said that need not be.
"""

from time import monotonic
from typing import TYPE_CHECKING, cast

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import InvalidatePoolError
from sqlalchemy.pool import ConnectionPoolEntry, PoolProxiedConnection

if TYPE_CHECKING:  # SQLAlchemy loads the driver where it is needed
    from psycopg import Connection as Driver

CONNECT_TIMEOUT_SECONDS = 5
QUIET_SECONDS = 10.0
"""After so long unused a connection is asked whether it still leads anywhere; before, a look must do."""
_USED = "huella used"


def open_postgres(url: URL) -> Engine:
    """An engine whose connections wait for a BEGIN of ours: what is at once needs neither that nor an end."""
    options = {"connect_timeout": CONNECT_TIMEOUT_SECONDS, "autocommit": True}
    engine = create_engine(url, connect_args=options)
    event.listen(engine, "begin", _begin)
    event.listen(engine, "checkout", _require_alive)
    return engine


def _begin(connection: Connection) -> None:
    options = connection.get_execution_options()
    if not options.get("at_once", False):
        is_snapshot = options.get("snapshot", False)
        connection.exec_driver_sql("BEGIN ISOLATION LEVEL REPEATABLE READ" if is_snapshot else "BEGIN")


def _require_alive(
    connection: DBAPIConnection, record: ConnectionPoolEntry, _proxy: PoolProxiedConnection
) -> None:
    """A server that stopped has told so: that is read without asking. Then all that are kept are given up."""
    now = monotonic()
    used = record.info.get(_USED)
    record.info[_USED] = now
    if used is None:
        return
    driver = cast("Driver", connection)
    try:
        for _ in range(2):  # what it said last, then that it hung up
            driver.pgconn.consume_input()
        if now - used > QUIET_SECONDS:
            driver.execute("SELECT 1")
    except driver.Error as error:
        raise InvalidatePoolError from error
