import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from core.whole_tables import AddingMigration


class Migration(AddingMigration):
    initial = True

    dependencies = [
        ("accounts", "0001_initial"),
        ("institutions", "0001_initial"),
        ("partnerships", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="BrokerArea",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "broker",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="broker_areas",
                        to="institutions.institution",
                    ),
                ),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="broker_areas",
                        to="institutions.area",
                    ),
                ),
                ("valid_from", models.DateField()),
                ("valid_to", models.DateField(blank=True, null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("valid_to", None)),
                        fields=("broker", "area"),
                        name="broker_serves_an_area_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Standard",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="standards",
                        to="institutions.institution",
                    ),
                ),
                ("name", models.CharField(max_length=120)),
                ("version", models.CharField(max_length=20)),
                ("valid_from", models.DateField()),
                ("valid_to", models.DateField(blank=True, null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("name", "version"), name="standard_has_each_version_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Accreditation",
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
                    "broker",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="accreditations",
                        to="institutions.institution",
                    ),
                ),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("REGISTERED", "Registered"),
                            ("SELF_ASSESSED", "Self-assessed"),
                            ("WORKING_TOWARDS", "Working towards"),
                            ("ACHIEVED", "Achieved"),
                        ],
                        max_length=20,
                    ),
                ),
                ("valid_from", models.DateField()),
                (
                    "valid_to",
                    models.DateField(
                        blank=True, help_text="The day on which the award no longer counts", null=True
                    ),
                ),
                (
                    "standard",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="accreditations",
                        to="brokerage.standard",
                    ),
                ),
                (
                    "awarded_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "words",
                    models.TextField(blank=True, help_text="What the assessor adds; why an award was ended"),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to", None), ("valid_to__gte", models.F("valid_from")), _connector="OR"
                        ),
                        name="accreditation_ends_after_it_begins",
                    )
                ],
            },
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
                    "provider",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="shared_places",
                        to="institutions.institution",
                    ),
                ),
                (
                    "places",
                    models.PositiveIntegerField(
                        help_text="Schools that can be served in a year by all of them together"
                    ),
                ),
                ("places_taken", models.PositiveIntegerField(default=0, editable=False)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("places_taken__lte", models.F("places"))),
                        name="alternatives_never_give_more_places_than_they_share",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Offer",
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
                    "provider",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="offers",
                        to="institutions.institution",
                    ),
                ),
                (
                    "kind",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="institutions.term"
                    ),
                ),
                ("title", models.CharField(max_length=120)),
                ("details", models.TextField(blank=True)),
                (
                    "areas",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("LEADERSHIP", "Leadership, governance and teacher development"),
                                ("LITERACY", "Literacy, numeracy and life skills"),
                                ("STEM", "Science, technology, engineering and maths"),
                                ("ENTERPRISE", "Enterprise and employability"),
                                ("HIGHER_EDUCATION", "Higher education"),
                            ],
                            max_length=20,
                        ),
                        size=None,
                    ),
                ),
                (
                    "phases",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("EARLY_YEARS", "Early years"),
                                ("PRIMARY", "Primary"),
                                ("SECONDARY", "Secondary"),
                                ("POST_16", "16 to 19"),
                            ],
                            max_length=12,
                        ),
                        size=None,
                    ),
                ),
                (
                    "year_groups",
                    django.contrib.postgres.fields.ArrayField(
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
                (
                    "answers",
                    models.JSONField(
                        blank=True,
                        default=dict,
                        help_text="What its kind asks beyond the rest, by the question's code",
                    ),
                ),
                ("places", models.PositiveIntegerField(help_text="Schools that can be served in a year")),
                ("places_taken", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "shared_places",
                    models.ForeignKey(
                        blank=True,
                        help_text="The total that it shares with other offers",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="alternatives",
                        to="brokerage.sharedplaces",
                    ),
                ),
                (
                    "delivery",
                    models.CharField(
                        choices=[
                            ("AT_SCHOOL", "At the school"),
                            ("AT_PROVIDER", "At our place"),
                            ("ONLINE", "Online"),
                        ],
                        max_length=12,
                    ),
                ),
                ("postcode", models.CharField(blank=True, max_length=8)),
                ("easting", models.IntegerField(blank=True, null=True)),
                ("northing", models.IntegerField(blank=True, null=True)),
                (
                    "precision",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("POSTCODE", "centre of the postcode"),
                            ("SECTOR", "centre of the postcode sector"),
                            ("DISTRICT", "centre of the postcode district"),
                        ],
                        max_length=8,
                    ),
                ),
                (
                    "reach_km",
                    models.PositiveSmallIntegerField(
                        blank=True, help_text="How far from the position, km", null=True
                    ),
                ),
                ("available_from", models.DateField(blank=True, null=True)),
                (
                    "available_to",
                    models.DateField(blank=True, help_text="The same day as from: a single date", null=True),
                ),
                (
                    "terms",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[("AUTUMN", "Autumn"), ("SPRING", "Spring"), ("SUMMER", "Summer")],
                            max_length=6,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                (
                    "how_often",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("ONCE", "Once"),
                            ("SEVERAL", "Several times"),
                            ("REGULAR", "Every week or fortnight"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "access",
                    django.contrib.postgres.fields.ArrayField(
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
                (
                    "conditions",
                    models.TextField(blank=True, help_text="What the school has to bring or agree to"),
                ),
                (
                    "visibility",
                    models.CharField(
                        choices=[
                            ("EVERYONE", "Everyone"),
                            ("NAMED_FIRST", "Some institutions first, everyone from a date"),
                            ("NAMED_NOT", "Everyone who is signed in, except some institutions"),
                        ],
                        default="EVERYONE",
                        max_length=12,
                    ),
                ),
                (
                    "everyone_from",
                    models.DateField(
                        blank=True, help_text="When those named no longer come first", null=True
                    ),
                ),
                (
                    "assurance",
                    models.CharField(
                        choices=[
                            ("ACCOMPANIED", "A member of school staff is always present"),
                            (
                                "EMPLOYER_ASSURED",
                                "We will confirm in writing that suitable checks are in place",
                            ),
                            ("NOT_WITH_PUPILS", "We will not be with pupils"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "contact_email",
                    models.EmailField(help_text="Introductions are sent here; never shown", max_length=254),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[("PUBLISHED", "Published"), ("WITHDRAWN", "Withdrawn")],
                        default="PUBLISHED",
                        max_length=10,
                    ),
                ),
                ("published_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "confirmed_on",
                    models.DateField(
                        default=django.utils.timezone.localdate,
                        help_text="When the provider last said that it stands",
                    ),
                ),
                (
                    "carried_from",
                    models.OneToOneField(
                        blank=True,
                        help_text="The same offer in the school year before",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="carried_to",
                        to="brokerage.offer",
                    ),
                ),
                ("submission_key", models.UUIDField(blank=True, null=True)),
                (
                    "named",
                    models.ManyToManyField(
                        blank=True,
                        help_text="Whom the visibility speaks of",
                        related_name="+",
                        to="institutions.institution",
                    ),
                ),
            ],
            options={
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(
                        condition=models.Q(
                            ("delivery", "ONLINE"),
                            ("places_taken__lt", models.F("places")),
                            ("state", "PUBLISHED"),
                        ),
                        fields=["areas"],
                        name="offer_online_by_area",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("places_taken__lte", models.F("places"))),
                        name="offer_never_gives_more_places_than_it_has",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("delivery", "ONLINE"),
                            models.Q(
                                ("easting__isnull", False),
                                ("northing__isnull", False),
                                ("reach_km__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="offer_in_person_has_a_place_and_a_reach",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("areas__len__gte", 1), ("phases__len__gte", 1)),
                        name="offer_names_areas_and_phases",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("everyone_from__isnull", False), ("visibility", "NAMED_FIRST")),
                            models.Q(
                                models.Q(("visibility", "NAMED_FIRST"), _negated=True),
                                ("everyone_from", None),
                            ),
                            _connector="OR",
                        ),
                        name="offer_shown_to_some_first_is_shown_to_everyone_from_a_date",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("submission_key__isnull", False)),
                        fields=("provider", "submission_key"),
                        name="offer_is_published_once_however_often_it_is_sent",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RequestKind",
            fields=[
                ("code", models.CharField(max_length=20, primary_key=True, serialize=False)),
                ("label", models.CharField(max_length=80)),
                ("description", models.CharField(max_length=200)),
                (
                    "is_for_cluster",
                    models.BooleanField(default=False, help_text="Several small schools ask as one"),
                ),
                (
                    "names_source",
                    models.BooleanField(default=False, help_text="Keeps where the need was found"),
                ),
                (
                    "records_fulfilment",
                    models.BooleanField(default=False, help_text="Keeps what was given, day by day"),
                ),
                (
                    "offer_kind",
                    models.OneToOneField(
                        blank=True,
                        help_text="Asking for such an offer is this",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="institutions.term",
                    ),
                ),
                (
                    "is_joined",
                    models.BooleanField(
                        default=False,
                        help_text="Comes from joining something, not from the form for requests",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name="Request",
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
                    "school",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="requests",
                        to="institutions.institution",
                    ),
                ),
                (
                    "kind",
                    models.ForeignKey(
                        default="SCHOOL_NEED",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="brokerage.requestkind",
                    ),
                ),
                (
                    "area",
                    models.CharField(
                        choices=[
                            ("LEADERSHIP", "Leadership, governance and teacher development"),
                            ("LITERACY", "Literacy, numeracy and life skills"),
                            ("STEM", "Science, technology, engineering and maths"),
                            ("ENTERPRISE", "Enterprise and employability"),
                            ("HIGHER_EDUCATION", "Higher education"),
                        ],
                        max_length=20,
                    ),
                ),
                ("words", models.TextField(blank=True, help_text="The need in the school's own words")),
                (
                    "phases",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("EARLY_YEARS", "Early years"),
                                ("PRIMARY", "Primary"),
                                ("SECONDARY", "Secondary"),
                                ("POST_16", "16 to 19"),
                            ],
                            max_length=12,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                (
                    "year_groups",
                    django.contrib.postgres.fields.ArrayField(
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
                        size=None,
                    ),
                ),
                (
                    "people",
                    models.PositiveIntegerField(blank=True, help_text="Pupils or staff, roughly", null=True),
                ),
                ("wanted_from", models.DateField(blank=True, null=True)),
                ("wanted_to", models.DateField(blank=True, null=True)),
                ("access_needs", models.TextField(blank=True)),
                (
                    "source",
                    models.TextField(
                        blank=True, help_text="Where the need was found: who was asked, and when"
                    ),
                ),
                ("source_url", models.URLField(blank=True, max_length=300)),
                (
                    "closes_on",
                    models.DateField(blank=True, help_text="Answers after this day come too late", null=True),
                ),
                (
                    "on_yes",
                    models.CharField(
                        choices=[
                            ("KEEP", "Keep asking the others"),
                            ("WITHDRAW", "Tell the others that it is no longer needed"),
                        ],
                        default="KEEP",
                        max_length=10,
                    ),
                ),
                (
                    "is_public",
                    models.BooleanField(
                        default=False,
                        help_text="Everybody who is signed in may read the school's name and words",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "made_as",
                    models.CharField(
                        blank=True, help_text="The role of somebody from elsewhere", max_length=150
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("SUBMITTED", "Submitted"),
                            ("TRIAGED", "Looked at"),
                            ("ROUTED", "Handed on"),
                            ("ACCEPTED", "Being worked on"),
                            ("SOLVED", "Waiting for the school’s word"),
                            ("CLOSED", "Closed"),
                        ],
                        default="SUBMITTED",
                        max_length=10,
                    ),
                ),
                (
                    "handled_by",
                    models.ForeignKey(
                        blank=True,
                        help_text="Who works on it",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="institutions.institution",
                    ),
                ),
                (
                    "outcome",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="institutions.term",
                    ),
                ),
                (
                    "unmet_reason",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="institutions.term",
                    ),
                ),
                (
                    "school_words",
                    models.TextField(blank=True, help_text="The school's own word on the outcome"),
                ),
                ("school_agreed_at", models.DateTimeField(blank=True, null=True)),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "members",
                    models.ManyToManyField(
                        blank=True, related_name="cluster_requests", to="institutions.institution"
                    ),
                ),
                ("needs", models.ManyToManyField(blank=True, related_name="+", to="institutions.term")),
                (
                    "kinds_wanted",
                    models.ManyToManyField(blank=True, related_name="+", to="institutions.term"),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("state__in", ["SUBMITTED", "TRIAGED", "ROUTED", "ACCEPTED"])),
                        fields=["school"],
                        name="request_open",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ["SUBMITTED", "TRIAGED", "ROUTED", "ACCEPTED"])),
                        fields=("school", "area", "kind"),
                        name="school_asks_once_at_a_time_for_an_area",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("closed_at__isnull", False),
                                ("outcome__isnull", False),
                                ("school_agreed_at__isnull", False),
                                ("state", "CLOSED"),
                            ),
                            models.Q(
                                models.Q(("state", "CLOSED"), _negated=True),
                                ("closed_at", None),
                                ("school_agreed_at", None),
                            ),
                            _connector="OR",
                        ),
                        name="request_closes_with_an_outcome_and_the_schools_word",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("outcome__isnull", False), ("state__in", ["SOLVED", "CLOSED"])),
                            models.Q(
                                models.Q(("state__in", ["SOLVED", "CLOSED"]), _negated=True),
                                ("outcome", None),
                                ("unmet_reason", None),
                            ),
                            _connector="OR",
                        ),
                        name="request_has_an_outcome_once_it_is_solved",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "ACCEPTED"), _negated=True),
                            ("handled_by__isnull", False),
                            _connector="OR",
                        ),
                        name="request_that_is_worked_on_says_by_whom",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Introduction",
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
                    "offer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="introductions",
                        to="brokerage.offer",
                    ),
                ),
                (
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="introductions",
                        to="brokerage.request",
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="introductions",
                        to="institutions.institution",
                    ),
                ),
                (
                    "area",
                    models.CharField(
                        choices=[
                            ("LEADERSHIP", "Leadership, governance and teacher development"),
                            ("LITERACY", "Literacy, numeracy and life skills"),
                            ("STEM", "Science, technology, engineering and maths"),
                            ("ENTERPRISE", "Enterprise and employability"),
                            ("HIGHER_EDUCATION", "Higher education"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("PROPOSED", "Waiting for an answer"),
                            ("MAYBE", "Maybe"),
                            ("WITH_BROKER", "With a broker"),
                            ("ACCEPTED", "Accepted"),
                            ("DECLINED", "Declined"),
                            ("WITHDRAWN", "Withdrawn by the school"),
                            ("CANCELLED", "Cancelled after a yes"),
                            ("EXPIRED", "No answer in time"),
                            ("HAPPENED", "Took place"),
                            ("DID_NOT_HAPPEN", "Did not take place"),
                        ],
                        default="PROPOSED",
                        max_length=15,
                    ),
                ),
                (
                    "revision",
                    models.PositiveIntegerField(default=1, help_text="One more with every change of state"),
                ),
                (
                    "origin",
                    models.CharField(
                        choices=[
                            ("SCHOOL", "Asked by the school"),
                            ("TRUST", "Asked by the school’s trust"),
                            ("BROKER", "Matched by a broker"),
                            ("RUN", "Matched in an allocation run"),
                        ],
                        default="SCHOOL",
                        max_length=10,
                    ),
                ),
                (
                    "proposed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("expires_on", models.DateField()),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                (
                    "decline_reason",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="institutions.term",
                    ),
                ),
                ("words", models.TextField(blank=True, help_text="What was added to the last answer")),
                (
                    "ended_by",
                    models.CharField(
                        blank=True,
                        choices=[("SCHOOL", "the school"), ("PROVIDER", "the provider")],
                        help_text="Who declined, cancelled or said what came of it",
                        max_length=10,
                    ),
                ),
                (
                    "broker",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="introductions_helped",
                        to="institutions.institution",
                    ),
                ),
                ("broker_accepted_at", models.DateTimeField(blank=True, null=True)),
                (
                    "confirmed_at",
                    models.DateTimeField(
                        blank=True, help_text="When both sides had said whether they are ready", null=True
                    ),
                ),
                (
                    "planned_on",
                    models.DateField(blank=True, help_text="The day on which it is to take place", null=True),
                ),
                ("reminded_at", models.DateTimeField(blank=True, null=True)),
                ("asked_whether_it_happened_at", models.DateTimeField(blank=True, null=True)),
                (
                    "partnership",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="introductions",
                        to="partnerships.partnership",
                    ),
                ),
                ("submission_key", models.UUIDField(blank=True, null=True)),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("state__in", ["PROPOSED", "MAYBE", "WITH_BROKER"])),
                        fields=["expires_on"],
                        name="introduction_awaiting",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("partnership__isnull", False),
                                ("state__in", ["ACCEPTED", "CANCELLED", "HAPPENED", "DID_NOT_HAPPEN"]),
                            ),
                            models.Q(
                                models.Q(
                                    ("state__in", ["ACCEPTED", "CANCELLED", "HAPPENED", "DID_NOT_HAPPEN"]),
                                    _negated=True,
                                ),
                                ("partnership__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="introduction_has_a_partnership_once_agreed",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("ended_by__in", ["SCHOOL", "PROVIDER"]),
                                ("state__in", ["DECLINED", "CANCELLED", "HAPPENED", "DID_NOT_HAPPEN"]),
                            ),
                            models.Q(
                                models.Q(
                                    ("state__in", ["DECLINED", "CANCELLED", "HAPPENED", "DID_NOT_HAPPEN"]),
                                    _negated=True,
                                ),
                                ("ended_by", ""),
                            ),
                            _connector="OR",
                        ),
                        name="introduction_names_the_side_that_ended_it",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "WITH_BROKER"), _negated=True),
                            ("broker__isnull", False),
                            _connector="OR",
                        ),
                        name="introduction_with_a_broker_names_it",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decline_reason__isnull", False), ("state", "DECLINED")),
                            models.Q(
                                models.Q(("state", "DECLINED"), _negated=True),
                                ("decline_reason__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="introduction_declined_has_reason",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ["PROPOSED", "MAYBE", "WITH_BROKER", "ACCEPTED"])),
                        fields=("offer", "school", "area"),
                        name="school_holds_one_place_of_an_offer_per_area",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("submission_key__isnull", False)),
                        fields=("school", "submission_key"),
                        name="school_asks_once_however_often_it_is_sent",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AllocationRun",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                ("year", models.CharField(help_text="School year, like 2026/27", max_length=7)),
                (
                    "support_areas",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("LEADERSHIP", "Leadership, governance and teacher development"),
                                ("LITERACY", "Literacy, numeracy and life skills"),
                                ("STEM", "Science, technology, engineering and maths"),
                                ("ENTERPRISE", "Enterprise and employability"),
                                ("HIGHER_EDUCATION", "Higher education"),
                            ],
                            max_length=20,
                        ),
                        size=None,
                    ),
                ),
                (
                    "phases",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("EARLY_YEARS", "Early years"),
                                ("PRIMARY", "Primary"),
                                ("SECONDARY", "Secondary"),
                                ("POST_16", "16 to 19"),
                            ],
                            max_length=12,
                        ),
                        blank=True,
                        default=list,
                        help_text="Empty: all",
                        size=None,
                    ),
                ),
                (
                    "priority_list",
                    models.ForeignKey(
                        blank=True,
                        help_text="Only schools of this list",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="institutions.prioritylist",
                    ),
                ),
                (
                    "offer_kind",
                    models.ForeignKey(
                        blank=True,
                        help_text="Only offers of this kind, and schools that ask for one",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="institutions.term",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("PLANNED", "Waiting to begin"),
                            ("REHEARSING", "Being worked out"),
                            ("REHEARSED", "Ready to look at"),
                            ("PUBLISHING", "Being sent"),
                            ("PUBLISHED", "Sent"),
                            ("CANCELLED", "Cancelled"),
                            ("FAILED", "Could not be worked out"),
                        ],
                        default="PLANNED",
                        max_length=10,
                    ),
                ),
                (
                    "planned_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "published_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "salt",
                    models.CharField(
                        help_text="Decides between equals, differently in each run", max_length=32
                    ),
                ),
                ("attempt", models.PositiveSmallIntegerField(default=0)),
                ("heartbeat_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "step",
                    models.CharField(blank=True, help_text="What is being done now, in words", max_length=60),
                ),
                ("percent", models.PositiveSmallIntegerField(default=0)),
                ("rehearsed_at", models.DateTimeField(blank=True, null=True)),
                ("finished_at", models.DateTimeField(blank=True, null=True)),
                (
                    "summary",
                    models.JSONField(
                        default=dict, help_text="What came out, and from what; see actions/allocation"
                    ),
                ),
                ("areas", models.ManyToManyField(related_name="allocation_runs", to="institutions.area")),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("support_areas__len__gte", 1)),
                        name="allocation_run_names_support_areas",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ["REHEARSED", "PUBLISHING", "PUBLISHED"]), _negated=True),
                            ("rehearsed_at__isnull", False),
                            _connector="OR",
                        ),
                        name="allocation_run_is_rehearsed_before_it_is_sent",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AllocationRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="rows",
                        to="brokerage.allocationrun",
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="allocation_rows",
                        to="institutions.institution",
                    ),
                ),
                (
                    "area",
                    models.CharField(
                        choices=[
                            ("LEADERSHIP", "Leadership, governance and teacher development"),
                            ("LITERACY", "Literacy, numeracy and life skills"),
                            ("STEM", "Science, technology, engineering and maths"),
                            ("ENTERPRISE", "Enterprise and employability"),
                            ("HIGHER_EDUCATION", "Higher education"),
                        ],
                        max_length=20,
                    ),
                ),
                ("is_priority", models.BooleanField()),
                (
                    "asked_on",
                    models.DateField(blank=True, help_text="When the school asked, if it did", null=True),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("WAITING", "Not sent yet"),
                            ("SENT", "Sent"),
                            ("RETURNED", "Said no, or did not answer"),
                            ("TAKEN", "Not possible any more"),
                            ("MET", "The school found something meanwhile"),
                            ("LEFT_OUT", "Left out by hand"),
                            ("NOTHING", "Nothing"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "offer",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="allocation_rows",
                        to="brokerage.offer",
                    ),
                ),
                (
                    "fit",
                    models.PositiveIntegerField(default=0, help_text="Points, as in the ranking of offers"),
                ),
                (
                    "metres",
                    models.PositiveIntegerField(
                        blank=True, help_text="Straight line; none when online", null=True
                    ),
                ),
                (
                    "runner_up",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="brokerage.offer",
                    ),
                ),
                (
                    "gap",
                    models.PositiveIntegerField(
                        blank=True,
                        help_text="Points by which the whole would be worse with the runner-up",
                        null=True,
                    ),
                ),
                (
                    "reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("NO_OFFER_IN_REACH", "No offer for these ages reaches the school"),
                            (
                                "ASKED_NOT_TO",
                                "Every offer in reach has been tried with this school in the last year",
                            ),
                            (
                                "TAKEN_BY_MORE_URGENT",
                                "Every place in reach goes to a need that counts for more",
                            ),
                            ("ALL_TAKEN", "Every place in reach is taken"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "gain",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (0, "Nothing"),
                            (1, "A better fit"),
                            (2, "One more need met"),
                            (3, "One more school with its first relationship"),
                            (4, "One more need of a priority school met"),
                        ],
                        default=0,
                        help_text="Of one more place that only this need could use",
                    ),
                ),
                (
                    "introduction",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="allocation_row",
                        to="brokerage.introduction",
                    ),
                ),
                ("refusal", models.CharField(blank=True, help_text="Why it is not sent", max_length=200)),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "WAITING")),
                        fields=["run"],
                        name="allocation_row_to_send",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "RETURNED"), _negated=True),
                        fields=("run", "school", "area"),
                        name="run_has_one_row_for_a_need",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("offer__isnull", False), ("reason", "")),
                            models.Q(
                                ("offer", None), ("state", "NOTHING"), models.Q(("reason", ""), _negated=True)
                            ),
                            _connector="OR",
                        ),
                        name="allocation_row_has_an_offer_or_the_reason_for_none",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("introduction__isnull", False), ("state__in", ["SENT", "RETURNED"])),
                            models.Q(
                                models.Q(("state__in", ["SENT", "RETURNED"]), _negated=True),
                                ("introduction", None),
                            ),
                            _connector="OR",
                        ),
                        name="allocation_row_sent_has_its_introduction",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AllocationPrice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="prices",
                        to="brokerage.allocationrun",
                    ),
                ),
                (
                    "offer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="brokerage.offer"
                    ),
                ),
                (
                    "gain",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (0, "Nothing"),
                            (1, "A better fit"),
                            (2, "One more need met"),
                            (3, "One more school with its first relationship"),
                            (4, "One more need of a priority school met"),
                        ]
                    ),
                ),
                ("points", models.BigIntegerField(help_text="Points of fit that the place would bring")),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("run", "offer"), name="run_prices_an_offer_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Slot",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "offer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="slots",
                        to="brokerage.offer",
                    ),
                ),
                ("starts_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField()),
                (
                    "is_open",
                    models.BooleanField(default=True, help_text="Closed: nobody can book it any more"),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends_at__gt", models.F("starts_at"))),
                        name="slot_ends_after_it_starts",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        condition=models.Q(("is_open", True)),
                        expressions=[
                            (
                                models.Func(
                                    models.F("offer"),
                                    models.F("offer"),
                                    models.Value("[]"),
                                    function="int8range",
                                ),
                                "&&",
                            ),
                            (
                                models.Func(models.F("starts_at"), models.F("ends_at"), function="tstzrange"),
                                "&&",
                            ),
                        ],
                        name="slots_of_an_offer_never_overlap",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Booking",
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
                    "slot",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="bookings",
                        to="brokerage.slot",
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="bookings",
                        to="institutions.institution",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("REQUESTED", "Waiting for confirmation"),
                            ("CONFIRMED", "Confirmed"),
                            ("DECLINED", "Declined"),
                            ("CANCELLED", "Cancelled"),
                            ("USED", "Used"),
                            ("NOT_USED", "Not used"),
                        ],
                        default="REQUESTED",
                        max_length=10,
                    ),
                ),
                ("words", models.TextField(blank=True, help_text="What the school wants to do there")),
                (
                    "people",
                    models.PositiveIntegerField(
                        blank=True, help_text="How many come; afterwards, came", null=True
                    ),
                ),
                ("use", models.TextField(blank=True, help_text="What it was used for")),
                (
                    "made_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ["REQUESTED", "CONFIRMED", "USED", "NOT_USED"])),
                        fields=("slot",),
                        name="slot_is_booked_by_one_school_at_a_time",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Challenge",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                ("title", models.CharField(max_length=120)),
                (
                    "need",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="institutions.term"
                    ),
                ),
                (
                    "place",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="institutions.area"
                    ),
                ),
                ("words", models.TextField()),
                (
                    "started_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="challenges_started",
                        to="institutions.institution",
                    ),
                ),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
                ("outcome_words", models.TextField(blank=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("closed_at", None),
                            models.Q(("outcome_words", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="challenge_closed_says_what_came_of_it",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ChallengeParty",
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
                    "challenge",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="parties",
                        to="brokerage.challenge",
                    ),
                ),
                (
                    "institution",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="challenges",
                        to="institutions.institution",
                    ),
                ),
                ("words", models.TextField(help_text="What this side needs")),
                (
                    "request",
                    models.ForeignKey(
                        blank=True,
                        help_text="A school's own request",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="brokerage.request",
                    ),
                ),
                (
                    "joined_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("challenge", "institution"), name="institution_shares_a_challenge_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="JourneyStep",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("step", models.SlugField(max_length=30)),
                ("day", models.DateField()),
                ("reached", models.PositiveIntegerField(default=0)),
                ("answered", models.PositiveIntegerField(default=0)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("step", "day"), name="journey_step_is_counted_once_a_day")
                ],
            },
        ),
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
        migrations.CreateModel(
            name="OfferQuestion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
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
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind__isnull", False), ("provider_kind", "")),
                            models.Q(("kind", None), models.Q(("provider_kind", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="offer_question_is_for_a_kind_or_a_sort_of_provider",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PendingOffer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                ("email", models.EmailField(max_length=254)),
                ("answers", models.JSONField(help_text="What was typed, by step")),
                ("submission_key", models.UUIDField(unique=True)),
                (
                    "offer",
                    models.OneToOneField(
                        blank=True,
                        help_text="What became of it",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="pending",
                        to="brokerage.offer",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Readiness",
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
                    "introduction",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="readiness",
                        to="brokerage.introduction",
                    ),
                ),
                (
                    "side",
                    models.CharField(
                        choices=[("SCHOOL", "the school"), ("PROVIDER", "the provider")], max_length=10
                    ),
                ),
                ("has_person", models.BooleanField()),
                ("has_time", models.BooleanField()),
                ("has_goal", models.BooleanField()),
                ("knows_safeguarding", models.BooleanField()),
                ("words", models.TextField(blank=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("introduction", "side"), name="each_side_looks_at_itself_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="DeclaredConflict",
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
                    "institution",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="conflicts_declared",
                        to="institutions.institution",
                    ),
                ),
                (
                    "other",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="institutions.institution",
                    ),
                ),
                ("words", models.TextField()),
                (
                    "declared_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at", None)),
                        fields=("institution", "other"),
                        name="conflict_is_declared_once_at_a_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("institution", models.F("other")), _negated=True),
                        name="conflict_is_with_somebody_else",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Reply",
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
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="replies",
                        to="brokerage.request",
                    ),
                ),
                (
                    "offer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replies",
                        to="brokerage.offer",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("WAITING", "Waiting for the school"),
                            ("TAKEN", "Taken by the school"),
                            ("DECLINED", "Not this time"),
                        ],
                        default="WAITING",
                        max_length=10,
                    ),
                ),
                ("words", models.TextField(blank=True)),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "introduction",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reply",
                        to="brokerage.introduction",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("request", "offer"), name="offer_answers_a_request_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("introduction__isnull", False), ("state", "TAKEN")),
                            models.Q(models.Q(("state", "TAKEN"), _negated=True), ("introduction", None)),
                            _connector="OR",
                        ),
                        name="reply_taken_has_an_introduction",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Fulfilment",
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
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="fulfilments",
                        to="brokerage.request",
                    ),
                ),
                ("given_on", models.DateField()),
                ("given_by", models.CharField(help_text="The organisation that gave it", max_length=150)),
                ("words", models.TextField()),
                ("hours", models.DecimalField(blank=True, decimal_places=1, max_digits=5, null=True)),
                (
                    "people",
                    models.PositiveIntegerField(blank=True, help_text="Pupils or staff reached", null=True),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="BroughtAlong",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "introduction",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="brought_along",
                        to="brokerage.introduction",
                    ),
                ),
                (
                    "primary",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="brought_along",
                        to="institutions.institution",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("introduction", "primary"), name="introduction_brings_a_primary_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="RequestStage",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="stages",
                        to="brokerage.request",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("SUBMITTED", "Submitted"),
                            ("TRIAGED", "Looked at"),
                            ("ROUTED", "Handed on"),
                            ("ACCEPTED", "Being worked on"),
                            ("SOLVED", "Waiting for the school’s word"),
                            ("CLOSED", "Closed"),
                        ],
                        max_length=10,
                    ),
                ),
                ("reached_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("words", models.TextField(blank=True)),
            ],
            options={
                "indexes": [models.Index(fields=["request", "reached_at"], name="request_stage_in_order")],
            },
        ),
        migrations.CreateModel(
            name="Capability",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "partner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="capabilities",
                        to="institutions.institution",
                    ),
                ),
                (
                    "capability",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="institutions.term"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("partner", "capability"), name="partner_lists_a_capability_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Routing",
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
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="routings",
                        to="brokerage.request",
                    ),
                ),
                (
                    "partner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="routings",
                        to="institutions.institution",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("WAITING", "Waiting for an answer"),
                            ("ACCEPTED", "Taken"),
                            ("HANDED_BACK", "Handed back"),
                            ("OVERTAKEN", "No longer needed"),
                        ],
                        default="WAITING",
                        max_length=12,
                    ),
                ),
                ("words", models.TextField(blank=True)),
                (
                    "routed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "reason",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="institutions.term",
                    ),
                ),
                ("answer_words", models.TextField(blank=True)),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "WAITING")),
                        fields=("request",),
                        name="request_waits_with_one_partner",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("reason__isnull", False), ("state", "HANDED_BACK")),
                            models.Q(models.Q(("state", "HANDED_BACK"), _negated=True), ("reason", None)),
                            _connector="OR",
                        ),
                        name="routing_handed_back_has_a_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Criterion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "standard",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="criteria",
                        to="brokerage.standard",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
                ("title", models.CharField(max_length=120)),
                ("description", models.TextField(blank=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("standard", "position"), name="criterion_has_its_place_in_the_standard"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Evidence",
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
                    "broker",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="evidence",
                        to="institutions.institution",
                    ),
                ),
                (
                    "criterion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="evidence",
                        to="brokerage.criterion",
                    ),
                ),
                ("words", models.TextField()),
                ("link", models.URLField(blank=True, max_length=300)),
                (
                    "is_met",
                    models.BooleanField(
                        blank=True, help_text="Empty until an assessor has looked", null=True
                    ),
                ),
                ("assessor_words", models.TextField(blank=True)),
                (
                    "assessed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("assessed_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("broker", "criterion"), name="broker_shows_each_criterion_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("assessed_at", None), ("assessed_by", None), ("is_met", None)),
                            models.Q(
                                ("assessed_at__isnull", False),
                                ("assessed_by__isnull", False),
                                ("is_met__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="evidence_is_assessed_by_somebody",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FundingRule",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("valid_from", models.DateField(unique=True)),
                (
                    "stages",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("REGISTERED", "Registered"),
                                ("SELF_ASSESSED", "Self-assessed"),
                                ("WORKING_TOWARDS", "Working towards"),
                                ("ACHIEVED", "Achieved"),
                            ],
                            max_length=20,
                        ),
                        size=None,
                    ),
                ),
                ("source", models.CharField(max_length=200)),
            ],
        ),
        migrations.CreateModel(
            name="BrokerageTarget",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "measure",
                    models.CharField(
                        choices=[
                            ("REGISTERED", "Brokers registered for the standard"),
                            ("ACHIEVED", "Brokers that have achieved it"),
                            ("AUTHORITIES", "Local authorities with an accredited broker"),
                        ],
                        max_length=20,
                    ),
                ),
                ("due_on", models.DateField()),
                (
                    "number",
                    models.PositiveIntegerField(blank=True, help_text="Empty: all of them", null=True),
                ),
                (
                    "reported",
                    models.PositiveIntegerField(
                        blank=True,
                        help_text="What was reported then, for a day before our own records",
                        null=True,
                    ),
                ),
                ("source", models.CharField(max_length=200)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("measure", "due_on"), name="brokerage_has_one_target_a_day"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="BrokerFeedback",
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
                    "broker",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="feedback",
                        to="institutions.institution",
                    ),
                ),
                (
                    "introduction",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="feedback",
                        to="brokerage.introduction",
                    ),
                ),
                (
                    "side",
                    models.CharField(
                        choices=[("SCHOOL", "the school"), ("PROVIDER", "the provider")], max_length=10
                    ),
                ),
                ("score", models.PositiveSmallIntegerField(help_text="1 poor to 5 very good")),
                ("words", models.TextField(blank=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("introduction", "side"), name="each_side_rates_the_broker_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("score__range", (1, 5))), name="feedback_is_from_1_to_5"
                    ),
                ],
            },
        ),
    ]
