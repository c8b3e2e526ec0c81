using System.Globalization;

namespace Workflows.Domain.Texts;

/// <summary>Numbers of things, as people write them.</summary>
public static class Counted
{
    /// <summary><c>1 round</c>, <c>2 rounds</c>.</summary>
    public static string Of(int number, string noun) => string.Create(CultureInfo.InvariantCulture, $"{number} {Noun(number, noun)}");

    /// <summary><c>round</c> or <c>rounds</c>.</summary>
    public static string Noun(int number, string noun) => number == 1 ? noun : noun + "s";
}
