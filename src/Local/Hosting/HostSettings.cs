using System.Globalization;
using Microsoft.Extensions.Configuration;
using Workflows.Activities.Keys;
using Workflows.Domain.Tenancy;
using Workflows.Http.Product;

namespace Workflows.Local.Hosting;

/// <summary>Settings of the local host itself (section <c>Workflows</c>).</summary>
internal sealed record HostSettings
{
    public const string DefaultFolder = ".workflows";

    /// <summary>The setting of the key that commands show.</summary>
    public const string KeySetting = "WORKFLOWS_KEY";

    /// <summary>The settings as they were given.</summary>
    public required IConfiguration Given { get; init; }

    /// <summary><c>Workflows:DataFolder</c>: everything durable, as a full path.</summary>
    public required string DataFolder { get; init; }

    /// <summary><c>Workflows:Url</c>: where <c>serve</c> listens.</summary>
    public required Uri Url { get; init; }

    /// <summary><c>Workflows:PublicBaseUrl</c>: what links begin with, when it is not what was asked for.</summary>
    public Uri? PublicBaseUrl { get; init; }

    /// <summary><c>WORKFLOWS_KEY</c>: the key that commands show a serving host; null takes the token that it left for its own user.</summary>
    public string? Key { get; init; }

    /// <summary><c>Keys:Required</c>: asks for a key even while there is none.</summary>
    public bool KeyRequired { get; init; }

    /// <summary><c>Workflows:MaxPayloadBytes</c>: most bytes of one input, output, event or status; 1 KiB to 4 MiB.</summary>
    public int MaxPayloadBytes { get; init; }

    /// <summary><c>Workflows:MaxDocumentBytes</c>: most bytes of a posted document; 1 KiB to 256 MiB.</summary>
    public int MaxDocumentBytes { get; init; }

    /// <summary><c>Workflows:MaxConcurrentModelCalls</c>: how many runs ask a model at the same time; 1 to 1000.</summary>
    public int MaxConcurrentModelCalls { get; init; }

    /// <summary><c>Workflows:MaxConcurrentExecutions</c>: how many runs execute tests at the same time; 1 to 100.</summary>
    public int MaxConcurrentExecutions { get; init; }

    /// <summary>The repository that <c>demo --gate</c> makes for itself. Where it is, approved tests go to it.</summary>
    public string DemoRepository => Path.Combine(DataFolder, "demo-repository.git");

    /// <summary>The hub's file.</summary>
    public string HubPath => Path.Combine(DataFolder, "hub.db");

    /// <summary>Logs of commands that show something else on the console.</summary>
    public string LogFolder => Path.Combine(DataFolder, "logs");

    /// <summary>
    /// All settings, for the capabilities that bind their own. What they keep on disk goes into the data folder, unless a setting of
    /// its own sends it elsewhere.
    /// </summary>
    /// <exception cref="CliException">A repository is configured, and the data folder belongs to the demo's.</exception>
    public IConfiguration Configuration() => new ConfigurationBuilder()
        .AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Workflows:Url"] = ListenAddress.Default,
            ["SourceControl:WorkFolder"] = Path.Combine(DataFolder, "git"),
            ["SourceControl:TaskFallback"] = Path.Combine(DataFolder, "tasks.git"),
            ["Artifacts:Folder"] = Path.Combine(DataFolder, "artifacts"),
            ["Audit:Folder"] = Path.Combine(DataFolder, "audit"),
            ["Budgets:Folder"] = Path.Combine(DataFolder, "budgets"),
            ["Approvals:KeyFolder"] = Path.Combine(DataFolder, "keys"),
            ["Keys:Folder"] = DataFolder,
            ["Azurite:Folder"] = Path.Combine(DataFolder, "azurite"),
        })
        .AddConfiguration(Given)
        .AddInMemoryCollection(Repository())
        .Build();

    /// <summary>Puts the settings together: file, then environment, then command line; what comes later wins.</summary>
    /// <exception cref="CliException">Names the setting that is wrong and says what it should look like.</exception>
    public static HostSettings Load(IReadOnlyDictionary<string, string?> commandLine)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(SettingsFile.Read(Path.GetFullPath(SettingsFile.Name)))
            .AddEnvironmentVariables()
            .AddInMemoryCollection(commandLine)
            .Build();
        var folder = FullPath(configuration["Workflows:DataFolder"] is { Length: > 0 } given ? given : DefaultFolder);
        return new HostSettings
        {
            Given = configuration,
            DataFolder = folder,
            Url = ListenAddress.Parse(configuration["Workflows:Url"] is { Length: > 0 } url ? url : ListenAddress.Default),
            PublicBaseUrl = configuration["Workflows:PublicBaseUrl"] is { Length: > 0 } root ? PublicRoot(root) : null,
            Key = configuration[KeySetting] is { Length: > 0 } key ? Chosen(key.Trim()) : null,
            KeyRequired = Flag(configuration, ApiKeyServices.RequiredSetting),
            MaxPayloadBytes = Number(configuration, "Workflows:MaxPayloadBytes", 256 * 1024, 1024, 4 * 1024 * 1024),
            MaxDocumentBytes = Number(configuration, "Workflows:MaxDocumentBytes", 16 * 1024 * 1024, 1024, 256 * 1024 * 1024),
            MaxConcurrentModelCalls = Number(configuration, "Workflows:MaxConcurrentModelCalls", 8, 1, 1000),
            MaxConcurrentExecutions = Number(configuration, "Workflows:MaxConcurrentExecutions", Environment.ProcessorCount, 1, 100),
        };
    }

    /// <summary>The same settings with another data folder.</summary>
    public HostSettings In(string dataFolder) => this with { DataFolder = dataFolder };

    /// <summary>The same settings with the repository of the demo, which is then to be made.</summary>
    /// <exception cref="CliException">Another repository is configured.</exception>
    public HostSettings WithDemoRepository() => OtherRepository ? throw Mixed() : this with
    {
        Given = new ConfigurationBuilder().AddConfiguration(Given)
            .AddInMemoryCollection(new Dictionary<string, string?> { [DeliveryDefaults.RepositorySetting] = DemoRepository }).Build(),
    };

    /// <summary>Whether a repository is configured that is not the demo's.</summary>
    public bool OtherRepository => Given[DeliveryDefaults.RepositorySetting]?.Trim() is { Length: > 0 } given && given != DemoRepository;

    // Runs of the demo may still wait for their approval: what is approved must not go to another repository than was said.
    // It may be made while the host runs, too, by the first example that asks for it.
    private Dictionary<string, string?> Repository() => !Directory.Exists(DemoRepository) ? new() { ["SourceControl:Fallback"] = DemoRepository }
        : OtherRepository ? throw Mixed()
        : new() { [DeliveryDefaults.RepositorySetting] = DemoRepository, ["SourceControl:Fallback"] = DemoRepository };

    private CliException Mixed() => new(
        ExitCode.Usage, $"{DeliveryDefaults.RepositorySetting} is set, but runs of the demo in {DataFolder} are committed to the demo's own repository.",
        $"Leave the setting empty for the demo. For anything else name another folder with --data, or delete {DemoRepository} when the demo is no longer wanted.");

    // Its text is not told: a secret that was pasted wrongly is still one.
    private static string Chosen(string key) => ApiKeyText.IdOf(key) is not null ? key : throw new CliException(
        ExitCode.Usage, "The key that was chosen is no key.", $"A key looks like wf_<id>_<secret>, as 'workflows keys create' prints it; leave --key and {KeySetting} out to act as the user of this machine.");

    private static bool Flag(IConfiguration configuration, string name) => configuration[name]?.Trim().ToLowerInvariant() switch
    {
        null or "" or "false" => false,
        "true" => true,
        var other => throw new CliException(ExitCode.Usage, $"{name} is '{other}'.", "Use true or false."),
    };

    private static string FullPath(string folder)
    {
        try
        {
            return Path.GetFullPath(folder);
        }
        catch (ArgumentException exception)
        {
            throw new CliException(ExitCode.Usage, "Workflows:DataFolder is not a path of a folder.", "Use a path such as .workflows, without NUL characters.", exception);
        }
    }

    private static Uri PublicRoot(string text) =>
        Uri.TryCreate(text.EndsWith('/') ? text : text + "/", UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && uri.Query.Length == 0
            ? uri
            : throw new CliException(ExitCode.Usage, $"Workflows:PublicBaseUrl is '{text}'.", "Use an absolute http or https address, for example https://workflows.example.org/.");

    private static int Number(IConfiguration configuration, string name, int otherwise, int least, int most)
    {
        if (configuration[name] is not { Length: > 0 } text)
        {
            return otherwise;
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : throw new CliException(ExitCode.Usage, $"{name} is '{text}'.", $"Use a whole number from {least} to {most}.");
    }
}
