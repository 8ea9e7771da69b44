"""What sites write around articles in many languages: patterns of dates, prompts, headings of other articles."""

from __future__ import annotations

import re

from pipeline.patterns import lazy


RELATED = lazy(
    r"\s*[【\[（(]?(?:相关(?:阅读|新闻|报道|链接|文章|推荐|专题)|延伸阅读|延伸\s*[·・|]\s*推荐|推荐阅读|更多(?:新闻|阅读|精彩)|热门(?:推荐|文章|评论)|猜你喜欢|精彩推荐|"
    r"(?:网友|读者|最新|全部|精彩|热门|發表|发表|我要)?(?:评论|評論|留言|跟帖)(?:列表|专区)?(?:\s*[（(]\d+[)）])?|"
    r"責任編輯|相關(?:閱讀|新聞|報導)|related(?:\s+(?:articles?|posts?|stories|news|content|links|topics))?|"
    r"(?:read|see)\s+(?:more|next|also)|more\s+(?:from|on|stories|in|news)\b.*|you\s+may\s+(?:also\s+)?(?:like|enjoy).*|recommended.*|"
    r"leave\s+a\s+(?:reply|comment).*|\d*\s*comments?|share\s+this.*|about\s+the\s+authors?|"
    r"関連記事|こちらもおすすめ|mehr\s+zum\s+thema|lire\s+aussi|leia\s+(?:também|mais)|veja\s+também|читайте\s+также|leggi\s+anche|"
    r"lees\s+ook|czytaj\s+(?:także|też|również)|läs\s+också|les\s+også|læs\s+også|"
    r"(?:noticias|artículos|notas)\s+relacionad[ao]s|"
    r"اقرأ\s+أيضا.?|קראו\s+(?:גם|עוד)|بخوانید|tin\s+liên\s+quan)\s*[】\]）)]?\s*[:：]?\s*",
    re.IGNORECASE,
)
# What heads the sources of a text: its links lead to no other articles of the site.
REFERENCES = lazy(
    r"\W*(?:references?|sources?|notes?|footnotes?|endnotes?|bibliography|works cited|further reading|external links|"
    r"参考文献|參考文獻|参考资料|注释|註釋|引用文献|参考書|参考資料|주석|참고문헌|quellen|literatur|einzelnachweise|"
    r"anmerkungen|weblinks|références|notes et références|fuentes|notas|referencias|referências|bibliograf[íi]a|note|"
    r"fonti|bronnen|källor|kilder|źródła|przypisy|источники|литература|примечания)\W*",
    re.IGNORECASE,
)
# The same in words that a text may have for headings of its own: links must follow.
RELATED_IF_LINKED = lazy(
    r"\s*(?:also|see also|(?:other|top|latest|more|related)\s+(?:stories|headlines|news)|"
    r"most\s+(?:read|popular|viewed)(?:\s+(?:in|on)\s.{2,20})?|trending(?:\s+now)?(?:\s+on\s.{2,20})?|"
    r"if\s+you\s+(?:liked|enjoyed)\s+this.*|editor['’]?s['’]?\s+(?:choice|picks)|around\s+the\s+web|"
    r"you\s+might\s+also\s+(?:like|enjoy).*|from\s+our\s+partners|(?:延伸|相关|精彩|为您|热点)\s*[·・|]?\s*推荐|大家都在看|热门新闻(?:排行)?榜?)"
    r"\s*[:：]?\s*",
    re.IGNORECASE,
)
DATED = lazy(
    r"(?<!\d)(?:19|20)\d\d\s*[-/.年]\s*\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.](?:19|20)?\d\d|(?<!\d)\d{1,2}:\d\d(?!\d)|\b\d{1,2}h\d\d\b|"
    r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|janv|févr|avr|mai|juin|juil|août|déc|okt|dez|mär|ene|abr|ago|dic|set|out|"
    r"янв|фев|мар|апр|мая|июн|июл|авг|сен|окт|ноя|дек)[^\W\d]*\.?,?\s+(?:de\s+)?(?:\d{1,2}(?:st|nd|rd|th)?,?\s+)?(?:19|20)\d\d|"
    r"\b\d{1,2}\.?\s+(?:de\s+)?[^\W\d]{3,10}\.?\s+(?:de\s+)?(?:19|20)\d\d",
    re.IGNORECASE,
)
PROMPTS = lazy(
    r"\b(?:follow|like) (?:us|me|him|her|them|\w+(?: \w+)?) (?:on|at:?) "
    r"(?:https?://)?(?:www\.)?(?:twitter|x\b|facebook|instagram|linkedin|youtube|tiktok|threads|bluesky)|"
    r"\bis on (?:twitter|x|bluesky|mastodon),? @\w+|\bon (?:twitter|x|bluesky):? (?:@\w+|https?://)|\btwitter: @\w+|"
    r"\b(?:can be|may be) (?:reached|contacted) (?:at|on|via) (?:\S+@|https?://|www\.|@\w)|"
    r"\bfor (?:comments|feedback)[\w ]{0,20}: \S+@|"
    r"\blet us know in the comments|\b(?:leave|post) (?:your|a) comments? (?:below|here)|"
    r"\b(?:subscribe|sign(?:ing)? up) (?:now |here |today |free )?(?:to|for) (?:our|the|my|this|\w+['’]s) |"
    r"\bjoin (?:our|the) [\w ]{0,40}(?:newsletter|forum|community|channel|group|mailing list|members)|"
    r"\b(?:e-?mail|write to|contact) (?:\w+ ){1,4}at \S+@\S+|\bto contact the (?:reporter|editor|writer|author)s? "
    r"(?:(?:responsible )?(?:for|on|of) this (?:story|article)|of this )|"
    r"\b(?:download|get) (?:our|the) [\w ]{0,20}app\b|\bsupport (?:our|independent) [\w ]{0,20}journalism|"
    r"^\W*(?:see|read|view) (?:more|all|other) (?:\w+ )?(?:by|from) [^.]{2,40}(?: on \S+)?\.?$|"
    r"\b(?:folgen|folge) sie? uns (?:auf|bei)|\bnewsletter (?:abonnieren|anmelden)|abonnieren sie (?:unseren|den)|"
    r"\bsuivez[- ]nous (?:sur)|abonnez[- ]vous (?:à|a) |inscrivez[- ]vous à (?:notre|la) newsletter|"
    r"\bs[íi]guenos en|suscr[íi]b(?:ete|ase) a (?:nuestr|el |la )|"
    r"\bsiga-nos n|assine (?:a|nossa) newsletter|inscreva-se n|"
    r"\bseguici su|iscriviti alla (?:nostra )?newsletter|\bvolg ons op|"
    r"подпи(?:сывайтесь|шитесь) на (?:наш|нас|канал|рассылку)|следите за нами в|"
    r"フォローしてください|メルマガ(?:登録|に登録)|公式(?:LINE|X|Twitter)を?フォロー|"
    r"구독(?:하기|해 주세요)|تابعونا على|اشترك في (?:نشرتنا|النشرة)",
    re.IGNORECASE,
)
# What stands below a text about whose it is and who may use it, and where readers may write.
RIGHTS = lazy(
    r"^(?![“\"「『])\W*(?:(?:©|\(c\))\s*(?:19|20)\d\d|copyright\s*(?:©|\(c\)|(?:19|20)\d\d)|all rights reserved\b|"
    r"(?:this is )?not to be reproduced\b|(?:this (?:copy|article|content|material)|the content above) [^.]{0,60}\b"
    r"(?:personal,? non-?commercial use|may not be (?:re)?(?:published|produced|copied|distributed|"
    r"broadcast|used|printed|sold))|"
    r"notice: the content above\b|(?:blog )?comments? (?:are|is|may be) (?:\w+ )?(?:(?:moderated|filtered)\b|"
    r"(?:closed|disabled)\W*$)|"
    r"(?:blog )?comments powered by|(?:to (?:post a )?comment,? you must|(?:log|sign) in to (?:comment|reply|post))\b|"
    r"(?:本[站网])?(?:特别声明|免责声明|版权声明|郑重声明)\W*(?:以上|本文|文中|转载|本站|本网|凡(?:本[网站]|未?注明)|部分|该文|所载)|"
    r"版权所有|本文仅代表作者|未经(?:本[网站报刊台社]|授权|许可|允许)[^。]{0,24}(?:转载|摘编)|"
    r"以上内容[^。]{0,40}上传(?:并发布)?[，,]?\s*本(?:平台|站|网)|"
    r"alle rechte vorbehalten\b|tous droits réservés\b|todos los derechos reservados\b|todos os direitos reservados\b|"
    r"tutti i diritti riservati\b|все права защищены\b|無断(?:転載|複製)|무단\s?전재)",
    re.IGNORECASE,
)
# What stands above a headline for who uses the site, and is none of the article's.
NOTICES = lazy(
    r"\b(?:uses?|accept|our|of|through) cookies\b|\bcookie (?:policy|settings|notice)\b|\binternet explorer\b|"
    r"\bjavascript\b|"
    r"\b(?:your|old|modern|update|upgrade|another) browser\b|\bsubscribe (?:to|now|here|today|for)\b|^\W*subscribe\W*$|"
    r"\b(?:our|free|daily|weekly) newsletters?\b|^\W*(?:advertisement|sponsored(?: content)?)\W*$|"
    r"\bnon-?commercial use\b|"
    r"\border (?:copies|reprints?|a reprint)\b|\bpresentation-ready\b|\bshare this\b|"
    r"\b(?:sign|log) (?:in|up) (?:to|for|now|here|with)\b|"
    r"^\W*(?:sign|log) (?:in|up)\W*$|\bregister (?:now|here|for)\b|\bdownload (?:our|the) [\w ]{0,12}app\b|"
    r"\bhas been (?:sent|posted) to\b|\bfree trial\b|\balready a (?:member|subscriber)\b|"
    r"(?:您的|当前|低版本|使用)浏览器|点击订阅|订阅我们|扫码|扫一扫|下载.{0,6}客户端|打开.{0,6}APP|^\W*广告\W*$|请先?登录|登录/注册|"
    r"ブラウザ|会員登録|브라우저|구독",
    re.IGNORECASE,
)
# What a Chinese or Japanese line beside the text says of the page; others may be a document's salutation or signature.
ABOUT = lazy(
    r"来源|來源|作者|记者|記者|责任编辑|責任編輯|编辑|編輯|审核|校对|发布|發佈|更新|字号|字體|浏览|瀏覽|点击|點擊|阅读[量数]|分享|打印|列印|收藏|"
    r"评论|評論|关键[词字]|标签|標籤|分类|责编|供稿|配信|掲載|公開|シェア|コメント|조회|입력|수정|기자"
)
# How a line begins that tells when a page was written, or changed, and by whom.
LEADS = lazy(
    r"\W*(?:(?:first |last |article |date )?(?:updated|published|posted|modified|created|filed|date)\b|"
    r"(?:by|von|par|por)\s(?!(?:jan|feb|mar|apr|may|mai|jun|jul|aug|sep|oct|okt|nov|dec|dez)|\d)(?-i:[A-Z]))",
    re.IGNORECASE,
)
# The date below a document: the day it was signed.
SIGNED = lazy(r"[（(]?(?:19|20|二[〇○０零])[\d〇○一二三四五六七八九十]{2}年.{1,3}月.{1,3}日[）)]?")
# What stands below a reader's words: when they were written, as sites count it, and what others may do with them.
AGO = lazy(
    r"\b(?:\d+|an?)\s*(?:[smhdwy]|secs?|seconds?|mins?|minutes?|hrs?|hours?|days?|wks?|weeks?|mos?|months?|"
    r"yrs?|years?) ago\b|"
    r"\bvor (?:\d+|eine[mr]) (?:Sekunde|Minute|Stunde|Tag|Woche|Monat|Jahr)|"
    r"\bil y a (?:\d+|une?) |\bhace (?:\d+|una?) |\bhá (?:\d+|uma?) |"
    r"\b\d+ (?:ore|or|giorni|minuti|mesi|uur|dagen|weken|maanden) (?:fa|geleden)\b|"
    r"\d+\s*(?:秒|分钟?|分鐘|小时|小時|時間|天|日|周|週|个月|個月|か月|ヶ月|月|年)前|"
    r"\d+\s*(?:초|분|시간|일|개월|년) ?전|"
    r"\b\d+ (?:мин|час|дн|ден|нед|мес|лет|год)\w* назад|\b\d+ (?:dakika|saat|gün|hafta|ay|yıl) önce|"
    r"\b\d+ (?:minut|godzin|dni|tygodni|miesięcy)\w* temu",
    re.IGNORECASE,
)
# What readers may do with another's words; and what also stands elsewhere, and tells a reader's words beside those.
_ANSWER = (
    r"(?:repl(?:y|ies)(?: to(?: \S+){1,2})?|report (?:this|as|abuse|spam|comment|post)(?: \w+)?|"
    r"up-?vote|down-?vote|dislikes?|thumbs (?:up|down)|回复|回覆|举报|檢舉|顶|踩|返信|通報|답글|신고|"
    r"antworten|répondre|responder|denunciar|rispondi|odpowiedz|zgłoś|ответить|пожаловаться|yanıtla|"
    r"şikayet et|رد|הגב|תגובה|beantwoorden|svara)"
)
_BESIDE = (
    r"(?:report|flag(?: as \w+)?|quote|permalink|likes?|recommend|helpful|ratings?|votes?|score|edit|delete|share|支持|"
    r"反对|引用|分享|赞|点赞|いいね|melden|signaler|segnala|gefällt mir|me gusta|mi piace|нравится|إعجاب|beğen|"
    r"추천|공유|partager|teilen|compartir|condividi)"
)
ANSWERED = lazy(
    rf"\W*(?:{_BESIDE}[\W\d]+)*{_ANSWER}(?:[\W\d]+(?:{_ANSWER}|{_BESIDE}))*[\W\d]*", re.IGNORECASE
)
# How the software of blogs heads a reader's words.
SAYS = lazy(
    r"[^.!?]{2,40} (?:says|sagt|schrieb|a écrit|dit|dijo|dice|escribió|disse|diz|escreveu|ha scritto|zegt|pisze|"
    r"пишет|написал|说|說)\s?[:：…]",
    re.IGNORECASE,
)
COMMENTS = lazy(
    r"\W*(?:\d[\d,.]*\s*)?(?:(?:all|add|view|show|hide|see|your|our|the|reader|readers|user|users|previous|latest|"
    r"recent|post|join|leave|write|an?|sort|"
    r"read|top|most|best|newest|blog|facebook|disqus)['’]?s? )*"
    r"(?:comments?|replies|repl(?:y|ies)|responses?|talkback|discussion|reactions?|conversation|kommentare?|"
    r"leserkommentare?|commentaires?|réactions?|"
    r"comentarios|comentários|commenti|reacties|komentarze|kommentarer|bình luận|ความคิดเห็น|टिप्पणियाँ|"
    r"комментари\w+|yorumlar|댓글|コメント|التعليقات|تعليقات|תגובות|"
    r"(?:网友|热门|最新|全部|精彩|用户|網友)?(?:评论|評論|跟帖|跟贴|留言|回复|回應)(?:区|區|列表)?)"
    r"(?: on this (?:story|article|post))?(?:\W*(?:view|see|show) all)?\s*(?:[(（\[]?[\d,.]+\s*[条條]?[)）\]]?)?\W*",
    re.IGNORECASE,
)
