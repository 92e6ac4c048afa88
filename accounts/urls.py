"""One's own account. Sign-in, passwords and second factors are the library's, beside these."""

from django.urls import path

from accounts import views

app_name = "accounts"
urlpatterns = [
    path("account/", views.profile, name="profile"),
    path("account/name/", views.name, name="name"),
    path("account/letters/", views.letters, name="letters"),
    path("letters/stop/<str:token>/", views.stop_letter, name="stop_letter"),
    path("account/keys/", views.api_keys, name="api_keys"),
    path("account/keys/<slug:token_key>/revoke/", views.revoke_api_key, name="revoke_api_key"),
]
