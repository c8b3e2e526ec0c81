namespace Workflows.Activities.Tests.Checks;

public sealed class ForbiddenApiTests
{
    [Theory]
    [InlineData("WF0101", "System.Diagnostics.Process.Start(\"ls\");")]
    [InlineData("WF0101", "using var p = new System.Diagnostics.Process();")]
    [InlineData("WF0102", "File.Delete(\"x\");")]
    [InlineData("WF0102", "Directory.CreateDirectory(\"x\");")]
    [InlineData("WF0102", "using var f = new FileStream(\"x\", FileMode.Create);")]
    [InlineData("WF0102", "using FileStream f = new(\"x\", FileMode.Create);")]
    [InlineData("WF0102", "using var f = new StreamWriter(\"x\");")]
    [InlineData("WF0102", "using StreamWriter f = new(\"x\");")]
    [InlineData("WF0102", "new System.Xml.Linq.XDocument().Save(\"x\");")]
    [InlineData("WF0102", "Action<string> delete = File.Delete; delete(\"x\");")]
    [InlineData("WF0103", "Environment.Exit(0);")]
    [InlineData("WF0103", "Environment.FailFast(\"x\");")]
    [InlineData("WF0103", "Environment.SetEnvironmentVariable(\"a\", \"b\");")]
    [InlineData("WF0103", "_ = AppDomain.CurrentDomain;")]
    [InlineData("WF0103", "GC.TryStartNoGCRegion(1);")]
    [InlineData("WF0104", "_ = Type.GetType(\"System.IO.File\");")]
    [InlineData("WF0104", "_ = typeof(string).Assembly;")]
    [InlineData("WF0104", "_ = typeof(string).GetMethod(\"Copy\")!.Invoke(null, null);")]
    [InlineData("WF0104", "_ = System.Reflection.Assembly.LoadFrom(\"x\");")]
    [InlineData("WF0104", "_ = Activator.CreateInstance(typeof(string));")]
    [InlineData("WF0104", "_ = typeof(System.Reflection.Emit.AssemblyBuilder);")]
    [InlineData("WF0104", "Action a = () => { }; _ = a.Method;")]
    [InlineData("WF0104", "_ = System.Linq.Expressions.Expression.Constant(1);")]
    [InlineData("WF0105", "System.Runtime.InteropServices.Marshal.AllocHGlobal(1);")]
    [InlineData("WF0105", "var x = 1; _ = System.Runtime.CompilerServices.Unsafe.As<int, long>(ref x);")]
    [InlineData("WF0105", "unsafe { int x = 1; int* p = &x; }")]
    [InlineData("WF0106", "using var s = new System.Net.Sockets.TcpClient();")]
    [InlineData("WF0106", "_ = System.Net.Dns.GetHostName();")]
    [InlineData("WF0106", "using var h = new HttpClientHandler { UseProxy = false };")]
    [InlineData("WF0106", "HttpClient.DefaultProxy = new System.Net.WebProxy();")]
    [InlineData("WF0107", "new Thread(() => { }).Start();")]
    [InlineData("WF0107", "ThreadPool.QueueUserWorkItem(_ => { });")]
    [InlineData("WF0107", "using var t = new Timer(_ => { });")]
    [InlineData("WF0109", "dynamic d = 1; d.Foo();")]
    public void A_forbidden_call_is_refused(string rule, string body) => AssertRefused(Checking.CheckBody(body), rule);

    [Theory]
    [InlineData("WF0102", "Delete(\"x\");", "", "using static System.IO.File;")]
    [InlineData("WF0102", "Paper.Delete(\"x\");", "", "using Paper = System.IO.File;")]
    [InlineData("WF0102", "F\\u0069le.Delete(\"x\");", "", "")]
    [InlineData("WF0101", "Proc.Start(\"ls\");", "", "using Proc = System.Diagnostics.Process;")]
    [InlineData("WF0105", "getpid();", "[System.Runtime.InteropServices.DllImport(\"libc\")] static extern int getpid();", "")]
    [InlineData("WF0105", "", "static extern int getpid();", "")]
    [InlineData("WF0108", "", "[System.Runtime.CompilerServices.ModuleInitializer] internal static void Start() { }", "")]
    [InlineData("WF0104", "", "private static readonly FieldInfo? Field;", "using System.Reflection;")]
    [InlineData("WF0110", "", "private static readonly Xunit.v3.XunitTestFramework? Framework;", "")]
    public void Another_spelling_hides_nothing(string rule, string body, string members, string usings) =>
        AssertRefused(Checking.CheckBody(body, members, usings), rule);

    [Theory]
    [InlineData("_ = Environment.NewLine;")]
    [InlineData("_ = typeof(string).Name + 1.GetType().FullName;")]
    [InlineData("using var r = new StreamReader(new MemoryStream());")]
    [InlineData("Console.WriteLine(1);")]
    [InlineData("_ = Path.Combine(\"a\", \"b\");")]
    [InlineData("var Process = 1; var File = Process + 1; _ = File;")]
    [InlineData("_ = new System.Text.Json.Nodes.JsonObject { [\"a\"] = 1 }.ToJsonString();")]
    [InlineData("await Task.Run(() => 1);")]
    [InlineData("_ = System.Text.RegularExpressions.Regex.IsMatch(\"a\", \"b\");")]
    [InlineData("using var m = new MultipartFormDataContent { { new ByteArrayContent([1]), \"file\", \"a.txt\" } };")]
    [InlineData("_ = System.Security.Cryptography.SHA256.HashData([1]);")]
    public void What_tests_need_is_allowed(string body) =>
        Assert.Empty(Checking.CheckBody(body).Diagnostics.Where(one => one.Severity == "error").Select(one => one.ToString()));

    private static void AssertRefused(Workflows.Activities.Checks.CheckReportDocument report, string rule)
    {
        Assert.False(report.Passed);
        var finding = report.Diagnostics.FirstOrDefault(one => one.RuleId == rule);
        Assert.True(finding is not null, string.Join("; ", report.Diagnostics));
        Assert.True(finding.Line > 0 && finding.Column > 0);
    }
}
