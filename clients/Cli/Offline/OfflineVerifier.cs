using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Exchange.Cli.Output;
using Exchange.Credentials;

namespace Exchange.Cli.Offline;

/// <summary>One check of an offline verification: outcome, reason and the age of its facts.</summary>
internal sealed record OfflineCheck(string Check, string Outcome, string Code, string Reason, string? Age);

/// <summary>The result of an offline verification.</summary>
internal sealed record OfflineVerdict(string Verdict, IReadOnlyList<OfflineCheck> Checks, string? IssuingState, string? Number, Guid? CertificateId, string? Says)
{
    /// <summary>The JSON has the shape of the online verdict. Written by hand: preparing a serializer takes longer than verifying.</summary>
    public JsonElement ToJson()
    {
        var text = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(text))
        {
            json.WriteStartObject();
            json.WriteString("verdict", Verdict);
            json.WriteStartArray("checks");
            foreach (var check in Checks)
            {
                json.WriteStartObject();
                json.WriteString("check", check.Check);
                json.WriteString("outcome", check.Outcome);
                json.WriteString("code", check.Code);
                json.WriteString("reason", check.Reason);
                json.WriteString("age", check.Age);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteString("issuingState", IssuingState);
            json.WriteString("number", Number);
            json.WriteString("certificateId", CertificateId?.ToString());
            json.WriteString("says", Says);
            json.WriteEndObject();
        }
        return JsonElement.Parse(text.WrittenSpan);
    }
}

/// <summary>
/// Verifies a credential or the text of a QR code with the stored keys and status lists, and reports how old both are. It does not
/// check what only the network knows (quantities, brokers, cases, embargoes), and says so.
/// </summary>
internal sealed class OfflineVerifier(OfflineStore store, Uri network, TimeProvider clock)
{
    private const int LongestText = 64 * 1024;
    private readonly List<OfflineCheck> checks = [];
    private string verdict = "authentic";

    public OfflineVerdict Verify(string text)
    {
        var claims = text.StartsWith(CertificateExtract.Prefix, StringComparison.Ordinal) ? FromQr(text) : FromCredential(text);
        if (claims is not null)
        {
            CheckValidity(claims);
            CheckStatus(claims);
            checks.Add(new("quantity", "not_checked", "offline", "Only the network knows the quantities drawn, brokers, cases and embargoes.", null));
        }
        return new(verdict, checks, claims?.Issuer, claims?.Number, claims?.Id, claims?.Says);
    }

    private CredentialClaims? FromQr(string text)
    {
        var read = CertificateExtract.Read(text);
        if (read.Fault is { } fault) return Forged(fault);
        if (KeysOf(read.Value.Issuer) is not { } keys) return null;
        var verified = read.Value.Verify(keys.Keys);
        if (verified.Fault is { } forged) return Forged(forged);
        Signed(read.Value.Issuer, keys);
        var extract = verified.Value;
        var goods = string.Join("; ", extract.Goods.Select(l => $"line {l.Line}: {l.Quantity} {l.Unit} {l.Category}"));
        var more = extract.GoodsLines is { } all ? $"; {all - extract.Goods.Count} more lines" : "";
        return new(extract.Issuer, extract.CertificateId, extract.Number, null, extract.ValidUntil,
            new Uri(network, $"/v1/status-lists/{extract.Issuer}/{extract.Status.List}").AbsoluteUri, extract.Status.List, extract.Status.Place,
            $"{extract.ExporterState} exports to {extract.EndUserState}, final destination {extract.FinalDestination}: {goods}{more}");
    }

    private CredentialClaims? FromCredential(string text)
    {
        var read = CompactJws.Read(text, CredentialTypes.Certificate, LongestText);
        if (read.Fault is { } fault) return Forged(fault);
        var claims = read.Value.Claims;
        // The issuer is the address of its keys; the last segment is the member.
        var issuer = Text(claims, "iss") is { } iss && iss.StartsWith(new Uri(network, "/v1/members/").AbsoluteUri, StringComparison.Ordinal) ? iss[(iss.LastIndexOf('/') + 1)..] : null;
        if (issuer is null || !OfflineStore.IsMember(issuer))
        {
            verdict = "issuer_not_trusted";
            checks.Add(new("issuer", "fail", "issuer_not_trusted", $"It was not issued in the network at {network.GetLeftPart(UriPartial.Authority)}.", null));
            return null;
        }
        if (KeysOf(issuer) is not { } keys) return null;
        if (read.Value.Verify(keys.Keys) is { } forged) return Forged(forged);
        Signed(issuer, keys);
        // Signed by a State, but possibly not a certificate.
        if (ReadClaims(issuer, claims) is { } content) return content;
        Fail("not_issued", "content", CredentialFault.Content.Sentence, code: CredentialFault.Content.Code);
        return null;
    }

    private static CredentialClaims? ReadClaims(string issuer, JsonElement claims) =>
        Guid.TryParse(Text(claims, "sub"), out var id) && Text(claims, "euc.number") is { } number
            && Text(claims, "status.status_list.uri") is { } uri && int.TryParse(uri[(uri.LastIndexOf('/') + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var list)
            && claims.At("status.status_list.idx") is { ValueKind: JsonValueKind.Number } index && index.TryGetInt32(out var place)
            && TryInstant(claims, "nbf", out var from) && TryInstant(claims, "exp", out var until)
            ? new(issuer, id, number, from, until, uri, list, place,
                $"{Text(claims, "euc.exporter.state")} exports to {Text(claims, "euc.endUser.state")}, final destination {Text(claims, "euc.finalDestination")}")
            : null;

    private StoredKeys? KeysOf(string issuer)
    {
        if (store.Keys(issuer) is { } keys) return keys;
        verdict = "issuer_not_trusted";
        checks.Add(new("issuer", "not_checked", "no_keys", $"The keys of {issuer} are not on this machine. Fetch them when you have a connection: exchange certificate prepare {issuer}", null));
        return null;
    }

    private void Signed(string issuer, StoredKeys keys) => checks.Add(new("signature", "pass", "ok", $"Signed with a certificate key of {issuer}.", $"keys fetched {Age(keys.FetchedAt)} ago"));

    private CredentialClaims? Forged(CredentialFault fault)
    {
        verdict = "signature_invalid";
        checks.Add(new("signature", "fail", fault.Code, fault.Sentence, null));
        return null;
    }

    private void CheckValidity(CredentialClaims claims)
    {
        var now = clock.GetUtcNow();
        if (claims.NotBefore > now) Fail("not_yet_valid", "validity", $"It is valid from {claims.NotBefore:yyyy-MM-dd}.");
        else if (claims.Expires <= now) Fail("expired", "validity", $"It was valid until {claims.Expires.Value.AddDays(-1):yyyy-MM-dd}.");
        else checks.Add(new("validity", "pass", "ok", claims.Expires is { } until ? $"It is valid until {until.AddDays(-1):yyyy-MM-dd}." : "It has no end date.", null));
    }

    private void CheckStatus(CredentialClaims claims)
    {
        var now = clock.GetUtcNow();
        if (store.StatusList(claims.Issuer, claims.List) is not { } token)
        {
            // Without the list, the status is unknown.
            Unknown("no_status_list", $"The status list {claims.List} of {claims.Issuer} is not on this machine. Fetch it when you have a connection: exchange certificate prepare {claims.Issuer}");
            return;
        }
        var opened = StatusListToken.Open(token, claims.StatusUri, store.Keys(claims.Issuer)!.Keys);
        if (opened.Fault is { } fault)
        {
            Unknown(fault.Code, fault.Sentence);
            return;
        }
        var list = opened.Value;
        var age = $"list signed {Age(list.IssuedAt)} ago";
        var status = list.List.Get(claims.Place);
        if (status.Fault is { } outside)
        {
            Unknown(outside.Code, outside.Sentence, age);
            return;
        }
        // An old list still proves a revocation; only a fresh one proves that a certificate is valid.
        if (status.Value == TokenStatus.Invalid) Fail("revoked", "status", "The issuing State has revoked it.", age);
        else if (status.Value == TokenStatus.Suspended) Fail("suspended", "status", "The issuing State had suspended it.", age);
        else if (list.CheckAge(now) is { } old) Unknown(old.Code, old.Sentence, age);
        else checks.Add(new("status", "pass", "valid", "The issuing State had not revoked or suspended it.", age));
    }

    private void Unknown(string code, string reason, string? age = null)
    {
        if (verdict == "authentic") verdict = "status_unknown";
        checks.Add(new("status", "warn", code, reason, age));
    }

    private void Fail(string because, string check, string reason, string? age = null, string? code = null)
    {
        // The last failure decides the verdict: the status, checked last, is graver than the date.
        verdict = because;
        checks.Add(new(check, "fail", code ?? because, reason, age));
    }

    private string Age(DateTimeOffset since) => (clock.GetUtcNow() - since) switch
    {
        { TotalMinutes: < 1 } => "less than a minute",
        { TotalHours: < 1 } minutes => $"{minutes.TotalMinutes:0} minutes",
        { TotalDays: < 2 } hours => $"{hours.TotalHours:0} hours",
        var days => $"{days.TotalDays:0} days",
    };

    private static string? Text(JsonElement json, string path) => json.At(path) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;

    /// <summary>Returns true if the claim is absent or a NumericDate (RFC 7519).</summary>
    private static bool TryInstant(JsonElement json, string name, out DateTimeOffset? at)
    {
        at = null;
        if (json.At(name) is not { } value) return true;
        if (value.ValueKind != JsonValueKind.Number || !value.TryGetInt64(out var seconds)
            || seconds < DateTimeOffset.MinValue.ToUnixTimeSeconds() || seconds > DateTimeOffset.MaxValue.ToUnixTimeSeconds()) return false;
        at = DateTimeOffset.FromUnixTimeSeconds(seconds);
        return true;
    }

    private sealed record CredentialClaims(
        string Issuer, Guid Id, string Number, DateTimeOffset? NotBefore, DateTimeOffset? Expires, string StatusUri, int List, int Place, string Says);
}
