"""What a co-operative decides about its register."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.dates import MONTHS
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting

# Days; a member cannot be held longer than the end of the next financial year (BW 2:36 lid 1).
MOST_NOTICE = 730


@register_setting(icon="user", order=200)
class RegisterSettings(BaseGenericSetting):
    """How one joins, and how long personal details are kept."""

    applications_open = models.BooleanField(
        _("people can apply on the site"), default=True, help_text=_("BW 2:33: the board decides.")
    )
    welcome = models.TextField(_("text above the application form"), blank=True)
    welcome_en = models.TextField(_("the same in English"), blank=True)
    notice_days = models.PositiveSmallIntegerField(
        _("days of notice for ending a membership"),
        default=0,
        validators=[MaxValueValidator(MOST_NOTICE)],
        help_text=_(
            "As the statutes say. If they say nothing: 28, and only at the end of a financial "
            "year (BW 2:36 lid 1)."
        ),
    )
    leave_at_year_end = models.BooleanField(
        _("memberships end at the end of a financial year only"), default=False
    )
    year_ends_in = models.PositiveSmallIntegerField(
        _("month with which the financial year ends"),
        default=12,
        choices=MONTHS,
        help_text=_("At the end of the next financial year everybody can leave (BW 2:36 lid 1)."),
    )
    keep_former_members = models.PositiveSmallIntegerField(
        _("months that the details of former members are kept"),
        default=24,
        help_text=_("After that only number, kind, neighbourhood and dates remain (GDPR art. 17)."),
    )
    keep_declined = models.PositiveSmallIntegerField(
        _("weeks that declined and withdrawn applications are kept"), default=4
    )
    keep_unconfirmed = models.PositiveSmallIntegerField(
        _("days that unconfirmed applications are kept"),
        default=3,
        validators=[MinValueValidator(1)],
    )
    keep_exports = models.PositiveSmallIntegerField(
        _("months that the log of exports is kept"), default=84, help_text=_("BW 2:10: 7 years.")
    )
    has_liability = models.BooleanField(
        _("members are liable, in full or in part (W.A. or B.A.)"),
        default=False,
        help_text=_("Then applications are kept for 10 years (BW 2:61)."),
    )

    # The terms of the law are the least: records of the co-operative 7 years (BW 2:10).
    class Meta:
        verbose_name = _("register and privacy")
