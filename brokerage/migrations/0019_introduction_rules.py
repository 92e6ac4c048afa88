from django.db import migrations, models

AGREED = ["ACCEPTED", "CANCELLED", "HAPPENED", "DID_NOT_HAPPEN"]
ENDED_BY_A_SIDE = ["DECLINED", "CANCELLED", "HAPPENED", "DID_NOT_HAPPEN"]


class Migration(migrations.Migration):
    dependencies = [("brokerage", "0018_who_declined")]

    operations = [
        migrations.RemoveConstraint("introduction", "introduction_accepted_has_partnership"),
        migrations.AddConstraint(
            model_name="introduction",
            constraint=models.CheckConstraint(
                name="introduction_has_a_partnership_once_agreed",
                condition=models.Q(state__in=AGREED, partnership__isnull=False)
                | (~models.Q(state__in=AGREED) & models.Q(partnership__isnull=True)),
            ),
        ),
        migrations.AddConstraint(
            model_name="introduction",
            constraint=models.CheckConstraint(
                name="introduction_names_the_side_that_ended_it",
                condition=models.Q(state__in=ENDED_BY_A_SIDE, ended_by__in=["SCHOOL", "PROVIDER"])
                | (~models.Q(state__in=ENDED_BY_A_SIDE) & models.Q(ended_by="")),
            ),
        ),
        migrations.AddConstraint(
            model_name="introduction",
            constraint=models.CheckConstraint(
                name="introduction_with_a_broker_names_it",
                condition=~models.Q(state="WITH_BROKER") | models.Q(broker__isnull=False),
            ),
        ),
        migrations.RemoveConstraint("introduction", "school_holds_one_place_of_an_offer_per_area"),
        migrations.AddConstraint(
            model_name="introduction",
            constraint=models.UniqueConstraint(
                condition=models.Q(state__in=["PROPOSED", "MAYBE", "WITH_BROKER", "ACCEPTED"]),
                fields=("offer", "school", "area"),
                name="school_holds_one_place_of_an_offer_per_area",
            ),
        ),
        migrations.RemoveIndex("introduction", "introduction_awaiting"),
        migrations.AddIndex(
            model_name="introduction",
            index=models.Index(
                condition=models.Q(state__in=["PROPOSED", "MAYBE", "WITH_BROKER"]),
                fields=["expires_on"],
                name="introduction_awaiting",
            ),
        ),
    ]
