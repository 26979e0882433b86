"""Says whether this process can serve: for a proxy, a script, a person on call."""

from starlette.requests import Request
from starlette.responses import JSONResponse

from dashboard.services.store import is_answering
from dashboard.web.quiet_logs import tell_failure
from dashboard.web.site import Site


def show_health(site: Site, _request: Request) -> JSONResponse:
    try:
        answers = is_answering(site.database)
    except Exception as error:  # noqa: BLE001 - whatever is wrong, the caller gets JSON
        tell_failure("healthz", error)
        answers = False
    body = {"status": "ok" if answers else "unavailable", "database": "answers" if answers else "away"}
    return JSONResponse(body, status_code=200 if answers else 503, headers={"Cache-Control": "no-store"})
