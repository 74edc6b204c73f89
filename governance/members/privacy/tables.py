"""Which rows are about a person, and which tables lack a declaration."""

from __future__ import annotations

from collections.abc import Iterable

from django.apps import apps
from django.db.models import Model, Q

from governance.members.models import Member
from governance.members.privacy.declarations import Rows, declarations
from governance.members.privacy.subject import DataSubject


def rows_about(model: type[Model], people: Iterable[str], subject: DataSubject) -> Rows:
    found = Q(pk__in=[])
    for path in people:
        key = subject.member if at_the_end(model, path) is Member else subject.user
        found |= Q(**{path: key})
    return model._base_manager.filter(found)


def at_the_end(model: type[Model], path: str) -> type[Model]:
    """The model to which a path leads: "entry__member" to Member, "pk" to the model itself."""
    for name in path.split("__"):
        if name != "pk":
            model = model._meta.get_field(name).related_model  # type: ignore[assignment]
    return model


def undeclared() -> set[str]:
    """Tables that refer to a person, without a declaration that says what is handed out."""
    people = {one.model for one in declarations() if one.identifies}
    declared = {one.model for one in declarations() if one.export}
    models = apps.get_models(include_auto_created=True)
    return {one._meta.label for one in models if refers(one, people) and one not in declared}


def refers(model: type[Model], people: set[type[Model]]) -> bool:
    links = {field.related_model for field in model._meta.local_fields if field.is_relation}
    return not model._meta.proxy and bool(links & people)
