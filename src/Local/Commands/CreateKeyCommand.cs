using System.CommandLine;
using System.CommandLine.Parsing;
using Workflows.Activities.Keys;
using Workflows.Domain.Tenancy;
using Workflows.Local.Hosting;
using Workflows.Local.Output;

namespace Workflows.Local.Commands;

/// <summary><c>keys create</c>: makes a key and tells it once.</summary>
internal static class CreateKeyCommand
{
    private const int MostName = 200;
    private const int MostDays = 3650;

    private static readonly string[] Words = [.. Enum.GetNames<KeyScope>().Select(name => name.ToLowerInvariant())];

    public static Command Create(CliContext context, Option<bool> storage)
    {
        var user = Name("--user", "The user whose runs it sees and starts");
        var project = Name("--project", "The project, likewise");
        var person = new Option<string?>("--person") { Description = "Who is on record for what is done with it, as approvers are named (the user)", HelpName = "name" };
        var scopes = new Option<string>("--scopes") { Description = $"What it may do, separated by commas: {string.Join(", ", Words)}; admin means everything, for all users", HelpName = "scopes", Required = true };
        var label = new Option<string?>("--label") { Description = "What it is for", HelpName = "text" };
        var days = new Option<int?>("--expires-days") { Description = $"After how many days it is no longer good (1 to {MostDays}; never)", HelpName = "days" };
        person.Validators.Add(result => LineOnly(result, "--person"));
        label.Validators.Add(result => LineOnly(result, "--label"));
        scopes.Validators.Add(Scopes);
        days.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && int.TryParse(result.Tokens[0].Value, out var number) && number is < 1 or > MostDays)
            {
                result.AddError($"--expires-days takes a whole number from 1 to {MostDays}.");
            }
        });
        var command = new Command("create", "Makes a key and prints it. Only its hash is kept, so it is never told again. With the first key the host begins to ask for one")
        {
            user, project, person, scopes, label, days,
        };
        command.SetAction(async (parse, cancellationToken) =>
        {
            var now = TimeProvider.System.GetUtcNow();
            var owner = new RunOwner(parse.GetRequiredValue(user), parse.GetRequiredValue(project));
            var (text, record) = ApiKeyMaker.Make(owner, parse.GetValue(person)?.Trim() ?? owner.User, Parse(parse.GetRequiredValue(scopes)), now);
            record = record with { Label = parse.GetValue(label)?.Trim(), ExpiresAt = parse.GetValue(days) is { } count ? now.AddDays(count) : null };
            await ApiKeyStore.WithAsync(context.Settings(parse), parse.GetValue(storage), async keys =>
            {
                await keys.AddAsync(record, cancellationToken);
                return true;
            });
            if (parse.GetValue(context.Json))
            {
                context.Console.Out.WriteLine(CliJson.Text(new CreatedKeyReport(text, KeyReport.Of(record, now)), CliJson.Line.CreatedKeyReport));
                return (int)ExitCode.Success;
            }

            // The key alone on stdout, so that it can be piped to where secrets are kept.
            context.Console.Out.WriteLine(text);
            context.Console.Error.WriteLine("Keep it now: it is not told again. Send it as 'Authorization: Bearer <key>', or set WORKFLOWS_KEY for commands.");
            return (int)ExitCode.Success;
        });
        return command;
    }

    private static Option<string> Name(string name, string description)
    {
        var option = new Option<string>(name) { Description = description, HelpName = "name", Required = true };
        option.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && RunOwner.NameProblem(result.Tokens[0].Value) is { } problem)
            {
                result.AddError($"{name} is not usable: {problem}. Use 1 to {RunOwner.MostName} lower-case letters, digits and single hyphens.");
            }
        });
        return option;
    }

    private static void LineOnly(OptionResult result, string name)
    {
        if (result.Tokens.Count == 1 && result.Tokens[0].Value is var text && (string.IsNullOrWhiteSpace(text) || text.Length > MostName || TerminalText.Clean(text, MostName) != text))
        {
            result.AddError($"{name} takes one line of 1 to {MostName} characters, without control characters.");
        }
    }

    private static void Scopes(OptionResult result)
    {
        if (result.Tokens.Count == 1 && Parse(result.Tokens[0].Value) is var parsed && (parsed.Count == 0 || parsed.Count != Split(result.Tokens[0].Value).Count))
        {
            result.AddError($"--scopes takes some of {string.Join(", ", Words)}, separated by commas.");
        }
    }

    private static List<KeyScope> Parse(string text) =>
        [.. Split(text).Select(word => Array.IndexOf(Words, word)).Where(index => index >= 0).Select(index => Enum.GetValues<KeyScope>()[index])];

    private static List<string> Split(string text) => [.. text.Split(',', StringSplitOptions.TrimEntries).Distinct(StringComparer.Ordinal)];
}
