"""Codes people copy from a board: random, short, and without letters that look alike."""

import secrets
from hashlib import sha256

from db.vocabulary import CODE_ALPHABET as ALPHABET

LENGTH = 8
WITHDRAWAL_LENGTH = 12
SLIP_LENGTH = 9
"""About 44 bits, and not as long as a link's code: nobody takes one for the other."""
_WITHDRAWAL = b"huella withdrawal "


def new_code(length: int = LENGTH) -> str:
    """Random characters, not guessable in sequence: eight are about 39 bits."""
    return "".join(secrets.choice(ALPHABET) for _ in range(length))


def tidy_code(typed: str) -> str:
    """What a person typed as a code could be: upper case, no spaces or dashes; "" when it cannot be one."""
    return _tidy(typed, LENGTH)


def withdrawal_code(response_id: str) -> str:
    """Twelve characters (about 59 bits) made from a response's random id: a retry is told the same code."""
    number = int.from_bytes(sha256(_WITHDRAWAL + response_id.encode()).digest())
    letters = []
    for _ in range(WITHDRAWAL_LENGTH):
        number, letter = divmod(number, len(ALPHABET))
        letters.append(ALPHABET[letter])
    return "".join(letters)


def tidy_withdrawal_code(typed: str) -> str:
    """What a person typed as a withdrawal code could be; "" when it cannot be one."""
    return _tidy(typed, WITHDRAWAL_LENGTH)


def tidy_slip(typed: str) -> str:
    """What was typed as a slip's code could be; "" when it cannot be one."""
    return _tidy(typed, SLIP_LENGTH)


def in_fours(code: str) -> str:
    """ABCD-EFGH-JKMN: easier to copy."""
    return "-".join(code[start : start + 4] for start in range(0, len(code), 4))


def _tidy(typed: str, length: int) -> str:
    code = "".join(typed[:40].split()).replace("-", "").upper()
    return code if len(code) == length and all(letter in ALPHABET for letter in code) else ""
