"""Every setting in one table, read from the environment into one frozen value."""

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from ipaddress import ip_address
from pathlib import Path

from dashboard.errors import SettingsError

ROOT = Path(__file__).resolve().parent.parent
MINIMUM_K = 5
MINIMUM_SECRET_LENGTH = 32


@dataclass(frozen=True, slots=True)
class Row:
    """One setting: its environment name, its default as text, and what it does."""

    env: str
    default: str
    help: str


TABLE: tuple[Row, ...] = (
    Row("DATABASE_URL", "", "SQLAlchemy URL; SQLite or PostgreSQL. Empty: huella.sqlite in HUELLA_DATA."),
    Row("HOST", "127.0.0.1", "Address to serve on. Demo mode refuses anything but loopback."),
    Row("PORT", "8501", "Port to serve on."),
    Row("HUELLA_DEMO", "", "1 = demo mode: one-click demo accounts, loopback only."),
    Row("HUELLA_SECRET", "", "Signs session cookies; at least 32 characters. Required unless in demo mode."),
    Row(
        "HUELLA_PUBLIC_URL",
        "",
        "Address people type (https://huella.example.cl); goes into links and QR.",
    ),
    Row("HUELLA_DATA", str(ROOT / "data"), "Folder for the derived map and the default SQLite file."),
    Row("HUELLA_K", "5", "Fewest answers published together; never below 5."),
    Row("HUELLA_SESSION_HOURS", "12", "Hours after which a login expires."),
    Row("HUELLA_TIMEZONE", "America/Santiago", "Local days and times on screen."),
)


@dataclass(frozen=True, slots=True)
class Settings:
    database_url: str
    host: str
    port: int
    is_demo: bool
    secret: str
    public_url: str
    data_folder: Path
    k: int
    session_hours: int
    timezone: str

    @property
    def map_folder(self) -> Path:
        return self.data_folder / "map"

    @property
    def slip_key(self) -> str:
        """What codes on paper are hashed with: it outlives the process, which a demo's secret does not."""
        return "demo" if self.is_demo else self.secret

    @property
    def is_https(self) -> bool:
        """Whether cookies can be limited to encrypted connections."""
        return self.public_url.startswith("https://")


def settings_from(environment: Mapping[str, str]) -> Settings:
    """Reads and checks every setting; raises SettingsError with the name and the remedy."""
    values = {row.env: environment.get(row.env, "").strip() or row.default for row in TABLE}
    is_demo = values["HUELLA_DEMO"].lower() in {"1", "true", "yes"}
    settings = Settings(
        database_url=values["DATABASE_URL"] or f"sqlite:///{Path(values['HUELLA_DATA']) / 'huella.sqlite'}",
        host=values["HOST"],
        port=_whole("PORT", values["PORT"], least=1, most=65535),
        is_demo=is_demo,
        secret=values["HUELLA_SECRET"] or (_demo_secret() if is_demo else ""),
        public_url=values["HUELLA_PUBLIC_URL"].rstrip("/"),
        data_folder=Path(values["HUELLA_DATA"]),
        k=_whole("HUELLA_K", values["HUELLA_K"], least=MINIMUM_K, most=1000),
        session_hours=_whole("HUELLA_SESSION_HOURS", values["HUELLA_SESSION_HOURS"], least=1, most=720),
        timezone=values["HUELLA_TIMEZONE"],
    )
    _refuse_unsafe(settings)
    return settings


@cache
def settings() -> Settings:
    """The settings of this process."""
    return settings_from(os.environ)


@cache
def _demo_secret() -> str:
    return secrets.token_urlsafe(MINIMUM_SECRET_LENGTH)


def _refuse_unsafe(settings: Settings) -> None:
    if settings.is_demo and not _is_loopback(settings.host):
        raise SettingsError("settings.demo_host", host=settings.host)
    if len(settings.secret) < MINIMUM_SECRET_LENGTH:
        raise SettingsError("settings.secret", length=MINIMUM_SECRET_LENGTH)


def _is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def _whole(name: str, text: str, *, least: int, most: int) -> int:
    if text.isascii() and text.isdecimal() and least <= int(text[:9]) <= most:
        return int(text)
    raise SettingsError("settings.whole", name=name, value=text[:40], least=least, most=most)
