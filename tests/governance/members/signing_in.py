"""Signing in by code, as a browser does."""

from django.test import Client

from tests.governance.members.mailbox import newest_code

ASK, ENTER = "/account/inloggen/", "/account/inloggen/code/"


def ask(client, email, **more):
    return client.post(ASK, {"email": email}, **more)


def entered(someone, **more):
    client = Client(**more)
    ask(client, someone.user.email)
    assert client.post(ENTER, {"code": newest_code()}).status_code == 302
    return client


def signed_out(client):
    client.post("/account/uitloggen/")
    assert client.get("/mijn/").status_code == 302
    return client


def without_session(client):
    client.cookies.pop("sessionid", None)
    return client
