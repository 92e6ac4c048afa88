"""How senior the people are who meet."""

from django.db import models


class Seniority(models.TextChoices):
    """How senior a person is, in words that schools, universities and firms share. The most senior first."""

    BOARD = "BOARD", "Chair, governor, trustee or board member"
    CHIEF = "CHIEF", "Head, principal, chief executive or vice-chancellor"
    EXECUTIVE = "EXECUTIVE", "Deputy, director or another member of the leadership"
    SENIOR = "SENIOR", "Head of department or senior manager"
    STAFF = "STAFF", "Other staff"
