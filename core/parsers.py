"""What the API is sent, before any field looks at it."""

import math
import re
from typing import Any

from rest_framework import parsers
from rest_framework.exceptions import ParseError

_NO_TEXT = re.compile("[\0\ud800-\udfff]")


class JSONParser(parsers.JSONParser):
    """JSON whose texts and numbers a database can hold; the fields check the rest."""

    def parse(self, *args: Any, **kwargs: Any) -> Any:
        try:
            data = super().parse(*args, **kwargs)
            if not _can_be_kept(data):
                raise ParseError("A text has a NUL or half a character in it, or a number is infinite.")
        except RecursionError as error:
            raise ParseError("Brackets are nested too deep.") from error
        return data


def _can_be_kept(value: Any) -> bool:
    match value:
        case str():
            return not _NO_TEXT.search(value)
        case float():
            return math.isfinite(value)
        case list():
            return all(map(_can_be_kept, value))
        case dict():
            return all(map(_can_be_kept, [*value, *value.values()]))
    return True
