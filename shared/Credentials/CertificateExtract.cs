using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;

namespace Exchange.Credentials;

/// <summary>One goods line of a certificate, as short as its QR code needs.</summary>
/// <param name="Line">Its number on the certificate, from 1.</param>
/// <param name="Category">A code of <c>item_category</c>.</param>
/// <param name="Quantity">How many, at least 1.</param>
/// <param name="Unit">A code of <c>quantity_unit</c>.</param>
public sealed record ExtractLine(int Line, string Category, long Quantity, string Unit);

/// <summary>Where a certificate's status stands.</summary>
/// <param name="List">The number of the issuer's status list, from 0.</param>
/// <param name="Place">The certificate's place in it, from 0.</param>
public sealed record StatusPlace(int List, int Place);

/// <summary>
/// What the QR code of a certificate holds: enough to check the paper at a border without a connection. A JWS of type
/// <c>euc-qr+jwt</c> after <c>EUC1:</c>, at most 1,000 characters, all of them ASCII.
/// </summary>
public sealed record CertificateExtract
{
    /// <summary>What every QR code's text starts with; the digit is the version of the claims.</summary>
    public const string Prefix = "EUC1:";

    /// <summary>Characters, and bytes, of the longest text.</summary>
    public const int LongestText = 1000;

    /// <summary>Characters of the longest <see cref="Number"/>: with it, at least the rest without goods lines fits.</summary>
    public const int LongestNumber = 64;

    private const int LongestCode = 64;

    /// <summary>The issuing State (ISO 3166-1 alpha-3).</summary>
    public required string Issuer { get; init; }

    public required Guid CertificateId { get; init; }

    /// <summary>The certificate's number as its issuer gave it; 1 to 64 characters, no control characters.</summary>
    public required string Number { get; init; }

    /// <summary>In whole seconds.</summary>
    public required DateTimeOffset IssuedAt { get; init; }

    /// <summary>From when the certificate no longer counts, in whole seconds; null for one without a last day.</summary>
    public DateTimeOffset? ValidUntil { get; init; }

    /// <summary>The State of final destination.</summary>
    public required string FinalDestination { get; init; }

    public required string ExporterState { get; init; }

    public required string EndUserState { get; init; }

    /// <summary>The goods lines; in a text that was read, those that fitted, from the first on.</summary>
    public required IReadOnlyList<ExtractLine> Goods { get; init; }

    /// <summary>How many goods lines the certificate has, when <see cref="Goods"/> are not all of them; else null.</summary>
    public int? GoodsLines { get; init; }

    /// <summary>The hash of the full credential (<see cref="Credentials.DocumentHash"/>).</summary>
    public required string DocumentHash { get; init; }

    public required StatusPlace Status { get; init; }

    /// <summary>The text for the QR code. Goods lines that do not fit are left out from the end, and the text then says how many there are.</summary>
    /// <exception cref="ArgumentException">A value is not of its form: no reader would take the result.</exception>
    public string Sign(string keyId, ECDsa key)
    {
        if (!IsNumber(Number)) throw new ArgumentException("The number has 1 to 64 characters, no control characters.");
        if (DocumentHash.Length != 2 * SHA256.HashSizeInBytes || !DocumentHash.All(char.IsAsciiHexDigitLower))
            throw new ArgumentException("The document hash has 64 lower-case hexadecimal digits.");
        var total = Math.Max(GoodsLines ?? 0, Goods.Count);
        for (var kept = Math.Min(Goods.Count, LongestText / 10); ; kept--)
        {
            var payload = Payload(kept, total);
            if (kept > 0 && Length(payload.Length) > LongestText) continue;
            if (!StrictJson.TryParse(payload, out var claims) || Parse(claims).Fault is not null) throw new ArgumentException("No reader would take this extract.");
            return Prefix + CompactJws.Sign(CredentialTypes.Extract, keyId, payload, key);
        }
    }

    /// <summary>Reads the text of a QR code; what it says is to be had once its issuer's key has verified it.</summary>
    public static Reading<SignedExtract> Read(string? text)
    {
        if (text is null || !text.StartsWith(Prefix, StringComparison.Ordinal)) return CredentialFault.NotAnExtract;
        if (text.Length > LongestText) return CredentialFault.TooLong;
        var jws = CompactJws.Read(text[Prefix.Length..], CredentialTypes.Extract, LongestText);
        if (jws.Fault is { } fault) return fault;
        var extract = Parse(jws.Value.Claims);
        return extract.Fault is { } unfit ? unfit : new SignedExtract(jws.Value, extract.Value);
    }

    /// <summary>Null when this is the extract of that very credential, letter by letter.</summary>
    public CredentialFault? Match(string credential) =>
        Credentials.DocumentHash.Of(credential) == DocumentHash ? null : CredentialFault.OtherCertificate;

    private static int Length(int payloadBytes) => Prefix.Length
        + Base64Url.GetEncodedLength("""{"alg":"ES256","typ":"","kid":""}""".Length + CredentialTypes.Extract.Length + Base64Url.GetEncodedLength(SHA256.HashSizeInBytes))
        + 1 + Base64Url.GetEncodedLength(payloadBytes) + 1 + Base64Url.GetEncodedLength(64);

    private byte[] Payload(int kept, int total) => JsonText.BytesOf(json =>
    {
        json.WriteStartObject();
        json.WriteString("iss", Issuer);
        Span<byte> id = stackalloc byte[16];
        CertificateId.TryWriteBytes(id, bigEndian: true, out _);
        json.WriteString("id", Base64Url.EncodeToString(id));
        // The writer would escape every character beyond ASCII, at six bytes each.
        json.WritePropertyName("n");
        json.WriteRawValue($"\"{Number.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"");
        json.WriteNumber("iat", IssuedAt.ToUnixTimeSeconds());
        if (ValidUntil is { } until) json.WriteNumber("exp", until.ToUnixTimeSeconds());
        json.WriteString("fd", FinalDestination);
        json.WriteString("x", ExporterState);
        json.WriteString("eu", EndUserState);
        json.WriteStartArray("g");
        foreach (var line in Goods.Take(kept))
        {
            json.WriteStartArray();
            json.WriteNumberValue(line.Line);
            json.WriteStringValue(line.Category);
            json.WriteNumberValue(line.Quantity);
            json.WriteStringValue(line.Unit);
            json.WriteEndArray();
        }
        json.WriteEndArray();
        if (kept < total) json.WriteNumber("gn", total);
        json.WriteString("h", Base64Url.EncodeToString(Convert.FromHexString(DocumentHash)));
        json.WriteStartArray("s");
        json.WriteNumberValue(Status.List);
        json.WriteNumberValue(Status.Place);
        json.WriteEndArray();
        json.WriteEndObject();
    });

    private static Reading<CertificateExtract> Parse(JsonElement claims)
    {
        if (claims.EnumerateObject().Any(member => member.Name is not ("iss" or "id" or "n" or "iat" or "exp" or "fd" or "x" or "eu" or "g" or "gn" or "h" or "s")))
            return CredentialFault.Content;
        if (State("iss") is not { } issuer || State("fd") is not { } destination || State("x") is not { } exporter || State("eu") is not { } endUser
            || Bytes("id", 16) is not { } id || Bytes("h", SHA256.HashSizeInBytes) is not { } hash
            || !claims.TryGetText("n", out var number) || !IsNumber(number)
            || !claims.TryGetInstant("iat", out var issuedAt)
            || !claims.TryGetProperty("s", out var status) || StatusOf(status) is not { } place
            || !claims.TryGetProperty("g", out var lines) || GoodsOf(lines) is not { } goods)
            return CredentialFault.Content;
        DateTimeOffset? validUntil = null;
        if (claims.TryGetProperty("exp", out _))
        {
            if (!claims.TryGetInstant("exp", out var until) || until <= issuedAt) return CredentialFault.Content;
            validUntil = until;
        }
        int? goodsLines = null;
        if (claims.TryGetProperty("gn", out var total))
        {
            if (!total.TryGetWhole(goods.Count + 1, int.MaxValue, out var count)) return CredentialFault.Content;
            goodsLines = (int)count;
        }
        return new CertificateExtract
        {
            Issuer = issuer, CertificateId = new Guid(id, bigEndian: true), Number = number, IssuedAt = issuedAt, ValidUntil = validUntil,
            FinalDestination = destination, ExporterState = exporter, EndUserState = endUser, Goods = goods, GoodsLines = goodsLines,
            DocumentHash = Convert.ToHexStringLower(hash), Status = place,
        };

        string? State(string name) => claims.TryGetText(name, out var code) && code.Length == 3 && code.All(char.IsAsciiLetterUpper) ? code : null;
        byte[]? Bytes(string name, int length) => claims.TryGetText(name, out var text) && StrictBase64Url.IsOf(length, text)
            ? Base64Url.DecodeFromChars(text)
            : null;
    }

    private static bool IsNumber(string text) => text.Length is > 0 and <= LongestNumber && !text.Any(char.IsControl);

    private static StatusPlace? StatusOf(JsonElement pair) =>
        pair.ValueKind == JsonValueKind.Array && pair.GetArrayLength() == 2
        && pair[0].TryGetWhole(0, int.MaxValue, out var list) && pair[1].TryGetWhole(0, int.MaxValue, out var place)
            ? new StatusPlace((int)list, (int)place)
            : null;

    private static List<ExtractLine>? GoodsOf(JsonElement lines)
    {
        if (lines.ValueKind != JsonValueKind.Array) return null;
        var goods = new List<ExtractLine>();
        foreach (var line in lines.EnumerateArray())
        {
            if (line.ValueKind != JsonValueKind.Array || line.GetArrayLength() != 4
                || !line[0].TryGetWhole(1, int.MaxValue, out var number) || CodeOf(line[1]) is not { } category
                || !line[2].TryGetWhole(1, long.MaxValue, out var quantity) || CodeOf(line[3]) is not { } unit)
                return null;
            goods.Add(new ExtractLine((int)number, category, quantity, unit));
        }
        return goods;
    }

    private static string? CodeOf(JsonElement value) =>
        value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 and <= LongestCode } code
        && code.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '_') ? code : null;
}

/// <summary>An extract as it was read: who claims to have signed it, and no more until that is verified.</summary>
public sealed class SignedExtract
{
    private readonly CompactJws jws;
    private readonly CertificateExtract extract;

    internal SignedExtract(CompactJws jws, CertificateExtract extract) => (this.jws, this.extract) = (jws, extract);

    /// <summary>The State whose keys are to verify it (ISO 3166-1 alpha-3).</summary>
    public string Issuer => extract.Issuer;

    /// <summary>Which of that State's keys it names.</summary>
    public string KeyId => jws.KeyId;

    /// <summary>What the QR code says, verified.</summary>
    /// <param name="keys">Those of <see cref="Issuer"/>, and of nobody else.</param>
    public Reading<CertificateExtract> Verify(CredentialKeySet keys) => jws.Verify(keys) is { } fault ? fault : extract;
}
