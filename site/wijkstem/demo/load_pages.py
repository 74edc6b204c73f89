"""Writing the pages of the demo, in Dutch and in part in English."""

import datetime
import json
from dataclasses import dataclass
from typing import Any

from wagtail.images.models import Image
from wagtail.models import Collection, Locale, Page, Site

from content.models import Brand, DocumentsPage, HomePage, NewsIndexPage, NewsPage, StandardPage
from content.models.documents import PRIVATE, PUBLIC
from content.straw.models import Question
from wijkstem.demo.words import Words

Data = dict[str, Any]
KINDS = {"news": NewsIndexPage, "documents": DocumentsPage, "standard": StandardPage}


@dataclass(frozen=True)
class Writer:
    words: Words
    pictures: dict[str, Image]

    @property
    def locale(self) -> Locale:
        return Locale.objects.get(language_code=self.words.language)

    def body(self, blocks: list[Data]) -> str:
        filled = [
            {"type": block["type"], "value": self.value(block["type"], block["value"])}
            for block in blocks
        ]
        return json.dumps(filled)

    def value(self, kind: str, value: Any) -> Any:
        value = self.fill(value)
        if kind == "picture":
            image = {"image": self.pictures[value["picture"]].pk, "alt_text": value["alt_text"]}
            return {"image": {**image, "decorative": False}, "caption": value["caption"]}
        if kind == "teasers":
            pages = Page.objects.filter(locale=self.locale)
            for teaser in value["teasers"]:
                teaser["page"] = pages.get(slug=teaser["page"]).pk
        if kind == "straw_poll":
            value["poll"] = Question.objects.get(slug=value["poll"]).pk
        return value

    def fill(self, value: Any) -> Any:
        if isinstance(value, str):
            return self.words.fill(value).strip()
        if isinstance(value, list):
            return [self.fill(one) for one in value]
        if isinstance(value, dict):
            return {name: self.fill(one) for name, one in value.items()}
        return value

    def write(self, page: Page, data: Data) -> None:
        for field in ("title", "introduction", "summary"):
            if field in data:
                setattr(page, field, self.fill(data[field]))
        page.search_description = self.fill(data.get("description", ""))
        if "body" in data:
            page.body = self.body(data["body"])
        if isinstance(page, NewsPage):
            page.image_alt = data.get("alt", "")
        page.save_revision().publish()


def load_pages(pages: list[Data], articles: list[Data], home: Data, writers: list[Writer]) -> int:
    # The home page comes last, since it points at others.
    dutch = writers[0]
    sign(home["brand"])
    start = HomePage.objects.get(locale=dutch.locale, depth=2)
    for data in pages:
        add(start, data, writers)
    index = NewsIndexPage.objects.child_of(start).get()
    for data in articles:
        add(index, data, writers)
    for writer, data in zip(writers, (home, home["en"]), strict=True):
        writer.write(start.get_translation(writer.locale), data)
    return len(pages) + len(articles) + len(writers)


def add(parent: Page, data: Data, writers: list[Writer]) -> None:
    dutch, english = writers
    page = draft(data, dutch)
    parent.add_child(instance=page)
    if isinstance(page, DocumentsPage):
        page.collections = shelves()
    dutch.write(page, data)
    if "en" in data:
        english.write(page.copy_for_translation(english.locale), data["en"])


def draft(data: Data, writer: Writer) -> Page:
    names = {
        "slug": data["slug"],
        "title": writer.fill(data["title"]),
        "locale": writer.locale,
        "show_in_menus": data.get("at_the_foot", False),
    }
    if "kind" in data:
        return KINDS[data["kind"]](**names, live=False)
    date = writer.words.today - datetime.timedelta(days=data["days"])
    picture = writer.pictures.get(data.get("picture", ""))
    return NewsPage(**names, date=date, image=picture, live=False)


def sign(brand: Data) -> None:
    site = Site.objects.get(is_default_site=True)
    Brand.objects.get_or_create(site=site, defaults=brand)


def shelves() -> list[Collection]:
    roots = Collection.objects.filter(depth=2, name__in=[PUBLIC, PRIVATE])
    return [shelf for root in roots for shelf in root.get_children()]
