using System.Text.RegularExpressions;

namespace Workflows.Domain.ImplementTask;

/// <summary>
/// The reason that may stand behind a PASS on its line: <c>PASS — all criteria are met</c>. It says nothing against it, and sets no condition, in the
/// languages that models answer in; one in other letters is not understood, and is none.
/// </summary>
internal static partial class PassReason
{
    /// <summary>Whether what follows the word is a plain reason.</summary>
    public static bool Is(string more) => Reason().Match(more) is { Success: true } reason && IsPlain(reason.Groups["reason"].Value);

    /// <summary>Whether a text neither speaks against something nor sets a condition.</summary>
    public static bool IsPlain(string text) => !Unknown().IsMatch(text) && !Doubt().IsMatch(Harmless().Replace(text, " "));

    [GeneratedRegex(@"^(?:[*_`]*\s*[—–]\s*|[*_`]*\s+-\s+|[*_`]*[,;:.][*_`]*\s+|[*_`]*\s*\()[*_`]*(?<reason>[\p{L}\p{N}].{1,300})$", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant, 2000)]
    private static partial Regex Reason();

    // Other letters than Latin and Cyrillic ones, questions, choices, and the words of the form itself.
    [GeneratedRegex(@"[\p{L}-[A-Za-z\u00AA-\u024F\u0400-\u04FF]]|[?|/\\>…]|\b(?:PASS|FAIL|SKIP|FIXES)\b|(?i:\b(?:VERDICT|ACTION)\b)", RegexOptions.CultureInvariant, 2000)]
    private static partial Regex Unknown();

    [GeneratedRegex(
        @"\b(?:no|without(?: any)?|zero|0)\s+(?:(?:more|further|open|other|new|red)\s+)?(?:issues?|problems?|findings?|fixes|objections?|remarks?|complaints?|concerns?|regressions?|flags?|failures?|errors?|defects?|warnings?)\b"
        + @"|\bnothing\s+(?:is\s+)?(?:amiss|missing|wrong|to (?:fix|mend|add))\b"
        + @"|\b(?:keine|ohne)\s+(?:Mängel|Probleme|Einwände|Fehler|Anmerkungen|Beanstandungen)\b|\b(?:нет|без)\s+(?:замечаний|ошибок|проблем|возражений)\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 2000)]
    private static partial Regex Harmless();

    [GeneratedRegex(
        @"\b(?:but|if|unless|except\w*|once|after\w*|provid\w*|when\w*|until|till|however|al?though|though|only|pending|assum\w*|suppos\w*|condition\w*|contingent|not|no|never|none|nor|neither|cannot|fail\w*"
        + @"|without|missing|lacks?|lacking|would|could|should|might|may|must|shall|will|todo|yet|later|then|or|or else|otherwise|still|needs?|needed|requires?|aside|apart|despite|while|whilst|subject|as (?:soon|long|far) as|in case|given|wait\w*"
        + @"|nearly|almost|part(?:ly|ially)|mostly|maybe|perhaps|probably|likely|hypothe\w*|example|template|quot\w+|says?|said|wants?|asks?|asked|tells?|told|reads|see|below|soon|future|next|instead|rather"
        + @"|aber|wenn|falls|sofern|außer|ausser|sobald|nach\w*|bis|jedoch|nur|vorausgesetzt|solange|nicht|nichts|nie|kein\w*|ohne|oder|würde\w*|wäre\w*|hätte\w*|könnte\w*|sollte\w*|müsste\w*|muss|obwohl|erst|noch|sonst|doch|trotz\w*|allerdings|angenommen"
        + @"|но|однако|если|кроме|после|когда|пока|хотя|только|лишь|при условии|при том|не|нет|ни|без|или|либо|бы|за исключением|надо|нужно|должн\w*|позже|потом|ещё|еще|почти|иначе|как только|сначала|осталось|а"
        + @"|mais|sauf|quand|lorsque|après|sinon|à moins|pero|salvo|excepto|aunque|cuando|después|hasta|si|sin|però|mas|quando|depois|tenzij|mits|maar|chyba|jeśli|ale|pokud)\b|n['’]t\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 2000)]
    private static partial Regex Doubt();
}
