using Microsoft.Extensions.Logging;

namespace Exchange.Architecture.Tests.Samples;

internal static partial class LogsTooMuch
{
    [LoggerMessage(LogLevel.Information, "Searched {Serial}")]
    public static partial void Searched(ILogger log, string serial);

    [LoggerMessage(LogLevel.Information, "Refused {Request}")]
    public static partial void Refused(ILogger log, SampleView request);
}

internal static class LogsByHand
{
#pragma warning disable CA2254, CA1848, CA1873 // what the rule is about
    public static void Say(ILogger log, string body) => log.LogInformation($"got {body}");
#pragma warning restore CA2254, CA1848, CA1873
}

internal static partial class LogsFacts
{
    [LoggerMessage(LogLevel.Warning, "{Service} failed {Count} times")]
    public static partial void Failed(ILogger log, Exception e, string service, int count);
}
