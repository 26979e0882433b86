"""The plain routes alone, without the dashboards: `uvicorn dashboard.web.app:app`."""

from dashboard.settings import settings
from dashboard.web.routes import build

app = build(settings())
