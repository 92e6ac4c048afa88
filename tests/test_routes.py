"""Every address of the service and every kind of person: who gets what, decided here a second time by hand.

An address that is new fails until somebody has written down, for every kind of person, what it answers. Whatever is
shown is looked through for what the person may not know.
"""

import json
from collections.abc import Iterator
from http.cookies import SimpleCookie
from typing import Any

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from django.urls import URLResolver, get_resolver, reverse

from accounts.models import User
from tests.partnerships.addresses import GOVERNANCE
from tests.world import PEOPLE, SECRETS, bodies, people, stands_for

__all__ = ["bodies", "people", "stands_for"]  # fixtures

pytestmark = pytest.mark.django_db

# . shown  + made  > sent on  S sent to sign in  0 not valid  1 no key  3 forbidden  4 not there  5 no such method
# 9 not possible  g gone
SIGNS = {200: ".", 201: "+", 302: ">", 400: "0", 401: "1", 403: "3", 404: "4", 405: "5", 409: "9", 410: "g"}

FORM = "application/x-www-form-urlencoded"

# Address, what stands in it, and what each of PEOPLE gets who looks (GET) and who sends (POST) an empty form or, to
# the API, all that it asks.
TABLE = """
healthz                                    -                      ........... 55555555555
readyz                                     -                      ........... 55555555555
outcomes:start                             -                      ........... 55555555555
outcomes:home                              -                      S.......... S5555555555
outcomes:help                              -                      ........... 55555555555
outcomes:help_page                         help                   ........... 55555555555
outcomes:help_page                         nonsense               44444444444 55555555555
outcomes:coverage                          -                      S.......... S5555555555
outcomes:area_coverage                     area                   S.......... S5555555555
outcomes:coverage_file                     area,coverage,csv      S.......... S5555555555
outcomes:coverage_file                     area,nonsense,csv      S4444444444 S5555555555
outcomes:coverage_by_group                 area                   S.......... S5555555555
outcomes:area_pack                         area                   S.......... S5555555555
outcomes:area_pack_ods                     area                   S.......... S5555555555
outcomes:institution_pack                  school                 S.......... S5555555555
outcomes:institution_pack                  university             S4444444444 S5555555555
outcomes:institution_pack_ods              trust                  S.......... S5555555555
outcomes:recommendations                   -                      S.......... S5555555555
outcomes:strand                            business               S.......... S5555555555
outcomes:strand                            nonsense               S4444444444 S5555555555
outcomes:recommendation                    recommendation         S.......... S5555555555
outcomes:report_progress                   recommendation         S333333333. S333333333.
outcomes:name_owner                        recommendation         S333333333. S333333333>
outcomes:runs                              -                      S.......... S5555555555
outcomes:downloads                         -                      S.......... S5555555555
outcomes:nothing                           area                   S.......... S5555555555
outcomes:institution_coverage              trust                  S.......... S5555555555
outcomes:institution_coverage_file         trust,csv              S.......... S5555555555
outcomes:campus_visits                     -                      S.......... S5555555555
outcomes:area_campus_visits                area                   S.......... S5555555555
outcomes:campus_visits_file                area,csv               S.......... S5555555555
outcomes:leavers                           school                 S3333..3333 S5555555555
outcomes:leavers                           trust                  S4444444444 S5555555555
outcomes:record_leavers                    school                 S3333..3333 S3333..3333
outcomes:record_leavers                    trust                  S4444444444 S4444444444
outcomes:comparison                        -                      S.......... S5555555555
outcomes:measures                          -                      S.......... S5555555555
outcomes:institution_outcomes              school                 S.......... S5555555555
outcomes:institution_outcomes              trust                  S.......... S5555555555
outcomes:institution_outcomes              university             S4444444444 S5555555555
outcomes:university_reach                  university             S44.4444... S5555555555
outcomes:university_reach                  school                 S4444444444 S5555555555
outcomes:access_plans                      -                      S.......... S5555555555
outcomes:counted_towards_plans             -                      S.......... S5555555555
outcomes:institution_access_plans          university             S.......... S5555555555
outcomes:institution_access_plans          trust                  S4444444444 S5555555555
outcomes:publish_access_plan               university             S33.3333333 S33.3333333
outcomes:set_access_target                 plan                   S33.3333333 S33.3333333
outcomes:access_target                     plan,target            S.......... S5555555555
outcomes:report_on_target                  plan,target            S33.3333333 S33.3333333
outcomes:link_work                         plan,target            S33.3333333 S33.3333333
outcomes:unlink_work                       plan,target,link       S5555555555 S33>3333333
outcomes:evaluations                       -                      S.......... S5555555555
outcomes:evaluation                        evaluation             S.......... S5555555555
outcomes:plan_evaluation                   -                      S3..3....33 S3..3....33
outcomes:set_evaluation_point              evaluation             S33.3333333 S33.3333333
outcomes:receive_evaluation_point          evaluation,point       S33.3333333 S33.3333333
outcomes:readings                          evaluation             S33.3333333 S5555555555
outcomes:record_reading                    evaluation             S33.3333333 S33.3333333
outcomes:make_claim                        evaluation             S33.3333333 S33.3333333
outcomes:verify_claim                      evaluation,claim       S5555555555 S333333>333
outcomes:instruments                       -                      S.......... S5555555555
outcomes:write_instrument                  -                      S3..3....33 S3..3....33
outcomes:pathways                          -                      S.......... S5555555555
outcomes:begin_pathway                     -                      S3..3....33 S3..3....33
outcomes:pathway                           pathway                S.......... S5555555555
outcomes:add_pathway_step                  pathway                S33.3333333 S33.3333333
outcomes:add_pathway_member                pathway                S33.3333333 S33.3333333
outcomes:count_pathway                     pathway                S33.3..3333 S33.3..3333
outcomes:pathway_counts                    pathway,school         S3333..3333 S5555555555
institutions:directory                     -                      ........... 55555555555
institutions:suggest                       -                      ........... 55555555555
institutions:institution                   school                 ........... 55555555555
institutions:work_with_us                  school                 ........... 55555555555
institutions:update_welcome                school                 S3333..3333 S3333..3333
institutions:roles                         school                 ........... 55555555555
institutions:appoint                       school                 S3333..3333 S3333..3333
institutions:end_role                      school,holder          S3333..3333 S3333..3333
institutions:end_role                      trust,holder           S4444444444 S4444444444
institutions:undo_appointment              school,to_come         S3333..3333 S3333>>3333
institutions:undo_appointment              trust,to_come          S4444444444 S4444444444
institutions:confirm_roles                 school                 S5555555555 S3333>>3333
institutions:finish_hand_over_task         school,hand_over       S5555555555 S4443>>4444
institutions:finish_hand_over_task         trust,hand_over        S5555555555 S4444444444
institutions:my_roles                      -                      S.......... S5555555555
institutions:network                       network                ........... 55555555555
institutions:feeders                       school                 ........... 55555555555
institutions:feeders                       trust                  44444444444 55555555555
institutions:link_feeder                   school                 S3333..3333 S3333..3333
institutions:end_feeder                    school,feeder          S3333..3333 S3333..3333
institutions:vacant_roles                  -                      ........... 55555555555
institutions:vacant_roles                  area                   ........... 55555555555
institutions:people                        trust                  S33333.33.. S5555555555
institutions:invite                        trust                  S33333.33.. S33333.33..
institutions:withdraw_invitation           trust,invitation       S5555555555 S33333>33>>
institutions:withdraw_invitation           school,invitation      S5555555555 S3333343344
institutions:change_role                   trust,member           S33333.33.. S33333.33..
institutions:change_role                   school,member          S3333343344 S3333343344
institutions:end_membership                trust,member           S33333.33.. S33333.33..
institutions:end_membership                school,member          S3333343344 S3333343344
institutions:accept_invitation             invited                .3333333333 .3333333333
institutions:accept_invitation             answer                 ggggggggggg ggggggggggg
institutions:switch                        -                      S5555555555 S4444444444
partnerships:collaborations                -                      S.......... S5555555555
partnerships:spreadsheet                   -                      S3..3....33 S3..3....33
partnerships:log_download                  csv                    S3..3....33 S5555555555
partnerships:upload                        upload                 S44444.4444 S44444>4444
partnerships:collaboration_new             -                      S3..3....33 S3..3....33
partnerships:collaboration                 record                 S444....444 S444....444
partnerships:collaboration                 draft                  S44444.4444 S44444.4444
partnerships:collaboration_edit            record                 S44433.3444 S44433.3444
partnerships:collaboration_edit            draft                  S44444.4444 S44444.4444
partnerships:collaboration_details         record                 S44433.3444 S44433.3444
partnerships:collaboration_details         draft                  S44444.4444 S44444.4444
partnerships:collaboration_counts          record                 S44433.3444 S44433.3444
partnerships:collaboration_counts          draft                  S44444.4444 S44444.4444
partnerships:collaboration_tags            record                 S44433.3444 S44433.3444
partnerships:collaboration_tags            draft                  S44444.4444 S44444.4444
partnerships:add_remark                    record                 S4443...444 S4443...444
partnerships:stop_quoting                  record,remark          S5555555555 S4443>>3444
partnerships:plan_next_year                -                      S3..3....33 S3..3....33
partnerships:log_figures                   -                      S.......... S5555555555
partnerships:staff_time                    school                 S444...4444 S5555555555
partnerships:staff_time                    university             S4444444444 S5555555555
partnerships:collaboration_discard         record                 S44433.3444 S44433>3444
partnerships:collaboration_discard         draft                  S44444.4444 S44444>4444
partnerships:confirm_by_link               confirm                ........... ...........
partnerships:confirm_by_link               invited                ggggggggggg ggggggggggg
partnerships:safeguarding                  -                      S.......... S5555555555
partnerships:assurances                    university             S.......... S33.3333333
partnerships:decide_on_adults              record                 S44433.3444 S44433.3444
partnerships:decide_on_adults              draft                  S44444.4444 S44444.4444
partnerships:benchmarks                    trust                  S44444.4444 S5555555555
partnerships:benchmarks                    school                 S444...4444 S5555555555
partnerships:institution_collaborations    trust                  S.......... S5555555555
partnerships:institution_collaborations    school                 S.......... S5555555555
partnerships:institution_partnerships      trust                  S.......... S5555555555
partnerships:partnership                   partnership            S.......... S5555555555
partnerships:propose_partnership           -                      S3..3....33 S3..3....33
partnerships:partnership_figures           -                      S.......... S5555555555
partnerships:invitations                   -                      S.......... S5555555555
partnerships:answer_invitation             party_invitation       S444443.444 S444443.444
partnerships:invitation_by_link            join                   ........... ...........
partnerships:invitation_by_link            confirm                ggggggggggg ggggggggggg
partnerships:describe_partnership          partnership            S33333..333 S33333..333
partnerships:invite_parties                partnership            S33333..333 S33333..333
partnerships:join_partnership              partnership            S5555555555 S3>>3>>>>33
partnerships:edit_side                     partnership,party      S33333.3333 S33333.3333
partnerships:bring_asset                   partnership,party      S33333.3333 S33333.3333
partnerships:take_back_asset               partnership,party,asset S5555555555 S33333>3333
partnerships:set_aim                       partnership            S33333..333 S33333..333
partnerships:hand_over_lead                partnership            S33333..333 S33333..333
partnerships:agree_partnership             partnership            S33333..333 S33333..333
partnerships:review_partnership            partnership            S33333..333 S33333..333
partnerships:move_partnership              partnership            S33333..333 S33333..333
partnerships:end_partnership               partnership            S33333..333 S33333..333
partnerships:events                        -                      S.......... S5555555555
partnerships:announce_event                -                      S3..3....33 S3..3....33
partnerships:event                         event                  S.......... S5555555555
partnerships:register_for_event            event                  S.......... S..........
partnerships:count_attendance              event                  S33.3333333 S33.3333333
partnerships:count_reach                   event                  S33.3333333 S33.3333333
partnerships:make_commitment               event                  S.......... S..........
partnerships:keep_commitment               event,commitment       S5555555555 S4433>>4444
partnerships:training                      school                 S444...4444 S5555555555
partnerships:programmes                    -                      S.......... S5555555555
partnerships:found_programme               -                      S3..3....33 S3..3....33
partnerships:programme                     programme              S.......... S5555555555
partnerships:add_programme_party           programme              S33.3333333 S33.3333333
partnerships:hand_over_programme           programme              S33.3333333 S33.3333333
partnerships:open_cohort                   programme              S33.3333333 S33.3333333
partnerships:decide_programme              programme              S33.3333333 S33.3333333
partnerships:put_in_programme              programme              S33.3333333 S33.3333333
partnerships:join_cohort                   programme,year         S.......... S..........
partnerships:count_stage                   programme              S.......... S..........
partnerships:leave_cohort                  programme,enrolment    S5555555555 S3333>>3333
brokerage:offer_start                      -                      ........... ...........
brokerage:offer_step                       step                   >>>>>>>>>>> >>>>>>>>>>>
brokerage:offer_step                       nonsense               >>>>>>>>>>> >>>>>>>>>>>
brokerage:offer_check                      -                      >>>>>>>>>>> >>>>>>>>>>>
brokerage:offer_sent                       -                      ........... 55555555555
brokerage:publish_by_link                  pending                >>>>>>>>>>> >>>>>>>>>>>
brokerage:publish_by_link                  confirm                ggggggggggg ggggggggggg
brokerage:offers                           -                      ........... 55555555555
brokerage:offer_drop_out                   -                      S44444444.. S5555555555
brokerage:offer                            offer                  ........... 55555555555
brokerage:offer                            withdrawn              4444444.444 55555555555
brokerage:suggestions                      offer                  S333333.333 S5555555555
brokerage:suggestions                      withdrawn              S444444.444 S5555555555
brokerage:edit_offer                       offer                  S333333.333 S333333.333
brokerage:edit_offer                       withdrawn              S444444.444 S444444.444
brokerage:confirm_offer                    offer                  S5555555555 S333333>333
brokerage:confirm_offer                    withdrawn              S5555555555 S444444>444
brokerage:alternatives                     offer                  S333333.333 S333333.333
brokerage:part_places                      offer                  S5555555555 S333333>333
brokerage:slots                            offer                  S333333.333 S333333.333
brokerage:slots                            withdrawn              S444444.444 S444444.444
brokerage:close_slot                       slot                   S5555555555 S333333>333
brokerage:book_slot                        slot                   S4443.44444 S4443.44444
brokerage:bookings                         -                      S.......... S5555555555
brokerage:booking                          booking                S444....444 S444....444
brokerage:answer_booking                   booking                S5555555555 S444333>444
brokerage:cancel_booking                   booking                S5555555555 S4443>>>444
brokerage:carry_offer                      offer                  S5555555555 S333333>333
brokerage:carry_offer                      withdrawn              S5555555555 S444444>444
brokerage:offer_stands                     stands                 ........... ...........
brokerage:offer_stands                     answer                 ggggggggggg ggggggggggg
brokerage:withdraw_offer                   offer                  S333333.333 S333333>333
brokerage:withdraw_offer                   withdrawn              S444444.444 S444444>444
brokerage:institution_offers               school                 ........... 55555555555
brokerage:access_routes                    authority              S4444444... S5555555555
brokerage:access_routes                    area                   S4444444444 S5555555555
brokerage:send_access_routes               authority              S5555555555 S4444444>>>
brokerage:access_work                      university             S44.4444... S5555555555
brokerage:access_work                      school                 S4444444444 S5555555555
brokerage:access_work_csv                  university             S44.4444... S5555555555
brokerage:leave_partnership                partnership,party      S33333.3333 S33333.3333
brokerage:ranked                           school,stem            S444...4444 S5555555555
brokerage:ranked                           trust,stem             S4444444444 S5555555555
brokerage:make_request                     school,stem            S4444>>4444 S4444>>4444
brokerage:request_offer                    school,stem,offer      S4443..4444 S4443..4444
brokerage:request_offer                    school,stem,withdrawn  S4443444444 S4443444444
brokerage:brokers                          -                      ........... 55555555555
brokerage:broker                           broker                 ........... 55555555555
brokerage:broker                           school                 44444444444 55555555555
brokerage:publish_standard                 -                      S333333333. S333333333.
brokerage:start_serving                    authority              S33333333.. S33333333..
brokerage:stop_serving                     served                 S33333333.. S33333333..
brokerage:register_broker                  broker                 S5555555555 S3333333>33
brokerage:assess_oneself                   broker                 S5555555555 S3333333>33
brokerage:give_evidence                    broker,criterion       S3333333.33 S3333333.33
brokerage:assess_evidence                  broker,criterion       S4444444344 S4444444344
brokerage:award                            broker                 S3333333333 S3333333333
brokerage:end_award                        broker                 S3333333333 S3333333333
brokerage:rate_broker                      rating                 ........... ...........
brokerage:rate_broker                      answer                 ggggggggggg ggggggggggg
brokerage:unmet                            -                      S3333333... S5555555555
brokerage:unmet_csv                        -                      S3333333... S5555555555
brokerage:requests                         -                      S.......... S5555555555
brokerage:request_new                      -                      S3.33..3333 S3.33..3333
brokerage:word_by_link                     word                   ........... ...........
brokerage:word_by_link                     answer                 ggggggggggg ggggggggggg
brokerage:request                          need                   S444....... S5555555555
brokerage:request_change                   need                   S4443..3333 S4443..3333
brokerage:request_close                    need                   S4443..3333 S4443..3333
brokerage:give_word                        need                   S4443..3333 S4443..3333
brokerage:triage_request                   need                   S5555555555 S4443333>33
brokerage:take_request                     need                   S5555555555 S3443333>33
brokerage:hand_on                          need                   S4443333.33 S4443333.33
brokerage:answer_routing                   handed,routing         S4444434.33 S4444434.33
brokerage:record_outcome                   need                   S4443333.33 S4443333.33
brokerage:match                            need                   S4443333.33 S5555555555
brokerage:match_offer                      need,offer             S4443333.33 S4443333.33
brokerage:ask_many                         need                   S4443..3333 S4443..3333
brokerage:record_fulfilment                need                   S4443333333 S4443333333
brokerage:answer_reply                     need,reply             S5555555555 S4443>>3333
brokerage:leave_cluster                    need,school            S5555555555 S4444444444
brokerage:needs                            -                      S.......... S5555555555
brokerage:need                             need                   S.......... S..........
brokerage:join_cluster                     need                   S5555555555 S>>>>>>>>>>
brokerage:challenges                       -                      S.......... S5555555555
brokerage:challenge_new                    -                      S3..3....33 S3..3....33
brokerage:challenge                        challenge              S.......... S..........
brokerage:challenge_close                  challenge              S33333.3333 S33333.3333
brokerage:queue                            -                      S3333333.33 S5555555555
brokerage:allocation_runs                  -                      S3333333... S5555555555
brokerage:year_fairness                    -                      S3333333... S5555555555
brokerage:plan_run                         -                      S3333333... S3333333...
brokerage:allocation_run                   run                    S4444444... S5555555555
brokerage:publish_run                      run                    S4444444... S4444444>>>
brokerage:cancel_run                       run                    S5555555555 S4444444>>>
brokerage:allocation_rows                  run                    S4444444... S5555555555
brokerage:allocation_rows_csv              run                    S4444444... S5555555555
brokerage:allocation_row                   run,row                S4444444... S5555555555
brokerage:leave_out_row                    run,row                S4444444... S4444444...
brokerage:put_back_row                     run,row                S5555555555 S4444444>>>
brokerage:introductions                    -                      S.......... S5555555555
brokerage:introduction                     introduction           S444....... S444.......
brokerage:withdraw_introduction            introduction           S5555555555 S4443>>3333
brokerage:decline_match                    introduction           S4443333333 S4443333333
brokerage:hand_to_broker                   introduction           S4443333333 S4443333333
brokerage:take_on_introduction             introduction           S5555555555 S4443333333
brokerage:hand_back_introduction           introduction           S4443333333 S4443333333
brokerage:plan_introduction                introduction           S4443333333 S4443333333
brokerage:cancel_introduction              introduction           S4443333333 S4443333333
brokerage:tell_whether_it_happened         introduction           S4443333333 S4443333333
brokerage:say_ready                        introduction           S4443333333 S4443333333
brokerage:ready_by_link                    ready                  ........... ...........
brokerage:ready_by_link                    answer                 ggggggggggg ggggggggggg
brokerage:conflicts                        school                 S3333..3333 S3333..3333
brokerage:end_conflict                     conflict               S5555555555 S4443>>4333
brokerage:decline_match_by_link            match                  ........... ...........
brokerage:decline_match_by_link            answer                 ggggggggggg ggggggggggg
brokerage:happened_by_link                 happened               ........... ...........
brokerage:happened_by_link                 answer                 ggggggggggg ggggggggggg
brokerage:answer_by_link                   answer                 ........... ...........
brokerage:answer_by_link                   pending                ggggggggggg ggggggggggg
demo:outbox                                -                      ........... 55555555555
demo:email                                 letter                 ........... 55555555555
accounts:profile                           -                      S.......... S5555555555
accounts:name                              -                      S.......... S..........
accounts:letters                           -                      S.......... S..........
accounts:stop_letter                       stop                   ........... ...........
accounts:stop_letter                       nonsense               ggggggggggg ggggggggggg
accounts:api_keys                          -                      S.......... S..........
accounts:revoke_api_key                    nonsense               S5555555555 S4444444444
account_login                              -                      .>>>>>>>>>> .>>>>>>>>>>
account_logout                             -                      >.......... >>>>>>>>>>>
account_inactive                           -                      ........... 55555555555
account_signup                             -                      .>>>>>>>>>> .>>>>>>>>>>
account_reauthenticate                     -                      S.......... S..........
account_email                              -                      S.......... S>>>>>>>>>>
account_email_verification_sent            -                      ........... 55555555555
account_change_password                    -                      S.......... S..........
account_set_password                       -                      S>>>>>>>>>> S>>>>>>>>>>
account_reset_password                     -                      ........... ...........
account_reset_password_done                -                      ........... 55555555555
account_reset_password_from_key            one,nonsense           ........... ...........
account_reset_password_from_key_done       -                      ........... 55555555555
account_confirm_login_code                 -                      >>>>>>>>>>> >>>>>>>>>>>
account_confirm_email                      nonsense               ........... 44444444444
mfa_index                                  -                      S.......... S5555555555
mfa_authenticate                           -                      >>>>>>>>>>> >>>>>>>>>>>
mfa_reauthenticate                         -                      S>>>>>>>>>> S>>>>>>>>>>
mfa_activate_totp                          -                      S>>>>>>>>>> S>>>>>>>>>>
mfa_deactivate_totp                        -                      S4444444444 S4444444444
mfa_view_recovery_codes                    -                      S4444444444 S5555555555
mfa_generate_recovery_codes                -                      S>>>>>>>>>> S>>>>>>>>>>
mfa_download_recovery_codes                -                      S4444444444 S4444444444
api:schema                                 -                      ........... 55555555555
api:docs                                   -                      ........... 55555555555
api:institution-list                       -                      1.......... 15555555555
api:institution-detail                     school                 1.......... 15555555555
api:area-list                              -                      1.......... 15555555555
api:area-detail                            area                   1.......... 15555555555
api:offer-list                             -                      1.......... 1333333+333
api:offer-ranked                           -                      10000000000 15555555555
api:offer-detail                           offer                  1.......... 15555555555
api:offer-detail                           withdrawn              1444444.444 15555555555
api:offer-edit                             offer                  15555555555 1333333.333
api:offer-edit                             withdrawn              15555555555 14444449444
api:offer-share                            offer                  15555555555 1333333.333
api:offer-part                             offer                  15555555555 1333333.333
api:offer-slots                            offer                  1.......... 1333333+333
api:offer-slots                            withdrawn              1444444.444 14444449444
api:booking-list                           -                      1.......... 13333++3333
api:booking-detail                         booking                1444....444 15555555555
api:booking-answer                         booking                15555555555 1444333.444
api:booking-cancel                         booking                15555555555 14443...444
api:booking-use                            booking                15555555555 14443339444
api:offer-carry                            offer                  15555555555 1333333+333
api:offer-carry                            withdrawn              15555555555 14444449444
api:offer-confirm                          offer                  15555555555 1333333.333
api:offer-confirm                          withdrawn              15555555555 14444449444
api:offer-withdraw                         offer                  15555555555 1333333.333
api:offer-withdraw                         withdrawn              15555555555 1444444.444
api:request-list                           -                      1.......... 13333++3333
api:request-detail                         need                   1444....... 15555555555
api:request-take                           need                   15555555555 14443333.33
api:request-hand-on                        need                   15555555555 14443333933
api:request-outcome                        need                   15555555555 14443333.33
api:request-close                          need                   15555555555 14443..3333
api:request-word                           need                   15555555555 14443993333
api:introduction-list                      -                      1.......... 13333++3333
api:introduction-detail                    introduction           1444....... 15555555555
api:introduction-answer                    introduction           15555555555 1444333.333
api:introduction-withdraw                  introduction           15555555555 14443..3333
api:introduction-decline                   introduction           15555555555 14443993333
api:introduction-hand-to-broker            introduction           15555555555 14443999333
api:introduction-take-on                   introduction           15555555555 14443333333
api:introduction-hand-back                 introduction           15555555555 14443333333
api:introduction-plan                      introduction           15555555555 14443999333
api:introduction-cancel                    introduction           15555555555 14443999333
api:introduction-happened                  introduction           15555555555 14443999333
api:allocation-run-list                    -                      1.......... 13333333+++
api:allocation-run-detail                  run                    14444444... 15555555555
api:allocation-run-publish                 run                    15555555555 14444444...
api:allocation-run-cancel                  run                    15555555555 14444444...
api:allocation-run-rows                    run                    14444444... 15555555555
api:partnership-list                       -                      1.......... 15555555555
api:partnership-detail                     partnership            1.......... 15555555555
api:partnership-agree                      partnership            15555555555 133333..333
api:partnership-review                     partnership            15555555555 133333..333
api:collaboration-list                     -                      1.......... 133333+3333
api:collaboration-detail                   record                 1444....444 15555555555
api:collaboration-detail                   draft                  144444.4444 15555555555
api:collaboration-answer                   record                 15555555555 1444333.444
api:collaboration-answer                   draft                  15555555555 14444494444
api:measure-list                           -                      1.......... 15555555555
api:measure-detail                         measure                1.......... 15555555555
api:fact-list                              -                      1.......... 15555555555
api:fact-detail                            fact                   1.......... 15555555555
api:coverage-list                          -                      1.......... 15555555555
api:coverage-areas                         area                   1.......... 15555555555
api:coverage-detail                        school                 14444444444 15555555555
"""


def written_down() -> dict[tuple[str, str], tuple[str, str]]:
    lines = [line.split() for line in (TABLE + GOVERNANCE).splitlines() if line and not line.startswith("#")]
    return {(name, stands): (get, post) for name, stands, get, post in lines}


def names(resolver: Any = None, spaces: tuple[str, ...] = ()) -> Iterator[str]:
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLResolver):
            yield from names(pattern, (*spaces, pattern.namespace) if pattern.namespace else spaces)
        else:
            yield ":".join((*spaces, str(pattern.name)))


def test_every_address_is_written_down_for_everybody() -> None:
    assert {name for name, _ in written_down()} == set(names())
    assert {len(signs) for both in written_down().values() for signs in both} == {len(PEOPLE)}


# The holder of a link sees what it is about; the demo shows every letter.
SHOWN_TO_ALL = {
    "institutions:accept_invitation": {"invited@secret.example"},
    "brokerage:answer_by_link": {"words of a need"},
    "brokerage:decline_match_by_link": {"words of a need"},
    "brokerage:happened_by_link": {"words of a need"},
    "brokerage:ready_by_link": {"words of a need"},
    "partnerships:confirm_by_link": {"title of a record"},
    "demo:email": set(SECRETS),
}


def app_of(name: str) -> str:
    return name.partition(":")[0] if ":" in name else "library"


@pytest.mark.parametrize("app", sorted({app_of(name) for name, _ in written_down()}))
def test_everybody_gets_what_is_written_down_and_is_told_no_secret(
    app: str, people: dict[str, User | None], stands_for: dict[str, Any], bodies: dict[str, Any]
) -> None:
    expected = {row: signs for row, signs in written_down().items() if app_of(row[0]) == app}
    clients = {who: client_of(user) for who, user in people.items()}
    found = {}
    for name, stands in expected:
        address = reverse(name, args=[stands_for[each] for each in stands.split(",") if each != "-"])
        answers = {who: ask(client, address, bodies.get(name, {})) for who, client in clients.items()}
        found[name, stands] = tuple(
            "".join(map(sign_of, each)) for each in zip(*answers.values(), strict=True)
        )
        for who, (looked, _) in answers.items():
            assert told(looked) <= known_to(who) | SHOWN_TO_ALL.get(name, set()), (name, stands, who)
    assert found == expected


def client_of(user: User | None) -> Client:
    client = Client()
    if user is not None:
        client.force_login(user)
    return client


def ask(client: Client, address: str, body: dict[str, Any]) -> tuple[Any, Any]:
    """Looks at the address, then sends it an empty form; afterwards the world is as it was."""
    cache.clear()
    sent = (json.dumps(body), "application/json") if address.startswith("/api/") else ("", FORM)
    cookies = SimpleCookie(client.cookies)
    with transaction.atomic():
        answers = client.get(address), client.generic("POST", address, *sent)
        transaction.set_rollback(True)
    client.cookies = cookies
    return answers


def sign_of(answer: Any) -> str:
    is_to_sign_in = answer.status_code == 302 and answer["Location"].startswith("/account/login/?next=")
    return "S" if is_to_sign_in else SIGNS[answer.status_code]


def told(answer: Any) -> set[str]:
    shown = answer.content.decode(errors="replace") if answer.status_code == 200 else ""
    return {secret for secret in SECRETS if secret in shown}


def known_to(who: str) -> set[str]:
    return {secret for secret, knowing in SECRETS.items() if who in knowing.split()}
