package qualify

// asks are verbs that, denied, leave open what they do not ask for.
var asks = map[string]bool{"require": true, "demand": true, "oblige": true, "mandate": true, "envisage": true, "stipulate": true, "specify": true}

// responses answer what is told behind "to": "in response to".
var responses = map[string]bool{"response": true, "retaliation": true, "reaction": true, "reply": true, "answer": true, "wake": true, "aftermath": true, "protest": true}

// rumours are nouns of what is only said or thought.
var rumours = map[string]bool{"claim": true, "allegation": true, "accusation": true, "suspicion": true, "rumour": true, "rumor": true, "suggestion": true, "speculation": true, "notion": true, "theory": true, "belief": true, "fear": true, "charge": true}

// musters are verbs and nouns of those who come together for what they do then.
var musters = map[string]bool{"gather": true, "assemble": true, "rally": true, "march": true, "turn": true, "take": true, "hold": true, "stage": true, "come": true, "congregate": true, "demonstrate": true, "mobilise": true, "mobilize": true, "join": true, "walk": true, "block": true, "strike": true, "demonstration": true, "protest": true, "vigil": true, "sit-in": true, "walkout": true}

// agreed are relations of an agreement that two have.
var agreed = map[string]bool{"agrees-with": true, "signs-agreement-with": true}

// arises are verbs of how an agreement comes to be or fails to.
var arises = map[string]bool{"be": true, "come": true, "happen": true, "emerge": true, "arise": true, "follow": true, "materialise": true, "materialize": true, "sign": true, "reach": true, "hold": true, "begin": true, "start": true, "take": true, "remain": true}

// goesOn are verbs of what is under way.
var goesOn = map[string]bool{"end": true, "stop": true, "cease": true, "continue": true, "persist": true, "subside": true}

// sheds are verbs of those who part with what they have.
var sheds = map[string]bool{"sell": true, "divest": true, "offload": true, "dump": true, "unload": true, "exit": true, "shed": true}

// ofIt are nouns of what an agreement has once it is there.
var ofIt = map[string]bool{"implementation": true, "violation": true, "breach": true, "term": true, "provision": true, "extension": true, "renewal": true, "enforcement": true, "collapse": true, "anniversary": true, "text": true, "clause": true}

// remembered is what is said or done of a deed of the past.
var remembered = map[string]bool{"recognition": true, "acknowledgement": true, "acknowledgment": true, "commemoration": true, "anniversary": true, "remembrance": true, "aftermath": true, "denial": true, "condemnation": true, "denunciation": true}

// setsOut are verbs of who is on the way to what he comes for.
var setsOut = map[string]bool{"arrive": true, "head": true}

// talks are relations of those who speak with each other.
var talks = map[string]bool{"negotiates-with": true, "meets": true, "consults": true}

// ceases are verbs of what is over.
var ceases = map[string]bool{"end": true, "stop": true, "cease": true, "expire": true, "lift": true}

// ongoing relations go on until they are ended.
var ongoing = map[string]bool{"at-war-with": true, "blockades": true, "occupies": true}

// beside are words before clauses that say what else there was.
var beside = map[string]bool{"after": true, "as": true, "while": true, "since": true, "before": true, "when": true, "amid": true, "following": true, "despite": true}

// shares are verbs of those who do with others what "in" says.
var shares = map[string]bool{"join": true, "participate": true, "assist": true, "help": true, "aid": true, "support": true, "succeed": true, "cooperate": true, "engage": true}

// indicted verbs are of who may have done what they name.
var indicted = map[string]bool{"try": true, "want": true, "indict": true, "charge": true, "prosecute": true, "investigate": true, "sue": true, "blame": true, "accuse": true}

// settled verbs are of who makes up his mind: "against" doing something it is
// not done.
var settled = map[string]bool{"decide": true, "opt": true, "vote": true, "choose": true, "rule": true, "resolve": true}
