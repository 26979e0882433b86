"""The PIN of a link: set by the team, told in the room, exchanged for a token that lets answers in.

A token is the same for everybody who was let in within the same hour: it says nothing about who holds it.
"""

import hashlib
import hmac
import secrets
from dataclasses import dataclass, field
from datetime import datetime
from threading import Lock

from dashboard.errors import FieldProblem, InvalidInputError, PinNeededError
from dashboard.roles import Member
from dashboard.services import audit
from dashboard.services.forms import asked_link
from dashboard.services.links import editable_link
from dashboard.services.passwords import hash_password, is_right
from dashboard.services.store import Database, plain_reading, writing
from db.queries.links import AskedLink

SHORTEST_PIN, LONGEST_PIN = 4, 8
TOKEN_HOURS = 12
MOST_REMEMBERED = 200
_HOUR = 3600
_PURPOSE = "huella pin"
_LONGEST_TOKEN = 100


@dataclass
class RightPins:
    """PINs that were right in this process, as digests under a key of its own: a room that types the same
    one is not made to wait for the slow hash again. One slow hash at a time.
    """

    _key: bytes = field(default_factory=lambda: secrets.token_bytes(32))
    _known: dict[str, bytes] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def is_right(self, pin_hash: str, pin: str) -> bool:
        """Whether the PIN matches its stored hash."""
        digest = hmac.digest(self._key, pin.encode("utf-8", "replace"), "sha256")
        if hmac.compare_digest(self._known.get(pin_hash, b""), digest):
            return True
        with self._lock:
            if hmac.compare_digest(self._known.get(pin_hash, b""), digest):
                return True
            if not is_right(pin_hash, pin):
                return False
            if len(self._known) >= MOST_REMEMBERED:
                self._known.clear()
            self._known[pin_hash] = digest
        return True


def tidy_pin(typed: str) -> str:
    """What was typed as a PIN could be: digits without the spaces between them; "" when it cannot be one."""
    pin = "".join(typed[:40].split())
    is_pin = pin.isascii() and pin.isdecimal() and SHORTEST_PIN <= len(pin) <= LONGEST_PIN
    return pin if is_pin else ""


def checked_pin(typed: str) -> str:
    """The PIN as it may be set; InvalidInputError where it is none."""
    pin = tidy_pin(typed)
    if not pin:
        values = (("shortest", str(SHORTEST_PIN)), ("longest", str(LONGEST_PIN)))
        raise InvalidInputError([FieldProblem("pin", "safety.pin.invalid", values)])
    return pin


def set_pin(database: Database, member: Member, link_id: int, typed: str, *, now: datetime) -> None:
    """Asks for a PIN from now on, or for another one; whoever was let in with the old one is asked again.

    PermissionDeniedError, NotFoundError, InvalidInputError.
    """
    pin_hash = hash_password(checked_pin(typed))  # slow: not while the database waits
    with writing(database) as session:
        link = editable_link(session, member, link_id)
        link.pin_hash = pin_hash
        audit.record(session, member.id, "link_pin_set", f"training {link.training_id}", now=now)


def remove_pin(database: Database, member: Member, link_id: int, *, now: datetime) -> None:
    """Lets everybody in who has the code; PermissionDeniedError, NotFoundError."""
    with writing(database) as session:
        link = editable_link(session, member, link_id)
        link.pin_hash = None
        audit.record(session, member.id, "link_pin_removed", f"training {link.training_id}", now=now)


def token_for(
    database: Database, code: str, typed: str, *, secret: str, now: datetime, right: RightPins
) -> str:
    """The token of whoever knows the PIN; "" for a link that has none. LinkUnknownError, PinNeededError."""
    with plain_reading(database) as connection:
        link = asked_link(connection, code)
    if link.pin_hash is None:
        return ""
    pin = tidy_pin(typed)
    if not pin or not right.is_right(link.pin_hash, pin):
        raise PinNeededError("safety.pin.wrong")
    until = (int(now.timestamp()) // _HOUR + 1 + TOKEN_HOURS) * _HOUR
    return f"{until}.{_signature(link, until, secret)}"


def renewed_token(
    database: Database, code: str, sent: tuple[str, str], *, secret: str, now: datetime, right: RightPins
) -> str:
    """The token to hand in with answers, of what was sent: (token, PIN). A PIN that was typed counts first.

    "" for a link that has no PIN. LinkUnknownError, PinNeededError.
    """
    token, typed = sent
    if typed.strip():
        return token_for(database, code, typed, secret=secret, now=now, right=right)
    with plain_reading(database) as connection:
        link = asked_link(connection, code)
    require_token(link, token, secret=secret, now=now)
    return token if link.pin_hash is not None else ""


def require_token(link: AskedLink, token: str, *, secret: str, now: datetime | None) -> None:
    """PinNeededError where a link has a PIN and the token is not ours, not this link's, or too old.

    Without a secret or a clock nothing is believed.
    """
    if link.pin_hash is None:
        return
    until, _, signature = token[:_LONGEST_TOKEN].partition(".")
    is_number = until.isascii() and until.isdecimal()
    if not secret or now is None or now.tzinfo is None or not is_number or int(until) < now.timestamp():
        raise PinNeededError
    ours = _signature(link, int(until), secret)
    if not hmac.compare_digest(signature.encode("utf-8", "replace"), ours.encode()):
        raise PinNeededError


def _signature(link: AskedLink, until: int, secret: str) -> str:
    """Bound to its purpose, to the link and to the PIN of the moment."""
    said = f"{_PURPOSE}\n{link.id}\n{link.pin_hash}\n{until}"
    return hmac.new(secret.encode(), said.encode(), hashlib.sha256).hexdigest()[:40]
