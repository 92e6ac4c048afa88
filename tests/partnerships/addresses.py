"""Who gets what at the addresses of governance, documents, library, recognition and families."""

GOVERNANCE = """
partnerships:partnership_as_at             partnership            S33333..333 S5555555555
partnerships:governance                    partnership            S33333..333 S5555555555
partnerships:set_up_partnership_body       partnership            S33333..333 S33333..333
partnerships:institution_bodies            trust                  S.......... S5555555555
partnerships:set_up_institution_body       trust                  S33333.3333 S33333.3333
partnerships:set_up_institution_body       school                 S4444444444 S4444444444
partnerships:area_bodies                   authority              S.......... S5555555555
partnerships:set_up_area_body              authority              S33333333.. S33333333..
partnerships:set_up_area_body              area                   S4444444444 S4444444444
partnerships:body                          body                   S44444..444 S5555555555
partnerships:change_body                   body                   S44444..444 S44444..444
partnerships:seat_member                   body                   S44444..444 S44444..444
partnerships:end_seat                      body,seat              S44444..444 S44444..444
partnerships:note_body_meeting             body                   S44444..444 S44444..444
partnerships:note_partnership_meeting      partnership            S33333..333 S33333..333
partnerships:meeting                       meeting                S44444..444 S5555555555
partnerships:note_decision                 meeting                S44444..444 S44444..444
partnerships:agree_action_point            meeting                S44444..444 S44444..444
partnerships:action_points                 -                      S.......... S5555555555
partnerships:finish_action_point           action_point           S5555555555 S44444>>444
partnerships:note_partnership_barrier      partnership            S33333..333 S33333..333
partnerships:overcome_barrier              barrier                S5555555555 S44444>>444
partnerships:note_issue                    partnership            S33333..333 S33333..333
partnerships:close_issue                   issue                  S44444..444 S44444..444
partnerships:apply_for_funding             partnership            S33333..333 S33333..333
partnerships:settle_funding                funding                S44444..444 S44444..444
partnerships:documents                     -                      S.......... S5555555555
partnerships:institution_documents         school                 S.......... S5555555555
partnerships:institution_documents         employer               S.......... S5555555555
partnerships:area_documents                authority              S.......... S5555555555
partnerships:area_documents                area                   S>>>>>>>>>> S5555555555
partnerships:document                      draft_plan             S444...4444 S5555555555
partnerships:document                      authority_plan         S.......... S5555555555
partnerships:add_institution_document      school,improvement     S3333..3333 S3333..3333
partnerships:add_institution_document      school,admissions      S3333443333 S3333443333
partnerships:add_area_document             authority,children     S33333333.. S33333333..
partnerships:edit_document                 draft_plan             S4443..4444 S4443..4444
partnerships:edit_document                 authority_plan         S33333333.. S33333333..
partnerships:submit_document               draft_plan             S5555555555 S4443>>4444
partnerships:accept_document               policy                 S5555555555 S33333333>>
partnerships:accept_document               authority_plan         S5555555555 S333333333>
partnerships:note_link                     draft_plan             S444...4444 S444...4444
partnerships:note_link                     policy                 S.......... S..........
partnerships:tell_progress                 authority_plan         S33333333.. S33333333..
partnerships:add_plan_goal                 draft_plan             S4443..4444 S4443..4444
partnerships:change_plan_goal              draft_plan,plan_goal   S4443..4444 S4443..4444
partnerships:change_plan_goal              policy,plan_goal       S3333443333 S3333443333
api:document-list                          -                      1.......... 15555555555
api:document-detail                        draft_plan             1444...4444 15555555555
api:document-detail                        policy                 1.......... 15555555555
"""

# The item is guidance that the school published for the sector; the other waits for the word of the employer.
LIBRARY = """
partnerships:library                       -                      ........... 55555555555
partnerships:write_item                    -                      S3..3....33 S3..3....33
partnerships:own_items                     -                      S.......... S5555555555
partnerships:library_review                -                      S33333333.. S5555555555
partnerships:library_item                  item                   4.......... 55555555555
partnerships:library_item                  unpublished            444444..4.. 55555555555
partnerships:change_item                   item                   S4443..4444 S4443..4444
partnerships:add_file                      item                   S3333..3333 S3333..3333
partnerships:library_file                  item,file              4.......... 55555555555
partnerships:library_file                  unpublished,file       44444444444 55555555555
partnerships:remove_file                   item,file              S5555555555 S3333>>3333
partnerships:revise_item                   item                   S5555555555 S3333>>3333
partnerships:submit_item                   item                   S5555555555 S3333>>3333
partnerships:confirm_item                  item                   S5555555555 S3333>>3333
partnerships:withdraw_item                 item                   S5555555555 S3333>>3333
partnerships:publish_item                  item                   S5555555555 S33333333>>
partnerships:feature_item                  item                   S5555555555 S33333333>>
partnerships:stop_featuring_item           item                   S5555555555 S33333333>>
partnerships:send_back_item                item                   S33333333.. S33333333..
partnerships:answer_consent                unpublished,consent    S444443.444 S444443.444
partnerships:take_up_item                  item                   S5555555555 S3>>3>>>>33
partnerships:give_up_item                  item                   S5555555555 S3>>3>>>>33
partnerships:institution_library           school                 ........... 55555555555
partnerships:nominate_case                 school                 S33333333.. S33333333..
"""

# The round is one of the trust's; nominations are open.
RECOGNITION = """
partnerships:recognition                   -                      ........... 55555555555
partnerships:award_round                   round                  ........... 55555555555
partnerships:open_award_round              -                      S3..3....33 S3..3....33
partnerships:give_recognition              -                      S3..3....33 S3..3....33
partnerships:nominate_for_award            round                  S3..3....33 S3..3....33
partnerships:shortlist_awards              round                  S33333.3333 S33333.3333
partnerships:announce_awards               round                  S33333.3333 S33333.3333
"""

FAMILIES = """
partnerships:entitlements                  -                      ........... 55555555555
partnerships:entitlements_of_phase         secondary              ........... 55555555555
partnerships:entitlements_of_phase         nonsense               44444444444 55555555555
partnerships:question_cards                secondary              ........... 55555555555
partnerships:families                      school                 ........... 55555555555
partnerships:families                      trust                  44444444444 55555555555
partnerships:say_entitlement_status        school,entitlement     S3333..3333 S3333..3333
partnerships:say_entitlement_status        school,primary_only    S3333443333 S3333443333
partnerships:raise_concern                 school                 ........... ...........
partnerships:concern_by_link               concern_link           ........... ...........
partnerships:concern_by_link               confirm                ggggggggggg ggggggggggg
partnerships:settle_concern                concern_link           55555555555 >>>>>>>>>>>
partnerships:concerns                      school                 S444...4444 S5555555555
partnerships:concerns                      trust                  S44444.4444 S5555555555
partnerships:concern                       concern                S444...4444 S444...4444
outcomes:school_views                      school                 ........... 55555555555
outcomes:open_school_round                 school                 S3333..3333 S3333..3333
outcomes:area_families                     authority              S.......... S5555555555
outcomes:area_families                     area                   S.......... S5555555555
outcomes:open_area_round                   authority              S33333333.. S33333333..
outcomes:views_round                       views                  ........... 55555555555
outcomes:give_views                        views                  ........... ...........
outcomes:note_views_relay                  views                  S3333..3333 S3333..3333
outcomes:promise_views_action              views                  S3333..3333 S3333..3333
brokerage:messages                         -                      S3333333... S5555555555
brokerage:write_message                    blank                  S3333333... S3333333...
brokerage:message                          message                S4444444... S5555555555
brokerage:change_message                   message                S4444444... S4444444...
brokerage:send_message                     message                S5555555555 S4444444>>>
brokerage:note_delivery                    message                S4444444... S4444444...
brokerage:tell_outcome                     message                S4444444... S4444444...
outcomes:finish_views_action               views,views_action     S3333..3333 S3333..3333
"""
