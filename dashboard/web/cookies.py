"""The login cookie: a signed token that no script can read and no other site can send along."""

from http.cookies import CookieError, SimpleCookie

from itsdangerous import BadSignature, TimestampSigner
from starlette.responses import Response

from dashboard.settings import Settings

NAME = "huella_session"
_SALT = "huella.session"
_LONGEST = 500
# Streamlit's own login (OIDC) keeps its cookie itself; the pages ask it who this is.
OIDC_NAME = "_streamlit_user"


def _signer(settings: Settings) -> TimestampSigner:
    return TimestampSigner(settings.secret, salt=_SALT)


def set_session(response: Response, token: str, settings: Settings) -> None:
    """Lives as long as the session; only for encrypted connections where the site has them."""
    response.set_cookie(
        NAME,
        _signer(settings).sign(token).decode(),
        max_age=settings.session_hours * 3600,
        path="/",
        secure=settings.is_https,
        httponly=True,
        samesite="lax",
    )


def clear_session(response: Response, settings: Settings) -> None:
    response.delete_cookie(NAME, path="/", secure=settings.is_https, httponly=True, samesite="lax")


def token_of(cookie: str, settings: Settings) -> str | None:
    """The token in a cookie's value, when we signed it and it is not too old."""
    if not cookie or len(cookie) > _LONGEST:
        return None
    try:
        return _signer(settings).unsign(cookie, max_age=settings.session_hours * 3600).decode()
    except (BadSignature, ValueError):
        return None


def read_cookies(header: str) -> dict[str, str]:
    """The cookies of a raw header; one that cannot be read is none."""
    jar: SimpleCookie = SimpleCookie()
    try:
        jar.load(header)
    except CookieError:
        return {}
    return {name: morsel.value for name, morsel in jar.items()}
