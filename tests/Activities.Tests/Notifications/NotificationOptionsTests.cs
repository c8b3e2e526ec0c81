using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using Workflows.Activities.Notifications;

namespace Workflows.Activities.Tests.Notifications;

public sealed class NotificationOptionsTests
{
    [Theory]
    [InlineData("Notifications:Webhooks", "ftp://example.org/secret-path")]
    [InlineData("Notifications:Webhooks", "https://user:secret-path@example.org/")]
    [InlineData("Notifications:Secret", "secret-path")]
    [InlineData("Notifications:TimeoutSeconds", "0")]
    [InlineData("Notifications:LinkHours", "never")]
    public void A_wrong_setting_names_itself_and_quotes_no_secret(string name, string value)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new(name, value)]).Build();

        var wrong = Assert.Throws<OptionsValidationException>(() => NotificationOptions.From(configuration));

        Assert.Contains(name, wrong.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret-path", wrong.Message, StringComparison.Ordinal);
    }
}
