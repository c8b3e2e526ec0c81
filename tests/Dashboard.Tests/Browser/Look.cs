namespace Workflows.Dashboard.Tests.Browser;

/// <summary>How the page is looked at.</summary>
internal sealed record Look(string Name, int Width, int Height, bool Dark = false)
{
    public static Look Desktop { get; } = new("desktop", 1280, 900);

    public static Look DesktopDark { get; } = Desktop with { Name = "desktop-dark", Dark = true };

    /// <summary>The narrowest phone that is sold.</summary>
    public static Look Phone { get; } = new("phone", 360, 740);

    public static Look PhoneDark { get; } = new("phone-dark", 390, 844, Dark: true);

    public bool IsPhone => Width < 600;
}
