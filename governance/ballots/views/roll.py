"""The roll of a vote: who may vote, with how many votes, and why (not)."""

from django.core.paginator import Paginator
from django.db.models import Q, QuerySet, Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from governance.ballots import actions, roll_words
from governance.ballots.capabilities import ADD_TO_ROLL, SEE_ROLL
from governance.ballots.forms.roll import Reason
from governance.ballots.models import Poll, RollEntry
from governance.ballots.refusals import Refused
from governance.ballots.views.refused import refuse
from governance.members.access.actor import Actor
from governance.members.models import Member
from governance.members.permissions import open_to, proven_anew, roles_of
from governance.members.roles import Role

A_PAGE = 100
MOST_ANSWERS = 20


@require_safe
@never_cache
@open_to(SEE_ROLL)
def roll_page(request: HttpRequest, slug: str) -> HttpResponse:
    """The whole roll, or the answer for whoever is looked for by number or name.

    Who has voted is for the secretary and the counting committee, who need it for votes on paper.
    """
    poll = get_object_or_404(Poll, slug=slug)
    query = request.GET.get("q", "").strip()[:120]
    entries = poll.roll.select_related("proxy", "participation")
    context = {
        "poll": poll,
        "query": query,
        "answers": answers(poll, query) if query else [],
        "most": MOST_ANSWERS,
        "page": Paginator(entries, A_PAGE).get_page(request.GET.get("p")),
        "shows_voted": bool(roles_of(request.user) & {Role.SECRETARY, Role.COUNTING}),
        "secretary": Role.SECRETARY in roles_of(request.user),
        **totals(entries),
    }
    return render(request, "ballots/roll.html", context)


def totals(entries: QuerySet[RollEntry]) -> dict[str, int]:
    return {
        "heads": entries.count(),
        "votes": entries.aggregate(votes=Sum("votes"))["votes"] or 0,
        "voted": entries.filter(participation__isnull=False).count(),
    }


def answers(poll: Poll, query: str) -> list[roll_words.Answer]:
    """What the roll says of each member with this number or with this in their name."""
    wanted = Q(name__icontains=query)
    if query.isdecimal() and len(query) < 10:
        wanted |= Q(number=int(query))
    found = Member.objects.filter(wanted).select_related("neighbourhood__parent")[:MOST_ANSWERS]
    return [roll_words.why(poll, member) for member in found]


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@open_to(ADD_TO_ROLL)
@proven_anew
def add_to_roll(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """GET asks for the reason, POST puts the member on the roll of an open vote."""
    poll = get_object_or_404(Poll, slug=slug)
    member = get_object_or_404(Member, number=number)
    form = Reason(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        context = {"poll": poll, "about": roll_words.why(poll, member), "form": form}
        return render(
            request, "ballots/add_to_roll.html", context, status=422 if form.errors else 200
        )
    try:
        reason = form.cleaned_data["reason"]
        actions.add_to_roll(poll=poll, member=member, reason=reason, by=Actor.user(request.user))
    except Refused as error:
        return refuse(request, poll, error.refusal)
    return redirect(f"{reverse('ballots:roll', args=[slug])}?q={number}")
