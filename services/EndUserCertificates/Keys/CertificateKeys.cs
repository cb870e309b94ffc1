using System.Collections.Concurrent;
using System.Security.Cryptography;
using Exchange.Credentials;
using Exchange.EndUserCertificates.Data;
using Exchange.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Exchange.EndUserCertificates.Keys;

/// <summary>Seals the private keys of certificates. A type of its own, since other services in the same process have boxes too.</summary>
internal sealed record CertificateKeyBox(SecretBox Box);

/// <summary>Signs with members' certificate keys, and caches the keys; a key never changes once it is made.</summary>
internal sealed class CertificateKeys(
    IServiceScopeFactory scopes, CertificateKeyBox box, IOptions<EndUserCertificatesOptions> options, TimeProvider clock) : IDisposable
{
    // Another process may have made a new key: read again after this time, and sooner for an unknown key id.
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(1);
    private readonly ConcurrentDictionary<string, MemberKeys> known = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim making = new(1, 1);

    /// <summary>Signs a JSON object in the member's name, as a JWS of one of <see cref="CredentialTypes"/>.</summary>
    public Task<string> SignAsync(string member, string type, ReadOnlyMemory<byte> payload, CancellationToken ct) =>
        SignAsync(member, (id, key) => CompactJws.Sign(type, id, payload.Span, key), ct);

    /// <summary>Signs in the member's name with its current key, given with its id; makes the first key if there is none.</summary>
    public async Task<string> SignAsync(string member, Func<string, ECDsa, string> sign, CancellationToken ct)
    {
        var signing = await ReadyAsync(member, ct);
        return signing.Sign(sign);
    }

    /// <summary>
    /// Makes the member's first or next key if it is due. Call outside any transaction: the key is stored on a connection of its own, which
    /// on SQLite would wait for that transaction to end.
    /// </summary>
    public Task PrepareAsync(string member, CancellationToken ct) => ReadyAsync(member, ct);

    /// <summary>The public keys of a member, old ones too; empty when it never signed.</summary>
    public async Task<CredentialKeySet> PublicOfAsync(string member, CancellationToken ct) => (await OfAsync(member, Fresh, ct)).Public;

    /// <summary>The public keys, read again if <paramref name="keyId"/> is not among those known.</summary>
    public async Task<CredentialKeySet> PublicOfAsync(string member, string keyId, CancellationToken ct)
    {
        var keys = await OfAsync(member, Fresh, ct);
        return keys.Public.Find(keyId) is not null ? keys.Public : (await OfAsync(member, LookAgain, ct)).Public;
    }

    public void Dispose() => making.Dispose();

    private async Task<MemberKeys> OfAsync(string member, TimeSpan fresh, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (known.TryGetValue(member, out var keys) && keys.ReadAt + fresh > now && keys.ReadAt <= now) return keys;
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CertificatesDb>();
        var rows = await db.Keys.AsNoTracking().Where(k => k.Member == member).OrderBy(k => k.CreatedAt).ToListAsync(ct);
        return known[member] = new MemberKeys(rows, box.Box, now, keys);
    }

    private async Task<MemberKeys> MakeAsync(string member, CancellationToken ct)
    {
        await making.WaitAsync(ct);
        try
        {
            var now = clock.GetUtcNow();
            var keys = await OfAsync(member, TimeSpan.Zero, ct);
            var first = keys.Signing(now) is null;
            if (!first && !keys.IsOfAge(now, options.Value)) return keys;
            await using var scope = scopes.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<CertificatesDb>();
            // Published before it signs, so that verifiers who fetch keys now and then have it in time. If two processes make one at the
            // same time, both stay: they belong to the same State, and both are published.
            db.Keys.Add(CertificateKey.New(member, box.Box, now, first ? now : now + options.Value.KeyPublishedAhead));
            await db.SaveChangesAsync(ct);
            return await OfAsync(member, TimeSpan.Zero, ct);
        }
        finally
        {
            making.Release();
        }
    }

    /// <summary>Returns the current key; makes one first if there is none or the newest is due for renewal.</summary>
    private async Task<SigningKey> ReadyAsync(string member, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var keys = await OfAsync(member, Fresh, ct);
        if (keys.Signing(now) is null || keys.IsOfAge(now, options.Value)) keys = await MakeAsync(member, ct);
        return keys.Signing(now)!;
    }

    private sealed class MemberKeys
    {
        private readonly IReadOnlyList<SigningKey> signing;
        private readonly DateTimeOffset newest;

        public MemberKeys(List<CertificateKey> rows, SecretBox box, DateTimeOffset readAt, MemberKeys? before)
        {
            ReadAt = readAt;
            newest = rows.Count > 0 ? rows[^1].CreatedAt : DateTimeOffset.MinValue;
            Public = rows.Count == before?.signing.Count ? before.Public : new CredentialKeySet(rows.Select(k => CredentialKey.Parse(k.PublicJwk).Value));
            signing = [.. rows.Select(row => before?.signing.SingleOrDefault(k => k.Id == row.Id) ?? new SigningKey(row, box))];
        }

        public DateTimeOffset ReadAt { get; }
        public CredentialKeySet Public { get; }

        // The first key signs at once, whatever its time says: stored, it is rounded, and another process's clock may be ahead.
        public SigningKey? Signing(DateTimeOffset now) => signing.Where(k => k.SignsFrom <= now).MaxBy(k => k.SignsFrom) ?? (signing.Count > 0 ? signing[0] : null);

        public bool IsOfAge(DateTimeOffset now, EndUserCertificatesOptions options) => newest + options.KeyLifetime - options.KeyPublishedAhead <= now;
    }

    private sealed class SigningKey(CertificateKey row, SecretBox box)
    {
        // An ECDsa is costly to open and not for two threads at once.
        private readonly ConcurrentBag<ECDsa> idle = [];

        public string Id => row.Id;
        public DateTimeOffset SignsFrom => row.SignsFrom;

        public string Sign(Func<string, ECDsa, string> sign)
        {
            if (!idle.TryTake(out var key)) key = row.Open(box);
            var signed = sign(row.Id, key);
            idle.Add(key);
            return signed;
        }
    }
}
