"""Choosing from the vocabularies that are kept as data."""

from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from django import forms

from institutions.models import Term, Vocabulary
from institutions.models.vocabulary import TermQuerySet

if TYPE_CHECKING:
    _One = forms.ModelChoiceField[Term]
    _Several = forms.ModelMultipleChoiceField[Term]
else:
    _One, _Several = forms.ModelChoiceField, forms.ModelMultipleChoiceField


class TermField(_One):
    """One entry, by its code. Each form is offered what is valid when it is made, not when the server started."""

    def __init__(
        self,
        vocabulary: Vocabulary,
        *,
        only: Collection[str] = (),
        without: Collection[str] = (),
        empty_label: str | None = None,
        **kwargs: Any,
    ) -> None:
        self.vocabulary, self.only, self.without = vocabulary, only, without
        super().__init__(Term.objects.none(), to_field_name="code", empty_label=empty_label, **kwargs)

    def __deepcopy__(self, memo: dict[int, Any]) -> "TermField":
        copied: TermField = super().__deepcopy__(memo)
        copied.queryset = self._valid()
        return copied

    def _valid(self) -> TermQuerySet:
        terms = Term.objects.of(self.vocabulary).exclude(code__in=self.without)
        return terms.filter(code__in=self.only) if self.only else terms


class TermsField(_Several):
    """Any number of entries, by their codes; offered as in TermField."""

    def __init__(self, vocabulary: Vocabulary, **kwargs: Any) -> None:
        self.vocabulary = vocabulary
        super().__init__(Term.objects.none(), to_field_name="code", **kwargs)

    def __deepcopy__(self, memo: dict[int, Any]) -> "TermsField":
        copied: TermsField = super().__deepcopy__(memo)
        copied.queryset = Term.objects.of(self.vocabulary)
        return copied
