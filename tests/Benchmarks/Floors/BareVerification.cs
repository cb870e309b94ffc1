using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Npgsql;

namespace Exchange.Benchmarks.Floors;

/// <summary>
/// The least that verifying a credential could be: the token is validated, the credential's one signature is verified, and one row of the
/// service's own tables is read by the id that it names.
/// </summary>
internal static class BareVerification
{
    public const string Name = "verify";

    /// <summary>Arguments: the database, the issuer, its keys (a JWK Set), and the key that signed the credentials (SubjectPublicKeyInfo, Base64).</summary>
    public static async Task RunAsync(string[] args)
    {
        var (app, database) = Bare.Build(args);
        var key = Convert.FromBase64String(args[3]);
        // An ECDsa is costly to make and not for two threads at once.
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
