"""Rules for passwords, in words that say what to do."""

from django.contrib.auth import password_validation


class LongEnough(password_validation.MinimumLengthValidator):
    def get_error_message(self) -> str:
        return f"Enter a password of {self.min_length} characters or more"


class NotCommon(password_validation.CommonPasswordValidator):
    def get_error_message(self) -> str:
        return (
            "This password is too easy to guess. Three or four words that do not belong together are better"
        )


class NotAboutThePerson(password_validation.UserAttributeSimilarityValidator):
    DEFAULT_USER_ATTRIBUTES = ("name", "email")

    def get_error_message(self) -> str:
        return "Enter a password that is less like your name or your e-mail address"
