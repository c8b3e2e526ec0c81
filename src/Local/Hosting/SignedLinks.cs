using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Workflows.Activities.Approvals;
using Workflows.Activities.Notifications;
using Workflows.Domain.Gates;

namespace Workflows.Local.Hosting;

/// <summary>Signed links and their keys for commands: the keys lie beside the hub, so that no host is needed for them.</summary>
internal static class SignedLinks
{
    /// <summary>Makes a link to a gate.</summary>
    /// <param name="settings">Where the keys are, and what links begin with.</param>
    /// <param name="servedAt">Where a host serves; null when none does.</param>
    /// <param name="gateId">The gate.</param>
    /// <param name="gate">The gate as it stands.</param>
    /// <param name="approver">In whose name the link decides.</param>
    /// <param name="lifetime">How long it is good at most.</param>
    /// <exception cref="CliException">The keys cannot be used.</exception>
    public static (Uri Link, GateLink Terms) Make(HostSettings settings, Uri? servedAt, string gateId, GateStatus gate, string approver, TimeSpan lifetime)
    {
        var terms = GateLinkTerms.For(gateId, gate, approver, TimeProvider.System.GetUtcNow() + lifetime);
        var token = With<IGateLinks, string>(settings, links => links.Sign(terms));
        return (new Uri(settings.PublicBaseUrl ?? servedAt ?? settings.Url, "g/" + token), terms);
    }

    /// <summary>Works with the keys.</summary>
    /// <exception cref="CliException">They cannot be used.</exception>
    public static T WithKeys<T>(HostSettings settings, Func<ILinkKeys, T> work) => With(settings, work);

    private static T With<TService, T>(HostSettings settings, Func<TService, T> work) where TService : notnull
    {
        try
        {
            using var services = new ServiceCollection().AddLogging().AddApprovals(settings.Configuration()).BuildServiceProvider();
            return work(services.GetRequiredService<TService>());
        }
        catch (LinkKeyException failure)
        {
            throw new CliException(ExitCode.Unavailable, failure.Message, "", failure);
        }
        catch (OptionsValidationException wrong)
        {
            throw new CliException(ExitCode.Usage, string.Join(" ", wrong.Failures), "local.settings.sample.json shows all settings.", wrong);
        }
    }
}
