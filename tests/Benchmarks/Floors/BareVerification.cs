using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Npgsql;

namespace Exchange.Benchmarks.Floors;

/// <summary>
/// The smallest verification of a credential: validate the token, verify the signature of the credential, and read one row of the
/// tables of the service by the id in the credential.
/// </summary>
internal static class BareVerification
{
    public const string Name = "verify";

    /// <summary>Arguments: the database, the issuer, its keys (a JWK Set), and the key that signed the credentials (SubjectPublicKeyInfo, Base64).</summary>
    public static async Task RunAsync(string[] args)
    {
        var (app, database) = Bare.Build(args);
        var key = Convert.FromBase64String(args[3]);
        // An ECDsa is expensive to create and not thread-safe.
        var idle = new ConcurrentBag<ECDsa>();
        app.MapPost("/v1/certificates/verify", async (Question question, CancellationToken ct) =>
        {
            var text = question.Credential;
            var end = text.LastIndexOf('.');
            if (!idle.TryTake(out var verifier))
            {
                verifier = ECDsa.Create();
                verifier.ImportSubjectPublicKeyInfo(key, out _);
            }
            var valid = verifier.VerifyData(Encoding.ASCII.GetBytes(text, 0, end), Base64Url.DecodeFromChars(text.AsSpan(end + 1)), HashAlgorithmName.SHA256);
            idle.Add(verifier);
            if (!valid) return Results.Ok(new Verdict("signature_invalid"));
            using var claims = JsonDocument.Parse(Base64Url.DecodeFromChars(text.AsSpan(text.IndexOf('.') + 1, end - text.IndexOf('.') - 1)));
            await using var select = database.CreateCommand("""SELECT "Status" FROM certificates WHERE "Id" = $1""");
            select.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = claims.RootElement.GetProperty("sub").GetGuid() });
            return Results.Ok(new Verdict((string?)await select.ExecuteScalarAsync(ct) ?? "not_issued"));
        }).RequireAuthorization();
        await app.RunAsync();
    }

    private sealed record Question(string Credential);
    private sealed record Verdict(string Status);
}
