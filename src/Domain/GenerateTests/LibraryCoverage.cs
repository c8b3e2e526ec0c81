namespace Workflows.Domain.GenerateTests;

/// <summary>How much of the library under test the executed tests went through. A test that took its process down adds nothing to it.</summary>
/// <param name="LineRate">Covered lines of all lines, 0 to 1; 1 where there are none.</param>
/// <param name="BranchRate">Covered branches of all branches, 0 to 1; 1 where there are none.</param>
/// <param name="CoveredLines">Lines that ran.</param>
/// <param name="Lines">Lines that could run.</param>
/// <param name="CoveredBranches">Branches that were taken.</param>
/// <param name="Branches">Branches that there are.</param>
public sealed record LibraryCoverage(double LineRate, double BranchRate, int CoveredLines, int Lines, int CoveredBranches, int Branches);
