using System.Net;
using System.Text.Json.Nodes;
using Exchange.Contracts;
using Exchange.Contracts.Vocabularies;
using Exchange.DiversionCases.Cases.Content;
using Exchange.DiversionCases.Consumers;
using Exchange.DiversionCases.Data;
using Exchange.DiversionCases.Places;
using Exchange.Hosting.Validation;
using Exchange.Messaging;
using Exchange.Testing;
using MassTransit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Exchange.DiversionCases.Tests.Consumers;

/// <summary>A forged certificate becomes a suspected case of the State that asked, once, and of nobody else before that State says so.</summary>
public abstract class OpenSuspectedCaseTests(CaseHost host)
{
    [Collection(OnSqlite.Name)] public sealed class Sqlite(SqliteHost host) : OpenSuspectedCaseTests(host);

    [Collection(OnPostgres.Name)] public sealed class Postgres(PostgresHost host) : OpenSuspectedCaseTests(host);

    private static readonly string[] Others =
        ["UGA/customs", "UGA/npc", "TZA/licensing", "SOM/police", "TCD/licensing", "CZE/licensing", "EAC/secretariat", "ECOWAS/secretariat"];

    [Fact]
    public async Task Opens_a_suspected_case_of_the_asking_State()
    {
        var forgery = Forgery();
        await PublishAsync(host.Service, forgery);
        var opened = await OpenedAsync(forgery);

        Assert.StartsWith("KEN-", opened["reference"]!.GetValue<string>(), StringComparison.Ordinal);
        var content = JsonNode.Parse((await host.As("KEN/npc").GetJsonAsync($"/v1/cases/{Id(opened)}")).ToJsonString())!.AsObject();
        Assert.Equal(
            ("suspected", "before_transfer", "false_or_forged_documentation", "denied_euc_verification"),
            (Text(content, "status"), Text(content, "lifecycleStage"), Text(content, "diversionType"), Text(content, "detectionMethod")));
        Assert.Equal("""{"value":"2026-05-04","precision":"day"}""", content["eventDate"]!.ToJsonString());
        Assert.Equal(
            $$"""[{"kind":"end_user_certificate","number":"{{forgery.Number}}","issuingState":"TCD","issuedOn":"2026-03-02","hash":"{{forgery.DocumentHash}}"}]""",
            content["documents"]!.ToJsonString());
        Assert.Equal(
            """[{"role":"exporter","kind":"company","name":"Example Arms","country":"CZE"},{"role":"stated_end_user","kind":"state","name":"Ministry of Defence","country":"TCD"}]""",
            content["actors"]!.ToJsonString());
        Assert.Equal("amber", Text(content["handling"]!.AsObject(), "tlp"));
        Assert.Equal(
            $"A document that names TCD as its issuer (End-user certificate, government, number {forgery.Number}, dated 2026-03-02) was to be authenticated; "
                + "TCD answered that it did not issue it. Final destination on the document: TCD. Goods on the document: Assault rifle.",
            Text(content, "summary"));
        Assert.Contains(forgery.AuthenticationId!.Value.ToString(), Text(content, "narrative"), StringComparison.Ordinal);
        Assert.Null(content["items"]);
        Assert.Null(content["route"]);

        var told = (await host.PublishedAsync<CaseReported>(message => message.Case.Id == Guid.Parse(Id(opened)))).Case;
        Assert.Equal(("KEN", "suspected", 0, 0), (told.Originator, told.Status, told.Releases.Count, told.Route.Count));
        Assert.Equal([new CaseDocument("end_user_certificate", forgery.Number, "TCD")], told.Documents);
        Assert.Equal(["Example Arms", "Ministry of Defence"], told.Parties.Select(p => p.Name));
    }

    [Fact]
    public async Task To_everybody_else_it_does_not_exist()
    {
        var forgery = Forgery();
        await PublishAsync(host.Service, forgery);
        var id = Id(await OpenedAsync(forgery));

        foreach (var other in Others)
        {
            using var got = await host.As(other).GetAsync($"/v1/cases/{id}");
            Assert.Equal(HttpStatusCode.NotFound, got.StatusCode);
            using var history = await host.As(other).GetAsync($"/v1/cases/{id}/history");
            Assert.Equal(HttpStatusCode.NotFound, history.StatusCode);
            Assert.Empty(await FoundAsync(other, forgery.Number!));
            Assert.DoesNotContain(id, (await host.As(other).GetJsonAsync("/v1/cases?limit=200&status=suspected")).ToJsonString(), StringComparison.Ordinal);
        }
        using var searched = await host.As("UGA/customs").PostAsync("/v1/marks/search", new JsonObject
        {
            ["marks"] = new JsonArray(new JsonObject { ["serial"] = forgery.Number }),
            ["purpose"] = "border_interdiction",
        });
        Assert.Equal("none", (await searched.ReadAsync(HttpStatusCode.OK))["results"]![0]!["answer"]!.GetValue<string>());
    }

    [Fact]
    public async Task Opens_one_case_however_often_and_on_however_many_replicas_it_is_told()
    {
        await using var replica = await host.StartReplicaAsync();
        var forgery = Forgery();
        var messages = Enumerable.Range(0, 6).Select(_ => Guid.CreateVersion7()).ToList();
        // Each told to both replicas: the same message twice, and the same forgery in six messages.
        await Task.WhenAll(messages.SelectMany(id => new[] { PublishAsync(host.Service, forgery, id), PublishAsync(replica, forgery, id) }));

        await Eventually.HoldsAsync("every message was dealt with", async () =>
        {
            await using var scope = host.Service.Services.CreateAsyncScope();
            var inbox = scope.ServiceProvider.GetRequiredService<CasesDb>().Set<InboxEntry>();
            return await inbox.CountAsync(entry => messages.Contains(entry.MessageId)) == messages.Count;
        });
        Assert.Single(await FoundAsync("KEN/npc", forgery.Number!));
    }

    [Fact]
    public async Task Its_State_confirms_and_releases_it_or_takes_it_back()
    {
        var (confirmed, dismissed) = (Forgery(), Forgery());
        await PublishAsync(host.Service, confirmed);
        await PublishAsync(host.Service, dismissed);
        var (kept, gone) = (Id(await OpenedAsync(confirmed)), Id(await OpenedAsync(dismissed)));
        var npc = host.As("KEN/npc");

        using (var withdrawn = await npc.PostAsync($"/v1/cases/{gone}/withdraw", new JsonObject { ["reason"] = "The issuer found it after all." }))
            await withdrawn.ReadAsync(HttpStatusCode.OK);
        using (var amended = await npc.PutAsync($"/v1/cases/{kept}", Http.Case(("summary", confirmed.Number), ("releases", Http.Released("UGA", "summary")))))
            await amended.ReadAsync(HttpStatusCode.OK);

        var told = (await host.PublishedAsync<CaseAmended>(message => message.Case.Id == Guid.Parse(kept))).Case;
        Assert.Equal(("detected", 1, 1), (told.Status, told.Route.Count, told.Releases.Count));
        Assert.Single(await FoundAsync("UGA/customs", confirmed.Number!));
        Assert.Empty(await FoundAsync("TZA/customs", confirmed.Number!));

        // Told again, it opens neither anew.
        var again = Guid.CreateVersion7();
        await PublishAsync(host.Service, dismissed, again);
        await Eventually.HoldsAsync("the second telling was dealt with", async () =>
        {
            await using var scope = host.Service.Services.CreateAsyncScope();
            return await scope.ServiceProvider.GetRequiredService<CasesDb>().Set<InboxEntry>().AnyAsync(entry => entry.MessageId == again);
        });
        Assert.Empty(await FoundAsync("KEN/npc", dismissed.Number!));
    }

    [Fact]
    public async Task What_gives_no_lawful_case_is_parked_for_the_operator_and_not_lost()
    {
        var message = Guid.CreateVersion7();
        await PublishAsync(host.Service, Forgery() with { PurportedIssuer = "XXX" }, message);

        var parked = await Eventually.GetAsync("the message is parked", async () =>
            (await host.As("NETWORK/operator").GetJsonAsync("/v1/operations/diversion-cases/parked"))["items"]!.AsArray()
                .SingleOrDefault(item => item!["messageId"]!.GetValue<Guid>() == message));
        Assert.Equal("diversion-cases-open-suspected-case", parked["consumer"]!.GetValue<string>());
    }

    internal static CertificateForgerySuspected Forgery() => new()
    {
        Id = Guid.CreateVersion7(),
        AskingState = "KEN",
        PurportedIssuer = "TCD",
        Number = $"N{Guid.CreateVersion7():N}",
        Type = "end_user_certificate",
        IssuedOn = new DateOnly(2026, 3, 2),
        Finding = ForgeryFindings.NotIssued,
        DocumentHash = new string('a', 64),
        AuthenticationId = Guid.CreateVersion7(),
        FinalDestination = "TCD",
        Parties =
        [
            new CertificateParty { Role = "exporter", Kind = "company", Name = "Example Arms", Country = "CZE" },
            new CertificateParty { Role = "stated_end_user", Kind = "state", Name = "Ministry of Defence", Country = "TCD" },
        ],
        Categories = ["assault_rifle"],
        At = new DateTimeOffset(2026, 5, 4, 23, 30, 0, TimeSpan.Zero),
    };

    private static async Task PublishAsync(ServiceHost to, CertificateForgerySuspected forgery, Guid? messageId = null) =>
        await to.Services.GetRequiredService<IBus>().Publish(forgery, context => context.MessageId = messageId ?? Guid.CreateVersion7());

    private Task<JsonObject> OpenedAsync(CertificateForgerySuspected forgery) => Eventually.GetAsync("the case is opened",
        async () => (await FoundAsync("KEN/npc", forgery.Number!)).SingleOrDefault()?.AsObject());

    private async Task<JsonArray> FoundAsync(string reader, string text) =>
        (await host.As(reader).GetJsonAsync($"/v1/cases?q={text}"))["items"]!.AsArray();

    private static string Id(JsonObject json) => Text(json, "id");

    private static string Text(JsonObject json, string property) => json[property]!.GetValue<string>();
}

/// <summary>What the case says, without a host.</summary>
public sealed class CaseOfForgeryContentTests
{
    private static readonly PlaceLookup Places = new();

    [Fact]
    public void Names_the_altered_fields_and_not_what_they_held()
    {
        var content = OpenSuspectedCase.ContentOf(OpenSuspectedCaseTests.Forgery() with
        {
            Finding = ForgeryFindings.Altered,
            AlteredFields = ["goods[0].quantity", "finalDestination"],
        });
        Assert.Contains("TCD answered that it was altered (goods[0].quantity, finalDestination).", content.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public void Leaves_out_whoever_may_be_a_person()
    {
        var forgery = OpenSuspectedCaseTests.Forgery() with
        {
            Parties = [.. from kind in CodeLists.ActorKind
                from role in CodeLists.ActorRole
                select new CertificateParty { Role = role.Value, Kind = kind.Value, Name = $"{kind.Value} {role.Value}" }],
        };
        var actors = OpenSuspectedCase.ContentOf(forgery).Actors!;

        Assert.All(actors, actor => Assert.True(actor.Kind is "state" or "company" && actor.Role is not "victim" and not "corrupt_official"));
        Assert.Equal(2 * (CodeLists.ActorRole.Count - 2), actors.Count);
    }

    [Fact]
    public void Breaks_no_rule_of_cases_whatever_the_document_says()
    {
        var forgery = OpenSuspectedCaseTests.Forgery();
        foreach (var given in new[]
        {
            forgery,
            forgery with { Number = null, IssuedOn = null, DocumentHash = null, AuthenticationId = null, FinalDestination = null, Parties = [], Categories = [] },
            forgery with { IssuedOn = new DateOnly(2031, 1, 1) },
            forgery with { Finding = "something_new" },
            forgery with
            {
                Finding = ForgeryFindings.Altered,
                AlteredFields = [.. Enumerable.Range(0, 500).Select(i => $"goods[{i}].quantity")],
                Categories = [.. CodeLists.ItemCategory.Select(code => code.Value)],
            },
        })
        {
            var faults = new Faults();
            CaseRules.CheckCase(OpenSuspectedCase.ContentOf(given), Places, new DateOnly(2026, 5, 4), faults);
            Assert.Empty(faults.ByField);
        }
    }

    [Fact]
    public void A_date_that_has_not_come_is_told_in_words_alone()
    {
        var content = OpenSuspectedCase.ContentOf(OpenSuspectedCaseTests.Forgery() with { IssuedOn = new DateOnly(2031, 1, 1) });
        Assert.Null(content.Documents![0].IssuedOn);
        Assert.Contains("dated 2031-01-01", content.Summary, StringComparison.Ordinal);
    }
}
