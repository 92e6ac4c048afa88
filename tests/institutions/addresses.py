"""Who gets what at the addresses of groups: read with the rest in tests/test_routes.py, which says how."""

# The university's person manages the group; it asked the school, and another school of the trust is its member.
GROUPS = """
institutions:groups                        -                      ........... 55555555555
institutions:start_group                   -                      S.......... S..........
institutions:groups_asking                 -                      S.......... S5555555555
institutions:describe_group                group                  S33.3333333 S33.3333333
institutions:describe_group                school                 S4444444444 S4444444444
institutions:ask_to_join                   group                  S33.3333333 S33.3333333
institutions:answer_affiliation            school,asked           S4433..4444 S4433..4444
institutions:answer_affiliation            group,asked            S4444444444 S4444444444
institutions:withdraw_affiliation          group,asked            S5555555555 S44>3334444
institutions:end_affiliation               group,belongs          S33.33.3333 S33.33.3333
institutions:together                      group                  ........... 55555555555
institutions:together                      trust                  ........... 55555555555
institutions:together                      school                 44444444444 55555555555
institutions:share_service                 group                  S33.3333333 S33.3333333
institutions:share_service                 school                 S4444444444 S4444444444
institutions:end_service                   group,service          S33.3333333 S33.3333333
institutions:end_service                   trust,service          S3333343333 S3333343333
institutions:tell_of_year                  group                  S33.3333333 S33.3333333
institutions:accredit_group                group                  S33.3333333 S33.3333333
institutions:end_accreditation             group,accredited       S33.3333333 S33.3333333
institutions:sponsors_and_sites            trust                  ........... 55555555555
institutions:tie                           trust                  S33333.3333 S33333.3333
institutions:add_part                      employer               S333333.333 S333333.333
institutions:end_tie                       trust,sponsor          S33333.3333 S33333.3333
institutions:designations                  -                      ........... 55555555555
institutions:designation                   designation            ........... 55555555555
institutions:review_designation            designation            S33333333.. S33333333..
institutions:designate_area                authority              S33333333.. S33333333..
institutions:designate_institution         school                 S33333333.. S33333333..
institutions:designate_institution         trust                  S4444444444 S4444444444
institutions:publish_inspections           -                      S333333333. S333333333.
institutions:note_inspected                school                 S3333..3333 S3333..3333
institutions:withdraw_inspected            school,inspection      S5555555555 S3333>>3333
institutions:withdraw_inspected            trust,inspection       S5555555555 S4444444444
institutions:found_organisation            -                      S.......... S..........
institutions:organisation_types            -                      ........... 55555555555
institutions:set_organisation_target       chamber                S333333333. S333333333.
institutions:let_group_act                 member_school,belongs  S33333.3333 S33333.3333
institutions:schools_in_trusts             -                      ........... 55555555555
outcomes:group_history                     group                  S.......... S5555555555
outcomes:group_history                     trust                  S.......... S5555555555
outcomes:group_history                     school                 S4444444444 S5555555555
"""
