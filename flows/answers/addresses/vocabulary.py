"""The words that stand around addresses, in many languages, and endings that look like words. Tables only."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Words that only join one address to the next. Kept in no remark when nothing else stands between two addresses.
JOINERS = _words(
    """
    and or also plus as well et ou y e u o und oder sowie en of og eller och samt ja tai va ve veya và hoặc dan atau
    na au i a oraz lub nebo și sau и или а также та і або й и/или and/or και ή و أو כן ו או और या এবং ও
    和 与 與 及 或 以及 と や および 及び または และ หรือ 및 와 과 또는
    """
)

# Words that announce an address. Kept neither as its name nor as a remark when they stand alone before it.
LABELS = (
    *("website", "websites", "web site", "web sites", "web-site", "webpage", "web page", "web", "site", "homepage"),
    *("home page", "web address", "web link", "url", "urls", "link", "links", "hyperlink", "address", "addresses"),
    *("http", "site web", "site internet", "adresse", "adresse web", "lien", "sitio web", "página web", "enlace"),
    *("pagina web", "sítio web", "página", "sito web", "sito", "webseite", "internetseite", "internetadresse"),
    *("webbplats", "nettsted", "hjemmeside", "strona internetowa", "strona", "adres", "web sitesi"),
    *("internet adresi", "situs web", "laman web", "trang web", "tovuti", "сайт", "веб-сайт", "вебсайт", "адрес"),
    *("адреса", "ссылка", "посилання", "ιστοσελίδα", "ιστότοπος", "διεύθυνση", "الموقع", "موقع"),
    *("الموقع الإلكتروني", "الرابط", "رابط", "العنوان", "وب‌سایت", "ویب سائٹ", "אתר", "קישור"),
    *("网站", "網站", "网址", "網址", "官网", "官網", "链接", "連結", "ウェブサイト", "サイト", "ホームページ"),
    *("リンク", "웹사이트", "홈페이지", "링크", "เว็บไซต์", "ลิงก์", "वेबसाइट", "लिंक", "ওয়েবসাইট"),
)
LABEL_QUALIFIERS = ("official", "our", "the", "its", "main", "официальный")

# Words by which a text is part of a sentence rather than a name.
POINTERS = _words(
    """
    is are was were be been being has have had will can could may must should its this these that those we you they
    our your please see visit refer click here found find available below above following through via under
    est sont sera été consulter consultez voir visiter visitez veuillez cliquez ici suivant suivante disponible notre
    es son está están ver véase visite consulte disponible siguiente nuestro nuestra aquí é são consulte acesse
    ist sind siehe besuchen finden unter hier unser unsere zijn zie bezoek
    смотрите см посетите доступен доступна доступно находится размещен размещена наш наша является
    يرجى زيارة انظر متاح موجود هو هي هذا هذه
    """
)

# The same in scripts that put no spaces between words: looked for anywhere in the text.
UNSPACED_POINTERS = _words("请 請 访问 訪問 参见 參見 是 为 位于 です ます ください คือ ที่ ดู 입니다")

# Those scripts; and Korean, which puts none before particles: what follows an address touches it.
UNSPACED = (
    r"\u0e00-\u0fff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u3005-\u30ff\u3105-\u318f\u31f0-\u31ff\u3400-\u9fff"
    r"\uac00-\ud7af\uf900-\ufaff\uff66-\uffdc\U00020000-\U0003ffff"
)

# Endings of hosts that are also words, with which the next sentence may begin: "… under construction.it will …".
WORD_ENDINGS = _words(
    """
    ad ai al am an as at au be by ca ci cu da de do el es et fr ga ge gr he hr ie il im in io is it je ke la li lo lu
    ma me mi mo mu my na ne ni no nu of om pa pe re sa se si so st su to tu us ve vi za
    are call data digital email for fun here how life link live me media mobile new news now one online open out page
    plus report services site social support team tips today watch website wiki work works world you
    """
)

# Endings of hosts that are also endings of files.
FILE_ENDINGS = _words("zip mov")

# Look like hosts, and are names of products and forms of companies.
NOT_HOSTS = _words("ado.net asp.net ml.net vb.net co.ltd pvt.ltd pte.ltd pty.ltd")

# Under these a country's ministries have their names.
SECOND_LEVELS = ("govt", "gouv", "gov", "gob", "gub", "go", "gv", "com", "org", "net", "edu", "ac", "co")
