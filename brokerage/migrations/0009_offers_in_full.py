"""What an offer can say beyond the first facts, and the data that says what each kind of offer is asked."""

import django.contrib.postgres.fields
import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("brokerage", "0008_allocation_runs"),
        ("institutions", "0005_schools_are_in_trusts"),
    ]

    operations = [
        migrations.CreateModel(
            name="OfferKind",
            fields=[
                (
                    "term",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="offer_kind",
                        serialize=False,
                        to="institutions.term",
                    ),
                ),
                (
                    "family",
                    models.CharField(
                        choices=[
                            ("RESOURCE", "Resource"),
                            ("EXPERTISE", "Expertise"),
                            ("PRACTICE", "Practice"),
                            ("PLACEMENT", "Placement"),
                            ("CATALOGUE", "Catalogue"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "haves",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("TIME", "People with time"),
                                ("WORKPLACE", "A workplace"),
                                ("THINGS", "Space, equipment or materials"),
                                ("EXPERTISE", "Expertise for school staff and leaders"),
                                ("CAMPUS", "A university or college"),
                                ("SCHOOL", "A school, college or trust"),
                            ],
                            max_length=10,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                (
                    "provider_kinds",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("SCHOOL", "School"),
                                ("COLLEGE", "College"),
                                ("TRUST", "Multi-academy trust"),
                                ("UNIVERSITY", "University or higher education provider"),
                                ("EMPLOYER", "Employer"),
                                ("BROKER", "Brokerage organisation"),
                                ("PUBLIC_BODY", "Public body"),
                                ("CHARITY", "Charity or community organisation"),
                                ("NETWORK", "Network or family of schools"),
                                ("OTHER", "Other establishment"),
                            ],
                            max_length=20,
                        ),
                        blank=True,
                        default=list,
                        help_text="Who may make such an offer; empty: anybody",
                        size=None,
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="offer",
            name="access",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(
                    choices=[
                        ("STEP_FREE", "Step-free access"),
                        ("TOILET", "Accessible toilet"),
                        ("HEARING", "Hearing loop or live captions"),
                        ("SIGN", "Sign language on request"),
                        ("LARGE_PRINT", "Materials in large print or for screen readers"),
                        ("QUIET", "A quiet room"),
                    ],
                    max_length=12,
                ),
                blank=True,
                default=list,
                size=None,
            ),
        ),
        migrations.AddField(
            model_name="offer",
            name="answers",
            field=models.JSONField(
                blank=True,
                default=dict,
                help_text="What its kind asks beyond the rest, by the question's code",
            ),
        ),
        migrations.AddField(
            model_name="offer",
            name="carried_from",
            field=models.OneToOneField(
                blank=True,
                help_text="The same offer in the school year before",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="carried_to",
                to="brokerage.offer",
            ),
        ),
        migrations.AddField(
            model_name="offer",
            name="conditions",
            field=models.TextField(blank=True, help_text="What the school has to bring or agree to"),
        ),
        migrations.AddField(
            model_name="offer",
            name="everyone_from",
            field=models.DateField(blank=True, help_text="When those named no longer come first", null=True),
        ),
        migrations.AddField(
            model_name="offer",
            name="how_often",
            field=models.CharField(
                blank=True,
                choices=[
                    ("ONCE", "Once"),
                    ("SEVERAL", "Several times"),
                    ("REGULAR", "Every week or fortnight"),
                ],
                max_length=10,
            ),
        ),
        migrations.AddField(
            model_name="offer",
            name="named",
            field=models.ManyToManyField(
                blank=True,
                help_text="Whom the visibility speaks of",
                related_name="+",
                to="institutions.institution",
            ),
        ),
        migrations.AddField(
            model_name="offer",
            name="terms",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(
                    choices=[("AUTUMN", "Autumn"), ("SPRING", "Spring"), ("SUMMER", "Summer")], max_length=6
                ),
                blank=True,
                default=list,
                size=None,
            ),
        ),
        migrations.AddField(
            model_name="offer",
            name="visibility",
            field=models.CharField(
                choices=[
                    ("EVERYONE", "Everyone"),
                    ("NAMED_FIRST", "Some institutions first, everyone from a date"),
                    ("NAMED_NOT", "Everyone who is signed in, except some institutions"),
                ],
                default="EVERYONE",
                max_length=12,
            ),
        ),
        migrations.AddField(
            model_name="offer",
            name="year_groups",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(
                    choices=[
                        ("N0", "Nursery"),
                        ("R0", "Reception"),
                        ("Y01", "Year 1"),
                        ("Y02", "Year 2"),
                        ("Y03", "Year 3"),
                        ("Y04", "Year 4"),
                        ("Y05", "Year 5"),
                        ("Y06", "Year 6"),
                        ("Y07", "Year 7"),
                        ("Y08", "Year 8"),
                        ("Y09", "Year 9"),
                        ("Y10", "Year 10"),
                        ("Y11", "Year 11"),
                        ("Y12", "Year 12"),
                        ("Y13", "Year 13"),
                        ("Y14", "Year 14"),
                    ],
                    max_length=3,
                ),
                blank=True,
                default=list,
                help_text="Narrower than the phases; empty: all years of them",
                size=None,
            ),
        ),
        migrations.CreateModel(
            name="OfferQuestion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "provider_kind",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("SCHOOL", "School"),
                            ("COLLEGE", "College"),
                            ("TRUST", "Multi-academy trust"),
                            ("UNIVERSITY", "University or higher education provider"),
                            ("EMPLOYER", "Employer"),
                            ("BROKER", "Brokerage organisation"),
                            ("PUBLIC_BODY", "Public body"),
                            ("CHARITY", "Charity or community organisation"),
                            ("NETWORK", "Network or family of schools"),
                            ("OTHER", "Other establishment"),
                        ],
                        max_length=20,
                    ),
                ),
                ("code", models.SlugField(max_length=30, unique=True)),
                ("label", models.CharField(max_length=120)),
                ("hint", models.CharField(blank=True, max_length=200)),
                (
                    "answer",
                    models.CharField(
                        choices=[
                            ("TEXT", "Words"),
                            ("NUMBER", "A whole number"),
                            ("CHOICE", "One of a list"),
                            ("CHOICES", "Any of a list"),
                            ("YES_NO", "Yes or no"),
                            ("INSTITUTIONS", "Institutions of the directory"),
                        ],
                        max_length=12,
                    ),
                ),
                ("choices", models.JSONField(blank=True, default=list, help_text="The words to choose from")),
                (
                    "least",
                    models.PositiveSmallIntegerField(
                        blank=True, help_text="The smallest number that will do", null=True
                    ),
                ),
                ("is_required", models.BooleanField(default=True)),
                ("position", models.PositiveSmallIntegerField()),
                ("valid_from", models.DateField(blank=True, null=True)),
                ("valid_to", models.DateField(blank=True, null=True)),
                (
                    "kind",
                    models.ForeignKey(
                        blank=True,
                        help_text="None: every kind",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="offer_questions",
                        to="institutions.term",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="SharedPlaces",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                (
                    "places",
                    models.PositiveIntegerField(
                        help_text="Schools that can be served in a year by all of them together"
                    ),
                ),
                ("places_taken", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "provider",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="shared_places",
                        to="institutions.institution",
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="offer",
            name="shared_places",
            field=models.ForeignKey(
                blank=True,
                help_text="The total that it shares with other offers",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="alternatives",
                to="brokerage.sharedplaces",
            ),
        ),
        migrations.AddConstraint(
            model_name="offer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("everyone_from__isnull", False), ("visibility", "NAMED_FIRST")),
                    models.Q(models.Q(("visibility", "NAMED_FIRST"), _negated=True), ("everyone_from", None)),
                    _connector="OR",
                ),
                name="offer_shown_to_some_first_is_shown_to_everyone_from_a_date",
            ),
        ),
        migrations.AddConstraint(
            model_name="offerquestion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind__isnull", False), ("provider_kind", "")),
                    models.Q(("kind", None), models.Q(("provider_kind", ""), _negated=True)),
                    _connector="OR",
                ),
                name="offer_question_is_for_a_kind_or_a_sort_of_provider",
            ),
        ),
        migrations.AddConstraint(
            model_name="sharedplaces",
            constraint=models.CheckConstraint(
                condition=models.Q(("places_taken__lte", models.F("places"))),
                name="alternatives_never_give_more_places_than_they_share",
            ),
        ),
    ]
