"""The words of a text in Latin letters → its language, where the little words of one language prevail."""

from __future__ import annotations

from functools import cache

from pipeline.patterns import lazy


# The commonest little words of each language, the telling ones: those that few of the others share.
WORDS = {
    "en": (
        "the and of to is that was for with are this have from they which been were you has not would "
        "their in it on at we our had by or an but there when who can will more if about after its his "
        "her what into over year years"
    ),
    "de": (
        "der die und das ist nicht mit ein eine den von auf für sich auch dem werden wird bei oder einer "
        "haben in im zu wir sie war waren hat es aus am zum zur nach sind wieder weil wie man nur noch "
        "bis über jahr jahre wurde"
    ),
    "fr": (
        "les des est une que dans pour qui sur pas avec sont par cette mais nous vous aux être ont leur "
        "ces la le de du et en à un il elle ne se au l d s c qu n était avait plus fait aussi où comme "
        "tout ils après sans"
    ),
    "es": (
        "que los las por una con para del como más pero sus este está son también hay fue muy sobre ha "
        "ser el la de en y un lo se al nos ya cuando desde ese porque hasta años año sin donde fueron "
        "entre si todo"
    ),
    "pt": (
        "que não uma com para dos mais como mas foi ao ele das tem seu sua ou quando muito também são "
        "isso pela o a de e do da em um no na os as se por à até nós anos ano já entre sem depois porque "
        "foram onde pelo"
    ),
    "it": (
        "che della sono non una per con del dei più anche come nel alla gli questo essere dalla delle "
        "stato il di e la un in le si da lo ha al è i ma anni anno tra dopo senza dove tutto"
    ),
    "nl": (
        "het een van dat niet zijn voor met worden maar ook door naar heeft deze werd bij nog wordt kan "
        "de en in ik te hij ze we er om dan was uit jaar over hun nu wel geen onder tegen na"
    ),
    "sv": "och att det som för inte med den till har ett från är kan men var sig eller när också efter",
    "da": "og det at er ikke til der en som af for på med har den jeg blev være efter også hvor",
    "no": "og det som ikke på til er av for med har den etter ble også være hvor fra eller jeg",
    "fi": "ja on että ei se oli joka mutta myös ovat kun sen hän tai mukaan vuoden ole ovat jos",
    "pl": "nie się jest że na do jak ale przez oraz był dla tego tym jego już które będzie czy przy",
    "cs": "že se na je to jsou jako ale které byl který jsem pro také podle jeho když nebo ještě",
    "tr": "bir ve bu için ile olarak daha çok olan gibi sonra kadar değil ancak ise göre en ne",
    "vi": "và của là có trong được cho các một không với những đã này người khi đến về từ",
    "id": "yang dan di untuk dengan tidak ini dari dalam akan pada juga itu adalah oleh telah ke bisa",
    "ro": "și că este nu pentru mai sunt din care fost prin după dar fi sau această cu pe ce",
    "hu": "hogy nem egy az és is meg csak már volt vagy mint ez amely szerint után még kell lehet",
    "ca": "que els amb les una per del més com seva aquest també són hi va ha però dels",
}
LEAST, MARGIN = 6, 1.25  # words found, and how many times as many as the next language's
SAMPLE = 2500
_TAGS = lazy(r"<[^>]*>")
_WORD = lazy(r"[^\W\d_]+")


@cache
def _sets() -> dict[str, frozenset[str]]:
    return {language: frozenset(words.split()) for language, words in WORDS.items()}


def latin_language(body: str) -> str | None:
    """Return the language of a text, None where it is too short or none prevails."""
    words = _WORD.findall(_TAGS.sub(" ", body[: 2 * SAMPLE])[:SAMPLE].lower())
    counts = {language: sum(word in known for word in words) for language, known in _sets().items()}
    (best, most), (_, next_most) = sorted(counts.items(), key=lambda row: -row[1])[:2]
    return best if most >= LEAST and most >= len(words) * 0.08 and most >= next_most * MARGIN else None
