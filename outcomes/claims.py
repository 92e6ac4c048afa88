"""What may be said under each type of evidence: a sentence is looked through for words that say more."""

import re

from partnerships.models import Evidence

# Nobody may say these: no single study proves, and nothing always works.
_NEVER = r"prov(?:e[sdn]?|ing)|proof|silver bullet|guarantee[sd]?|always works?"
# Words of cause and effect.
_CAUSAL = (
    r"caus(?:e[sd]?|ing|al)|l(?:ed|eads?|eading) to|due to|because of|thanks to|as a result|result(?:s|ed)? in"
    r"|impact(?:s|ed)?|effects?|effective(?:ly|ness)?|improv(?:e[sd]?|ing|ements?)|rais(?:es|ed|ing)"
    r"|boost(?:s|ed)?|increas(?:e[sd]?|ing)|reduc(?:e[sd]?|ing)|brought about|ma(?:kes?|de) (?:a|the) difference"
    r"|work(?:s|ed)"
)
# Words that say that something was measured.
_MEASURED = r"associat(?:ed|ion)|higher|lower|more likely|less likely|rose|fell|grew|correlat(?:e[sd]?|ion)"
MAY_SAY = {
    Evidence.NARRATIVE: "why it should work, and what research elsewhere suggests",
    Evidence.EMPIRICAL: "what participants had or said, and what goes together with it",
    Evidence.CAUSAL: "what was caused, for those in the study and as far as its design holds",
}
_FORBIDDEN = {
    Evidence.NARRATIVE: (_NEVER, _CAUSAL, _MEASURED),
    Evidence.EMPIRICAL: (_NEVER, _CAUSAL),
    Evidence.CAUSAL: (_NEVER,),
}


def too_strong(words: str, evidence: Evidence) -> list[str]:
    """The words of a claim that its evidence does not bear, as they were written, each once."""
    pattern = "|".join(_FORBIDDEN[evidence])
    found = re.findall(rf"\b(?:{pattern})\b", words, re.IGNORECASE)
    return list(dict.fromkeys(word.lower() for word in found))
