namespace Workflows.Domain.Forks;

/// <summary>How a person is told of who gave an answer in a model's place.</summary>
public static class GivenAnswer
{
    private const string Words = "given by ";

    /// <summary>What stands in the place of the model's name.</summary>
    public static string By(string person) => Words + person;

    /// <summary>Whether a name of a model is none, but that of a person.</summary>
    public static bool Is(string model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return model.StartsWith(Words, StringComparison.Ordinal);
    }
}
