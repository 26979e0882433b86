"""The headers that say what a page may do and who may keep it."""

from collections.abc import Mapping
from types import MappingProxyType

STRICT_CSP = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
# Streamlit styles with inline elements, draws images from blobs and compiles chart expressions.
STREAMLIT_CSP = (
    "default-src 'self'; script-src 'self' 'unsafe-eval' 'wasm-unsafe-eval' blob: data:; "
    "style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; "
    "media-src 'self' data: blob:; connect-src 'self' data: blob: ws: wss:; worker-src 'self' blob:; "
    "frame-src 'self' blob: data:; object-src 'none'; base-uri 'self'; form-action 'self'; "
    "frame-ancestors 'self'"
)
IMMUTABLE = "public, max-age=31536000, immutable"


def _page(referrer: str) -> Mapping[str, str]:
    return MappingProxyType(
        {
            "Content-Security-Policy": STRICT_CSP,
            "Referrer-Policy": referrer,
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "no-store",
        }
    )


KEEP = "X-Huella-Keep"
"""What the worker on a phone may do with a page that it could keep."""
KEEP_AS_IT_IS = "as-it-is"  # not this page; what is kept already stays
KEEP_NEVER = "never"  # and forget what is kept: other people use this screen too

FORM_HEADERS = _page("no-referrer")
# With "no-referrer" a browser sends `Origin: null`, and the login could not tell its own form from another's.
LOGIN_HEADERS = _page("same-origin")
