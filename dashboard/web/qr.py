"""The QR code of a link, drawn for paper and projector: dark on white, with its quiet zone."""

from io import BytesIO

import segno
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from dashboard.errors import DatabaseAwayError
from dashboard.services.codes import tidy_code
from dashboard.services.links import link_exists
from dashboard.web.origins import request_base
from dashboard.web.rendering import asked_language, words_in
from dashboard.web.site import Site

QUIET_ZONE = 4  # modules, as the standard asks
PIXELS_PER_MODULE = 12
INK = "#1B2430"
_TYPES = {"svg": "image/svg+xml", "png": "image/png"}


def show_qr(site: Site, request: Request, *, kind: str) -> Response:
    t = words_in(asked_language(request))
    code = tidy_code(request.path_params["code"])
    try:
        is_known = bool(code) and link_exists(site.database, code)
    except DatabaseAwayError as error:
        return PlainTextResponse(error.message(t), status_code=503, headers={"Cache-Control": "no-store"})
    if not is_known:
        return PlainTextResponse(
            t("errors.link_unknown"), status_code=404, headers={"Cache-Control": "no-store"}
        )
    picture = draw_qr(f"{request_base(request, site.settings)}/f/{code}", kind)
    # Without a configured address the picture depends on the Host header: no shared cache may keep it.
    who = "public" if site.settings.public_url else "private"
    headers = {"Cache-Control": f"{who}, max-age=3600", "X-Content-Type-Options": "nosniff"}
    return Response(picture, media_type=_TYPES[kind], headers=headers)


def draw_qr(url: str, kind: str) -> bytes:
    """`kind` is svg or png; error correction M survives a crumpled poster."""
    code = segno.make(url, error="m", micro=False, boost_error=False)
    picture = BytesIO()
    if kind == "svg":
        code.save(
            picture, kind="svg", border=QUIET_ZONE, dark=INK, light="#FFFFFF", omitsize=True, xmldecl=False
        )
    else:
        code.save(picture, kind="png", border=QUIET_ZONE, scale=PIXELS_PER_MODULE, dark=INK, light="#FFFFFF")
    return picture.getvalue()
