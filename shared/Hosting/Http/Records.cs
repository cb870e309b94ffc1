using System.Linq.Expressions;
using Exchange.Access;
using Exchange.Contracts;
using Exchange.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Exchange.Hosting.Http;

/// <summary>How a service shows one kind of record, and what it answers to those who may not change it.</summary>
public interface IRecordForm<TRecord, TView> where TRecord : class, IReleasable
{
    /// <summary>The view of the record for the reader. What its level hides is cut afterwards.</summary>
    ValueTask<TView> ViewAsync(Visible<TRecord> seen, Principal reader, DateTimeOffset now, CancellationToken ct);

    /// <summary>Why the caller may not change a record that it sees, or null. The originator alone may, unless the form says otherwise.</summary>
    ProblemHttpResult? RefuseChange(TRecord record, Principal caller);
}

/// <summary>
/// The records of one kind as the caller of this request may see and change them. Absent records and those of others answer alike: 404.
/// </summary>
public sealed class Records<TDb, TRecord, TView>(
    TDb db, IRecordForm<TRecord, TView> form, Shown shown, Principal caller, TimeProvider clock, IHttpContextAccessor http)
    where TDb : DbContext
    where TRecord : class, IReleasable
{
    /// <summary>The record with the caller's level, or null if it does not exist or the caller may not see it.</summary>
    public Task<Visible<TRecord>?> FindAsync(Guid id, CancellationToken ct) => FindAsync(seen => seen.Record.Id == id, ct);

    /// <summary>As <see cref="FindAsync(Guid, CancellationToken)"/>, by another unique condition.</summary>
    public Task<Visible<TRecord>?> FindAsync(Expression<Func<Visible<TRecord>, bool>> condition, CancellationToken ct) =>
        Visible().SingleOrDefaultAsync(condition, ct);

    /// <summary>Shows the record, or 404.</summary>
    public async Task<Results<ViewAnswer<TView>, ProblemHttpResult>> ShowAsync(Guid id, CancellationToken ct) =>
        await Visible().AsNoTracking().SingleOrDefaultAsync(seen => seen.Record.Id == id, ct) is { } seen
            ? await ShowAsync(seen, Channel.Record, ct)
            : Problems.NotFound();

    /// <summary>Shows a record that was found.</summary>
    public async Task<ViewAnswer<TView>> ShowAsync(Visible<TRecord> seen, Channel channel, CancellationToken ct) => new(await BytesAsync(seen, channel, ct));

    /// <summary>Shows a record that its originator has changed.</summary>
    public Task<ViewAnswer<TView>> ShowChangedAsync(TRecord record, CancellationToken ct) =>
        ShowAsync(new Visible<TRecord> { Record = record, Level = ReleaseLevel.Full }, Channel.Change, ct);

    /// <summary>201 with a record that the caller has made, at <paramref name="location"/>.</summary>
    public async Task<CreatedAnswer<TView>> ShowCreatedAsync(TRecord record, string location, CancellationToken ct) =>
        new(await BytesAsync(new Visible<TRecord> { Record = record, Level = ReleaseLevel.Full }, Channel.Change, ct), location);

    /// <summary>
    /// The record, for a change: 404 if the caller does not see it, 403 if it may not change it, 412 if <c>If-Match</c> names another version than
    /// the caller is shown now.
    /// </summary>
    public async Task<(Visible<TRecord>? Found, ProblemHttpResult? Problem)> FindToChangeAsync(Guid id, CancellationToken ct)
    {
        if (await FindAsync(id, ct) is not { } seen) return (null, Problems.NotFound());
        return await RefuseChangeAsync(seen, ct) is { } problem ? (null, problem) : (seen, null);
    }

    /// <summary>Why the caller may not change a record that was found: 403, 412, or null.</summary>
    public async Task<ProblemHttpResult?> RefuseChangeAsync(Visible<TRecord> seen, CancellationToken ct) =>
        form.RefuseChange(seen.Record, caller) ?? await RefuseStaleAsync(seen, ct);

    /// <summary>412 if <c>If-Match</c> names another version than the caller is shown now, or null.</summary>
    public async Task<ProblemHttpResult?> RefuseStaleAsync(Visible<TRecord> seen, CancellationToken ct)
    {
        var request = http.HttpContext!.Request;
        if (!ETags.IsConditional(request)) return null;
        var view = await form.ViewAsync(seen, caller, clock.GetUtcNow(), ct);
        return ETags.Allows(request, Shown.ETagOf(view, seen.Level)) ? null : Problems.PreconditionFailed();
    }

    private IQueryable<Visible<TRecord>> Visible() => db.VisibleTo<TRecord>(caller, clock.GetUtcNow()).ByKey();

    private async Task<byte[]> BytesAsync(Visible<TRecord> seen, Channel channel, CancellationToken ct)
    {
        var view = await form.ViewAsync(seen, caller, clock.GetUtcNow(), ct);
        return await shown.OneAsync(ShownRecord.Of(seen), view, new Reading(caller, channel), ct);
    }
}

/// <summary>Registers records and their forms.</summary>
public static class RecordsRegistration
{
    /// <summary>Registers <see cref="Records{TDb, TRecord, TView}"/> with the form by which the service shows them.</summary>
    public static IServiceCollection AddRecords<TDb, TRecord, TView, TForm>(this IServiceCollection services)
        where TDb : DbContext
        where TRecord : class, IReleasable
        where TForm : class, IRecordForm<TRecord, TView>
    {
        services.AddScoped<IRecordForm<TRecord, TView>, TForm>();
        services.AddScoped<Records<TDb, TRecord, TView>>();
        return services;
    }
}
