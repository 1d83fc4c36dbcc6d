"""Addresses of the moderation."""

from django.urls import path

from community.moderation import views

app_name = "moderation"
urlpatterns = [
    path("", views.queue, name="queue"),
    path("case/<slug:kind>/<int:pk>/", views.case, name="case"),
    path("case/<slug:kind>/<int:pk>/decide/", views.decide, name="decide"),
    path("flag/<slug:kind>/<int:pk>/", views.flag, name="flag"),
]
