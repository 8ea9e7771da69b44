"""What a site's lines say that are no part of an article, by script: prompts, tools, labels of other articles."""

from __future__ import annotations

import re
from functools import cache

from pipeline.patterns import lazy


# Whole lines; where they are Han their spaces are taken out before they are looked at.
_CHINESE = (
    r"(?:分享|转发|轉發)(?:到|至|给|給|本文|此文)?[:：]?(?:微信|微博|朋友圈|QQ空间|QQ|空间|好友|更多|[、|/，,…\s])*",
    (
        r"[【\[（(]?请?(?:长按|長按|扫描|掃描|扫一扫|掃一掃|用?微信扫(?:一扫|描|码)?)(?:[上下]方|[上下左右][面侧]|识别|識別|图中|此|该|这个)*"
        r".{0,6}?(?:二维码|扫码|小程序码|QRCode)?[,，]?(?:即可|可)?(?:关注|關注|分享|下载|下載|加入|阅读|添加|进入|参与|查看|识别|識別).{0,24}"
    ),
    r"请?(?:长按|长按|扫描|掃描|扫一扫|识别)(?:[上下]方|识别|图中|[上下]面)*(?:二维码|QRCode).{0,24}",
    r"扫码(?:关注|下载|加入|进入|阅读|添加|报名|了解|查看|分享).{0,24}",
    (
        r"(?:更多.{0,16})?(?:欢迎|歡迎|敬请|敬請|请|請)(?:扫码)?(?:关注|關注|订阅|訂閱|下载|下載).{0,20}"
        r"(?:公众号|公眾號|微信|微博|客户端|APP|视频号|小程序|頻道|频道|电子报|電子報).{0,16}"
    ),
    r"[>》…]*[点點][击擊](?:此处|此處|这里|這裡)?(?:进入|進入|查看|下载|下載|观看|了解)?.{0,16}(?:专题|專題|更多|原文|全文|详情|客户端|往期)[>》…!！。]*",
    r"[↑↓▲▼⬆⬇👆👇]*(?:点击|點擊|戳)(?:上方|下方|左下角|右上角)?[“「]?(?:蓝字|蓝色字体|标题|卡片|阅读原文|名片).{0,20}",
    r"(?:微信扫一扫|向上滑动|继续滑动|轻触阅读原文|预览时标签不可点|收录于合集|收录于话题|喜欢此内容的人还喜欢).{0,20}",
    r"(?:阅读原文|閱讀原文|查看原文|展开全文|展開全文|阅读全文|閱讀全文|余下全文|点击展开|加载更多|載入更多|查看更多|看更多)[>»›.…]*",
    r"(?:打开|在|下载).{0,8}(?:APP|客户端)(?:内)?(?:打开|阅读|查看|体验)?.{0,12}",
    r"[【\[]?(?:字号|字体|字體|字级|字級|字体大小)[:：]?[【\[(（]?(?:(?:特大|超大|大|中|小|标准|默认|A[+-]?|打印|关闭|收藏|分享|[+-])[|\]【\[】)）/]*)+",
    (
        r"(?:[【\[(（|]*(?:打印(?:本页|本文|此页)?|列印|关闭(?:窗口|本页)?|返回(?:顶部|首页|列表)|收藏(?:本文)?|我要纠错|纠错|举报|檢舉)"
        r"[】\])）|]*){2,}"
    ),
    r"[【\[(（](?:打印|关闭|收藏|返回顶部|返回首页|关闭窗口|打印本页|我要纠错|网络编辑)[】\])）]",
    r"[-—]*[（(]?(?:广告|廣告|推广|赞助内容|贊助內容)[)）]?(?:[（(]?請繼續(?:往下)?閱讀.{0,8})?[-—]*|請繼續往下閱讀.{0,6}",
    r"(?:已有|共|全部)?\d*[条則条條]?(?:评论|評論|跟帖|网友评论|留言)(?:[(（]?\d+[)）]?)?[条條]?",
    r"(?:阅读|閱讀|浏览|瀏覽|点击|访问)(?:量|数|次数|人次)?[:：]?\d+次?(?:(?:点赞|在看|评论)\d*)*",
    r"(?:我要|发表|發表|查看|写|寫|更多|参与)(?:评论|評論|留言)(?:[(（]\d+[)）])?",
    r"(?:喜欢|觉得不错|好看)?[请就]?(?:点个|点)[“「]?(?:赞|在看)[”」]?.{0,16}|(?:点赞|在看|分享|收藏|转发|[、|/，,]){3,}",
    r"[上下]一[篇页頁則][:：].{1,40}|(?:[上下]一[篇页頁則][|｜/]?)+|回到?(?:頂部|顶部|首頁|首页)",
    r"(?:追蹤|追踪|關注|关注|加入)(?:我們|我们|本站|.{0,10}(?:LINE|Facebook|粉絲團|臉書|IG|Telegram|微信|公众号|頻道|频道)).{0,16}",
    r"(?:訂閱|订阅)(?:電子報|电子报|我們|我们|我|newsletter).{0,16}",
    r"复制代码|复制|複製",
)
_JAPANESE = (
    r"(?:この記事を)?(?:シェア|ツイート|ポスト|共有|ブックマーク|保存|印刷|いいね|LINEで送る)(?:する)?[!！]?",
    r".{0,12}(?:メルマガ|メールマガジン|ニュースレター).{0,10}(?:登録|購読).{0,12}",
    r"(?:続き|全文|記事|もっと)を(?:読む|見る)|もっと見る|広告|PR|スポンサー(?:ド)?リンク",
    r"(?:コメント|いいね)(?:[(（]?\d*[)）]?|する|を書く|を見る)?|この記事は?.{0,4}(?:参考|役)に(?:なり|立ち)ましたか.?",
    r".{0,6}(?:LINE|Twitter|Facebook|Instagram|X).{0,10}(?:フォロー|友だち追加).{0,12}",
    r"[前次]の記事.{0,40}|ページ(?:の)?(?:トップ|先頭)へ(?:戻る)?|(?:一覧|トップ)(?:へ|に)戻る",
)
_KOREAN = (
    (
        r"(?:기사)?(?:공유(?:하기)?|인쇄(?:하기)?|스크랩|글자크기(?:변경|조절)?|프린트|댓글(?:쓰기)?\d*|좋아요\d*|광고|구독(?:하기)?|"
        r"맨위로|이전기사|다음기사|목록(?:으로)?|더보기)"
    ),
    r".{0,16}뉴스레터.{0,6}(?:구독|신청).{0,16}",
    r"(?:[<\[]?저작권자|Copyright|ⓒ|©).{0,40}(?:무단|재배포|금지).{0,20}",
)
_ENGLISH = (
    r"share(?: this)?(?: (?:article|story|post|page|on .{1,30}))?:?",
    r"(?:sign up|subscribe|register)(?: now| today)?(?: for| to) .{0,60}(?:newsletter|e-?mail|update)s?.{0,30}",
    r"subscribe(?: now)?|sign up|open in app|member-only story|copy(?: link| code)?",
    r"(?:view|show|load|see) (?:more|all|comments)",
    r"thanks for reading .{0,60}(?:subscribe|share).{0,80}",
    r"follow us on .{1,40}|(?:download|get) (?:the|our) (?:app|newsletter).{0,40}",
    r"(?:advertisement|sponsored(?: content)?|ad)(?: ?[-–—] ?(?:continue reading|scroll).{0,20})?",
    (
        r"(?:(?:story|article) continues (?:below|after).{0,30}|continue reading(?: (?:below|"
        r"the main story))?)(?: ?[→»›.…]+)?"
    ),
    r"\(?\d*\)? ?comments?(?: \(\d+\))?|(?:leave|post|add) a (?:comment|reply)",
    r"[\d.,]+k? (?:shares?|likes?|claps?|views?|responses)",
    r"(?:print|e-?mail|save)(?: this)?(?: (?:page|article|story))?|back to top",
    r"skip to (?:main )?content|listen to this (?:article|story).{0,20}",
    r"(?:next|previous) (?:article|page|post).{0,40}|\d{1,2} min(?:ute)?s? read(?:\W{1,3}.{0,16})?",
    r"(?:click|tap) here (?:to|for) .{1,40}(?:newsletter|app|subscribe|more|comments?)\.?",
    r"[-—–*·=~ ]*(?:the )?end[-—–*·=~ ]*",
    (
        r"\(?(?:(?:click|tap)(?: (?:on )?(?:the |this )?(?:images?|photos?|pictures?))? (?:for|to) "
        r"(?:enlarge|zoom(?: in)?|expand|(?:(?:see|view|open) )?(?:the |a |an )?(?:larger?|full size|enlarged)?"
        r"(?: version of)?(?: the| this)? ?(?:image|photo|picture|slide ?show|gallery|version)?)|"
        r"(?:enlarge|expand|hide|show)(?: this)? (?:image|photo|picture|caption)s?|"
        r"view (?:gallery|slide ?show|larger|full size)(?: image)?)\)?"
    ),
    r"(?:(?:first|last|next|previous) ?(?:slide|photo|image)s? ?){1,3}|loading(?: \w+)?(?:\.{3}|…)",
    r"page \d+ (?:of|/) \d+|[“\"]? ?start quote|end quote ?[”\"]?|\[\+\] enlarge|show full \w+ text",
    r"(?:watch|next) video",
    r"(?:follow|like) us(?: on \w+)?|follow @\w+(?: on \w+)?",
    r"(?:print|e-?mail)(?: this)? (?:page|article|story) (?:e-?mail|print|share)(?: this)? (?:page|article|story)",
    r"you may also like these (?:photo )?(?:galleries|videos|stories):?|like this topic\?.{0,60}",
    (
        r"(?:please )?(?:turn on|enable) javascript(?: to (?:view|play|see|watch|continue).{0,50})?\.?"
        r"(?: media requires .{0,30})?"
    ),
    r"media requires javascript to play\.?",
    (
        r"(?:this (?:article|story|post|page) is|comments? (?:are|have been)) (?:now )?closed"
        r"(?: (?:for|to) .{0,20}comments?)?\.?"
    ),
    r"already a (?:subscriber|member)\? (?:log|sign) in\.?",
)
_WESTERN = (
    r"anzeige|werbung|artikel (?:teilen|drucken|merken|anhören|kommentieren)|teilen(?: auf .{1,20})?",
    r"drucken|merken|nach oben|zur startseite",
    r"\d* ?kommentare?(?: .{0,16})?|kommentar schreiben|folgen sie uns .{1,40}|weiterlesen",
    r"mehr (?:lesen|anzeigen|laden)",
    r".{0,30}newsletter .{0,30}(?:abonnieren|anmelden|bestellen).{0,20}",
    r"publicité|partager(?: (?:cet|sur|l['’]) ?.{0,20})?|imprimer|commenter|\d* ?commentaires?",
    r"écouter l['’]article.{0,16}|haut de page",
    (
        r"(?:inscrivez-vous|abonnez-vous|s['’]abonner|s['’]inscrire|recevez) .{0,50}(?:newsletter|lettre|"
        r"infolettre).{0,30}"
    ),
    r"suivez-nous.{0,40}|retour en haut.{0,16}|lire la suite|temps de lecture.{0,16}",
    r"publicidad|anuncio|compartir(?: (?:en|esta|este) .{0,20})?|imprimir|guardar|\d* ?comentarios?",
    r"dejar? un comentario|ir arriba",
    r"suscríbe(?:te|se) .{0,60}(?:boletín|newsletter|canal).{0,20}|síguenos .{0,40}",
    r"(?:leer más|(?:seguir|continuar) leyendo)",
    r"publicidade|anúncio|continua (?:após a|depois da) publicidade|compartilh(?:ar|e)(?: .{0,30})?",
    r"partilhar.{0,20}|\d* ?comentários?",
    r"deixe (?:um|seu) comentário|assine .{0,50}(?:newsletter|boletim).{0,20}|voltar ao topo",
    r"(?:leia|ler|saiba) mais",
    r"siga(?:-nos)? .{0,40}(?:instagram|facebook|twitter|whatsapp|telegram|google).{0,20}",
    r"pubblicità|condividi.{0,20}|stampa|\d* ?commenti|iscriviti .{0,50}newsletter.{0,20}",
    r"seguici .{0,40}|torna su|leggi tutto",
    r"advertentie|delen|reageer|\d* ?reacties?|schrijf je in .{0,40}nieuwsbrief.{0,20}|volg ons.{0,40}",
    r"terug naar boven|lees verder",
    r"reklama|udostępnij.{0,16}|\d* ?komentarz[ey]?|zapisz się .{0,40}newsletter.{0,20}|reklam|paylaş",
    r"yorum(?:lar| yap)?",
    r"quảng cáo|chia sẻ.{0,20}|(?:gửi )?bình luận(?: \(\d+\))?|in bài|đăng ký nhận .{0,40}|về đầu trang|xem thêm",
    r"theo dõi .{0,40}(?:facebook|zalo|youtube|google).{0,20}",
)
_CYRILLIC = (
    r"реклама|поделиться.{0,30}|распечатать|комментарии(?: \(\d+\))?|\d+ комментари\w+",
    r"оставить комментарий|наверх|к началу",
    r"подпи(?:саться|сывайтесь|шитесь|шись) .{0,60}(?:канал|рассылк|telegram|новост|телеграм).{0,30}",
    r"читайте нас .{0,40}",
    r"следите за .{0,50}(?:канал|telegram).{0,20}|читать (?:далее|полностью|дальше)",
    r"нашли (?:ошибку|опечатку)\?.{0,60}",
    r"выделите .{0,40}ctrl\s?\+\s?enter.{0,20}|поділитися.{0,20}|коментарі",
)
_SEMITIC = (
    r"إعلان(?:ات)?|شارك(?: .{0,20})?|مشاركة|طباعة|تعليقات?(?: \(\d+\))?|أضف تعليق(?:ًا|ا)?|اقرأ المزيد",
    r"العودة إلى الأعلى",
    r"اشترك .{0,40}|تابعنا .{0,40}",
    r"פרסומת|שתפו?|שיתוף|הדפסה|תגובות(?: \(\d+\))?|הוסף תגובה|הירשמו .{0,40}|עקבו .{0,40}|המשך קריאה|חזרה למעלה",
)
# What stands above a list of other articles, or before a link to one.
_EASTERN_LABELS = (
    (
        r"[【\[◆■●▶>]*(?:相关|相關|推荐|推薦|延伸|拓展|热门|熱門|精彩|精選|更多|往期|热点)"
        r"(?:阅读|閱讀|链接|連結|新闻|新聞|报道|報導|文章|推荐|推薦|精彩|回顾|资讯|专题|稿件)+[】\]:：>]*"
    ),
    r"猜你喜欢|猜你喜歡|你可能[还也還]?(?:喜欢|喜歡|感兴趣|感興趣).{0,6}",
    r"[■●▶【]?(?:関連(?:記事|ニュース|リンク|キーワード|トピック)|あわせて読みたい|おすすめ(?:の?記事)?|こちらもおすすめ|人気記事|新着記事)[】:：]?",
    r"(?:アクセス)?ランキング|この記事を読んだ人は.{0,16}",
    r"관련(?:기사|뉴스)|추천(?:기사|뉴스)|많이본(?:기사|뉴스)|인기기사|함께보면좋은.{0,8}",
)
_WESTERN_LABELS = (
    r"(?:related|recommended|more)(?: (?:articles?|story|stories|posts?|reading|news|coverage|links?|topics?))+:?",
    r"read (?:more|next|also):?|see also:?|you (?:may|might) also (?:like|enjoy|be interested in):?",
    r"also(?: (?:read|on .{1,30}))?:|also (?:read|on .{1,30})|more (?:about|on|from) .{1,40}:",
    r"(?:more )?(?:from|on) this (?:story|topic):?",
    (
        r"(?:mehr zum thema|lesen sie auch|das könnte sie auch interessieren|auch interessant|"
        r"ähnliche (?:artikel|beiträge)|meistgelesen):?"
    ),
    r"weitere (?:artikel|beiträge|themen|nachrichten|meldungen).{0,20}",
    (
        r"(?:[àa] lire (?:aussi|également)|lire aussi|voir aussi|sur le même (?:sujet|thème)|"
        r"articles? (?:liés?|similaires?|associés?)|les plus lus) ?:?"
    ),
    (
        r"(?:(?:también )?te puede interesar|lee también|le puede interesar|(?:noticias|"
        r"artículos) relacionad[oa]s|lo más (?:leído|visto)|ver también):?"
    ),
    r"(?:leia também|veja também|leia mais|saiba mais|notícias relacionadas|mais lidas|conteúdos? relacionados?):?",
    r"(?:leggi anche|potrebbe interessarti(?: anche)?|articoli correlati|vedi anche|i più letti):?",
    (
        r"(?:lees ook|lees meer|meer over .{1,30}|czytaj (?:też|także|również|więcej)|zobacz (?:też|"
        r"także|również)|polecamy|i̇?lgili haberler):?"
    ),
    r"(?:tin liên quan|tin cùng chuyên mục|xem thêm|đọc thêm|có thể bạn quan tâm|tin nổi bật):?",
)
_CYRILLIC_LABELS = (
    (
        r"(?:читайте (?:также|також|ещ[её])|читать также|см\. также|смотрите также|"
        r"(?:материалы )?по теме|ещ[её] по теме):?"
    ),
    r"(?:похожие (?:материалы|новости|статьи)|другие новости|популярное|рекомендуем):?",
)
_SEMITIC_LABELS = (
    r"(?:اقرأ أيضا?ً?ا?|(?:مواضيع|أخبار|مقالات) ذات صلة|شاهد أيضا?ً?ا?|الأكثر قراءة|قد يهمك.{0,12}):?",
    r"(?:קראו? עוד|עוד (?:בנושא|כתבות)|כתבות (?:נוספות|קשורות)|אולי יעניין.{0,10}):?",
)
_LINES = {
    "eastern": (*_CHINESE, *_JAPANESE, *_KOREAN),
    "latin": (*_ENGLISH, *_WESTERN),
    "cyrillic": _CYRILLIC,
    "semitic": _SEMITIC,
}
_LABELS = {
    "eastern": _EASTERN_LABELS,
    "latin": _WESTERN_LABELS,
    "cyrillic": _CYRILLIC_LABELS,
    "semitic": _SEMITIC_LABELS,
}
# What stands before a link that is the rest of its line; without a colon or the like only where it is no sentence.
_OPENINGS = {
    "eastern": r"阅读(?:更多|原文|全文)[:：]?|",
    "latin": (
        r"(?:read(?: more| next| also| the full (?:story|article))|related(?: (?:story|article|news|"
        r"reading)s?)?|see also|more|"
        r"also read|recommended|next|don't miss)\s*[:：>|–-]\s*|"
        # Photo: Ada Fernsby tells whose it is; PHOTOS: The old bridge through the year leads to another page.
        r"(?:now read|story|photos?|pictures|videos?|galler(?:y|ies)|slide ?show|watch|listen|interactive|poll|quiz|"
        r"podcast|(?:full|complete) coverage|live updates)\s*[:：>|–-]\s*(?=\S.{19})|"
        r"[\[(](?:see|read|watch|related|more)\b[:：]?\s*|read (?:more|next|on)|see also|"
    ),
    "cyrillic": "",
    "semitic": "",
}
_EASTERN = lazy("[\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3]")
_SCRIPTS = (("cyrillic", re.compile("[\u0400-\u04ff]")), ("semitic", re.compile("[\u0590-\u06ff]")))


def script_of(line: str) -> str:
    """Return the script whose words a line is looked up in."""
    if _EASTERN.search(line):
        return "eastern"
    if line.isascii():
        return "latin"
    return next((name for name, pattern in _SCRIPTS if pattern.search(line)), "latin")


@cache
def lines(script: str) -> re.Pattern[str]:
    """Compile the lines of a script, when a page first has one: it takes long."""
    return re.compile("|".join([*_LINES[script], *(_ENGLISH if script == "eastern" else ())]), re.IGNORECASE)


@cache
def labels(script: str) -> re.Pattern[str]:
    """Compile the labels of a script."""
    return re.compile("|".join(_LABELS[script]), re.IGNORECASE)


@cache
def openings(script: str) -> re.Pattern[str]:
    """Compile what a line of a script begins with that is otherwise a link."""
    close = r"[:：>|–»-]*" if script == "eastern" else r"\s*[:：>|–»-]"
    return re.compile(rf"{_OPENINGS[script]}(?:{'|'.join(_LABELS[script])}){close}\s*", re.IGNORECASE)
