using System.Text;
using Workflows.Activities.Workspaces.Opening;
using Workflows.Domain.Orchestration;
using Workflows.Domain.Workspaces;

namespace Workflows.Activities.Tests.Workspaces;

public sealed class KnownSecretsTests
{
    [Theory]
    [InlineData(".env")]
    [InlineData(".envrc")]
    [InlineData(".env.local")]
    [InlineData(".env-prod")]
    [InlineData("prod.env")]
    [InlineData("Local.Settings.json")]
    [InlineData("server.pem")]
    [InlineData("server.KEY")]
    [InlineData("store.jks")]
    [InlineData("a.pfx")]
    [InlineData("a.p12")]
    [InlineData("secrets.json")]
    [InlineData(".git-credentials")]
    [InlineData(".npmrc")]
    [InlineData(".pypirc")]
    [InlineData(".netrc")]
    [InlineData("id_rsa")]
    [InlineData("id_dsa")]
    [InlineData("id_ed25519_sk")]
    public void These_names_hold_secrets(string name) => Assert.True(KnownSecrets.IsName(name));

    [Theory]
    [InlineData(".env.example")]
    [InlineData(".env.sample")]
    [InlineData(".env.local.template")]
    [InlineData("env.cs")]
    [InlineData("environment.md")]
    [InlineData("local.settings.sample.json")]
    [InlineData("keys.json")]
    [InlineData("id_rsa.pub")]
    [InlineData("Monkey")]
    public void These_do_not(string name) => Assert.False(KnownSecrets.IsName(name));

    [Theory]
    [InlineData("-----BEGIN PRIVATE KEY-----\nMII", true)]
    [InlineData("{\"private_key\": \"-----BEGIN RSA PRIVATE KEY-----\\nMII\"}", true)]
    [InlineData("-----BEGIN CERTIFICATE-----\nMII\n-----END CERTIFICATE-----\n-----BEGIN OPENSSH PRIVATE KEY-----", true)]
    [InlineData("-----BEGIN PGP PRIVATE KEY BLOCK-----", true)]
    [InlineData("-----BEGIN CERTIFICATE-----\nPRIVATE KEY", false)]
    [InlineData("-----BEGIN PUBLIC KEY-----\nMII", false)]
    [InlineData("the line -----BEGIN ", false)]
    [InlineData("", false)]
    public void A_private_key_is_found_anywhere_in_a_file(string content, bool holds) =>
        Assert.Equal(holds, KnownSecrets.HasPrivateKey(Encoding.UTF8.GetBytes(content)));

    [Fact]
    public async Task Neither_is_taken_from_a_folder_of_the_user()
    {
        await using var place = WorkPlace.Create(("Execution:Isolation", "Process"));
        using var folder = new Folder();
        folder.Put("workspace/a.cs", "a").Put("workspace/.envrc", "export KEY=1").Put("workspace/notes.txt", "-----BEGIN EC PRIVATE KEY-----\nMHc=\n").Put("project/tasks/current.md", "# T");

        var opened = await place.Get<OpenWorkspaceActivity>().RunAsync(
            new ActivityContext(WorkPlace.Run, "OpenWorkspace", "key"), new OpenWorkspaceInput(WorkPlace.Run, new TaskSource(folder.Path), ["project", "workspace"]), CancellationToken.None);

        Assert.Equal(["project/tasks/current.md", "workspace/a.cs"], (await place.TextsAsync(opened.State)).Keys);
        Assert.Contains("workspace/.envrc: files of that name hold secrets", opened.LeftOut);
        Assert.Contains("workspace/notes.txt: it holds a private key", opened.LeftOut);
    }
}
