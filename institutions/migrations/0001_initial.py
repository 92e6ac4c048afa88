import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.comparison
import django.db.models.functions.text
import django.db.models.lookups
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from core.whole_tables import AddingMigration


class Migration(AddingMigration):
    initial = True

    dependencies = [
        ("accounts", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Area",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "code",
                    models.CharField(help_text="Nine-character code of the ONS", max_length=9, unique=True),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("COUNTRY", "Country"),
                            ("REGION", "Region"),
                            ("LOCAL_AUTHORITY", "Local authority"),
                            ("DISTRICT", "District"),
                            ("LSIP", "Local skills improvement plan area"),
                            ("COMBINED_AUTHORITY", "Combined authority"),
                        ],
                        max_length=20,
                    ),
                ),
                ("name", models.CharField(max_length=120)),
                (
                    "dfe_code",
                    models.CharField(
                        blank=True, help_text="Three-digit code of an education authority", max_length=3
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="institutions.area",
                    ),
                ),
                ("valid_from", models.DateField(blank=True, null=True)),
                ("valid_to", models.DateField(blank=True, null=True)),
                (
                    "easting",
                    models.IntegerField(blank=True, help_text="Centre, metres, EPSG:27700", null=True),
                ),
                ("northing", models.IntegerField(blank=True, null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(
                            ("kind", "LOCAL_AUTHORITY"),
                            ("valid_to", None),
                            models.Q(("dfe_code", ""), _negated=True),
                        ),
                        fields=("dfe_code",),
                        name="area_dfe_code_names_one_current_authority",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="AreaBoundary",
            fields=[
                (
                    "area",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="boundary",
                        serialize=False,
                        to="institutions.area",
                    ),
                ),
                ("shape", models.JSONField(help_text="GeoJSON geometry in WGS84")),
            ],
        ),
        migrations.CreateModel(
            name="AreaLink",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="links",
                        to="institutions.area",
                    ),
                ),
                (
                    "to_area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="links_here",
                        to="institutions.area",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("MEMBER", "belongs to"), ("SUCCESSOR", "was succeeded by")], max_length=10
                    ),
                ),
                ("valid_from", models.DateField(blank=True, null=True)),
                ("valid_to", models.DateField(blank=True, null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("area", "to_area", "kind"), name="area_link_is_kept_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Term",
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
                    ),
                ),
                ("code", models.CharField(max_length=40)),
                ("label", models.CharField(max_length=120)),
                ("definition", models.TextField(blank=True)),
                ("position", models.PositiveSmallIntegerField(default=0)),
                (
                    "areas",
                    models.JSONField(
                        blank=True, default=list, help_text="Support areas that the entry usually serves"
                    ),
                ),
                ("valid_from", models.DateField(blank=True, null=True)),
                ("valid_to", models.DateField(blank=True, null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("vocabulary", "code"), name="term_code_is_unique_in_its_vocabulary"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Institution",
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
                    models.CharField(
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
                ("name", models.CharField(max_length=200)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("PROPOSED", "Proposed to open"),
                            ("OPEN", "Open"),
                            ("CLOSING", "Open, proposed to close"),
                            ("CLOSED", "Closed"),
                            ("UNKNOWN", "Not known"),
                        ],
                        default="OPEN",
                        max_length=10,
                    ),
                ),
                (
                    "type_code",
                    models.CharField(
                        blank=True, help_text="Establishment type of the register; 40 is a UTC", max_length=3
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
                        size=None,
                    ),
                ),
                ("low_age", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("high_age", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("opened_on", models.DateField(blank=True, null=True)),
                ("closed_on", models.DateField(blank=True, null=True)),
                ("urn", models.CharField(blank=True, max_length=6, null=True, verbose_name="URN")),
                ("laestab", models.CharField(blank=True, max_length=7, verbose_name="DfE number")),
                (
                    "group_uid",
                    models.CharField(blank=True, max_length=10, null=True, verbose_name="group UID"),
                ),
                ("trust_reference", models.CharField(blank=True, max_length=10)),
                ("ukprn", models.CharField(blank=True, max_length=8, verbose_name="UKPRN")),
                ("company_number", models.CharField(blank=True, max_length=8)),
                ("street", models.CharField(blank=True, max_length=200)),
                ("town", models.CharField(blank=True, max_length=100)),
                ("postcode", models.CharField(blank=True, max_length=8)),
                ("easting", models.IntegerField(blank=True, help_text="Metres, EPSG:27700", null=True)),
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
                    "local_authority",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="institutions",
                        to="institutions.area",
                    ),
                ),
                (
                    "district",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="institutions.area",
                    ),
                ),
                (
                    "lsoa_code",
                    models.CharField(
                        blank=True, help_text="Its neighbourhood, by code", max_length=9, verbose_name="LSOA"
                    ),
                ),
                ("msoa_code", models.CharField(blank=True, max_length=9, verbose_name="MSOA")),
                ("website", models.URLField(blank=True, max_length=300)),
                ("is_rural", models.BooleanField(blank=True, null=True)),
                ("roll", models.PositiveIntegerField(blank=True, help_text="Pupils on roll", null=True)),
                (
                    "fsm_percent",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        help_text="Pupils eligible for free school meals, %",
                        max_digits=5,
                        null=True,
                    ),
                ),
                (
                    "size_band",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("SOLE", "1 person"),
                            ("MICRO", "2 to 9 people"),
                            ("SMALL", "10 to 49 people"),
                            ("MEDIUM", "50 to 249 people"),
                            ("LARGE", "250 people or more"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "sector",
                    models.CharField(blank=True, help_text="Code in the SECTOR vocabulary", max_length=40),
                ),
                ("source", models.CharField(blank=True, max_length=120)),
                ("source_date", models.DateField(blank=True, null=True)),
                (
                    "search",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Func(
                            models.Func(
                                models.Func(
                                    models.Func(
                                        models.Func(
                                            django.db.models.functions.text.Lower(
                                                django.db.models.functions.text.Concat(
                                                    models.Case(
                                                        models.When(
                                                            django.db.models.lookups.Exact(
                                                                models.Func(
                                                                    models.F("name"),
                                                                    function="octet_length",
                                                                    output_field=models.IntegerField(),
                                                                ),
                                                                django.db.models.functions.text.Length(
                                                                    "name"
                                                                ),
                                                            ),
                                                            then=models.F("name"),
                                                        ),
                                                        default=models.Func(
                                                            models.F("name"),
                                                            output_field=models.TextField(),
                                                            template="normalize(%(expressions)s, NFD)",
                                                        ),
                                                        output_field=models.TextField(),
                                                    ),
                                                    models.Value(" "),
                                                    models.Case(
                                                        models.When(
                                                            django.db.models.lookups.Exact(
                                                                models.Func(
                                                                    models.F("town"),
                                                                    function="octet_length",
                                                                    output_field=models.IntegerField(),
                                                                ),
                                                                django.db.models.functions.text.Length(
                                                                    "town"
                                                                ),
                                                            ),
                                                            then=models.F("town"),
                                                        ),
                                                        default=models.Func(
                                                            models.F("town"),
                                                            output_field=models.TextField(),
                                                            template="normalize(%(expressions)s, NFD)",
                                                        ),
                                                        output_field=models.TextField(),
                                                    ),
                                                    models.Value(" "),
                                                    django.db.models.functions.comparison.Coalesce(
                                                        models.F("postcode"),
                                                        models.Value(""),
                                                        output_field=models.TextField(),
                                                    ),
                                                    models.Value(" "),
                                                    django.db.models.functions.comparison.Coalesce(
                                                        models.F("urn"),
                                                        models.Value(""),
                                                        output_field=models.TextField(),
                                                    ),
                                                    models.Value(" "),
                                                    django.db.models.functions.comparison.Coalesce(
                                                        models.F("group_uid"),
                                                        models.Value(""),
                                                        output_field=models.TextField(),
                                                    ),
                                                    models.Value(" "),
                                                    django.db.models.functions.comparison.Coalesce(
                                                        models.F("trust_reference"),
                                                        models.Value(""),
                                                        output_field=models.TextField(),
                                                    ),
                                                    models.Value(" "),
                                                    django.db.models.functions.comparison.Coalesce(
                                                        models.F("ukprn"),
                                                        models.Value(""),
                                                        output_field=models.TextField(),
                                                    ),
                                                    models.Value(" "),
                                                    django.db.models.functions.comparison.Coalesce(
                                                        models.F("company_number"),
                                                        models.Value(""),
                                                        output_field=models.TextField(),
                                                    ),
                                                    models.Value(" "),
                                                    django.db.models.functions.comparison.Coalesce(
                                                        models.F("laestab"),
                                                        models.Value(""),
                                                        output_field=models.TextField(),
                                                    ),
                                                    models.Value(" "),
                                                    models.Func(
                                                        models.F("postcode"),
                                                        models.Value(" "),
                                                        models.Value(""),
                                                        function="replace",
                                                        output_field=models.TextField(),
                                                    ),
                                                    output_field=models.TextField(),
                                                )
                                            ),
                                            models.Value("['’‘`.\\u0300-\\u036f]+"),
                                            models.Value(""),
                                            models.Value("g"),
                                            function="regexp_replace",
                                            output_field=models.TextField(),
                                        ),
                                        models.Value("[^a-z0-9 ]+"),
                                        models.Value(" "),
                                        models.Value("g"),
                                        function="regexp_replace",
                                        output_field=models.TextField(),
                                    ),
                                    models.Value(" "),
                                    function="string_to_array",
                                ),
                                models.Value(""),
                                function="array_remove",
                            ),
                            function="array_to_tsvector",
                            output_field=django.contrib.postgres.search.SearchVectorField(),
                        ),
                        output_field=django.contrib.postgres.search.SearchVectorField(),
                    ),
                ),
            ],
            options={
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(fields=["search"], name="institution_search"),
                    models.Index(
                        condition=models.Q(("kind", "SCHOOL"), _negated=True),
                        fields=["kind", "status"],
                        name="institution_kind_status",
                    ),
                    models.Index(
                        django.contrib.postgres.indexes.OpClass(
                            models.F("postcode"), name="varchar_pattern_ops"
                        ),
                        condition=models.Q(("easting__isnull", False)),
                        name="institution_postcode_prefix",
                    ),
                    models.Index(
                        condition=models.Q(("district__isnull", False)),
                        fields=["district"],
                        name="institution_district",
                    ),
                    models.Index(
                        condition=models.Q(("ukprn", ""), _negated=True),
                        fields=["ukprn"],
                        name="institution_ukprn",
                    ),
                    models.Index(
                        condition=models.Q(("company_number", ""), _negated=True),
                        fields=["company_number"],
                        name="institution_company_number",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("urn",), name="institution_urn_is_unique"),
                    models.UniqueConstraint(
                        condition=models.Q(("group_uid__isnull", False)),
                        fields=("group_uid",),
                        name="institution_group_uid_is_unique",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("urn__regex", "^\\d{6}$")), name="institution_urn_has_six_digits"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("easting", None), ("northing", None)),
                            models.Q(("easting__isnull", False), ("northing__isnull", False)),
                            _connector="OR",
                        ),
                        name="institution_position_is_whole",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("kind", "UNIVERSITY"), models.Q(("ukprn", ""), _negated=True)),
                        fields=("ukprn",),
                        name="institution_ukprn_names_one_university",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="InstitutionLink",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "institution",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="links",
                        to="institutions.institution",
                    ),
                ),
                (
                    "to_institution",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="links_here",
                        to="institutions.institution",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("SUCCESSOR", "was succeeded by"),
                            ("FEEDER", "sends pupils on to"),
                            ("SITE", "is a site of"),
                            ("SPONSOR", "is sponsored by"),
                        ],
                        max_length=10,
                    ),
                ),
                ("detail", models.CharField(blank=True, max_length=120)),
                ("established_on", models.DateField(blank=True, null=True)),
                ("ended_on", models.DateField(blank=True, null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("institution", "to_institution", "kind"), name="institution_link_is_kept_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("institution", models.F("to_institution")), _negated=True),
                        name="institution_is_not_linked_to_itself",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("established_on", None),
                            ("ended_on", None),
                            ("ended_on__gte", models.F("established_on")),
                            _connector="OR",
                        ),
                        name="institution_link_ends_after_it_begins",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="GroupMembership",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="memberships",
                        to="institutions.institution",
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="groups",
                        to="institutions.institution",
                    ),
                ),
                ("joined_on", models.DateField(blank=True, null=True)),
                ("left_on", models.DateField(blank=True, null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("left_on", None)),
                        fields=("member",),
                        name="school_is_in_one_trust_at_a_time",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Membership",
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
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="memberships",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "institution",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="members",
                        to="institutions.institution",
                    ),
                ),
                (
                    "area",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="administrators",
                        to="institutions.area",
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("MANAGER", "Manager: can do everything here and invite people"),
                            ("EDITOR", "Editor: can log, offer, request and answer"),
                            ("READER", "Reader: can see everything here"),
                            ("ADMINISTRATOR", "Administrator of an area"),
                            ("COORDINATOR", "Coordinator of an area: sees and routes every request in it"),
                        ],
                        max_length=15,
                    ),
                ),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("area__isnull", True),
                                ("institution__isnull", False),
                                models.Q(("role__in", ("ADMINISTRATOR", "COORDINATOR")), _negated=True),
                            ),
                            models.Q(
                                ("area__isnull", False),
                                ("institution__isnull", True),
                                ("role__in", ("ADMINISTRATOR", "COORDINATOR")),
                            ),
                            _connector="OR",
                        ),
                        name="membership_is_of_an_institution_or_administers_an_area",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at", None), ("institution__isnull", False)),
                        fields=("user", "institution"),
                        name="person_has_one_role_at_an_institution",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("area__isnull", False), ("ended_at", None)),
                        fields=("user", "area"),
                        name="person_administers_an_area_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Invitation",
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
                        related_name="invitations",
                        to="institutions.institution",
                    ),
                ),
                ("email", models.EmailField(max_length=254)),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("MANAGER", "Manager: can do everything here and invite people"),
                            ("EDITOR", "Editor: can log, offer, request and answer"),
                            ("READER", "Reader: can see everything here"),
                        ],
                        max_length=15,
                    ),
                ),
                (
                    "invited_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("expires_at", models.DateTimeField()),
                ("accepted_at", models.DateTimeField(blank=True, null=True)),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="NeighbourhoodBand",
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
                            ("TUNDRA", "TUNDRA"),
                            ("POLAR4", "POLAR4"),
                            ("HE_ENTRY", "Entry to higher education (Indices of Deprivation)"),
                            ("IMD2025", "Index of Multiple Deprivation 2025"),
                        ],
                        max_length=10,
                    ),
                ),
                ("edition", models.CharField(max_length=60)),
                ("code", models.CharField(max_length=9)),
                (
                    "band",
                    models.PositiveSmallIntegerField(
                        help_text="1 is the lowest participation or the most deprived"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("measure", "code"), name="neighbourhood_has_one_band_in_a_measure"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("band__gte", 1),
                            models.Q(
                                ("band__lte", 5),
                                models.Q(("band__lte", 10), ("measure", "IMD2025")),
                                _connector="OR",
                            ),
                        ),
                        name="neighbourhood_band_is_within_its_measure",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PriorityList",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                ("name", models.CharField(max_length=120)),
                ("valid_from", models.DateField()),
                ("valid_to", models.DateField(blank=True, null=True)),
                (
                    "weight",
                    models.PositiveSmallIntegerField(
                        default=100, help_text="Added to a school's rank, shown where it counts"
                    ),
                ),
                ("source", models.CharField(blank=True, max_length=200)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("name", "valid_from"), name="priority_list_has_one_edition_a_day"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PriorityListing",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "priority_list",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="listings",
                        to="institutions.prioritylist",
                    ),
                ),
                (
                    "institution",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="priority_listings",
                        to="institutions.institution",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("priority_list", "institution"), name="priority_list_names_a_school_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Welcome",
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
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="welcome",
                        to="institutions.institution",
                    ),
                ),
                (
                    "wants",
                    models.TextField(
                        blank=True, help_text="What would help most, in the institution's own words"
                    ),
                ),
                ("contact_email", models.EmailField(blank=True, max_length=254)),
                (
                    "response_days",
                    models.PositiveSmallIntegerField(default=10, help_text="Usual days to an answer"),
                ),
                ("confirmed_on", models.DateField(blank=True, null=True)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="RegisterImport",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=40)),
                ("file_name", models.CharField(max_length=200)),
                ("file_hash", models.CharField(max_length=64)),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "words_taken_at",
                    models.DateTimeField(
                        blank=True, help_text="When search learned the words that it brought", null=True
                    ),
                ),
                ("rows_read", models.PositiveIntegerField()),
                ("inserted", models.PositiveIntegerField()),
                ("updated", models.PositiveIntegerField()),
                ("unchanged", models.PositiveIntegerField()),
                ("rejected", models.PositiveIntegerField()),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "rows_read",
                                django.db.models.expressions.CombinedExpression(
                                    django.db.models.expressions.CombinedExpression(
                                        django.db.models.expressions.CombinedExpression(
                                            models.F("inserted"), "+", models.F("updated")
                                        ),
                                        "+",
                                        models.F("unchanged"),
                                    ),
                                    "+",
                                    models.F("rejected"),
                                ),
                            )
                        ),
                        name="register_import_accounts_for_every_row",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SearchWord",
            fields=[
                ("word", models.CharField(max_length=60, primary_key=True, serialize=False)),
                ("institutions", models.PositiveIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name="RoleType",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=40, unique=True)),
                ("label", models.CharField(max_length=80)),
                ("description", models.TextField(blank=True)),
                (
                    "held_at",
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
                        help_text="Kinds of institution that may have one; empty: any",
                        size=None,
                    ),
                ),
                (
                    "required_of",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=20),
                        blank=True,
                        default=list,
                        help_text="Kinds of institution that must have one",
                        size=None,
                    ),
                ),
                (
                    "required_phases",
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
                        help_text="Of those, only the ones that teach one of these phases; empty: all",
                        size=None,
                    ),
                ),
                (
                    "is_single",
                    models.BooleanField(default=True, help_text="One holder at a time at one institution"),
                ),
                (
                    "asks",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("SENIORITY", "How senior"),
                                ("AFFILIATION", "The university, employer or other body that they come from"),
                                ("REMIT", "What for: a subject, a strand, a field of work"),
                                ("RECOGNITION", "How the role is recognised in pay and conditions"),
                            ],
                            max_length=20,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                (
                    "term_years",
                    models.PositiveSmallIntegerField(
                        blank=True, help_text="How long a term lasts where nothing else is said", null=True
                    ),
                ),
                (
                    "carries_work",
                    models.BooleanField(
                        default=False,
                        help_text="Who holds it answers for partnerships, which are handed over on leaving",
                    ),
                ),
                (
                    "is_one_for_group",
                    models.BooleanField(
                        default=False,
                        help_text="Schools of one trust or federation should have the same person",
                    ),
                ),
                (
                    "is_listed",
                    models.BooleanField(
                        default=False, help_text="A page lists everybody in the role in England"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0)),
                (
                    "target_holders",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="How many people there should be in England by `target_on`",
                        null=True,
                    ),
                ),
                ("target_on", models.DateField(blank=True, null=True)),
                ("valid_from", models.DateField(blank=True, null=True)),
                ("valid_to", models.DateField(blank=True, null=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("target_holders", None), ("target_on", None)),
                            models.Q(("target_holders__gt", 0), ("target_on__isnull", False)),
                            _connector="OR",
                        ),
                        name="role_target_has_a_number_and_a_day",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="RoleHolder",
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
                    "role_type",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="holders",
                        to="institutions.roletype",
                    ),
                ),
                (
                    "institution",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="role_holders",
                        to="institutions.institution",
                    ),
                ),
                ("name", models.CharField(max_length=150)),
                ("email", models.EmailField(blank=True, max_length=254)),
                (
                    "user",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="roles_held",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("started_on", models.DateField()),
                ("term_ends_on", models.DateField(blank=True, null=True)),
                ("ended_on", models.DateField(blank=True, null=True)),
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
                (
                    "affiliation",
                    models.ForeignKey(
                        blank=True,
                        help_text="Where they come from: the employer of an employee governor, for example",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="people_elsewhere",
                        to="institutions.institution",
                    ),
                ),
                ("remit", models.CharField(blank=True, max_length=80)),
                (
                    "recognition",
                    models.TextField(
                        blank=True, help_text="Pay and conditions; for the institution’s own people"
                    ),
                ),
                (
                    "confirmed_on",
                    models.DateField(
                        blank=True, help_text="When somebody last said that this still holds", null=True
                    ),
                ),
                (
                    "succeeded_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="predecessors",
                        to="institutions.roleholder",
                    ),
                ),
                ("hand_over_opened_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("ended_on", None)),
                        fields=["institution", "role_type"],
                        name="role_holder_current",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ended_on", None), ("ended_on__gte", models.F("started_on")), _connector="OR"
                        ),
                        name="role_ends_after_it_starts",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="HandOverTask",
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
                    "role_holder",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="hand_over_tasks",
                        to="institutions.roleholder",
                    ),
                ),
                ("what", models.CharField(max_length=200)),
                ("address", models.CharField(help_text="The page where it can be taken on", max_length=200)),
                ("done_at", models.DateTimeField(blank=True, null=True)),
                (
                    "done_by",
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
                        fields=("role_holder", "address"), name="each_thing_is_handed_over_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("done_at", None), ("done_by", None)),
                            models.Q(("done_at__isnull", False), ("done_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="hand_over_is_done_by_somebody",
                    ),
                ],
            },
        ),
    ]
