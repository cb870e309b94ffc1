using Exchange.Access;
using Exchange.Contracts;
using Exchange.EndUserCertificates.Data;
using Exchange.EndUserCertificates.Projections;
using Exchange.Hosting.Data;
using Exchange.Messaging;
using Microsoft.EntityFrameworkCore;

namespace Exchange.EndUserCertificates.Verification;

/// <summary>A case that names what was asked for, at the level at which the reader may see it.</summary>
internal sealed record NamedIn
{
    /// <summary>What it names: a <see cref="CaseMention.Key"/>.</summary>
    public required string Key { get; init; }
    public required Guid Id { get; init; }
    public required ReleaseLevel Level { get; init; }
    public required string Originator { get; init; }
    public required string Reference { get; init; }
}

/// <summary>Cases that name something, and when this service last heard of any case; null while none has been told.</summary>
internal sealed record CasesTold(IReadOnlyList<NamedIn> Cases, DateTimeOffset? AsOf);

/// <summary>Cases that name a party or a certificate, each to those alone who may see it.</summary>
internal sealed class DiversionHistory(IServiceScopeFactory scopes, CasesHeard heard)
{
    /// <summary>As many are told, the newest.</summary>
    private const int Most = 20;

    // Enough for one certificate, if each of its names (20 consignees, exporter, end user, broker, number) stands in each case.
    private const int MostRows = Most * 25;

    private static readonly Func<CertificatesDb, Principal, DateTimeOffset, string[], IAsyncEnumerable<NamedIn>> Naming =
        Visibility.Compile((CertificatesDb db, IQueryable<Visible<CaseFact>> visible, string[] names) => db.CaseMentions
            .Where(m => names.Contains(m.Key))
            .Join(
                visible.Where(c => c.Record.Status != "withdrawn" && c.Record.Status != "erroneous"),
                m => m.CaseId,
                c => c.Record.Id,
                (m, c) => new NamedIn { Key = m.Key, Id = c.Record.Id, Level = c.Level, Originator = c.Record.Originator, Reference = c.Record.Reference })
            .OrderByDescending(c => c.Id).Take(MostRows).TagWith(KeyedLookups.Tag), ReleaseLevel.Hit);

    private readonly SharedWork<Question, IReadOnlyList<NamedIn>> shared = new(questions => AnswerAsync(scopes, questions));

    /// <summary>The newest cases that name any of <paramref name="keys"/> and reach <paramref name="reader"/>, each once.</summary>
    /// <param name="keys">Of <see cref="NameKey"/>, each once.</param>
    public async Task<CasesTold> FindAsync(IReadOnlyList<string> keys, Principal reader, DateTimeOffset now, CancellationToken ct)
    {
        // Before the cases are read, so that these are never older than it says.
        var asOf = await heard.LastAsync(now, ct);
        return new(await shared.AskAsync(new Question(keys, reader, now), ct), asOf);
    }

    // Those who may see the same are answered by one query.
    private static async Task<IReadOnlyList<IReadOnlyList<NamedIn>>> AnswerAsync(IServiceScopeFactory scopes, IReadOnlyList<Question> questions)
    {
        var answers = new IReadOnlyList<NamedIn>[questions.Count];
        await Task.WhenAll(Enumerable.Range(0, questions.Count).GroupBy(n => questions[n].Readers).Select(async same =>
        {
            var asked = same.Select(n => questions[n]).ToList();
            foreach (var (n, answer) in same.Zip(await ReadAsync(scopes, asked))) answers[n] = answer;
        }));
        return answers;
    }

    private static async Task<IReadOnlyList<IReadOnlyList<NamedIn>>> ReadAsync(IServiceScopeFactory scopes, IReadOnlyList<Question> questions)
    {
        string[] keys = [.. questions.SelectMany(q => q.Keys).Distinct()];
        var found = new List<NamedIn>();
        await using (var scope = scopes.CreateAsyncScope())
        {
            var db = scope.ServiceProvider.GetRequiredService<CertificatesDb>();
            await foreach (var named in Naming(db, questions[0].Reader, questions.Max(q => q.Now), keys)) found.Add(named);
        }
        // Cases of one may have left no room for another's: then each is asked alone.
        if (questions.Count > 1 && found.Count == MostRows)
            return [.. (await Task.WhenAll(questions.Select(q => ReadAsync(scopes, [q])))).SelectMany(answer => answer)];
        return [.. questions.Select(q => found.Where(named => q.Keys.Contains(named.Key)).DistinctBy(named => named.Id).Take(Most).ToList())];
    }

    private sealed record Question(IReadOnlyList<string> Keys, Principal Reader, DateTimeOffset Now)
    {
        /// <summary>The same for all who may see the same.</summary>
        public string Readers { get; } = string.Join('\n', [.. Reader.Addresses, "", .. Reader.FunctionKeys]);
    }
}
