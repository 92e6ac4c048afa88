"""Sign-in and profile forms: the library's, in our words."""

from typing import Any

from allauth.account import forms as allauth_forms
from allauth.mfa.base import forms as mfa_forms
from allauth.mfa.totp import forms as totp_forms
from django import forms

from accounts.models import FREQUENCIES, Frequency, Letter
from core.forms import GovukForm, Radios

PASSWORD_HINT = "12 characters or more. Three or four unrelated words are easy to remember and hard to guess."


class AccountForm(GovukForm):
    """Takes away the library's placeholders and hints, and labels its fields as `words` says."""

    words: dict[str, tuple[str, str]] = {}

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.label, field.help_text = self.words[name]
            field.error_messages["required"] = f"Enter your {field.label.lower()}"
            if isinstance(field, forms.EmailField):
                field.widget.attrs["spellcheck"] = "false"


class NameField(forms.CharField):
    def __init__(self) -> None:
        super().__init__(
            max_length=150, widget=forms.TextInput(attrs={"autocomplete": "name", "spellcheck": "false"})
        )


class SignInForm(AccountForm, allauth_forms.LoginForm):
    words = {"login": ("E-mail address", ""), "password": ("Password", "")}


class SignUpForm(AccountForm, allauth_forms.SignupForm):
    name = NameField()
    field_order = ["name", "email", "password1"]
    words = {
        "name": ("Full name", ""),
        "email": ("E-mail address", "Your work address. We send a link there to check it."),
        "password1": ("Password", PASSWORD_HINT),
    }


class PasswordResetForm(AccountForm, allauth_forms.ResetPasswordForm):
    words = {"email": ("E-mail address", "")}


class NewPasswordForm(AccountForm, allauth_forms.ResetPasswordKeyForm):
    """Asked once: the password can be shown, which finds a typing error better than typing it twice."""

    password2 = None
    words = {"password1": ("New password", PASSWORD_HINT)}


class ChangePasswordForm(AccountForm, allauth_forms.ChangePasswordForm):
    password2 = None
    words = {"oldpassword": ("Current password", ""), "password1": ("New password", PASSWORD_HINT)}


class ChangeEmailForm(AccountForm, allauth_forms.AddEmailForm):
    words = {"email": ("New e-mail address", "We send a link there. Nothing changes until you open it.")}


class ConfirmPasswordForm(AccountForm, allauth_forms.ReauthenticateForm):
    words = {"password": ("Password", "")}


CODE = {"code": ("Code", "From your authenticator app, or one of your recovery codes.")}


class SecondFactorForm(AccountForm, mfa_forms.AuthenticateForm):
    words = CODE


class ConfirmSecondFactorForm(AccountForm, mfa_forms.ReauthenticateForm):
    words = CODE


class TurnOnSecondFactorForm(AccountForm, totp_forms.ActivateTOTPForm):
    words = {"code": ("Code", "The 6 figures that the app shows now.")}


class NameForm(AccountForm):
    name = NameField()
    words = {"name": ("Full name", "As colleagues and partners should see it.")}


class LettersForm(GovukForm):
    """One question for each letter."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for letter, frequencies in FREQUENCIES.items():
            question = forms.ChoiceField(
                label=letter.label,
                choices=[(frequency.value, frequency.label) for frequency in frequencies],
                widget=Radios(css="govuk-radios--small"),
                error_messages={"required": "Select how often"},
            )
            self.ask(letter.lower(), question)

    @staticmethod
    def initial_of(frequencies: dict[Letter, Frequency]) -> dict[str, str]:
        return {letter.lower(): frequency.value for letter, frequency in frequencies.items()}

    def frequencies(self) -> dict[Letter, Frequency]:
        return {letter: Frequency(self.cleaned_data[letter.lower()]) for letter in FREQUENCIES}
