"""Where a fact comes from, as people read it: a document's title rather than the name of its file."""

import re

from dashboard.i18n import Translator

FILE = re.compile(r"[\w-]+\.(?:txt|md|pdf|docx?|odt|xlsx?|ods|csv)")


def source_words(source: str, t: Translator, *, with_file: bool = False) -> str:
    """The title of a file we know; of another that it is a document, and its name. Other words stay.

    With `with_file` the name stands behind the title too, for whoever wants to find it.
    """
    if not FILE.fullmatch(source):
        return source
    name = source.rpartition(".")[0]
    title = t.term("vocabulary.document", name)
    if title == name:
        return t("app.source.file", title=t("app.source.document"), file=source)
    return t("app.source.file", title=title, file=source) if with_file else title
