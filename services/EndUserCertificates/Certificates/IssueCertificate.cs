using Exchange.Access;
using Exchange.Contracts;
using Exchange.EndUserCertificates.Data;
using Exchange.EndUserCertificates.Keys;
using Exchange.EndUserCertificates.StatusLists;
using Exchange.Hosting;
using Exchange.Hosting.Data;
using Exchange.Hosting.Http;
using Exchange.Hosting.OpenApi;
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
    /// <summary>The certificate to issue.</summary>
    public sealed record Request : CertificateContent
    {
        /// <summary>The certificate of the caller's State that this one corrects. It must not be revoked, nor drawn on.</summary>
        public Guid? Supersedes { get; init; }

        /// <summary>
        /// To whom the certificate is released. Without it, the exporting State sees the certificate in full, since it is addressed to it; with an
        /// empty list, the issuing State alone sees it.
        /// </summary>
        public IReadOnlyList<ReleaseInput>? Releases { get; init; }
    }

    /// <summary>The signed forms of the certificate.</summary>
    public sealed record Response
    {
        /// <summary>The id of the certificate.</summary>
        public required Guid Id { get; init; }

        /// <summary>What people call the certificate.</summary>
        [Reference] public required string Reference { get; init; }

        /// <summary>For systems: a compact JWS of type <c>euc+jwt</c>.</summary>
        public required string Credential { get; init; }

        /// <summary>For paper: the text of the QR code, a signed extract.</summary>
        public required string Qr { get; init; }

        /// <summary>The hash of the credential, by which holders of a print name the certificate.</summary>
        [Sha256] public required string DocumentHash { get; init; }

        /// <summary>Where the certificate, its page, its status and its keys are.</summary>
        public required Links Links { get; init; }
    }

    /// <summary>Paths on the network's one address.</summary>
    public sealed record Links
    {
        /// <summary>The certificate.</summary>
        public required string Self { get; init; }

        /// <summary>The page for printing.</summary>
        public required string Document { get; init; }

        /// <summary>The status list in which it has its place.</summary>
        public required string StatusList { get; init; }

        /// <summary>The keys that verify it.</summary>
        public required string Keys { get; init; }
    }

    public static void Map(IEndpointRouteBuilder certificates) => certificates.MapPost("/", HandleAsync)
        .WithName("IssueCertificate").WithSummary("Issues a signed certificate").RequireScope(Scopes.CertificatesIssue).WithSigningKey().WithIdempotency<CertificatesDb>()
        .WithExample("certificate")
        .Refuses(StatusCodes.Status403Forbidden, "forbidden", "the caller is no licensing authority, or the end user is in another State")
        .Refuses(StatusCodes.Status409Conflict, "number-taken", "the caller's State has issued a certificate with this number")
        .Refuses(StatusCodes.Status409Conflict, "certificate-not-standing", "the certificate to be corrected is revoked or superseded")
        .Refuses(StatusCodes.Status409Conflict, "certificate-drawn", "quantities of the certificate to be corrected have been drawn");

    internal static async Task<Results<Created<Response>, ProblemHttpResult>> HandleAsync(
        Request request, Principal caller, CertificatesDb db, CertificateSigner signer, StatusPlaces statusPlaces, SignedStatusLists lists, ReferenceNumbers numbers,
        IOutbox<CertificatesDb> outbox, TrustDirectory trust, TimeProvider clock, CancellationToken ct)
    {
        if (!caller.Functions.Contains(Functions.Licensing)) return Problems.Forbidden("Only a licensing authority issues certificates.");
        var (now, faults) = (clock.StoredNow(), new Faults());
        CertificateRules.CheckContent(request, DateOnly.FromDateTime(now.UtcDateTime), faults);
        var releases = ReleaseRules.Check(request.Releases, trust, now, faults);
        if (faults.Any) return faults.ToProblem();
        if (CertificateTypes.All[request.Type!].IssuedByEndUsersState && request.EndUser!.State != caller.Member)
            return Problems.Forbidden($"A certificate is issued by the end user's State: {request.EndUser.State}'s, not {caller.Member}'s.");
        if (request.Releases is null) releases = ToExporter(request.Exporter!.State!, caller, trust);

        // Released or not, a number is the State's own: the answer reveals nothing to others.
        if (await db.VisibleTo<Certificate>(caller, now).ByKey().AnyAsync(c => c.Record.Originator == caller.Member && c.Record.Number == request.Number, ct)) return NumberTaken(request);
        Certificate? issued = null, superseded = null;
        var refused = await db.UnlessRefusedAsync(() => numbers.DrawAsync(db, caller.Member, now, CertificatesDb.ReferenceIndex, async reference =>
        {
            var place = await statusPlaces.NextAsync(caller.Member, ct);
            issued = Certificate.Issue(caller, request, releases, request.Supersedes, reference, place, now);
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
                return null;
            }
            catch (DbUpdateException e) when (UniqueViolations.IsOf(e, CertificatesDb.NumberIndex, nameof(Certificate.Number)))
            {
                return NumberTaken(request);
            }
        }, ct), ct);
        if (refused is not null) return refused;
        if (superseded is not null) await lists.ForgetAsync(superseded.Originator, superseded.StatusList, ct);
        var self = $"/v1/certificates/{issued!.Id}";
        return TypedResults.Created(self, new Response
        {
            Id = issued.Id,
            Reference = issued.Reference,
            Credential = issued.Credential,
            Qr = issued.Qr,
            DocumentHash = issued.DocumentHash,
            Links = new Links
            {
                Self = self,
                Document = $"{self}/document",
                StatusList = $"/v1/status-lists/{issued.Originator}/{issued.StatusList}",
                Keys = $"/v1/members/{issued.Originator}/jwks",
            },
        });
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
