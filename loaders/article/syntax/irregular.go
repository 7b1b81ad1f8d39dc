package syntax

// irregularVerbs maps past and participle forms to the verb.
var irregularVerbs = map[string]string{
	"agreed": "agree", "arisen": "arise", "arose": "arise", "ate": "eat", "awoke": "awake", "awoken": "awake", "beat": "beat",
	"beaten": "beat", "became": "become", "become": "become", "began": "begin", "begun": "begin", "beheld": "behold", "bent": "bend",
	"beset": "beset", "bespoke": "bespeak", "bet": "bet", "bid": "bid", "bit": "bite", "bitten": "bite", "bled": "bleed",
	"blew": "blow", "blown": "blow", "bore": "bear", "born": "bear", "borne": "bear", "bought": "buy", "bound": "bind",
	"bred": "breed", "broadcast": "broadcast", "broke": "break", "broken": "break", "brought": "bring", "built": "build",
	"burnt": "burn", "burst": "burst", "came": "come", "cast": "cast", "caught": "catch", "chose": "choose", "chosen": "choose",
	"clung": "cling", "come": "come", "cost": "cost", "crept": "creep", "cut": "cut", "dealt": "deal", "decreed": "decree",
	"did": "do", "died": "die", "disagreed": "disagree", "done": "do", "drank": "drink", "drawn": "draw", "dreamt": "dream",
	"drew": "draw", "driven": "drive", "drove": "drive", "drunk": "drink", "dug": "dig", "eaten": "eat", "fallen": "fall",
	"fed": "feed", "fell": "fall", "felt": "feel", "fled": "flee", "flew": "fly", "flown": "fly", "flung": "fling",
	"forbade": "forbid", "forbidden": "forbid", "forecast": "forecast", "foresaw": "foresee", "foreseen": "foresee",
	"foretold": "foretell", "forgave": "forgive", "forgiven": "forgive", "forgone": "forgo", "forgot": "forget",
	"forgotten": "forget", "forwent": "forgo", "fought": "fight", "found": "find", "freed": "free", "froze": "freeze",
	"frozen": "freeze", "gave": "give", "given": "give", "gone": "go", "got": "get", "gotten": "get", "grew": "grow",
	"ground": "grind", "grown": "grow", "guaranteed": "guarantee", "had": "have", "heard": "hear", "held": "hold", "hid": "hide",
	"hidden": "hide", "hit": "hit", "hung": "hang", "hurt": "hurt", "kept": "keep", "knelt": "kneel", "knew": "know",
	"known": "know", "laid": "lay", "lain": "lie", "leant": "lean", "learnt": "learn", "led": "lead", "left": "leave",
	"lent": "lend", "let": "let", "lied": "lie", "lit": "light", "lost": "lose", "made": "make", "meant": "mean", "met": "meet",
	"misled": "mislead", "misunderstood": "misunderstand", "outdid": "outdo", "outdone": "outdo", "overcame": "overcome",
	"overcome": "overcome", "overridden": "override", "overrode": "override", "oversaw": "oversee", "overseen": "oversee",
	"overtaken": "overtake", "overthrew": "overthrow", "overthrown": "overthrow", "overtook": "overtake", "paid": "pay",
	"partaken": "partake", "partook": "partake", "pled": "plead", "proven": "prove", "put": "put", "quit": "quit", "ran": "run",
	"rang": "ring", "read": "read", "rebuilt": "rebuild", "refereed": "referee", "resold": "resell", "retaken": "retake",
	"retook": "retake", "rid": "rid", "ridden": "ride", "risen": "rise", "rode": "ride", "rose": "rise", "run": "run",
	"rung": "ring", "said": "say", "sang": "sing", "sank": "sink", "sat": "sit", "saw": "see", "seen": "see", "sent": "send",
	"set": "set", "sewn": "sew", "shaken": "shake", "shed": "shed", "shoed": "shoe", "shone": "shine", "shook": "shake",
	"shot": "shoot", "shown": "show", "shrank": "shrink", "shrunk": "shrink", "shut": "shut", "slain": "slay", "slept": "sleep",
	"slew": "slay", "slid": "slide", "smelt": "smell", "sold": "sell", "sought": "seek", "sown": "sow", "spat": "spit",
	"spelt": "spell", "spent": "spend", "spilt": "spill", "split": "split", "spoilt": "spoil", "spoke": "speak", "spoken": "speak",
	"sprang": "spring", "spread": "spread", "sprung": "spring", "spun": "spin", "stole": "steal", "stolen": "steal",
	"stood": "stand", "stricken": "strike", "striven": "strive", "strode": "stride", "strove": "strive", "struck": "strike",
	"stuck": "stick", "stung": "sting", "sung": "sing", "sunk": "sink", "swam": "swim", "swept": "sweep", "swollen": "swell",
	"swore": "swear", "sworn": "swear", "swum": "swim", "swung": "swing", "taken": "take", "taught": "teach", "thought": "think",
	"threw": "throw", "thrown": "throw", "thrust": "thrust", "tied": "tie", "told": "tell", "took": "take", "tore": "tear",
	"torn": "tear", "trod": "tread", "trodden": "tread", "undergone": "undergo", "understood": "understand",
	"undertaken": "undertake", "undertook": "undertake", "underwent": "undergo", "untied": "untie", "upheld": "uphold",
	"upset": "upset", "vied": "vie", "wed": "wed", "went": "go", "wept": "weep", "withdrawn": "withdraw", "withdrew": "withdraw",
	"withheld": "withhold", "withstood": "withstand", "woke": "wake", "woken": "wake", "won": "win", "wore": "wear", "worn": "wear",
	"wound": "wind", "wove": "weave", "woven": "weave", "written": "write", "wrote": "write", "wrung": "wring",
}

// auxiliaryLemmas maps the forms of be, have and do and of the modals, clitics too, whatever their tag.
var auxiliaryLemmas = map[string]string{
	"'d": "would", "'ll": "will", "'m": "be", "'re": "be", "'ve": "have", "ai": "be", "am": "be", "are": "be", "been": "be",
	"being": "be", "ca": "can", "could": "could", "did": "do", "does": "do", "doing": "do", "done": "do", "had": "have",
	"has": "have", "have": "have", "having": "have", "is": "be", "might": "might", "sha": "shall", "should": "should", "was": "be",
	"were": "be", "wo": "will", "would": "would",
}

// irregularNouns maps irregular plurals to the singular.
var irregularNouns = map[string]string{
	"aches": "ache", "aircraft": "aircraft", "alumni": "alumnus", "analyses": "analysis", "appendices": "appendix", "axes": "axis",
	"bacteria": "bacterium", "barracks": "barracks", "bases": "base", "buses": "bus", "cacti": "cactus", "calories": "calorie",
	"calves": "calf", "children": "child", "clothes": "clothes", "corps": "corps", "crises": "crisis", "criteria": "criterion",
	"data": "datum", "diagnoses": "diagnosis", "dice": "die", "earnings": "earnings", "emphases": "emphasis", "feet": "foot",
	"fish": "fish", "formulae": "formula", "fungi": "fungus", "gases": "gas", "geese": "goose", "genies": "genie", "goods": "goods",
	"halves": "half", "headquarters": "headquarters", "hippies": "hippie", "hooves": "hoof", "hypotheses": "hypothesis",
	"indices": "index", "knives": "knife", "leaves": "leaf", "lenses": "lens", "lies": "lie", "lives": "life", "loaves": "loaf",
	"matrices": "matrix", "means": "means", "media": "medium", "memoranda": "memorandum", "men": "man", "mice": "mouse",
	"movies": "movie", "news": "news", "nuclei": "nucleus", "oases": "oasis", "oxen": "ox", "parentheses": "parenthesis",
	"passersby": "passerby", "pence": "penny", "people": "person", "phenomena": "phenomenon", "pies": "pie",
	"policemen": "policeman", "prairies": "prairie", "premises": "premises", "proceeds": "proceeds", "radii": "radius",
	"referenda": "referendum", "remains": "remains", "rookies": "rookie", "savings": "saving", "scarves": "scarf",
	"selfies": "selfie", "selves": "self", "series": "series", "servicemen": "serviceman", "sheep": "sheep", "shelves": "shelf",
	"species": "species", "stimuli": "stimulus", "strata": "stratum", "teeth": "tooth", "thanks": "thanks", "theses": "thesis",
	"thieves": "thief", "ties": "tie", "troops": "troops", "veggies": "veggie", "vertices": "vertex", "viruses": "virus",
	"wives": "wife", "wolves": "wolf", "women": "woman",
}

// irregularDegrees maps irregular comparatives and superlatives.
var irregularDegrees = map[string]string{
	"best": "good", "better": "good", "elder": "old", "eldest": "old", "farther": "far", "farthest": "far", "further": "far",
	"furthest": "far", "latter": "latter", "least": "least", "less": "less", "more": "more", "most": "most", "worse": "bad",
	"worst": "bad",
}

// pronounLemmas maps the cases of pronouns and the forms of determiners.
var pronounLemmas = map[string]string{
	"'": "'s", "'em": "they", "'s": "'s", "an": "a", "her": "her", "hers": "her", "him": "he", "his": "his", "i": "I", "its": "its",
	"me": "I", "mine": "my", "my": "my", "n't": "not", "na": "to", "our": "our", "ours": "our", "their": "their", "theirs": "their",
	"them": "they", "these": "this", "those": "that", "us": "we", "whom": "who", "your": "your", "yours": "your",
}

// addsE holds stems that lose an e before -ed and -ing where the rules would not see it.
var addsE = set(`ador aton ax barricad dethron enthron disinvit uninvit dissuad dynamit fet flar glar snar lur gor cor por pur quarantin regal rever persever revil rerout serenad telephon lambast 
alleg extradit expedit besieg blockad interven conven contraven lambast exil imped ced conced preced reced acced seced supersed interced
adher interfer cohes ow massacr reconcil recreat procreat reneg defil underwrit overwrit seeth teeth enshrin confid reput
us clos chang charg urg forg merg emerg div driv danc forc influenc caus rais prais pleas releas increas decreas purchas
judg pledg acknowledg manag damag encourag engag challeng arrang rang aveng reveng creat
combin imagin determin examin defin declin requir acquir inspir fir hir retir expir wir tir admir desir
believ receiv achiev reliev leav sav hav giv liv lov mov prov improv approv remov serv observ deserv reserv resolv solv involv evolv
argu continu issu pursu rescu valu sue valu ensu sub
compet complet delet promot not quot vot devot dot writ invit unit excit cit recit ignit
tast wast hast
dispos clos expos impos oppos propos suppos compos pos chos enclos
explor ignor restor stor scor shor
declar prepar shar compar car dar scar star squar
secur ensur assur insur measur captur figur injur matur tortur featur cur endur procur
hop cop scop shap escap tap rap typ
smok strok chok invok provok evok
mak tak bak wak shak stak
fil til pil compil profil smil whil
rul schedul
nam blam fram sham gam
tim crim consum assum presum resum
com becom welcom overcom
hat dat stat relat debat
guid decid divid provid resid presid collid hid rid sid abid coincid
includ exclud conclud preclud intrud
cod explod erod
trad fad invad evad persuad upgrad
dy ey escalat initiat negotiat
breath bath cloth loath sooth
telephon phon postpon zon ston hon condon
decre typ freez squeez seiz siz analyz organiz realiz recogniz
surviv arriv depriv
execut institut contribut distribut attribut constitut prosecut salut disput commut comput minut rout tribut
describ subscrib prescrib brib
produc reduc introduc induc
advis revis supervis exercis promis compromis surpris rais paralys bruis
bounc pronounc announc renounc
caus paus refus accus excus abus amus confus fus us
giggl settl battl handl`)

// positiveE holds the stems of adjectives whose base ends in e.
var positiveE = set(`rud larg lat wid saf sur tru fin nic strang clos brav fierc rar wis simpl gentl nobl abl whit rip pal cut blu pur crud remot sever scarc sincer dens intens loos fre humbl bar wis hug tam lam vagu subtl littl supple stabl`)

// doubleL holds the verbs that end in ll themselves.
var doubleL = set(`quell stonewall football blackball snowball call kill fill pull sell tell spell install enroll roll stroll poll toll recall drill grill chill thrill spill stall smell swell dwell fulfill refill instill distill bill mill skill yell shell wall stall appall`)

// keepsBare holds stems that the rules would wrongly give an e.
var keepsBare = set(`tailor smooth caucus hamstring sync rendezvous siphon focus refocus combat debut color colour catalog overrun pardon abandon envision commission sanction question mention function
position transition condition station ration caution partition petition auction cushion fashion prison imprison poison reason season summon
beckon reckon weapon blossom fathom ransom accustom bottom custom lesson bargain contain obtain`)
