using HandlebarsDotNet;
using Workflows.Domain.GenerateTests;

namespace Workflows.Activities.Prompts;

/// <summary>Renders Handlebars templates from files. A file is read for every prompt, so that an edit counts at once.</summary>
internal sealed class PromptTemplates(PromptOptions options)
{
    // Prompts are not HTML; a wrong name in a template is an error and not an empty string.
    private readonly IHandlebars _handlebars = Handlebars.Create(new HandlebarsConfiguration { NoEscape = true, ThrowOnUnresolvedBindingExpression = true });

    /// <param name="name">Name of the template, without its ending.</param>
    /// <param name="values">Dictionaries, lists, strings, numbers and booleans only: what templates read alike in every library.</param>
    /// <exception cref="MissingTemplateException">The file cannot be read, or is no valid template.</exception>
    public async Task<string> RenderAsync(string name, IReadOnlyDictionary<string, object?> values, CancellationToken cancellationToken)
    {
        var file = Path.Combine(options.Folder, name + ".hbs");
        string template;
        try
        {
            template = await File.ReadAllTextAsync(file, cancellationToken);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new MissingTemplateException(
                $"The prompt template '{file}' cannot be read: {failure.Message} Put the file there, or set {PromptOptions.FolderSetting} to the folder that holds it.");
        }

        if (string.IsNullOrWhiteSpace(template))
        {
            throw new MissingTemplateException($"The prompt template '{file}' is empty. Fill it, or remove the setting {PromptOptions.FolderSetting} to use the one that came with the program.");
        }

        try
        {
            return _handlebars.Compile(template)(values);
        }
        catch (Exception broken) when (broken is not OutOfMemoryException)
        {
            // The library throws several unrelated types; whatever it is, the template caused it.
            throw new MissingTemplateException($"The prompt template '{file}' is broken: {broken.Message.TrimEnd('.')}. Mend it, or remove the setting {PromptOptions.FolderSetting} to use the one that came with the program.");
        }
    }
}
