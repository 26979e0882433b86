"""Codes people copy from a board: random, short, and without letters that look alike."""

import secrets

from db.vocabulary import CODE_ALPHABET as ALPHABET

LENGTH = 8


def new_code() -> str:
    """Eight random characters: about 39 bits, not guessable in sequence."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def tidy_code(typed: str) -> str:
    """What a person typed as a code could be: upper case, no spaces or dashes; "" when it cannot be one."""
    code = "".join(typed[:40].split()).replace("-", "").upper()
    return code if len(code) == LENGTH and all(letter in ALPHABET for letter in code) else ""
