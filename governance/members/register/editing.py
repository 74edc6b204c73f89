"""Entering a member and changing details, through the actions of the register."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views import generic

from governance.members.access.act_page import blame
from governance.members.actions import register
from governance.members.forms.members import AdmitForm, ChangeForm
from governance.members.login import devices
from governance.members.models import Member
from governance.members.register.words import numbered
from governance.members.roles import Role
from governance.refusals import Refused


class RefusedInForm:
    """A refusal comes back in the form, with all that was filled in (422)."""

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            response: HttpResponse = super().form_valid(form)  # type: ignore[misc]
        except Refused as refused:
            if refusal := blame(form, refused.refusal):
                form.add_error(None, str(refusal.sentence))
            self.is_valid(form)  # type: ignore[attr-defined]
            return self.form_invalid(form)
        return response

    def form_invalid(self, form: Any) -> HttpResponse:
        response: HttpResponse = super().form_invalid(form)  # type: ignore[misc]
        response.status_code = 422
        return response

    def get_success_url(self) -> str:
        return reverse("register_members:inspect", args=[self.object.pk])  # type: ignore[attr-defined]

    def get_success_buttons(self) -> list[Any]:
        return []


class AdmitView(RefusedInForm, generic.CreateView):
    form_class = AdmitForm
    page_title = _("New member")
    success_message = _("%(object)s is in the register now.")
    error_message = _("The member could not be entered. Look at what is marked below.")
    submit_button_label = _("Enter")

    def save_instance(self) -> Member:
        return register.admit(by=numbered(self.request.user), **self.form.cleaned_data)


class ChangeView(RefusedInForm, generic.EditView):
    form_class = ChangeForm
    success_message = _("%(object)s: the changes are kept.")
    error_message = _("The changes could not be kept. Look at what is marked below.")

    def get_object(self, queryset: Any = None) -> Member:
        members = Member.objects.select_related("user", "kind", "neighbourhood")
        return get_object_or_404(members, pk=self.object_pk)

    def save_instance(self) -> Member:
        user, member = self.request.user, self.object
        own = member.user_id == user.pk
        changes = register.change(
            member=member,
            by=numbered(user),
            also_in_office=user.is_superuser or Role.ADMINISTRATOR in user.roles or own,
            **self.form.cleaned_data,
        )
        if own and "email" in changes:
            devices.stay(self.request)
        return Member.objects.get(pk=member.pk)
