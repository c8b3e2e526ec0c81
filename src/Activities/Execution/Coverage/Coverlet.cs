using System.Reflection;

namespace Workflows.Activities.Execution.Coverage;

/// <summary>
/// The core of coverlet, which measures lines and branches by changing an assembly. It is no public library, so it is called by reflection;
/// its types are held together here and nowhere else.
/// </summary>
internal sealed class Coverlet
{
    private const BindingFlags Members = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static;

    private readonly Lazy<Assembly> _core = new(Load);

    /// <summary>Prepares a library for a run: it notes from then on where it is gone through. The caller disposes it.</summary>
    /// <exception cref="InvalidOperationException">The library cannot be changed.</exception>
    public InstrumentedLibrary Instrument(CompiledLibrary library)
    {
        // Nobody else can pass through a folder that is made so.
        var folder = Directory.CreateTempSubdirectory("workflows-coverage-").FullName;
        try
        {
            return Instrument(library, folder);
        }
        catch
        {
            Directory.Delete(folder, recursive: true);
            throw;
        }
    }

    /// <summary>Makes one of its types.</summary>
    public object New(string type, params object[] arguments) =>
        Activator.CreateInstance(Type(type), Members, binder: null, arguments, culture: null)!;

    /// <summary>Calls a method.</summary>
    public static object? Call(object target, string method, params object[] arguments) => target.GetType().InvokeMember(
        method, Members | BindingFlags.InvokeMethod | BindingFlags.DoNotWrapExceptions, binder: null, target, arguments, System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Reads a property or a field.</summary>
    public static object? Get(object target, string member) => target.GetType().InvokeMember(
        member, Members | BindingFlags.GetProperty | BindingFlags.GetField, binder: null, target, null, System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Sets a property or a field.</summary>
    public static void Set(object target, string member, object value) => target.GetType().InvokeMember(
        member, Members | BindingFlags.SetProperty | BindingFlags.SetField, binder: null, target, [value], System.Globalization.CultureInfo.InvariantCulture);

    private InstrumentedLibrary Instrument(CompiledLibrary library, string folder)
    {
        var path = Path.Combine(folder, CompiledLibrary.FileName);
        File.WriteAllBytes(path, library.Assembly.Span);
        File.WriteAllBytes(Path.Combine(folder, CompiledLibrary.SymbolsName), library.Symbols.Span);

        var log = Listener("ILogger");
        var files = New("Helpers.FileSystem");
        var sources = New("Helpers.SourceRootTranslator", log, files);
        var helper = New("Helpers.InstrumentationHelper", Listener("IProcessExitHandler"), New("Helpers.RetryHelper"), files, log, sources);
        var coverage = New("Coverage", path, Parameters(), log, helper, files, sources, New("Symbols.CecilSymbolHelper"));
        try
        {
            var prepared = (Array)Get(Call(coverage, "PrepareModules")!, "Results")!;
            if (prepared is not { Length: 1 })
            {
                throw new InvalidOperationException($"The coverage of the library under test cannot be measured. {((CoverletListener)log).Problems}");
            }

            return new InstrumentedLibrary(this, coverage, helper, sources, prepared.GetValue(0)!, path);
        }
        catch
        {
            Call(helper, "RestoreOriginalModules");
            throw;
        }
    }

    private object Parameters()
    {
        var parameters = New("CoverageParameters");
        Set(parameters, "IncludeFilters", Array.Empty<string>());
        Set(parameters, "IncludeDirectories", Array.Empty<string>());
        Set(parameters, "ExcludeFilters", Array.Empty<string>());
        Set(parameters, "ExcludedSourceFiles", Array.Empty<string>());
        Set(parameters, "ExcludeAttributes", Array.Empty<string>());
        Set(parameters, "DoesNotReturnAttributes", Array.Empty<string>());
        // The sources are artifacts, not files; and the library itself is all that is measured.
        Set(parameters, "ExcludeAssembliesWithoutSources", "None");
        Set(parameters, "IncludeTestAssembly", true);
        return parameters;
    }

    private object Listener(string service) => DispatchProxy.Create(Type("Abstractions." + service), typeof(CoverletListener));

    private Type Type(string name) => _core.Value.GetType("Coverlet.Core." + name, throwOnError: true)!;

    private static Assembly Load()
    {
        var path = Path.Combine(AppContext.BaseDirectory, "coverlet", "coverlet.core.dll");
        return File.Exists(path)
            ? Assembly.LoadFrom(path)
            : throw new FileNotFoundException($"Coverage cannot be measured: there is no {path}. Build the solution again (dotnet build).");
    }
}
