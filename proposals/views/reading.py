"""The list of ideas, one idea, and ideas with a similar title."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from governance.members.access.capabilities import Who
from governance.members.access.page import page
from governance.members.access.request import HouseRequest
from governance.members.models import Member, Neighbourhood
from proposals.models import Idea, IdeaQuerySet

PER_PAGE = 12
LONGEST = 120


def query_text(request: HouseRequest, name: str) -> str:
    # PostgreSQL takes no NUL characters.
    return request.GET.get(name, "").replace("\0", "").strip()[:LONGEST]


@dataclass(frozen=True)
class IdeaFilter:
    """The ideas that the reader asked for, and their order; unknown values are left out."""

    words: str
    neighbourhood: Neighbourhood | None
    by_support: bool

    def ideas(self, member: Member | None) -> IdeaQuerySet:
        ideas: IdeaQuerySet = Idea.objects.for_reader(member)
        if self.neighbourhood:
            ideas = ideas.filter(neighbourhood=self.neighbourhood)
        if self.words:
            ideas = ideas.mentioning(self.words)
        return ideas.most_supported_first() if self.by_support else ideas.newest_first()

    @property
    def query(self) -> str:
        """The same choice as a query string."""
        fields = {
            "q": self.words,
            "wijk": self.neighbourhood.slug if self.neighbourhood else "",
            "volgorde": "steun" if self.by_support else "",
        }
        return urlencode({name: value for name, value in fields.items() if value})


@page(Who.EVERYONE)
def idea_list(request: HouseRequest) -> HttpResponse:
    """GET fields: `q` (words), `wijk` (a neighbourhood's slug), `volgorde` ("steun"), `p`."""
    neighbourhoods = list(Neighbourhood.objects.all())
    slug = query_text(request, "wijk")
    wanted = IdeaFilter(
        words=query_text(request, "q"),
        neighbourhood=next((one for one in neighbourhoods if one.slug == slug), None),
        by_support=query_text(request, "volgorde") == "steun",
    )
    ideas = Paginator(wanted.ideas(request.visitor.member), PER_PAGE)
    context = {
        "neighbourhoods": neighbourhoods,
        "wanted": wanted,
        "ideas": ideas.get_page(request.GET.get("p")),
        "back": request.get_full_path(),
    }
    return render(request, "proposals/list.html", context)


@page(Who.EVERYONE)
def idea_page(request: HouseRequest, pk: int) -> HttpResponse:
    member = request.visitor.member
    idea = get_object_or_404(Idea.objects.for_reader(member), pk=pk)
    context = {
        "idea": idea,
        "back": idea.get_absolute_url(),
        "own": member is not None and member.pk == idea.author_id,
    }
    return render(request, "proposals/idea.html", context)


@page(Who.EVERYONE)
def similar(request: HouseRequest) -> HttpResponse:
    """Ideas with a title like `title`: the fragment for htmx, otherwise the form."""
    if not request.htmx:
        return redirect("proposals:submit")
    found = Idea.objects.similar_to(query_text(request, "title"))
    return render(request, "proposals/_similar.html", {"similar": found})
