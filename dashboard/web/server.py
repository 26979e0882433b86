"""Serves the whole application with uvicorn, as `python -m dashboard serve` does."""

import os

import uvicorn

from dashboard.settings import ROOT, Settings
from dashboard.web.http_protocol import LimitedHttp

MOST_CONNECTIONS = 2_000
KEEP_ALIVE_SECONDS = 15
STOP_SECONDS = 10


def serve(settings: Settings) -> None:
    """Blocks until stopped. One process; no access log, for it would hold people's addresses."""
    os.chdir(
        ROOT
    )  # Streamlit reads .streamlit/config.toml from here when it is not started by its own command
    uvicorn.run(
        "streamlit_app:app",
        app_dir=str(ROOT),
        host=settings.host,
        port=settings.port,
        access_log=False,
        server_header=False,
        limit_concurrency=MOST_CONNECTIONS,
        timeout_keep_alive=KEEP_ALIVE_SECONDS,
        timeout_graceful_shutdown=STOP_SECONDS,
        http=LimitedHttp,
        ws="websockets-sansio",
        log_level="warning",
    )
