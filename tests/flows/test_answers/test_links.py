from __future__ import annotations

import unicodedata
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from flows.answers.links import MAX_ADDRESSES, read, show
from flows.questionnaire import Question
from flows.reading import Accepted, Circumstances, Hyperlink, Link, Reading, Refused, ToConfirm, Typed, Value
from flows.violations import Code, Violation

QUESTION = Question(name="q3", type="links", label={"en": "Please provide names and URLs."})
CIRCUMSTANCES = Circumstances(today=date(2019, 4, 22))


def reading(text: str, *hyperlinks: Hyperlink, max_words: int | None = None) -> Reading:
    return read(Typed(text, hyperlinks), QUESTION.model_copy(update={"max_words": max_words}), CIRCUMSTANCES)


def shown(value: Value | None) -> str:
    return show(Accepted(value), QUESTION, CIRCUMSTANCES)


def lines(value: Value | None) -> list[str]:
    """The links as "name: url" or "url"."""
    assert isinstance(value, tuple)
    links = [link for link in value if isinstance(link, Link)]
    return [f"{link.name}: {link.url}" if link.name else link.url for link in links]


def accepted(text: str, *hyperlinks: Hyperlink) -> tuple[list[str], str | None]:
    answer = reading(text, *hyperlinks)
    assert isinstance(answer, Accepted), answer
    return lines(answer.value), answer.note


# The answers of the recorded response, as they were typed.
SEED = [
    (
        "www.eoffice.gov.pk (An Intranet Portal and not available for public use)",
        ["https://www.eoffice.gov.pk"],
        "An Intranet Portal and not available for public use",
    ),
    (
        "www.pbs.gov.pk\n\nAll the public data of the Government of Pakistan and information regarding different "
        "Ministries and organizations can be found on;\n\nwww.pakistan.gov.pk",
        ["https://www.pbs.gov.pk", "https://www.pakistan.gov.pk"],
        "All the public data of the Government of Pakistan and information regarding different "
        "Ministries and organizations can be found on;",
    ),
    (
        "www.ppra.org.pk\n\nE-Procurement portal is under development at present.",
        ["https://www.ppra.org.pk"],
        "E-Procurement portal is under development at present.",
    ),
    (
        "Call-Sar-Zameen Portal for overseas Pakistanis\n\nwww.pitb.gov.pk\n\nwww.kpitb.gov.pk\n\nwww.elearn.gov.pk\n\n"
        "www.ignite.org.pk\n\nwww.usf.org.pk\n\nwww.bisp.gov.pk\n\nwww.nadra.gov.pk\n\nwww.boi.gov.pk",
        [
            "https://www.pitb.gov.pk",
            "https://www.kpitb.gov.pk",
            "https://www.elearn.gov.pk",
            "https://www.ignite.org.pk",
            "https://www.usf.org.pk",
            "https://www.bisp.gov.pk",
            "https://www.nadra.gov.pk",
            "https://www.boi.gov.pk",
        ],
        "Call-Sar-Zameen Portal for overseas Pakistanis",
    ),
    (
        "Ministry of IT & Telecom (MoITT): www.moit.gov.pk\n\n"
        "National Information Technology Board (NITB): www.nitb.gov.pk",
        [
            "Ministry of IT & Telecom (MoITT): https://www.moit.gov.pk",
            "National Information Technology Board (NITB): https://www.nitb.gov.pk",
        ],
        None,
    ),
    ("A: www.a.gov", ["A: https://www.a.gov"], None),
    ("A - www.a.gov\nB - www.b.gov", ["A: https://www.a.gov", "B: https://www.b.gov"], None),
    ("a) www.a.gov b) www.b.gov", ["https://www.a.gov", "https://www.b.gov"], None),
    (
        "Ministry of Planning and Development\n\n<https://www.pc.gov.pk/>",
        ["Ministry of Planning and Development: https://www.pc.gov.pk/"],
        None,
    ),
    (
        "Ministry of Federal Education and Professional Training\nwww.moent.gov.pk/",
        ["Ministry of Federal Education and Professional Training: https://www.moent.gov.pk/"],
        None,
    ),
    (
        "Ministry of National Health Services, Regulation and Coordination\n\nwww.nhsrc.gov.pk",
        ["Ministry of National Health Services, Regulation and Coordination: https://www.nhsrc.gov.pk"],
        None,
    ),
    (
        "Ministry of Overseas Pakistanis & HRD\n\nwww.ophrd.gov.pk",
        ["Ministry of Overseas Pakistanis & HRD: https://www.ophrd.gov.pk"],
        None,
    ),
    (
        "Prime Minister Youth Program\n\n<http://youth.pmo.gov.pk/>",
        ["Prime Minister Youth Program: http://youth.pmo.gov.pk/"],
        None,
    ),
    ("Ministry of Climate Change\n\nwww.mocc.gov.pk", ["Ministry of Climate Change: https://www.mocc.gov.pk"], None),
    ("Ministry of Energy\n\nwww.mowp.gov.pk", ["Ministry of Energy: https://www.mowp.gov.pk"], None),
    (
        "Ministry of Finance, Revenue and Economic Affairs\n\nwww.finance.gov.pk\n\n"
        "Economic Affairs Division\n\n<http://www.ead.gov.pk/>",
        [
            "Ministry of Finance, Revenue and Economic Affairs: https://www.finance.gov.pk",
            "Economic Affairs Division: http://www.ead.gov.pk/",
        ],
        None,
    ),
    (
        "Ministry of Industries & Production\n\nwww.moip.gov.pk",
        ["Ministry of Industries & Production: https://www.moip.gov.pk"],
        None,
    ),
]

ACCEPTED = [
    # one address, with and without scheme, in any case
    ("www.moit.gov.pk", ["https://www.moit.gov.pk"], None),
    ("http://www.moit.gov.pk", ["http://www.moit.gov.pk"], None),
    ("https://www.moit.gov.pk/", ["https://www.moit.gov.pk/"], None),
    ("HTTP://WWW.MOIT.GOV.PK/Path", ["http://www.moit.gov.pk/Path"], None),
    ("MOIT.GOV.PK", ["https://moit.gov.pk"], None),
    ("Moit.gov.pk", ["https://moit.gov.pk"], None),
    ("borger.dk", ["https://borger.dk"], None),
    ("gov.uk", ["https://gov.uk"], None),
    ("GOV.UK", ["https://gov.uk"], None),
    ("www.gov.uk", ["https://www.gov.uk"], None),
    ("12.pk", ["https://12.pk"], None),
    ("my_portal.gov.pk", ["https://my_portal.gov.pk"], None),
    ("httpd.apache.org", ["https://httpd.apache.org"], None),
    # ports, paths, queries
    ("www.gov.pk:8080/a?b=c&d=e,f#g", ["https://www.gov.pk:8080/a?b=c&d=e,f#g"], None),
    ("https://medium.com/@gov", ["https://medium.com/@gov"], None),
    ("https://t.me/govpk", ["https://t.me/govpk"], None),
    ("x.com/govpk", ["https://x.com/govpk"], None),
    (
        "www.e-gov.kz/wps/portal?lang=ru; adilet.zan.kz",
        ["https://www.e-gov.kz/wps/portal?lang=ru", "https://adilet.zan.kz"],
        None,
    ),
    ("https://ja.wikipedia.org/wiki/日本", ["https://ja.wikipedia.org/wiki/日本"], None),
    ("www.gov.pk/ü/é%20a?q=ß", ["https://www.gov.pk/ü/é%20a?q=ß"], None),
    (
        "https://en.wikipedia.org/wiki/Pakistan_(disambiguation).",
        ["https://en.wikipedia.org/wiki/Pakistan_(disambiguation)"],
        None,
    ),
    (
        "https://web.archive.org/web/2019/http://www.gov.pk/",
        ["https://web.archive.org/web/2019/http://www.gov.pk/"],
        None,
    ),
    ("www.gov.pk./en", ["https://www.gov.pk/en"], None),
    ("http://1.1.1.1/", ["http://1.1.1.1/"], None),
    ("http://[2606:4700:4700::1111]/", ["http://[2606:4700:4700::1111]/"], None),
    ("//gov.pk", ["https://gov.pk"], None),
    ("http://8.8.8.8.", ["http://8.8.8.8"], None),
    ("https://gov.pk.evil.com", ["https://gov.pk.evil.com"], None),
    ("https://evil.com/gov.pk", ["https://evil.com/gov.pk"], None),
    ("https://gov.pk#@evil.com", ["https://gov.pk#@evil.com"], None),
    ("https://www.g\u200bov.pk", ["https://www.gov.pk"], None),
    # no dot is missing
    ("egov.kz", ["https://egov.kz"], None),
    ("www.mygov.in", ["https://www.mygov.in"], None),
    ("www.telecom.pk", ["https://www.telecom.pk"], None),
    ("https://www.opengov.pk", ["https://www.opengov.pk"], None),
    # a line ends where an address ends
    ("The portal is new.\nwww.gov.pk", ["https://www.gov.pk"], "The portal is new."),
    ("borger.dk.\nvirk.dk", ["https://borger.dk", "https://virk.dk"], None),
    ("www.a.gov.pk.\nmoit.gov.pk", ["https://www.a.gov.pk", "https://moit.gov.pk"], None),
    ("National portal of the Kingdom\ngov.uk", ["National portal of the Kingdom: https://gov.uk"], None),
    # several in one message
    (
        "www.a.gov.pk,www.b.gov.pk;www.c.gov.pk",
        ["https://www.a.gov.pk", "https://www.b.gov.pk", "https://www.c.gov.pk"],
        None,
    ),
    (
        "www.a.gov.pk & www.b.gov.pk and www.c.gov.pk",
        ["https://www.a.gov.pk", "https://www.b.gov.pk", "https://www.c.gov.pk"],
        None,
    ),
    (
        "www.a.gov.pk / www.b.gov.pk | c.gov.pk",
        ["https://www.a.gov.pk", "https://www.b.gov.pk", "https://c.gov.pk"],
        None,
    ),
    ("http://www.a.gov.pk/x,http://www.b.gov.pk", ["http://www.a.gov.pk/x", "http://www.b.gov.pk"], None),
    ("http://www.a.gov.pkhttp://www.b.gov.pk", ["http://www.a.gov.pk", "http://www.b.gov.pk"], None),
    ("www.a.gov.pkwww.b.comwww.c.gov.pk", ["https://www.a.gov.pk", "https://www.b.com", "https://www.c.gov.pk"], None),
    ("www.a.gov.pk-www.b.gov.pk", ["https://www.a.gov.pk", "https://www.b.gov.pk"], None),
    ("www.a.gouv.fr et www.b.gouv.fr", ["https://www.a.gouv.fr", "https://www.b.gouv.fr"], None),
    ("www.gob.mx y datos.gob.mx", ["https://www.gob.mx", "https://datos.gob.mx"], None),
    ("gosuslugi.ru и digital.gov.ru", ["https://gosuslugi.ru", "https://digital.gov.ru"], None),
    ("borger.dk og virk.dk", ["https://borger.dk", "https://virk.dk"], None),
    (
        "• www.a.gov.pk\r\n▪ www.b.gov.pk\n- www.c.gov.pk",
        ["https://www.a.gov.pk", "https://www.b.gov.pk", "https://www.c.gov.pk"],
        None,
    ),
    ("1.www.a.gov.pk\n2.www.b.gov.pk", ["https://www.a.gov.pk", "https://www.b.gov.pk"], None),
    (
        "1) www.a.gov.pk; 2) www.b.gov.pk (iii) www.c.gov.pk",
        ["https://www.a.gov.pk", "https://www.b.gov.pk", "https://www.c.gov.pk"],
        None,
    ),
    ("a) www.a.gov.pk b. www.b.gov.pk", ["https://www.a.gov.pk", "https://www.b.gov.pk"], None),
    ("www.gov.pk and www.gov.pk, http://www.gov.pk/", ["https://www.gov.pk"], None),
    # labels, which announce an address and are no name
    ("Website:www.moit.gov.pk", ["https://www.moit.gov.pk"], None),
    ("Our official website – www.moit.gov.pk", ["https://www.moit.gov.pk"], None),
    ("Official website www.moit.gov.pk", ["https://www.moit.gov.pk"], None),
    ("الموقع الإلكتروني: www.mcit.gov.eg", ["https://www.mcit.gov.eg"], None),
    ("网址：www.gov.cn", ["https://www.gov.cn"], None),
    ("Ministry of IT, Website: www.moit.gov.pk.", ["Ministry of IT: https://www.moit.gov.pk"], None),
    # names
    ("Ministerio de Salud – www.minsal.gob.sv", ["Ministerio de Salud: https://www.minsal.gob.sv"], None),
    ("Ministère de l'économie : www.economie.gouv.ci", ["Ministère de l'économie: https://www.economie.gouv.ci"], None),
    ("Ministry of Health (www.health.gov.gh)", ["Ministry of Health: https://www.health.gov.gh"], None),
    ("[National Portal](https://www.gov.kz)", ["National Portal: https://www.gov.kz"], None),
    ("1. Ministry of Energy: www.energy.gov.gh", ["Ministry of Energy: https://www.energy.gov.gh"], None),
    ("Ministry of Energy www.energy.gov.gh", ["Ministry of Energy: https://www.energy.gov.gh"], None),
    (
        "Ministry of Energy: www.energy.gov.gh; Ministry of Health: www.moh.gov.gh",
        ["Ministry of Energy: https://www.energy.gov.gh", "Ministry of Health: https://www.moh.gov.gh"],
        None,
    ),
    (
        "Ministry of Energy: www.energy.gov.gh and Ministry of Health: www.moh.gov.gh",
        ["Ministry of Energy: https://www.energy.gov.gh", "Ministry of Health: https://www.moh.gov.gh"],
        None,
    ),
    (
        "www.moit.gov.pk – Ministry of IT\nwww.nitb.gov.pk (National IT Board)",
        ["Ministry of IT: https://www.moit.gov.pk", "National IT Board: https://www.nitb.gov.pk"],
        None,
    ),
    ("www.gov.pk\nNational Portal: www.gov.pk", ["National Portal: https://www.gov.pk"], None),
    (
        "www.gov.pk\nNational Portal: www.gov.pk\nPortal of Pakistan: www.gov.pk",
        ["National Portal: https://www.gov.pk"],
        "Portal of Pakistan",
    ),
    ("U.S. Department of State: www.state.gov", ["U.S. Department of State: https://www.state.gov"], None),
    # remarks
    ("www.moit.gov.pk: Ministry of IT", ["https://www.moit.gov.pk"], "Ministry of IT"),
    ("www.gov.pk (see", ["https://www.gov.pk"], "see"),
    (
        "https://x.gov.gh/en (English), https://x.gov.gh/fr (French)",
        ["https://x.gov.gh/en", "https://x.gov.gh/fr"],
        "English … French",
    ),
    ("https://www.gob.mx - en línea, https://datos.gob.mx", ["https://www.gob.mx", "https://datos.gob.mx"], "en línea"),
    ("Our portal www.gov.pk is under construction", ["https://www.gov.pk"], "Our portal … is under construction"),
    ("Our portal is borger.dk", ["https://borger.dk"], "Our portal is"),
    (
        "The portal is www.moit.gov.pk.The old site is closed",
        ["https://www.moit.gov.pk"],
        "The portal is … The old site is closed",
    ),
    (
        "For details please visit: https://www.sdgpakistan.pk/web",
        ["https://www.sdgpakistan.pk/web"],
        "For details please visit",
    ),
    ("see www.data.gov in the US", ["https://www.data.gov"], "see … in the US"),
    ("The site, built with ASP.NET, is www.gov.pk", ["https://www.gov.pk"], "The site, built with ASP.NET, is"),
    (
        "www.a.gov.pk\nBureau of Statistics\nwww.b.gov.pk",
        ["https://www.a.gov.pk", "https://www.b.gov.pk"],
        "Bureau of Statistics",
    ),
    (f"{'The Ministry of ' * 10}: www.gov.pk", ["https://www.gov.pk"], ("The Ministry of " * 10).strip()),
    # e-mail addresses beside
    ("Visit www.gov.pk, or write to ed@nitb.gov.pk", ["https://www.gov.pk"], "Visit … or write to ed@nitb.gov.pk"),
    ("www.gov.pk\nmailto:ed@nitb.gov.pk", ["https://www.gov.pk"], "mailto:ed@nitb.gov.pk"),
    # punctuation that belongs to the sentence
    ("Is it www.gov.pk?", ["https://www.gov.pk"], "Is it"),
    ("«www.gov.pk»", ["https://www.gov.pk"], None),
    ('"www.gov.pk/a".', ["https://www.gov.pk/a"], None),
    ("'www.gov.pk'!", ["https://www.gov.pk"], None),
    ("*www.gov.pk*", ["https://www.gov.pk"], None),
    ("(www.gov.pk/x[1])", ["https://www.gov.pk/x[1]"], None),
    ("www.gov.pk/a…", ["https://www.gov.pk/a"], None),
    # scripts without spaces, full-width signs
    ("官网www.gov.cn是中国政府网", ["https://www.gov.cn"], "是中国政府网"),
    ("中国政府网：http://www.gov.cn/，谢谢", ["中国政府网: http://www.gov.cn/"], "谢谢"),
    ("www.a.gov.cn和www.b.gov.cn", ["https://www.a.gov.cn", "https://www.b.gov.cn"], None),
    ("ｗｗｗ．ｇｏｖ．ｃｎ／ａ", ["https://www.gov.cn/ａ"], None),
    ("http：//www.gov.cn？", ["http://www.gov.cn"], None),
    ("首相官邸（https://www.kantei.go.jp/）", ["首相官邸: https://www.kantei.go.jp/"], None),
    (
        "首相官邸：https://www.kantei.go.jp/、総務省：https://www.soumu.go.jp/",
        ["首相官邸: https://www.kantei.go.jp/", "総務省: https://www.soumu.go.jp/"],
        None,
    ),
    ("เว็บไซต์www.thaigov.go.thครับ", ["https://www.thaigov.go.th"], "ครับ"),
    ("정부24는 www.gov.kr에서", ["https://www.gov.kr"], "정부24는 … 에서"),
    (
        "وزارة الصحة: www.moh.gov.sa، والتعليم: www.moe.gov.sa",
        ["وزارة الصحة: https://www.moh.gov.sa", "والتعليم: https://www.moe.gov.sa"],
        None,
    ),
    ("www.mcit.gov.eg وwww.egypt.gov.eg", ["https://www.mcit.gov.eg", "https://www.egypt.gov.eg"], None),
    ("👉 www.gov.pk", ["https://www.gov.pk"], None),
    ("\u200ewww.gov.sa\u200f", ["https://www.gov.sa"], None),
    # national scripts
    ("правительство.рф", ["https://правительство.рф"], None),
    ("Сайт: WWW.Правительство.РФ", ["https://www.правительство.рф"], None),
    ("https://xn--e1afmkfd.xn--p1ai/путь", ["https://пример.рф/путь"], None),
    ("موقع.وزارة-الاتصالات.مصر", ["https://موقع.وزارة-الاتصالات.مصر"], None),
    ("中国政府网.政务", ["https://中国政府网.政务"], None),
    ("https://日本語.jp", ["https://日本語.jp"], None),
    ("भारत सरकार: https://सरकार.भारत", ["भारत सरकार: https://सरकार.भारत"], None),
    ("www.รัฐบาล.ไทย", ["https://www.รัฐบาล.ไทย"], None),
    ("Εθνική Πύλη - https://www.gov.gr", ["Εθνική Πύλη: https://www.gov.gr"], None),
    ("https://προεδρία.ελ", ["https://προεδρία.ελ"], None),
    ("https://Straße.de", ["https://straße.de"], None),
    ("<https://l·l.cat/a.>", ["https://l·l.cat/a."], None),
]


@pytest.mark.parametrize(("text", "value", "note"), SEED + ACCEPTED)
def test_addresses_are_accepted_with_their_names_and_the_remark(text: str, value: list[str], note: str | None) -> None:
    assert accepted(text) == (value, note)


TO_CONFIRM = [
    # (what is typed, why it is asked about, the readings offered, likeliest first, each with its remark)
    # a comma, a space or another sign for a dot
    ("www.pakistan,gov.pk", Code.ADDRESS_SLIP, [(["https://www.pakistan.gov.pk"], None)]),
    ("www,gov.xx", Code.ADDRESS_SLIP, [(["https://www.gov.xx"], None)]),
    ("www,moit,gov,pk", Code.ADDRESS_SLIP, [(["https://www.moit.gov.pk"], None), (["https://www.moit.gov"], "pk")]),
    ("www.gov xx", Code.ADDRESS_SLIP, [(["https://www.gov.xx"], None), (["https://www.gov"], "xx")]),
    (
        "www. moit . gov . pk",
        Code.ADDRESS_SLIP,
        [(["https://www.moit.gov.pk"], None), (["https://www.moit.gov"], "pk")],
    ),
    ("www moit.gov.pk", Code.ADDRESS_SLIP, [(["https://www.moit.gov.pk"], None)]),
    ("www.moit gov.pk/en, in English", Code.ADDRESS_SLIP, [(["https://www.moit.gov.pk/en"], "in English")]),
    ("www/gov.pk", Code.ADDRESS_SLIP, [(["https://www.gov.pk"], None)]),
    ("www:gov.pk", Code.ADDRESS_SLIP, [(["https://www.gov.pk"], None)]),
    ("www.moit.gov-pk", Code.ADDRESS_SLIP, [(["https://www.moit.gov.pk"], None)]),
    ("moit.gov,pk", Code.ADDRESS_SLIP, [(["https://moit.gov.pk"], None), (["https://moit.gov"], "pk")]),
    ("moit.gov pk", Code.ADDRESS_SLIP, [(["https://moit.gov.pk"], None), (["https://moit.gov"], "pk")]),
    ("https://moit.gov .pk", Code.ADDRESS_SLIP, [(["https://moit.gov.pk"], None), (["https://moit.gov"], "pk")]),
    (
        "www.health,gov.pk",
        Code.ADDRESS_SLIP,
        [(["https://www.health.gov.pk"], None), (["https://www.health"], "gov.pk")],
    ),
    (
        "www.portal.data gov.pk",
        Code.ADDRESS_SLIP,
        [(["https://www.portal.data.gov.pk"], None), (["https://www.portal.data"], "gov.pk")],
    ),
    ("pakistan,gov.pk", Code.ADDRESS_SLIP, [(["https://pakistan.gov.pk"], None), (["https://gov.pk"], "pakistan")]),
    ("pakistan gov.pk", Code.ADDRESS_SLIP, [(["https://gov.pk"], "pakistan"), (["https://pakistan.gov.pk"], None)]),
    ("<http://www.pakistan,gov.pk>", Code.ADDRESS_SLIP, [(["http://www.pakistan.gov.pk"], None)]),
    # a dot missing or doubled, letters too many or too few
    ("wwwgov.pk", Code.ADDRESS_SLIP, [(["https://www.gov.pk"], None), (["https://wwwgov.pk"], None)]),
    ("www.moitgov pk", Code.ADDRESS_SLIP, [(["https://www.moit.gov.pk"], None), (["https://www.moitgov.pk"], None)]),
    ("www.moit.govpk", Code.ADDRESS_SLIP, [(["https://www.moit.gov.pk"], None)]),
    ("www.moit..gov.pk", Code.ADDRESS_SLIP, [(["https://www.moit.gov.pk"], None)]),
    ("ww.moit.gov.pk", Code.ADDRESS_SLIP, [(["https://www.moit.gov.pk"], None), (["https://ww.moit.gov.pk"], None)]),
    (
        "wwww.moit.gov.pk",
        Code.ADDRESS_SLIP,
        [(["https://www.moit.gov.pk"], None), (["https://wwww.moit.gov.pk"], None)],
    ),
    ("site.www.gov.pk", Code.ADDRESS_SLIP, [(["https://www.gov.pk"], None), (["https://site.www.gov.pk"], None)]),
    ("www.moit.gov.pkk", Code.ADDRESS_SLIP, [(["https://www.moit.gov.pk"], None)]),
    (
        "www.moit.gov.pkand www.nitb.gov.pk",
        Code.ADDRESS_SLIP,
        [(["https://www.moit.gov.pk", "https://www.nitb.gov.pk"], None)],
    ),
    (
        "https://wwwnc.cdc.gov/a",
        Code.ADDRESS_SLIP,
        [(["https://www.nc.cdc.gov/a"], None), (["https://wwwnc.cdc.gov/a"], None)],
    ),
    # slips in the scheme
    ("htp://www.gov.pk", Code.ADDRESS_SLIP, [(["http://www.gov.pk"], None)]),
    ("hhttps://gov.pk/a", Code.ADDRESS_SLIP, [(["https://gov.pk/a"], None)]),
    ("http//www.gov.pk", Code.ADDRESS_SLIP, [(["http://www.gov.pk"], None)]),
    ("http:/www.gov.pk", Code.ADDRESS_SLIP, [(["http://www.gov.pk"], None)]),
    ("https:www.gov.pk", Code.ADDRESS_SLIP, [(["https://www.gov.pk"], None)]),
    ("https;//www.gov.pk", Code.ADDRESS_SLIP, [(["https://www.gov.pk"], None)]),
    ("https:\\\\www.gov.pk", Code.ADDRESS_SLIP, [(["https://www.gov.pk"], None)]),
    ("http:// www.gov.pk", Code.ADDRESS_SLIP, [(["http://www.gov.pk"], None)]),
    ("http://https://www.gov.pk", Code.ADDRESS_SLIP, [(["https://www.gov.pk"], None)]),
    ("httpswww.gov.pk", Code.ADDRESS_SLIP, [(["https://www.gov.pk"], None), (["https://httpswww.gov.pk"], None)]),
    ("htp://www.pakistan,gov.pk", Code.ADDRESS_SLIP, [(["http://www.pakistan.gov.pk"], None)]),
    # letters of another script that look alike: the о is Cyrillic
    ("www.mоit.gov.pk", Code.ADDRESS_SLIP, [(["https://www.moit.gov.pk"], None), (["https://www.mоit.gov.pk"], None)]),
    ("www.minжit.gov.pk", Code.ADDRESS_UNSURE, [(["https://www.minжit.gov.pk"], None)]),
    # endings that do not exist
    ("www.moit.pakistan", Code.ADDRESS_UNSURE, [(["https://www.moit.pakistan"], None), ([], "www.moit.pakistan")]),
    (
        "www.pakistan is being upgraded",
        Code.ADDRESS_UNSURE,
        [(["https://www.pakistan"], "is being upgraded"), ([], "www.pakistan is being upgraded")],
    ),
    # sentences that may hold an address
    (
        "The site is under construction.it will open",
        Code.ADDRESS_UNSURE,
        [
            ([], "The site is under construction.it will open"),
            (["https://construction.it"], "The site is under … will open"),
        ],
    ),
    ("borger.dk is ours", Code.ADDRESS_UNSURE, [(["https://borger.dk"], "is ours"), ([], "borger.dk is ours")]),
    ("archive.zip", Code.ADDRESS_UNSURE, [(["https://archive.zip"], None), ([], "archive.zip")]),
    ("Data.Gov", Code.ADDRESS_UNSURE, [(["https://data.gov"], None), ([], "Data.Gov")]),
    ("8.8.8.8", Code.ADDRESS_UNSURE, [(["https://8.8.8.8"], None), ([], "8.8.8.8")]),
    (
        "www.moit.gov.pk.It is new",
        Code.ADDRESS_UNSURE,
        [(["https://www.moit.gov.pk"], "It is new"), (["https://www.moit.gov.pk.it"], "is new")],
    ),
    ("www.moit.gov.Pakistan", Code.ADDRESS_UNSURE, [(["https://www.moit.gov"], "Pakistan")]),
    ("moit.gov.pk.fooo", Code.ADDRESS_UNSURE, [(["https://moit.gov.pk"], "fooo")]),
    ("moit .gov.pk", Code.ADDRESS_SLIP, [(["https://gov.pk"], "moit ."), (["https://moit.gov.pk"], None)]),
    ("moit-,gov.pk", Code.ADDRESS_SLIP, [(["https://gov.pk"], "moit")]),
    (".gov.pk", Code.ADDRESS_UNSURE, [(["https://gov.pk"], None), ([], ".gov.pk")]),
    ("www.gov.pk%2ecom", Code.ADDRESS_UNSURE, [(["https://www.gov.pk"], "%2ecom"), ([], "www.gov.pk%2ecom")]),
    ("1.moit.gov.pk", Code.ADDRESS_UNSURE, [(["https://moit.gov.pk"], None), (["https://1.moit.gov.pk"], None)]),
    # broken in two, by a line or a tab
    ("moit.\ngov.pk", Code.ADDRESS_SLIP, [(["https://gov.pk"], "moit."), (["https://moit.gov.pk"], None)]),
    ("moit\ngov.pk", Code.ADDRESS_SLIP, [(["https://gov.pk"], "moit"), (["https://moit.gov.pk"], None)]),
    ("moit\tgov.pk", Code.ADDRESS_SLIP, [(["https://gov.pk"], "moit"), (["https://moit.gov.pk"], None)]),
    ("moit-\ngov.pk", Code.ADDRESS_SLIP, [(["https://gov.pk"], "moit")]),
    ("moit.gov.\n pk", Code.ADDRESS_SLIP, [(["https://moit.gov.pk"], None), (["https://moit.gov"], "pk")]),
    ("moit.gov\n.pk", Code.ADDRESS_SLIP, [(["https://moit.gov.pk"], None), (["https://moit.gov"], "pk")]),
    ("www.moit.\r\ngov.pk", Code.ADDRESS_SLIP, [(["https://www.moit.gov.pk"], None)]),
    (
        "www.\nmoit.\ngov.\npk",
        Code.ADDRESS_SLIP,
        [(["https://www.moit.gov.pk"], None), (["https://www.moit.gov"], "pk")],
    ),
    ("https://\nwww.moit.gov.pk", Code.ADDRESS_SLIP, [(["https://www.moit.gov.pk"], None)]),
    # a dot that may be missing where the host could stand without it; with a scheme it was copied, see below
    ("www.moitgov.pk", Code.ADDRESS_SLIP, [(["https://www.moit.gov.pk"], None), (["https://www.moitgov.pk"], None)]),
    ("moitgouv.fr", Code.ADDRESS_SLIP, [(["https://moit.gouv.fr"], None), (["https://moitgouv.fr"], None)]),
    # made to look like another host
    (
        "https://www.gov.pk\\evil",
        Code.ADDRESS_UNSURE,
        [(["https://www.gov.pk"], "evil"), ([], "https://www.gov.pk\\evil")],
    ),
    ("https://аррӏе.com", Code.ADDRESS_SLIP, [(["https://apple.com"], None), (["https://аррӏе.com"], None)]),
    ("xn--80ak6aa92e.com", Code.ADDRESS_UNSURE, [(["https://аррӏе.com"], None)]),
    ("ɡov.pk", Code.ADDRESS_SLIP, [(["https://gov.pk"], None), (["https://ɡov.pk"], None)]),
    ("www.GОV.pk", Code.ADDRESS_SLIP, [(["https://www.gov.pk"], None), (["https://www.gоv.pk"], None)]),
    ("İstanbul.bel.tr", Code.ADDRESS_SLIP, [(["https://istanbul.bel.tr"], None), (["https://i̇stanbul.bel.tr"], None)]),
    ("https://moit\u0338.gov.pk", Code.ADDRESS_UNSURE, [(["https://moit\u0338.gov.pk"], None)]),
    ("www.\u202egov.pk", Code.ADDRESS_UNSURE, [(["https://www.gov.pk"], None)]),
    ("www。gov。pk", Code.ADDRESS_SLIP, [(["https://www.gov.pk"], None)]),
    # scripts without spaces: where the address begins and ends is not certain
    ("网站gov.cn", Code.ADDRESS_UNSURE, [(["https://gov.cn"], None), (["https://网站gov.cn"], None)]),
    ("请访问政府.中国", Code.ADDRESS_UNSURE, [(["https://请访问政府.中国"], None), ([], "请访问政府.中国")]),
    (
        "https://www.gov.cn/zhengce是政策",
        Code.ADDRESS_UNSURE,
        [(["https://www.gov.cn/zhengce"], "是政策"), (["https://www.gov.cn/zhengce是政策"], None)],
    ),
    # no address at all: the words may be kept
    ("The E-Government Portal is being upgraded", Code.NO_ADDRESS, None),
    ("Pakistan Citizen Portal (Mobile Application for citizen facilitation)", Code.NO_ADDRESS, None),
    ("The site is under construction.It will open soon", Code.NO_ADDRESS, None),
    (
        "Built with ASP.NET v2.0 at the P.M.Office, e.g. in the U.S.A. and Karachi; see report.pdf, etc.",
        Code.NO_ADDRESS,
        None,
    ),
    ("ASP.NET", Code.NO_ADDRESS, None),
    ("Nadra Technologies co.ltd", Code.NO_ADDRESS, None),
    ("Section 3.4.1 of 22.04.2019, version 10.0.0.1 of it", Code.NO_ADDRESS, None),
    ("the www is for everyone", Code.NO_ADDRESS, None),
    ("www,abcd,bcde,cdef,defg,gov,pk", Code.NO_ADDRESS, None),
    ("https://", Code.NO_ADDRESS, None),
    ("http://.", Code.NO_ADDRESS, None),
    ("our localhost is down", Code.NO_ADDRESS, None),
    ("Twitter: @GovPakistan", Code.NO_ADDRESS, None),
    ("N/A", Code.NO_ADDRESS, None),
    ("-", Code.NO_ADDRESS, None),
    ("none", Code.NO_ADDRESS, None),
    ("nil", Code.NO_ADDRESS, None),
    ("néant", Code.NO_ADDRESS, None),
    ("нет", Code.NO_ADDRESS, None),
    ("لا يوجد", Code.NO_ADDRESS, None),
    ("没有", Code.NO_ADDRESS, None),
    ("👍", Code.NO_ADDRESS, None),
]


@pytest.mark.parametrize(("text", "code", "readings"), TO_CONFIRM)
def test_what_is_not_certain_is_asked_about(
    text: str, code: Code, readings: list[tuple[list[str], str | None]] | None
) -> None:
    answer = reading(text)
    assert isinstance(answer, ToConfirm), answer
    assert answer.doubt.code == code
    assert [(lines(each.value), each.note) for each in answer.readings] == (readings or [([], text)])


REFUSED = [
    ("", Violation(Code.EMPTY)),
    (" \n\u200b ", Violation(Code.EMPTY)),
    ("https://www.", Violation(Code.ADDRESS_UNREADABLE, {"written": "https://www"})),
    ("www.example.invalid", Violation(Code.ADDRESS_UNREADABLE, {"written": "www.example.invalid"})),
    ("http://localhost:8000/", Violation(Code.ADDRESS_PRIVATE, {"written": "http://localhost:8000/"})),
    ("localhost/admin", Violation(Code.ADDRESS_PRIVATE, {"written": "localhost/admin"})),
    ("http://127.0.0.1", Violation(Code.ADDRESS_PRIVATE, {"written": "http://127.0.0.1"})),
    ("192.168.1.1", Violation(Code.ADDRESS_PRIVATE, {"written": "192.168.1.1"})),
    ("https://10.1.2.3:8443/a", Violation(Code.ADDRESS_PRIVATE, {"written": "https://10.1.2.3:8443/a"})),
    ("http://169.254.169.254/", Violation(Code.ADDRESS_PRIVATE, {"written": "http://169.254.169.254/"})),
    ("http://224.0.0.1/", Violation(Code.ADDRESS_PRIVATE, {"written": "http://224.0.0.1/"})),
    ("http://[::1]/", Violation(Code.ADDRESS_PRIVATE, {"written": "http://[::1]/"})),
    ("http://[::ffff:127.0.0.1]/", Violation(Code.ADDRESS_PRIVATE, {"written": "http://[::ffff:127.0.0.1]/"})),
    ("htp://127.0.0.1/", Violation(Code.ADDRESS_PRIVATE, {"written": "htp://127.0.0.1/"})),
    ("server.local", Violation(Code.ADDRESS_PRIVATE, {"written": "server.local"})),
    ("www.portal.internal", Violation(Code.ADDRESS_PRIVATE, {"written": "www.portal.internal"})),
    ("http://eoffice/", Violation(Code.ADDRESS_PRIVATE, {"written": "http://eoffice/"})),
    ("http://2130706433/", Violation(Code.ADDRESS_UNREADABLE, {"written": "http://2130706433/"})),
    ("http://0x7f.1/", Violation(Code.ADDRESS_UNREADABLE, {"written": "http://0x7f.1/"})),
    ("http://010.8.8.8/", Violation(Code.ADDRESS_UNREADABLE, {"written": "http://010.8.8.8/"})),
    ("https://%67ov.pk", Violation(Code.ADDRESS_UNREADABLE, {"written": "https://%67ov.pk"})),
    ("https://gov%2epk/", Violation(Code.ADDRESS_UNREADABLE, {"written": "https://gov%2epk/"})),
    ("https://www%2Egov.pk", Violation(Code.ADDRESS_UNREADABLE, {"written": "https://www%2Egov.pk"})),
    ("<https://[fe80::1%eth0]/>", Violation(Code.ADDRESS_UNREADABLE, {"written": "<https://[fe80::1%eth0]/>"})),
    ("https://[gov]/", Violation(Code.ADDRESS_UNREADABLE, {"written": "https://[gov]/"})),
    ("https://www.gov.uk:99999/", Violation(Code.ADDRESS_UNREADABLE, {"written": "https://www.gov.uk:99999/"})),
    ("gov.uk:0", Violation(Code.ADDRESS_UNREADABLE, {"written": "gov.uk:0"})),
    ("https://xn--zz--a.gov.pk/", Violation(Code.ADDRESS_UNREADABLE, {"written": "https://xn--zz--a.gov.pk/"})),
    ("https://user:pass@gov.pk", Violation(Code.ADDRESS_CREDENTIALS, {"written": "https://user:pass@gov.pk"})),
    ("https://user@gov.pk/", Violation(Code.ADDRESS_CREDENTIALS, {"written": "https://user@gov.pk/"})),
    ("https://gov.pk@evil.com", Violation(Code.ADDRESS_CREDENTIALS, {"written": "https://gov.pk@evil.com"})),
    ("https://gov.pk:443@evil.com", Violation(Code.ADDRESS_CREDENTIALS, {"written": "https://gov.pk:443@evil.com"})),
    (
        "https://www.gov.pk\\@evil.com",
        Violation(Code.ADDRESS_CREDENTIALS, {"written": "https://www.gov.pk\\@evil.com"}),
    ),
    ("admin@gov.pk/login", Violation(Code.ADDRESS_CREDENTIALS, {"written": "admin@gov.pk/login"})),
    ("ftp://files.gov.pk", Violation(Code.ADDRESS_SCHEME, {"written": "ftp://files.gov.pk", "scheme": "ftp"})),
    ("javascript:alert(1)", Violation(Code.ADDRESS_SCHEME, {"written": "javascript:alert(1)", "scheme": "javascript"})),
    ("data:text/html,hello", Violation(Code.ADDRESS_SCHEME, {"written": "data:text/html,hello", "scheme": "data"})),
    ("file:///etc/hosts", Violation(Code.ADDRESS_SCHEME, {"written": "file:///etc/hosts", "scheme": "file"})),
    ("mailto:ed@nitb.gov.pk", Violation(Code.ADDRESS_SCHEME, {"written": "mailto:ed@nitb.gov.pk", "scheme": "mailto"})),
    (
        "www.gov.pk and tg://resolve?domain=gov",
        Violation(Code.ADDRESS_SCHEME, {"written": "tg://resolve?domain=gov", "scheme": "tg"}),
    ),
    ("E-mail: ed@nitb.gov.pk", Violation(Code.ADDRESS_IS_EMAIL, {"written": "ed@nitb.gov.pk"})),
    ("ed(at)nitb.gov.pk", Violation(Code.ADDRESS_IS_EMAIL, {"written": "ed(at)nitb.gov.pk"})),
    (
        f"www.gov.pk/{'a' * 3000}",
        Violation(Code.ADDRESS_TOO_LONG, {"written": f"www.gov.pk/{'a' * 88}…", "limit": 2048}),
    ),
    (
        "\n".join(f"www{number % 10}.a{number}.gov.pk" for number in range(120)),
        Violation(Code.TOO_MANY_ADDRESSES, {"count": 120, "limit": MAX_ADDRESSES}),
    ),
]


@pytest.mark.parametrize(("text", "violation"), REFUSED)
def test_an_address_nobody_could_open_is_refused_with_its_reason(text: str, violation: Violation) -> None:
    assert reading(text) == Refused(violation)


def test_a_hundred_addresses_are_accepted() -> None:
    value, _ = accepted(", ".join(f"a{number}.gov.pk" for number in range(MAX_ADDRESSES)))
    assert len(value) == MAX_ADDRESSES


def test_a_long_text_without_spaces_is_no_long_address() -> None:
    answer = reading("字" * 3000 + ".字")
    assert isinstance(answer, ToConfirm)
    assert answer.doubt == Violation(Code.NO_ADDRESS)


@pytest.mark.parametrize("text", ["www.gov.pk is closed for now", "It is closed for now"])
def test_a_remark_longer_than_the_question_allows_is_refused(text: str) -> None:
    count = 4 if "www" in text else 5
    assert reading(text, max_words=3) == Refused(
        Violation(Code.TOO_MANY_WORDS, {"count": count, "limit": 3, "excess": count - 3})
    )


def test_of_several_readings_only_those_within_the_limit_are_offered() -> None:
    answer = reading("borger.dk is ours", max_words=2)
    assert isinstance(answer, ToConfirm)
    assert [each.note for each in answer.readings] == ["is ours"]


HYPERLINKS = [
    # (what is seen, the words and addresses behind them, the links, the remark)
    (
        "National Portal",
        [("National Portal", "https://www.gov.kz/en")],
        ["National Portal: https://www.gov.kz/en"],
        None,
    ),
    (
        "See the Portal, click here",
        [("Portal", "https://gov.kz"), ("click here", "http://a.gov.kz")],
        ["Portal: https://gov.kz", "http://a.gov.kz"],
        "See the Portal click here",
    ),
    ("www.gov.kz", [("www.gov.kz", "http://www.gov.kz/")], ["http://www.gov.kz/"], None),
    ("Portal: here (new)", [("here", "https://gov.kz/a b<c>")], ["Portal: https://gov.kz/a%20b%3Cc%3E"], "here … new"),
    ("Ministry of Health: Portal", [("Portal", "https://gov.kz")], ["Portal: https://gov.kz"], "Ministry of Health"),
    ("ASP.NET Portal", [("ASP.NET Portal", "https://gov.kz")], ["https://gov.kz"], "ASP.NET Portal"),
    (
        "two\nlines",
        [("two\nlines", "https://gov.kz"), ("", "https://a.gov.kz")],
        ["two lines: https://gov.kz", "https://a.gov.kz"],
        "two\nlines",
    ),
    (
        "Portal A and Portal B",
        [("Portal A", "https://a.gov.kz"), ("Portal B", "https://b.gov.kz")],
        ["Portal A: https://a.gov.kz", "Portal B: https://b.gov.kz"],
        None,
    ),
    (
        "b c\nb c",
        [("b c", "https://a.gov.kz"), ("b c", "https://b.gov.kz")],
        ["b c: https://a.gov.kz", "b c: https://b.gov.kz"],
        None,
    ),
    ("Portal www.b.gov.kz", [("Portal", "gov.kz")], ["Portal: https://gov.kz", "https://www.b.gov.kz"], None),
]


@pytest.mark.parametrize(("text", "hidden", "value", "note"), HYPERLINKS)
def test_addresses_hidden_behind_words_are_read_and_the_words_are_their_names(
    text: str, hidden: list[tuple[str, str]], value: list[str], note: str | None
) -> None:
    assert accepted(text, *(Hyperlink(*each) for each in hidden)) == (value, note)


def test_words_that_are_another_address_than_the_one_behind_them_are_asked_about() -> None:
    answer = reading("www.gov.kz", Hyperlink("www.gov.kz", "https://evil.com/"))
    assert isinstance(answer, ToConfirm)
    assert answer.doubt == Violation(Code.ADDRESS_UNSURE, {"written": "www.gov.kz"})
    assert [lines(each.value) for each in answer.readings] == [["https://evil.com/"], ["https://www.gov.kz"]]


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("tg://user?id=1", Code.ADDRESS_SCHEME),
        ("https://[::1", Code.ADDRESS_UNREADABLE),
        ("https://gov.kz:a", Code.ADDRESS_UNREADABLE),
        ("https://gov.kz:", Code.ADDRESS_UNREADABLE),
        ("http://10.0.0.1/", Code.ADDRESS_PRIVATE),
    ],
)
def test_a_hidden_address_is_refused_like_a_typed_one(url: str, code: Code) -> None:
    answer = reading("Portal", Hyperlink("Portal", url))
    assert isinstance(answer, Refused)
    assert answer.violation.code == code


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ((Link(url="https://gov.uk"), Link(url="http://a.gov.uk/", name="A")), "https://gov.uk\nA: http://a.gov.uk/"),
        ((Link(url="https://gov.uk/a."),), "<https://gov.uk/a.>"),
        ((Link(url="https://www.gov.cn/a是"),), "<https://www.gov.cn/a是>"),
        ((Link(url="https://www.gov.xx"),), "https://www.gov.xx"),
        ((), ""),
        (None, ""),
    ],
)
def test_links_are_shown_one_on_a_line(value: Value | None, text: str) -> None:
    assert shown(value) == text


# Pieces of real messages and of what goes wrong in them, put together at random.
BITS = [
    *(
        "www.",
        "www",
        "http://",
        "https://",
        "htp://",
        "http//",
        "gov",
        ".pk",
        ".gov.pk",
        "moit",
        "www.moit.gov.pk",
        "gov.uk",
    ),
    *(
        "ASP.NET",
        "construction.It",
        "borger.dk",
        "www,gov.pk",
        "127.0.0.1",
        "localhost",
        ":8080",
        "e.g. ",
        "x.y",
        "I",
        "a",
    ),
    *(
        ",",
        ";",
        ":",
        "(",
        ")",
        "<",
        ">",
        "/",
        "/a?b=c",
        "@",
        "-",
        "…",
        "!",
        "?",
        "%20",
        "~",
        "*",
        "_",
        "=",
        "|",
        "\\",
        "#",
    ),
    *("'", '"', "[", "]", "{", "}", "1.", "1) ", "• ", "–", "“", "”", " ", "\n", ": ", "and ", "b ", "Website"),
    *(
        "是",
        "网站",
        "правительство.рф",
        "の",
        "\u0650",
        "٫",
        "،",
        "É",
        "é",
        "ß",
        "İ",
        "ſ",
        "K",
        "٣",
        "²",
        "①",
        "👍",
        "xn--",
    ),
    *(
        "\u200b",
        "\u200c",
        "\u200f",
        "．",
        "：",
        "／",
        "ｗ",
        "\0",
        "\1",
        "ftp://",
        "mailto:",
        "user:p@",
        "Ministry of Health",
    ),
]
MESSAGES = st.lists(st.sampled_from(BITS) | st.text(max_size=3), max_size=12).map("".join)
ANYTHING = MESSAGES | st.text(max_size=80)
SLOW = settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@SLOW
@given(ANYTHING, st.lists(st.builds(Hyperlink, ANYTHING, ANYTHING), max_size=2))
def test_reading_what_is_shown_gives_the_same_value(text: str, hyperlinks: list[Hyperlink]) -> None:
    answer = reading(text, *hyperlinks)
    if isinstance(answer, Accepted):
        assert reading(shown(answer.value)) == Accepted(answer.value)


@SLOW
@given(ANYTHING)
def test_each_address_offered_is_read_or_offered_again_when_it_is_shown(text: str) -> None:
    answer = reading(text)
    offered = [each.value for each in answer.readings] if isinstance(answer, ToConfirm) else []
    for link in (link for value in offered if isinstance(value, tuple) for link in value if isinstance(link, Link)):
        again = reading(shown((link,)))
        assert not isinstance(again, Refused)
        readings = [again] if isinstance(again, Accepted) else again.readings
        assert (link,) in [each.value for each in readings]


HOSTS = st.sampled_from(["gov.uk", "www.gov.pk", "правительство.рф", "moit.gov.pk", "日本語.jp", "www.gov.cn"])
URLS = st.builds(
    "{}{}{}".format,
    st.sampled_from(["http://", "https://"]),
    HOSTS,
    st.sampled_from(["", "/", "/a,b", "/wiki/日本", "/a)", "/x."]),
)
NAMES = st.none() | st.sampled_from(
    [
        "Ministry of Health",
        "Ministry of IT & Telecom (MoITT)",
        "财政部",
        "وزارة الصحة",
        "Portal – Services",
        "3G Office",
        "No. 10",
    ]
)


@SLOW
@given(
    st.lists(
        st.builds(Link, url=URLS, name=NAMES), max_size=6, min_size=1, unique_by=lambda link: link.url.strip("/")[5:]
    )
)
def test_links_with_names_are_read_as_they_are_shown(links: list[Link]) -> None:
    unlike = {link.url.partition("://")[2].removesuffix("/"): link for link in links}
    value = tuple(unlike.values())
    assert reading(shown(value)) == Accepted(value)


@SLOW
@given(ANYTHING)
def test_a_host_accepted_without_a_question_stands_in_the_text(text: str) -> None:
    answer = reading(text)
    written = unicodedata.normalize("NFKC", text).casefold()
    for line in lines(answer.value) if isinstance(answer, Accepted) else []:
        host = line.partition("://")[2].split("/")[0].split("?")[0].split("#")[0].split(":")[0]
        assert host.casefold() in "".join(sign for sign in written if unicodedata.category(sign) != "Cf")


@pytest.mark.parametrize(
    "unit",
    [
        *(
            "a",
            "a.",
            "www.",
            "www ",
            "http://",
            "ht",
            "/",
            "x@",
            "(",
            "((a)",
            "<https://",
            "是a.",
            "1) ",
            "\n",
            "Name: ",
        ),
        *("http:", "www.gov.pk,", "A.It ", "x(at)gov.pk "),
    ],
)
def test_a_very_long_message_is_read_to_its_end(unit: str) -> None:
    assert isinstance(reading(unit * (100_000 // len(unit))), Accepted | Refused | ToConfirm)
