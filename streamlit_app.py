"""What `streamlit run` and `uvicorn streamlit_app:app` start: dashboards and plain routes in one process."""

import streamlit as st

from dashboard.settings import ROOT, settings
from dashboard.web.background import lifespan
from dashboard.web.quiet_logs import keep_logs_quiet
from dashboard.web.routes import middleware, page_routes, routes
from dashboard.web.site import site_of

keep_logs_quiet()
site = site_of(settings())
app = st.App(
    ROOT / "dashboard" / "app.py",
    routes=[*routes(site), *page_routes()],
    middleware=middleware(site),
    lifespan=lifespan(site),
)
