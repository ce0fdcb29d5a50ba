//! What search knows about the grammar of a language, as data.
//!
//! The same tables steer the indexer and, sent along in the manifest, the
//! browser's script, so that the two cannot disagree. All letters stand in
//! folded form (see `analyze`). A language without a table still gets folding,
//! prefixes and forgiveness for typos.

/// The grammar of one language.
#[derive(Debug, PartialEq, serde::Serialize)]
pub struct Rules {
    /// `ae`, `oe`, `ue` are spellings of `ä`, `ö`, `ü`.
    pub digraphs: bool,
    /// `I` is the capital of `ı`, and `İ` that of `i`.
    pub dotless_i: bool,
    /// Letters that may stand between the words of a compound; none if the
    /// language does not write words together.
    pub links: &'static str,
    /// Words of three letters that make compounds; longer ones need no list.
    pub short_parts: &'static str,
    /// What stands before a word without making a compound with it: `be` in `Beschränkung`.
    pub bound: &'static str,
    /// Endings that a stem loses, again and again: the least number of letters
    /// that must remain, what the last of them is, the endings.
    pub endings: &'static [(usize, After, &'static str)],
    /// Endings that look like one of `endings` but belong to the word.
    pub kept: &'static str,
    /// How the last letters of a stem of four letters or more are evened out.
    pub finals: &'static [(&'static str, &'static str)],
    /// Stems that change otherwise: what the rules make of them, and what is meant.
    pub irregular: &'static str,
    /// Parts before `ge` in a participle: `an` in `angemeldet`, `-` for none.
    pub participles: &'static str,
    /// Every ending of the language, for comparing two forms of unknown stem.
    pub chain: &'static str,
    /// The word that joins the last two names of a list; only the indexer needs it.
    #[serde(skip)]
    pub and: &'static str,
}

/// What an ending follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum After {
    Any,
    Vowel,
    Consonant,
}

/// The rules for a language by its primary tag.
pub fn rules(primary: &str) -> &'static Rules {
    match primary {
        "tr" | "az" => &TURKISH,
        "de" => &GERMAN,
        "en" => &ENGLISH,
        _ => &PLAIN,
    }
}

const PLAIN: Rules = Rules {
    digraphs: false,
    dotless_i: false,
    links: "",
    short_parts: "",
    bound: "",
    endings: &[],
    kept: "",
    finals: &[],
    irregular: "",
    participles: "",
    chain: "",
    and: "",
};

const TURKISH: Rules = Rules {
    digraphs: false,
    dotless_i: true,
    links: "",
    short_parts: "",
    bound: "",
    endings: &[
        // Not im and um: they make nouns (eğitim, kurum) more often than mine of yours.
        (2, After::Any, "lar ler lari leri dan den daki deki dir dur tir tur"),
        (2, After::Consonant, "a e i u in un imiz umuz iniz unuz la le da de"),
        (2, After::Vowel, "si su yi yu yin yun ya ye yla yle da de"),
        (3, After::Vowel, "nin nun na ne ni nu nda nde ndan nden ndaki ndeki miz muz niz nuz"),
        (3, After::Consonant, "ta te tan ten taki teki"),
        (3, After::Any, "mak mek"),
        // The present tense of what is not done: anlamıyor, görülmüyor.
        (3, After::Any, "miyor muyor miyorum muyorum"),
        (4, After::Any, "ma me dik duk tik tuk dig dug tig tug mis mus iyor uyor ecek acak"),
    ],
    kept: "",
    // Softened consonants: kitabı, derneği, kanadı.
    finals: &[("b", "p"), ("d", "t"), ("g", "k")],
    // Vowels that fall before an ending: şehir, şehri.
    // And nouns that only seem to have an ending.
    irregular: "sehr=sehir nehr=nehir fikr=fikir ism=isim resm=resim kism=kisim izn=izin emr=emir hukm=hukum \
                metn=metin sekl=sekil akl=akil nakl=nakil kayt=kayit kayp=kayip vakt=vakit omr=omur sabr=sabir \
                burn=burun ogl=ogul agz=agiz boyn=boyun gogs=gogus aln=alin beyn=beyin zihn=zihin cism=cisim \
                bicm=bicim nesl=nesil asl=asil fasl=fasil sukr=sukur zulm=zulum ilm=ilim meyl=meyil devr=devir \
                ufk=ufuk hacm=hacim haps=hapis keyf=keyif tavr=tavir zikr=zikir suy=su kadin=kadin altin=altin \
                yakin=yakin basin=basin deniz=deniz hasta=hasta posta=posta belge=belge proje=proje bina=bina \
                kale=kale aile=aile oda=oda ada=ada ana=ana ara=ara para=para kapi=kapi yeni=yeni kisi=kisi \
                konu=konu komsu=komsu sinema=sinema harita=harita lise=lise kurul=kurul kanun=kanun",
    participles: "",
    chain: "lari leri lar ler im um in un imiz umuz iniz unuz miz muz niz nuz m n si su i u a e \
            nin nun yi yu ni nu ya ye na ne da de ta te dan den tan ten nda nde ndan nden \
            yla yle la le ca ce nca nce ki dir dur tir tur dik duk tik tuk dig dug tig tug \
            di du ti tu ydi ydu mis mus ymis ymus sa se ysa yse iyor uyor yor ir ur ar er r \
            ecek acak eceg acag yecek yacak yeceg yacag mek mak me ma mez maz en an yen yan \
            ip up yip yup ken yken erek arak yerek yarak ince unca yince yunca dikce dukca \
            meli mali il ul il in un is us n t tir dir dur tur t lik luk lig lug li lu lic luc \
            siz suz ci cu cilik culuk cilig culug sel sal las les lan len lat let das des daslik daslig \
            ebil abil yebil yabil eme ama yeme yama gan gen kan ken gin gun kin kun men man",
    and: "ve",
};

const GERMAN: Rules = Rules {
    digraphs: true,
    dotless_i: false,
    links: "s es n en er e",
    short_parts: "akt amt arm bad bau bio bus eck ehe eid eis fax gas gut hof hut job kur lkw lok not ohr oko ort \
                  ost pkw rad rat rot see sud tag tat tee tod ton tor tur uhr web weg zoo zug",
    bound: "be emp ent er ge miss un ver zer",
    // Endings in s and t are left to `chain`: too many nouns end so.
    endings: &[(3, After::Any, "e en er ern em es ung ungen in innen erin erinnen")],
    kept: "",
    finals: &[],
    // Strong verbs and the nouns made of them.
    irregular: "umzieh=umzug umgezog=umzug einzieh=einzug eingezog=einzug auszieh=auszug ausgezog=auszug zuzieh=zuzug \
                zugezog=zuzug wegzieh=wegzug weggezog=wegzug gefund=find geschrieb=schreib gesproch=sprech \
                genomm=nehm gegang=geh getroff=treff geschloss=schliess verlor=verlier gestorb=sterb verstorb=sterb \
                geblieb=bleib gelieh=leih geworf=werf geholf=helf getrunk=trink begonn=beginn gewonn=gewinn \
                gebor=geburt gestohl=stehl gestritt=streit",
    participles: "- ab an auf aus bei ein fest frei her hin mit nach teil um vor weg weiter wieder zu zuruck \
                  zusammen",
    chain: "e en er ern em es n r m s t st et est te ten tet ter test ete eten end ende enden ender ung ungen \
            lich liche lichen licher liches ig ige igen iger iges igt igte igten heit heiten keit keiten igkeit \
            in innen isch ische ischen ischer bar bare baren barer barkeit los lose losen loser schaft schaften \
            ation ationen ator atoren ieren iert ierte ierten ierung ierungen ion ionen iv ive iven \
            sam same samen samer weise mal nis nisse haft hafte haften zu zeit ler lerin",
    and: "und",
};

const ENGLISH: Rules = Rules {
    digraphs: false,
    dotless_i: false,
    links: "",
    short_parts: "",
    bound: "",
    endings: &[(3, After::Any, "s es ed ing ings e")],
    kept: "ss us is",
    finals: &[
        ("bb", "b"),
        ("dd", "d"),
        ("ff", "f"),
        ("gg", "g"),
        ("ll", "l"),
        ("mm", "m"),
        ("nn", "n"),
        ("pp", "p"),
        ("rr", "r"),
        ("tt", "t"),
        ("zz", "z"),
        ("y", "i"),
    ],
    irregular: "childr=child children=child women=woman men=man peopl=person people=person feet=foot \
                wives=wif wiv=wif liv=lif lives=lif knive=knif halv=half bought=buy paid=pai taught=teach \
                taken=tak took=tak given=giv gave=giv chosen=choos chose=choos written=writ wrote=writ \
                held=hold met=meet sent=send spent=spend built=build left=leav kept=keep made=mak \
                found=find lost=los told=tel sold=sel born=bear died=die dying=die used=use using=use",
    participles: "",
    chain: "s es ed d e ing ings cation cations ication er ers or ors ion ions ation ations ition itions ration \
            ment ments age ages al als ally ly ness ity ities ty able ible ability ibility ility ilities led ive \
            ives y ies ied i ist ists ism ful less ance ence ances ences ant ent ants ents ary ery ories ory ian \
            ians hood ship ships dom ure ures ise ize ised ized ising izing isation ization r rs n en th t \
            tion tions ted ting sh shes shed shing sion sions ssion ssions ption ptions be ee ees ency encies ancy \
            ancies acy ative atives atory atories ify ified ifies ification ish",
    and: "and",
};
