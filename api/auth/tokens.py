"""Random tokens and what is derived from them: session cookies, form tokens, API keys. Only hashes are stored."""

from __future__ import annotations

import hashlib
import hmac
import secrets

from itsdangerous import BadSignature, Signer

KEY_MARK = "tpk"


def new_token() -> str:
    """256 random bits, safe in a URL."""
    return secrets.token_urlsafe(32)


def new_key() -> tuple[str, str]:
    """An API key and the prefix by which people tell it from others: ``tpk_1a2b3c4d_…``."""
    prefix = secrets.token_hex(4)
    return f"{KEY_MARK}_{prefix}_{new_token()}", prefix


def fingerprint(token: str) -> str:
    """What is stored of a token: it has 256 random bits, so one SHA-256 keeps it safe."""
    return hashlib.sha256(token.encode()).hexdigest()


def signed_cookie(secret: bytes, token: str) -> str:
    """The session cookie's value."""
    return _signer(secret).sign(token).decode()


def token_of(secret: bytes, cookie: str) -> str | None:
    """The token in a cookie, or None when we did not sign it."""
    try:
        return _signer(secret).unsign(cookie).decode()
    except (BadSignature, UnicodeDecodeError):
        return None


def form_token(secret: bytes, token: str) -> str:
    """The CSRF token of a session, for its forms."""
    return hmac.new(secret, b"form:" + token.encode(), hashlib.sha256).hexdigest()


def form_token_matches(secret: bytes, token: str, given: str) -> bool:
    return hmac.compare_digest(form_token(secret, token).encode(), given.encode())


def _signer(secret: bytes) -> Signer:
    return Signer(secret, salt="tripact.session", digest_method=hashlib.sha256)
