using System.Runtime.CompilerServices;

namespace Workflows.Domain.Tests.Serialization;

/// <summary>Holds a text against a file that people have looked at. <c>APPROVE=1</c> writes the file anew.</summary>
internal static class Approval
{
    public static void Check(string received, string goldenFile, [CallerFilePath] string testFile = "")
    {
        var path = Path.Combine(Path.GetDirectoryName(testFile)!, "..", "Golden", goldenFile);
        if (Environment.GetEnvironmentVariable("APPROVE") == "1")
        {
            File.WriteAllText(path, received);
        }

        Assert.True(File.Exists(path), $"There is no {goldenFile} yet: look at what APPROVE=1 dotnet test writes, and commit it.");
        Assert.Equal(File.ReadAllText(path), received);
    }
}
