namespace Workflows.Http.Dashboard;

/// <summary>A file of the dashboard.</summary>
/// <param name="Body">Its bytes.</param>
/// <param name="ContentType">Its media type.</param>
/// <param name="Tag">Its entity tag, quoted.</param>
internal sealed record DashboardFile(byte[] Body, string ContentType, string Tag);
