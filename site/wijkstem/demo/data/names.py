"""Names from a Dutch neighbourhood. Any likeness to a person is chance."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Names:
    """Names that go together."""

    share: int
    first: list[str]
    last: list[str]
    english: float = 0.0


DUTCH = Names(
    50,
    [
        *("Ans", "Bep", "Corrie", "Dirk", "Gerrit", "Greet", "Henny", "Jan", "Jannie", "Joke"),
        *("Kees", "Leny", "Nel", "Piet", "Rinus", "Sjaan", "Teun", "Toos", "Truus", "Wil"),
        *("Annemiek", "Bart", "Caroline", "Erik", "Esther", "Frank", "Ingrid", "Jeroen", "Karin"),
        *("Marcel", "Monique", "Petra", "Rob", "Sandra", "Wouter", "Bram", "Daan", "Eva", "Fleur"),
        *("Iris", "Jesse", "Lieke", "Lotte", "Mees", "Noor", "Roos", "Sem", "Stijn", "Tess"),
    ],
    [
        *("de Jong", "Jansen", "de Vries", "van den Berg", "Bakker", "Visser", "Smit", "Meijer"),
        *("de Boer", "Mulder", "de Groot", "Peters", "Hendriks", "van Leeuwen", "Dekker"),
        *("Brouwer", "Dijkstra", "Smits", "de Graaf", "van der Meer", "van der Linden", "Kok"),
        *("Jacobs", "Vermeulen", "van den Broek", "van der Veen", "Schouten", "van Beek"),
        *("Willemsen", "Hoekstra", "Maas", "Verhoeven", "Koster", "Prins", "Blom", "Huisman"),
        *("Kuiper", "Post", "Veenstra", "Kramer", "Schipper", "Timmerman", "van Wijk", "Zwart"),
    ],
)

TURKISH = Names(
    12,
    [
        *("Ahmet", "Ali", "Ayşe", "Cem", "Deniz", "Elif", "Emine", "Emre", "Esra", "Fatma"),
        *("Hasan", "Hatice", "Hüseyin", "Kemal", "Leyla", "Mehmet", "Murat", "Nuray", "Özlem"),
        *("Selin", "Sevgi", "Yusuf", "Zeynep"),
    ],
    [
        *("Yılmaz", "Kaya", "Demir", "Çelik", "Şahin", "Öztürk", "Aydın", "Arslan", "Doğan"),
        *("Kılıç", "Aslan", "Çetin", "Kara", "Koç", "Kurt", "Özkan", "Polat"),
    ],
)

MOROCCAN = Names(
    12,
    [
        *("Abdel", "Ahmed", "Aicha", "Amina", "Bilal", "Fatima", "Habiba", "Hamza", "Hassan"),
        *("Ikram", "Karim", "Khadija", "Latifa", "Malika", "Mohamed", "Mustapha", "Naima"),
        *("Nadia", "Rachid", "Said", "Salma", "Samira", "Yasmina", "Zohra"),
    ],
    [
        *("El Idrissi", "Bouzid", "Benali", "El Khattabi", "Amrani", "Aarab", "Bakkali"),
        *("Chaouch", "El Yousfi", "Haddou", "Lahlali", "Mansouri", "Oulad Ali", "Tahiri"),
        *("Ziani", "Ouali"),
    ],
)

SURINAMESE = Names(
    10,
    [
        *("Astrid", "Clyde", "Dewi", "Glenn", "Hortence", "Indra", "Iwan", "Jerrel", "Kenneth"),
        *("Lilian", "Mavis", "Melvin", "Orlando", "Priya", "Radj", "Ruben", "Sharda", "Soerin"),
        *("Usha", "Wendel", "Yvette"),
    ],
    [
        *(
            "Ramdin",
            "Kalpoe",
            "Jagesar",
            "Bhagwandas",
            "Mahabier",
            "Sewdajal",
            "Pinas",
            "Biervliet",
        ),
        *("Kromosoeto", "Wongsodikromo", "Emanuels", "Vrede", "Kasanmoentalib", "Lieveld"),
        *("Tjon-A-Fat", "Chin", "Esajas", "Linger"),
    ],
)

POLISH = Names(
    6,
    [
        *("Agnieszka", "Andrzej", "Ewa", "Jacek", "Joanna", "Kasia", "Krzysztof", "Magda"),
        *("Marek", "Monika", "Paweł", "Tomasz"),
    ],
    [
        *("Nowak", "Wójcik", "Mazur", "Krawczyk", "Duda", "Pietrzak", "Król", "Wrona", "Sikora"),
    ],
    english=0.5,
)

OTHERS = [
    Names(3, ["Jean-Pierre", "Maritza", "Rudsel", "Shaniqua", "Xiomara"], ["Martina", "Maduro"]),
    Names(
        3,
        ["Bashar", "Hala", "Nour", "Rami", "Rima", "Samer"],
        ["Haddad", "Khoury", "Darwish", "Sabbagh"],
        english=0.4,
    ),
    Names(2, ["Selam", "Yonas", "Feven", "Tesfay"], ["Tekle", "Habtom", "Berhane"], english=0.6),
    Names(2, ["Rosa", "João", "Inês", "Paulo"], ["Silva", "Tavares", "Monteiro"], english=0.3),
]

NAMES = [DUTCH, TURKISH, MOROCCAN, SURINAMESE, POLISH, *OTHERS]

PROFESSIONALS = [
    "Fysiotherapie Havenbuurt (Lidewij Konings)",
    "Huisartsenpraktijk De Vaart (dr. Farid Nasri)",
    "Klusbedrijf Przybylski",
    "Logopedie Tuindorp (Mirjam Scholten)",
    "Architectenbureau Tak & Terpstra",
    "Wijkverpleging Oost (Sunita Oemrawsingh)",
    "Fietsenmaker Joop",
]
ORGANISATIONS = [
    "Bakkerij Özdemir",
    "Basisschool De Wilg",
    "Buurthuis De Sluis",
    "Kinderopvang Het Molentje",
    "Stichting Moskee Veerdam",
    "Protestantse Gemeente Veerdam-Oost",
    "Kanovereniging De Waterspin",
    "Speeltuinvereniging Tuindorp",
    "Woonstichting Veerhaven",
]
