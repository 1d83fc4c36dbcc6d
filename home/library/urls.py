"""Addresses: the library."""

from django.urls import path

from home.library import views

app_name = "library"
urlpatterns = [
    path("", views.index, name="index"),
    path("propose/", views.propose, name="propose"),
    path("mine/", views.mine, name="mine"),
    path("review/", views.review, name="review"),
    path("<slug:slug>/", views.item, name="item"),
    path("<slug:slug>/edit/", views.edit, name="edit"),
    path("<slug:slug>/document/", views.document, name="document"),
    path("<slug:slug>/move/", views.move, name="move"),
    path("<slug:slug>/withdraw/", views.withdraw, name="withdraw"),
]
