"""Abbreviations of the languages in which transcripts are numbered; a language is a row in both tables.

Not `words`, which holds what we print: these are read in other people's prose.
"""

from collections.abc import Mapping

KNOWN: Mapping[str, str] = {
    "en": """
        mr mrs ms messrs dr prof st gen adm col lt maj capt sgt rev hon gov sen rep pres no nos p pp
        vol vols ch chap fol fols ed eds fn fig sec art para par cf e.g i.e vs viz etc jan feb mar
        apr jun jul aug sept sep oct nov dec inc ltd co dept est approx a.m p.m u.s u.k u.n u.s.s.r
        c ca doc docs tel""",
    "cs": """
        p pí s str č čís čj např tzv atd apod aj mj tj tzn resp popř příp event r stol gen plk pplk
        mjr kpt por npor ing mgr judr mudr phdr rndr paeddr bc prof doc akad dr csc sv ul nám tř hod
        min sek sov čs srov odst písm zn kčs mil mld tis cca ad roč sb ods v.r t.r t.č t.m n.m m.j
        s.d soudr ss vč kr okr obv""",
    "sk": """
        p s str č čís napr tzv atď apod a.i t.j tj t.z tzn resp príp r stor gen plk pplk mjr kpt por
        npor ing mgr judr mudr phdr rndr bc prof doc akad dr csc sv ul nám hod min sek sov čs porov
        ods písm kčs mil mld tis cca roč zb súdr v.r t.r t.č""",
}
# Those that stand before a name, a number or an example, and so never end a sentence.
NEVER_LAST: Mapping[str, str] = {
    "en": """
        mr mrs ms messrs dr prof gen adm col lt maj capt sgt rev hon gov sen st p pp vol vols ch
        chap fol fols fig no nos cf e.g i.e vs viz u.s u.k u.n u.s.s.r""",
    "cs": """
        např tzv tj tzn srov s str č čís gen plk pplk mjr kpt por dr prof doc ing mgr judr mudr phdr
        rndr soudr sv odst písm čs sov""",
    "sk": """
        napr tzv tj t.j tzn t.z porov s str č čís gen plk pplk mjr kpt por dr prof doc ing mgr judr
        mudr phdr rndr súdr sv ods písm čs sov""",
}
ORDINALS = ("cs", "sk", "de", "pl", "hu")  # languages that write 21. for 21st
AFTER_ORDINAL = (  # how what follows a number with a dot begins, where the dot ends no sentence
    r"\d|led|únor|břez|dub[ne]|květ|červ|srp[ne]|září|říj|listopad|prosin|stolet|storoč|sjezd|zjazd|výroč|"
    r"jan|feb|mar|märz|apr|máj|mai|jún|jun|júl|jul|aug|sep|okt|oct|nov|dec|dez"
)
