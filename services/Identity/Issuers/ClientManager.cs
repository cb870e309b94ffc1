using Exchange.Hosting.Trust;
using Exchange.Identity.Clients;
using Exchange.Identity.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using OpenIddict.Abstractions;
using OpenIddict.Core;

namespace Exchange.Identity.Issuers;

/// <summary>
/// Finds only enabled clients of the issuer that the request's path names, if its member is active. Another member's client gets the
/// same answer as one that does not exist.
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
    private Client? found;

    public override async ValueTask<Client?> FindByClientIdAsync(string identifier, CancellationToken cancellationToken = default)
    {
        // The handlers of one request call this several times.
        if (found?.ClientId == identifier) return found;
        if (!ClientIds.IsWellFormed(identifier) || Issuer() is not { } issuer) return null;
        return found = await Own(issuer).SingleOrDefaultAsync(c => c.ClientId == identifier, cancellationToken);
    }

    public override async ValueTask<Client?> FindByIdAsync(string identifier, CancellationToken cancellationToken = default) =>
        Guid.TryParse(identifier, out var id) && Issuer() is { } issuer
            ? await Own(issuer).SingleOrDefaultAsync(c => c.Id == id, cancellationToken)
            : null;

    private HostedIssuer? Issuer() => http.HttpContext is { } context ? issuers.Find(context.Request, out _) : null;

    private IQueryable<Client> Own(HostedIssuer issuer) => db.Clients.AsNoTracking().Where(c =>
        c.Member == issuer.Member && c.DisabledAt == null && db.Members.Any(m => m.Code == c.Member && m.Status == MemberStatus.Active));
}
