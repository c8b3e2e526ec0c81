using System.Globalization;

namespace Workflows.Domain.Budgets;

/// <summary>An amount as people write it: <c>2.50 usd</c>, <c>50000 tokens</c>, or both with a comma between.</summary>
public static class BudgetTopUp
{
    private const decimal MostUsd = 1_000_000;
    private const int MostDecimals = 6;
    private const long MostTokens = 1_000_000_000_000;
    private const int MostShown = 50;

    /// <summary>The amount, or what is wrong with the text, as a sentence with an example.</summary>
    public static (BudgetAmount? Amount, string? Problem) Parse(string? text)
    {
        var amount = BudgetAmount.None;
        var units = new HashSet<string>(StringComparer.Ordinal);
        foreach (var part in (text ?? "").Split(','))
        {
            if (part.Split(' ', StringSplitOptions.RemoveEmptyEntries) is not [var number, var word] || word.ToUpperInvariant() is not ("USD" or "TOKENS") || !units.Add(word.ToUpperInvariant()))
            {
                return (null, Problem(text));
            }

            if (One(number, word) is not { } one)
            {
                return (null, Problem(text));
            }

            amount = amount.Plus(one);
        }

        return (amount, null);
    }

    /// <summary>The amount as <see cref="Parse"/> takes it.</summary>
    public static string Text(BudgetAmount amount)
    {
        ArgumentNullException.ThrowIfNull(amount);
        return (amount.Usd, amount.Tokens) switch
        {
            ( > 0, > 0) => $"{Usd(amount.Usd)}, {Tokens(amount.Tokens)}",
            ( > 0, _) => Usd(amount.Usd),
            _ => Tokens(amount.Tokens),
        };
    }

    /// <summary>Null when the amount can be added, otherwise why not.</summary>
    public static string? Problem(BudgetAmount amount)
    {
        ArgumentNullException.ThrowIfNull(amount);
        return amount is { Tokens: >= 0 and <= MostTokens, Usd: >= 0 and <= MostUsd } && (amount.Tokens > 0 || amount.Usd > 0) && decimal.Round(amount.Usd, MostDecimals) == amount.Usd
            ? null
            : string.Create(CultureInfo.InvariantCulture, $"An amount is more than nothing, at most {MostUsd} usd with {MostDecimals} decimals, and at most {MostTokens} tokens.");
    }

    private static BudgetAmount? One(string number, string word)
    {
        var isMoney = word.Equals("usd", StringComparison.OrdinalIgnoreCase);
        return decimal.TryParse(number, isMoney ? NumberStyles.AllowDecimalPoint : NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            && value <= MostTokens && (isMoney ? new BudgetAmount(0, value) : new BudgetAmount((long)value, 0)) is var amount && Problem(amount) is null
            ? amount
            : null;
    }

    private static string Problem(string? text) =>
        $"'{(text is { Length: > MostShown } ? text[..MostShown] + "…" : text)}' is no amount to add. Write for example '2.50 usd' or '50000 tokens', or both with a comma between; "
        + string.Create(CultureInfo.InvariantCulture, $"at most {MostUsd} usd and {MostTokens} tokens.");

    private static string Usd(decimal usd) => usd.ToString("0.00####", CultureInfo.InvariantCulture) + " usd";

    private static string Tokens(long tokens) => tokens.ToString(CultureInfo.InvariantCulture) + " tokens";
}
