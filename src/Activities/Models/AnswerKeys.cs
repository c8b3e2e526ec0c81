using System.Globalization;

namespace Workflows.Activities.Models;

/// <summary>The keys under which a question is asked again.</summary>
internal static class AnswerKeys
{
    /// <summary>The key after so many answers that came whole and were of no use. Where it is not known what came of a question, it keeps its key.</summary>
    public static string Again(string key, int useless) => useless == 0 ? key : string.Create(CultureInfo.InvariantCulture, $"{key}-again-{useless}");
}
