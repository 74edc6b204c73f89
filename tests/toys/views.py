from django.shortcuts import render

from governance.members.access.page import page
from tests.toys.capabilities import COUNT_BIRDS
from tests.toys.pages import BirdsPage


@page(COUNT_BIRDS)
def birds(request):
    return render(request, "toys/birds.html", {"page": BirdsPage.read()})
