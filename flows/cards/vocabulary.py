"""The words by which a signature says what its lines are, in the languages people answer in. Knows no signature.

Entries are compared folded (`flows/answers/folding.py`).
"""

from __future__ import annotations

from collections.abc import Mapping

from flows.answers.folding import phrases
from flows.questionnaire import CardField

LABELS: Mapping[CardField, frozenset[str]] = {
    "name": phrases(
        """
        name|full name|first and last name|contact|contact person|nom|nom et prénom|prénom et nom|nom complet
        nombre|nombre completo|nombre y apellidos|имя|фио|ф.и.о.|имя и фамилия|الاسم|الاسم الكامل|نام|nome|姓名|名字
        """
    ),
    "title": phrases(
        """
        title|job title|position|designation|function|role|post|rank|titre|fonction|poste|qualité
        cargo|puesto|función|função|título|amtsbezeichnung|funktion
        должность|звание|المنصب|الوظيفة|المسمى الوظيفي|اللقب|عہدہ|职务|职位|头衔
        """
    ),
    "organization": phrases(
        """
        organization|organisation|org|company|institution|agency|ministry|department|employer|entity|affiliation|office
        organisme|ministère|société|entité|organización|institución|ministerio|entidad|empresa
        организация|учреждение|ведомство|министерство|المنظمة|المؤسسة|الجهة|الوزارة|ادارہ|وزارت|behörde|dienststelle|组织|机构|单位|部门
        """
    ),
    "email": phrases(
        """
        e-mail|email|mail|e-mail address|email address|e|courriel|adresse électronique|mél|correo|correo electrónico
        почта|эл. почта|электронная почта|البريد الإلكتروني|بريد إلكتروني|ای میل|邮箱|电子邮件|电子邮箱
        """
    ),
    "phone": phrases(
        """
        phone|telephone|tel|t|p|m|ph|phone number|telephone number|tel no|phone no|mobile|mobile number|mob|cell
        cell phone|office phone|direct|landline|whatsapp|téléphone|tél|portable|port|bureau|teléfono|móvil
        celular|telefone|telemóvel|telefon|fernruf|mobil|mobiltelefon|handy|durchwahl|فون|موبائل|ٹیلیفون|ٹیلی فون
        телефон|тел|моб|мобильный|هاتف|الهاتف|رقم الهاتف|جوال|موبايل|电话|电话号码|手机
        """
    ),
}

LABELS_OF_OTHERS = phrases(
    """
    fax|f|facsimile|télécopie|telefax|فیکس|факс|فاكس|传真|web|website|site|site web|url|internet|www|w|address|adresse
    dirección|адрес|street|po box|p.o. box|skype|twitter|x|linkedin|facebook|telegram|country|pays|city|room|floor
    anschrift|postanschrift|پتہ
    """
)
"""What signatures hold beside: no field of a card, and no part of the one before it."""

HONORIFICS = phrases(
    """
    mr|mrs|ms|miss|dr|prof|professor|eng|engr|ing|he|h e|hon|sir|madam|m|mme|mlle|monsieur|madame|sr|sra|srta|don|doña
    ir|ms dr|lic|herr|frau|جناب|محترمہ|ڈاکٹر|انجینئر|г-н|г-жа|господин|госпожа|السيد|السيدة|د|الدكتور|الدكتورة|م|المهندس
    """
)

TITLE_WORDS = phrases(
    """
    director|minister|secretary|head|chief|officer|manager|commissioner|chair|chairman|chairperson|chairwoman|president
    deputy|assistant|advisor|adviser|coordinator|administrator|analyst|engineer|specialist|expert|consultant|counsellor
    ambassador|governor|executive|registrar|inspector|superintendent|focal point|cio|cto|cdo|ceo|cfo|coo|lead|leader
    directeur|directrice|ministre|secrétaire|chef|responsable|présidente|président|conseiller|conseillère|adjoint
    coordinateur|coordonnateur|ingénieur|chargé|chargée|délégué|gérant
    directora|diretor|diretora|ministro|ministra|secretario|secretária|secretaria|jefe|jefa|presidenta|asesor|asesora|coordinador|ingeniero
    minister|ministerin|direktor|direktorin|leiter|leiterin|referatsleiter|referatsleiterin|abteilungsleiter
    abteilungsleiterin|referent|referentin|staatssekretär|staatssekretärin|präsident|präsidentin|beauftragter
    ڈائریکٹر|وزیر|سیکرٹری|سربراہ
    директор|министр|секретарь|начальник|руководитель|заместитель|советник|председатель|специалист
    مدير|مديرة|وزير|وزيرة|أمين|رئيس|رئيسة|مستشار|نائب|主任|部长|司长|局长|处长|经理|总监
    """
)

ORGANIZATION_WORDS = phrases(
    """
    ministry|department|agency|board|authority|commission|committee|council|institute|institution|bureau|directorate
    division|organization|organisation|government|office|university|centre|center|company|corporation|foundation|bank
    parliament|cabinet|secretariat|ltd|llc|inc|assembly
    ministère|agence|autorité|conseil|institut|direction|gouvernement|université|société|secrétariat|office|département
    ministerio|secretaría|ministério|agência|agencia|autoridad|consejo|instituto|dirección|gobierno|universidad|oficina|departamento
    bundesministerium|staatsministerium|ministerium|bundesamt|amt|behörde|agentur|referat|abteilung|universität|rat
    وزارت|بورڈ|محکمہ|ادارہ
    министерство|агентство|комитет|управление|департамент|институт|правительство|университет|ведомство
    وزارة|هيئة|مؤسسة|مجلس|إدارة|جامعة|معهد|حكومة|部|局|委员会|大学|研究院|中心
    """
)

COURTESIES = phrases(
    """
    best|regards|best regards|kind regards|warm regards|with kind regards|with best regards|kindest regards|best wishes
    sincerely|yours sincerely|sincerely yours|yours faithfully|respectfully|thanks|thank you|many thanks
    thanks and regards|thanks regards|cordialement|bien cordialement|salutations|salutations distinguées
    respectueusement|bien à vous|atentamente|saludos|saludos cordiales|cordialmente|un saludo
    atenciosamente|cumprimentos
    mit freundlichen grüßen|freundliche grüße|mit freundlichem gruß|viele grüße|beste grüße|im auftrag
    с уважением|مع أطيب التحيات|مع خالص التحيات|تحياتي|مع التحية|وتفضلوا بقبول فائق الاحترام|والسلام|此致|敬礼|此致敬礼
    """
)
"""Lines that close a letter, above the signature: they say nothing of the person."""

DEVICES = phrases(
    """
    sent from|get outlook for|envoyé de mon|envoyé depuis|enviado desde|enviado do|von meinem|gesendet von
    отправлено с|أرسلت من|发自我的
    """
)
"""How the lines begin that a phone writes under a message."""
