using System.Globalization;
using System.Text.Json;

namespace Workflows.Benchmarks;

/// <summary>All figures of a run, each beside its target.</summary>
internal sealed class Report
{
    private const double ChainCommits = 2.5;

    public double RawCommitMs { get; set; }

    public double ChainMsPerStep { get; set; }

    public double StepsPerSecond { get; set; }

    public double P95Ms { get; set; }

    public double EventMs { get; set; }

    public double EarlyStepMs { get; set; }

    public double LateStepMs { get; set; }

    public double WaitingStartSeconds { get; set; }

    public double WaitingStartedMb { get; set; }

    public double WaitingReopenedMb { get; set; }

    public double WaitingDatabaseMb { get; set; }

    public double WaitingOpenSeconds { get; set; }

    public double WaitingFirstAnswerMs { get; set; }

    public double RestartSeconds { get; set; }

    private double LateStepRatio => LateStepMs / EarlyStepMs;

    private double WaitingMb => Math.Max(WaitingStartedMb, WaitingReopenedMb);

    public void Print(TextWriter output)
    {
        var chainTarget = ChainCommits * RawCommitMs;
        (string Name, double Value, string Unit, string Target, bool? Met)[] lines =
        [
            ("    raw commit of one row (WAL, synchronous=FULL)", RawCommitMs, "ms", "", null),
            ("(a) 20 sequential no-op activities, per step", ChainMsPerStep, "ms", Text($"< {chainTarget:0.000} (2.5 raw commits)"), ChainMsPerStep < chainTarget),
            ("(b) 200 concurrent orchestrations of 5 steps", StepsPerSecond, "steps/s", "> 8000", StepsPerSecond > 8000),
            ("    p95 of one orchestration among them", P95Ms, "ms", "", null),
            ("(c) event raised to orchestration finished, p50", EventMs, "ms", "< 2", EventMs < 2),
            ("(d) step 10,000 against step 10", LateStepRatio, "x", "< 1.5", LateStepRatio < 1.5),
            ("(e) 100,000 waiting: memory (the larger process)", WaitingMb, "MB", "< 200", WaitingMb < 200),
            ("    memory of the process that started them", WaitingStartedMb, "MB", "", null),
            ("    memory of a process that reopened them", WaitingReopenedMb, "MB", "", null),
            ("    database", WaitingDatabaseMb, "MB", "", null),
            ("    time to start them", WaitingStartSeconds, "s", "", null),
            ("    time to open them again", WaitingOpenSeconds, "s", "", null),
            ("    then until the first answers", WaitingFirstAnswerMs, "ms", "", null),
            ("(f) kill -9 with 2,000 unfinished, until all are done", RestartSeconds, "s", "< 2", RestartSeconds < 2),
        ];

        output.WriteLine();
        foreach (var (name, value, unit, target, met) in lines)
        {
            var mark = met switch { true => "✓", false => "✗", null => " " };
            output.WriteLine(Text($"{name,-54} {Digits(value),10} {unit,-8} {mark} {target}").TrimEnd());
        }
    }

    public async Task WriteJsonAsync(string file)
    {
        var figures = new Dictionary<string, double>
        {
            ["raw_commit_ms"] = RawCommitMs,
            ["chain_ms_per_step"] = ChainMsPerStep,
            ["steps_per_s"] = StepsPerSecond,
            ["p95_ms"] = P95Ms,
            ["event_ms"] = EventMs,
            ["late_step_ratio"] = LateStepRatio,
            ["waiting_mb"] = WaitingMb,
            ["waiting_db_mb"] = WaitingDatabaseMb,
            ["waiting_start_s"] = WaitingStartSeconds,
            ["restart_s"] = RestartSeconds,
            ["early_step_ms"] = EarlyStepMs,
            ["late_step_ms"] = LateStepMs,
            ["waiting_started_mb"] = WaitingStartedMb,
            ["waiting_reopened_mb"] = WaitingReopenedMb,
            ["waiting_open_s"] = WaitingOpenSeconds,
            ["waiting_first_answer_ms"] = WaitingFirstAnswerMs,
        };
        await using var stream = File.Create(file);
        await using var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true });
        writer.WriteStartObject();
        foreach (var (name, value) in figures)
        {
            writer.WriteNumber(name, Math.Round(value, 4));
        }

        writer.WriteEndObject();
    }

    private static string Digits(double value) =>
        value.ToString(value >= 100 ? "0" : value >= 10 ? "0.0" : value >= 1 ? "0.00" : "0.000", CultureInfo.InvariantCulture);

    private static string Text(FormattableString text) => FormattableString.Invariant(text);
}
