using Exchange.Hosting.Trust;
using Exchange.Identity.Clients;
using Exchange.Identity.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using OpenIddict.Abstractions;
using OpenIddict.Core;

namespace Exchange.Identity.Issuers;

/// <summary>
/// Knows only the clients of the issuer that the request's path names, and of these only the enabled ones of an active
/// member: another member's client is as unknown as one that does not exist.
/// </summary>
internal sealed class ClientManager(
    IOpenIddictApplicationCache<Client> cache,
    ILogger<OpenIddictApplicationManager<Client>> log,
    IOptionsMonitor<OpenIddictCoreOptions> options,
    IOpenIddictApplicationStore<Client> store,
    HostedIssuers issuers,
    IHttpContextAccessor http,
    IdentityDb db) : OpenIddictApplicationManager<Client>(cache, log, options, store)
{
    private Client? known;

    public override async ValueTask<Client?> FindByClientIdAsync(string identifier, CancellationToken cancellationToken = default)
    {
        // The steps of one request ask several times.
        if (known?.ClientId == identifier) return known;
        if (!ClientIds.IsWellFormed(identifier) || Issuer() is not { } issuer) return null;
        return known = await Own(issuer).SingleOrDefaultAsync(c => c.ClientId == identifier, cancellationToken);
    }

    public override async ValueTask<Client?> FindByIdAsync(string identifier, CancellationToken cancellationToken = default) =>
        Guid.TryParse(identifier, out var id) && Issuer() is { } issuer
            ? await Own(issuer).SingleOrDefaultAsync(c => c.Id == id, cancellationToken)
            : null;

    private HostedIssuer? Issuer() => http.HttpContext is { } context ? issuers.Find(context.Request, out _) : null;

    private IQueryable<Client> Own(HostedIssuer issuer) => db.Clients.AsNoTracking().Where(c =>
        c.Member == issuer.Member && c.DisabledAt == null && db.Members.Any(m => m.Code == c.Member && m.Status == MemberStatus.Active));
}
