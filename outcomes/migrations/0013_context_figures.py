"""Figures of surveys and of counts by others are measures too, split into parts that belong together."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("outcomes", "0012_views_of_families"),
    ]

    operations = [
        migrations.AddField(
            model_name="measure",
            name="family",
            field=models.SlugField(
                blank=True,
                help_text="Shared by measures that split one figure, by phase for example",
                max_length=40,
            ),
        ),
        migrations.AlterField(
            model_name="measure",
            name="panel",
            field=models.CharField(
                choices=[
                    ("AFTER_18", "After 16 to 18 study"),
                    ("AFTER_16", "After key stage 4"),
                    ("REPORTED", "Leavers, as schools report them"),
                    ("PUPILS", "Pupils of the school"),
                    ("PLACE", "The place"),
                    ("CONTEXT", "What surveys and counts by others say"),
                ],
                max_length=10,
            ),
        ),
        migrations.AlterField(
            model_name="measure",
            name="source_type",
            field=models.CharField(
                choices=[
                    ("OFFICIAL", "official statistics"),
                    ("MATCHED", "a provider's matching of records"),
                    ("SELF_REPORTED", "what schools report of their own leavers"),
                    ("SURVEY", "a survey"),
                ],
                max_length=15,
            ),
        ),
        migrations.AlterField(
            model_name="release",
            name="dataset",
            field=models.CharField(
                choices=[
                    ("DESTINATIONS_16_18", "16 to 18 destinations by school, college and authority"),
                    ("DESTINATIONS_KS4", "Key stage 4 destinations by school and authority"),
                    ("CENSUS", "School census: pupils and their characteristics"),
                    ("PARTICIPATION", "Participation and NEET at 16 and 17, by authority"),
                    ("DEPRIVATION", "Indices of Deprivation, summaries by district"),
                    ("LOCAL_SKILLS", "Local skills indicators"),
                    ("LEAVERS", "Leavers, as schools report them"),
                    ("CONTEXT", "Surveys and counts by others"),
                ],
                max_length=20,
            ),
        ),
    ]
