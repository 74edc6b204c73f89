"""The sheet of paper with one share: who keeps it and how, in Dutch and in English."""

from governance.ballots.committee.shares import BEGIN, END

PER_LINE = 4

SHEET = """\
{line}
 DEEL {number} VAN {shares} VAN DE SLEUTEL VAN DE STEMCOMMISSIE
 SHARE {number} OF {shares} OF THE KEY OF THE COUNTING COMMITTEE
{line}

Naam van de sleutel / Name of the key:  {label}
Vingerafdruk / Fingerprint:             {fingerprint}

Wie bewaart dit deel? / Who keeps this share?

  Naam / name  ______________________________   Datum / date  ____________


{begin}

{words}

{end}


NEDERLANDS
  - Met {threshold} van de {shares} delen samen kan de stemcommissie de verzegelde stemmen openen.
    Met minder delen kan niemand iets.
  - Bewaar dit blad bij u thuis, op een droge en veilige plek. Niet in een kluis waar ook een
    ander deel ligt.
  - Maak er geen foto van. Typ de woorden nergens in, ook niet in een mail of een app. Alleen op
    de computer zonder internet van de stemcommissie, na het sluiten van een stemming.
  - Leg nooit twee delen bij elkaar voordat de stemming gesloten is.
  - Bent u dit blad kwijt, of heeft iemand het gezien? Zeg het meteen tegen de stemcommissie. Dan
    komt er een nieuwe sleutel.
  - Stopt u bij de stemcommissie? Dan maakt de commissie een nieuwe sleutel.

ENGLISH
  - Any {threshold} of the {shares} shares together let the counting committee open sealed ballots.
    Fewer shares are worth nothing.
  - Keep this sheet at home in a dry and safe place. Not in a safe that holds another share too.
  - Take no photograph of it. Type the words nowhere, not in a mail and not in an app. Only on the
    committee's computer without internet, after a vote has closed.
  - Never put two shares together before the vote has closed.
  - Have you lost this sheet, or did somebody see it? Tell the counting committee at once. Then
    there will be a new key.
  - Are you leaving the counting committee? Then the committee makes a new key.
"""


def sheet(
    share: str, *, number: int, shares: int, threshold: int, label: str, fingerprint: str
) -> str:
    return SHEET.format(
        line="=" * 78,
        number=number,
        shares=shares,
        threshold=threshold,
        label=label or "______________________________",
        fingerprint=fingerprint,
        begin=BEGIN,
        words=table(share),
        end=END,
    )


def table(share: str) -> str:
    cells = [f"{number:>2}. {word:<12}" for number, word in enumerate(share.split(), start=1)]
    rows = [cells[start : start + PER_LINE] for start in range(0, len(cells), PER_LINE)]
    return "\n".join("   ".join(row).rstrip() for row in rows)
