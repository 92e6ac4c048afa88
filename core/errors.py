"""The one way in which the domain says no."""


class RuleBroken(Exception):
    """A refusal with a sentence for the person who asked.

    The browser shows it in the error summary (at `field` when one is named), the API answers 409 with `code`.
    """

    def __init__(self, message: str, *, code: str = "rule_broken", field: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.code = code
        self.field = field
