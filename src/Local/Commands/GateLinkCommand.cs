using System.CommandLine;
using Workflows.Domain.Gates;
using Workflows.Local.Connections;
using Workflows.Local.Hosting;
using Workflows.Local.Output;

namespace Workflows.Local.Commands;

/// <summary><c>gates link</c>: makes a signed link for one approver.</summary>
internal static class GateLinkCommand
{
    private const int DefaultHours = 168;

    public static Command Create(CliContext context)
    {
        var gate = GateCommands.GateArgument();
        var approver = new Option<string>("--for") { Description = "In whose name the link decides", HelpName = "name", Required = true };
        var hours = new Option<int>("--hours") { Description = $"How long it is good ({DefaultHours})", DefaultValueFactory = _ => DefaultHours };
        hours.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && int.TryParse(result.Tokens[0].Value, out var number) && number is < 1 or > 8760)
            {
                result.AddError("--hours takes a whole number from 1 to 8760.");
            }
        });
        var command = new Command("link", "Prints a signed link with which one approver decides, in a browser and without a login. Who has it decides: send it to nobody else")
        {
            gate, approver, hours,
        };
        command.SetAction(async (parse, cancellationToken) =>
        {
            var settings = context.Settings(parse);
            await using var connection = await ConnectionOpener.OpenAsync(settings, mustExist: true, cancellationToken);
            var details = await GateCommands.ResolveAsync(connection, parse.GetRequiredValue(gate), cancellationToken);
            var status = GateText.Status(details);
            if (status.State != GateState.Open)
            {
                throw new CliException(ExitCode.Refused, $"The gate {details.Gate.GateId} is over: no link can decide there.", $"'workflows gates show {details.Gate.GateId}' tells who decided.");
            }

            var name = parse.GetRequiredValue(approver).Trim();
            if (name.Length is 0 or > 200 || name.Any(char.IsControl))
            {
                throw new CliException(ExitCode.Usage, "--for is no name.", "Use one line of 1 to 200 characters.");
            }

            var (link, terms) = SignedLinks.Make(settings, connection.Url, details.Gate.GateId, status, name, TimeSpan.FromHours(parse.GetValue(hours)));
            context.Console.Out.WriteLine(parse.GetValue(context.Json)
                ? CliJson.Text(new GateLinkReport(details.Gate.GateId, name, link, terms.ExpiresAt.UtcDateTime), CliJson.Line.GateLinkReport)
                : link.AbsoluteUri);
            if (!connection.IsServer)
            {
                context.Console.Error.WriteLine($"Nobody serves {settings.DataFolder} now: the link answers as soon as 'workflows serve' does.");
            }

            return (int)ExitCode.Success;
        });
        return command;
    }
}
