using System.Text.Json;
using Exchange.Credentials;
using Exchange.EndUserCertificates.Certificates;
using Exchange.EndUserCertificates.Data;
using Exchange.Storage;
using Microsoft.EntityFrameworkCore;

namespace Exchange.EndUserCertificates.Verification;

/// <summary>A certificate as its State's register holds it, as far as a verification needs it.</summary>
internal sealed record RegisteredCertificate(
    Guid Id, string Originator, string Type, string Number, DateOnly ValidFrom, DateOnly? ValidUntil, bool SingleUse, string FinalDestination,
    string Status, string Credential, string DocumentHash, int Version)
{
    public IReadOnlyList<RegisteredLine> Lines { get; init; } = [];

    /// <summary>What was signed.</summary>
    public CertificateContent Read() => Read(JsonElement.Parse(CompactJws.PayloadOf(Credential)))!;

    /// <summary>Reads the certificate from a credential's claims; null if they hold none.</summary>
    public static CertificateContent? Read(JsonElement claims)
    {
        try
        {
            return claims.TryGetProperty("euc", out var content) && content.Deserialize<CertificateContent>(JsonSerializerOptions.Web) is { Number: not null } read ? read : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>A line, with what all exporting States together have taken of it.</summary>
internal sealed record RegisteredLine(int Line, long Quantity, long Taken)
{
    public long Left => Quantity - Taken;
}

/// <summary>
/// Finds the certificate that somebody presents. Who shows the signed text or its hash holds the certificate already: this proof, not a
/// release, gives access.
/// </summary>
internal sealed class CertificateRegister(IServiceScopeFactory scopes)
{
    // Compiled once: translating the LINQ takes as long as running the SQL.
    private static readonly CompiledQuery<Func<CertificatesDb, Guid[], IAsyncEnumerable<CertificateWithLine>>> ByIds = new(() => EF.CompileAsyncQuery(
        (CertificatesDb db, Guid[] ids) => (
            from certificate in db.Set<Certificate>()
            where ids.Contains(certificate.Id)
            join line in db.Set<CertificateLine>() on certificate.Id equals line.CertificateId
            select new CertificateWithLine(
                new RegisteredCertificate(
                    certificate.Id, certificate.Originator, certificate.Type, certificate.Number, certificate.ValidFrom, certificate.ValidUntil,
                    certificate.SingleUse, certificate.FinalDestination, certificate.Status, certificate.Credential, certificate.DocumentHash, certificate.Version),
                new RegisteredLine(line.Line, line.Quantity, line.Taken))).TagWith(KeyedLookups.Tag)));

    private readonly SharedWork<Guid, RegisteredCertificate?> shared = new(ids => ReadAsync(scopes, ids));

    /// <summary>Returns null if the State's register holds no certificate with this id.</summary>
    public async Task<RegisteredCertificate?> FindAsync(string issuer, Guid id, CancellationToken ct) =>
        await shared.AskAsync(id, ct) is { } found && found.Originator == issuer ? found : null;

    /// <summary>Returns the State's certificate with this number and this hash, or null.</summary>
    public async Task<RegisteredCertificate?> FindAsync(string issuer, string number, string documentHash, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var ids = await scope.ServiceProvider.GetRequiredService<CertificatesDb>().Set<Certificate>()
            .Where(c => c.Originator == issuer && c.Number == number && c.DocumentHash == documentHash).Select(c => c.Id).ToListAsync(ct);
        return ids is [var id] ? await FindAsync(issuer, id, ct) : null;
    }

    private static async Task<IReadOnlyList<RegisteredCertificate?>> ReadAsync(IServiceScopeFactory scopes, IReadOnlyList<Guid> ids)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CertificatesDb>();
        var found = new Dictionary<Guid, (RegisteredCertificate Certificate, List<RegisteredLine> Lines)>();
        await foreach (var (certificate, line) in ByIds.For(db)(db, [.. ids.Distinct()]))
        {
            if (!found.TryGetValue(certificate.Id, out var known)) found[certificate.Id] = known = (certificate, []);
            known.Lines.Add(line);
        }
        return [.. ids.Select(id => found.TryGetValue(id, out var known) ? known.Certificate with { Lines = known.Lines } : null)];
    }

    private sealed record CertificateWithLine(RegisteredCertificate Certificate, RegisteredLine Line);
}
