"""Search by our own folding of words, and only the indexes that something reads."""

import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.functions.comparison
import django.db.models.functions.text
import django.db.models.lookups
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("institutions", "0002_vocabularies"),
    ]

    operations = [
        migrations.AlterField(
            model_name="institution",
            name="company_number",
            field=models.CharField(blank=True, max_length=8),
        ),
        migrations.AlterField(
            model_name="institution",
            name="group_uid",
            field=models.CharField(blank=True, max_length=10, null=True, verbose_name="group UID"),
        ),
        # A generated column cannot be altered: it is made anew.
        migrations.RemoveIndex(model_name="institution", name="institution_search"),
        migrations.RemoveField(model_name="institution", name="search"),
        migrations.AddField(
            model_name="institution",
            name="search",
            field=models.GeneratedField(
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
                                                        django.db.models.functions.text.Length("name"),
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
                                                        django.db.models.functions.text.Length("town"),
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
        migrations.AddIndex(
            model_name="institution",
            index=django.contrib.postgres.indexes.GinIndex(fields=["search"], name="institution_search"),
        ),
        migrations.AlterField(
            model_name="institution",
            name="ukprn",
            field=models.CharField(blank=True, max_length=8, verbose_name="UKPRN"),
        ),
        migrations.AlterField(
            model_name="institution",
            name="urn",
            field=models.CharField(blank=True, max_length=6, null=True, verbose_name="URN"),
        ),
        migrations.AddIndex(
            model_name="institution",
            index=models.Index(
                condition=models.Q(("ukprn", ""), _negated=True), fields=["ukprn"], name="institution_ukprn"
            ),
        ),
        migrations.AddIndex(
            model_name="institution",
            index=models.Index(
                condition=models.Q(("company_number", ""), _negated=True),
                fields=["company_number"],
                name="institution_company_number",
            ),
        ),
        migrations.AddConstraint(
            model_name="institution",
            constraint=models.UniqueConstraint(fields=("urn",), name="institution_urn_is_unique"),
        ),
        migrations.AddConstraint(
            model_name="institution",
            constraint=models.UniqueConstraint(fields=("group_uid",), name="institution_group_uid_is_unique"),
        ),
    ]
