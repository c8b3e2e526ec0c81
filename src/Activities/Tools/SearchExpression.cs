using System.Text.RegularExpressions;
using Workflows.Activities.Logging;

namespace Workflows.Activities.Tools;

/// <summary>
/// A regular expression that a model wrote. It backtracks, because that costs time alone, and time can be taken away; an automaton would
/// cost memory, gigabytes for some. What a backtracking match keeps in memory is bounded by the size of the expression and of the line.
/// </summary>
internal sealed class SearchExpression
{
    private readonly Regex _regex;

    private SearchExpression(Regex regex) => _regex = regex;

    /// <summary>Reads an expression.</summary>
    /// <param name="text">What the model wrote.</param>
    /// <param name="patience">Most time that one line may take.</param>
    /// <returns>The expression, or what is wrong with it.</returns>
    public static (SearchExpression? Expression, string? Problem) Read(string text, TimeSpan patience)
    {
        try
        {
            // Groups that keep what they matched would keep it for each of their repetitions.
            return ExpressionSize.Problem(text) is { } problem
                ? (null, problem)
                : (new SearchExpression(new Regex(text, RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, patience)), null);
        }
        catch (ArgumentException error)
        {
            return (null, $"'text' is no regular expression that can be searched for: {SafeText.OneLine(error.Message)}");
        }
    }

    /// <summary>Whether a line fits.</summary>
    /// <exception cref="RegexMatchTimeoutException">It took too long to tell.</exception>
    public bool Fits(ReadOnlySpan<char> line) => _regex.IsMatch(line);
}
