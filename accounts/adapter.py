"""Where the sign-in library asks us: our words, our record, and the way back after verification."""

from typing import Any
from urllib.parse import urlencode

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.utils import get_next_redirect_url
from allauth.mfa.adapter import DefaultMFAAdapter
from django import forms
from django.conf import settings
from django.http import HttpRequest

from accounts import audit
from accounts.models import User


class AccountAdapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": "This account is switched off. Ask a manager at your institution.",
        "duplicate_email": "This is your e-mail address already. Enter another one.",
        "email_password_mismatch": "The e-mail address or the password is not right. Check both and try again.",
        "enter_current_password": "Your current password is not right. Check it and try again.",
        "incorrect_password": "The password is not right. Check it and try again.",
        "rate_limited": "Too many tries. Wait 5 minutes and try again.",
        "too_many_login_attempts": "Too many tries. Wait 5 minutes and try again, or reset your password.",
    }

    def save_user(self, request: HttpRequest, user: User, form: forms.Form, commit: bool = True) -> User:
        # An invitation's link proves the address it was sent to, and nothing about any other.
        if not self.is_email_verified(request, form.cleaned_data["email"]):
            self.unstash_verified_email(request)
        user.name = form.cleaned_data["name"]
        super().save_user(request, user, form, commit)
        audit.record("signed_up", user, by=user)
        return user

    def send_notification_mail(
        self,
        template_prefix: str,
        user: User,
        context: dict[str, Any] | None = None,
        email: str | None = None,
    ) -> None:
        """Every change to how somebody signs in is told to the person; here it is recorded too."""
        audit.record(template_prefix.rpartition("/")[2], user, by=user)
        words = {"site_url": settings.SITE_URL} | (context or {})
        super().send_notification_mail(template_prefix, user, words, email)

    def get_email_confirmation_url(self, request: HttpRequest, emailconfirmation: Any) -> str:
        """The link remembers where the person was going, so that another browser finds the way too."""
        url: str = super().get_email_confirmation_url(request, emailconfirmation)
        page = get_next_redirect_url(request)
        return f"{url}?{urlencode({'next': page})}" if page else url


class SecondFactorAdapter(DefaultMFAAdapter):
    error_messages = DefaultMFAAdapter.error_messages | {
        "add_email_blocked": "Turn the second step off before you change your e-mail address.",
        "incorrect_code": "The code is not right. Enter the newest code that your app shows.",
        "unverified_email": "Finish changing your e-mail address first, or keep the old one.",
    }
