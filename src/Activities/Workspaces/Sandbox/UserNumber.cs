using System.Runtime.InteropServices;

namespace Workflows.Activities.Workspaces.Sandbox;

/// <summary>The number of this process's user on a Unix system.</summary>
internal static class UserNumber
{
    public static uint OfThisProcess() => EffectiveUser();

    [DllImport("libc", EntryPoint = "geteuid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern uint EffectiveUser();
}
