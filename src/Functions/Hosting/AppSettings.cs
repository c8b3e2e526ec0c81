using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using Workflows.Activities.Keys;
using Workflows.Domain.Orchestration;
using Workflows.Http;
using Workflows.Http.Product;

namespace Workflows.Functions.Hosting;

/// <summary>Settings of the app: the function app's own, by the names that the local host uses, too.</summary>
internal sealed record AppSettings
{
    private const string PublicBaseUrlSetting = "Workflows:PublicBaseUrl";
    private const string MaxDocumentBytesSetting = "Workflows:MaxDocumentBytes";
    private const int LeastDocumentBytes = 1024;

    // The worker's web server takes no larger body, and the host in front of it gives up sooner on slow ones.
    private const int MostDocumentBytes = 30_000_000;

    /// <summary>All settings that have a value, for the capabilities that bind their own.</summary>
    public required IConfiguration Configuration { get; init; }

    /// <summary><c>Workflows:PublicBaseUrl</c>: what links begin with, when it is not what was asked for.</summary>
    public Uri? PublicBaseUrl { get; init; }

    /// <summary><c>Workflows:MaxDocumentBytes</c>: most bytes of a posted document; 1 KiB to 30 MB.</summary>
    public int MaxDocumentBytes { get; init; }

    /// <summary><c>Keys:Required</c>: asks for an API key even while there is none.</summary>
    public bool KeyRequired { get; init; }

    /// <exception cref="OptionsValidationException">Names the setting that is wrong and says what it should look like.</exception>
    public static AppSettings From(IConfiguration given)
    {
        ArgumentNullException.ThrowIfNull(given);
        // An empty value is a place to fill in, not a setting.
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(given.AsEnumerable().Where(setting => !string.IsNullOrWhiteSpace(setting.Value)))
            .Build();
        return new AppSettings
        {
            Configuration = configuration,
            PublicBaseUrl = configuration[PublicBaseUrlSetting] is { } root ? PublicRoot(root) : null,
            MaxDocumentBytes = configuration[MaxDocumentBytesSetting] is { } bytes ? DocumentBytes(bytes) : new HttpApiOptions().MaxDocumentBytes,
            KeyRequired = configuration[ApiKeyServices.RequiredSetting] is { } required && Flag(ApiKeyServices.RequiredSetting, required),
        };
    }

    /// <summary>The limits of the HTTP surface.</summary>
    public HttpApiOptions Api(Func<Exception, int?> statusOfFailure) => new()
    {
        PublicBaseUrl = PublicBaseUrl,
        MaxDocumentBytes = MaxDocumentBytes,
        MaxPayloadBytes = PayloadLimit.DefaultBytes,
        Delivery = DeliveryDefaults.From(Configuration),
        Implement = ImplementDefaults.From(Configuration) with { AllowsFolders = false },
        StatusOfFailure = statusOfFailure,
    };

    private static bool Flag(string name, string text) => text.Trim().ToLowerInvariant() switch
    {
        "true" => true,
        "false" => false,
        _ => throw Invalid($"{name} is '{text}'. Use true or false."),
    };

    private static Uri PublicRoot(string text) =>
        Uri.TryCreate(text.EndsWith('/') ? text : text + "/", UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && uri.Query.Length == 0
            ? uri
            : throw Invalid($"{PublicBaseUrlSetting} is '{text}'. Use an absolute http or https address, for example https://workflows.example.org/.");

    private static int DocumentBytes(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= LeastDocumentBytes and <= MostDocumentBytes
            ? number
            : throw Invalid($"{MaxDocumentBytesSetting} is '{text}'. Use a whole number from {LeastDocumentBytes} to {MostDocumentBytes}.");

    private static OptionsValidationException Invalid(string problem) => new("Workflows", typeof(AppSettings), [problem]);
}
