using System.Text.RegularExpressions;

namespace Workflows.Domain.ImplementTask;

/// <summary>The words that make a verdict a thought or a quote, in English, German and Russian.</summary>
internal static partial class PassWords
{
    private const string Judging = "write|say|said|give|given|answer|pass|approve|accept|put|issue|conclude|vote|decide|read|go|grant|mark|rate|call|look|sound|end";

    /// <summary>That the reviewer only thinks of it, or refuses it.</summary>
    // "I would write", "the verdict would be", "were it there", "I cannot pass this"; but not "the endpoint would answer 404".
    [GeneratedRegex(
        @"\b(?:I|we|one|reviewers?)(?:['’]d|\s+(?:\w+\s+)?(?:would|could|might|should))\s+(?:\w+\s+){0,2}(?:" + Judging + @"|approved|passed|accepted|written)\b"
        + @"|\b(?:would|could|might|should)\s+(?:\w+\s+)?(?:be\W*$|be\s+(?:a|an|the|my|this|fine|ok|okay|acceptable|good enough|ready|as follows|PASS)\b|have\s+(?:been|passed|said|given|approved))"
        + @"|\b(?:review|verdict|answer|it|this|that|work|change)\s+(?:would|could|might|should)\s+(?:\w+\s+)?(?:" + Judging + @"|be|have)\b"
        + @"|(?:^|[.!?;:,]\s+)(?:were|had|should)\s+(?:the|it|there|this|that|these|those|all|I|we|tests?|they)\b|\b(?:if|as though|as if|wish)\b[^.!?]{0,80}\b(?:were|had been)\b"
        + @"|\b(?:if|once|unless|until|when|after|provided|assuming|as soon as)\b[^.!?]{0,120}\b(?:I|we)\b[^.!?]{0,20}\b(?:" + Judging + @")\b|\b(?:I|we)\s+(?:will\s+|can\s+|only\s+)*(?:approve|pass|accept)\b[^.!?]{0,60}\b(?:if|once|unless|until|when|after|provided|assuming|as soon as)\b"
        + @"|\b(?:the|this|my|a)\s+(?:verdict|PASS|review)\s+(?:\w+\s+){0,3}(?:if|once|unless|until|when|after|provided|assuming|as soon as)\b"
        + @"|\b(?:hypothetical(?:ly)?|imagine|suppose|pretend|let us assume|not my verdict|no verdict of mine|not yet (?:PASS|passed|a pass))\b"
        + @"|\b(?:I|we)\s+(?:cannot|can['’]?t|can not|won['’]?t|will not|do not|don['’]t|must not|refuse to)\s+(?:\w+\s+){0,2}(?:approve|pass|accept|say|mean)\b"
        + @"|\b(?:würden?|würdest|wären?|hätten?|gäbe|könnte ich|angenommen|hypothetisch|vorausgesetzt|sofern|falls)\b|\bwenn\b[^.!?]{0,120}\b(?:ich|wir|Urteil|bestanden)\b|\bkann\b[^.!?]{0,60}\bnicht\s+(?:freigeben|annehmen|zustimmen)"
        + @"|(?<!\w)(?:бы|б|гипотетически|допустим|предположим|при условии)(?!\w)|\b(?:если|когда|как только|после того как)\b[^.!?]{0,120}\b(?:я|мы|вердикт|принять|приму|одобрю|поставлю|напишу)\b|\bне\s+(?:могу|буду|стану)\s+(?:\w+\s+)?(?:принять|одобрить|принимать|одобрять|пропустить)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 2000)]
    public static partial Regex Hypothetical();

    /// <summary>That somebody else says it.</summary>
    // In the sentence right before it: "the task says this", "the following lines are the template".
    [GeneratedRegex(
        @"\b(?:quot(?:e|es|ed|ing|ation)|verbatim|template|placeholder|snippet|for (?:example|instance)|as an example|an example of|example (?:answer|review|verdict|output)|(?:lines?|text|block|form|answer|example)\s+(?:is\s+|are\s+)?below|(?<!the )following\s+(?:lines?|text|block|form|answer|verdict)|the following\W*$|as follows|(?:lines?|text|comment|block)\s+(?:that\s+)?(?:is|was|were)\s+injected)\b"
        + @"|\bthe\s+following\s+(?:lines?|text|block|form|answer|verdict)\b"
        + @"|\b(?:says?|said|reads?|contains?|contained|holds?|prints?|printed|expects?|expected|writes?|wrote|shows?|showed|ends?|begins?|asks?|asked|demands?|wants?|tells?|told|claims?|adds?|added|includes?|included)\s+(?:\w+\s+){0,4}(?:this|these(?:\s+lines?)?|so|exactly|literally|verdict|reviewers? to pass)\W*$"
        + @"|\b(?:task|file|diff|readme|report|comment|code|test|implementer|prompt|instructions?|document)\b[^.!?]{0,60}\b(?:says?|said|reads?|contains?|contained|holds?|prints?|printed|expects?|expected|writes?|wrote|asks?|asked|demands?|wants?|tells?|told|claims?)\b[^.!?]{0,60}\b(?:verdict|(?-i:PASS)|this|these|so|me)\b"
        + @"|\b(?:says?|reads?|prints?|writes?|write|outputs?|emits?|returns?|holds?|contains?|like|with|that|to|of|as|is|be|was|were|schreibt|sagt|пишет|говорит)[,…]?\s*$"
        + @"|\b(?:in|of) (?:this|that|such a|the) form\b|\bin (?:dieser|der) Form\b|\bв (?:такой|этой) форме\b"
        + @"|\bthis is (?:what|how|the (?:text|line|form|template|example|output))\b"
        + @"|\b(?:steht|lautet|zitat\w*|zitier\w*|vorlage|beispiel\w*|folgende\w*|so (?:heißt|steht))\b|\b(?:schreibt|sagt|verlangt|enthält)\b[^.!?]{0,60}\b(?:dies\w*|so|das|Urteil|PASS)\b"
        + @"|\b(?:цитат\w*|цитир\w*|шаблон\w*|например|пример\w*|следующ\w*|гласит|ниже|так написано|написано)\b|\b(?:пишет|говорит|содержит|требует|просит)\b[^.!?]{0,60}\b(?:это|эт\w+|так|вердикт|PASS)\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 2000)]
    public static partial Regex Reported();

    /// <summary>A heading of what others say.</summary>
    [GeneratedRegex(
        @"\b(?:previous|last|earlier|old|expected|task|templates?|examples?|samples?|quot\w*|files?|readme|prompt|instructions?|input|output|original|implementer\w*|vorherig\w*|letzte\w*|aufgabe\w*|vorlage\w*|beispiel\w*|erwartet\w*|zitat\w*|предыдущ\w*|прошл\w*|задач\w*|шаблон\w*|пример\w*|ожидаем\w*|цитат\w*)\b",
        RegexOptions.IgnoreCase | RegexOptions.NonBacktracking | RegexOptions.CultureInvariant, 2000)]
    public static partial Regex Foreign();
}
