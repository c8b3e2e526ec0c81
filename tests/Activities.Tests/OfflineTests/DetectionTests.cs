namespace Workflows.Activities.Tests.OfflineTests;

/// <summary>
/// What generated tests are worth: they pass on a server that keeps to the document, and each way of breaking it makes one fail.
/// The address travels by environment variable, which the whole process shares: these tests run one after another.
/// </summary>
[Collection(nameof(DetectionTests))]
public sealed class DetectionTests : IAsyncLifetime
{
    private static readonly Lazy<byte[]> Tests = new(() => GeneratedCode.Compile(GeneratedCode.Write(ShopServer.Document).Code));
    private ShopServer _server = null!;

    public async Task InitializeAsync()
    {
        _server = await ShopServer.StartAsync();
        Environment.SetEnvironmentVariable("API_BASE_URL", _server.Address);
        Environment.SetEnvironmentVariable("API_KEY", ShopServer.Key);
    }

    public async Task DisposeAsync()
    {
        Environment.SetEnvironmentVariable("API_BASE_URL", null);
        Environment.SetEnvironmentVariable("API_KEY", null);
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task A_server_that_keeps_to_the_document_passes_all_tests()
    {
        var failures = await GeneratedCode.RunAsync(Tests.Value);

        Assert.True(failures.Count == 0, string.Join(Environment.NewLine, failures));
    }

    [Fact]
    public async Task Without_credentials_in_the_environment_a_valid_request_must_be_refused()
    {
        Environment.SetEnvironmentVariable("API_KEY", null);

        Assert.Empty(await GeneratedCode.RunAsync(Tests.Value));

        _server.Fault = Fault.AuthIgnored;
        var failures = await GeneratedCode.RunAsync(Tests.Value);
        Assert.Contains(failures, failure => failure.Key.Contains("GetSecret_WithValidRequest", StringComparison.Ordinal) && failure.Value.Contains("API_KEY is not set", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_an_address_every_test_says_what_to_set()
    {
        Environment.SetEnvironmentVariable("API_BASE_URL", null);

        var failures = await GeneratedCode.RunAsync(Tests.Value);

        Assert.NotEmpty(failures);
        Assert.All(failures.Values, message => Assert.Contains("API_BASE_URL", message, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(Fault.ServerError, "GetPing_WithValidRequest")]
    [InlineData(Fault.NothingIsFound, "GetEcho_WithoutMsg")]
    [InlineData(Fault.NothingIsFound, "CreateItem_WithMalformedJson")]
    [InlineData(Fault.WrongStatus, "CreateItem_WithValidRequest")]
    [InlineData(Fault.UndocumentedStatus, "GetEcho_WithValidRequest")]
    [InlineData(Fault.WrongContentType, "GetEcho_WithValidRequest")]
    [InlineData(Fault.MissingRequiredProperty, "GetEcho_WithValidRequest")]
    [InlineData(Fault.WrongPropertyType, "GetPing_WithValidRequest")]
    [InlineData(Fault.AcceptsMissingParameter, "GetEcho_WithoutMsg")]
    [InlineData(Fault.AcceptsMissingProperty, "CreateItem_WithoutName")]
    [InlineData(Fault.AcceptsWrongType, "GetEcho_WithWrongType")]
    [InlineData(Fault.AcceptsTooLong, "CreateItem_BeyondTheLimits")]
    [InlineData(Fault.RejectsTheLongestAllowed, "CreateItem_AtTheLimits")]
    [InlineData(Fault.AcceptsTooMuch, "CreateItem_BeyondTheLimits")]
    [InlineData(Fault.CreatedIsNotAvailable, "CreateItem_ThenRead")]
    [InlineData(Fault.DeletedIsStillThere, "CreateItem_ThenDelete")]
    [InlineData(Fault.AuthIgnored, "GetSecret_WithoutCredentials")]
    [InlineData(Fault.AcceptsUnknownMethod, "GetPing_WithPatch")]
    public async Task A_broken_promise_makes_a_test_fail(Fault fault, string expected)
    {
        _server.Fault = fault;

        var failures = await GeneratedCode.RunAsync(Tests.Value);

        Assert.Contains(failures.Keys, name => name.Contains(expected, StringComparison.Ordinal));
        Assert.All(failures.Values, message => Assert.Contains("expected", message, StringComparison.Ordinal));
    }
}
