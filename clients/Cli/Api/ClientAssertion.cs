using Exchange.Cli.Profiles;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Exchange.Cli.Api;

/// <summary>Signs client assertions: <c>private_key_jwt</c> (RFC 7523, OpenID Connect Core section 9).</summary>
internal static class ClientAssertion
{
    /// <summary>How long an assertion is valid. It is used once, at once; the issuer accepts at most 60 seconds.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromSeconds(60);

    /// <summary>Creates an assertion for one request to the profile's own issuer.</summary>
    /// <exception cref="UsageException">The profile holds no usable private key.</exception>
    public static string Create(Profile profile, DateTimeOffset now)
    {
        var issued = now.ToUnixTimeSeconds();
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
        {
            TokenType = "client-authentication+jwt",
            SigningCredentials = new SigningCredentials(Key(profile), SecurityAlgorithms.EcdsaSha256),
            Claims = new Dictionary<string, object>
            {
                ["iss"] = profile.ClientId,
                ["sub"] = profile.ClientId,
                ["aud"] = profile.Issuer,
                ["jti"] = Guid.CreateVersion7(now).ToString("N"),
                ["iat"] = issued,
                ["exp"] = issued + (long)Life.TotalSeconds,
            },
        });
    }

    private static JsonWebKey Key(Profile profile)
    {
        try
        {
            var key = JsonWebKey.Create(profile.PrivateKey.GetRawText());
            if (key is { Kty: "EC", Crv: "P-256", HasPrivateKey: true })
                return key;
        }
        catch (ArgumentException)
        {
            // Not a JWK: the same message as for a key of another type.
        }

        throw new UsageException($"The profile of {profile.ClientId} holds no private P-256 key.");
    }
}
