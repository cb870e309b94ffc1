using Exchange.Access;
using Exchange.Contracts;
using Exchange.EndUserCertificates.Data;
using Exchange.EndUserCertificates.Projections;
using Exchange.EndUserCertificates.Verification;
using Exchange.Testing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Exchange.EndUserCertificates.Tests.Verification;

/// <summary>Verifications that wait together are answered by one query, and each is told its own.</summary>
public sealed class SharedReadsTests
{
    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(1_800_000_000);

    [Theory, InlineData(Provider.Sqlite), InlineData(Provider.Postgres)]
    public async Task Each_reader_is_told_its_own_cases_however_many_name_anothers_party(Provider provider)
    {
        await using var host = await CertificateHost.StartAsync(provider);
        var history = host.Host.Services.GetRequiredService<DiversionHistory>();
        await using (var scope = host.Host.Services.CreateAsyncScope())
        {
            var db = scope.ServiceProvider.GetRequiredService<CertificatesDb>();
            // More rows than one query gives, newer than the case of the other party.
            for (var n = 0; n < 600; n++) Add(db, n + 10, "KEN", ["FAMOUS", "BESIDES"], "*", ReleaseLevel.Summary);
            Add(db, 1, "KEN", ["RARE"], "CZE", ReleaseLevel.Full);
            Add(db, 2, "UGA", ["RARE"], "TCD", ReleaseLevel.Hit);
            await db.SaveChangesAsync();
        }
        string[] famous = [.. Enumerable.Range(0, 20).Select(n => $"case-{609 - n}")];
        (string Member, string[] Keys, string[] Told)[] questions =
        [
            ("CZE", ["RARE"], ["case-1"]), ("TCD", ["RARE"], ["case-2"]), ("SOM", ["RARE"], []), ("CZE", ["FAMOUS", "BESIDES"], famous), ("CZE", ["UNKNOWN"], []),
            ("SOM", ["FAMOUS", "RARE"], famous), ("UGA", ["RARE", "UNKNOWN"], ["case-2"]),
        ];

        // First those that one query can answer, then with those that leave no room in it.
        foreach (var asked in new[] { questions.Where(q => q.Told.Length < 20), questions })
        {
            var answers = await Task.WhenAll(Enumerable.Range(0, 20).SelectMany(_ => asked).Select(async q =>
                (q.Told, Answer: await history.FindAsync(q.Keys, Reader(q.Member), Now, CancellationToken.None))));
            Assert.All(answers, answer => Assert.Equal(answer.Told, answer.Answer.Cases.Select(named => named.Reference)));
            Assert.Equal([ReleaseLevel.Full, ReleaseLevel.Hit], answers.Take(2).Select(answer => answer.Answer.Cases.Single().Level));
        }
    }

    [Theory, InlineData(Provider.Sqlite), InlineData(Provider.Postgres)]
    public async Task Each_finds_its_own_certificate_and_none_of_another_State(Provider provider)
    {
        await using var host = await CertificateHost.StartAsync(provider);
        var register = host.Host.Services.GetRequiredService<CertificateRegister>();
        var ids = new List<Guid>();
        for (var n = 0; n < 3; n++) ids.Add(await host.IssueAsync());
        List<(string Issuer, Guid Id, Guid? Found)> questions =
            [.. ids.Select(id => ("TCD", id, (Guid?)id)), .. ids.Select(id => ("CZE", id, (Guid?)null)), ("TCD", Guid.CreateVersion7(Now), null)];

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).SelectMany(_ => questions).Select(async q =>
            (q.Found, Answer: await register.FindAsync(q.Issuer, q.Id, CancellationToken.None))));

        Assert.All(answers, answer => Assert.Equal(answer.Found, answer.Answer?.Id));
        Assert.All(answers.Where(answer => answer.Answer is not null), answer =>
        {
            Assert.NotEmpty(answer.Answer!.Lines);
            Assert.Equal(answer.Answer.Number, answer.Answer.Read().Number);
            Assert.Equal(answer.Answer.Lines.Select(line => (int?)line.Line).Order(), answer.Answer.Read().Goods!.Select(line => line.Line).Order());
        });
    }

    private static void Add(CertificatesDb db, int n, string originator, string[] keys, string recipient, ReleaseLevel level)
    {
        var id = Guid.CreateVersion7(Now.AddSeconds(n));
        db.Add(new CaseFact { Id = id, Originator = originator, Reference = $"case-{n}", Version = 1, Status = "confirmed", HeardAt = Now });
        db.AddRange(keys.Select(key => new CaseMention { CaseId = id, Key = key, Kind = MentionKind.Party }));
        db.AddRange(Grants.Of<CaseFact>(id, originator, [new Release { To = [recipient], Level = level }]));
    }

    private static Principal Reader(string member) => new() { Member = member, Subject = "verifier", Addresses = [member, "*"] };
}
