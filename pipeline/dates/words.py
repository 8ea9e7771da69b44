"""The words of dates in many languages: months, eras, zones, halves of the day, and labels before a date."""

from __future__ import annotations

import re


# Twelve names a row: English, German, French, Spanish, Portuguese, Italian, Dutch, Russian, Arabic, then others.
MONTHS = (
    "january february march april may june july august september october november december",
    "jan feb mar apr may jun jul aug sept oct nov dec",
    "januar februar märz april mai juni juli august september oktober november dezember",
    "jänner feber mär apr mai jun jul aug sep okt nov dez",
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "janv févr mrz avr mai juin juil aoû sept oct nov déc",
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "ene feb mar abr may jun jul ago setiembre oct nov dic",
    "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
    "jan fev mar abr mai jun jul ago set out nov dez",
    "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "gen feb mar apr mag giu lug ago set ott nov dic",
    "januari februari maart april mei juni juli augustus september oktober november december",
    "jan feb mrt apr mei jun jul aug sep okt nov dec",
    "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    "январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь",
    "янв фев мар апр май июн июл авг сен окт ноя дек",
    "янв февр март апр май июнь июль авг сент окт нояб дек",
    "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر",
    "كانون_الثاني شباط آذار نيسان أيار حزيران تموز آب أيلول تشرين_الأول تشرين_الثاني كانون_الأول",
    "جانفي فيفري مارس أفريل ماي جوان جويلية أوت سبتمبر أكتوبر نوفمبر ديسمبر",
    "januar februar marts april maj juni juli august september oktober november desember",
    "januari februari mars april maj juni juli augusti september oktober november december",
    "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia",
    "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня",
    "ledna února března dubna května června července srpna září října listopadu prosince",
    "ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık",
    "ianuarie februarie martie aprilie mai iunie iulie august septembrie octombrie noiembrie decembrie",
    "gener febrer març abril maig juny juliol agost setembre octubre novembre desembre",
    "január február március április május június július augusztus szeptember október november december",
    (
        "tammikuuta helmikuuta maaliskuuta huhtikuuta toukokuuta kesäkuuta heinäkuuta elokuuta syyskuuta lokakuuta "
        "marraskuuta joulukuuta"
    ),
    (
        "ιανουαρίου φεβρουαρίου μαρτίου απριλίου μαΐου ιουνίου ιουλίου αυγούστου σεπτεμβρίου οκτωβρίου νοεμβρίου "
        "δεκεμβρίου"
    ),
    "januari februari maret april mei juni juli agustus september oktober november desember",
    "sty lut mar kwi maj cze lip sie wrz paź lis gru",
    "jan feb maa apr mei jun jul aug sep okt nov dec",
)
# The year before an era's first. 民国 is the calendar of Taiwan's official papers.
ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925, "大正": 1911, "明治": 1867, "民国": 1911, "民國": 1911}
# Only names that mean one offset: CST is Chicago's and China's time, IST and BST have two homes each.
ZONES = {
    "z": "Z", "utc": "Z", "gmt": "Z", "ut": "Z", "北京时间": "+08:00", "北京時間": "+08:00", "hkt": "+08:00",
    "jst": "+09:00", "kst": "+09:00", "msk": "+03:00", "cet": "+01:00", "cest": "+02:00", "mez": "+01:00",
    "mesz": "+02:00", "est": "-05:00", "edt": "-04:00", "pst": "-08:00", "pdt": "-07:00",
}  # fmt: skip
AFTERNOON = {"pm", "p.m.", "下午", "晚上", "傍晚", "午後", "오후"}
HAN_DIGITS = {**{c: n for n, c in enumerate("零一二三四五六七八九")}, "〇": 0, "○": 0, "Ｏ": 0, "元": 1}
# Of a publication, of a paper signed before it, of a date that does not say of what, of a change: the first counts.
LABELS = (
    re.compile(
        r"(?:发布|發布|發佈|发表|發表|发稿|刊发|刊登|出版|公開|掲載|投稿|配信)(?:时间|時間|日期|日時|于|於|日)?"
        r"|게시일|등록일|입력|\b(?:first\s+)?published(?:\s+(?:on|at))?"
        r"|\b(?:posted|created)(?:\s+on)?"
        r"|\bveröffentlicht(?:\s+am)?|\berschienen(?:\s+am)?|\berstellt(?:\s+am)?"
        r"|\b(?:publié|paru|mis en ligne)(?:e)?(?:\s+le)?|\bpublicado(?:\s+(?:el|em))?|\bpublicación"
        r"|\bpubblicato(?:\s+il)?"
        r"|\bgepubliceerd(?:\s+op)?|\bgeplaatst(?:\s+op)?|\bpublicerad|\bpublisert|\bpubliceret|\bopublikowano|\bjulkaistu"
        r"|\byayın(?:lanma|landı)?(?:\s+tarihi)?|\bditerbitkan|\bопубликован[оа]?|\bопубліковано|\bдата публикации"
        r"|تاريخ النشر|نُ?شر(?:ت)? في",
        re.IGNORECASE,
    ),
    re.compile(r"(?:发文|成文|印发|签发)(?:时间|日期|日)?"),
    re.compile(
        r"(?:日期|时间|時間|日付|날짜|\bdate|\bdatum|\bfecha|\bdata|\bдата|التاريخ)\s*[:：]", re.IGNORECASE
    ),
    re.compile(
        r"(?:更新)(?:时间|時間|日期|日時|于|於|日)?|수정|\b(?:last\s+)?(?:updated|modified)(?:\s+on)?|\baktualisiert(?:\s+am)?|\bstand"
        r"|\bmis(?:e)? à jour(?:\s+le)?|\bmodifié(?:\s+le)?|\bactualizado(?:\s+el)?|\batualizado(?:\s+em)?"
        r"|\baggiornato(?:\s+il)?"
        r"|\bbijgewerkt|\bgewijzigd|\buppdaterad|\boppdatert|\bopdateret|\baktualizacja|\bpäivitetty|\bgüncelle(?:me|ndi)"
        r"|\bобновлен[оа]|\bоновлено|آخر تحديث|تم التحديث",
        re.IGNORECASE,
    ),
)
