"""English."""

from rag.when.words import Words

_OF_DAY = "(?: (?:morning|afternoon|evening|night))?"
_OF_MONTH = "(?:(?:early|late|mid)(?: in)?[ -]|the (?:start|beginning|middle|end) of )?"
_IN = "(?:(?:in|over|during|within|for|throughout) )"

WORDS = Words(
    months="jan(?:uary|\\.)? feb(?:ruary|\\.)? mar(?:ch|\\.)? apr(?:il|\\.)? may june? july? aug(?:ust|\\.)?"
    " sep(?:t|tember|t?\\.)? oct(?:ober|\\.)? nov(?:ember|\\.)? dec(?:ember|\\.)?",
    weekdays="monday tuesday wednesday thursday friday saturday sunday",
    units="hour:hours? day:days? weekend:weekends? week:weeks? month:months? year:years?",
    numbers="(?:an?|one) (?:two|(?:a_)?couple_of) three four five six seven eight nine ten eleven twelve",
    readings=(
        ("day 0", "today|tonight|(?:earlier )?this (?:morning|afternoon|evening)"),
        ("day -1", f"yesterday{_OF_DAY}|last night"),
        ("day -2", "(?:the )?day before yesterday"),
        ("day 1", f"tomorrow{_OF_DAY}"),
        ("day 2", "(?:the )?day after tomorrow"),
        ("unit -1", "(?:last|the previous) {unit}"),
        ("unit 0", "(?:so far |earlier |later )?this {unit}"),
        ("unit 0", "the current {unit}"),
        ("unit 0", "(?:the )?(?:start|beginning) of (?:the|this) {unit}"),
        ("unit 1", "(?:the )?(?:next|coming) {unit}"),
        ("weekend 0", "over the weekend|at the weekend"),
        ("rolling 1 week", f"{_IN}?the past week|{_IN}the last week"),
        ("rolling 1 month", f"{_IN}?the past month|{_IN}the last month"),
        ("rolling 1 year", f"{_IN}?the past year|{_IN}the last year"),
        ("rolling", f"{_IN}?(?:the |these )?(?:last|past|previous) {{n}} {{unit}}"),
        ("ago", "{n} {unit} ago"),
        ("weekday", f"{{weekday}}{_OF_DAY}"),
        ("weekday last", f"last {{weekday}}{_OF_DAY}"),
        ("weekday next", f"(?:next|the coming) {{weekday}}{_OF_DAY}"),
        ("weekday next", "{weekday} next week"),
        ("weekday week -1", "{weekday} last week"),
        ("weekday week 0", "{weekday} this week"),
        ("date", "(?:{weekday},? )?(?:the )?{day}(?: of)? {month}(?:,? {year})?"),
        ("date", "(?:{weekday},? )?{month} (?:the )?{day}(?:,? {year})?"),
        ("date year -1", "{day}(?: of)? {month} last year"),
        ("date year -1", "{month} {day} last year"),
        ("range", "{day}(?: ?- ?| to | and | until ){day2} {month}(?:,? {year})?"),
        ("range", "{month} {day}(?: ?- ?| to | and | until ){day2}(?:,? {year})?"),
        ("month", _OF_MONTH + "{month}(?:,? (?:of )?{year})?"),
        ("month year 0", _OF_MONTH + "{month} (?:of )?this year"),
        ("month year -1", _OF_MONTH + "{month} (?:of )?last year"),
        ("month last", "last {month}"),
        ("month next", "next {month}"),
        ("year", "(?:the year )?{year}"),
    ),
    frames=(
        ("since", "(?:ever )?since(?: about| around)?", ""),
        ("since", "from", "on(?:wards?)?"),
        ("until", "until|till|up to|up until|by", ""),
        ("before", "before|prior to", ""),
        ("after", "after", ""),
        ("between", "between|from", ""),
        ("of", "of|from|about|for|with", ""),
        ("at", "(?:(?:early|late|back) )?(?:in|on|during|throughout)", ""),
    ),
    joins="and|to|until|till|through|-",
    past="did|was|were|had|(?:has|have) (?:[\\w'-]+ ){0,4}(?:been|(?!need|speed|feed)\\w+(?:ed|en|wn|id|ade|ost"
    "|et|ut|ld|ft))"
    "|happened|said|told|won|lost|met|made|took|gave|came|went|left|began|became|fell|rose|grew|shot|cut|held"
    "|led|sent"
    "|spent|struck|broke|chose|drew|fled|flew|fought|found|got|hung|knew|laid|paid|quit|ran|saw|sold|shook|sank|spoke"
    "|stole|swore|taught|thought|threw|wore|wrote|hit"
    "|(?!need|speed|feed|seed|indeed|united|exceed|proceed|succeed|hundred|armed)\\w\\w+ed",
    ahead="will|won't|shall|going to|expect(?:s|ed|ing)?|forecast(?:s|ed)?|predict(?:s|ed|ing)?|plan(?:s|ned|ning)?"
    "|scheduled|likely|upcoming|to come|(?:see|sees|foresee|foresees) (?:[\\w' ]+ )?coming|would|hop(?:es?|ed"
    "|ing) to|aim(?:s|ed|ing)?",
    news="news|headlines?|happen(?:s|ing)|going on|what's new|new in|developments?|events|updates?|stories"
    "|reports?|says?",
    latest="(?<!at the )latest|newest|most recent(?:ly)?|breaking news|recent(?:ly)?|right now|lately"
    "|(?:the )?(?:last|past) few (?:days|weeks)|current (?:situation|state|status)",
    against=(
        "than(?: in| on| the)?(?: same \\w+)?(?: of| in)?"
        "|(?:compared|relative|comparison) (?:with|to)(?: the)?(?: same \\w+)?(?: of| in)?"
        "|versus|vs\\.?|unlike|same as|(?:up|down|rise|increase|drop|fall|change) from",
        "of|in (?:his|her|its|their|an?)",
    ),
    attached=(
        "(?<!was )(?<!were )(?<!has )(?<!have )(?<!had )(?<!did )"
        "(?:the|an?|this|that|its|his|her|their|whose|those|these) (?:[\\w'-]+ ){1,6}?"
        "(?:\\w+ed|held|won|made|taken|given|shot|found|said|begun|struck|killed|lost|sent|born|seen|sold|cut"
        "|hit|set)"
        "|(?!(?:in|on|at|to|from|for|by|with|of|about|and|or|say|said|says|claim|claimed|announced|know|told|think) )"
        "[\\w'-]+ (?:who|that|which|whose) (?:[\\w'-]+ ){0,6}[\\w'-]+",
        "'s?",
    ),
    fixed="(?:every|each|on an?) {weekday}|(?:usa|india|pakistan|malaysia|psychology) today|(?<!in )(?<!from )russia"
    " today|saturday night live"
    "|(?:black|good|bloody|ash|super) (?:friday|sunday|wednesday|tuesday)|may (?:not|i|we|he|she|it|they|you|be|have)"
    "|last year at marienbad|sunday times|may day|(?:is|are|has|have|as it is|known|exist|exists|used) today",
    ordinal="(?:st|nd|rd|th)?",
)
