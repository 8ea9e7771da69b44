"""The text of a Western byline → the people in it, without labels, jobs, places, addresses and dates."""

from __future__ import annotations

import re
import unicodedata

from pipeline.credit.names import PARTICLES
from pipeline.model import Person
from pipeline.patterns import lazy


_LEADS_TEXT = (
    "by written_by words_by text_by story_by reported_by posted_by published_by submitted_by contributed_by "
    "article_by review_by reviewed_by opinion_by analysis_by created_by authored_by from_our_correspondent "
    "author authors writer writers words text story durch von aus_der_feder_von text_von ein_gastbeitrag_von "
    "ein_kommentar_von autor autoren autorin par texte_de écrit_par publié_par rédigé_par propos_recueillis_par "
    "auteur auteurs por escrito_por publicado_por texto_de autora autores di scritto_da a_cura_di autore "
    "pubblicato_da door geschreven_door af av skrevet_af skrevet_av skriven_av text_av tekst autor_tekstu "
    "przez opracowanie автор авторы текст автор_статьи بقلم كتب كتبت الكاتب تأليف מאת oleh ditulis_oleh "
    "firmado_por autor/in autor*in signé_par napisał napsal bởi tác_giả forfatter författare kirjoittaja szerző"
)
_KINDS_TEXT = (  # what may stand before a job
    "senior junior chief deputy associate assistant managing executive lead contributing freelance guest special "
    "staff general national international foreign political business science health sports sport tech technology "
    "education environment culture arts music film food travel news features investigative digital online "
    "data video multimedia white house us uk world city local metro crime religion legal freier freie grand and of"
)
_JOBS_TEXT = (
    "writer writers reporter reporters correspondent correspondents editor editors journalist journalists "
    "columnist columnists contributor contributors author producer blogger critic critics analyst researcher "
    "photographer intern fellow publisher presenter anchor founder ceo director manager professor lecturer "
    "redakteur redakteurin redaktor autorin reporterin korrespondent korrespondentin journalistin chefredakteur "
    "chefredakteurin volontär volontärin journaliste rédacteur rédactrice envoyé envoyée envoyés spécial spéciale "
    "spéciaux correspondant correspondante chroniqueur chroniqueuse éditorialiste periodista redactor redactora "
    "corresponsal enviado enviada especial columnista colunista repórter jornalista redator redatora editora "
    "giornalista inviato inviata redattore redattrice caporedattore verslaggever redacteur toimittaja "
    "dziennikarz dziennikarka muhabir muhabiri gazeteci yazar корреспондент журналист обозреватель редактор "
    "репортер спецкор колумнист مراسل مراسلة صحفي صحافي محرر"
)
_NOBODY_TEXT = (
    "admin administrator root editor webmaster staff anonymous guest user unknown none null system author "
    "redazione redaktion redacción redação redakcja редакция админ администратор editorial moderator "
    "info contact newsroom wordpress blogger team default test superuser super_user site_admin "
    "staff_writer staff_reporter web_desk news_desk online_desk staff_writers read_more follow share print email "
    "google_scholar pubmed pub_med "
    "sign_in log_in subscribe comments view_profile see_more my_account about_us"
)
LEADS = tuple(sorted((lead.replace("_", " ") for lead in set(_LEADS_TEXT.split())), key=len, reverse=True))
JOBS = frozenset(_JOBS_TEXT.split())
KINDS = frozenset(_KINDS_TEXT.split())
NOBODY = frozenset(name.replace("_", " ") for name in _NOBODY_TEXT.split())
# Words that a name has not: what stands beside a name on a page, or begins another line.
_STOP_TEXT = (
    "published posted updated last modified on minutes min read reading comments comment share follow twitter facebook "
    "email mail print photo photos image images picture video watch listen views shares subscribe newsletter "
    "january february march april june july august september october november december monday tuesday "
    "wednesday thursday friday saturday sunday ago hours hour minute days yesterday today more about view all "
    "posts articles stories section category tags copyright rights reserved click here profile bio "
    "veröffentlicht aktualisiert uhr publié mis jour partager publicado actualizado compartir опубликовано "
    "обновлено ist wird is are was has been the this these will how why what when where member membro membre mitglied"
)
STOPS = frozenset(_STOP_TEXT.split())
# Words that a name may end with, but neither begin nor be made of: Larry Page; archive page, Step by Step.
_SOFT_TEXT = (
    "by your our we get become jetzt join recipe recipes werde möchte unsere dir rezept rezepte archive page "
    "toutes recette recettes receta recetas ricetta ricette filed under"
)
SOFT = frozenset(_SOFT_TEXT.split())
NO_NAMES = frozenset(("be", "edition", "have", "issue", "it", "not", "the"))
GIVEN = frozenset(("april", "august", "june", "may", "will"))  # that are names too, before another
AGENCIES = lazy(
    r"(?:the )?(?:associated press|ap|afp|reuters|dpa|efe|ansa|pti|ani|ians|bloomberg|apa|kna|epd|sid|tass|"
    r"interfax|xinhua|kyodo|yonhap|agence france-presse|press association|pa media|afp relaxnews|europa press|"
    r"тасс|риа новости|интерфакс|рейтер)(?: news)?",
    re.IGNORECASE,
)
HOUSE = lazy(  # the legal form of a company, which is no author
    r"\b(?:GmbH|AG|KG|Inc|LLC|Ltd|Corp|S\.?\s?A\.?|S\.?r\.?l|Sp\.? ?z ?o\.? ?o|d\.o\.o|s\.r\.o|B\.V|e\.\s?V|A/S|"
    r"Verlag|Publishing|Media Group)\.?$|\bContributors to\b|\b(?:GmbH|Sp\. ?z ?o|d\.o\.o)\b"
)
_HOUSE_BEHIND = lazy(rf"(?<=\w\s)(?:{AGENCIES.pattern})$", re.IGNORECASE)
_BEGINS = lazy(r"(?:Do|Da|Dal|Dalla|Del|From|Of)\s|An?\s+[a-z]")  # Do Vale, em Rio Claro; A gardener of
_JUNIOR = lazy(r"\s(?:Jr|Sr)$")
_OF_JOB = lazy(rf"(?:{AGENCIES.pattern}|{'|'.join(_KINDS_TEXT.split())})\b", re.IGNORECASE)
_LABEL = lazy(rf"(?:{'|'.join(map(re.escape, LEADS))})(?:\s*[:：]\s*|\s+|$)", re.IGNORECASE)
_ADDRESS = lazy(r"\S+@\S+\.\w+|https?://\S+|www\.\S+|(?<!\w)@\w+")
_FILED = lazy(r"\bfiled under\b", re.IGNORECASE)
_ASIDE = lazy(r"\s*[(\[（][^()\[\]（）]*[)\]）]")
_CUT = lazy(
    r"\s+(?:in|at|for|from|special to|with agencies|with reporting by|as told to|à|aus|für|avec|pour|desde|para|"
    r"zuletzt|am|el|le|on|with additional reporting)\s.*$|\s*\b\d{1,4}\b.*$|\s*\b(?:published|updated|posted|"
    r"last updated|publié|publicado|veröffentlicht|aktualisiert|mis à jour|опубликовано)\b.*$",
    re.IGNORECASE | re.DOTALL,
)
_PIECES = lazy(r"\s*(?:[|｜•·●*/;\n\t\u2022]|\s[-–—]\s|\s{2,}|[–—])\s*")
_LIST = lazy(
    r"\s*(?:,|،|、|&|\+)\s*(?:(?:and|und|et|y|и|e|en|och|og|ve|i|و)\s+)?|\s+(?:and|und|et|y|и|e|en|och|og|ve|mit|with)\s+",
    re.IGNORECASE,
)
_STRANGE = lazy(r"[\d?!:;\"%#=<>{}_®™©]")
_SUFFIX = lazy(r"(?:jr|sr|ii|iii|iv|ph\.?d|m\.?d|esq|obe|mbe|mba|rd|rn|ma|ba|msc|bsc)\.?", re.IGNORECASE)
_FILE = lazy(r"\w\.\w{2,4}$")  # humans.txt, gardener.example
_GLUED = lazy(r"([^\W\d_])(?=\d)")
LONGEST, MOST = 200, 2000  # characters of a byline, and of one with its asides and addresses
MOST_WORDS = 5


def read_byline(text: str, *, is_sure: bool = False) -> tuple[Person, ...]:
    """Return the people of a byline; `is_sure` where the page says that it is one, as by a link to an author."""
    whole = unicodedata.normalize("NFC", text)
    if len(whole) > MOST:
        return ()
    text = _ADDRESS.sub("  ", _FILED.split(_ASIDE.sub("", whole))[0]).strip(" ®™©")
    if not text or len(text) > LONGEST:
        return ()
    text = _GLUED.sub(r"\1 ", text)
    has_label = False
    while match := _LABEL.match(text):
        text, has_label = text[match.end() :].strip(), True
    names: list[str] = []
    agencies: list[str] = []
    for piece in _PIECES.split(text):
        if names and (_BEGINS.match(piece) or _is_job(piece)):
            break
        found = _names(_CUT.sub("", " " + piece).strip(" ,:.–—-"), is_sure=is_sure or has_label)
        if names and not (found and " " in found[0]):
            break  # what follows a job, a place or a date is no name
        (agencies if found and all(AGENCIES.fullmatch(name) for name in found) else names).extend(found)
    told = (
        f"{name}." if _JUNIOR.search(name) and f"{name}." in whole else name for name in names or agencies
    )
    return tuple(dict.fromkeys(map(Person, told)))


def _is_job(piece: str) -> bool:
    """Tell a job from a name: Senior Washington Correspondent."""
    words = [word.lower().strip(".,") for word in piece.split()]
    return len(words) > 1 and words[0] in KINDS and words[-1] in JOBS


def _names(piece: str, *, is_sure: bool) -> list[str]:
    label = _LABEL.match(piece)
    piece = piece[label.end() :] if label else piece
    parts = [part for part in _LIST.split(piece) if part]
    if len(parts) > 1 and " " not in parts[-1] and re.search(r"\s(?:y|и|e)\s+\S+$", piece):
        parts[-2:] = [piece[piece.index(parts[-2]) :]]  # José Ortega y Gasset
    has_whole = any(len(part.split()) > 1 for part in parts)
    names: list[str] = []
    for part in parts:
        if HOUSE.search(part):
            break
        if names and _SUFFIX.fullmatch(part):
            names[-1] += f", {part}"
            continue
        name = _without_house(_without_jobs(part))
        if names and (not name or (name != part.strip(" .:") and _OF_JOB.match(name))):
            continue  # Ada Fernsby, Senior Hedge Correspondent
        if not name or not _is_name(name, is_sure=is_sure):
            if names:
                break  # Ada Fernsby, editor of The Gardener
            continue
        if names and has_whole and " " not in name and not AGENCIES.fullmatch(name):
            continue  # a place or a house: Ada Fernsby, London
        names.append(name)
    return [name for name in names if not AGENCIES.fullmatch(name)] or names


def _without_jobs(part: str) -> str:
    """Cut Senior Staff Writer off a name, and Reporter before it; BBC News keeps its News."""
    words = part.strip(" .:").split()
    if words and words[-1].lower().strip(".,") in JOBS:
        while words and words[-1].lower().strip(".,") in JOBS | KINDS:
            words.pop()
    while len(words) > 2 and words[0].lower().strip(".,") in JOBS:
        words.pop(0)
    return " ".join(words)


def _without_house(name: str) -> str:
    """Cut the agency behind a whole name: Ada Fernsby Bloomberg; a short one is written in capitals."""
    found = _HOUSE_BEHIND.search(name)
    if not found or len(name[: found.start()].split()) < 2 or (len(found[0]) < 5 and not found[0].isupper()):
        return name
    return name[: found.start()].strip()


def _is_name(name: str, *, is_sure: bool) -> bool:
    if AGENCIES.fullmatch(name):
        return True
    if _BEGINS.match(name) and name[1:2] in " n":  # A computer science professor
        return False
    words = name.split()
    low = [word.lower().strip(".,") for word in words]
    small = [word for word in low if word not in PARTICLES]
    is_given = len(words) > 1 and low[0] in GIVEN and low[1] not in NO_NAMES and all(map(_is_capital, words))
    told = low[1:] if is_given else low
    if SOFT & set(low[:-1]) or sum(word in SOFT for word in low) > 1 or (len(low) == 1 and low[0] in SOFT):
        return False
    if len(small) > MOST_WORDS or name.lower() in NOBODY or STOPS & set(told) or _STRANGE.search(name):
        return False
    if len(words) == 1:
        return is_sure and len(name) > 1 and low[0] not in JOBS and not _FILE.search(name)
    capitals = sum(_is_capital(word) for word in words)
    return capitals >= min(2, len(small)) or (is_sure and (capitals > 0 or len(words) <= 3))


def _is_capital(word: str) -> bool:
    letter = next((c for c in word if c.isalpha()), "")
    return bool(letter) and unicodedata.category(letter) in {"Lu", "Lt", "Lo"}
