"""The grammar of expressions is elementpath's XPath 1.0 parser, given less to read.

ODK's `${name}` becomes an XPath variable and `jr:choice-name` a plain name, each as long as before, so that
a place in one text is the same place in the other. What could make the parser recurse is refused before.
"""

import re

from elementpath import XPath1Parser, XPathToken
from elementpath.exceptions import ElementPathError

from dashboard.survey.cleaning import echo
from dashboard.survey.expressions.functions import FUNCTIONS
from dashboard.survey.problems import ExpressionError

LONGEST = 8000
DEEPEST = 60
_CHOICE_NAME = "jr:choice-name"
_PIECE = re.compile(
    r"""[ \t\r\n]*(?:
      \$\{[ ]*(?P<name>[^\W\d][\w.-]*)[ ]*\}
    | (?P<text>'[^']*'|"[^"]*")
    | (?P<number>(?:[0-9]{1,15}(?:\.[0-9]{0,15})?|\.[0-9]{1,15})(?![\w.]))
    | (?P<word>(?:jr:)?[^\W\d][\w.-]*)(?P<call>[ \t\r\n]*\()?
    | (?P<sign>\.\.|<=|>=|!=|[=<>|(),.*/+-])
    )""",
    re.VERBOSE,
)
_QUOTES = re.compile("[‘’]([^'‘’]*)[’]|[“”]([^\"“”]*)[”]")
_OPERATORS = frozenset({"and", "or", "div", "mod"})
_KEPT = (
    *("(start)", "(end)", "(invalid)", "(unknown)", "(string)", "(float)", "(decimal)", "(integer)"),
    *("$", "(", ")", ",", ".", "..", "/", "*", "+", "-", "|", "=", "!=", "<", "<=", ">", ">="),
    *sorted(_OPERATORS),
)


class _Name(XPathToken):
    """A name, or the call of a function when a bracket follows; _check_word knows which there are."""

    symbol = lookup_name = "(name)"
    label = "name"
    lbp = rbp = 10

    def nud(self) -> XPathToken:
        if self.parser.next_token.symbol != "(":
            return self
        self.label = "function"
        self.parser.advance("(")
        while self.parser.next_token.symbol != ")":
            if len(self):
                self.parser.advance(",")
            self.append(self.parser.expression(5))
        self.parser.advance(")")
        return self


class _Grammar(XPath1Parser):
    """XPath 1.0 without axes, predicates and node tests."""

    symbol_table = {  # noqa: RUF012 - elementpath's own way to define a parser
        **{symbol: XPath1Parser.symbol_table[symbol] for symbol in _KEPT},
        "(name)": _Name,
    }

    def parse(self, source: str) -> XPathToken:
        """The tree alone: elementpath would go on to evaluate it."""
        return super(XPath1Parser, self).parse(source)


def parsed(source: str) -> XPathToken:
    """The parser's tree of the expression; its places are those of the source. Raises ExpressionError."""
    if len(source) > LONGEST:
        raise ExpressionError("too_long", limit=LONGEST)
    prepared = _prepared(source)
    try:
        return _Grammar().parse(prepared)
    except ElementPathError as error:
        place = error.token.span[0] if error.token is not None else 0
        if error.token is None or error.token.symbol == "(end)":
            raise ExpressionError("ends_early") from None
        raise ExpressionError("unexpected", near=echo(source[place:])) from None
    except RecursionError:  # brackets and signs are counted; this is for what was not thought of
        raise ExpressionError("too_deep", limit=DEEPEST) from None


def _prepared(source: str) -> str:
    """The source as XPath, as long as before; what has no place in an expression is refused."""
    written: list[str] = []
    place = depth = signs = 0
    source = _QUOTES.sub(_straight, source)
    end = len(source.rstrip(" \t\r\n"))
    while place < end:
        found = _PIECE.match(source, place)
        if not found:
            raise ExpressionError("unreadable", near=echo(source[place:]))
        piece = found[0]
        _check_word(found, source)
        depth += piece.endswith("(") - (found["sign"] == ")")
        signs = signs + 1 if found["sign"] in {"+", "-"} else 0
        if max(depth, signs) > DEEPEST:
            raise ExpressionError("too_deep", limit=DEEPEST)
        written.append(_as_xpath(found))
        place = found.end()
    return "".join(written)


def _straight(found: re.Match[str]) -> str:
    """Quotes that a word processor has bent."""
    return f"'{found[1]}'" if found[1] is not None else f'"{found[2]}"'


def _check_word(found: re.Match[str], source: str) -> None:
    word = found["word"]
    if word is None or (word in _OPERATORS and not word.startswith("jr:")):
        return
    if found["call"] and word not in FUNCTIONS:
        code = "unsupported" if word in UNSUPPORTED else "unknown_word"
        raise ExpressionError(code, near=echo(f"{word}()"))
    if not found["call"] and ":" in word:
        raise ExpressionError("unreadable", near=echo(source[found.start("word") :]))


def _as_xpath(found: re.Match[str]) -> str:
    if found["name"]:
        spaces, _, rest = found[0].partition("$")
        return f"{spaces}${found['name']}".ljust(len(spaces) + 1 + len(rest))
    return found[0].replace(":", ".") if found["word"] == _CHOICE_NAME else found[0]


UNSUPPORTED = frozenset(
    {"area", "checklist", "distance", "digest", "enclosed-area", "id", "instance", "jr:itext"}
    | {"last", "local-name", "name", "node", "pulldata", "random", "randomize", "search", "sin", "cos", "tan"}
    | {"text", "thousands-sep", "uuid", "version", "weighted-checklist", "namespace-uri", "geofence"}
    | {"base64-decode", "extract-signed", "intersects", "exp", "exp10", "log", "log10", "pi", "asin", "acos"}
    | {"atan", "atan2", "phone-call", "rank-index", "rank-value", "hash", "lang", "property", "device-info"}
)
"""What other forms use and we do not: not reproducible (random), or about places, files and other forms."""
