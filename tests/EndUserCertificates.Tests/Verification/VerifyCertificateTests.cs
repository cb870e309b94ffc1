using System.Net;
using System.Text.Json.Nodes;
using Exchange.Contracts;
using Exchange.Credentials;
using Exchange.Testing;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Exchange.EndUserCertificates.Tests.Verification;

public abstract class VerifyCertificateTests(SharedHost shared)
{
    private CertificateHost Host => shared.Host;

    [Fact]
    public async Task By_credential_by_QR_text_and_by_number_with_hash_it_is_authentic()
    {
        var (issued, number) = await IssuedAsync();
        foreach (var question in new object[]
        {
            new { credential = issued.Text("credential") },
            new { qr = issued.Text("qr") },
            new { number, issuingState = "TCD", documentHash = issued.Text("documentHash") },
        })
        {
            // KEN's customs, to whom nothing was released: it holds the paper.
            var verdict = await VerifyAsync(question);
            Assert.Equal("authentic", verdict.Text("verdict"));
            Assert.Equal(number, verdict["certificate"]!["number"]!.GetValue<string>());
        }
    }

    [Fact]
    public async Task Every_check_says_what_it_came_to_and_whose_facts_it_used()
    {
        var (issued, _) = await IssuedAsync();
        var verdict = await VerifyAsync(new { credential = issued.Text("credential") });
        Assert.Equal(
            ["issuer", "signature", "alteration", "status", "validity", "quantity", "reuse", "shipment", "broker_standing", "diversion_history", "embargo_screening"],
            Checks(verdict).Select(c => c.Text("check")));
        Assert.All(Checks(verdict), check =>
        {
            Assert.NotEmpty(check.Text("reason"));
            Assert.NotEmpty(check.Text("source"));
            Assert.Contains(check.Text("outcome"), (string[])["pass", "warn", "fail", "not_checked"]);
        });
    }

    [Fact]
    public async Task The_receipt_holds_question_verdict_and_time_under_the_operators_key()
    {
        var (issued, _) = await IssuedAsync();
        var verdict = await VerifyAsync(new { credential = issued.Text("credential"), shipment = new { lines = new[] { new { line = 1, quantity = 200 } } } });
        var receipt = CompactJws.Read(verdict.Text("receipt"), CredentialTypes.Receipt, 100_000).Value;
        Assert.Null(receipt.Verify(await KeysAsync("NETWORK")));
        var claims = JsonNode.Parse(receipt.Payload.Span)!;
        Assert.Equal("authentic", claims["verdict"]!.GetValue<string>());
        Assert.Equal("KEN", claims["verifier"]!["member"]!.GetValue<string>());
        Assert.Equal(issued.Text("documentHash"), claims["question"]!["credential"]!.GetValue<string>());
        Assert.Equal(200, claims["question"]!["shipment"]!["lines"]![0]!["quantity"]!.GetValue<int>());
        Assert.True(JsonNode.DeepEquals(verdict["checks"], claims["checks"]));
        Assert.NotNull(receipt.Verify(await KeysAsync("TCD")));
    }

    [Theory]
    [InlineData("revoke", "revoked")]
    [InlineData("suspend", "suspended")]
    public async Task A_changed_status_is_the_verdict_at_once(string verb, string expected)
    {
        var (issued, _) = await IssuedAsync();
        await Host.PostAsync("TCD/licensing", $"/v1/certificates/{issued.Id()}/{verb}", new { reason = "Test." }, HttpStatusCode.OK);
        Assert.Equal(expected, (await VerifyAsync(new { credential = issued.Text("credential") })).Text("verdict"));
    }

    [Fact]
    public async Task What_was_superseded_is_revoked()
    {
        var (issued, _) = await IssuedAsync();
        await Host.IssueAsync(("supersedes", issued.Id()));
        var verdict = await VerifyAsync(new { qr = issued.Text("qr") });
        Assert.Equal(("revoked", "superseded"), (verdict.Text("verdict"), Check(verdict, "status").Text("code")));
    }

    [Fact]
    public async Task What_is_not_valid_yet_is_told()
    {
        var (issued, _) = await IssuedAsync(("validFrom", $"{Host.Today.AddDays(10):O}"));
        Assert.Equal("not_yet_valid", (await VerifyAsync(new { credential = issued.Text("credential") })).Text("verdict"));
    }

    [Fact]
    public async Task More_than_is_left_is_exhausted_and_a_line_that_is_not_there_too()
    {
        var (issued, _) = await IssuedAsync();
        var credential = issued.Text("credential");
        Assert.Equal("authentic", (await VerifyAsync(Shipping(1, 500))).Text("verdict"));
        var over = await VerifyAsync(Shipping(1, 501));
        Assert.Equal("exhausted", over.Text("verdict"));
        Assert.Equal("shipment.lines[1]", Check(over, "quantity")["details"]![0]!.GetValue<string>());
        Assert.Equal("no_such_line", Check(await VerifyAsync(Shipping(7, 1)), "quantity").Text("code"));

        object Shipping(int line, int quantity) => new { credential, shipment = new { lines = new[] { new { line, quantity } } } };
    }

    [Fact]
    public async Task Fields_that_were_altered_are_named_and_nothing_of_what_they_should_say()
    {
        var (issued, number) = await IssuedAsync();
        var verdict = await VerifyAsync(new
        {
            qr = issued.Text("qr"),
            fieldsAsRead = new
            {
                number,
                finalDestination = "SOM",
                endUser = new { name = "MINISTRY OF EXAMPLE", state = "SOM" },
                goods = new[] { new { line = 1, category = "assault_rifle", quantity = 5000 } },
            },
        });
        Assert.Equal("authentic_but_altered", verdict.Text("verdict"));
        Assert.Equal(["endUser.state", "finalDestination", "goods[1].quantity"],
            Check(verdict, "alteration")["details"]!.AsArray().Select(d => d!.GetValue<string>()).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_QR_of_another_certificate_shows_in_the_fields_that_were_read()
    {
        var (_, number) = await IssuedAsync();
        var (other, _) = await IssuedAsync();
        var verdict = await VerifyAsync(new { qr = other.Text("qr"), fieldsAsRead = new { number } });
        Assert.Equal("authentic_but_altered", verdict.Text("verdict"));
        Assert.Equal("number", Check(verdict, "alteration")["details"]![0]!.GetValue<string>());
    }

    [Fact]
    public async Task A_number_alone_finds_nothing()
    {
        var (issued, number) = await IssuedAsync();
        var wrong = new string('0', 64);
        var known = await VerifyAsync(new { number, issuingState = "TCD", documentHash = wrong });
        var unknown = await VerifyAsync(new { number = "no such number", issuingState = "TCD", documentHash = wrong });
        Assert.Equal("not_issued", known.Text("verdict"));
        // Word for word the same, but for the time: the number's existence does not show.
        Assert.Equal(Normal(known), Normal(unknown));
        var elsewhere = await VerifyAsync(new { number, issuingState = "CZE", documentHash = issued.Text("documentHash") });
        Assert.NotEqual("authentic", elsewhere.Text("verdict"));

        static string Normal(JsonObject verdict) => string.Join('\n', Checks(verdict).Select(c => $"{c.Text("check")} {c.Text("outcome")} {c.Text("code")} {c.Text("reason")}"));
    }

    [Fact]
    public async Task Of_a_State_without_a_register_here_nothing_can_be_told()
    {
        var verdict = await VerifyAsync(new { number = "1", issuingState = "SOM", documentHash = new string('0', 64) });
        Assert.Equal("cannot_disclose", verdict.Text("verdict"));
        var untrusted = await VerifyAsync(new { number = "1", issuingState = "FRA", documentHash = new string('0', 64) });
        Assert.Equal("issuer_not_trusted", untrusted.Text("verdict"));
    }

    [Fact]
    public async Task A_brokers_standing_is_checked_once_its_register_has_spoken()
    {
        var broker = $"B-{Guid.CreateVersion7():N}"[..30];
        var (issued, _) = await IssuedAsync(("broker", new JsonObject { ["state"] = "CZE", ["number"] = broker }));
        var question = new { credential = issued.Text("credential") };
        Assert.Equal(("not_checked", "not_told"), Broker(await VerifyAsync(question)));

        var (entry, register) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await TellAsync("active", 1, validUntil: null);
        await PublishAsync(new RegisterChanged { Id = register, State = "CZE", Releases = [new Release { To = ["UGA"], Level = ReleaseLevel.Summary }, new Release { To = ["TZA"], Level = ReleaseLevel.Hit }], At = Host.Clock.GetUtcNow(), Version = 1 });
        Assert.Equal(("pass", "active"), Broker(await UntilAsync("active")));
        await TellAsync("suspended", 3, validUntil: null);
        Assert.Equal(("fail", "suspended"), Broker(await UntilAsync("suspended")));
        // Told late, and older: dropped. Then one that was to hold until yesterday: stale, never a pass.
        await TellAsync("active", 2, validUntil: null);
        await TellAsync("active", 4, Host.Today.AddDays(-1));
        Assert.Equal(("warn", "data_stale"), Broker(await UntilAsync("data_stale")));

        // The register is released to UGA; to TZA as a hit, which a search alone may tell; and to KEN not at all.
        Assert.Equal(("warn", "data_stale"), Broker(await VerifyAsync(question, "UGA/customs")));
        Assert.Equal(("not_checked", "not_told"), Broker(await VerifyAsync(question, "TZA/customs")));
        Assert.Equal(("not_checked", "not_told"), Broker(await VerifyAsync(question, "KEN/customs")));
        // Released apart, the register's releases no longer hold.
        await TellAsync("revoked", 5, validUntil: null, new Release { To = ["KEN"], Level = ReleaseLevel.Summary });
        Assert.Equal(("fail", "revoked"), Broker(await UntilAsync("revoked", "KEN/customs")));
        Assert.Equal(("not_checked", "not_told"), Broker(await VerifyAsync(question, "UGA/customs")));

        (string, string) Broker(JsonObject verdict) => (Check(verdict, "broker_standing").Text("outcome"), Check(verdict, "broker_standing").Text("code"));
        Task<JsonObject> UntilAsync(string code, string identity = "CZE/licensing") => Eventually.GetAsync($"the broker is {code}",
            async () => await VerifyAsync(question, identity) is var verdict && Broker(verdict).Item2 == code ? verdict : null);
        Task TellAsync(string standing, long version, DateOnly? validUntil, params Release[] apart) => PublishAsync(new BrokerStandingChanged
        {
            Id = entry, State = "CZE", ReleasedWith = apart.Length > 0 ? entry : register, Releases = apart.Length > 0 ? apart : null, Number = broker, Standing = standing, ValidUntil = validUntil, At = Host.Clock.GetUtcNow(), Version = version,
        });
    }

    [Fact]
    public async Task Cases_of_its_parties_show_to_those_who_may_see_them_at_their_level()
    {
        var name = $"Example Freight {Guid.CreateVersion7():N}";
        var (issued, _) = await IssuedAsync(("consignees", new JsonArray(new JsonObject { ["name"] = name, ["address"] = "3 Example Road", ["state"] = "ARE" })));
        var facts = Facts(name.ToUpperInvariant(), new Release { To = ["UGA"], Level = ReleaseLevel.Summary }, new Release { To = ["TZA"], Level = ReleaseLevel.Hit });
        await PublishAsync(new CaseReported(facts));

        var seen = await Eventually.GetAsync("KEN sees its own case", async () =>
            await VerifyAsync(Question(), "KEN/customs") is var verdict && Check(verdict, "diversion_history").Text("code") == "named_in_cases" ? verdict : null);
        Assert.Equal("warn", Check(seen, "diversion_history").Text("outcome"));
        Assert.Equal("authentic", seen.Text("verdict"));
        Assert.Equal([facts.Reference], Details(await VerifyAsync(Question(), "UGA/customs")));
        Assert.Equal(["KEN holds something: ask its point of contact"], Details(await VerifyAsync(Question(), "TZA/customs")));
        // For the State that issued it, and for any other, the case does not exist.
        Assert.NotEqual("named_in_cases", Check(await VerifyAsync(Question(), "CZE/customs"), "diversion_history").Text("code"));

        await PublishAsync(new CaseWithdrawn(facts.Id, "KEN", 2, Host.Clock.GetUtcNow()));
        await Eventually.HoldsAsync("a withdrawn case is named no more", async () =>
            Check(await VerifyAsync(Question(), "KEN/customs"), "diversion_history").Text("code") != "named_in_cases");

        object Question() => new { credential = issued.Text("credential") };
        static IEnumerable<string> Details(JsonObject verdict) => Check(verdict, "diversion_history")["details"]!.AsArray().Select(d => d!.GetValue<string>());
    }

    [Fact]
    public async Task Each_leg_of_the_route_is_screened()
    {
        var (issued, _) = await IssuedAsync();
        var clear = await VerifyAsync(Route("AEJEA", "TDNDJ"));
        var through = await VerifyAsync(Route("AEJEA", "SOMGQ", "TDNDJ"));
        Assert.DoesNotContain("route", Check(clear, "embargo_screening")["details"]?.ToJsonString() ?? "", StringComparison.Ordinal);
        Assert.Contains("route[0]", Check(through, "embargo_screening")["details"]!.ToJsonString(), StringComparison.Ordinal);
        Assert.NotEqual("pass", Check(through, "embargo_screening").Text("outcome"));

        object Route(params string[] places) => new
        {
            credential = issued.Text("credential"),
            shipment = new { route = places.Zip(places.Skip(1), (from, to) => new { from, to }) },
        };
    }

    [Fact]
    public async Task Carrier_and_vessel_are_screened()
    {
        var (issued, _) = await IssuedAsync();
        Assert.Equal([], await ScreenedAsync(new { carrier = new { name = "Example Lines", state = "ARE" }, vessel = new { name = "Example Star", flag = "PAN" } }));
        Assert.Equal(["carrier", "vessel"], await ScreenedAsync(new { carrier = new { name = "Example Lines", state = "SOM" }, vessel = new { name = "Al-Shabaab Star", flag = "PAN" } }));
        // Whose flag nobody knows is not clear.
        Assert.Equal(["vessel"], await ScreenedAsync(new { vessel = new { name = "Example Star" } }));

        async Task<IEnumerable<string>> ScreenedAsync(object shipment)
        {
            var check = Check(await VerifyAsync(new { credential = issued.Text("credential"), shipment }), "embargo_screening");
            return (check["details"]?.AsArray() ?? []).Select(detail => detail!.GetValue<string>().Split(':')[0]).Where(subject => subject is "carrier" or "vessel");
        }
    }

    [Fact]
    public async Task The_issuing_State_sees_who_verified_and_nobody_else_does()
    {
        var (issued, number) = await IssuedAsync();
        await VerifyAsync(new { credential = issued.Text("credential") });
        await VerifyAsync(new { number = $"forged {number}", issuingState = "TCD", documentHash = new string('1', 64) }, "UGA/customs");
        var own = (await Host.GetAsync("TCD/licensing", $"/v1/verifications?certificate={issued.Id()}")).Items();
        Assert.Equal(("KEN", "customs", "authentic", number), (own[0].Text("verifier"), own[0].Text("authority"), own[0].Text("verdict"), own[0].Text("number")));
        // What was shown as its own and never was, too.
        Assert.Contains((await Host.GetAsync("TCD/licensing", "/v1/verifications?verdict=not_issued")).Items(), v => v.Text("number") == $"forged {number}" && v.Text("verifier") == "UGA");
        Assert.Empty((await Host.GetAsync("CZE/licensing", $"/v1/verifications?certificate={issued.Id()}")).Items());
    }

    [Theory]
    [InlineData("{}", "credential")]
    [InlineData("""{"credential":"a.b.c","qr":"EUC1:x"}""", "credential")]
    [InlineData("""{"number":"1","issuingState":"TCD"}""", "documentHash")]
    [InlineData("""{"number":"1","issuingState":"tcd","documentHash":"zz"}""", "documentHash issuingState")]
    [InlineData("""{"credential":"a.b.c","shipment":{"lines":[{"line":1,"quantity":-1}]}}""", "shipment.lines[0].quantity")]
    [InlineData("""{"credential":"a.b.c","shipment":{"lines":[{"line":1,"quantity":0.5}]}}""", "shipment.lines[0].quantity")]
    [InlineData("""{"credential":"a.b.c","shipment":{"route":[{"from":"KEMBA","to":"Kampala"}]}}""", "shipment.route[0].to")]
    [InlineData("""{"credential":"a.b.c","shipment":{"carrier":{"state":"ARE"},"vessel":{"name":"a\nb","flag":"Panama"}}}""", "shipment.carrier.name shipment.vessel.flag shipment.vessel.name")]
    public async Task A_question_that_cannot_be_answered_is_named_by_its_field(string body, string fields) =>
        Assert.Equal(fields.Split(' '), (await Host.PostAsync("KEN/customs", "/v1/certificates/verify", body, HttpStatusCode.UnprocessableEntity)).Fields());

    private Task<JsonObject> VerifyAsync(object question, string identity = "KEN/customs") => Host.PostAsync(identity, "/v1/certificates/verify", question, HttpStatusCode.OK);

    private async Task<(JsonObject Issued, string Number)> IssuedAsync(params (string Field, JsonNode? Value)[] with)
    {
        var certificate = Host.Certificate([("releases", new JsonArray()), .. with]);
        return (await Host.PostAsync("TCD/licensing", "/v1/certificates", certificate, HttpStatusCode.Created), certificate.Text("number"));
    }

    private async Task PublishAsync<T>(T message) where T : class
    {
        await using var scope = Host.Host.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<IBus>().Publish(message);
    }

    private async Task<CredentialKeySet> KeysAsync(string member) =>
        CredentialKeySet.Parse(await Host.Host.Client.GetStringAsync($"/v1/members/{member}/jwks")).Value;

    private CaseFacts Facts(string party, params Release[] releases) => new()
    {
        Id = Guid.CreateVersion7(),
        Reference = $"KEN-2026-{Random.Shared.Next(100_000_000):D8}",
        Originator = "KEN",
        Version = 1,
        Status = "detected",
        Parties = [new CaseParty { Kind = "company", Role = "consignee", Name = party }],
        Handling = new Handling(),
        Releases = releases,
        ReportedAt = Host.Clock.GetUtcNow(),
    };

    private static IEnumerable<JsonObject> Checks(JsonObject verdict) => verdict["checks"]!.AsArray().Select(c => c!.AsObject());

    private static JsonObject Check(JsonObject verdict, string name) => Checks(verdict).Single(c => c.Text("check") == name);
}

/// <summary>What time alone does to a certificate.</summary>
public sealed class ExpiredCertificateTests
{
    [Theory, InlineData(Provider.Sqlite), InlineData(Provider.Postgres)]
    public async Task The_last_day_counts_whole_and_the_next_one_not(Provider provider)
    {
        var clock = new MovableClock();
        await using var host = await CertificateHost.StartAsync(provider, clock);
        var issued = await host.PostAsync("TCD/licensing", "/v1/certificates", host.Certificate(("validUntil", $"{host.Today.AddDays(1):O}")), HttpStatusCode.Created);
        clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal("authentic", await VerdictAsync());
        clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal("expired", await VerdictAsync());

        async Task<string> VerdictAsync() =>
            (await host.PostAsync("KEN/customs", "/v1/certificates/verify", new { qr = issued.Text("qr") }, HttpStatusCode.OK)).Text("verdict");
    }
}

[Collection(OnSqlite.Name)]
public sealed class VerifyCertificateOnSqliteTests(SqliteHost shared) : VerifyCertificateTests(shared);

[Collection(OnPostgres.Name)]
public sealed class VerifyCertificateOnPostgresTests(PostgresHost shared) : VerifyCertificateTests(shared);
