"""Addresses of briefs, below /<language>/briefs/. What was moved elsewhere is served by Wagtail."""

from django.urls import include, path

from home.briefs import views

app_name = "briefs"
FORMS = [
    path("text/", views.text, name="text"),
    path("pdf/", views.paper, name="pdf"),
    path("cite.bib", views.bibtex, name="bibtex"),
    path("cite.ris", views.ris, name="ris"),
]
urlpatterns = [
    path("", views.index, name="index"),
    path("<slug:slug>/", views.brief, name="brief"),
    path("<slug:slug>/", include(FORMS)),
    path("<slug:slug>/endorse/", views.endorse, name="endorse"),
    path("<slug:slug>/versions/<int:number>/", views.version, name="version"),
    path("<slug:slug>/versions/<int:number>/", include((FORMS, "past"))),
]
