"""A text and the encoding it was decoded with → how much it looks like what people write in that encoding."""

from __future__ import annotations

from functools import cache

from pipeline.patterns import lazy


# The characters that make up most of any running text: three in five of a true one, one in ten of no text.
SIMPLIFIED = (
    "的一是不了在有人我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所然家种事成方多经"
    "么去法学如都同现当没动面起看定天分还进好小部其些主样理心她本前开但因只从想实日军者意无力它与长把机十民第公此已工使情明性知全"
    "三又关点正业外将两高间由问很最重并物手应战向头文体政美相见被利什二等产或新己制身果加西斯月话合回特代内信表化老给世位次度门任"
    "常先海通教儿原东声提立及比员解水名真论处走义各入几口认条平系气题活尔更别打女变四神总何电数安少报才结反受目太量再感建务做接必"
    "场件计管期市直德资命山金指克许统区保至队形社便空决治展马科司五基眼书非则听白却界达光放强即像难且权思王象完设式色路记南品住告"
    "类求据程北边死张该交规万取拉格望觉术领共确传师观清今切院让识候带导争运笔近亲习级组党委省城村会议农业民众记者来源时间新闻编辑"
)
TRADITIONAL = (
    "的一是不了在有人我他這個們中來上大為和國地到以說時要就出會可也你對生能而子那得於著下自之年過發後作裡用道行所然家種事成方多經"
    "麼去法學如都同現當沒動面起看定天分還進好小部其些主樣理心她本前開但因只從想實日軍者意無力它與長把機十民第公此已工使情明性知全"
    "三又關點正業外將兩高間由問很最重並物手應戰向頭文體政美相見被利什二等產或新己制身果加西月話合回特代內信表化老給世位次度門任常"
    "先海通教兒原東聲提立及比員解水名真論處走義各入幾口認條平系氣題活更別打女變四神總何電數安少報才結反受目太量再感建務做接必場件"
    "計管期市直德資命山金指許統區保至隊形社便空決治展馬科司五基眼書非則聽白卻界達光放強即像難且權思王象完設式色路記南品住告類求據"
    "程北邊死張該交規萬取望覺術領共確傳師觀清今切院讓識候帶導爭運筆近親習級組黨委省城村議農眾記者來源時間新聞編輯臺灣"
)
HANGUL = (
    "이다의는에을하고가를로은한지도서사기인자나시어대정리아해일들라보전수것부그제만스과있주장여조상공구원으면경국년관성소동적트"
    "우와까비던신했된되었습니까요세요계미간안무연금유행게생문바모화용내회위방민당후오선양러할학선물월진실"
)
PUNCTUATION = frozenset("，。、；：？！“”‘’（）《》「」『』【】—…·～　％０１２３４５６７８９－，．")
CYRILLIC = lazy(
    r"(?<![A-Za-z\u0400-\u04ff])[\u0400-\u042f]?[\u0430-\u045f]+(?![A-Za-z\u0400-\u04ff])|[«»—–„“”№]"
)
LATIN = lazy(
    r"(?<![^\x00-\x7f’“”«»])[^\x00-\x7f](?![^\x00-\x7f’“”«»])"
)  # alone among plain letters: é in café
USUAL_LATIN = frozenset("àâçéèêëîïôöùûüÿœæÀÂÇÉÈÊÎÔÖÙÛÜäßÄáíóúñÁÍÓÚÑ¿¡ãõìòåøØÅ’‘“”„«»–—…€£©®°·•\u00a0")
MARKS = frozenset("’‘“”„«»–—…€£©®°·•§\u00a0")
# Letters beyond ASCII of the languages that are written in an encoding of Latin letters.
CENTRAL = frozenset("ąćęłńóśźżáčďéěíňřšťúůýžľĺŕôäöüßőűđăâîşţëç") | frozenset(
    "ĄĆĘŁŃÓŚŹŻÁČĎÉĚÍŇŘŠŤÚŮÝŽĽÔÄÖÜŐŰĐĂÂÎŞŢ"
)
TURKISH = frozenset("çğıöşüâîûÇĞİÖŞÜ") | USUAL_LATIN
BALTIC = frozenset("āčēģīķļņōŗšūžąęėįųõäöüĀČĒĢĪĶĻŅŠŪŽĄĘĖĮŲÕÄÖÜß")
LATIN_LETTERS: dict[str, frozenset[str]] = {
    **dict.fromkeys(("cp1250", "iso8859_2", "iso8859_16"), CENTRAL | MARKS),
    **dict.fromkeys(("cp1254", "iso8859_3"), TURKISH | MARKS),
    **dict.fromkeys(("cp1257", "iso8859_4", "iso8859_10", "iso8859_13"), BALTIC | MARKS),
}
# Encodings of other scripts: the letters that make up any text in them.
SCRIPTS: dict[str, tuple[str, str]] = {
    **dict.fromkeys(("cp1253", "iso8859_7"), ("\u0384", "\u03ce")),
    **dict.fromkeys(("cp1255", "iso8859_8"), ("\u05b0", "\u05ea")),
    **dict.fromkeys(("cp1256", "iso8859_6"), ("\u060c", "\u06d2")),
    "cp874": ("\u0e01", "\u0e5b"),
}
OTHER_SCRIPT = 0.8  # the most such a likeness is: pairs of bytes of East Asian text are letters in them too
CYRILLIC_CODECS = ("cp1251", "koi8", "mac_cyr", "cp866", "iso8859_5")
WESTERN_CODECS = ("cp125", "iso8859", "cp437", "cp850")
SAMPLE = 3000  # letters looked at: enough for a share, cheap for a book


def likeness(text: str, encoding: str) -> float:
    """Return 0 (never written so) to 1 (written so every day) for a decoded text; 1 where all is ASCII."""
    text = text[: SAMPLE * 20]
    sample = [char for char in text if char > "\x7f"][:SAMPLE]
    if not sample:
        return 1.0
    if encoding.startswith(CYRILLIC_CODECS):
        return sum(map(len, CYRILLIC.findall(text))) / sum(char > "\x7f" for char in text)
    if encoding in SCRIPTS:
        first, last = SCRIPTS[encoding]
        return OTHER_SCRIPT * sum(first <= char <= last or char in MARKS for char in sample) / len(sample)
    if encoding.startswith(WESTERN_CODECS):
        alone = LATIN.findall(text)
        letters = LATIN_LETTERS.get(encoding, USUAL_LATIN)
        usual = sum(char in letters for char in alone) / max(1, len(alone))
        return len(alone) / sum(char > "\x7f" for char in text) * (0.4 + 0.6 * usual)
    usual_here = _usual(encoding)
    return min(1.0, sum(char in usual_here for char in sample) / len(sample) / 0.85)


@cache
def _usual(encoding: str) -> frozenset[str]:
    kana = frozenset(map(chr, (*range(0x3041, 0x3097), *range(0x30A1, 0x30FD))))
    return {
        "gb18030": frozenset(SIMPLIFIED) | PUNCTUATION,
        "big5hkscs": frozenset(TRADITIONAL) | PUNCTUATION,
        "cp932": kana | PUNCTUATION | frozenset("日本年月人大一国会中東事時間者社新聞第的"),
        "euc_jp": kana | PUNCTUATION | frozenset("日本年月人大一国会中東事時間者社新聞第的"),
        "cp949": frozenset(HANGUL) | PUNCTUATION,
    }.get(encoding, frozenset(SIMPLIFIED) | frozenset(TRADITIONAL) | kana | frozenset(HANGUL) | PUNCTUATION)
