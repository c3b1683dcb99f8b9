"""Passwords, kept as argon2id hashes with the library's recommended cost."""

from __future__ import annotations

import secrets

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from review.errors import Failure, sentences

SHORTEST = 10
LONGEST = 200

_HASHER = PasswordHasher()
#: Hash of nobody's password: checking it takes as long as checking a real one, so that names cannot be probed.
_NOBODY = "$argon2id$v=19$m=65536,t=3,p=4$c29tZS1zYWx0LW5vYm9keQ$RdescudvJCsgt3ub+b4dWRWJTmaaJObG8kbCfGSVaSE"


def hash_password(password: str) -> str:
    """Hash to keep. Raises Failure when the password is too short or too long."""
    if not SHORTEST <= len(password) <= LONGEST:
        raise Failure("password-length", {"shortest": SHORTEST, "longest": LONGEST})
    return _HASHER.hash(password)


def matches(password: str, kept: str | None) -> bool:
    """Whether it is the password; takes the same time when there is no such account."""
    try:
        return _HASHER.verify(kept or _NOBODY, password[: LONGEST + 1]) and kept is not None
    except (VerificationError, InvalidHashError):
        return False


def make_password() -> str:
    """A password for an account made by the product: 80 random bits, easy to type."""
    return secrets.token_hex(10)


sentences(
    {
        "password-length": {
            "zh": "密码长度应为 {shortest} 至 {longest} 个字符。",
            "en": "A password has {shortest} to {longest} characters.",
        }
    }
)
