using System.CommandLine;
using System.Text.Json;

namespace Exchange.Cli.Commands;

/// <summary><c>exchange token</c>: prints an access token and nothing else, for other programs.</summary>
internal static class GetToken
{
    public static Command Create(Terminal terminal)
    {
        var identity = new Argument<string>("identity") { Description = "The identity that the token is for, for example KEN/customs", HelpName = "MEMBER/IDENTITY" };
        return new Verb("token", "Print an access token for an identity, and nothing else",
            "exchange token KEN/customs",
            "curl -H \"Authorization: Bearer $(exchange token KEN/customs)\" $EXCHANGE_URL/v1/cases")
        {
            identity,
        }.Does(terminal, async (session, parsed, ct) =>
        {
            var token = await session.TokenAsync(parsed.GetRequiredValue(identity), ct);
            if (session.Json)
                session.Screen.WriteJson(JsonSerializer.SerializeToElement(new { access_token = token }));
            else
                session.Screen.Raw(token);
        });
    }
}
