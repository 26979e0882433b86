"""Passwords: Argon2id, and the same work for an account that does not exist."""

from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError

SHORTEST_PASSWORD = 10
LONGEST_PASSWORD = 200  # beyond it hashing would be a way to tire the server

_HASHER = PasswordHasher()  # Argon2id with the library's current parameters


def hash_password(password: str) -> str:
    return str(_HASHER.hash(password))


def is_right(stored: str | None, password: str) -> bool:
    """Whether the password matches; takes as long when there is nothing to match.

    An unknown account is checked against a hash of nothing, so time does not tell who has one.
    """
    try:
        _HASHER.verify(stored or _nobody(), password[:LONGEST_PASSWORD])
    except (VerifyMismatchError, InvalidHashError):
        return False
    return stored is not None and len(password) <= LONGEST_PASSWORD


@cache
def _nobody() -> str:
    return hash_password("nobody has this password")


def is_acceptable(password: str) -> bool:
    """Long enough, not endless. No rules about symbols: length is what counts (NIST SP 800-63B)."""
    return SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD
