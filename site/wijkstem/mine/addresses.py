"""Addresses of pages that this house may or may not have."""

from django.urls import NoReverseMatch, reverse


def address_of(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
