"""The table of plain routes and what every request passes on its way to them."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.routing import BaseRoute, Route

from dashboard.settings import Settings
from dashboard.web import (
    assets,
    form_routes,
    geo,
    health,
    login_routes,
    preview_routes,
    qr,
    shell,
    withdrawal_routes,
)
from dashboard.web.middleware import HeadersMiddleware, HostMiddleware, SessionMiddleware
from dashboard.web.quiet_logs import keep_logs_quiet
from dashboard.web.site import Site, site_of

GZIP_LEVEL = 6
# What an endpoint returns is a response or an awaitable of one: Starlette's own type for it is Any.
Endpoint = Callable[..., Any]


def routes(site: Site) -> list[BaseRoute]:
    """Everything a phone, a login or a map asks for; they come before Streamlit's own routes."""

    def with_site(endpoint: Endpoint) -> Endpoint:
        return partial(endpoint, site)

    return [
        Route("/healthz", with_site(health.show_health)),
        Route("/f", form_routes.go_to_form),
        Route("/f/worker.js", assets.show_worker),
        Route("/f/{code}", with_site(form_routes.show_form), methods=["GET"]),
        Route("/f/{code}", with_site(form_routes.take_form), methods=["POST"]),
        Route("/preview/{survey}", with_site(preview_routes.show_preview), methods=["GET"]),
        Route("/preview/{survey}", preview_routes.take_preview, methods=["POST"]),
        Route("/w", with_site(withdrawal_routes.show_withdrawal), methods=["GET"]),
        Route("/w", with_site(withdrawal_routes.take_withdrawal), methods=["POST"]),
        Route("/qr/{code}.svg", with_site(partial(qr.show_qr, kind="svg"))),
        Route("/qr/{code}.png", with_site(partial(qr.show_qr, kind="png"))),
        Route("/login", with_site(login_routes.show_login), methods=["GET"]),
        Route("/login", with_site(login_routes.take_login), methods=["POST"]),
        Route("/login/demo", with_site(login_routes.take_demo_login), methods=["POST"]),
        Route("/logout", with_site(login_routes.show_logout), methods=["GET"]),
        Route("/logout", with_site(login_routes.take_logout), methods=["POST"]),
        Route("/language", login_routes.switch_language),
        Route("/geo/topojson/{file:path}", geo.show_topology),
        Route("/geo/{file}", with_site(geo.show_boundaries)),
        Route("/huella-static/{file}", assets.show_asset),
    ]


def page_routes() -> list[BaseRoute]:
    """The shells of the dashboards' pages; only where Streamlit serves what they load."""
    return [Route(path, shell.show_shell) for path in shell.PATHS]


def middleware(site: Site) -> list[Middleware]:
    """From the outside in."""
    return [
        Middleware(HostMiddleware, site=site),
        Middleware(HeadersMiddleware),
        Middleware(SessionMiddleware, site=site),
    ]


def build(settings: Settings, site: Site | None = None, extra: Sequence[BaseRoute] = ()) -> Starlette:
    """The plain routes alone, without Streamlit."""
    keep_logs_quiet()
    built = site or site_of(settings)
    compress = Middleware(GZipMiddleware, minimum_size=500, compresslevel=GZIP_LEVEL)
    return Starlette(routes=[*routes(built), *extra], middleware=[*middleware(built), compress])
