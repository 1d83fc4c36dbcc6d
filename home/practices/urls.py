"""Addresses of practices beside the pages themselves, below /<language>/practices/."""

from django.urls import path

from home.practices import views

app_name = "practices"
urlpatterns = [
    path("compare/", views.compare, name="compare"),
    path("stale/", views.stale, name="stale"),
    path("export.<slug:form>", views.export, name="export"),
    path("documents/<int:story>/<int:pk>/", views.attachment, name="attachment"),
    path("", views.index, name="index"),
    path("<slug:slug>/", views.story, name="story"),
    path("<slug:slug>/document/", views.document, name="document"),
    path("<slug:slug>/pdf/", views.paper, name="paper"),
    path("<slug:slug>/confirm/", views.confirm, name="confirm"),
    path("<slug:slug>/card.png", views.card, name="card"),
]
