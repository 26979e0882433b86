"""A session or a plain connection: what is asked for each response does without the work of a session."""

from sqlalchemy import Connection
from sqlalchemy.orm import Session

Spoken = Session | Connection


def connection_of(spoken: Spoken) -> Connection:
    """The connection a query runs on, in the caller's transaction."""
    return spoken if isinstance(spoken, Connection) else spoken.connection()
