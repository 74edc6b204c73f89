"""Straw polls in the back office: editors make them, and can reach no other poll."""

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.urls import URLPattern
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.admin.widgets import AdminDateTimeInput
from wagtail.snippets.views.chooser import SnippetChooserViewSet
from wagtail.snippets.views.snippets import SnippetViewSet

from governance.ballots import actions
from governance.ballots.models import StrawPoll
from governance.ballots.models.straw import NEVER

FEWEST, MOST, LONGEST = 2, 20, 200
"""How many choices there may be, and how many characters one may have."""


class StrawPollForm(WagtailAdminModelForm):
    """A question with its choices, one on each line."""

    labels = forms.CharField(
        label=_("Choices"),
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("One on each line. Somebody voted for it? Then it can no longer be changed."),
    )
    closes_at = forms.DateTimeField(
        label=_("Closes at"),
        required=False,
        widget=AdminDateTimeInput,
        help_text=_("Leave this empty and it stays open."),
    )

    class Meta:
        model = StrawPoll
        fields: ClassVar = ["question", "explanation", "closes_at"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["labels"] = "\n".join(
                choice.label for choice in self.instance.choices.all()
            )
            self.initial["closes_at"] = self.instance.ends_at

    def clean_labels(self) -> list[str]:
        lines = [" ".join(line.split()) for line in self.cleaned_data["labels"].splitlines()]
        labels = [line for line in lines if line]
        if not FEWEST <= len(labels) <= MOST:
            words = {"fewest": FEWEST, "most": MOST}
            raise ValidationError(_("Give %(fewest)s to %(most)s choices.") % words)
        if len(set(labels)) < len(labels):
            raise ValidationError(_("A choice stands there twice."))
        if max(map(len, labels)) > LONGEST:
            raise ValidationError(
                _("A choice has at most %(longest)s characters.") % {"longest": LONGEST}
            )
        kept = actions.kept_by_votes(self.instance, labels) if self.instance.pk else []
        if kept:
            raise ValidationError(
                _("Somebody voted for “%(label)s” already, so it has to stay as it is.")
                % {"label": kept[0]}
            )
        return labels

    def clean_closes_at(self) -> Any:
        closes, opened = self.cleaned_data["closes_at"], self.instance.opens_at
        if closes and opened and closes <= opened:
            raise ValidationError(_("A straw poll closes after it was made."))
        return closes or NEVER

    def save(self, commit: bool = True) -> StrawPoll:
        return actions.save_straw_poll(poll=self.instance, labels=self.cleaned_data["labels"])


class StrawPollChooser(SnippetChooserViewSet):
    """Without Wagtail's address for making one while choosing: that has no form and breaks."""

    def get_urlpatterns(self) -> list[URLPattern]:
        return [path for path in super().get_urlpatterns() if path.name != "create"]


class StrawPollViewSet(SnippetViewSet):
    """The model's own manager gives straw polls only; so do these pages and the chooser."""

    model = StrawPoll
    icon = "tick-inverse"
    menu_label = _("Straw polls")
    menu_order = 350
    add_to_admin_menu = True
    copy_view_enabled = False
    chooser_viewset_class = StrawPollChooser
    edit_handler = ObjectList(
        [FieldPanel(name) for name in ("question", "explanation", "labels", "closes_at")],
        base_form_class=StrawPollForm,
    )
