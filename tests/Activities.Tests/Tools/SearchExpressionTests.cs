using System.Text.RegularExpressions;
using Workflows.Activities.Tools;

namespace Workflows.Activities.Tests.Tools;

public sealed class SearchExpressionTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(50);

    // An automaton learns something new from each of the first lines; of the others a backtracking match has more to keep.
    private static readonly string[] Lines =
    [
        .. Enumerable.Range(0, 10).Select(number => Mixed(new Random(number))),
        new string('a', 4000), string.Concat(Enumerable.Repeat("aab bb ac", 440)) + "!",
    ];

    [Theory]
    [InlineData("(?:a.{0,50}){2}d")]
    [InlineData("(a.{0,20}|b.{0,20}|c.{0,20})+d")]
    [InlineData("(?:a(?:b|cd|){140})*d")]
    [InlineData("(?:(a)(b?)(b?)(b?)(b?)(b?)(b?)(b?)(b?)(b?)(b?)(b?))*d")]
    [InlineData("((a?){90}){10}d")]
    [InlineData("(.*a.*){6}d")]
    public void What_an_expression_takes_is_time_and_never_memory(string text)
    {
        var (expression, problem) = SearchExpression.Read(text, Patience);
        Assert.Null(problem);
        var before = GC.GetAllocatedBytesForCurrentThread();

        foreach (var line in Lines)
        {
            try
            {
                Assert.False(expression!.Fits(line));
            }
            catch (RegexMatchTimeoutException)
            {
                // The other way in which it may end.
            }
        }

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 150_000_000);
    }

    [Theory]
    [InlineData("(a?){1000000000}d")]
    [InlineData("(a?){99999999999999999999}d")]
    [InlineData("(?:(?:a?){40}){40}d")]
    [InlineData("(?:(?:a?){1,40}b){40,}d")]
    [InlineData("a{500}b{501}")]
    [InlineData("[(]((a?){40}b){40}[)]")]
    [InlineData("[])](((a?){40}b){40})")]
    [InlineData(@"\c[((a?){40}b){40}]")]
    [InlineData(@"\(((a?){40}b){40}\)")]
    public void One_that_is_large_when_it_is_written_out_is_refused(string text) =>
        Assert.StartsWith("'text' is too large", SearchExpression.Read(text, Patience).Problem, StringComparison.Ordinal);

    [Theory]
    [InlineData("(?x)a # (\n{400}{400}", "'text' holds a group of a kind")]
    [InlineData("(?<n>a?){10}", "'text' holds a group of a kind")]
    [InlineData("(?-n:(a?)){10}", "'text' holds a group of a kind")]
    [InlineData("(?#()(a?){10}", "'text' holds a group of a kind")]
    [InlineData(@"[\c]((a?){40}b){40}[a]", "'text' holds a [ within brackets")]
    [InlineData("[a-[b]](a?){10}", "'text' holds a [ within brackets")]
    [InlineData("(a", "'text' is no regular expression")]
    [InlineData(@"(a)\1", "'text' is no regular expression")]
    [InlineData("a)", "'text' is no regular expression")]
    [InlineData("[", "'text' is no regular expression")]
    [InlineData("\\", "'text' is no regular expression")]
    public void One_that_is_not_understood_for_certain_is_refused(string text, string why) =>
        Assert.StartsWith(why, SearchExpression.Read(text, Patience).Problem, StringComparison.Ordinal);

    [Theory]
    [InlineData(@"^\s*public (?:async )?Task", "  public async Task RunAsync()")]
    [InlineData(@"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", "id 0f8fad5b-d9cb-469f-a165-70867728950e")]
    [InlineData(@"\d{4}-\d{2}-\d{2}[ T]\d{2}:\d{2}(?::\d{2})?", "2026-01-02 03:04")]
    [InlineData(@"(?i)todo|fixme", "// ToDo")]
    [InlineData(@"Foo(?!Bar)", "FooBaz")]
    [InlineData(@"[]\[^]{1,3}x", "a[]x")]
    [InlineData(@"\{""a"": {", "{\"a\": {")]
    [InlineData(@"\p{Lu}\w{1,200};$", "var Abc;")]
    public void What_people_search_for_is_found(string text, string line) => Assert.True(SearchExpression.Read(text, Patience).Expression!.Fits(line));

    private static string Mixed(Random random) => string.Create(4000, random, (text, next) => next.GetItems("abcx ", text));
}
