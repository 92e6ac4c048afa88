"""A spreadsheet to look at."""

from core.forms import GovukForm
from core.uploads import UploadField


class UploadForm(GovukForm):
    file = UploadField(
        help_text="The spreadsheet that you downloaded here, as .xlsx or .csv, with 10,000 rows at most"
    )
