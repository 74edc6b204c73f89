"""After a sealed vote: the committee takes the sealed ballots away, and brings them back opened."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods, require_safe

from governance.ballots import actions
from governance.ballots.actions import Problem
from governance.ballots.capabilities import KEEP_KEYS
from governance.ballots.forms import OpenedForm
from governance.ballots.keys.files import write
from governance.ballots.models import Poll
from governance.ballots.refusals import Refusal, Refused
from governance.ballots.views.keys import as_file
from governance.ballots.views.refused import refuse
from governance.members.access.actor import Actor
from governance.members.permissions import open_to


@require_safe
@never_cache
@open_to(KEEP_KEYS)
def sealed_file(request: HttpRequest, slug: str) -> HttpResponse:
    """All boxes of a closed vote, in one file. Who has no two shares can read nothing of it."""
    poll = get_object_or_404(Poll, slug=slug)
    try:
        return as_file(write(actions.sealed_ballots(poll)), f"verzegeld-{poll.slug}.json")
    except Refused as error:
        return refuse(request, poll, error.refusal)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@sensitive_post_parameters()
@sensitive_variables()
@open_to(KEEP_KEYS)
def unseal(request: HttpRequest, slug: str) -> HttpResponse:
    """The steps of the committee, and the form that takes the opened ballots."""
    poll = get_object_or_404(Poll, slug=slug)
    if poll.unsealed_at is not None:
        return redirect(poll)
    if poll.mode != Poll.Mode.SEALED or poll.state != Poll.State.CLOSED:
        return refuse(request, poll, Refusal.WRONG_STATE)
    posted = request.method == "POST"
    form = OpenedForm(request.POST, request.FILES) if posted else OpenedForm()
    problems: list[str] = []
    if posted and form.is_valid():
        try:
            opened = form.cleaned_data["file"]
            return redirect(actions.unseal(poll=poll, opened=opened, by=Actor.user(request.user)))
        except actions.DoesNotFit as error:
            problems = [in_words(problem, number) for problem, number in error.problems.items()]
        except Refused as error:
            return refuse(request, poll, error.refusal)
    context = {"poll": poll, "form": form, "problems": problems, "boxes": poll.ballots.count()}
    status = 422 if problems or form.errors else 200
    return render(request, "ballots/unseal.html", context, status=status)


def in_words(problem: Problem, number: int) -> str:
    """How many ballots do not fit, and why; never which choice."""
    sentences = {
        Problem.FOREIGN: ngettext(
            "%(number)s ballot is of another vote.",
            "%(number)s ballots are of another vote.",
            number,
        ),
        Problem.MISSING: ngettext(
            "%(number)s sealed ballot is not in the file.",
            "%(number)s sealed ballots are not in the file.",
            number,
        ),
        Problem.UNKNOWN: ngettext(
            "%(number)s ballot in the file was not in this box.",
            "%(number)s ballots in the file were not in this box.",
            number,
        ),
        Problem.TWICE: ngettext(
            "%(number)s ballot is in the file more than once.",
            "%(number)s ballots are in the file more than once.",
            number,
        ),
        Problem.ALTERED: ngettext(
            "%(number)s ballot says something else than was cast.",
            "%(number)s ballots say something else than was cast.",
            number,
        ),
        Problem.INVALID: ngettext(
            "%(number)s ballot does not fit the rules of the vote.",
            "%(number)s ballots do not fit the rules of the vote.",
            number,
        ),
    }
    return sentences[problem] % {"number": number}
