using Exchange.Hosting.Trust;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.IdentityModel.Tokens;
using Npgsql;

namespace Exchange.Benchmarks.Floors;

/// <summary>The common part of the HTTP floors: validation of the same tokens by ASP.NET Core, and plain Npgsql.</summary>
internal static class Bare
{
    /// <summary>Arguments: the database, the issuer, its keys (a JWK Set).</summary>
    public static (WebApplication App, NpgsqlDataSource Database) Build(string[] args)
    {
        var builder = WebApplication.CreateBuilder(args);
        builder.Logging.ClearProviders();
        builder.Services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme).AddJwtBearer(options =>
        {
            options.MapInboundClaims = false;
            options.TokenValidationParameters = new TokenValidationParameters
            {
                ValidIssuer = args[1],
                ValidAudience = MemberTokenHandler.Audience,
                ValidTypes = ["at+jwt"],
                ValidAlgorithms = [SecurityAlgorithms.EcdsaSha256],
                IssuerSigningKeys = JsonWebKeySet.Create(args[2]).GetSigningKeys(),
            };
        });
        builder.Services.AddAuthorization();
        var app = builder.Build();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapGet("/ready", () => "ready").AllowAnonymous();
        return (app, NpgsqlDataSource.Create(args[0]));
    }
}
