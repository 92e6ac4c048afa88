"""What an activity was for: the lists that fit it."""

from typing import Any

from django.db.models import Q

from core.fields import RevisionField
from core.forms import Checkboxes, GovukForm
from institutions.forms.terms import TermsField
from institutions.models import Term, Vocabulary, valid_on
from partnerships.models import Collaboration, TagList

IN_COLUMNS = "govuk-checkboxes--small cw-columns"


class TagsForm(GovukForm):
    """Each list offers what was valid on the day of the activity, and what it is tagged with already."""

    marks_optional = False
    revision = RevisionField()

    def __init__(self, *args: Any, record: Collaboration, **kwargs: Any) -> None:
        self.lists = list(TagList.objects.asked_of(record))
        tags = list(record.tags.all())
        chosen = {
            each.vocabulary: [t.code for t in tags if t.vocabulary == each.vocabulary] for each in self.lists
        }
        super().__init__(*args, initial=chosen | {"revision": record.revision}, **kwargs)
        for each in self.lists:
            field = TermsField(
                Vocabulary(each.vocabulary),
                label=each.question,
                help_text=each.hint,
                required=False,
                widget=Checkboxes(css=IN_COLUMNS),
            )
            offered = Q(pk__in=[tag.pk for tag in tags]) | valid_on(record.starts_on)
            field.queryset = Term.objects.filter(offered, vocabulary=each.vocabulary).order_by(
                "position", "pk"
            )
            self.ask(each.vocabulary, field)

    @property
    def tags(self) -> list[Term]:
        return [tag for each in self.lists for tag in self.cleaned_data[each.vocabulary]]
