using FsCheck;
using FsCheck.Fluent;
using Workflows.Domain.Artifacts;
using Workflows.Domain.Client;
using Workflows.Domain.Tenancy;

namespace Workflows.Domain.Tests.Tenancy;

public sealed class RunOwnerTests
{
    private static readonly Gen<string> Names =
        Gen.Elements("a", "b", "ab", "a-b", "a1", "alice", "shop", "a-b-c", "12345678901234567890");

    private static readonly Gen<RunOwner> Owners = Names.SelectMany(user => Names.Select(project => new RunOwner(user, project)));

    private static readonly Gen<string> Ids = Gen.OneOf(
        Gen.Elements("run-1", "x", "~", "~~", "~a~b~", "a~b~c", "a~b~", "alice~shop~run", "run-1:approve-tests:1"),
        Owners.Select(owner => owner.Prefix + "run"));

    [Fact]
    public void Of_two_owners_at_most_one_owns_an_id() =>
        Check.QuickThrowOnFailure(Prop.ForAll(Owners.ToArbitrary(), Owners.ToArbitrary(), Ids.ToArbitrary(), (one, other, id) =>
            one == other || !(one.Owns(id) && other.Owns(id))));

    [Fact]
    public void Whatever_id_an_owner_names_is_its_own_once_completed() =>
        Check.QuickThrowOnFailure(Prop.ForAll(Owners.ToArbitrary(), Owners.ToArbitrary(), Ids.ToArbitrary(), (one, other, id) =>
            one.Owns(one.Complete(id))
            && RunOwner.Of(one.Complete(id)) == one
            && one.Complete(one.Complete(id)) == one.Complete(id)
            && (one == other || !other.Owns(one.Complete(id)))));

    [Theory]
    [InlineData("run-1")]
    [InlineData("")]
    [InlineData("a~b")]
    [InlineData("a~b~")]
    [InlineData("~b~c")]
    [InlineData("A~b~c")]
    [InlineData("a~-b~c")]
    public void An_id_without_an_owner_names_none(string id) => Assert.Null(RunOwner.Of(id));

    [Theory]
    [InlineData("")]
    [InlineData("Alice")]
    [InlineData("a~b")]
    [InlineData("a/b")]
    [InlineData("-a")]
    [InlineData("a--b")]
    [InlineData("ä")]
    [InlineData("123456789012345678901")]
    public void A_name_that_could_blur_the_owner_is_refused(string name) => Assert.NotNull(RunOwner.NameProblem(name));

    [Fact]
    public void An_owned_id_is_an_instance_id_and_an_artifacts_run_id()
    {
        var id = new RunOwner("12345678901234567890", "12345678901234567890").Complete("key-0123456789abcdef0123456789abcdef");
        InstanceIdRule.Validate(id);
        Assert.Null(ArtifactName.RunIdProblem(id));
        InstanceIdRule.Validate(id + ":approve-tests:9");
    }
}
