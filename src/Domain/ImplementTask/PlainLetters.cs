namespace Workflows.Domain.ImplementTask;

/// <summary>Full-width letters and punctuation of East Asian texts as plain ones. Not by normalizing, which hosts without culture data do not do.</summary>
internal static class PlainLetters
{
    private const char First = '\uFF01';
    private const char Last = '\uFF5E';

    public static string Of(string text) => string.Create(text.Length, text, static (plain, text) =>
    {
        for (var i = 0; i < plain.Length; i++)
        {
            plain[i] = text[i] switch
            {
                >= First and <= Last => (char)(text[i] - First + '!'),
                '\u3000' or '\u00A0' => ' ',
                var c => c,
            };
        }
    });
}
