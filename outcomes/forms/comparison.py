"""What can be asked of a comparison."""

from django import forms

from core.forms import FilterForm
from institutions.models.establishment_type import ESTABLISHMENT_TYPES
from institutions.models.institution import UTC_TYPE
from outcomes.reports.comparison import Against

# Types of which some have students who finish 16 to 18 study, and enough of them to be a programme.
PROGRAMMES = (UTC_TYPE, "41", "39", "45", "46", "35", "18", "34", "28", "1", "2", "5")
LEVELS = [("", "All levels"), ("_l3", "Level 3 only")]


class ComparisonForm(FilterForm):
    """Which schools beside which figures. Everything is optional and lives in the address."""

    of = forms.ChoiceField(
        label="Programme",
        choices=[(code, f"{ESTABLISHMENT_TYPES[code]}s") for code in PROGRAMMES],
        required=False,
    )
    against = forms.ChoiceField(label="Beside", choices=Against.choices, required=False)
    level = forms.ChoiceField(label="Students of", choices=LEVELS, required=False)

    @property
    def type_code(self) -> str:
        return self._asked("of") or UTC_TYPE

    @property
    def side(self) -> Against:
        return Against(self._asked("against") or Against.ENGLAND)

    @property
    def suffix(self) -> str:
        """What the codes of the measures end with."""
        return self._asked("level")

    def _asked(self, name: str) -> str:
        """An address with nonsense in it asks for nothing."""
        return str(self.cleaned_data.get(name, "")) if self.is_bound and self.is_valid() else ""
