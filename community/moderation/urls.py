"""Addresses of the moderation."""

from django.urls import path

from community.moderation import arranging, authors, views

app_name = "moderation"
urlpatterns = [
    path("", views.queue, name="queue"),
    path("log/", views.log, name="log"),
    path("case/<slug:kind>/<int:pk>/", views.case, name="case"),
    path("case/<slug:kind>/<int:pk>/decide/", views.decide, name="decide"),
    path("case/<slug:kind>/<int:pk>/appeal/", views.decide_appeal, name="decide_appeal"),
    path("case/<slug:kind>/<int:pk>/remark/", views.remark, name="remark"),
    path("members/<int:pk>/", views.judge_member, name="member"),
    path("flag/<slug:kind>/<int:pk>/", views.flag, name="flag"),
    path("mine/<slug:kind>/<int:pk>/", authors.own, name="own"),
    path("mine/<slug:kind>/<int:pk>/change/", authors.repair, name="repair"),
    path("mine/<slug:kind>/<int:pk>/appeal/", authors.appeal, name="appeal"),
    path("threads/<int:pk>/", arranging.thread, name="thread"),
    path("threads/<int:pk>/<slug:tool>/", arranging.arrange, name="arrange"),
]
