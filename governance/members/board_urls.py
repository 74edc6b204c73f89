"""Pages on which the board accounts for roles and personal details."""

from django.urls import path

from governance.members.views import erasure, records, terms

app_name = "board"

urlpatterns = [
    path("termijnen/", terms.term_list, name="terms"),
    path("termijnen/benoemen/", terms.appoint, name="appoint"),
    path("termijnen/<int:pk>/beeindigen/", terms.end_term, name="end_term"),
    path("bewaartermijnen/", records.retention, name="retention"),
    path("verwerkingen/", records.processing, name="processing"),
    path("oud-leden/", erasure.former_list, name="former"),
    path("oud-leden/<int:number>/wissen/", erasure.erase, name="erase"),
]
