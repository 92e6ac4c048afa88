"""Addresses that exist in the demo only."""

from django.urls import path

from demo import views

app_name = "demo"
urlpatterns = [
    path("demo/outbox/", views.outbox, name="outbox"),
    path("demo/outbox/<int:pk>/", views.email, name="email"),
]
