using Microsoft.Extensions.Options;
using Workflows.Activities.Artifacts;
using Workflows.Activities.Azurite;
using Workflows.Engine;

namespace Workflows.Local.Hosting;

/// <summary>What a person is told when a host cannot start.</summary>
internal static class StartFailure
{
    private const string SettingsAdvice = "Settings come from local.settings.json (Values), the environment and the command line; local.settings.sample.json shows all of them.";

    /// <summary>The explanation, or null for what is a fault of the program.</summary>
    public static Exception? Explain(Exception exception, HostSettings settings) => exception switch
    {
        CliException or HubOwnedException => exception,
        OptionsValidationException wrong => new CliException(ExitCode.Usage, string.Join(" ", wrong.Failures), SettingsAdvice, exception),
        // A text where a number or one of several words belongs; the message names the value and its setting.
        InvalidOperationException { Source: "Microsoft.Extensions.Configuration.Binder" } => new CliException(ExitCode.Usage, exception.Message, SettingsAdvice, exception),
        TaskHubException { Error: TaskHubError.AlreadyOwned } owned => new HubOwnedException(owned.Message, exception),
        TaskHubException hub => new CliException(ExitCode.Unavailable, hub.Message, $"The data folder is {settings.DataFolder}; --data names another one.", exception),
        ArtifactStoreException store => new CliException(ExitCode.Unavailable, store.Message, $"The data folder is {settings.DataFolder}; --data names another one.", exception),
        AzuriteException azurite => new CliException(ExitCode.Unavailable, azurite.Message, "Without --azurite and AzureWebJobsStorage artifacts are kept in a folder, which needs nothing.", exception),
        IOException or UnauthorizedAccessException => new CliException(
            ExitCode.Unavailable, $"The data folder {settings.DataFolder} cannot be used: {exception.Message}", "Free some room, check its permissions, or name another folder with --data.", exception),
        _ => null,
    };
}
