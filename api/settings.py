"""What an operator sets: environment variables ``TRIPACT_*``, nothing else. Nothing opens when this is imported.

>>> Settings(home=Path("/srv/tripact")).database_url
'sqlite:////srv/tripact/tripact.db'
"""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from typing import Self

from pydantic import Field, SecretStr, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

SECRET_BYTES = 32


class Settings(BaseSettings):
    """One instance's settings. Raises pydantic's ValidationError for a value that cannot be one."""

    model_config = SettingsConfigDict(env_prefix="TRIPACT_", frozen=True, extra="ignore")

    home: Path = Path("out")
    """Folder of everything this instance keeps by default: database, files, keys."""
    database_url: str = ""
    """``sqlite:///path`` or ``postgresql://user:password@host/name``; a file in ``home`` when empty."""
    objects: str = ""
    """Folder or ``s3://bucket/prefix`` for contract files, results and packets; a folder in ``home`` when empty."""
    secret: SecretStr = SecretStr("")
    """Signs cookies and form tokens; made in ``home`` on first start when empty."""

    company: Path | None = None
    """Folder of the company's own policy and rules (see CONTRIBUTING); none when empty."""

    host: str = "127.0.0.1"
    port: int = Field(default=8000, ge=0, le=65535)
    worker: bool = True
    """Whether the server runs jobs itself; switch off where ``tripact worker`` runs elsewhere."""
    worker_jobs: int = Field(default=2, ge=1, le=64)
    """Jobs that one process runs at a time."""
    poll_seconds: float = Field(default=0.25, gt=0, le=60)
    """How often a worker looks for jobs."""
    heartbeat_seconds: float = Field(default=5.0, gt=0, le=600)
    """How often a worker says that it lives; silent for six of them, its work is taken over."""
    clock_seconds: float = Field(default=300.0, gt=0)
    """How often a worker looks for reviews and conditions that fall due."""

    max_upload_bytes: int = Field(default=50_000_000, ge=1_000)
    """Largest request body. A body that passes it is refused while it streams in."""
    calls_per_minute: int = Field(default=1200, ge=1)
    """Calls of the API that one key may make in a minute, at each server."""
    session_hours: float = Field(default=12.0, gt=0, le=720)
    cookie_secure: bool = False
    """Send cookies over https only and tell browsers to come by https only; switch on behind a TLS proxy."""
    login_failures: int = Field(default=5, ge=1, le=100)
    """Failed logins of an account, or ten times as many of an address, before it must wait."""
    login_wait_minutes: float = Field(default=15.0, gt=0)

    timestamp_url: str = Field(default="", pattern=r"^(https?://.+)?$")
    """Time stamp authority (RFC 3161 over HTTP) for signatures. Empty: signatures bear this instance's clock alone."""

    webhook_url: str = ""
    """Where changes of state are posted. Empty: nothing is ever sent."""
    webhook_secret: SecretStr = SecretStr("")
    """Key of the HMAC-SHA256 that signs each webhook."""
    webhook_retry_seconds: float = Field(default=10.0, gt=0)
    """Wait after the first failure; each further wait is three times as long."""

    @model_validator(mode="after")
    def _fill(self) -> Self:
        home = self.home.resolve()
        object.__setattr__(self, "home", home)
        if not self.database_url:
            object.__setattr__(self, "database_url", f"sqlite:///{home / 'tripact.db'}")
        if not self.objects:
            object.__setattr__(self, "objects", str(home / "objects"))
        if self.webhook_url and not self.webhook_secret.get_secret_value():
            raise ValueError("TRIPACT_WEBHOOK_URL needs TRIPACT_WEBHOOK_SECRET, which signs what is sent")
        return self


def secret_key(settings: Settings) -> bytes:
    """The instance's secret: as set, or from ``home/secret.key``, which the first caller makes, readable by its owner only."""
    given = settings.secret.get_secret_value()
    if given:
        return given.encode()
    path = settings.home / "secret.key"
    settings.home.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
    if not path.exists():
        _write_private(part, secrets.token_bytes(SECRET_BYTES))
        try:
            os.link(part, path)  # whole or not at all, and only by the first of several processes
        except FileExistsError:
            pass
        finally:
            part.unlink()
    return path.read_bytes()


def _write_private(path: Path, data: bytes) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
