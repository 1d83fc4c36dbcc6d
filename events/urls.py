"""Addresses of the forms of exchanges, below /<language>/exchanges/. The list and the pages are Wagtail's."""

from django.urls import path

from events import views

app_name = "events"
urlpatterns = [
    path("time-zone/", views.choose_zone, name="choose_zone"),
    path("<slug:slug>/register/", views.register, name="register"),
    path("<slug:slug>/cancel/", views.cancel, name="cancel"),
    path("<slug:slug>/calendar.ics", views.calendar, name="calendar"),
]
