using System.Reflection;
using Exchange.Architecture.Tests.Rules;
using Exchange.Architecture.Tests.Samples;
using Microsoft.Extensions.Logging;

namespace Exchange.Architecture.Tests;

/// <summary>Logs hold no bodies, tokens, names of persons or marks.</summary>
public sealed class LoggingTests
{
    private static readonly string[] Secret =
        ["body", "payload", "token", "assertion", "secret", "key", "narrative", "serial", "mark", "person", "name", "summary", "query", "request", "response"];

    public static TheoryData<string> All => Projects.Data(Projects.All);

    [Theory, MemberData(nameof(All))]
    public void Log_messages_take_plain_facts(string project) => Assert.Empty(TellingTooMuch(Projects.Assembly(project)));

    [Theory, MemberData(nameof(All))]
    public void Nothing_is_logged_past_log_messages(string project) => Assert.Empty(ByHand(Projects.Assembly(project)));

    [Fact]
    public void A_message_that_tells_too_much_is_found() => Assert.Equal(
        [$"{typeof(LogsTooMuch)}.Refused: request", $"{typeof(LogsTooMuch)}.Searched: serial"], TellingTooMuch(typeof(LoggingTests).Assembly));

    [Fact]
    public void Logging_by_hand_is_found() => Assert.Equal([typeof(LogsByHand).FullName], ByHand(typeof(LoggingTests).Assembly));

    private static IEnumerable<string> TellingTooMuch(Assembly assembly) =>
        from type in assembly.GetTypes()
        from method in type.GetMethods(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly)
        where method.IsDefined(typeof(LoggerMessageAttribute))
        from parameter in method.GetParameters()
        where !IsPlain(parameter.ParameterType) || Secret.Contains(parameter.Name, StringComparer.OrdinalIgnoreCase)
        orderby $"{type}.{method.Name}"
        select $"{type}.{method.Name}: {parameter.Name}";

    private static bool IsPlain(Type type) => (Nullable.GetUnderlyingType(type) ?? type) is var plain &&
        (plain.IsPrimitive || plain.IsEnum || plain == typeof(string) || plain == typeof(Guid) || plain == typeof(TimeSpan) || plain == typeof(DateTimeOffset)
            || plain == typeof(Uri) || plain.IsAssignableTo(typeof(ILogger)) || plain.IsAssignableTo(typeof(Exception)));

    private static IEnumerable<string> ByHand(Assembly assembly) => Code.Methods(assembly)
        .Where(m => m.Calls().Any(c => c.DeclaringType.FullName == typeof(LoggerExtensions).FullName && c.Name != nameof(LoggerExtensions.BeginScope)))
        .Select(m => m.WrittenIn().FullName).Distinct();
}
