import django.contrib.postgres.fields
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
    ]

    operations = [
        migrations.CreateModel(
            name="ActivityKind",
            fields=[
                (
                    "term",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="activity_kind",
                        serialize=False,
                        to="institutions.term",
                    ),
                ),
                (
                    "group",
                    models.CharField(
                        choices=[
                            ("VISIT", "Visits"),
                            ("ENCOUNTER", "Encounters and enrichment"),
                            ("GUIDANCE", "Guidance"),
                            ("STAFF", "Staff and schools"),
                            ("JOINT", "Joint work"),
                            ("PLACEMENT", "Placements"),
                            ("COMMUNITY", "Families and community"),
                        ],
                        default="ENCOUNTER",
                        max_length=10,
                    ),
                ),
                ("counts_pupils", models.BooleanField(default=True)),
                (
                    "counts",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("GIRLS", "Girls"),
                                ("FIRST_IN_FAMILY", "First in their family"),
                                ("ADULTS", "Adults"),
                                ("FAMILIES", "Families"),
                            ],
                            max_length=15,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                (
                    "flags",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("CO_DESIGNED", "Planned by both sides together"),
                                ("INTERACTIVE", "Pupils took part actively and had time to reflect"),
                                ("CURRICULUM", "Part of the curriculum"),
                                ("FAMILY", "Parents and carers were involved"),
                                ("TARGETED", "Meant for pupils from under-represented groups"),
                                ("SELECTIVE", "About the most selective universities"),
                                ("ADVICE", "Gave advice on courses or careers"),
                            ],
                            max_length=12,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                (
                    "benchmarks",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.PositiveSmallIntegerField(),
                        blank=True,
                        default=list,
                        help_text="Gatsby Benchmarks that it may count towards",
                        size=None,
                    ),
                ),
                (
                    "depth",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("ONE_OFF", "One-off"),
                            ("SUSTAINED", "Sustained programme"),
                            ("JOINT", "Joint work"),
                        ],
                        help_text="Of every one; empty: its sessions decide",
                        max_length=10,
                    ),
                ),
                (
                    "needs_assurance",
                    models.BooleanField(
                        default=False, help_text="It brings adults together with young people regularly"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ActivityQuestion",
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
                ("kinds", models.ManyToManyField(related_name="questions", to="partnerships.activitykind")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Partnership",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                ("title", models.CharField(max_length=200)),
                (
                    "kind",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="institutions.term",
                    ),
                ),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("SEEKING", "Seeking a partner"),
                            ("CO_DESIGN", "Designing together"),
                            ("PILOT", "Trying it out"),
                            ("EMBEDDED", "Embedded"),
                            ("ENDED", "Ended"),
                        ],
                        default="CO_DESIGN",
                        max_length=10,
                    ),
                ),
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
                        default=list,
                        size=None,
                    ),
                ),
                (
                    "focus",
                    models.CharField(
                        blank=True, help_text="The answer to its kind’s own question", max_length=200
                    ),
                ),
                (
                    "place",
                    models.ForeignKey(
                        blank=True,
                        help_text="Where it is for one place",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="institutions.area",
                    ),
                ),
                (
                    "is_shared_site",
                    models.BooleanField(
                        db_default=False, default=False, help_text="The parties work on one site"
                    ),
                ),
                ("started_on", models.DateField()),
                (
                    "agreed_on",
                    models.DateField(blank=True, help_text="The day of the first signature", null=True),
                ),
                (
                    "agreement_ends_on",
                    models.DateField(
                        blank=True, help_text="The last day of the agreement that holds longest", null=True
                    ),
                ),
                (
                    "reviewed_on",
                    models.DateField(blank=True, help_text="The day of the last review together", null=True),
                ),
                ("ended_on", models.DateField(blank=True, null=True)),
                (
                    "end_reason",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="institutions.term",
                    ),
                ),
                (
                    "told_quiet_since",
                    models.DateField(
                        blank=True,
                        help_text="The last contact before the silence that the parties were told of",
                        null=True,
                    ),
                ),
                (
                    "revision",
                    models.PositiveIntegerField(
                        db_default=1,
                        default=1,
                        help_text="Of what all parties say together; an edit of an older one is refused",
                    ),
                ),
                (
                    "tags",
                    models.ManyToManyField(
                        blank=True,
                        help_text="Purposes, benefits, beneficiaries and strands",
                        related_name="+",
                        to="institutions.term",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_on__isnull", False), ("stage", "ENDED")),
                            models.Q(models.Q(("stage", "ENDED"), _negated=True), ("ended_on", None)),
                            _connector="OR",
                        ),
                        name="partnership_ended_has_its_day",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Party",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "partnership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="parties",
                        to="partnerships.partnership",
                    ),
                ),
                (
                    "institution",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="parties",
                        to="institutions.institution",
                    ),
                ),
                ("goal", models.TextField(blank=True, help_text="What this party wants from it")),
                ("benefit", models.TextField(blank=True, help_text="What this party expects to gain")),
                (
                    "sponsor",
                    models.CharField(blank=True, help_text="Who stands behind it, by name", max_length=150),
                ),
                (
                    "sponsor_seniority",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("EXECUTIVE", "Executive: head, principal, vice-chancellor or chief executive"),
                            ("SENIOR", "Senior: deputy, director or member of the leadership team"),
                            ("MIDDLE", "Middle: head of department or manager"),
                            ("OTHER", "Other"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "pupils",
                    models.PositiveIntegerField(
                        blank=True, help_text="How many it sends, where provision is shared", null=True
                    ),
                ),
                (
                    "joined_on",
                    models.DateField(blank=True, help_text="Nothing: from the first day", null=True),
                ),
                (
                    "left_on",
                    models.DateField(
                        blank=True, help_text="The first day on which it was no party any more", null=True
                    ),
                ),
                (
                    "revision",
                    models.PositiveIntegerField(
                        db_default=1, default=1, help_text="Of this side; an edit of an older one is refused"
                    ),
                ),
                (
                    "roles",
                    models.ManyToManyField(
                        blank=True,
                        help_text="What it is in this partnership",
                        related_name="+",
                        to="institutions.term",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("left_on", None)),
                        fields=("partnership", "institution"),
                        name="institution_is_party_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("left_on", None),
                            ("joined_on", None),
                            ("left_on__gte", models.F("joined_on")),
                            _connector="OR",
                        ),
                        name="party_leaves_after_it_joins",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("sponsor", ""), ("sponsor_seniority", "")),
                            models.Q(
                                models.Q(("sponsor", ""), _negated=True),
                                models.Q(("sponsor_seniority", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="sponsor_has_a_name_and_a_seniority",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Agreement",
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
                    "partnership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="agreements",
                        to="partnerships.partnership",
                    ),
                ),
                (
                    "agreement_type",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="institutions.term"
                    ),
                ),
                ("signed_on", models.DateField()),
                ("starts_on", models.DateField()),
                ("review_on", models.DateField(blank=True, null=True)),
                ("ends_on", models.DateField(blank=True, null=True)),
                (
                    "document",
                    models.URLField(
                        blank=True, help_text="Where the parties keep the signed paper", max_length=300
                    ),
                ),
                ("obligations", models.TextField(blank=True)),
                ("measures", models.TextField(blank=True)),
                ("reports_to", models.TextField(blank=True, help_text="Who reports to whom")),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on", None), ("ends_on__gt", models.F("starts_on")), _connector="OR"
                        ),
                        name="agreement_ends_after_it_starts",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Signature",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "agreement",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="signatures",
                        to="partnerships.agreement",
                    ),
                ),
                (
                    "party",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="signatures",
                        to="partnerships.party",
                    ),
                ),
                ("name", models.CharField(max_length=150)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("agreement", "party"), name="party_signs_an_agreement_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="BenchmarkRule",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                ("title", models.CharField(max_length=120)),
                ("words", models.TextField(help_text="What counts, for the reader of the figures")),
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
                        size=None,
                    ),
                ),
                (
                    "needs_interaction",
                    models.BooleanField(help_text="Only where pupils took part actively and could reflect"),
                ),
                ("counts_online", models.BooleanField()),
                ("valid_from", models.DateField(blank=True, null=True)),
                ("valid_to", models.DateField(blank=True, null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("number", "valid_from"), name="benchmark_has_one_rule_from_a_day"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PartnershipKind",
            fields=[
                (
                    "term",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="partnership_kind",
                        serialize=False,
                        to="institutions.term",
                    ),
                ),
                (
                    "sectors",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("SCHOOL", "a school or trust"),
                                ("STATE_SCHOOL", "a state school or trust"),
                                ("INDEPENDENT_SCHOOL", "an independent school"),
                                ("UTC", "a university technical college"),
                                ("COLLEGE", "a college"),
                                ("UNIVERSITY", "a university"),
                                ("EMPLOYER", "an employer"),
                                ("AGENCY", "a public body or community organisation"),
                            ],
                            max_length=20,
                        ),
                        blank=True,
                        default=list,
                        help_text="One for each institution that must be a party; named twice, two of them must",
                        size=None,
                    ),
                ),
                (
                    "roles",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40),
                        blank=True,
                        default=list,
                        help_text="Codes of party roles, each of which some party must have",
                        size=None,
                    ),
                ),
                ("least_parties", models.PositiveSmallIntegerField(default=2)),
                (
                    "least_phases",
                    models.PositiveSmallIntegerField(
                        default=0, help_text="How many phases of education its schools must cover together"
                    ),
                ),
                (
                    "least_trusts",
                    models.PositiveSmallIntegerField(
                        default=0, help_text="How many trusts must be in it, themselves or with a school"
                    ),
                ),
                (
                    "lines",
                    models.CharField(
                        choices=[
                            ("ACTIVITY_TYPE", "Type of activity"),
                            ("OFFER_KIND", "Kind of offer"),
                            ("DECLINE_REASON", "Reason for declining"),
                            ("PARTNERSHIP_KIND", "Kind of partnership"),
                            ("REQUEST_OUTCOME", "Outcome of a request"),
                            ("UNMET_REASON", "Reason why a request was not met"),
                            ("NEED", "Need of a school"),
                            ("CAPABILITY", "What a routing partner can do"),
                            ("HAND_BACK_REASON", "Reason for handing back"),
                            ("SECTOR", "Industry sector"),
                            ("PURPOSE", "Purpose"),
                            ("BENEFIT", "Benefit of a partnership"),
                            ("BENEFICIARY", "Who benefits from a partnership"),
                            ("STRAND", "Strand of work with higher education"),
                            ("PARTY_ROLE", "Role of a party"),
                            ("RESPONSIBILITY", "Responsibility in a partnership"),
                            ("LINE_OF_LEARNING", "Line of learning of a Diploma"),
                            ("ASSET_TYPE", "What a party brings"),
                            ("AGREEMENT_TYPE", "Type of agreement"),
                            ("LEAVING_REASON", "Reason for leaving or ending a partnership"),
                            ("BODY_KIND", "Kind of body"),
                            ("RISK_CATEGORY", "Category of risk"),
                            ("LIFE_STAGE", "Stage of life"),
                            ("TARGET_GROUP", "Group of learners that it is meant for"),
                            ("BENEFICIARY_GROUP", "Group of adults that benefits"),
                            ("CONTRIBUTION", "Contribution of higher education"),
                            ("CURRICULUM_LINK", "Link to the curriculum"),
                            ("RECRUITMENT_PRIORITY", "Priority of teacher recruitment and retention"),
                            ("OUTCOME_DOMAIN", "Domain of outcomes"),
                            ("ENGAGEMENT", "Who is engaged"),
                            ("FAMILY_SEGMENT", "Families, by what they need"),
                            ("POLICY", "Policy"),
                            ("BUILDING_BLOCK", "Building block of a fairer system"),
                            ("BARRIER", "Barrier to an initiative"),
                            ("EVENT_KIND", "Kind of event"),
                            ("TRAINING_TOPIC", "Topic of training"),
                            ("STAFF_GROUP", "Group of staff"),
                            ("GROUP_KIND", "Kind of group"),
                            ("STEP_TYPE", "Type of step on a pathway"),
                            ("OUTCOME_TYPE", "Type of outcome that an instrument measures"),
                        ],
                        default="RESPONSIBILITY",
                        help_text="The vocabulary of its responsibilities",
                        max_length=30,
                    ),
                ),
                (
                    "needs_every_line",
                    models.BooleanField(
                        default=False, help_text="Each of them must be covered by some party"
                    ),
                ),
                (
                    "needs_place",
                    models.BooleanField(default=False, help_text="It is for one place, which must be named"),
                ),
                (
                    "counts_pupils",
                    models.BooleanField(default=False, help_text="Each party says how many pupils it sends"),
                ),
                (
                    "focus_question",
                    models.CharField(
                        blank=True,
                        help_text="What exactly it is about, as a question; empty: not asked",
                        max_length=120,
                    ),
                ),
                (
                    "joins_as",
                    models.CharField(
                        blank=True,
                        help_text="Code of the role in which others may join of their own accord; empty: by invitation only",
                        max_length=40,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("least_parties__gte", 2)),
                        name="partnership_kind_needs_two_parties",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="BodyKind",
            fields=[
                (
                    "term",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="body_kind",
                        serialize=False,
                        to="institutions.term",
                    ),
                ),
                (
                    "owners",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("PARTNERSHIP", "Partnership"),
                                ("GROUP", "Trust or network"),
                                ("AUTHORITY", "Local authority"),
                            ],
                            max_length=12,
                        ),
                        help_text="What may have one",
                        size=None,
                    ),
                ),
                (
                    "sectors",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("SCHOOL", "a school or trust"),
                                ("STATE_SCHOOL", "a state school or trust"),
                                ("INDEPENDENT_SCHOOL", "an independent school"),
                                ("UTC", "a university technical college"),
                                ("COLLEGE", "a college"),
                                ("UNIVERSITY", "a university"),
                                ("EMPLOYER", "an employer"),
                                ("AGENCY", "a public body or community organisation"),
                            ],
                            max_length=20,
                        ),
                        blank=True,
                        default=list,
                        help_text="Each of which must send a member with a vote equal to that of the others",
                        size=None,
                    ),
                ),
                (
                    "is_nominated",
                    models.BooleanField(default=False, help_text="Members are nominated by an institution"),
                ),
                ("needs_remit", models.BooleanField(default=False, help_text="It says what it is for")),
                ("needs_end", models.BooleanField(default=False, help_text="It is set up for a term")),
            ],
        ),
        migrations.CreateModel(
            name="Body",
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
                    "kind",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="bodies",
                        to="partnerships.bodykind",
                    ),
                ),
                ("name", models.CharField(max_length=200)),
                (
                    "partnership",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="bodies",
                        to="partnerships.partnership",
                    ),
                ),
                (
                    "group",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="bodies",
                        to="institutions.institution",
                    ),
                ),
                (
                    "authority",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="bodies",
                        to="institutions.area",
                    ),
                ),
                ("remit", models.TextField(blank=True, help_text="What it decides or advises on")),
                ("started_on", models.DateField()),
                (
                    "ends_on",
                    models.DateField(
                        blank=True, help_text="The first day on which it was none any more", null=True
                    ),
                ),
                (
                    "meets_every",
                    models.PositiveSmallIntegerField(
                        blank=True, help_text="Months between two meetings", null=True
                    ),
                ),
                (
                    "revision",
                    models.PositiveIntegerField(
                        db_default=1, default=1, help_text="An edit of an older one is refused"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("authority", None), ("group", None), ("partnership__isnull", False)),
                            models.Q(("authority", None), ("group__isnull", False), ("partnership", None)),
                            models.Q(("authority__isnull", False), ("group", None), ("partnership", None)),
                            _connector="OR",
                        ),
                        name="body_belongs_to_one",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on", None), ("ends_on__gt", models.F("started_on")), _connector="OR"
                        ),
                        name="body_ends_after_it_starts",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="BodyMember",
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
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="members",
                        to="partnerships.body",
                    ),
                ),
                ("name", models.CharField(max_length=150)),
                (
                    "institution",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="seats",
                        to="institutions.institution",
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("CHAIR", "Chair"),
                            ("MEMBER", "Member"),
                            ("ADVISER", "Adviser without a vote"),
                        ],
                        default="MEMBER",
                        max_length=10,
                    ),
                ),
                (
                    "seniority",
                    models.CharField(
                        choices=[
                            ("EXECUTIVE", "Executive: head, principal, vice-chancellor or chief executive"),
                            ("SENIOR", "Senior: deputy, director or member of the leadership team"),
                            ("MIDDLE", "Middle: head of department or manager"),
                            ("OTHER", "Other"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "nominated_by",
                    models.ForeignKey(
                        blank=True,
                        help_text="Who put them forward",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="institutions.institution",
                    ),
                ),
                ("joined_on", models.DateField()),
                ("left_on", models.DateField(blank=True, null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("left_on", None), ("role", "CHAIR")),
                        fields=("body",),
                        name="body_has_one_chair",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("left_on", None), ("left_on__gte", models.F("joined_on")), _connector="OR"
                        ),
                        name="member_leaves_after_joining",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Collaboration",
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
                    "organiser",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="collaborations_logged",
                        to="institutions.institution",
                    ),
                ),
                (
                    "partner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="collaborations",
                        to="institutions.institution",
                    ),
                ),
                (
                    "partnership",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="collaborations",
                        to="partnerships.partnership",
                    ),
                ),
                (
                    "activity_type",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="institutions.term",
                    ),
                ),
                (
                    "follows",
                    models.ForeignKey(
                        blank=True,
                        help_text="The same of the year before, which this one was planned from",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="followed_by",
                        to="partnerships.collaboration",
                    ),
                ),
                (
                    "area",
                    models.CharField(
                        blank=True,
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
                ("title", models.CharField(blank=True, max_length=200)),
                ("starts_on", models.DateField(blank=True, null=True)),
                (
                    "ends_on",
                    models.DateField(
                        blank=True, help_text="The last day of a series; blank for a single day", null=True
                    ),
                ),
                ("sessions", models.PositiveSmallIntegerField(default=1)),
                (
                    "hours",
                    models.DecimalField(
                        blank=True,
                        decimal_places=1,
                        help_text="How long it took at each school, all sessions together; nothing where nobody said",
                        max_digits=5,
                        null=True,
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
                        db_default=[],
                        default=list,
                        help_text="Who it was for; how many came is on each contribution",
                        size=None,
                    ),
                ),
                (
                    "definition",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("FSM_NOW", "Eligible for free school meals now"),
                            ("FSM6", "Eligible for free school meals at any time in the last six years"),
                            ("DISADVANTAGED", "Disadvantaged, as in the department’s performance measures"),
                            ("PUPIL_PREMIUM", "Attracting the pupil premium"),
                        ],
                        max_length=15,
                    ),
                ),
                (
                    "delivery",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("IN_PERSON", "In person"),
                            ("ONLINE", "Online"),
                            ("MIXED", "Some in person, some online"),
                        ],
                        db_default="",
                        default="",
                        help_text="Empty: nobody said",
                        max_length=10,
                    ),
                ),
                (
                    "depth",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("ONE_OFF", "One-off"),
                            ("SUSTAINED", "Sustained programme"),
                            ("JOINT", "Joint work"),
                        ],
                        db_default="",
                        default="",
                        help_text="Empty: its type or its sessions decide",
                        max_length=10,
                    ),
                ),
                (
                    "staff_hours",
                    models.DecimalField(
                        blank=True,
                        decimal_places=1,
                        help_text="Time of staff at each school, all together",
                        max_digits=5,
                        null=True,
                    ),
                ),
                (
                    "flags",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("CO_DESIGNED", "Planned by both sides together"),
                                ("INTERACTIVE", "Pupils took part actively and had time to reflect"),
                                ("CURRICULUM", "Part of the curriculum"),
                                ("FAMILY", "Parents and carers were involved"),
                                ("TARGETED", "Meant for pupils from under-represented groups"),
                                ("SELECTIVE", "About the most selective universities"),
                                ("ADVICE", "Gave advice on courses or careers"),
                            ],
                            max_length=12,
                        ),
                        blank=True,
                        db_default=[],
                        default=list,
                        size=None,
                    ),
                ),
                (
                    "answers",
                    models.JSONField(
                        blank=True,
                        db_default={},
                        default=dict,
                        help_text="To the questions of its type, by their codes",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[("DRAFT", "Draft"), ("RECORDED", "Recorded")], default="DRAFT", max_length=10
                    ),
                ),
                (
                    "partner_confirmation",
                    models.CharField(
                        choices=[
                            ("NOT_ASKED", "Not asked yet"),
                            ("AWAITING", "Waiting for an answer"),
                            ("CONFIRMED", "Confirmed"),
                            ("CORRECTED", "Correction suggested"),
                            ("DISPUTED", "Disputed"),
                        ],
                        default="NOT_ASKED",
                        max_length=10,
                    ),
                ),
                (
                    "partner_email",
                    models.EmailField(
                        blank=True, help_text="Who is asked to confirm for the partner", max_length=254
                    ),
                ),
                (
                    "partner_words",
                    models.TextField(blank=True, help_text="What the partner would correct or disputes"),
                ),
                ("partner_answered_at", models.DateTimeField(blank=True, null=True)),
                (
                    "logged_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("recorded_at", models.DateTimeField(blank=True, null=True)),
                (
                    "revision",
                    models.PositiveIntegerField(
                        db_default=1,
                        default=1,
                        help_text="Grows with every change: an edit or an answer to an older one is refused",
                    ),
                ),
                (
                    "submission_key",
                    models.UUIDField(
                        blank=True,
                        help_text="Made by the form, so that sending it twice logs it once",
                        null=True,
                    ),
                ),
                (
                    "tags",
                    models.ManyToManyField(
                        blank=True,
                        help_text="What it was for, from the lists of `TagList`",
                        related_name="+",
                        to="institutions.term",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "RECORDED")),
                        fields=["starts_on"],
                        name="collaboration_recorded_day",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state", "DRAFT"),
                            models.Q(
                                ("activity_type__isnull", False),
                                ("partner__isnull", False),
                                ("starts_on__isnull", False),
                                ("recorded_at__isnull", False),
                                models.Q(("area", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="collaboration_recorded_is_complete",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on", None), ("ends_on__gte", models.F("starts_on")), _connector="OR"
                        ),
                        name="collaboration_series_ends_after_it_starts",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("sessions__gte", 1)), name="collaboration_has_a_session"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("hours", None), ("hours__gt", 0), _connector="OR"),
                        name="collaboration_takes_some_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("staff_hours", None), ("staff_hours__gt", 0), _connector="OR"),
                        name="collaboration_takes_some_staff_time",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("follows__isnull", False)),
                        fields=("follows",),
                        name="collaboration_is_planned_again_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("submission_key__isnull", False)),
                        fields=("organiser", "submission_key"),
                        name="collaboration_is_logged_once_however_often_it_is_sent",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Contribution",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "collaboration",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="contributions",
                        to="partnerships.collaboration",
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="contributions",
                        to="institutions.institution",
                    ),
                ),
                (
                    "confirmation",
                    models.CharField(
                        choices=[
                            ("NOT_ASKED", "Not asked yet"),
                            ("AWAITING", "Waiting for an answer"),
                            ("CONFIRMED", "Confirmed"),
                            ("CORRECTED", "Correction suggested"),
                            ("DISPUTED", "Disputed"),
                        ],
                        default="CONFIRMED",
                        max_length=10,
                    ),
                ),
                ("words", models.TextField(blank=True)),
                (
                    "adults",
                    models.PositiveIntegerField(blank=True, help_text="Never among the pupils", null=True),
                ),
                ("families", models.PositiveIntegerField(blank=True, null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("collaboration", "school"), name="school_contributes_once_to_a_record"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Participation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "contribution",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="participations",
                        to="partnerships.contribution",
                    ),
                ),
                (
                    "year_group",
                    models.CharField(
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
                ),
                ("pupils", models.PositiveIntegerField()),
                ("disadvantaged", models.PositiveIntegerField(blank=True, null=True)),
                ("girls", models.PositiveIntegerField(blank=True, null=True)),
                ("first_in_family", models.PositiveIntegerField(blank=True, null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("contribution", "year_group"), name="year_group_is_counted_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("girls", None), ("girls__lte", models.F("pupils")), _connector="OR"
                        ),
                        name="girls_are_among_the_pupils",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("first_in_family", None),
                            ("first_in_family__lte", models.F("pupils")),
                            _connector="OR",
                        ),
                        name="first_in_family_are_among_the_pupils",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("disadvantaged", None),
                            ("disadvantaged__lte", models.F("pupils")),
                            _connector="OR",
                        ),
                        name="disadvantaged_pupils_are_among_the_pupils",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Scale",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=30, unique=True)),
                ("label", models.CharField(max_length=80)),
            ],
        ),
        migrations.CreateModel(
            name="ScalePoint",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "scale",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="points",
                        to="partnerships.scale",
                    ),
                ),
                ("value", models.PositiveSmallIntegerField()),
                ("label", models.CharField(max_length=60)),
                ("meaning", models.CharField(blank=True, max_length=200)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("scale", "value"), name="scale_has_a_value_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="ReviewKind",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=30, unique=True)),
                ("label", models.CharField(max_length=80)),
                ("description", models.CharField(max_length=200)),
                (
                    "about",
                    models.CharField(
                        choices=[("PARTNERSHIP", "A partnership"), ("INSTITUTION", "An institution")],
                        max_length=12,
                    ),
                ),
                (
                    "answered_by",
                    models.CharField(
                        choices=[
                            ("PARTIES", "Every party, each for itself"),
                            ("ITSELF", "The institution itself"),
                            ("PARTNER", "An institution that works with it"),
                            ("PARTNERS", "All institutions that work with it"),
                            ("INVITED", "Whoever is invited"),
                        ],
                        max_length=10,
                    ),
                ),
                ("days_open", models.PositiveSmallIntegerField(help_text="How long there is to answer")),
                ("needs_reasons", models.BooleanField(default=False)),
                (
                    "is_anonymous",
                    models.BooleanField(
                        default=False, help_text="Only averages are shown, and only of enough answers"
                    ),
                ),
                (
                    "has_findings",
                    models.BooleanField(default=False, help_text="It leads to findings and actions"),
                ),
                (
                    "subjects",
                    models.JSONField(
                        blank=True,
                        default=list,
                        help_text="Kinds of institution that it is about; empty: any",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("about", "PARTNERSHIP"), ("answered_by", "PARTIES")),
                            models.Q(
                                ("about", "INSTITUTION"), models.Q(("answered_by", "PARTIES"), _negated=True)
                            ),
                            _connector="OR",
                        ),
                        name="review_of_partnership_is_by_its_parties",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CriteriaSet",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sets",
                        to="partnerships.reviewkind",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        help_text="None: shared by all",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="institutions.institution",
                    ),
                ),
                ("name", models.CharField(max_length=120)),
                ("version", models.PositiveSmallIntegerField(default=1)),
                (
                    "scale",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="partnerships.scale"
                    ),
                ),
                ("source", models.CharField(blank=True, max_length=200)),
                ("valid_from", models.DateField(blank=True, null=True)),
                ("valid_to", models.DateField(blank=True, null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("kind", "owner", "name", "version"),
                        name="criteria_set_has_each_version_once",
                        nulls_distinct=False,
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_from", None),
                            ("valid_to", None),
                            ("valid_to__gte", models.F("valid_from")),
                            _connector="OR",
                        ),
                        name="criteria_set_ends_after_it_begins",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SetCriterion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "criteria_set",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="criteria",
                        to="partnerships.criteriaset",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
                ("title", models.CharField(max_length=200)),
                ("description", models.TextField(blank=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("criteria_set", "position"), name="set_criterion_has_its_place_in_the_set"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Event",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                ("title", models.CharField(max_length=200)),
                (
                    "kind",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="institutions.term"
                    ),
                ),
                (
                    "topic",
                    models.ForeignKey(
                        blank=True,
                        help_text="Of training alone",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="institutions.term",
                    ),
                ),
                ("theme", models.CharField(blank=True, max_length=200)),
                ("summary", models.TextField()),
                (
                    "holder",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="events",
                        to="institutions.institution",
                    ),
                ),
                ("place", models.CharField(help_text="Or: online", max_length=200)),
                ("starts_on", models.DateField()),
                ("ends_on", models.DateField()),
                (
                    "capacity",
                    models.PositiveIntegerField(blank=True, help_text="None: as many as come", null=True),
                ),
                (
                    "hours",
                    models.DecimalField(
                        blank=True,
                        decimal_places=1,
                        help_text="Of training, for each person",
                        max_digits=5,
                        null=True,
                    ),
                ),
                (
                    "reached",
                    models.PositiveIntegerField(
                        blank=True,
                        help_text="People of the public who came, where nobody registers",
                        null=True,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends_on__gte", models.F("starts_on"))),
                        name="event_ends_after_it_starts",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("topic", None), ("hours__gt", 0), _connector="OR"),
                        name="event_with_a_topic_has_hours",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="EventSession",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "event",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sessions",
                        to="partnerships.event",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
                ("title", models.CharField(max_length=200)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("event", "position"), name="session_has_its_place_in_the_event"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Registration",
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
                    "event",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="registrations",
                        to="partnerships.event",
                    ),
                ),
                (
                    "institution",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="registrations",
                        to="institutions.institution",
                    ),
                ),
                (
                    "staff_group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="institutions.term"
                    ),
                ),
                ("people", models.PositiveIntegerField()),
                ("came", models.PositiveIntegerField(blank=True, null=True)),
                ("completed", models.PositiveIntegerField(blank=True, null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("event", "institution", "staff_group"), name="group_of_staff_registers_once"
                    ),
                    models.CheckConstraint(condition=models.Q(("people__gte", 1)), name="somebody_registers"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("completed", None),
                            models.Q(("came__isnull", False), ("completed__lte", models.F("came"))),
                            _connector="OR",
                        ),
                        name="who_completed_it_came",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Commitment",
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
                    "event",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="commitments",
                        to="partnerships.event",
                    ),
                ),
                (
                    "institution",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="commitments",
                        to="institutions.institution",
                    ),
                ),
                ("what", models.CharField(max_length=300)),
                ("due_on", models.DateField()),
                ("done_on", models.DateField(blank=True, null=True)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Funding",
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
                    "partnership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="fundings",
                        to="partnerships.partnership",
                    ),
                ),
                ("scheme", models.CharField(max_length=150)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("APPLIED", "Applied for"),
                            ("AWARDED", "Awarded"),
                            ("REFUSED", "Not awarded"),
                        ],
                        default="APPLIED",
                        max_length=10,
                    ),
                ),
                ("applied_on", models.DateField()),
                ("asked", models.PositiveIntegerField(help_text="Pounds applied for")),
                ("awarded", models.PositiveIntegerField(blank=True, help_text="Pounds awarded", null=True)),
                (
                    "ends_on",
                    models.DateField(blank=True, help_text="The last day that it pays for", null=True),
                ),
                (
                    "warned_months",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="How many months before its end the parties were last told",
                        null=True,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("awarded__gt", 0),
                                ("ends_on__gte", models.F("applied_on")),
                                ("status", "AWARDED"),
                            ),
                            models.Q(
                                models.Q(("status", "AWARDED"), _negated=True),
                                ("awarded", None),
                                ("ends_on", None),
                            ),
                            _connector="OR",
                        ),
                        name="awarded_funding_has_a_sum_and_an_end",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PartyInvitation",
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
                    "partnership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="invitations",
                        to="partnerships.partnership",
                    ),
                ),
                (
                    "institution",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="party_invitations",
                        to="institutions.institution",
                    ),
                ),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="institutions.institution",
                    ),
                ),
                (
                    "email",
                    models.EmailField(
                        blank=True, help_text="Whom to write to where nobody has an account", max_length=254
                    ),
                ),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                ("is_accepted", models.BooleanField(null=True)),
                ("words", models.TextField(blank=True, help_text="Why not")),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("answered_at", None)),
                        fields=("partnership", "institution"),
                        name="institution_is_asked_once_at_a_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answered_at", None), ("is_accepted", None)),
                            models.Q(("answered_at__isnull", False), ("is_accepted__isnull", False)),
                            _connector="OR",
                        ),
                        name="invitation_is_answered_with_yes_or_no",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Issue",
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
                    "partnership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="issues",
                        to="partnerships.partnership",
                    ),
                ),
                (
                    "category",
                    models.ForeignKey(
                        blank=True,
                        help_text="Of a risk; nothing: an issue",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="institutions.term",
                    ),
                ),
                ("words", models.CharField(max_length=300)),
                ("owner", models.CharField(help_text="Who sees to it, by name", max_length=150)),
                (
                    "institution",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="issues",
                        to="institutions.institution",
                    ),
                ),
                ("noted_on", models.DateField(default=django.utils.timezone.localdate)),
                ("due_on", models.DateField()),
                (
                    "escalated_to",
                    models.ForeignKey(
                        blank=True,
                        help_text="Because it is overdue",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="issues",
                        to="partnerships.body",
                    ),
                ),
                ("escalated_on", models.DateField(blank=True, null=True)),
                ("closed_on", models.DateField(blank=True, null=True)),
                ("outcome", models.TextField(blank=True, help_text="What came of it")),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("closed_on", None)), fields=["due_on"], name="issue_open"
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("escalated_on", None), ("escalated_to", None)),
                            models.Q(("escalated_on__isnull", False), ("escalated_to__isnull", False)),
                            _connector="OR",
                        ),
                        name="issue_is_escalated_to_a_body_on_a_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("closed_on", None), ("closed_on__gte", models.F("noted_on")), _connector="OR"
                        ),
                        name="issue_closes_after_it_was_noted",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LogUpload",
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
                    "organiser",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="log_uploads",
                        to="institutions.institution",
                    ),
                ),
                (
                    "uploaded_by",
                    models.ForeignKey(
                        help_text="Nobody: from the command line",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("file_name", models.CharField(max_length=200)),
                ("rows", models.JSONField(default=list)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("LOOKED_AT", "Not put into the log yet"),
                            ("PUT_IN", "Put into the log"),
                            ("UNDONE", "Taken out again"),
                        ],
                        default="LOOKED_AT",
                        max_length=10,
                    ),
                ),
                ("added", models.JSONField(default=list, help_text="Records that it made")),
                (
                    "left",
                    models.JSONField(
                        default=dict, help_text="By record that it made or changed, the revision it left"
                    ),
                ),
                (
                    "before",
                    models.TextField(
                        blank=True, help_text="What it changed, as it was, in Django’s own JSON"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="MeetingKind",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=20, unique=True)),
                ("label", models.CharField(max_length=80)),
                ("is_of_body", models.BooleanField(default=False, help_text="Bodies meet like this")),
                (
                    "needs_first",
                    models.BooleanField(
                        default=False, help_text="What each party needs is noted before anything is decided"
                    ),
                ),
                (
                    "is_contact",
                    models.BooleanField(
                        default=False, help_text="Noted in a line or two: nothing is decided at it"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name="Meeting",
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
                    "kind",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partnerships.meetingkind",
                    ),
                ),
                (
                    "body",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="meetings",
                        to="partnerships.body",
                    ),
                ),
                (
                    "partnership",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="meetings",
                        to="partnerships.partnership",
                    ),
                ),
                ("held_on", models.DateField()),
                ("words", models.TextField(blank=True, help_text="What it was about")),
                (
                    "minutes",
                    models.URLField(blank=True, help_text="Where the minutes are kept", max_length=300),
                ),
                (
                    "young_people",
                    models.PositiveSmallIntegerField(
                        blank=True, help_text="How many were in the room; never who", null=True
                    ),
                ),
                ("young_words", models.TextField(blank=True, help_text="The points that they made")),
                (
                    "noted_by",
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
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("body__isnull", False), ("partnership", None)),
                            models.Q(("body", None), ("partnership__isnull", False)),
                            _connector="OR",
                        ),
                        name="meeting_is_of_a_body_or_a_partnership",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("young_words", ""), ("young_people__gt", 0), _connector="OR"),
                        name="points_are_made_by_young_people",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Attendance",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="attendances",
                        to="partnerships.meeting",
                    ),
                ),
                (
                    "institution",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="institutions.institution",
                    ),
                ),
                ("name", models.CharField(blank=True, help_text="Nothing: somebody there", max_length=150)),
                (
                    "seniority",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("EXECUTIVE", "Executive: head, principal, vice-chancellor or chief executive"),
                            ("SENIOR", "Senior: deputy, director or member of the leadership team"),
                            ("MIDDLE", "Middle: head of department or manager"),
                            ("OTHER", "Other"),
                        ],
                        max_length=10,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="PartyNeed",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="needs",
                        to="partnerships.meeting",
                    ),
                ),
                (
                    "institution",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="institutions.institution",
                    ),
                ),
                ("words", models.TextField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("meeting", "institution"), name="institution_says_its_need_once_a_meeting"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="DecisionKind",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=20, unique=True)),
                ("label", models.CharField(max_length=80)),
                ("asks_why", models.BooleanField(default=False)),
                (
                    "asks",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("AGREED", "Agreed"),
                                ("CONSIDERED", "Considered"),
                                ("CONSULTED", "Consulted"),
                            ],
                            max_length=12,
                        ),
                        blank=True,
                        default=list,
                        help_text="Parts, each of which at least one institution must have in it",
                        size=None,
                    ),
                ),
                (
                    "evidence_question",
                    models.CharField(
                        blank=True,
                        help_text="What else must be said of it, as a question; empty: nothing",
                        max_length=120,
                    ),
                ),
                (
                    "is_of_authority",
                    models.BooleanField(default=False, help_text="Bodies of local authorities decide it"),
                ),
                ("position", models.PositiveSmallIntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name="Decision",
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
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="decisions",
                        to="partnerships.meeting",
                    ),
                ),
                (
                    "kind",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partnerships.decisionkind",
                    ),
                ),
                ("words", models.TextField(help_text="What was decided; of a redesign, what changes")),
                ("why", models.TextField(blank=True)),
                ("evidence", models.TextField(blank=True, help_text="The answer to its kind’s own question")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="DecisionPart",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "decision",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="parts",
                        to="partnerships.decision",
                    ),
                ),
                (
                    "institution",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="institutions.institution",
                    ),
                ),
                (
                    "part",
                    models.CharField(
                        choices=[
                            ("AGREED", "Agreed"),
                            ("CONSIDERED", "Considered"),
                            ("CONSULTED", "Consulted"),
                        ],
                        max_length=12,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("decision", "part", "institution"),
                        name="institution_has_a_part_in_a_decision_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ActionPoint",
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
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="action_points",
                        to="partnerships.meeting",
                    ),
                ),
                ("words", models.CharField(max_length=300)),
                ("owner", models.CharField(help_text="Who does it, by name", max_length=150)),
                (
                    "institution",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="action_points",
                        to="institutions.institution",
                    ),
                ),
                ("due_on", models.DateField()),
                ("done_on", models.DateField(blank=True, null=True)),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("done_on", None)),
                        fields=["institution", "due_on"],
                        name="action_point_open",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ProgrammeKind",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=20, unique=True)),
                ("label", models.CharField(max_length=80)),
                ("description", models.CharField(max_length=200)),
                (
                    "parts",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("STAGES", "Stages that schools go through"),
                                ("DECISION", "A decision at its end"),
                                ("AWARD", "An award with a requirement and what it brings"),
                                ("AUDIENCE", "Whom it speaks to, and what they should do"),
                            ],
                            max_length=10,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name="Programme",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                ("title", models.CharField(max_length=200)),
                (
                    "kind",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="programmes",
                        to="partnerships.programmekind",
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="partnerships.programme",
                    ),
                ),
                ("summary", models.TextField()),
                ("starts_on", models.DateField()),
                ("ends_on", models.DateField(blank=True, null=True)),
                (
                    "area",
                    models.ForeignKey(
                        blank=True,
                        help_text="None: all of England",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="institutions.area",
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
                        help_text="Empty: any",
                        size=None,
                    ),
                ),
                (
                    "priority_list",
                    models.ForeignKey(
                        blank=True,
                        help_text="Only schools on it, as it was on `judged_on`",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="institutions.prioritylist",
                    ),
                ),
                ("judged_on", models.DateField(blank=True, null=True)),
                ("award_requirement", models.TextField(blank=True)),
                (
                    "benefit",
                    models.TextField(
                        blank=True, help_text="What the award brings: an offer of a place, for example"
                    ),
                ),
                ("audience", models.CharField(blank=True, max_length=200)),
                (
                    "behaviour",
                    models.CharField(blank=True, help_text="What the audience should do", max_length=200),
                ),
                (
                    "decision",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("SCALE", "Go on with more schools"),
                            ("CHANGE", "Go on in another way"),
                            ("STOP", "Stop"),
                        ],
                        max_length=10,
                    ),
                ),
                ("decided_on", models.DateField(blank=True, null=True)),
                ("decision_reason", models.TextField(blank=True)),
                (
                    "collaborations",
                    models.ManyToManyField(
                        blank=True, related_name="programmes", to="partnerships.collaboration"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on", None), ("ends_on__gte", models.F("starts_on")), _connector="OR"
                        ),
                        name="programme_ends_after_it_starts",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decided_on", None), ("decision", "")),
                            models.Q(
                                models.Q(("decision", ""), _negated=True), ("decided_on__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="programme_decision_has_its_day",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ProgrammeParty",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="parties",
                        to="partnerships.programme",
                    ),
                ),
                (
                    "institution",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="programme_parts",
                        to="institutions.institution",
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("LEAD", "Leads it"),
                            ("FUNDER", "Funds it"),
                            ("SUPPORTER", "Supports it"),
                            ("DELIVERER", "Delivers it"),
                            ("MEMBER", "Member of the consortium"),
                            ("PARENTS", "Speaks for parents and carers"),
                        ],
                        max_length=10,
                    ),
                ),
                ("started_on", models.DateField()),
                ("ended_on", models.DateField(blank=True, null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_on", None), ("role", "LEAD")),
                        fields=("programme",),
                        name="programme_has_one_lead_at_a_time",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("ended_on", None)),
                        fields=("programme", "institution", "role"),
                        name="body_has_a_part_in_a_programme_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ProgrammeStage",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="stages",
                        to="partnerships.programme",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
                ("label", models.CharField(max_length=80)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("programme", "position"), name="programme_stage_has_its_place"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Cohort",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="cohorts",
                        to="partnerships.programme",
                    ),
                ),
                ("year", models.CharField(max_length=7)),
                (
                    "places",
                    models.PositiveIntegerField(blank=True, help_text="None: as many as come", null=True),
                ),
                ("budget", models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("programme", "year"), name="programme_has_one_cohort_a_year"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Enrolment",
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
                    "cohort",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="enrolments",
                        to="partnerships.cohort",
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="enrolments",
                        to="institutions.institution",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("WAITING", "Waiting for a place"),
                            ("PLACED", "Takes part"),
                            ("COMPLETED", "Completed it"),
                            ("LEFT", "Left"),
                        ],
                        max_length=10,
                    ),
                ),
                ("asked_at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("cohort", "school"), name="school_is_in_a_cohort_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="StageCount",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "enrolment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="counts",
                        to="partnerships.enrolment",
                    ),
                ),
                (
                    "stage",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="counts",
                        to="partnerships.programmestage",
                    ),
                ),
                ("pupils", models.PositiveIntegerField()),
                ("parents", models.PositiveIntegerField(default=0)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("enrolment", "stage"), name="school_is_counted_once_at_a_stage"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Remark",
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
                    "collaboration",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="remarks",
                        to="partnerships.collaboration",
                    ),
                ),
                (
                    "institution",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="institutions.institution",
                    ),
                ),
                (
                    "voice",
                    models.CharField(
                        choices=[
                            ("REFLECTION", "Our own reflection"),
                            ("PUPILS", "What pupils said"),
                            ("STAFF", "What teachers and staff said"),
                            ("FAMILIES", "What parents and carers said"),
                        ],
                        max_length=10,
                    ),
                ),
                ("words", models.TextField()),
                (
                    "may_be_quoted",
                    models.BooleanField(default=False, help_text="Who said it agreed to have it quoted"),
                ),
                (
                    "said_by",
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
            name="StageEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "partnership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="stages",
                        to="partnerships.partnership",
                    ),
                ),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("SEEKING", "Seeking a partner"),
                            ("CO_DESIGN", "Designing together"),
                            ("PILOT", "Trying it out"),
                            ("EMBEDDED", "Embedded"),
                            ("ENDED", "Ended"),
                        ],
                        max_length=10,
                    ),
                ),
                ("began_on", models.DateField()),
                (
                    "owner",
                    models.CharField(
                        blank=True, help_text="Who answers for this stage, by name", max_length=150
                    ),
                ),
                (
                    "decision",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("SCALE", "Scale it: it becomes part of what we do"),
                            ("CHANGE", "Change it: we design it again"),
                            ("STOP", "Stop it"),
                        ],
                        help_text="What was made of the pilot before it",
                        max_length=10,
                    ),
                ),
                ("words", models.TextField(blank=True, help_text="Why")),
                (
                    "noted_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Leadership",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "partnership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="leaderships",
                        to="partnerships.partnership",
                    ),
                ),
                (
                    "party",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="leaderships",
                        to="partnerships.party",
                    ),
                ),
                ("began_on", models.DateField()),
                ("ended_on", models.DateField(blank=True, null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_on", None)),
                        fields=("partnership",),
                        name="partnership_has_one_lead",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ended_on", None), ("ended_on__gte", models.F("began_on")), _connector="OR"
                        ),
                        name="leadership_ends_after_it_begins",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Aim",
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
                    "partnership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="aims",
                        to="partnerships.partnership",
                    ),
                ),
                ("words", models.CharField(max_length=200)),
                ("measured_by", models.CharField(max_length=200)),
                ("baseline", models.DecimalField(blank=True, decimal_places=2, max_digits=10, null=True)),
                ("target", models.DecimalField(decimal_places=2, max_digits=10)),
                ("target_on", models.DateField()),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Result",
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
                    "aim",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="results",
                        to="partnerships.aim",
                    ),
                ),
                ("value", models.DecimalField(decimal_places=2, max_digits=10)),
                ("measured_on", models.DateField()),
                ("words", models.TextField(blank=True, help_text="How it is known")),
                (
                    "deliverer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="institutions.institution",
                    ),
                ),
                (
                    "reported_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "verifier",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="institutions.institution",
                    ),
                ),
                (
                    "verified_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("verified_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("verifier", None),
                            models.Q(("verifier", models.F("deliverer")), _negated=True),
                            _connector="OR",
                        ),
                        name="result_is_verified_by_another_than_its_deliverer",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("verified_at", None), ("verified_by", None), ("verifier", None)),
                            models.Q(
                                ("verified_at__isnull", False),
                                ("verified_by__isnull", False),
                                ("verifier__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="result_is_verified_by_somebody_for_somebody",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Review",
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
                    "criteria_set",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reviews",
                        to="partnerships.criteriaset",
                    ),
                ),
                (
                    "title",
                    models.CharField(
                        blank=True, help_text="Of a round that has a subject of its own", max_length=200
                    ),
                ),
                (
                    "partnership",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reviews",
                        to="partnerships.partnership",
                    ),
                ),
                (
                    "institution",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reviews",
                        to="institutions.institution",
                    ),
                ),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="institutions.institution",
                    ),
                ),
                ("opened_on", models.DateField(default=django.utils.timezone.localdate)),
                ("closes_on", models.DateField(help_text="The last day on which somebody may answer")),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("institution__isnull", False), ("partnership", None)),
                            models.Q(("institution", None), ("partnership__isnull", False)),
                            _connector="OR",
                        ),
                        name="review_is_about_one_thing",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("closes_on__gte", models.F("opened_on"))),
                        name="review_closes_after_it_opens",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Respondent",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "review",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="respondents",
                        to="partnerships.review",
                    ),
                ),
                (
                    "institution",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="review_parts",
                        to="institutions.institution",
                    ),
                ),
                ("words", models.TextField(blank=True)),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                (
                    "answered_by",
                    models.ForeignKey(
                        blank=True,
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
                        fields=("review", "institution"), name="institution_answers_a_review_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answered_at", None), ("answered_by", None)),
                            models.Q(("answered_at__isnull", False), ("answered_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="respondent_answers_through_somebody",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ReviewAnswer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "respondent",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="answers",
                        to="partnerships.respondent",
                    ),
                ),
                (
                    "criterion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answers",
                        to="partnerships.setcriterion",
                    ),
                ),
                (
                    "point",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partnerships.scalepoint",
                    ),
                ),
                ("reason", models.TextField(blank=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("respondent", "criterion"), name="respondent_judges_a_criterion_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Finding",
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
                    "review",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="findings",
                        to="partnerships.review",
                    ),
                ),
                ("words", models.TextField()),
                ("action", models.CharField(max_length=200)),
                ("due_on", models.DateField()),
                ("done_on", models.DateField(blank=True, null=True)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="InspectionEvidence",
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
                        related_name="inspection_evidence",
                        to="institutions.institution",
                    ),
                ),
                (
                    "partnership",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="inspection_evidence",
                        to="partnerships.partnership",
                    ),
                ),
                (
                    "theme",
                    models.CharField(
                        choices=[
                            ("PARTNERSHIP", "Partnership"),
                            ("GUIDANCE", "Guidance"),
                            ("PARENTS", "Parental engagement"),
                        ],
                        max_length=12,
                    ),
                ),
                ("inspected_on", models.DateField()),
                ("framework", models.CharField(max_length=120)),
                ("quotation", models.TextField()),
                ("link", models.URLField(max_length=300)),
                (
                    "grade",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partnerships.scalepoint",
                    ),
                ),
                (
                    "noted_by",
                    models.ForeignKey(
                        null=True,
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
            name="SafeguardingRule",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=120, unique=True)),
                (
                    "who",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                (
                                    "PROFESSIONAL",
                                    "Somebody sent by an employer, a university or another organisation",
                                ),
                                ("VISITOR", "A volunteer or a visitor, such as a parent"),
                                ("CONTRACTOR", "A contractor"),
                                ("SUPERVISOR", "Somebody who looks after a pupil on a placement"),
                            ],
                            max_length=12,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                (
                    "place",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("SCHOOL", "At the school"),
                                ("AWAY", "Somewhere else"),
                                ("ONLINE", "Online"),
                            ],
                            max_length=12,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                (
                    "supervision",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("ACCOMPANIED", "School staff are with them all the time"),
                                ("ALONE", "They are alone with pupils at times"),
                            ],
                            max_length=12,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                (
                    "frequency",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("ONCE", "Once, or now and then"),
                                ("REGULAR", "Every week, or on four or more days in 30"),
                                ("OVERNIGHT", "Overnight"),
                            ],
                            max_length=12,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                (
                    "age",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[("UNDER_16", "Under 16"), ("FROM_16", "16 or 17")], max_length=12
                        ),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                (
                    "may",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=200), blank=True, default=list, size=None
                    ),
                ),
                (
                    "may_not",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=200), blank=True, default=list, size=None
                    ),
                ),
                ("source", models.CharField(max_length=200)),
                ("position", models.PositiveSmallIntegerField()),
                ("valid_from", models.DateField(blank=True, null=True)),
                ("valid_to", models.DateField(blank=True, null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Assurance",
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
                        related_name="assurances",
                        to="institutions.institution",
                    ),
                ),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("IDENTITY", "Identity and references"),
                            ("ENHANCED", "Enhanced check"),
                            ("BARRED", "Enhanced check with barred list"),
                            ("SCHEME", "The checks of a national scheme of ambassadors"),
                        ],
                        max_length=10,
                    ),
                ),
                ("assured_on", models.DateField()),
                ("assured_by", models.CharField(help_text="The role of who gives it", max_length=120)),
                (
                    "expires_on",
                    models.DateField(
                        blank=True, help_text="By the organisation's or scheme's own policy", null=True
                    ),
                ),
                (
                    "recorded_by",
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
                    models.CheckConstraint(
                        condition=models.Q(
                            ("expires_on", None), ("expires_on__gt", models.F("assured_on")), _connector="OR"
                        ),
                        name="assurance_expires_after_it_is_given",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="AdultDecision",
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
                    "collaboration",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="adult_decision",
                        to="partnerships.collaboration",
                    ),
                ),
                (
                    "arrangement",
                    models.CharField(
                        choices=[
                            ("ACCOMPANIED", "School staff were with them all the time"),
                            ("ASSURED", "Their organisation gave the school its written assurance"),
                            ("ASSESSED", "The school assessed the risk and agreed to how it was done"),
                        ],
                        max_length=12,
                    ),
                ),
                ("decided_on", models.DateField()),
                (
                    "decided_by",
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
            name="Responsibility",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "partnership",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="responsibilities",
                        to="partnerships.partnership",
                    ),
                ),
                (
                    "line",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="institutions.term"
                    ),
                ),
                (
                    "lead",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="responsibilities",
                        to="partnerships.party",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("partnership", "line"), name="responsibility_has_one_lead"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Asset",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "party",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="assets",
                        to="partnerships.party",
                    ),
                ),
                (
                    "asset_type",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="institutions.term"
                    ),
                ),
                ("words", models.CharField(max_length=200)),
                (
                    "value",
                    models.PositiveIntegerField(blank=True, help_text="Pounds for the whole time", null=True),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("value", None), ("value__gt", 0), _connector="OR"),
                        name="asset_is_worth_something",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="TagList",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "vocabulary",
                    models.CharField(
                        choices=[
                            ("ACTIVITY_TYPE", "Type of activity"),
                            ("OFFER_KIND", "Kind of offer"),
                            ("DECLINE_REASON", "Reason for declining"),
                            ("PARTNERSHIP_KIND", "Kind of partnership"),
                            ("REQUEST_OUTCOME", "Outcome of a request"),
                            ("UNMET_REASON", "Reason why a request was not met"),
                            ("NEED", "Need of a school"),
                            ("CAPABILITY", "What a routing partner can do"),
                            ("HAND_BACK_REASON", "Reason for handing back"),
                            ("SECTOR", "Industry sector"),
                            ("PURPOSE", "Purpose"),
                            ("BENEFIT", "Benefit of a partnership"),
                            ("BENEFICIARY", "Who benefits from a partnership"),
                            ("STRAND", "Strand of work with higher education"),
                            ("PARTY_ROLE", "Role of a party"),
                            ("RESPONSIBILITY", "Responsibility in a partnership"),
                            ("LINE_OF_LEARNING", "Line of learning of a Diploma"),
                            ("ASSET_TYPE", "What a party brings"),
                            ("AGREEMENT_TYPE", "Type of agreement"),
                            ("LEAVING_REASON", "Reason for leaving or ending a partnership"),
                            ("BODY_KIND", "Kind of body"),
                            ("RISK_CATEGORY", "Category of risk"),
                            ("LIFE_STAGE", "Stage of life"),
                            ("TARGET_GROUP", "Group of learners that it is meant for"),
                            ("BENEFICIARY_GROUP", "Group of adults that benefits"),
                            ("CONTRIBUTION", "Contribution of higher education"),
                            ("CURRICULUM_LINK", "Link to the curriculum"),
                            ("RECRUITMENT_PRIORITY", "Priority of teacher recruitment and retention"),
                            ("OUTCOME_DOMAIN", "Domain of outcomes"),
                            ("ENGAGEMENT", "Who is engaged"),
                            ("FAMILY_SEGMENT", "Families, by what they need"),
                            ("POLICY", "Policy"),
                            ("BUILDING_BLOCK", "Building block of a fairer system"),
                            ("BARRIER", "Barrier to an initiative"),
                            ("EVENT_KIND", "Kind of event"),
                            ("TRAINING_TOPIC", "Topic of training"),
                            ("STAFF_GROUP", "Group of staff"),
                            ("GROUP_KIND", "Kind of group"),
                            ("STEP_TYPE", "Type of step on a pathway"),
                            ("OUTCOME_TYPE", "Type of outcome that an instrument measures"),
                        ],
                        max_length=30,
                        unique=True,
                    ),
                ),
                ("question", models.CharField(max_length=120)),
                ("hint", models.CharField(blank=True, max_length=200)),
                (
                    "groups",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("VISIT", "Visits"),
                                ("ENCOUNTER", "Encounters and enrichment"),
                                ("GUIDANCE", "Guidance"),
                                ("STAFF", "Staff and schools"),
                                ("JOINT", "Joint work"),
                                ("PLACEMENT", "Placements"),
                                ("COMMUNITY", "Families and community"),
                            ],
                            max_length=10,
                        ),
                        blank=True,
                        default=list,
                        help_text="Groups of types; empty: all",
                        size=None,
                    ),
                ),
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
                        blank=True,
                        default=list,
                        help_text="Areas of support; empty: all",
                        size=None,
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name="Withdrawal",
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
                    "party",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="withdrawal",
                        to="partnerships.party",
                    ),
                ),
                ("noticed_on", models.DateField(help_text="The day on which the others were told")),
                ("leaves_on", models.DateField()),
                (
                    "reason",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="institutions.term"
                    ),
                ),
                ("words", models.TextField(blank=True)),
                ("effect", models.TextField(help_text="What it means for the other parties")),
                (
                    "noted_by",
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
                    models.CheckConstraint(
                        condition=models.Q(("leaves_on__gte", models.F("noticed_on"))),
                        name="party_leaves_after_its_notice",
                    )
                ],
            },
        ),
    ]
