using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.IdentityModel.Tokens;

namespace Exchange.Identity.Samples;

/// <summary>
/// The profile of an identity, <c>{home}/KEN/customs.json</c>: all that a client needs to get tokens. An existing key is kept; the
/// addresses are updated.
/// </summary>
internal static class Profile
{
    private static readonly JsonSerializerOptions Indented = new(JsonSerializerOptions.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Writes the profile, and returns its public key as a JWK Set (RFC 7517).</summary>
    public static string Ensure(string home, string member, string identity, string clientId, string issuer, string publicUrl)
    {
        var folder = Path.Combine(home, member);
        foreach (var path in (string[])[home, folder])
        {
            if (OperatingSystem.IsWindows()) Directory.CreateDirectory(path);
            else Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
        var file = Path.Combine(folder, $"{identity}.json");
        var key = File.Exists(file) ? KeyOf(file) : NewKey();
        var profile = new JsonObject
        {
            ["member"] = member,
            ["identity"] = identity,
            ["issuer"] = issuer,
            ["tokenEndpoint"] = $"{issuer}/connect/token",
            ["clientId"] = clientId,
            ["privateKey"] = key.DeepClone(),
            ["url"] = publicUrl,
        }.ToJsonString(Indented);
        if (!File.Exists(file) || File.ReadAllText(file) != profile) Write(file, profile);

        var publicKey = (JsonObject)key.DeepClone();
        publicKey.Remove("d");
        publicKey["use"] = "sig";
        return new JsonObject { ["keys"] = new JsonArray(publicKey) }.ToJsonString();
    }

    private static JsonObject KeyOf(string file) =>
        JsonNode.Parse(File.ReadAllText(file))?["privateKey"]?.AsObject() ?? throw new InvalidOperationException($"{file} holds no privateKey.");

    private static JsonObject NewKey()
    {
        using var ec = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var jwk = JsonWebKeyConverter.ConvertFromECDsaSecurityKey(new ECDsaSecurityKey(ec));
        return new JsonObject
        {
            ["kty"] = jwk.Kty, ["crv"] = jwk.Crv, ["x"] = jwk.X, ["y"] = jwk.Y, ["d"] = jwk.D,
            ["kid"] = Base64UrlEncoder.Encode(jwk.ComputeJwkThumbprint()),
        };
    }

    private static void Write(string file, string profile)
    {
        // Written beside it and then renamed, so that neither a reader nor a crash meets half a profile.
        var partial = $"{file}.{Environment.ProcessId}.tmp";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var writer = new StreamWriter(partial, options)) writer.Write(profile);
        File.Move(partial, file, overwrite: true);
    }
}
