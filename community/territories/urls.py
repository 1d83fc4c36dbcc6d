"""Addresses of territories and corridors."""

from django.urls import path

from community.territories import views

app_name = "territories"
urlpatterns = [
    path("territories/<slug:slug>/", views.territory, name="territory"),
    path("corridors/<slug:slug>/", views.corridor, name="corridor"),
]
