"""A language tag as written → the tag as BCP 47 spells it, or what to write instead."""

from __future__ import annotations

import re

from pipeline.config.sheet import FieldError, quoted
from pipeline.patterns import lazy


# ISO 639-1, then the three-letter codes (ISO 639-3) a periodical may well be written in.
CODES = (
    "aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de "
    "dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia "
    "id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo "
    "lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl "
    "ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk "
    "tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu ast bho bua ceb chr ckb cdo "
    "cjy cmn cnx cpx czh czo dng dta evn fil fur gan grc gsw hak haw hmn hsb hsn iii ilo kab khb khk "
    "kmr ksh lij lkt lzh mai mnc mnp mon nan nds nog pap quc sah sco sgh shn sjo smn sms szl tet "
    "tpi tyv tzm uzs vec wuu xal yue zgh zlm "
)
PRIMARY = frozenset(CODES.split())
# What people write for a language, and what they mean.
MEANT = {
    "us": "en-US",
    "gb": "en-GB",
    "eng": "en",
    "english": "en",
    "c": "zh-Hans",
    "posix": "en",
    "cn": "zh-Hans",
    "prc": "zh-Hans",
    "chi": "zh-Hans",
    "zho": "zh-Hans",
    "chinese": "zh-Hans",
    "mandarin": "zh-Hans",
    "hans": "zh-Hans",
    "hant": "zh-Hant",
    "chs": "zh-Hans",
    "cht": "zh-Hant",
    "hk": "zh-Hant-HK",
    "中文": "zh-Hans",
    "汉语": "zh-Hans",
    "简体": "zh-Hans",
    "简体中文": "zh-Hans",
    "繁体": "zh-Hant",
    "繁體": "zh-Hant",
    "繁體中文": "zh-Hant",
    "jp": "ja",
    "jpn": "ja",
    "japanese": "ja",
    "kor": "ko",
    "korean": "ko",
    "fre": "fr",
    "fra": "fr",
    "french": "fr",
    "ger": "de",
    "deu": "de",
    "german": "de",
    "rus": "ru",
    "russian": "ru",
    "spa": "es",
    "spanish": "es",
    "tib": "bo",
    "bod": "bo",
    "uig": "ug",
}
FALLBACK = "zh-Hans"

# RFC 5646, section 2.1, without private-use and grandfathered tags, which no reading system can name.
WELL_FORMED = lazy(
    r"(?P<primary>[a-z]{2,3})(?P<extended>(?:-[a-z]{3}){0,3})(?:-(?P<script>[a-z]{4}))?"
    r"(?:-(?P<region>[a-z]{2}|[0-9]{3}))?"
    r"(?P<rest>(?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*"
    r"(?:-[0-9a-wy-z](?:-[a-z0-9]{2,8})+)*(?:-x(?:-[a-z0-9]{1,8})+)?)",
    re.IGNORECASE | re.ASCII,
)


def language(text: str) -> str:
    """Return the tag with the letters BCP 47 gives them: `zh-hans-cn` is `zh-Hans-CN`."""
    match = WELL_FORMED.fullmatch(text)
    if match is None or match["primary"].lower() not in PRIMARY:
        raise FieldError(f"{quoted(text)} is not a language tag", f"write one like {_meant(text)}")
    script, region = match["script"] or "", match["region"] or ""
    parts = [match["primary"].lower() + match["extended"].lower(), script.title(), region.upper()]
    return "-".join(part for part in parts if part) + match["rest"].lower()


def _meant(text: str) -> str:
    folded = text.casefold()
    if folded in MEANT:
        return MEANT[folded]
    dashed = text.partition(".")[0].replace("_", "-")
    match = WELL_FORMED.fullmatch(dashed)
    return language(dashed) if match and match["primary"].lower() in PRIMARY else FALLBACK
