"""Suspending, lifting, leaving and staying: one page asks and does each, for one member or many."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import Promise, cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin

from governance.members.actions import bulk, register
from governance.members.forms.acts import DayForm, ReasonForm
from governance.members.models import Member
from governance.members.refusals import RefusedTogether
from governance.members.register.words import numbered, status_words

# Members in one act at most.
MOST = 200


@dataclass(frozen=True)
class Act:
    # The key, and part of the address.
    name: str
    action: Callable[..., Any]
    title: str | Promise
    explanation: str | Promise
    icon: str
    form: type[forms.Form]
    reason_required: bool = False
    in_bulk: bool = True

    @property
    def address(self) -> str:
        return reverse(f"register_members:{self.name}")


ACTS = {
    act.name: act
    for act in (
        Act(
            "suspend",
            register.suspend,
            _("Suspend"),
            _(
                "A suspended member has no vote and no access to the meeting (BW 2:38). The member "
                "gets a mail with the day and the reason. Write a letter to members who "
                "have no address."
            ),
            "lock",
            DayForm,
            reason_required=True,
        ),
        Act(
            "lift",
            register.reinstate,
            _("Lift the suspension"),
            _("From now on the member can vote again."),
            "lock-open",
            ReasonForm,
        ),
        Act(
            "leave",
            register.leave,
            _("End the membership"),
            _(
                "The membership ends at the start of that day. The number stays taken. The member "
                "gets a mail with the day and the reason. Write a letter to members who "
                "have no address."
            ),
            "cross",
            DayForm,
        ),
        Act(
            "stay",
            register.stay,
            _("Undo leaving"),
            _("The membership goes on, as if it had never ended."),
            "undo",
            ReasonForm,
            in_bulk=False,
        ),
    )
}


class ActView(PermissionCheckedMixin, WagtailAdminTemplateMixin, FormView):
    """Shows to whom it will be done, asks day and reason, and does it to all or to none."""

    model = Member
    permission_required = "change"
    template_name = "members/back_office/act.html"
    act: Act = ACTS["suspend"]
    header_icon = "user"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if self.user_has_permission("change") and not self.members:
            messages.warning(request, _("Tick the members first."))
            return redirect("register_members:index")
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def members(self) -> list[Member]:
        ids = [one for one in self.request.GET.getlist("id") if one.isascii() and one.isdigit()]
        if len(ids) > MOST:
            raise Http404
        members = Member.objects.filter(pk__in=[int(one) for one in ids if len(one) < 19])
        return list(members.select_related("neighbourhood").order_by("number"))

    def get_page_title(self) -> str:
        return str(self.act.title)

    def get_page_subtitle(self) -> str:
        if len(self.members) == 1:
            return str(self.members[0])
        number = len(self.members)
        return ngettext("%(number)s member", "%(number)s members", number) % {"number": number}

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        members = {"url": reverse("register_members:index"), "label": _("Members")}
        here = {"url": "", "label": self.get_page_title(), "sublabel": self.get_page_subtitle()}
        return [*self.breadcrumbs_items, members, here]

    def get_form_class(self) -> type[forms.Form]:
        return self.act.form

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"reason_required": self.act.reason_required}

    def get_success_url(self) -> str:
        if len(self.members) == 1:
            return reverse("register_members:inspect", args=[self.members[0].pk])
        return reverse("register_members:index")

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            done = bulk.apply_to_all(
                self.act.action,
                members=self.members,
                by=numbered(self.request.user),
                **form.cleaned_data,
            )
        except RefusedTogether as no:
            for member, refusal in no.refused:
                form.add_error(None, f"{member}: {refusal.sentence}")
            return self.form_invalid(form)
        said = ngettext("%(title)s: done.", "%(title)s: done for %(number)s members.", done)
        messages.success(self.request, said % {"title": self.act.title, "number": done})
        return redirect(self.get_success_url())

    def form_invalid(self, form: Any) -> HttpResponse:
        response = super().form_invalid(form)
        response.status_code = 422
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows = [(member, status_words(member)) for member in self.members]
        return super().get_context_data(
            act=self.act, rows=rows, back=self.get_success_url(), **kwargs
        )
