namespace Workflows.Domain.Forks;

/// <summary>Who answered in a run: the last model, and beside it the steps whose answers a person gave when the run was forked.</summary>
internal sealed class HeardModels
{
    private readonly List<string> _given = [];
    private string? _model;
    private string? _person;

    /// <summary>Both in one line, as in <c>qwen-max; round 2 given by Ada</c>; null where nobody has answered.</summary>
    public string? Text => Mixed ?? _model ?? _person;

    /// <summary>The same, where both have answered; null otherwise.</summary>
    public string? Mixed => _given.Count == 0 || _model is null ? null : $"{_model}; {string.Join(", ", _given)}";

    /// <summary>Notes who answered at a step.</summary>
    public void Hear(string step, string? model)
    {
        if (string.IsNullOrEmpty(model))
        {
            return;
        }

        if (!GivenAnswer.Is(model))
        {
            _model = model;
        }
        else if ($"{step} {model}" is var given && !_given.Contains(given))
        {
            _given.Add(given);
            _person = model;
        }
    }
}
