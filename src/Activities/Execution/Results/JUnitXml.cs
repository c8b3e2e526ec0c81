using System.Globalization;
using System.Text;
using System.Xml;

namespace Workflows.Activities.Execution.Results;

/// <summary>Results as JUnit XML: one suite for each class.</summary>
internal static class JUnitXml
{
    private const int MostText = 16 * 1024;

    public static byte[] Write(string suiteName, TestRunResult run)
    {
        using var body = new MemoryStream();
        using (var xml = XmlWriter.Create(body, new XmlWriterSettings { Encoding = new UTF8Encoding(false), Indent = true }))
        {
            xml.WriteStartElement("testsuites");
            WriteCounts(xml, suiteName, run.Results);
            foreach (var suite in run.Results.GroupBy(result => result.Test.ClassName))
            {
                xml.WriteStartElement("testsuite");
                WriteCounts(xml, suite.Key, [.. suite]);
                foreach (var result in suite)
                {
                    WriteCase(xml, result);
                }

                xml.WriteEndElement();
            }

            xml.WriteEndElement();
        }

        return body.ToArray();
    }

    private static void WriteCounts(XmlWriter xml, string name, IReadOnlyCollection<TestResult> results)
    {
        xml.WriteAttributeString("name", PlainText.Of(name, MostText));
        xml.WriteAttributeString("tests", Number(results.Count));
        xml.WriteAttributeString("failures", Number(results.Count(result => result.Outcome == TestOutcome.Failed)));
        xml.WriteAttributeString("errors", Number(results.Count(result => result.Outcome is TestOutcome.Broken or TestOutcome.NotRun)));
        xml.WriteAttributeString("skipped", Number(results.Count(result => result.Outcome == TestOutcome.Skipped)));
        xml.WriteAttributeString("time", Seconds(results.Sum(result => result.Seconds)));
    }

    private static void WriteCase(XmlWriter xml, TestResult result)
    {
        xml.WriteStartElement("testcase");
        xml.WriteAttributeString("classname", result.Test.ClassName);
        xml.WriteAttributeString("name", PlainText.Of(result.Name, MostText));
        xml.WriteAttributeString("time", Seconds(result.Seconds));
        if (result.Test.Traits.Count > 0)
        {
            xml.WriteStartElement("properties");
            foreach (var (name, value) in result.Test.Traits.SelectMany(trait => trait.Value.Select(value => (trait.Key, value))))
            {
                xml.WriteStartElement("property");
                xml.WriteAttributeString("name", PlainText.Of(name, MostText));
                xml.WriteAttributeString("value", PlainText.Of(value, MostText));
                xml.WriteEndElement();
            }

            xml.WriteEndElement();
        }

        if (result.Outcome != TestOutcome.Passed)
        {
            xml.WriteStartElement(result.Outcome switch { TestOutcome.Failed => "failure", TestOutcome.Skipped => "skipped", _ => "error" });
            xml.WriteAttributeString("message", PlainText.Of(result.Message, MostText));
            if (result.Stack is { Length: > 0 } stack)
            {
                xml.WriteString(PlainText.Of(stack, MostText));
            }

            xml.WriteEndElement();
        }

        if (result.Output is { Length: > 0 } output)
        {
            xml.WriteElementString("system-out", PlainText.Of(output, MostText));
        }

        xml.WriteEndElement();
    }

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Seconds(double value) => value.ToString("0.000", CultureInfo.InvariantCulture);
}
