using Workflows.Activities.SourceControl;
using Workflows.Domain.GenerateTests;
using Workflows.Http.Examples;
using Workflows.Http.Product;
using Workflows.Local.Hosting;

namespace Workflows.Local.Demo;

/// <summary>The examples of a serving host: the sample API runs in its process from the first example on, where it was the last time if it can.</summary>
internal sealed class HostExamples(HostSettings settings) : IExamples, IAsyncDisposable
{
    private readonly SemaphoreSlim _one = new(1, 1);
    private DemoApi? _api;

    /// <inheritdoc />
    public IReadOnlyList<Example> All { get; } =
    [
        .. DemoExample.All.Where(example => System.IO.File.Exists(example.Path)).Select(example => new Example(
            example.Number.ToString(System.Globalization.CultureInfo.InvariantCulture), example.Title, $"Tests for {example.Title} of the sample API that runs in this host")),
    ];

    /// <inheritdoc />
    public string? Note => All.Count > 0
        ? "They run against a sample API in this process. With a gate, the tests wait for a decision and are committed to a repository in the data folder."
        : "The example documents are not beside the program; publish it with its folder examples.";

    /// <summary>Starts the sample API again where runs of examples may wait for it.</summary>
    public async Task ResumeAsync(CancellationToken cancellationToken) => _api = await DemoApi.ResumeAsync(settings.DataFolder, cancellationToken);

    /// <inheritdoc />
    public async Task<ExampleStart> PrepareAsync(Example example, bool gate, CancellationToken cancellationToken)
    {
        var delivery = gate ? await DeliveryAsync(cancellationToken) : (null, null);
        if (delivery.Problem is { } problem)
        {
            return ExampleStart.Not(problem);
        }

        var chosen = DemoExample.Choose(example.Id)[0];
        return new ExampleStart(await chosen.ReadAsync(cancellationToken), await ApiAsync(cancellationToken), chosen.Label) { Delivery = delivery.Delivery };
    }

    public async ValueTask DisposeAsync()
    {
        if (_api is { } api)
        {
            await api.DisposeAsync();
        }

        _one.Dispose();
    }

    private async Task<(Delivery? Delivery, string? Problem)> DeliveryAsync(CancellationToken cancellationToken)
    {
        if (settings.OtherRepository)
        {
            return (null, $"{DeliveryDefaults.RepositorySetting} is set, and tests of examples do not belong there. Start them without a gate, or serve another folder with --data.");
        }

        try
        {
            await LocalRepository.EnsureAsync(settings.DemoRepository, cancellationToken);
        }
        catch (SourceControlException exception)
        {
            return (null, exception.Message);
        }

        var defaults = DeliveryDefaults.From(settings.WithDemoRepository().Given)!;
        return (new Delivery("", defaults.Rules) { MaxReviews = defaults.MaxReviews }, null);
    }

    private async Task<string> ApiAsync(CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken);
        try
        {
            return await (_api ??= await DemoApi.ResumeAsync(settings.DataFolder, cancellationToken)).UrlAsync(cancellationToken);
        }
        finally
        {
            _one.Release();
        }
    }
}
