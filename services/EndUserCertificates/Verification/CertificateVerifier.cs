using Exchange.Access;
using Exchange.EndUserCertificates.Certificates;
using Exchange.EndUserCertificates.Embargoes;
using Exchange.EndUserCertificates.Verification.Checks;
using Exchange.EndUserCertificates.Verification.Presented;

namespace Exchange.EndUserCertificates.Verification;

/// <summary>
/// Makes every check of a certificate, in the order of <see cref="VerifyAsync"/>. It reads only this service's own database and
/// projections, and so answers while every other service is down; each check names the source of its facts and their age.
/// </summary>
internal sealed class CertificateVerifier(
    CredentialPresentation credentials, QrPresentation qrCodes, NumberPresentation numbers, EmbargoScreening embargoes, BrokerLookup brokers)
{
    public async Task<VerificationResult> VerifyAsync(VerifyCertificate.Request request, Principal caller, DateTimeOffset now, CancellationToken ct)
    {
        var presented = await PresentedAsync(request, caller, now, ct);
        if (presented.Identified is var (certificate, content, cases))
        {
            var (checks, shipment, issuer, today) = (presented.Checks, request.Shipment, presented.NamedIssuer!, DateOnly.FromDateTime(now.UtcDateTime));
            checks.Add(CertificateChecks.Alteration(request.FieldsAsRead, content, issuer));
            checks.Add(CertificateChecks.Status(certificate, now));
            checks.Add(CertificateChecks.Validity(certificate, today));
            checks.Add(CertificateChecks.Quantity(certificate, shipment?.Lines, now));
            checks.Add(CertificateChecks.Reuse(certificate, now));
            checks.Add(CertificateChecks.Shipment(shipment, content, issuer));
            checks.Add(await BrokerStandingAsync(shipment?.Broker ?? content.Broker, caller, now, ct));
            checks.Add(CertificateChecks.DiversionHistory(cases));
            checks.Add(CertificateChecks.Embargoes(embargoes.Screen(TransferOf(content, shipment))));
        }
        return VerificationResult.Of(presented);
    }

    private Task<PresentedCertificate> PresentedAsync(VerifyCertificate.Request request, Principal caller, DateTimeOffset now, CancellationToken ct) => request switch
    {
        { Credential: { } credential } => credentials.ReadAsync(credential, caller, now, ct),
        { Qr: { } qr } => qrCodes.ReadAsync(qr, caller, now, ct),
        _ => numbers.ReadAsync(request.IssuingState!, request.Number!, request.DocumentHash!, caller, now, ct),
    };

    private async Task<CheckResult> BrokerStandingAsync(BrokerReference? broker, Principal caller, DateTimeOffset now, CancellationToken ct) =>
        broker is { State: { } state, Number: { } number }
            ? CertificateChecks.BrokerStanding(state, await brokers.FindAsync(state, number, caller, now, ct), DateOnly.FromDateTime(now.UtcDateTime))
            : CertificateChecks.NoBroker();

    private static ScreenedTransfer TransferOf(CertificateContent content, VerifyCertificate.Shipment? shipment) => new()
    {
        FinalDestination = content.FinalDestination,
        Parties = [.. (content.Consignees ?? []).Append(content.Exporter).Append(content.EndUser).OfType<Party>().Select(p => new ScreenedParty(p.State, p.Name))],
        Broker = (shipment?.Broker ?? content.Broker) is { } broker ? new ScreenedParty(broker.State, broker.Name) : null,
        Carrier = shipment?.Carrier is { } carrier ? new ScreenedParty(carrier.State, carrier.Name) : null,
        Vessel = shipment?.Vessel is { } vessel ? new ScreenedParty(vessel.Flag, vessel.Name) : null,
        Route = [.. (shipment?.Route ?? []).Select(leg => new ScreenedLeg(leg.From!, leg.To!))],
    };
}
