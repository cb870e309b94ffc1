using Exchange.Access;
using Exchange.Contracts;
using Exchange.EndUserCertificates.Certificates;
using Exchange.EndUserCertificates.Data;
using Exchange.EndUserCertificates.Projections;
using Exchange.Storage;
using Microsoft.EntityFrameworkCore;

namespace Exchange.EndUserCertificates.Verification;

/// <summary>A case that names one of the keys, at the level at which the reader may see it.</summary>
internal sealed record CaseMatch
{
    /// <summary>The key: a <see cref="CaseMention.Key"/>.</summary>
    public required string Key { get; init; }
    public required Guid Id { get; init; }
    public required ReleaseLevel Level { get; init; }
    public required string Originator { get; init; }
    public required string Reference { get; init; }
    public required int Version { get; init; }
}

/// <summary>Cases that name one of the keys, and when this service last received any case; null while it has received none.</summary>
internal sealed record CaseMatches(IReadOnlyList<CaseMatch> Cases, DateTimeOffset? AsOf);

/// <summary>Finds cases that name a party or a certificate, as far as the reader may see them.</summary>
internal sealed class DiversionHistory(IServiceScopeFactory scopes, CaseFreshness heard)
{
    /// <summary>The most cases in an answer: the newest.</summary>
    private const int Most = 20;

    // Enough for one certificate, if each of its names (20 consignees, exporter, end user, broker, number) stands in each case.
    private const int MostRows = Most * 25;

    private static readonly Func<CertificatesDb, Principal, DateTimeOffset, string[], IAsyncEnumerable<CaseMatch>> Naming =
        Visibility.Compile((CertificatesDb db, IQueryable<Visible<CaseFact>> visible, string[] names) => db.CaseMentions
            .Where(m => names.Contains(m.Key))
            .Join(
                visible.Where(c => c.Record.Status != "withdrawn" && c.Record.Status != "erroneous"),
                m => m.CaseId,
                c => c.Record.Id,
                (m, c) => new CaseMatch { Key = m.Key, Id = c.Record.Id, Level = c.Level, Originator = c.Record.Originator, Reference = c.Record.Reference, Version = c.Record.Version })
            .OrderByDescending(c => c.Id).Take(MostRows).TagWith(KeyedLookups.Tag), ReleaseLevel.Hit);

    private readonly SharedWork<Lookup, IReadOnlyList<CaseMatch>> shared = new(lookups => AnswerAsync(scopes, lookups));

    /// <summary>The newest cases that name the certificate or a party of it, as far as the reader may see them.</summary>
    public Task<CaseMatches> FindAsync(string issuer, CertificateContent content, Principal reader, DateTimeOffset now, CancellationToken ct)
    {
        var parties = (content.Consignees ?? []).Append(content.Exporter).Append(content.EndUser).Select(p => p?.Name).Append(content.Broker?.Name)
            .OfType<string>().Select(NameKey.Of).Where(key => key.Length > 0);
        return FindAsync([.. parties.Append(NameKey.OfCertificate(issuer, content.Number!)).Distinct()], reader, now, ct);
    }

    /// <summary>The newest cases that name any of <paramref name="keys"/> and reach <paramref name="reader"/>, each once.</summary>
    /// <param name="keys">Of <see cref="NameKey"/>, each once.</param>
    public async Task<CaseMatches> FindAsync(IReadOnlyList<string> keys, Principal reader, DateTimeOffset now, CancellationToken ct)
    {
        // Read before the cases, so that these are never older than it says.
        var asOf = await heard.LastAsync(now, ct);
        return new(await shared.AskAsync(new Lookup(keys, reader, now), ct), asOf);
    }

    // Readers who may see the same share one query.
    private static async Task<IReadOnlyList<IReadOnlyList<CaseMatch>>> AnswerAsync(IServiceScopeFactory scopes, IReadOnlyList<Lookup> lookups)
    {
        var answers = new IReadOnlyList<CaseMatch>[lookups.Count];
        await Task.WhenAll(Enumerable.Range(0, lookups.Count).GroupBy(n => lookups[n].Readers).Select(async same =>
        {
            var asked = same.Select(n => lookups[n]).ToList();
            foreach (var (n, answer) in same.Zip(await ReadAsync(scopes, asked))) answers[n] = answer;
        }));
        return answers;
    }

    private static async Task<IReadOnlyList<IReadOnlyList<CaseMatch>>> ReadAsync(IServiceScopeFactory scopes, IReadOnlyList<Lookup> lookups)
    {
        string[] keys = [.. lookups.SelectMany(q => q.Keys).Distinct()];
        var found = new List<CaseMatch>();
        await using (var scope = scopes.CreateAsyncScope())
        {
            var db = scope.ServiceProvider.GetRequiredService<CertificatesDb>();
            await foreach (var named in Naming(db, lookups[0].Reader, lookups.Max(q => q.Now), keys)) found.Add(named);
        }
        // One lookup's cases may have left no room for another's: then query each alone.
        if (lookups.Count > 1 && found.Count == MostRows)
            return [.. (await Task.WhenAll(lookups.Select(q => ReadAsync(scopes, [q])))).SelectMany(answer => answer)];
        return [.. lookups.Select(q => found.Where(named => q.Keys.Contains(named.Key)).DistinctBy(named => named.Id).Take(Most).ToList())];
    }

    private sealed record Lookup(IReadOnlyList<string> Keys, Principal Reader, DateTimeOffset Now)
    {
        /// <summary>Equal for all readers who may see the same.</summary>
        public string Readers { get; } = string.Join('\n', [.. Reader.Addresses, "", .. Reader.FunctionKeys]);
    }
}
