"""How countries are called beside their names in the Unicode CLDR. Knows no message; compared folded (`folding.py`).

Sources: ISO 3166-1 and the United Nations' terminology for official names, and what people usually write.
"""

from __future__ import annotations

from collections.abc import Mapping

from flows.answers.folding import phrases

UN_NAMES: Mapping[str, Mapping[str, str]] = {
    "COD": {
        "en": "Democratic Republic of the Congo",
        "fr": "République démocratique du Congo",
        "es": "República Democrática del Congo",
        "ru": "Демократическая Республика Конго",
        "ar": "جمهورية الكونغو الديمقراطية",
        "zh": "刚果民主共和国",
    },
    "COG": {
        "en": "Republic of the Congo",
        "fr": "République du Congo",
        "es": "República del Congo",
        "ru": "Республика Конго",
        "ar": "جمهورية الكونغو",
        "zh": "刚果共和国",
    },
    "KOR": {
        "en": "Republic of Korea",
        "fr": "République de Corée",
        "es": "República de Corea",
        "ru": "Республика Корея",
        "ar": "جمهورية كوريا",
        "zh": "大韩民国",
    },
    "MMR": {
        "en": "Myanmar",
        "fr": "Myanmar",
        "es": "Myanmar",
        "ru": "Мьянма",
        "ar": "ميانمار",
        "zh": "缅甸",
    },
    "PRK": {
        "en": "Democratic People’s Republic of Korea",
        "fr": "République populaire démocratique de Corée",
        "es": "República Popular Democrática de Corea",
        "ru": "Корейская Народно-Демократическая Республика",
        "ar": "جمهورية كوريا الشعبية الديمقراطية",
        "zh": "朝鲜民主主义人民共和国",
    },
    "PSE": {
        "en": "State of Palestine",
        "fr": "État de Palestine",
        "es": "Estado de Palestina",
        "ru": "Государство Палестина",
        "ar": "دولة فلسطين",
        "zh": "巴勒斯坦国",
    },
}
"""Shown instead of CLDR's names, which the governments concerned do not use of themselves."""

ALSO_CALLED: Mapping[str, str] = {
    "ARE": "UAE|U.A.E.|Emirates|EAU|Emiratos|ОАЭ|الإمارات|阿联酋|Émirats",
    "ARG": "Argentine Republic",
    "ATG": "Antigua",
    "AZE": "Azerbaidjan",
    "BGD": "People's Republic of Bangladesh",
    "BIH": "Bosnia|Bosnia Herzegovina|BiH|B&H|Bosnie|Босния|البوسنة",
    "BLR": "Byelorussia|Белоруссия|Biélorussie",
    "BOL": "Plurinational State of Bolivia|Bolivia (Plurinational State of)|Estado Plurinacional de Bolivia",
    "BRN": "Brunei Darussalam|Бруней-Даруссалам|بروني دار السلام|文莱达鲁萨兰国",
    "CAF": "CAR|Central Africa|Centrafrique|RCA|ЦАР",
    "CHE": "Swiss Confederation|Confederation suisse|Suiza|Suisse",
    "CHN": "PR China|P.R. China|PRC|People's Republic of China|Mainland China|中华人民共和国|КНР|جمهورية الصين الشعبية",
    "CIV": "Ivory Coast|Cote d Ivoire|Costa de Marfil|Берег Слоновой Кости|كوت ديفوار|RCI",
    "COD": "DRC|DR Congo|D.R. Congo|DROC|Democratic Republic of Congo|Dem. Rep. of the Congo"
    "|Congo (Kinshasa)|Zaire|RDC"
    "|RD Congo|Congo, Democratic Republic of the|ДР Конго|ДРК|民主刚果|Congo DR|Congo DRC|Congo Kinshasa",
    "COG": "Republic of Congo|Congo Republic|Congo (Brazzaville)|Congo, Republic of the|刚果（布）",
    "COM": "Union of the Comoros",
    "CPV": "Cabo Verde|Кабо-Верде|佛得角",
    "CZE": "Czech Republic|République tchèque|República Checa|Чешская Республика|جمهورية التشيك|捷克共和国|Czech",
    "DEU": "FRG|BRD|ФРГ",
    "DOM": "Dominican Rep.|Rep. Dominicana|Dominicana|Доминиканская Республика",
    "EGY": "Arab Republic of Egypt|ARE Egypt|جمهورية مصر العربية",
    "ESH": "Sahrawi",
    "FJI": "Fidji|Fiji Islands",
    "FSM": "Micronesia (Federated States of)|Federated States of Micronesia|FSM",
    "GBR": "UK|U.K.|Great Britain|Britain|GB|United Kingdom of Great Britain and Northern Ireland"
    "|RU de Gran Bretaña|Royaume Uni"
    "|Великобритания|Соединенное Королевство|Соединённое Королевство|بريطانيا|Gran Bretaña"
    "|Grande-Bretagne|英国|大不列颠",
    "GMB": "The Gambia|Republic of The Gambia",
    "GRC": "Hellenic Republic|Hellas",
    "GTM": "Guatamala",
    "HRV": "Hrvatska",
    "IRN": "Islamic Republic of Iran|Iran (Islamic Republic of)|I.R. Iran|IR Iran|Исламская Республика Иран"
    "|جمهورية إيران الإسلامية|伊朗伊斯兰共和国|République islamique d’Iran|República Islámica del Irán",
    "KAZ": "Kazakstan|Казакстан",
    "KGZ": "Kyrgyz Republic|Киргизия|Кыргызская Республика|Kirghizistan|Kirguistán",
    "KNA": "Saint Kitts and Nevis|St Kitts|Saint Kitts",
    "KOR": "South Korea|Korea, South|Korea (Republic of)|Republic of Korea (South)|ROK|R.O.K.|Korea Rep."
    "|Rep. of Korea|S. Korea"
    "|Korea, Republic of|Южная Корея|남한|한국|대한민국",
    "LAO": "Lao|Lao PDR|Lao P.D.R.|Lao People's Democratic Republic|Lao People’s Democratic Republic"
    "|République démocratique"
    " populaire lao|República Democrática Popular Lao|Лаосская Народно-Демократическая Республика"
    "|老挝人民民主共和国",
    "LBY": "Libyan Arab Jamahiriya|State of Libya",
    "LCA": "Saint Lucia|St Lucia",
    "LIE": "Lichtenstein",
    "LKA": "Ceylon",
    "MDA": "Republic of Moldova|Moldova (Republic of)|Молдавия",
    "MDV": "Maldive Islands",
    "MEX": "United Mexican States|Estados Unidos Mexicanos",
    "MKD": "Macedonia|FYROM|The former Yugoslav Republic of Macedonia|Македония",
    "MMR": "Burma|Birmanie|Бирма|بورما",
    "NLD": "Holland|Hollande|Holanda|Голландия|Netherlands (Kingdom of the)|هولندا",
    "NZL": "Aotearoa",
    "PAK": "Pakistan (Islamic Republic of)|پاکستان",
    "PHL": "Phillipines|Philipines|Philippine Islands",
    "PNG": "PNG|Papua",
    "PRK": "DPRK|D.P.R.K.|DPR Korea|D.P.R. Korea|North Korea|N. Korea|Korea, North"
    "|Korea (Democratic People's Republic of)"
    "|Korea, Democratic People's Republic of|Dem. People's Rep. of Korea|Северная Корея|РПДК",
    "PRT": "Portuguese Republic",
    "PSE": "Palestine|Palestina|Палестина|فلسطين|巴勒斯坦|Occupied Palestinian Territory|Palestinian Authority",
    "ROU": "Rumania|Roumania",
    "RUS": "Russian Federation|Россия|РФ|Российская Федерация|Fédération de Russie|Federación de Rusia"
    "|Federación Rusa"
    "|الاتحاد الروسي|俄罗斯联邦",
    "SAU": "KSA|K.S.A.|Kingdom of Saudi Arabia|Saudi|السعودية|المملكة العربية السعودية|沙特",
    "SLV": "Salvador",
    "STP": "Sao Tome|São Tomé",
    "SVK": "Slovak Republic|Slovak|République slovaque|República Eslovaca|Словацкая Республика",
    "SWZ": "Swaziland|Kingdom of Eswatini|Свазиленд|سوازيلند|Swazilandia|eSwatini",
    "SYR": "Syrian Arab Republic|Syrian Republic|République arabe syrienne|República Árabe Siria"
    "|Сирийская Арабская Республика"
    "|الجمهورية العربية السورية|阿拉伯叙利亚共和国",
    "TLS": "East Timor|Timor Leste|Timor oriental|Тимор-Лешти|Восточный Тимор|تيمور الشرقية|Timor",
    "TTO": "Trinidad|T&T|Trinidad Tobago",
    "TUR": "Turkey|Turkiye|Republic of Türkiye|Turkie|土耳其共和国",
    "TWN": "Taiwan, Province of China|Taiwan Province of China|中国台湾",
    "TZA": "United Republic of Tanzania|Tanzania (United Republic of)|Tanzania, United Republic of"
    "|République-Unie de Tanzanie",
    "UKR": "The Ukraine",
    "USA": "U.S.A.|U.S.|America|United States of America|The States|États-Unis d’Amérique"
    "|Estados Unidos de América|EE. UU.|EEUU"
    "|EE.UU.|États Unis|США|Соединенные Штаты Америки|Соединённые Штаты Америки"
    "|الولايات المتحدة الأمريكية|أمريكا|美利坚合众国|Etats-Unis",
    "VAT": "Holy See|Vatican|Saint-Siège|Santa Sede|Святой Престол|Ватикан|الكرسي الرسولي|教廷",
    "VCT": "Saint Vincent|St Vincent|Saint Vincent and the Grenadines",
    "VEN": "Bolivarian Republic of Venezuela|Venezuela (Bolivarian Republic of)|República Bolivariana de Venezuela",
    "VGB": "Virgin Islands, British|Virgin Islands (British)",
    "VIR": "Virgin Islands, U.S.|US Virgin Islands|Virgin Islands (U.S.)",
    "VNM": "Viet Nam|Viêt Nam|S.R. Vietnam|Социалистическая Республика Вьетнам",
    "ZAF": "RSA|South African Republic|S. Africa|ЮАР",
}
"""ISO 3166-1 alpha-3 code to other names, parted by `|`."""

NAMES_AT_HOME: Mapping[str, str] = {
    "AFG": "افغانستان",
    "ALB": "Shqipëria|Shqipëri",
    "ARM": "Հայաստան",
    "AUT": "Österreich",
    "AZE": "Azərbaycan",
    "BEL": "België|Belgien",
    "BGD": "বাংলাদেশ",
    "BGR": "България",
    "BRA": "Brasil",
    "BTN": "འབྲུག་ཡུལ",
    "CHE": "Schweiz|Svizzera|Svizra",
    "CYP": "Κύπρος|Kıbrıs",
    "CZE": "Česko|Česká republika",
    "DEU": "Deutschland|Bundesrepublik Deutschland",
    "DNK": "Danmark",
    "ERI": "ኤርትራ",
    "EST": "Eesti",
    "ETH": "ኢትዮጵያ|Ityoppiya",
    "FIN": "Suomi",
    "GEO": "საქართველო|Sakartvelo",
    "GRC": "Ελλάδα|Ελλάς|Elláda",
    "HUN": "Magyarország",
    "IND": "भारत|Bharat",
    "IRL": "Éire",
    "IRN": "ایران",
    "ISR": "ישראל|Yisrael",
    "ITA": "Italia",
    "JPN": "日本|日本国|Nippon|Nihon",
    "KAZ": "Қазақстан|Qazaqstan",
    "KGZ": "Кыргызстан|Kyrgyzstan",
    "KHM": "កម្ពុជា|Kampuchea",
    "LAO": "ລາວ",
    "LKA": "ශ්‍රී ලංකාව|இலங்கை",
    "LTU": "Lietuva",
    "LVA": "Latvija",
    "MDV": "ދިވެހިރާއްޖެ",
    "MKD": "Северна Македонија",
    "MMR": "မြန်မာ",
    "MNE": "Crna Gora|Црна Гора",
    "MNG": "Монгол|Монгол Улс",
    "NLD": "Nederland",
    "NOR": "Norge|Noreg",
    "NPL": "नेपाल",
    "POL": "Polska",
    "ROU": "România",
    "SOM": "Soomaaliya",
    "SRB": "Srbija|Србија",
    "SVK": "Slovensko",
    "SVN": "Slovenija",
    "SWE": "Sverige",
    "THA": "ไทย|ประเทศไทย",
    "TJK": "Тоҷикистон|Tojikiston",
    "TKM": "Türkmenistan",
    "UKR": "Україна|Ukraina",
    "UZB": "Oʻzbekiston|O'zbekiston|Ўзбекистон",
    "VNM": "Việt Nam",
}
"""As they are called in their own languages, where those are not the six of the United Nations."""

DOUBTFUL: Mapping[str, str] = {
    "Congo|Конго|الكونغو|刚果|Kongo|Rep. Congo": "COD COG",
    "Korea|Corée|Corea|Корея|كوريا|朝韩|Rep. Korea": "KOR PRK",
    "Democratic Republic of Korea|People's Republic of Korea|Демократическая Республика Корея": "PRK KOR",
    "Народная Республика Корея|Народно-Демократическая Республика Корея": "PRK KOR",
    "People's Republic of the Congo|Democratic People's Republic of the Congo": "COG COD",
    "Republic of China|ROC|中華民國|中华民国": "CHN TWN",
    "Virgin Islands|Îles Vierges|Islas Vírgenes": "VGB VIR",
    "Guiana|Guyane|Guayana": "GUY GUF",
    "Dominican": "DOM DMA",
    "Ireland (Northern)|Northern Ireland|England|Scotland|Wales|Англия|إنجلترا|Inglaterra": "GBR",
    "Angleterre|英格兰": "GBR",
    "Czechoslovakia|Чехословакия": "CZE SVK",
    "Yugoslavia|Югославия": "SRB MNE HRV SVN BIH",
    "Serbia and Montenegro": "SRB MNE",
    "USSR|Soviet Union|СССР|Советский Союз": "RUS BLR KAZ UKR UZB",
    "Netherlands Antilles": "CUW SXM BES",
    "Sudans": "SDN SSD",
}
"""Names that do not say which country is meant, to the codes that may be."""

SMALL_WORDS = phrases("the|and|of|et|y|e|и|de|du|des|del|d|l|la|le|les|los|las|el|da|do|dos|das|von|für|و")
"""Left out of every name before it is compared."""

TITLES = phrases(
    """
    republic|rep|kingdom|state|states|federal|federative|federated|federation|confederation|islamic
    democratic|people|peoples
    popular|socialist|arab|principality|commonwealth|union|united|sultanate|emirate|plurinational
    bolivarian|grand|duchy
    independent|hashemite|oriental|sovereign|government|govt|country|nation|i|am|im|we|are|from|my|our
    answer|for|is
    république|royaume|état|gouvernement|islamique|démocratique|populaire|fédérale|socialiste|principauté|pays
    república|reino|estado|gobierno|democrática|islámica|federativa|socialista|país|principado
    республика|королевство|государство|правительство|федеративная|демократическая|исламская|народная
    социалистическая|страна
    جمهورية|مملكة|المملكة|دولة|الجمهورية|حكومة|سلطنة|الإسلامية|الديمقراطية|الشعبية|العربية|الاتحادية|إمارة
    我|们|是|来|自|代|表|共|和|国|人|民|王|联|邦|政|府|民|主
    """
)
"""Words that may stand beside a country's name and leave no doubt about it."""

CODES_THAT_ARE_WORDS = frozenset({"AND", "ARE", "CAN", "PER", "NO", "NA"})
"""Codes that are not looked for within a message: words, or "not applicable"."""
