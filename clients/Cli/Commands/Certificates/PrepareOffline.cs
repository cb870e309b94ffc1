using System.CommandLine;
using Exchange.Cli.Api;
using Exchange.Cli.Offline;
using Exchange.Cli.Output;
using Exchange.Credentials;

namespace Exchange.Cli.Commands.Certificates;

/// <summary><c>exchange certificate prepare</c>: fetches the keys and status lists for offline verification. All of them are public.</summary>
internal static class PrepareOffline
{
    public static Command Create(Terminal terminal)
    {
        var states = new Argument<string[]>("state")
        {
            Description = "The members whose certificates you will verify; if omitted, those fetched before",
            HelpName = "MEMBER",
            Arity = ArgumentArity.ZeroOrMore,
        };
        return new Verb("prepare", "Fetch keys and status lists, to verify certificates offline", "exchange certificate prepare TCD KEN") { states }
            .Does(terminal, async (session, parsed, ct) =>
            {
                var members = parsed.GetValue(states) is { Length: > 0 } named ? named : session.Offline.Members();
                if (members.Count == 0) throw new UsageException("Name the members whose certificates you will verify, for example TCD.");
                foreach (var member in members)
                {
                    if (!OfflineStore.IsMember(member)) throw new UsageException($"{Safe.Line(member)} is not the code of a member, for example TCD.");
                    var lists = await FetchAsync(session, member, ct);
                    session.Screen.Note($"{member}: keys and {lists} status list{(lists == 1 ? "" : "s")}.");
                }
            });
    }

    private static async Task<int> FetchAsync(Session session, string member, CancellationToken ct)
    {
        var store = session.Offline;
        var jwks = await session.GetPublicAsync($"/v1/members/{member}/jwks", ct);
        var keys = CredentialKeySet.Parse(jwks);
        if (keys.Fault is { } fault) throw new NotTheExchangeException(session.Network, fault.Sentence);
        store.KeepKeys(member, jwks);
        for (var number = 1; ; number++)
        {
            string token;
            try
            {
                token = await session.GetPublicAsync($"/v1/status-lists/{member}/{number}", ct);
            }
            catch (RefusedException e) when (e.Problem.Status == System.Net.HttpStatusCode.NotFound)
            {
                return number - 1;
            }
            var uri = new Uri(session.Network, $"/v1/status-lists/{member}/{number}").AbsoluteUri;
            var before = store.StatusList(member, number) is { } stored && StatusListToken.Open(stored, uri, keys.Value) is { Fault: null } opened ? opened.Value.IssuedAt : (DateTimeOffset?)null;
            // An older list than the stored one would hide later revocations: it is refused.
            var read = StatusListToken.Read(token, uri, keys.Value, session.Clock.GetUtcNow(), before);
            if (read.Fault is { } refused) throw new NotTheExchangeException(session.Network, $"The status list {number} of {member} is refused: {refused.Sentence}");
            store.KeepStatusList(member, number, token);
        }
    }
}
