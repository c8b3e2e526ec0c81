using System.CommandLine;
using System.Globalization;
using Workflows.Domain.Budgets;
using Workflows.Http.Contracts;
using Workflows.Local.Connections;
using Workflows.Local.Output;

namespace Workflows.Local.Commands;

/// <summary><c>budget</c>: shows what projects may spend and have spent, sets limits, and adds to them.</summary>
internal static class BudgetCommand
{
    private const string NoLimit = "none";

    private static readonly string[] Scopes = ["run", "project", "month"];
    private static readonly string[] Units = ["tokens", "usd"];

    public static Command Create(CliContext context) => new("budget", "What model calls may cost: for each run, each project, and each month of a project") { Show(context), Set(context), Raise(context) };

    private static Command Show(CliContext context)
    {
        var (user, project) = (new Option<string?>("--user") { Description = "Only projects of this user" }, new Option<string?>("--project") { Description = "Only projects of this name" });
        var command = new Command("show", "Shows limits, what was spent, and what is set aside for calls under way") { user, project };
        command.SetAction(async (parse, cancellationToken) =>
        {
            await using var connection = await ConnectionOpener.OpenAsync(context.Settings(parse), mustExist: false, cancellationToken);
            var list = RunCommands.Require(await connection.Client.ListBudgetsAsync(parse.GetValue(user), parse.GetValue(project), cancellationToken));
            if (parse.GetValue(context.Json))
            {
                context.Console.Out.WriteLine(CliJson.Text(list, CliJson.Indented.BudgetList));
                return (int)ExitCode.Success;
            }

            if (list.Budgets.Count == 0)
            {
                context.Console.Out.WriteLine(parse.GetValue(user) is null && parse.GetValue(project) is null
                    ? "Nothing was spent, and nothing is limited. 'workflows budget set' sets limits."
                    : "No such project has spent anything or has limits of its own. 'workflows budget show' shows all that have.");
            }

            Write(context.Console, list.Budgets.SelectMany(BudgetLines.Of));
            return (int)ExitCode.Success;
        });
        return command;
    }

    private static Command Set(CliContext context)
    {
        var (user, project) = Owner();
        var limits = Scopes
            .SelectMany(scope => Units.Select(unit => new Option<string?>($"--{scope}-{unit}") { Description = $"Limit of a {scope} in {(unit == "usd" ? "US dollars" : unit)}, or {NoLimit}", HelpName = "amount" }))
            .ToArray();
        var settings = new Option<bool>("--default") { Description = "Goes back to the limits of the settings" };
        var by = By();
        var command = new Command("set", "Sets limits of a project; those that are not named stay") { user, project, settings, by };
        foreach (var limit in limits)
        {
            command.Options.Add(limit);
        }

        command.SetAction(async (parse, cancellationToken) =>
        {
            if (parse.GetValue(settings) == limits.Any(limit => parse.GetValue(limit) is not null))
            {
                throw new CliException(ExitCode.Usage, "Name the limits to set, or --default alone.", "For example: workflows budget set --month-usd 20 --run-tokens 200000");
            }

            var host = context.Settings(parse);
            var who = CliContext.NameOf(parse, by, host);
            await using var connection = await ConnectionOpener.OpenAsync(host, mustExist: false, cancellationToken);
            var (of, name) = (parse.GetRequiredValue(user), parse.GetRequiredValue(project));
            var request = parse.GetValue(settings)
                ? new BudgetLimitsRequest(Default: true, By: who)
                : Changed(await ShownAsync(connection, of, name, cancellationToken), [.. limits.Select(limit => (limit.Name, parse.GetValue(limit)))], who);
            var budget = RunCommands.Require(await connection.Client.SetBudgetAsync(of, name, request, cancellationToken));
            Report(context, parse, budget, CliJson.Text(budget, CliJson.Indented.BudgetSummary));
            return (int)ExitCode.Success;
        });
        return command;
    }

    private static Command Raise(CliContext context)
    {
        var (user, project) = Owner();
        var scope = new Option<string>("--scope") { Description = "project or month (the present one)", Required = true, HelpName = "budget" };
        scope.AcceptOnlyFromAmong("project", "month");
        var amount = new Argument<string>("amount") { Description = "What to add: '2.50 usd', '50000 tokens', or both with a comma between" };
        var by = By();
        var command = new Command("raise", "Adds to a budget of a project; the runs that wait for it go on") { amount, scope, user, project, by };
        command.SetAction(async (parse, cancellationToken) =>
        {
            var (added, problem) = BudgetTopUp.Parse(parse.GetRequiredValue(amount));
            if (added is null)
            {
                throw new CliException(ExitCode.Usage, problem!, "For example: workflows budget raise '2.50 usd' --scope month");
            }

            var host = context.Settings(parse);
            await using var connection = await ConnectionOpener.OpenAsync(host, mustExist: false, cancellationToken);
            var request = new BudgetRaiseRequest(parse.GetRequiredValue(scope), added.Tokens > 0 ? added.Tokens : null, added.Usd > 0 ? added.Usd : null, CliContext.NameOf(parse, by, host), Guid.NewGuid().ToString("N"));
            var answer = RunCommands.Require(await connection.Client.RaiseBudgetAsync(parse.GetRequiredValue(user), parse.GetRequiredValue(project), request, cancellationToken));
            Report(context, parse, answer.Budget, CliJson.Text(answer, CliJson.Indented.BudgetRaiseAnswer));
            var limit = parse.GetRequiredValue(scope) == "month" ? answer.Budget.MonthLimit : answer.Budget.ProjectLimit;
            if (!parse.GetValue(context.Json) && ((added.Usd > 0 && limit.Usd is null) || (added.Tokens > 0 && limit.Tokens is null)))
            {
                context.Console.Out.WriteLine($"Nothing limits that, so there was nothing to raise; it is kept for a limit to come. 'workflows budget set --{parse.GetRequiredValue(scope)}-usd 20' sets one.");
            }

            if (!parse.GetValue(context.Json) && answer.Runs.Count > 0)
            {
                context.Console.Out.WriteLine($"{answer.Runs.Count} waiting {(answer.Runs.Count == 1 ? "run asks" : "runs ask")} again{(connection.IsServer ? "" : ", once a host runs")}: {string.Join(", ", answer.Runs.Select(run => TerminalText.Clean(run)))}");
            }

            return (int)ExitCode.Success;
        });
        return command;
    }

    private static (Option<string> User, Option<string> Project) Owner() => (
        new Option<string>("--user") { Description = "Whose project (local: runs without an owner)", DefaultValueFactory = _ => BudgetProject.Local.User },
        new Option<string>("--project") { Description = "The project (default: that of runs without an owner)", DefaultValueFactory = _ => BudgetProject.Local.Project });

    private static Option<string> By() => new("--by") { Description = "Who says so, for the record (the user of this machine)", HelpName = "name", DefaultValueFactory = _ => Environment.UserName };

    private static async Task<BudgetSummary?> ShownAsync(Connection connection, string user, string project, CancellationToken cancellationToken) =>
        RunCommands.Require(await connection.Client.ListBudgetsAsync(user, project, cancellationToken)).Budgets is [var first, ..] ? first : null;

    // Limits as they are without what was added: what is not named stays what was said of it.
    private static BudgetLimitsRequest Changed(BudgetSummary? now, IReadOnlyList<(string Name, string? Text)> given, string? by)
    {
        BudgetLimit Limit(string scope, BudgetLimit? old) => new(
            Value(given, $"--{scope}-tokens", old?.Tokens) is { } tokens ? (long)tokens : null, Value(given, $"--{scope}-usd", old?.Usd));
        return new BudgetLimitsRequest(Limit("run", now?.RunLimit), Limit("project", now?.ProjectLimit), Limit("month", now?.MonthLimit), By: by);
    }

    private static decimal? Value(IReadOnlyList<(string Name, string? Text)> given, string name, decimal? old)
    {
        var text = given.First(option => option.Name == name).Text;
        return text is null ? old
            : text.Equals(NoLimit, StringComparison.OrdinalIgnoreCase) ? null
            : decimal.TryParse(text, name.EndsWith("usd", StringComparison.Ordinal) ? NumberStyles.AllowDecimalPoint : NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value <= 1_000_000_000_000 ? value
            : throw new CliException(ExitCode.Usage, $"{name} is '{text}'.", name.EndsWith("usd", StringComparison.Ordinal) ? $"Use a number of US dollars such as 20 or 2.50, or {NoLimit}." : $"Use a whole number of tokens, or {NoLimit}.");
    }

    private static void Report(CliContext context, ParseResult parse, BudgetSummary budget, string json)
    {
        if (parse.GetValue(context.Json))
        {
            context.Console.Out.WriteLine(json);
            return;
        }

        Write(context.Console, BudgetLines.Of(budget));
    }

    private static void Write(CliConsole console, IEnumerable<string> lines)
    {
        foreach (var line in lines)
        {
            console.Out.WriteLine(line);
        }
    }
}
