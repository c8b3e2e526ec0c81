using System.Collections;
using System.Text;
using Workflows.Domain.GenerateTests;

namespace Workflows.Activities.Execution.Coverage;

/// <summary>A library that notes where it is gone through, and what became of that in the hosts of a run.</summary>
internal sealed class InstrumentedLibrary : IDisposable
{
    private readonly Coverlet _coverlet;
    private readonly object _coverage;
    private readonly object _helper;
    private readonly object _sources;
    private readonly object _result;
    private readonly string _hitsPath;
    private readonly int[] _hits;

    internal InstrumentedLibrary(Coverlet coverlet, object coverage, object helper, object sources, object result, string path)
    {
        (_coverlet, _coverage, _helper, _sources, _result) = (coverlet, coverage, helper, sources, result);
        _hits = new int[((ICollection)Coverlet.Get(result, "HitCandidates")!).Count];
        // Not where the library itself would write it: that place is known to the code that runs with it.
        _hitsPath = path + ".hits";
        Assembly = File.ReadAllBytes(path);
        Symbols = File.ReadAllBytes(Path.ChangeExtension(path, ".pdb"));
    }

    /// <summary>The changed assembly.</summary>
    public ReadOnlyMemory<byte> Assembly { get; }

    /// <summary>Its portable pdb.</summary>
    public ReadOnlyMemory<byte> Symbols { get; }

    /// <summary>Takes what a host reports: pairs of a place and how often it was gone through. What is out of bounds comes from a forger and counts for nothing.</summary>
    public void Add(IReadOnlyList<int> pairs)
    {
        for (var i = 0; i + 1 < pairs.Count; i += 2)
        {
            if (pairs[i] >= 0 && pairs[i] < _hits.Length && pairs[i + 1] > 0)
            {
                _hits[pairs[i]] = (int)Math.Min(int.MaxValue / 2, (long)_hits[pairs[i]] + pairs[i + 1]);
            }
        }
    }

    /// <summary>The figures, with the whole as Cobertura XML. To be asked for once.</summary>
    public (LibraryCoverage Summary, byte[] Cobertura) Report()
    {
        using (var writer = new BinaryWriter(File.Create(_hitsPath)))
        {
            writer.Write(_hits.Length);
            foreach (var count in _hits)
            {
                writer.Write(count);
            }
        }

        Coverlet.Set(_result, "HitsFilePath", _hitsPath);
        var result = Coverlet.Call(_coverage, "GetCoverageResult")!;
        var cobertura = (string)Coverlet.Call(_coverlet.New("Reporters.CoberturaReporter"), "Report", result, _sources)!;
        var modules = Coverlet.Get(result, "Modules")!;
        var summary = _coverlet.New("CoverageSummary");
        var (coveredLines, lines) = Figures(Coverlet.Call(summary, "CalculateLineCoverage", modules)!);
        var (coveredBranches, branches) = Figures(Coverlet.Call(summary, "CalculateBranchCoverage", modules)!);
        return (
            new LibraryCoverage(Rate(coveredLines, lines), Rate(coveredBranches, branches), coveredLines, lines, coveredBranches, branches),
            Encoding.UTF8.GetBytes(cobertura));
    }

    /// <summary>Removes its files, and the copy of the unchanged library that coverlet keeps until the report.</summary>
    public void Dispose()
    {
        Coverlet.Call(_helper, "RestoreOriginalModules");
        Directory.Delete(Path.GetDirectoryName(_hitsPath)!, recursive: true);
    }

    private static (int Covered, int Total) Figures(object details) => ((int)(double)Coverlet.Get(details, "Covered")!, (int)Coverlet.Get(details, "Total")!);

    private static double Rate(int covered, int total) => total == 0 ? 1 : Math.Round(covered / (double)total, 4);
}
