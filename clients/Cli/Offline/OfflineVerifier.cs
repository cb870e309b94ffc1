using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Exchange.Cli.Output;
using Exchange.Contracts.Vocabularies;
using Exchange.Credentials;

namespace Exchange.Cli.Offline;

/// <summary>One check, as it is shown: what it came to, why, and how old what it rests on is.</summary>
internal sealed record OfflineCheck(string Check, string Outcome, string Code, string Reason, string? Age);

/// <summary>What can be said of a certificate without a connection.</summary>
internal sealed record OfflineVerdict(string Verdict, IReadOnlyList<OfflineCheck> Checks, string? IssuingState, string? Number, Guid? CertificateId, string? Says)
{
    /// <summary>As JSON, of the form of the network's own verdict. By hand: to prepare a serializer takes longer than to verify.</summary>
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
/// Verifies a credential or the text of a QR code with the keys and status lists that were fetched before. It says how old both are;
/// what only the network knows (quantities, brokers, cases, embargoes) it does not check, and says so.
/// </summary>
internal sealed class OfflineVerifier(OfflineStore store, Uri network, TimeProvider clock)
{
    private const int LongestText = 64 * 1024;
    private readonly List<OfflineCheck> checks = [];
    private string verdict = "authentic";

    public OfflineVerdict Verify(string text)
    {
        var claimed = text.StartsWith(CertificateExtract.Prefix, StringComparison.Ordinal) ? FromQr(text) : FromCredential(text);
        if (claimed is not null)
        {
            CheckValidity(claimed);
            CheckStatus(claimed);
            checks.Add(new("quantity", "not_checked", "offline", "What was drawn against it is known to the network alone, as are brokers, cases and embargoes.", null));
        }
        return new(verdict, checks, claimed?.Issuer, claimed?.Number, claimed?.Id, claimed?.Says);
    }

    private Claimed? FromQr(string text)
    {
        var read = CertificateExtract.Read(text);
        if (read.Fault is { } fault) return Forged(fault);
        if (KeysOf(read.Value.Issuer) is not { } keys) return null;
        var verified = read.Value.Verify(keys.Keys);
        if (verified.Fault is { } forged) return Forged(forged);
        Signed(read.Value.Issuer, keys);
        var extract = verified.Value;
        var goods = string.Join("; ", extract.Goods.Select(l => $"line {l.Line}: {l.Quantity} {l.Unit} {l.Category}"));
        var more = extract.GoodsLines is { } all ? $"; {all - extract.Goods.Count} lines more" : "";
        return new(extract.Issuer, extract.CertificateId, extract.Number, null, extract.ValidUntil,
            new Uri(network, $"/v1/status-lists/{extract.Issuer}/{extract.Status.List}").AbsoluteUri, extract.Status.List, extract.Status.Place,
            $"{extract.ExporterState} exports to {extract.EndUserState}, final destination {extract.FinalDestination}: {goods}{more}");
    }

    private Claimed? FromCredential(string text)
    {
        var read = CompactJws.Read(text, CredentialTypes.Certificate, LongestText);
        if (read.Fault is { } fault) return Forged(fault);
        var claims = read.Value.Claims;
        // The issuer is the address below which its keys are; the member is its last segment.
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
        // What a State signed may still be no certificate.
        if (Claim(issuer, claims) is { } claimed) return claimed;
        Fail("not_issued", "content", CredentialFault.Content.Sentence, code: CredentialFault.Content.Code);
        return null;
    }

    private static Claimed? Claim(string issuer, JsonElement claims) =>
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
        checks.Add(new("issuer", "not_checked", "no_keys", $"The keys of {issuer} are not here. Fetch them where there is a connection: exchange certificate prepare {issuer}", null));
        return null;
    }

    private void Signed(string issuer, StoredKeys keys) => checks.Add(new("signature", "pass", "ok", $"Signed with a certificate key of {issuer}.", $"keys fetched {Age(keys.FetchedAt)} ago"));

    private Claimed? Forged(CredentialFault fault)
    {
        verdict = "signature_invalid";
        checks.Add(new("signature", "fail", fault.Code, fault.Sentence, null));
        return null;
    }

    private void CheckValidity(Claimed claimed)
    {
        var now = clock.GetUtcNow();
        if (claimed.NotBefore > now) Fail("not_yet_valid", "validity", $"It is valid from {claimed.NotBefore:yyyy-MM-dd}.");
        else if (claimed.Expires <= now) Fail("expired", "validity", $"It was valid until {claimed.Expires.Value.AddDays(-1):yyyy-MM-dd}.");
        else checks.Add(new("validity", "pass", "ok", claimed.Expires is { } until ? $"It is valid until {until.AddDays(-1):yyyy-MM-dd}." : "It has no last day.", null));
    }

    private void CheckStatus(Claimed claimed)
    {
        var now = clock.GetUtcNow();
        if (store.StatusList(claimed.Issuer, claimed.List) is not { } token)
        {
            // Nothing is known of it, so that nothing may be relied on.
            Unknown("no_status_list", $"The status list {claimed.List} of {claimed.Issuer} is not here. Fetch it where there is a connection: exchange certificate prepare {claimed.Issuer}");
            return;
        }
        var opened = StatusListToken.Open(token, claimed.StatusUri, store.Keys(claimed.Issuer)!.Keys);
        if (opened.Fault is { } fault)
        {
            Unknown(fault.Code, fault.Sentence);
            return;
        }
        var list = opened.Value;
        var age = $"list signed {Age(list.IssuedAt)} ago";
        var status = list.List.Get(claimed.Place);
        if (status.Fault is { } outside)
        {
            Unknown(outside.Code, outside.Sentence, age);
            return;
        }
        // Even an old list calls a certificate revoked; only a fresh one calls it valid.
        if (status.Value == TokenStatus.Invalid) Fail("revoked", "status", "Its State has revoked it.", age);
        else if (status.Value == TokenStatus.Suspended) Fail("suspended", "status", "Its State had suspended it.", age);
        else if (list.CheckAge(now) is { } old) Unknown(old.Code, old.Sentence, age);
        else checks.Add(new("status", "pass", "valid", "Its State had neither revoked nor suspended it.", age));
    }

    private void Unknown(string code, string reason, string? age = null)
    {
        if (verdict == "authentic") verdict = "status_unknown";
        checks.Add(new("status", "warn", code, reason, age));
    }

    private void Fail(string because, string check, string reason, string? age = null, string? code = null)
    {
        // The status is graver than the day: it is looked at last and wins.
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

    /// <summary>Whether it is absent or a NumericDate (RFC 7519).</summary>
    private static bool TryInstant(JsonElement json, string name, out DateTimeOffset? at)
    {
        at = null;
        if (json.At(name) is not { } value) return true;
        if (value.ValueKind != JsonValueKind.Number || !value.TryGetInt64(out var seconds)
            || seconds < DateTimeOffset.MinValue.ToUnixTimeSeconds() || seconds > DateTimeOffset.MaxValue.ToUnixTimeSeconds()) return false;
        at = DateTimeOffset.FromUnixTimeSeconds(seconds);
        return true;
    }

    private sealed record Claimed(
        string Issuer, Guid Id, string Number, DateTimeOffset? NotBefore, DateTimeOffset? Expires, string StatusUri, int List, int Place, string Says);
}
