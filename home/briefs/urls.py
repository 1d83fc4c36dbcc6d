"""Addresses of briefs, below /<language>/briefs/. The list is Wagtail's; so is a brief that was moved elsewhere."""

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
    path("<slug:slug>/", views.brief, name="brief"),
    path("<slug:slug>/", include(FORMS)),
    path("<slug:slug>/endorse/", views.endorse, name="endorse"),
    path("<slug:slug>/versions/<int:number>/", views.version, name="version"),
    path("<slug:slug>/versions/<int:number>/", include((FORMS, "past"))),
]
