using Exchange.Access;
using Exchange.Contracts;
using Exchange.EndUserCertificates.Data;
using Exchange.EndUserCertificates.Keys;
using Exchange.EndUserCertificates.StatusLists;
using Exchange.Hosting;
using Exchange.Hosting.Http;
using Exchange.Hosting.Releases;
using Exchange.Hosting.Trust;
using Exchange.Hosting.Validation;
using Exchange.Messaging;
using Exchange.Storage;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Exchange.EndUserCertificates.Certificates;

/// <summary>Issues a certificate of the caller's State as a signed credential (outcome document, paras 48, 103).</summary>
internal static class IssueCertificate
{
    /// <summary>
    /// The certificate. Without <c>releases</c> the exporting State that it names sees it in full, since it is addressed to it; with
    /// an empty list only the issuing State does. <c>supersedes</c> names the certificate that it corrects.
    /// </summary>
    public sealed record Request : CertificateContent
    {
        public Guid? Supersedes { get; init; }
        public IReadOnlyList<ReleaseInput>? Releases { get; init; }
    }

    /// <summary>The certificate's signed forms: <c>Credential</c> for systems, <c>Qr</c> for paper, <c>DocumentHash</c> to name it by.</summary>
    public sealed record Response(Guid Id, string Reference, string Credential, string Qr, string DocumentHash, Links Links);

    /// <summary>Where the printable page, the status list and the keys for verifying it are.</summary>
    public sealed record Links(string Self, string Document, string StatusList, string Keys);

    public static void Map(IEndpointRouteBuilder certificates) => certificates.MapPost("/", HandleAsync)
        .WithName("IssueCertificate").WithSummary("Issues a signed certificate").RequireScope(Scopes.CertificatesIssue).WithSigningKey().WithIdempotency<CertificatesDb>();

    internal static async Task<Results<Created<Response>, ProblemHttpResult>> HandleAsync(
        Request request, Principal caller, CertificatesDb db, CertificateSigner signer, StatusPlaces statusPlaces, SignedStatusLists lists, ReferenceNumbers numbers,
        IOutbox<CertificatesDb> outbox, TrustDirectory trust, TimeProvider clock, CancellationToken ct)
    {
        if (!caller.Functions.Contains(Functions.Licensing)) return Problems.Forbidden("Only a licensing authority issues certificates.");
        var (now, faults) = (clock.GetUtcNow(), new Faults());
        CertificateRules.CheckContent(request, DateOnly.FromDateTime(now.UtcDateTime), faults);
        var releases = ReleaseRules.Check(request.Releases, trust, now, faults);
        if (faults.Any) return faults.ToProblem();
        if (CertificateTypes.All[request.Type!].IssuedByEndUsersState && request.EndUser!.State != caller.Member)
            return Problems.Forbidden($"A certificate is issued by the end user's State: {request.EndUser.State}'s, not {caller.Member}'s.");
        if (request.Releases is null) releases = ToExporter(request.Exporter!.State!, caller, trust);

        // Released or not, a number is the State's own: the answer reveals nothing to others.
        if (await db.VisibleTo<Certificate>(caller, now).ByKey().AnyAsync(c => c.Record.Originator == caller.Member && c.Record.Number == request.Number, ct)) return NumberTaken(request);
        await using var transaction = db.Database.CurrentTransaction is null ? await db.Database.BeginTransactionAsync(ct) : null;
        while (true)
        {
            var place = await statusPlaces.NextAsync(caller.Member, ct);
            var issued = Certificate.Issue(caller, request, releases, request.Supersedes, References.New(caller.Member, now, numbers.Next()), place, now);
            Certificate? superseded = null;
            if (request.Supersedes is { } supersedes)
            {
                (superseded, var problem) = await SupersedeAsync(db, supersedes, issued.Id, caller, now, ct);
                if (problem is not null) return problem;
            }
            await signer.SignAsync(issued, ct);
            db.Add(issued);
            db.Add(StatusEntry.New(issued.Originator, issued.Place));
            db.AddRange(Grants.Of<Certificate>(issued.Id, issued.Originator, releases));
            db.AddRange(issued.Lines());
            await outbox.PublishAsync(CertificateEvents.Issued(issued), ct);
            try
            {
                await db.SaveChangesAsync(ct);
            }
            catch (DbUpdateException e) when (UniqueViolations.IsOf(e, CertificatesDb.ReferenceIndex, nameof(Certificate.Reference)))
            {
                // Another certificate has this reference: draw another number.
                db.ChangeTracker.Clear();
                continue;
            }
            catch (DbUpdateException e) when (UniqueViolations.IsOf(e, CertificatesDb.NumberIndex, nameof(Certificate.Number)))
            {
                return NumberTaken(request);
            }
            if (transaction is not null) await transaction.CommitAsync(ct);
            if (superseded is not null) await lists.ForgetAsync(superseded.Originator, superseded.StatusList, ct);
            return TypedResults.Created($"/v1/certificates/{issued.Id}", new Response(
                issued.Id, issued.Reference, issued.Credential, issued.Qr, issued.DocumentHash,
                new Links($"/v1/certificates/{issued.Id}", $"/v1/certificates/{issued.Id}/document", $"/v1/status-lists/{issued.Originator}/{issued.StatusList}", $"/v1/members/{issued.Originator}/jwks")));
        }
    }

    private static Release[] ToExporter(string state, Principal caller, TrustDirectory trust) => state != caller.Member && trust.Member(state) is not null
        ? [new Release { To = [state], Level = ReleaseLevel.Full }]
        : [];

    private static async Task<(Certificate? Superseded, ProblemHttpResult? Problem)> SupersedeAsync(CertificatesDb db, Guid id, Guid by, Principal caller, DateTimeOffset now, CancellationToken ct)
    {
        if (await db.VisibleTo<Certificate>(caller, now).ByKey().SingleOrDefaultAsync(c => c.Record.Id == id && c.Record.Originator == caller.Member, ct) is not { } seen)
        {
            var faults = new Faults();
            faults.Add("supersedes", "is no certificate of this State");
            return (null, faults.ToProblem());
        }
        if (!seen.Record.TrySupersede(by, now))
            return (null, Problems.Conflict("certificate-not-standing", $"The certificate to be corrected is {seen.Record.Status}."));
        // The correction has quantities of its own: what has been taken of the old ones would be available twice. Closing the old lines
        // also stops a drawing in progress.
        var lines = db.Set<CertificateLine>().Where(l => l.CertificateId == id);
        if (await lines.Where(l => l.Taken == 0).ExecuteUpdateAsync(set => set.SetProperty(l => l.Quantity, 0L), ct) < await lines.CountAsync(ct))
            return (null, Problems.Conflict("certificate-drawn", "Quantities of the certificate to be corrected have been drawn. Revoke it, and issue another for what is left."));
        await db.SetStatusAsync(seen.Record.Originator, seen.Record.Place, seen.Record.Status, ct);
        return (seen.Record, null);
    }

    private static ProblemHttpResult NumberTaken(Request request) =>
        Problems.Conflict("number-taken", $"This State has issued a certificate {request.Number} already; a correction bears a number of its own.");
}
