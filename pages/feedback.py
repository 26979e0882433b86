"""A person who took part answers the survey of their activity."""

from dashboard.ui import address, links
from dashboard.ui.access import open_to_everyone
from dashboard.ui.feedback import ask_for_code, survey
from dashboard.ui.language import words
from dashboard.ui.shell import heading

open_to_everyone()
t = words()
code = address.parameters().get("code", "")

with links.centred():
    if code:
        survey(code)
    else:
        heading(t("feedback.title"), explanation=t("feedback.ask"))
        ask_for_code()
