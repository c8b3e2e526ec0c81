using System.Text;

namespace Workflows.Activities.OfflineTests.Values;

/// <summary>A part of a regular expression that can give an example of itself.</summary>
internal abstract record PatternNode
{
    /// <summary>How many characters an example may have at most; bounds nested repetitions.</summary>
    public abstract long Size { get; }

    /// <summary>An example; unbounded repetitions are made <paramref name="extra"/> times longer than they must be.</summary>
    public abstract string Sample(int extra);

    /// <summary>One of some characters.</summary>
    public sealed record One(char Char) : PatternNode
    {
        public override long Size => 1;

        public override string Sample(int extra) => Char.ToString();
    }

    /// <summary>Parts in turn; empty for an anchor.</summary>
    public sealed record Row(IReadOnlyList<PatternNode> Parts) : PatternNode
    {
        public override long Size => Parts.Sum(part => part.Size);

        public override string Sample(int extra)
        {
            var text = new StringBuilder();
            foreach (var part in Parts)
            {
                text.Append(part.Sample(extra));
            }

            return text.ToString();
        }
    }

    /// <summary>Alternatives: the first, and one further for each repetition more.</summary>
    public sealed record Choice(IReadOnlyList<PatternNode> Parts) : PatternNode
    {
        public override long Size => Parts.Sum(part => part.Size);

        public override string Sample(int extra) => Parts[Math.Min(extra, Parts.Count - 1)].Sample(extra);
    }

    /// <summary>A part, repeated.</summary>
    public sealed record Repeat(PatternNode Part, int Least, int Most) : PatternNode
    {
        public override long Size => Part.Size * Math.Max(Least, Most == int.MaxValue ? 1 : Most);

        public override string Sample(int extra)
        {
            var times = (int)Math.Min(Most, (long)Least + extra);
            var part = Part.Sample(0);
            return string.Concat(Enumerable.Repeat(part, Math.Min(times, 4096)));
        }
    }
}
