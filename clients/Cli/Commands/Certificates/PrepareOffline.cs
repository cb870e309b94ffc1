using System.CommandLine;
using Exchange.Cli.Api;
using Exchange.Cli.Offline;
using Exchange.Cli.Output;
using Exchange.Credentials;

namespace Exchange.Cli.Commands.Certificates;

/// <summary><c>exchange certificate prepare</c>: fetches what verification needs where there is no connection. All of it is public.</summary>
internal static class PrepareOffline
{
    public static Command Create(Terminal terminal)
    {
        var states = new Argument<string[]>("state")
        {
            Description = "Members whose certificates are to be verified; without, those fetched before",
            HelpName = "MEMBER",
            Arity = ArgumentArity.ZeroOrMore,
        };
        return new Verb("prepare", "Fetch keys and status lists, for verifying without a connection", "exchange certificate prepare TCD KEN") { states }
            .Does(terminal, async (session, parsed, ct) =>
            {
                var members = parsed.GetValue(states) is { Length: > 0 } named ? named : session.Offline.Members();
                if (members.Count == 0) throw new UsageException("Name the members whose certificates are to be verified, such as TCD.");
                foreach (var member in members)
                {
                    if (!OfflineStore.IsMember(member)) throw new UsageException($"{Safe.Line(member)} is not a member's code, such as TCD.");
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
            var before = store.StatusList(member, number) is { } known && StatusListToken.Open(known, uri, keys.Value) is { Fault: null } opened ? opened.Value.IssuedAt : (DateTimeOffset?)null;
            // A list that is older than the one at hand would bring back what was revoked since: it is not kept.
            var read = StatusListToken.Read(token, uri, keys.Value, session.Clock.GetUtcNow(), before);
            if (read.Fault is { } refused) throw new NotTheExchangeException(session.Network, $"The status list {number} of {member} is refused: {refused.Sentence}");
            store.KeepStatusList(member, number, token);
        }
    }
}
