namespace Workflows.Activities.Checks;

/// <summary>A test method as Roslyn sees it, outside of the process that runs untrusted code: what must come to run.</summary>
/// <param name="Id">Class, as reflection names it, and method: <c>Shop.ItemsTests+Post.Answers_201</c>.</param>
/// <param name="ClassName">The class alone.</param>
/// <param name="Method">The method alone.</param>
/// <param name="DisplayName">The name that the attribute gives; null when it gives none.</param>
/// <param name="Line">Line of the method, from 1.</param>
/// <param name="Rows">The arguments of each test that the method holds, as written; a fact has one row without arguments.</param>
/// <param name="Dynamic">The rows come from code, so that their number is known only when it runs; <paramref name="Rows"/> is then the least.</param>
/// <param name="Skip">Why the test is skipped; null when it is not.</param>
/// <param name="Traits">Name and values of its traits and of those of its class.</param>
internal sealed record CatalogedTest(
    string Id, string ClassName, string Method, string? DisplayName, int Line, IReadOnlyList<string> Rows, bool Dynamic, string? Skip,
    IReadOnlyDictionary<string, IReadOnlyList<string>> Traits);
