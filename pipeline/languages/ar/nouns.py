"""Where an Arabic noun phrase after a number ends, and what it counts.

A number is followed by the indefinite noun that is counted (`145 دولة`, `خمس دول`) and its
adjectives, or by `من` and a definite plural (`500 من المشردين داخليا`). A particle, a verb or a
definite word is not such a noun.
"""

from __future__ import annotations

import re

from pipeline.figures.engine.number import Number, Phrase
from pipeline.languages.ar.letters import pattern, plain, words
from pipeline.languages.ar.words import NUMBER_WORDS

_WORD = re.compile(r"[ \u00a0]([\u0621-\u064a]+)")

#: Words that are not counted nouns: particles, pronouns, adverbs, and verbs that follow numbers.
_ENDS = words(
    "من إلى على عن في مع عند لدى منذ حتى بين خلال أثناء قبل بعد تحت فوق دون سوى إلا غير ضد نحو "
    "حول حسب وفق "
    "وفقا طبقا إزاء لأن أن إن أنه أنها إنه لكن بل ثم أو أم أي أية كل كلا كلتا بعض جميع كافة "
    "كما كان كانت "
    "كانوا قد لقد لم لن لا ما ماذا هل إذ إذا لو حيث حين حينما عندما بينما بما مما فيما ممن لما "
    "عما هو هي هم هن هذا "
    "هذه ذلك تلك هؤلاء هناك هنا الذي التي منهم منها منهن منه عليه عليها لها له لهم لديها لديهم "
    "لديه فيها فيه "
    "بها به بهم عنها عنه إليها إليه بينهم بينها بينهن معا أيضا فقط تقريبا حاليا سنويا يوميا "
    "شهريا أسبوعيا "
    "أعلاه أدناه آنفا سابقا لاحقا مؤقتا جدا أقل أكثر أعلى أدنى مقابل مقارنة بالمقارنة نظرا "
    "استنادا عملا وذلك "
    "فأكثر فأقل أضعاف وأكثر مثلا أساسا إضافة علاوة فضلا بدلا رغم سواء ابتداء اعتبارا بغية كي "
    "لكي إما ضمن "
    "داخل خارج عبر وراء أمام وسط قرب عملها أصل تم ليس ليست لدينا ومن وفي وإلى وعلى وقد وكان "
    "وكانت كذلك حوالي "
    "زهاء أخيرا معظم أكبر أصغر إجمالا عموما تحديدا انظر المؤرخ أولا ثانيا ثالثا واو جيم دال "
    "هاء زاي باء ألف "
    "ويبلغ أدت بلغت بلغ وصلت وصل ارتفعت انخفضت زادت مكررا مكرر ثلث نصف ربع ثلثا ثلثي مرة مرتين "
    "مئوية جار "
    "على نفسها ذاتها كحد بحد وأن وإن لأنه لكنها لكنه وما ولا ولم إذن سيما لاسيما"
)
#: Nouns beginning with a letter that is usually a conjunction or preposition.
_PREFIXED_LIKE = words(
    "وحدة وحدات وزير وزراء وزيرة وزيرات وزارة وزارات وظيفة وظائف وكالة وكالات وكيل وكلاء ورقة "
    "ورقات "
    "ورشة ورشات ورش ولاية ولايات وفد وفدا وفود وفاة وفيات وثيقة وثائق وسيط وسيطا وسطاء ولادة "
    "ولادات واقعة "
    "وقائع والد وصية وجبة وجبات وسيلة وسائل وديعة وجهة ورم وصي وقف واحة وليد وليدا ورثة "
    "فريق فريقا فرق فتاة فتيات فتى فرد فردا فرع فرعا فروع فصل فصول فصلا فقرة فقرات فيلم فيلما "
    "فئة فئات فرصة فرص فيلق "
    "فني فنيا فنيين فنيون فندق فنادق فلاح فلاحا فلسطيني فلسطينيا فلسطينيين فلسطينية فرنسي "
    "فرنسيا فعالية فعاليات فترة فترات فدان "
    "بلد بلدا بلدان بعثة بعثات برنامج برنامجا برامج بيان بيانا بيانات بيت بيتا بيوت بند بندا "
    "بنود بنت بنات بنك بنكا بنوك "
    "باحث باحثا باحثين باحثة بئر بئرا بحث بحثا بحوث بحار بحارا بطاقة بطاقات بلدية بلديات بلاغ "
    "بلاغا بلاغات بوابة بوابات "
    "باب بابا أبواب بروتوكول بروتوكولا بروتوكولات بدل بدلات بضاعة بناية بنايات بناء برميل "
    "براميل برميلا بطل بقرة باخرة بواخر "
    "بندقية بنادق بطارية بطاريات برلماني برلمانيا برلمانيين برلمان برلمانات برلمانا بذرة بصمة "
    "برج أبراج "
    "لجنة لجان لاجئ لاجئا لاجئين لاجئة لاجئات لغة لغات لقاء لقاءات لوحة لوحات لائحة لوائح لاعب "
    "لاعبا لاعبين لغم لغما لقاح "
    "لقاحات لواء ألوية لتر لترا لترات ليلة ليرة ليرات ليتر "
    "كتاب كتابا كتب كيان كيانا كيانات كلية كليات كيلوغرام كيلوغراما كيلومتر كيلومترا كيلومترات "
    "كلمة كلمات كاتب كاتبا كتيب "
    "كتيبا كتيبات كتيبة كتائب كرسي كراسي كشك كوخ كنيسة كنائس كادر كوادر كمبيوتر كلم كغم كم "
    "كيلو كيلوواط كوب كيس كيسا أكياس كونا كرونة كرونات كوارث كارثة كاميرا كاميرات"
)
#: Words in alef or ta that are nouns although they look like verbs.
_VERBAL = pattern(
    r"(?:ي\w+|ن\w{2,3}|ت(?!\w+(?:ة|ات|ا)$|\w{2}ي\w$|\w?ا\w+ي?\w$|[لن]\w+ون$)\w+|\w+وا"
    r"|(?!بنت|بيت|صوت|موت|وقت|ياخت)\w+(?<!ا)ت|سي\w+|ست\w{3,}(?<!ين))$"
)
_NOUNS_IN_YA = words("يتيم يتيما أيتام يخت يورو ين يوان يد يوم يوما يومين")
#: Plurals of people from a country, or of a kind: `يمنيين`.
_PEOPLE = pattern(r"\w{3,}(?:يين|يون)$")
_VERBAL_NOUNS = words(
    "نسمة نسخة نسخ نوع نوعا نادي ناد نزاع نزاعا نظام نظاما نظم نائب نائبا نائبة نازح نازحا "
    "نازحين نشرة نشرات نشاط نشاطا نص نصا نقطة نقاط نقط نهر ناقلة ندوة ندوات نموذج نموذجا نماذج "
    "نفق نفر نفرا نتيجة نتائج نساء ناج ناجيا ناخب ناخبا ناشط ناشطا نجم نداء نداءات نوبة تلميذ "
    "تاجر تجار تل توأم تمرين تمارين سيارة سيارات سياسة سياسات سيدة سيدات سيناريو ستارة سيرة "
    "سيل نقيب نزيل نزيلا نزلاء نيابة نصب نسبة تهمة تهم تابع تقرير تقارير"
)

#: Durations, measures, shares, multiples: not things counted one by one.
_NOT_COUNTED = words(
    "سنة سنوات سنتين سنتان سنين عام عاما أعوام عامين عامان شهر شهرا أشهر شهور شهرين شهران "
    "أسبوع أسبوعا أسابيع "
    "أسبوعين أسبوعان يوم يوما أيام يومين يومان ساعة ساعات ساعتين ساعتان دقيقة دقائق دقيقتين "
    "دقيقتان ثانية ثوان "
    "ثواني عقد عقدا عقود عقدين عقدان قرن قرنا قرون قرنين قرنان ليلة ليال ليالي فصلا ربيعا خريفا "
    "كيلومتر كيلومترا كيلومترات كلم كم كيلومترين متر مترا أمتار مترين سنتيمتر سنتيمترا "
    "سنتيمترات سم ملم "
    "مليمتر مليمترا مليمترات ميل ميلا أميال قدم قدما أقدام بوصة بوصات ياردة هكتار هكتارا "
    "هكتارات فدان فدانا أفدنة "
    "دونم دونما دونمات كيلوغرام كيلوغراما كيلوغرامات كغم كغ كجم كيلو غرام غراما غرامات غم ملغم "
    "مليغرام ميكروغرام "
    "طن طنا أطنان طنين غيغاطن لتر لترا لترات ليتر ليترا غالون غالونا مليلتر برميل برميلا "
    "براميل قنطار "
    "واط كيلوواط ميغاواط ميغاوات غيغاواط تيراواط جول سعرة سعرات فولط هرتز ميغاهرتز درجة درجات "
    "بيكريل بايت كيلوبايت "
    "ميغابايت غيغابايت تيرابايت بت ميغابت عقدة نقطة نقاط نقط قيراط قيراطا أونصة رطل رطلا "
    "شخصا-ساعة "
    "نوبة نوبات نوبتين نوبتان مرة مرات مرتين ضعف ضعفا أضعاف ثلث ثلثا أثلاث ربع أرباع خمس "
    "أخماس سدس أسداس سبع أسباع ثمن "
    "أثمان تسع أتساع عشر "
    "أعشار جزء جزءا أجزاء مئوي أرباعها أرباعه أرباعهم أخماسهم أخماسها أثلاثهم"
)

#: Points of an index or of per cent; places if what is there follows.
_POINTS = words("نقطة نقاط نقط")
_PLACE = re.compile(
    r"\s(?:عبور|تفتيش|توزيع|مراقبة|دخول|خروج|تجمع|تجميع|حدودية|اتصال|مياه|ماء|بيع|خدمة|خدمات|وصول|تسليم"
    r"|تلقيح|تطعيم|رصد|حراسة|أمنية|عسكرية|طبية|ثابتة|متنقلة)(?!\w)"
)
#: Nouns that say little by themselves: the noun after them, or after their `من`, adds the rest.
_CONTAINERS = words(
    "حالة حالات وحدة وحدات قطعة قطع مجموعة مجموعات حلقة حلقات ورشة ورش دورة دورات نوع أنواع "
    "صندوق "
    "صناديق عملية عمليات حيز جهاز أجهزة رئيس رؤساء عضو أعضاء رأس رؤوس كيس أكياس طلب طلبات قضية "
    "قضايا "
    "فرقة فرق فريق جولة جولات خطة خطط عقد شهادة شهادات مركز مراكز طلقة لوحة جلسة جلسات بئر "
    "حادث حادثة حوادث "
    "ادعاء ادعاءات اتفاق اتفاقات مذكرة مذكرات ورقة ورقات أمر أوامر شركة وسيلة وسائل مكان أماكن "
    "نقطة نقاط نقط محطة محطات "
    "فرد فردا أفراد ضابط ضابطا ضباط موظف موظفا زوج أزواج طقم طرد شحنة شحنات جرعة جرعات مشروع "
    "مشاريع برنامج برامج حيوان سيارة سيارات فرصة فرص منصب مناصب فئة فئات إعلان إعلانات جواز "
    "بطاقة بطاقات رسالة رسائل مبادرة مبادرات صك صكوك نائب نائبا نواب"
)
#: Nouns after a container that form one notion with it.
_COMPOUNDS = words(
    "عبور توزيع دخول خروج تجمع حدودية بيع تلقيح تطعيم حراسة "
    "عمل وفاة دولة حكومة حكومات وزراء عنف اغتصاب تعذيب احتجاز اختفاء إعدام زواج ولادة تدريب "
    "تدريبية سفر هوية إصابة انتحار "
    "قتل خطف اعتداء تفاهم شراكة تعاون تمويل استثمار إنشاء بناء حماية رصد تفتيش مراقبة شرطة "
    "صحية إغاثة مياه كهرباء نقل "
    "إسعاف مدرعة ميدانية ذخيرة سلاح أسلحة غذائية دراسية اعتراض اتصال توظيف تحقيق إبلاغ نقاش "
    "حوار إحاطة إعلامية طوارئ إيواء "
    "كوليرا حصبة ملاريا ضابط وزير رئيس دول"
)
_ADJECTIVES = words(
    "جديد جديدا جديدة جدد جديدين كبير كبيرا كبيرة كبار صغير صغيرا صغيرة صغار رئيسي آخر رفيع "
    "عال مشترك مشتركا مشتركة "
    "متخصص متخصصا متخصصة متخصصين مستقل مستقلا مستقلة مستقلين مختلف مختلفا مختلفة متنوعة مهاجر "
    "مهاجرا مهاجرة مهاجرين نام ناميا نامية "
    "متقدم متقدما متقدمة منفصل منفصلا منفصلة مؤقت مؤقتا مؤقتة دائم دائما دائمة إضافي سابق "
    "سابقا سابقة شاغر شاغرا شاغرة "
    "عضو عضوا أعضاء طرف طرفا أطراف متعددة مستهدفة عامة عام خاص خاصة خاصا مدنيين مدنية مسلح "
    "مسلحا مسلحة مسلحين مشرد مشردة مشردا مشردين عاديا متضررا متضررة "
    "متتالية متتال طويلة قصيرة حامل ثنائية عاجلة أجنبي ثابتة متنقلة متنقلا ناشئة مستدامة شاملة "
    "قائمة "
    "مشتبه بها فيها مؤكدة محتملة مبلغ معتمدة معتمدا متطوع متطوعا متفرغ متفرغا متفرغين محاصر "
    "محاصرتين مسجل مسجلا"
)
_NISBA = pattern(
    r"(?!(?:ال|[يتن]ود|[يت]جر|[يت]عان|[يت]ؤد|[يت]نته|[يت]ات|[يت]حتو|[يت]نتم|[يت]عط|[يت]غط"
    r"|[يت]بن|[يت]كتف|[يت]سع|[يت]رم|[يت]لب|[يت]نو|[يت]بق)\w*)\w{2,}(?:يا|ية|يين|يون|يات|ي)$"
)
#: Words before an indefinite word that may look like a nisba.
_NO_NISBA = words(
    "لدي علي التي الي اي حتي كي لكي بالتالي والتي حوالي تلي يلي ادني اعلي جري سعي اجري اخري "
    "وهي فهي ثماني مليوني سنويا يوميا شهريا حاليا اسبوعيا يدويا تلقائيا كليا جزئيا نسبيا رسميا "
    "فعليا دوليا وطنيا عالميا محليا اقليميا ماليا اجماليا داخليا مستوي احدي سوي مدي تبني يعني "
    "يحظي سيجري تدعي"
)
OTHERS = words("آخرين آخرون آخر آخرا أخرى أخريات أخريان آخران آخرين أخريين")


def word_after(text: str, position: int) -> tuple[str, int] | None:
    """The word after a space at `position`, and its end; None if there is none."""
    match = _WORD.match(text, position)
    return (match[1], match.end()) if match else None


def is_duration(word: str) -> bool:
    """Whether a word, definite or not, is a duration, a measure or a share."""
    return word.removeprefix("ال") in _NOT_COUNTED


def noun_phrase(text: str, position: int, number: Number | None = None) -> Phrase | None:
    """The noun phrase that begins at `position`, or None.

    Args:
        text: the paragraph, folded.
        position: first character after the number.
        number: the number it agrees with; `الخمس سنوات` counts nothing.
    """
    if number is not None and number.spelled and text.endswith("ال", 0, number.start):
        return None
    found = word_after(text, position)
    if found is None:
        return None
    word, end = found
    if word in _NOT_COUNTED and not (word in _POINTS and _PLACE.match(text, end)):
        return Phrase(end, None)
    if word == "من":
        return _of_definite(text, end)
    if not _is_noun(word):
        return _definite_plural(text, position) if number is None else None
    head = word
    following = word_after(text, end)
    if head in _CONTAINERS and following is not None:
        end, following = _with_compound(text, end, following)
    end = _with_adjectives(text, end)
    following = word_after(text, end)
    if head in _CONTAINERS and following is not None and following[0] == "من":
        inner = _of_definite(text, following[1])
        end = inner.end if inner is not None and head in _WITH_FROM else end
    if head in OTHERS:
        return Phrase(end, head, None, others=True)
    return Phrase(end, text[position + 1 : end], unit_class(head))


def _definite_plural(text: str, position: int) -> Phrase | None:
    """`المستفيدين`, `للمصابين` after `عدد`: what a named number counts."""
    found = word_after(text, position)
    if found is None or not found[0].startswith(("ال", "لل")) or not is_plural(found[0][2:]):
        return None
    word, end = found
    start = position + 1 + 2 * word.startswith("لل")
    following = word_after(text, end)
    while following is not None and _goes_on_definite(following[0]):
        end = following[1]
        following = word_after(text, end)
    return Phrase(end, text[start:end], unit_class(word[2:]))


def _with_adjectives(text: str, end: int) -> int:
    """End of the adjectives after a noun, including `غير` before one."""
    following = word_after(text, end)
    while following is not None:
        if following[0] == _NOT:
            following = word_after(text, following[1])
        if following is None or not is_adjective(following[0]):
            break
        end = following[1]
        following = word_after(text, end)
    against = _AGAINST.match(text, end)
    return against.end() if against else end


_NOT = plain("غير")
#: `حالات عنف ضد المرأة`
_AGAINST = pattern(r"(?<=عنف)\sضد\sال\w+|(?<=تمييز)\sضد\sال\w+")


#: Containers whose `من` says what is counted: `500 وحدة من التجهيزات`.
_WITH_FROM = words(
    "فرد فردا أفراد ضابط ضابطا ضباط موظف موظفا وحدة وحدات قطعة قطع نوع أنواع صندوق صناديق رأس "
    "رؤوس كيس أكياس حالة حالات"
)


def _with_compound(
    text: str, end: int, following: tuple[str, int]
) -> tuple[int, tuple[str, int] | None]:
    if following[0] in _COMPOUNDS:
        end = following[1]
        return end, word_after(text, end)
    return end, following


_NUMBERS = frozenset(NUMBER_WORDS)


def _is_noun(word: str) -> bool:
    """Whether an indefinite word can be what a number counts."""
    if word in OTHERS or word in _PREFIXED_LIKE or word in _NOUNS_IN_YA or word in _VERBAL_NOUNS:
        return True
    if word in _ENDS or word in _NUMBERS or word in DUALS or word.startswith(("ال", "لل")):
        return False
    if _PEOPLE.match(word):
        return True
    if _CLASS_OF.get(word):
        return True
    if word[0] in "وفبلك" or _VERBAL.match(word):
        return False
    return len(word) > 2


def is_adjective(word: str) -> bool:
    """Whether a word after an indefinite noun continues its phrase."""
    if word in _ADJECTIVES:
        return True
    return word not in _NO_NISBA and word not in _ENDS and _NISBA.match(word) is not None


_COMPARATIVES = words("أقل أكثر أشد")
_DEFINITE = re.compile(r"ال(?!ذي|تي|ذين|لات|لوات|لائ|ي\b|ان\b|يوم)\w{2,}")
_ADVERBIAL = words(
    "نموا فقرا ضعفا تضررا داخليا دوليا محليا إقليميا عقليا بدنيا جسديا اجتماعيا اقتصاديا نموا"
)
#: Words that, after `من`, do not begin a plural of what is counted.
_NOT_OF = pattern(
    r"(?:ال)?(?:مجموع|إجمالي|أصل|عدد|قيمة|مبلغ|بين|قبل|خلال|جانب|أجل|حيث|هذه|هذا|ذلك|تلك|كل"
    r"|جميع|عام|سنة|يوم|شهر|ناحية|جدول|قانون|اتفاقية|اتفاق|إعلان|ميثاق|نظام|دستور|معاهدة|مادة"
    r"|خطة|تقرير|وثيقة|مشروع|هدف|قرار|برنامج|دورة|تنفيذ|ميزانية|ضمن|نوع|غير|ثم|وثيقة|ناتج"
    r"|دون|تاريخ|مرفق|النظام|هؤلاء|أولئك|أي|يناير|جديد|الآن|السنة|اليوم)"
)


def _of_definite(text: str, position: int) -> Phrase | None:
    """`المشردين داخليا`, `زوار موقع المنشور` after `من`; `position` is the end of `من`."""
    found = word_after(text, position)
    if found is None or _NOT_OF.fullmatch(found[0]):
        return None
    word, end = found
    start = position + 1
    if not is_plural(word):
        return None
    if not _DEFINITE.match(word):
        # A construct extends to its first definite noun.
        for _ in range(2):
            following = word_after(text, end)
            if following is None or following[0] in _ENDS:
                return None
            end = following[1]
            if _DEFINITE.match(following[0]):
                break
        else:
            return None
    following = word_after(text, end)
    while following is not None and _goes_on_definite(following[0]):
        end = following[1]
        following = word_after(text, end)
    return Phrase(end, text[start:end], unit_class(word.removeprefix("ال")))


def _goes_on_definite(word: str) -> bool:
    if word in _ADVERBIAL:
        return True
    bare = word.removeprefix("ال")
    return bare != word and (is_adjective(bare) or bare in _COMPARATIVES)


_BROKEN = re.compile(
    r"(?:ا\w{1,3}ا\w|م\w?ا\w{1,2}ي?\w|\w{2,3}اء|\w{2}ا\w|\w[وا]\w{2}ي?\w|\w{2}و\w"
    r"|ت\w?ا\w{1,2}ي?\w|\w{1,2}ا\w{1,2}ي?\w)$"
)
_PLURAL_ENDINGS = ("ات", "ين", "ون", "ائل")
_COLLECTIVES = words("الناس النساء ناس نساء أطفال سكان")


def is_plural(word: str) -> bool:
    """Whether a word, definite or not, is a plural, by its ending, pattern, or the tables."""
    bare = plain(word).removeprefix("ال")
    if bare in _COLLECTIVES or bare in _PLURALS:
        return True
    if bare in _SINGULARS or bare.endswith(("ة", "تين")):
        return bare in _PLURALS
    return bare.endswith(_PLURAL_ENDINGS) or (len(bare) > 3 and _BROKEN.match(bare) is not None)


def is_counted_plural(word: str) -> bool:
    """Whether a word is a definite plural, or the plural of a noun in the tables."""
    bare = word.removeprefix("ال")
    return bare in _PLURALS or (bare != word and bare.endswith(("ات", "ين", "ون")))


# --- classes ------------------------------------------------------------------------------

#: What is counted most often, by class: singular, then its plurals after a slash.
_CLASSES = {
    "people": (
        "شخص/أشخاص فرد/أفراد رجل/رجال امرأة/نساء طفل/أطفال طفلة/طفلات فتاة/فتيات فتى/فتيان "
        "صبي/صبيان شاب/شباب/شبان مشارك/مشاركين/مشاركون مشاركة/مشاركات ممثل/ممثلين/ممثلون "
        "خبير/خبراء موظف/موظفين/موظفون موظفة/موظفات مسؤول/مسؤولين/مسؤولون عضو/أعضاء وزير/وزراء "
        "وزيرة/وزيرات قائد/قادة رئيس/رؤساء مندوب/مندوبين جندي/جنود شرطي ضابط/ضباط "
        "مراقب/مراقبين/مراقبون مدني/مدنيين/مدنيون لاجئ/لاجئين/لاجئون لاجئة/لاجئات "
        "نازح/نازحين/نازحون مهاجر/مهاجرين/مهاجرون عامل/عمال/عاملين/عاملون عاملة/عاملات "
        "معلم/معلمين/معلمون معلمة/معلمات مدرس/مدرسين/مدرسون طالب/طلاب/طلبة طالبة/طالبات "
        "تلميذ/تلاميذ مستفيد/مستفيدين/مستفيدون مستفيدة/مستفيدات مستخدم/مستخدمين/مستخدمون نسمة "
        "ساكن/سكان مقيم/مقيمين أسرة/أسر مزارع/مزارعين/مزارعون ضحية/ضحايا ناج/ناجين "
        "محتجز/محتجزين/محتجزون سجين/سجناء معتقل/معتقلين مريض/مرضى طبيب/أطباء ممرض/ممرضين "
        "ممرضة/ممرضات متطوع/متطوعين/متطوعون مدير/مديرين/مديرون/مدراء متخصص/متخصصين "
        "أخصائي/أخصائيين مستشار/مستشارين/مستشارون مدرب/مدربين/مدربون متدرب/متدربين/متدربون "
        "قاض/قضاة قاضي محام/محامين محامي مدع/مدعين صحفي/صحفيين/صحفيون برلماني/برلمانيين "
        "سفير/سفراء مرشح/مرشحين/مرشحون متكلم/متكلمين/متكلمون متابع/متابعين/متابعون راكب/ركاب "
        "عائد/عائدين بالغ/بالغين مراهق/مراهقين رضيع/رضع وفاة/وفيات قتيل/قتلى جريح/جرحى "
        "مصاب/مصابين مواطن/مواطنين/مواطنون مواطنة/مواطنات متهم/متهمين مشتبه "
        "مقاتل/مقاتلين/مقاتلون باحث/باحثين باحثة/باحثات مهندس/مهندسين أم/أمهات أب/آباء "
        "أرملة/أرامل يتيم/أيتام زائر/زوار مشترك/مشتركين مشرد/مشردين/مشردون ناخب/ناخبين "
        "عالم/علماء فلسطيني/فلسطينيين/فلسطينيون إسرائيلي/إسرائيليين سوري/سوريين نائب/نواب "
        "حاج/حجاج فقير/فقراء متضرر/متضررين امرأ مشتغل/مشتغلين خريج/خريجين مقرر/مقررين "
        "مفوض/مفوضين محقق/محققين مترجم/مترجمين حارس/حراس متظاهر/متظاهرين عسكري/عسكريين "
        "مدافع/مدافعين"
    ),
    "countries": ("دولة/دول بلد/بلدان حكومة/حكومات اقتصاد/اقتصادات طرف/أطراف"),
    "organizations": (
        "منظمة/منظمات مؤسسة/مؤسسات وكالة/وكالات كيان/كيانات شركة/شركات مصرف/مصارف بنك/بنوك "
        "صندوق/صناديق مكتب/مكاتب إدارة/إدارات وزارة/وزارات جامعة/جامعات مدرسة/مدارس شريك/شركاء "
        "جمعية/جمعيات شبكة/شبكات لجنة/لجان مجلس/مجالس هيئة/هيئات مجموعة/مجموعات فريق/أفرقة/فرق "
        "وحدة/وحدات أمانة/أمانات مركز/مراكز بعثة/بعثات وفد/وفود محكمة/محاكم برلمان/برلمانات "
        "سلطة/سلطات بلدية/بلديات مانح/مانحين نقابة/نقابات أكاديمية/أكاديميات ناد/نواد حزب/أحزاب "
        "جهة/جهات كلية/كليات معهد/معاهد تعاونية/تعاونيات مصنع/مصانع مشفى رابطة/رابطات"
    ),
    "events": (
        "اجتماع/اجتماعات مؤتمر/مؤتمرات ورشة/ورش/ورشات حلقة/حلقات دورة/دورات ندوة/ندوات "
        "جلسة/جلسات مناسبة/مناسبات منتدى/منتديات مشاورة/مشاورات إحاطة/إحاطات حوار/حوارات "
        "زيارة/زيارات مناورة/مناورات تمرين/تمارين انتخاب/انتخابات حادث/حوادث حادثة هجوم/هجمات "
        "هجمة تدريب/تدريبات محاضرة/محاضرات معرض/معارض مقابلة/مقابلات مناقشة/مناقشات قمة "
        "جولة/جولات رحلة/رحلات دورية/دوريات تفتيش عملية/عمليات لقاء/لقاءات مهرجان/مهرجانات "
        "فعالية/فعاليات غارة/غارات تفجير/تفجيرات"
    ),
    "publications": (
        "تقرير/تقارير منشور/منشورات وثيقة/وثائق ورقة/ورقات/أوراق كتاب/كتب مقالة/مقالات مقال "
        "دراسة/دراسات مبدأ دليل/أدلة كتيب/كتيبات موجز/موجزات نشرة/نشرات مذكرة/مذكرات "
        "رسالة/رسائل مجلة/مجلات قرار/قرارات مقرر/مقررات توصية/توصيات استعراض/استعراضات "
        "تقييم/تقييمات مراجعة استقصاء/استقصاءات بيان/بيانات بلاغ/بلاغات"
    ),
    "projects": (
        "مشروع/مشاريع/مشروعات برنامج/برامج مبادرة/مبادرات نشاط/أنشطة خطة/خطط مخطط/مخططات "
        "منحة/منح حملة/حملات إجراء/إجراءات تدخل/تدخلات شراكة/شراكات حل/حلول تدبير/تدابير"
    ),
    "places": (
        "مدينة/مدن بلدة/بلدات قرية/قرى مجتمع/مجتمعات مقاطعة/مقاطعات إقليم/أقاليم منطقة/مناطق "
        "محافظة/محافظات ناحية/نواح موقع/مواقع مخيم/مخيمات مستشفى/مستشفيات عيادة/عيادات "
        "مرفق/مرافق مبنى/مبان/مباني جزيرة/جزر مكان/أماكن ميناء/موانئ مطار/مطارات محطة/محطات "
        "مستوطنة/مستوطنات منزل/منازل بيت/بيوت ولاية/ولايات معبر/معابر حي/أحياء موقف سجن/سجون"
    ),
}
_PAIRS = [
    (name, plain(entry).split("/"))
    for name, entries in _CLASSES.items()
    for entry in entries.split()
]
_SINGULARS = frozenset(forms[0] for _, forms in _PAIRS)
_PLURALS = frozenset(form for _, forms in _PAIRS for form in forms[1:])
_CLASS_OF = {
    spelling: name for name, forms in _PAIRS for form in forms for spelling in (form, form + "ا")
}


def unit_class(noun: str | None) -> str | None:
    """Class of what is counted (`schema.UNIT_CLASSES`), by its first noun."""
    if not noun:
        return None
    head = plain(noun).split(" ")[0].removeprefix("ال")
    return _CLASS_OF.get(head)


#: More nouns whose duals count two.
_MORE_PAIRS = [
    (None, plain(entry).split("/"))
    for entry in (
        "وظيفة/وظائف سيارة/سيارات طائرة/طائرات سفينة/سفن مركبة/مركبات حافلة/حافلات شاحنة/شاحنات "
        "قنبلة/قنابل قذيفة/قذائف رصاصة/رصاصات جثة/جثث كتيبة/كتائب سرية/سرايا قضية/قضايا خيمة/خيم "
        "غرفة/غرف بئر/آبار جسر/جسور منشأة/منشآت مروحية/مروحيات زورق/زوارق بندقية/بنادق لغم/ألغام "
        "صاروخ/صواريخ شاهد/شهود جهاز/أجهزة معاهدة/معاهدات اتفاقية/اتفاقيات اتفاق/اتفاقات "
        "تعديل/تعديلات توصية/توصيات كلمة/كلمات مسجد/مساجد كنيسة/كنائس"
    ).split()
]


def _duals() -> frozenset[str]:
    """The duals of counted nouns that cannot be plurals."""
    found: set[str] = set()
    for _, forms in (*_PAIRS, *_MORE_PAIRS):
        singular = forms[0]
        if len(forms) < 2 or singular in _RARELY_TWO:
            continue
        stem = singular[:-1] + "ت" if singular.endswith("ة") else singular
        endings = ("ان", "ين", "ا", "ي") if singular.endswith("ة") else ("ان", "ين")
        found |= {stem + ending for ending in endings}
    return frozenset(found - _PLURALS)


#: Nouns whose dual is usually an idiom (`طرفان`, `جهتان`), or another word.
_RARELY_TWO = words(
    "طرف جهة حل حي أب أم بالغ مشترك مقرر ناج طالب مخطط مكان موقف سلطة بيان حضور اقتصاد أمانة"
)
DUALS = _duals()
_DUAL_ADJECTIVE = re.compile(r"(?!ال|[وفبلك]\w)\w{3,}(?:ين|ان)")


def dual_phrase(text: str, start: int, end: int) -> Phrase | None:
    """What a dual noun in characters `start:end` counts, with its adjectives: `حلقتي عمل`."""
    word = text[start:end]
    following = word_after(text, end)
    in_construct = not word.endswith(("ان", "ين"))
    if in_construct:
        if following is None or following[0] not in _COMPOUNDS:
            return None
        end = following[1]
        following = word_after(text, end)
    unit_end = end
    while following is not None and _DUAL_ADJECTIVE.fullmatch(following[0]):
        if following[0] in DUALS or following[0] in _ENDS:
            break
        end = following[1]
        unit_end = unit_end if following[0] in OTHERS else end
        following = word_after(text, end)
    singular = plain(word).removesuffix("ان").removesuffix("ين")
    of_class = unit_class(singular) or unit_class(re.sub(r"ت[اي]?$", "ة", singular))
    return Phrase(end, text[start:unit_end], of_class)
