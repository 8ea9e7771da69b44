"""The addresses of frames that show a film or play a recording."""

from __future__ import annotations

import re

from pipeline.patterns import lazy


PLAYERS = lazy(
    r"//(?:[\w-]+\.)*(?:youtube(?:-nocookie)?\.com/embed|youtu\.be/|player\.vimeo\.com|player\.bilibili\.com|v\.qq\.com|"
    r"player\.youku\.com|open\.iqiyi\.com|dailymotion\.com/embed|embed\.ted\.com|w\.soundcloud\.com|open\.spotify\.com/embed|"
    r"ixigua\.com|rutube\.ru/play/embed|player\.twitch\.tv|tv\.cctv\.com|facebook\.com/plugins/video|embed\.podcasts\.apple\.com)",
    re.IGNORECASE,
)
