"""A page that shows little text → what stands before the article: a login, a consent box, a viewer, an empty shell."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.findings import Finding, find
from pipeline.patterns import lazy
from pipeline.read.tree import Element


LITTLE = 400  # letters found, below which an article may be none
SMALL = 600  # characters of a page that holds little but its wall
TOP = 60  # characters in which a wall says what it is
BARE = 80  # letters found, below which there is none
ROOTS = frozenset(
    ("root", "app", "__next", "__nuxt", "___gatsby", "main-app", "react-root", "vue-app", "application")
)
_PDF = lazy(r"\.pdf(?:[?#&]|$)", re.IGNORECASE)
_REFRESH = lazy(r"url\s*=\s*['\"]?(?P<url>[^'\"\s]+)", re.IGNORECASE)
_LOCATION = lazy(
    r"^\s*(?:window\.|top\.|self\.|document\.)*location(?:\.href\s*=|\.replace\(|\s*=)\s*['\"](?P<url>[^'\"]+)['\"]",
    re.MULTILINE,
)
_VIEWER = lazy(r"(?:viewer\.html|/pdfjs/|pdf-?viewer)[^#]*?[?&#](?:file|url|src)=([^&#]+)", re.IGNORECASE)
_LOGIN = lazy(
    r"登[录陆](?:后|之后|以后)?(?:即?可|才能|方可|继续)?(?:查看|阅读|浏览|访问|继续)|登入後|(?:会员|會員)(?:专享|專享|限定)|"
    r"(?:sign|log) ?in to (?:continue|read|view|access|see)|"
    r"subscribe (?:now )?to (?:continue|read|unlock)|this (?:article|content|post) is for (?:paid |"
    r"paying )?(?:subscribers|members)|"
    r"ログイン(?:して|が必要)|会員限定|로그인(?:이 필요|\s?후)|(?:nur )?für abonnenten|"
    r"connectez-vous|réservé aux abonnés|inicia(?:r)? sesión para|solo para suscriptores|faça login|"
    r"exclusivo para assinantes|"
    r"войдите,? чтобы|авторизуйтесь|только для подписчиков",
    re.IGNORECASE,
)
# What a comment box says too, and means a wall only where there is nothing else.
_ASKS = lazy(
    r"[请請]先?登[录陆入](?![后後]?再?(?:发表|發表|评论|評論|留言))|"
    r"(?:please|you (?:must|need to)) (?:sign|log) ?in|bitte (?:melden|loggen) sie sich",
    re.IGNORECASE,
)
_CONSENT = lazy(
    r"before you continue|(?:we|our partners|this site) .{0,60}\b(?:use|value|store|"
    r"process)\b.{0,60}\b(?:cookies|privacy|personal data)|"
    r"(?:accept|manage|reject) (?:all )?cookies|cookie (?:consent|settings|policy)|使用(?:了)?\s?cookie|"
    r"(?:zustimm(?:en|ung)|einwilligung).{0,60}(?:cookies|werbung|daten)|cookies.{0,80}(?:akzeptieren|zustimmen)|"
    r"(?:accepter|refuser|paramétrer).{0,40}cookies|(?:aceptar|rechazar|configurar).{0,40}cookies|"
    r"aceitar.{0,40}cookies|"
    r"accett.{0,40}cookie|クッキー.{0,40}(?:同意|使用)|쿠키.{0,40}(?:동의|사용)|"
    r"(?:использу|примен).{0,40}(?:cookie|файлы куки)",
    re.IGNORECASE,
)
_PROOF = lazy(
    r"verify(?:ing)? (?:that )?you are (?:a )?human|are you a robot|checking (?:if|your browser)|"
    r"just a moment|unusual traffic|captcha|"
    r"(?:安全|访问|人机|滑动|身份)验证|请?完成验证|请输入验证码|拖动滑块|訪問驗證|我不是機器人",
    re.IGNORECASE,
)
_SCRIPT = lazy(
    r"(?:enable|requires?|need(?:s)?|turn on|without) javascript|javascript (?:is )?(?:disabled|"
    r"required|enabled|must be)|"
    r"(?:启用|开启|打开|支持|啟用)\s?javascript|javascript.{0,12}(?:禁用|关闭|未启用|無効|有効)|"
    r"^\W*(?:loading|正在加载|加载中|页面加载中|載入中|読み込み中|로딩\s?중|загрузка)\W*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Signs:
    """What of a page tells a wall, read before anything is taken out of it."""

    pdf: str | None = None
    has_password: bool = False
    is_shell: bool = False


def read_signs(body: Element) -> Signs:
    """Look for a document in a frame, a field for a password, a root that scripts fill."""
    pdf = None
    for frame in body.iter("iframe", "embed", "object"):
        told = frame.get("src") or frame.get("data") or frame.get("data-src") or ""
        viewed = _VIEWER.search(told)
        if viewed or _PDF.search(told) or frame.get("type") == "application/pdf":
            pdf = pdf or (viewed[1] if viewed else told)
    has_password = any((field.get("type") or "").lower() == "password" for field in body.iter("input"))
    roots = [
        el for el in body.iter("div", "app-root", "main") if el.get("id") in ROOTS or el.tag == "app-root"
    ]
    is_shell = any(len("".join(map(str, el.itertext())).strip()) < BARE for el in roots)
    return Signs(pdf, has_password, is_shell)


def leads_to(root: Element) -> str | None:
    """Return the address that a page sends its reader on to, or that its first frame shows."""
    for meta in root.iter("meta"):
        if (meta.get("http-equiv") or "").strip().lower() == "refresh":
            target = _REFRESH.search(meta.get("content") or "")
            if target and next(meta.iterancestors("noscript"), None) is None:
                return target["url"].strip()
    frames = [frame.get("src") or "" for frame in root.iter("frame")]
    if frames:
        return max(frames, key=lambda src: "main" in src or "content" in src)
    scripts = (_LOCATION.search(script.text or "") for script in root.iter("script"))
    return next((match["url"] for match in scripts if match), None)


def _behind(text: str, shown: str) -> str:
    """Return what follows the end of a teaser: a member's corner in the menu is no wall."""
    place = text.rfind(shown[-20:]) if shown else -1
    return text[place : place + LITTLE] if place >= 0 else text


def find_wall(signs: Signs, text: str, unscripted: str, shown: str, where: str) -> Finding | None:
    """Tell what stands before the article of a page, given its text and what of the text was found to be one."""
    letters = len("".join(shown.split()))
    if signs.pdf and letters < LITTLE:
        return find("REA-031", where, address=signs.pdf[:200])
    if letters >= LITTLE:
        return None
    if letters < BARE and (match := _PROOF.search(text[:LITTLE])):
        return find("REA-034", where, words=match[0])
    if match := _LOGIN.search(_behind(text, shown)):
        return find("REA-032", where, words=match[0])
    if letters >= BARE and len(text) > SMALL:
        return None
    if (match := _CONSENT.search(text)) and match.start() < TOP:  # a banner at the foot is no wall
        return find("REA-033", where, words=match[0][:80])
    if letters >= BARE:
        return None
    if signs.has_password or _ASKS.search(text):
        return find(
            "REA-032", where, words="a field for a password" if signs.has_password else "please log in"
        )
    if match := _SCRIPT.search(text) or _SCRIPT.search(unscripted):
        return find("REA-035", where, words=match[0])
    return find("REA-035", where, words="an empty element that scripts fill") if signs.is_shell else None
