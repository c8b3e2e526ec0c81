using System.Text.RegularExpressions;

namespace Workflows.Activities.Workspaces.Tests;

/// <summary>
/// Tells whether a Python module that is missing is one that the project asks for: then the machine lacks it, and no code can mend that. One that
/// nobody asks for, or that the project itself should hold, is a mistake of the code.
/// </summary>
internal static partial class PythonPackages
{
    // Modules that are called otherwise than their package.
    private static readonly Dictionary<string, string[]> Packages = new(StringComparer.Ordinal)
    {
        ["pil"] = ["pillow"],
        ["cv2"] = ["opencv-python", "opencv-python-headless"],
        ["sklearn"] = ["scikit-learn"],
        ["bs4"] = ["beautifulsoup4"],
        ["grpc"] = ["grpcio"],
        ["google"] = ["protobuf", "googleapis-common-protos"],
        ["dateutil"] = ["python-dateutil"],
        ["magic"] = ["python-magic"],
        ["serial"] = ["pyserial"],
    };

    /// <summary>The top-level module that the output says is missing; null for none.</summary>
    public static string? MissingIn(string output) => Missing().Match(output) is { Success: true } missing ? missing.Groups["module"].Value : null;

    /// <summary>Whether a file may say what the project needs.</summary>
    public static bool Declares(string path) => DeclaringFile().IsMatch(path);

    /// <summary>Whether a file is, or lies in, the module itself.</summary>
    public static bool Holds(string path, string module) =>
        path.Split('/') is var parts && (parts.SkipLast(1).Contains(module, StringComparer.Ordinal) || parts[^1] == module + ".py");

    /// <summary>Whether a file that says what the project needs names the module.</summary>
    public static bool Names(string path, string text, string module)
    {
        var isList = path.EndsWith(".txt", StringComparison.Ordinal);
        var section = "";
        foreach (var line in text.Split('\n').Select(line => Comment().Replace(line, "")))
        {
            section = Section().Match(line) is { Success: true } begun ? begun.Groups["name"].Value : section;
            IEnumerable<Match> packages = isList ? Listed().Matches(line) : Own().IsMatch(line) ? [] : Asked(path, section, line);
            if (packages.Any(match => IsOf(match.Groups["name"].Value, module)))
            {
                return true;
            }
        }

        return false;
    }

    private static IEnumerable<Match> Asked(string path, string section, string line)
    {
        var isNeeded = section.Contains("dependencies", StringComparison.Ordinal) || section.EndsWith("packages", StringComparison.Ordinal);
        var packages = Quoted().Matches(line).Concat(isNeeded ? Key().Matches(line) : Enumerable.Empty<Match>());
        return packages.Concat(path.EndsWith(".cfg", StringComparison.Ordinal) ? Indented().Matches(line) : Enumerable.Empty<Match>());
    }

    private static bool IsOf(string package, string module)
    {
        var (name, wanted) = (Plain(package), Plain(module));
        return name == wanted || name.StartsWith(wanted + "-", StringComparison.Ordinal) || name == "python-" + wanted || name == "py" + wanted
            || Packages.GetValueOrDefault(wanted, []).Contains(name, StringComparer.Ordinal);
    }

    private static string Plain(string name) => Separators().Replace(name, "-").ToLowerInvariant();

    [GeneratedRegex(@"ModuleNotFoundError: No module named '(?<module>\w+)[\w.]*'", RegexOptions.CultureInvariant)]
    private static partial Regex Missing();

    [GeneratedRegex(@"(?:^|/)(?:requirements[^/]*\.txt|requirements/[^/]+\.txt|pyproject\.toml|setup\.cfg|setup\.py|Pipfile)$", RegexOptions.CultureInvariant)]
    private static partial Regex DeclaringFile();

    [GeneratedRegex(@"(?:^|\s)#.*$", RegexOptions.CultureInvariant, 2000)]
    private static partial Regex Comment();

    [GeneratedRegex(@"^\s*\[+(?<name>[^\[\]""']+)\]+\s*$", RegexOptions.CultureInvariant, 2000)]
    private static partial Regex Section();

    // The project's own name and parts.
    [GeneratedRegex(@"^\s*(?:name|packages|py_modules|package_dir|where|include|module|testpaths|pythonpath|description)\b", RegexOptions.CultureInvariant, 2000)]
    private static partial Regex Own();

    [GeneratedRegex(@"^\s*(?<name>[A-Za-z0-9][\w.-]*)", RegexOptions.CultureInvariant, 2000)]
    private static partial Regex Listed();

    [GeneratedRegex(@"[""'](?<name>[A-Za-z0-9][\w.-]*)\s*(?:\[[^\]""']*\])?\s*(?:[<>=!~;@][^""']*)?[""']", RegexOptions.CultureInvariant, 2000)]
    private static partial Regex Quoted();

    [GeneratedRegex(@"^\s*[""']?(?<name>[A-Za-z0-9][\w.-]*)[""']?\s*=", RegexOptions.CultureInvariant, 2000)]
    private static partial Regex Key();

    [GeneratedRegex(@"^\s+(?<name>[A-Za-z0-9][\w.-]*)\s*(?:\[[^\]]*\])?\s*(?:[<>=!~;].*)?$", RegexOptions.CultureInvariant, 2000)]
    private static partial Regex Indented();

    [GeneratedRegex("[-_.]+", RegexOptions.CultureInvariant, 2000)]
    private static partial Regex Separators();
}
