"""The invented ideas of the demo: who had them, and how many support them."""

import datetime
import random
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from governance.members.models import Member
from proposals import actions
from proposals.models import Idea, Support
from wijkstem.demo.people import PLACES

# Who takes part was a member before the oldest idea.
LONG_ENOUGH = datetime.timedelta(days=81)
# The member one can be in the demo: she has an idea of her own, and can withdraw it.
RIET = PLACES["lid"][0]


@dataclass(frozen=True)
class Draft:
    """An idea before it has an author."""

    # Days count back from today; `appeal` is the percentage of members who support it; cost in
    # euros.

    where: str
    title: str
    text: str
    why: str
    cost: int | None
    days: int
    appeal: int
    author: int | None = None


MOLEN, HAVEN, TUINDORP = "Molenkwartier", "Havenbuurt", "Tuindorp-Oost"

DRAFTS = [
    Draft(
        MOLEN,
        "Een watertappunt op het Molenplein",
        "Op het plein is geen plek om water te drinken of een flesje te vullen. Ik wil een "
        "tappunt naast de lindes, met onderaan een bakje voor honden. Het waterbedrijf plaatst "
        "het en wij betalen de aansluiting.",
        "Kinderen die op het plein spelen hoeven niet meer naar de winkel voor een flesje.",
        3200,
        64,
        31,
    ),
    Draft(
        MOLEN,
        "Regentonnen voor de hele Korenstraat",
        "Als wij samen veertig regentonnen bestellen, kosten ze de helft. Twee handige buren "
        "zetten ze neer en sluiten ze aan op de regenpijp.\n\n"
        "Wie slecht ter been is, krijgt hulp met het vullen van de gieter.",
        "Bij een stortbui loopt het riool niet meer over, en in de zomer is er water voor de "
        "geveltuinen.",
        2400,
        51,
        22,
    ),
    Draft(
        MOLEN,
        "Repareercafé op zaterdagochtend in de oude bakkerij",
        "Eén keer in de maand zitten vier vrijwilligers klaar om lampen, stofzuigers, fietsen "
        "en kleren te repareren. De koffie staat klaar. Wij zoeken nog iemand die met een "
        "naaimachine overweg kan.",
        "Er gaat minder bij het grofvuil en u leert uw buren kennen.",
        850,
        33,
        38,
    ),
    Draft(
        MOLEN,
        "Drempel voor de school in de Meelsteeg",
        "Auto's rijden hier vijftig, terwijl er om half negen tachtig kinderen oversteken. Een "
        "verhoogde oversteek met gele strepen dwingt tot langzaam rijden. De gemeente wil "
        "meebetalen als de buurt erachter staat.",
        "",
        None,
        12,
        44,
    ),
    Draft(
        HAVEN,
        "Twee banken aan de kade, met een leuning",
        "Tussen de Middelste Brug en de sluis kunt u nergens zitten. Twee houten banken met "
        "een rug en armleuningen, zodat ouderen ook weer overeind komen. Graag op de plek "
        "waar 's middags de zon staat.",
        "Mijn buurvrouw van 84 loopt nu niet meer naar de sluis, omdat zij onderweg niet kan "
        "rusten.",
        2600,
        58,
        47,
        RIET,
    ),
    Draft(
        HAVEN,
        "Deelbakfietsen bij het havenkantoor",
        "Drie elektrische bakfietsen die leden per uur lenen. Het havenkantoor heeft een droge "
        "stalling met stroom. Wij beheren ze zelf, met een agenda op de deur en een groepje "
        "dat de banden oppompt.",
        "Voor boodschappen en kinderen hebt u dan geen tweede auto nodig.",
        14500,
        40,
        26,
    ),
    Draft(
        HAVEN,
        "Zwemtrap bij de sluis",
        "In de zomer springt iedereen al van de kade, maar eruit klimmen gaat met moeite langs "
        "een oude ketting. Een roestvrije trap en een reddingsboei maken het veiliger. Het "
        "waterschap vindt het goed buiten de vaargeul.",
        "",
        4100,
        25,
        35,
    ),
    Draft(
        HAVEN,
        "Avondwinkel zonder winst in de loods",
        "De laatste winkel in de Havenbuurt is dicht. In een hoek van de loods kunnen wij "
        "brood, melk en groente verkopen, drie avonden in de week, met vrijwilligers achter "
        "de kassa. Wie weinig geld heeft, betaalt minder.",
        "Voor een pak melk moet u nu twintig minuten lopen.",
        9000,
        7,
        19,
    ),
    Draft(
        TUINDORP,
        "Voedselbos op het veldje achter de garages",
        "Het veldje is nu gras dat twee keer per jaar wordt gemaaid. Met appels, noten, bessen "
        "en kruiden wordt het een plek waar iedereen mag plukken. Een hovenier uit de buurt "
        "maakt het plan zonder rekening te sturen.",
        "Meer schaduw, meer vogels, en de school kan er les geven.",
        6800,
        70,
        41,
    ),
    Draft(
        TUINDORP,
        "Samen zonnepanelen huren voor de portiekflats",
        "Huurders mogen zelf niets op het dak leggen. Als coöperatie kunnen wij de daken van "
        "de vier flats huren en de stroom verdelen. Ik zoek mensen die met mij naar de "
        "woningcorporatie gaan.",
        "De energierekening gaat omlaag, ook voor wie geen eigen dak heeft.",
        None,
        46,
        29,
    ),
    Draft(
        TUINDORP,
        "Eettafel voor wie alleen eet, elke donderdag",
        "In de keuken van het buurthuis koken wij met zes mensen voor dertig. Een maaltijd kost "
        "vier euro. Wie niet kan lopen, wordt opgehaald met de deelbakfiets.",
        "In onze straat wonen veel mensen alleen, en samen eten is gezelliger.",
        1900,
        19,
        33,
    ),
    Draft(
        TUINDORP,
        "Lantaarns op het achterpad bij de moestuinen",
        "Het pad is na vijven aardedonker. Zes lage lampen die aangaan als er iemand langskomt, "
        "op zonnestroom, zodat niemand er last van heeft in de slaapkamer.",
        "",
        3750,
        3,
        15,
    ),
]


@transaction.atomic
def load_ideas(rng: random.Random) -> None:
    today = timezone.localdate()
    there = Member.objects.in_standing(today).on(today - LONG_ENOUGH)
    members = list(there.select_related("neighbourhood"))
    authors = {member.number: member for member in members}
    for draft in DRAFTS:
        neighbours = [
            member
            for member in members
            if member.neighbourhood.name == draft.where and member.number in authors
        ]
        chosen = authors.get(draft.author or 0) or (rng.choice(neighbours) if neighbours else None)
        if chosen is not None:
            authors.pop(chosen.number)
            let_support(submit(draft, chosen), draft.appeal, members, rng)


def submit(draft: Draft, author: Member) -> Idea:
    idea = actions.submit(
        author=author,
        neighbourhood=author.neighbourhood,
        title=draft.title,
        text=draft.text,
        why=draft.why,
        cost=None if draft.cost is None else draft.cost * 100,
    )
    idea.submitted_at = timezone.now() - datetime.timedelta(days=draft.days, hours=draft.appeal % 9)
    idea.save(update_fields=["submitted_at"])
    Support.objects.filter(idea=idea).update(since=idea.submitted_at)
    return idea


def let_support(idea: Idea, appeal: int, members: list[Member], rng: random.Random) -> None:
    # Members of the neighbourhood like it more than others. Riet has not chosen yet.
    supports = []
    for member in members:
        share = appeal if member.neighbourhood_id == idea.neighbourhood_id else appeal // 4
        likes = rng.random() * 100 < share
        if likes and member.pk != idea.author_id and member.number != RIET:
            age = timezone.now() - idea.submitted_at
            since = idea.submitted_at + age * rng.random()
            supports.append(Support(idea=idea, member=member, since=since))
    Support.objects.bulk_create(supports)
