using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using Workflows.Activities.Approvals;

namespace Workflows.Activities.Tests.Approvals;

public sealed class LinkKeysTests : IDisposable
{
    private static readonly string Key = Convert.ToBase64String(new byte[32]);
    private readonly string _folder = Path.Combine(Path.GetTempPath(), "workflows-keys-" + Guid.NewGuid().ToString("N"));

    public void Dispose()
    {
        if (Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    [Fact]
    public void The_first_use_makes_a_key_that_only_its_owner_may_read()
    {
        var keys = new FolderLinkKeys(_folder, TimeProvider.System);

        var made = keys.Newest();

        Assert.Equal(32, made.Secret.Length);
        Assert.True(made.Secret.Span.SequenceEqual(new FolderLinkKeys(_folder, TimeProvider.System).Newest().Secret.Span));
        Assert.Equal(made.Id, Path.GetFileNameWithoutExtension(Assert.Single(Directory.GetFiles(_folder))));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(_folder, made.Id + ".key")));
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(_folder));
        }
    }

    [Fact]
    public void Many_at_once_make_one_key()
    {
        var keys = new FolderLinkKeys(_folder, TimeProvider.System);
        var ids = new string[16];

        Parallel.For(0, ids.Length, i => ids[i] = keys.Newest().Id);

        Assert.Single(ids.Distinct());
    }

    [Fact]
    public void A_folder_that_cannot_be_used_says_so()
    {
        File.WriteAllText(_folder, "a file");
        try
        {
            var failure = Assert.Throws<LinkKeyException>(() => new FolderLinkKeys(_folder, TimeProvider.System).Newest());
            Assert.Contains("Approvals:KeyFolder", failure.Message, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(_folder);
        }
    }

    [Fact]
    public void The_first_key_of_the_setting_signs_and_the_others_verify()
    {
        var options = Options(("Approvals:LinkKeys", $"new:{Key}, old:{Key}"));
        var keys = new SettingLinkKeys(options.LinkKeys);

        Assert.Null(options.KeyFolder);
        Assert.Equal("new", keys.Newest().Id);
        Assert.Equal("old", keys.Find("old")?.Id);
        Assert.Null(keys.Find("other"));
        Assert.Contains("Approvals:LinkKeys", Assert.Throws<LinkKeyException>(() => keys.Rotate()).Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Key, options.ToString() + keys.Newest(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nocolon")]
    [InlineData("id:not-base64")]
    [InlineData("id:AAAA")]
    [InlineData("UPPER:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")]
    [InlineData("a:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=,a:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")]
    public void A_wrong_setting_names_itself_and_keeps_the_key_to_itself(string value)
    {
        var failure = Assert.Throws<OptionsValidationException>(() => Options(("Approvals:LinkKeys", value)));

        Assert.Contains("Approvals:LinkKeys", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("AAAA", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("WEBSITE_INSTANCE_ID")]
    [InlineData("CONTAINER_APP_NAME")]
    public void Where_machines_share_no_folder_keys_come_from_the_setting_alone(string platform)
    {
        var options = Options((platform, "x"), ("Approvals:KeyFolder", _folder));

        Assert.Null(options.KeyFolder);
        Assert.Contains("Approvals:LinkKeys", Assert.Throws<LinkKeyException>(() => new SettingLinkKeys(options.LinkKeys).Newest()).Message, StringComparison.Ordinal);
    }

    private static ApprovalOptions Options(params (string Name, string Value)[] settings) => ApprovalOptions.From(
        new ConfigurationBuilder().AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Name, (string?)setting.Value))).Build());
}
