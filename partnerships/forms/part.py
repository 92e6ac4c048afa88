"""What the parts of the page on which an activity is logged have in common."""

from django.http import QueryDict

from core.forms import GovukForm
from institutions.models import Institution
from partnerships.models import Collaboration


class PartForm(GovukForm):
    """One part of the page. With `is_strict` off, nothing need be answered yet.

    `record` is what is changed or begun from. `typed` is what was sent, to be shown again as we understood it.
    """

    marks_optional = False

    def __init__(
        self,
        data: QueryDict | None,
        *,
        organiser: Institution,
        record: Collaboration | None,
        is_strict: bool,
    ) -> None:
        self.typed = data.copy() if data is not None else None
        super().__init__(self.typed)
        self.organiser, self.record, self.is_strict = organiser, record, is_strict
