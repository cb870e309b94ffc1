using System.Security.Cryptography;
using Exchange.Contracts;
using Exchange.Hosting;
using Exchange.Hosting.Trust;
using Exchange.Hosting.Validation;
using Exchange.Identity.Clients;
using Exchange.Identity.Data;
using Exchange.Identity.Groups;
using Exchange.Identity.Issuers;
using Exchange.Identity.Keys;
using Exchange.Identity.Members;
using Exchange.Identity.Samples;
using Exchange.Messaging;
using Exchange.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Exchange.Identity.Admission;

/// <summary>
/// At the start, before requests are served: moves hosted issuers to the network's present address, and admits the members that the
/// configuration names. Existing members stay unchanged. Replicas that start at once take turns.
/// </summary>
internal sealed class FirstMembers(
    IServiceScopeFactory scopes, IConfiguration configuration, IOptions<FirstMembersOptions> options, IssuerKeyBox keys, TimeProvider clock) : IHostedService
{
    private const string Operator = "NETWORK";
    private const string Turn = "first members";
    private readonly string publicUrl = configuration.PublicUrl();

    private static readonly (string Code, string Name)[] States =
        [("KEN", "Kenya"), ("UGA", "Uganda"), ("TZA", "United Republic of Tanzania"), ("SOM", "Somalia"), ("CZE", "Czechia"), ("TCD", "Chad")];

    private static readonly (string Code, string Name, IReadOnlyList<GroupMembership> Memberships)[] Organizations =
    [
        ("EAC", "East African Community", SampleGroups.EastAfricanCommunity),
        ("ECOWAS", "Economic Community of West African States", SampleGroups.WestAfricanStates),
    ];

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await InScopeAsync(MoveIssuersAsync, cancellationToken);
        if (options.Value.OperatorJwksFile is { Length: > 0 } file) await InScopeAsync(Admit(() => OperatorOf(file)), cancellationToken);
        if (!options.Value.SampleMembers) return;

        var home = options.Value.ProfilesDirectory is { Length: > 0 } set
            ? Path.GetFullPath(set)
            : Path.Combine(DatabaseRegistration.DataDirectory(configuration), "profiles");
        await InScopeAsync(Admit(Sample(Operator, MemberKind.Operator, "Network operator", SampleIdentities.OfOperator, home)), cancellationToken);
        foreach (var (code, name) in States)
            await InScopeAsync(Admit(Sample(code, MemberKind.State, name, SampleIdentities.OfState, home)), cancellationToken);
        foreach (var (code, name, memberships) in Organizations)
        {
            await InScopeAsync(Admit(Sample(code, MemberKind.Organization, name, SampleIdentities.OfOrganization, home)), cancellationToken);
            await InScopeAsync((db, outbox, ct) => EnsureGroupAsync(db, outbox, code, name, memberships, ct), cancellationToken);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task MoveIssuersAsync(IdentityDb db, IOutbox<IdentityDb> outbox, CancellationToken ct)
    {
        foreach (var member in await db.Members.Include(m => m.Keys).Where(m => m.Federation == null).ToListAsync(ct))
        {
            CheckKeys(member);
            var issuer = HostedIssuers.IssuerOf(publicUrl, member.Code);
            if (member.Issuer == issuer) continue;
            member.MoveIssuer(issuer);
            await outbox.PublishAsync(new MemberAdmitted(member.ToTrust()), ct);
        }
    }

    // A wrong key fails here with a reason, rather than at the first token.
    private void CheckKeys(Member member)
    {
        try
        {
            foreach (var key in member.Keys.Where(k => !k.Withdrawn)) key.Open(keys.Box).ECDsa.Dispose();
        }
        catch (CryptographicException e)
        {
            throw new InvalidOperationException($"The keys of {member.Code} were encrypted with another key-encryption key than the configured one.", e);
        }
    }

    private static MemberSeed OperatorOf(string file)
    {
        var faults = new Faults();
        using var json = System.Text.Json.JsonDocument.Parse(File.ReadAllText(file));
        var jwks = PublicKeys.Read(json.RootElement, PublicKeys.OfClients, "", faults)
            ?? throw new InvalidOperationException($"{file}: {string.Join("; ", faults.ByField.Select(f => $"{f.Key} {f.Value[0]}"))}");
        return new(Operator, MemberKind.Operator, "Network operator", [.. SampleIdentities.OfOperator.Select(identity => (identity, jwks))]);
    }

    // Called within the replica's turn: of two that share the profiles, one creates a key, and the other finds it.
    private Func<MemberSeed> Sample(string code, string kind, string name, IReadOnlyList<SampleIdentities.Identity> identities, string home) =>
        () => new(code, kind, name, [.. identities.Select(identity => (identity, Profile.Ensure(
            home, code, identity.Name, ClientIds.Of(code, identity.Name), HostedIssuers.IssuerOf(publicUrl, code), publicUrl)))]);

    private Func<IdentityDb, IOutbox<IdentityDb>, CancellationToken, Task> Admit(Func<MemberSeed> read) => async (db, outbox, ct) =>
    {
        var (seed, now) = (read(), clock.StoredNow());
        if (!await db.Members.AnyAsync(m => m.Code == seed.Code, ct))
        {
            var member = new Member
            {
                Code = seed.Code,
                Kind = seed.Kind,
                Name = seed.Name,
                Issuer = HostedIssuers.IssuerOf(publicUrl, seed.Code),
                AdmittedAt = now,
            };
            member.Keys.Add(IssuerKey.New(member.Code, keys.Box, now, signsFrom: now));
            db.Members.Add(member);
            await outbox.PublishAsync(new MemberAdmitted(member.ToTrust()), ct);
        }
        var existing = await db.Clients.Where(c => c.Member == seed.Code).ToListAsync(ct);
        foreach (var (identity, jwks) in seed.Clients)
        {
            if (existing.FirstOrDefault(c => c.Name == identity.Name) is { } client)
            {
                // The private key is in the profile alone. If the profile was lost, it has a new key.
                client.JsonWebKeySet = jwks;
                continue;
            }
            db.Clients.Add(new Client
            {
                Id = Guid.CreateVersion7(now),
                ClientId = ClientIds.Of(seed.Code, identity.Name),
                Member = seed.Code,
                Name = identity.Name,
                Functions = identity.Functions,
                Scopes = identity.Scopes,
                JsonWebKeySet = jwks,
                CreatedAt = now,
            });
        }
    };

    private static async Task EnsureGroupAsync(
        IdentityDb db, IOutbox<IdentityDb> outbox, string code, string name, IReadOnlyList<GroupMembership> memberships, CancellationToken ct)
    {
        if (await db.Groups.AnyAsync(g => g.Code == code, ct)) return;
        var group = new Group { Code = code, Name = name, Memberships = memberships };
        db.Groups.Add(group);
        await outbox.PublishAsync(group.ToGroupChanged(), ct);
    }

    private async Task InScopeAsync(Func<IdentityDb, IOutbox<IdentityDb>, CancellationToken, Task> change, CancellationToken ct)
    {
        while (!await TryInScopeAsync(change, ct)) { }
    }

    // A replica that serves already takes no turns: if it changes or admits the same member meanwhile, the change is made again on what it left.
    private async Task<bool> TryInScopeAsync(Func<IdentityDb, IOutbox<IdentityDb>, CancellationToken, Task> change, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<IdentityDb>();
        try
        {
            await db.InTransactionAsync(async () =>
            {
                await db.TakeTurnAsync(Turn, ct);
                await change(db, scope.ServiceProvider.GetRequiredService<IOutbox<IdentityDb>>(), ct);
                await db.SaveChangesAsync(ct);
            }, ct);
            return true;
        }
        catch (DbUpdateException e) when (e is DbUpdateConcurrencyException || UniqueViolations.Is(e))
        {
            return false;
        }
    }

    private sealed record MemberSeed(
        string Code, string Kind, string Name, IReadOnlyList<(SampleIdentities.Identity Identity, string Jwks)> Clients);
}
