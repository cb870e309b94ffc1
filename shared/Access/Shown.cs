using System.Security.Cryptography;
using Exchange.Contracts;

namespace Exchange.Access;

/// <summary>The way by which a record reaches its reader.</summary>
public enum Channel
{
    /// <summary>The record was asked for by its id.</summary>
    Record = 1,

    /// <summary>A page of a list.</summary>
    List = 2,

    /// <summary>A search by what a record holds, such as a mark.</summary>
    Search = 3,

    /// <summary>The answer to a change of the record.</summary>
    Change = 4,

    /// <summary>The live stream.</summary>
    Stream = 5,

    /// <summary>A webhook.</summary>
    Webhook = 6,

    /// <summary>A document to print.</summary>
    Document = 7,

    /// <summary>The verdict on a certificate that somebody presents.</summary>
    Verification = 8,
}

/// <summary>Who reads, how, and for which purpose where one is stated.</summary>
public sealed record Reading(Principal Reader, Channel Channel, string? Purpose = null);

/// <summary>What a reader is shown: which record, whose, which version of it, and at which level.</summary>
public sealed record ShownRecord(string Kind, Guid Id, string Originator, int Version, ReleaseLevel Level)
{
    public static ShownRecord Of<TRecord>(Visible<TRecord> visible) where TRecord : class, IReleasable =>
        new(typeof(TRecord).Name, visible.Record.Id, visible.Record.Originator, visible.Record.Version, visible.Level);
}

/// <summary>Learns of every record that a reader is shown, before its bytes leave.</summary>
public interface IDisclosures
{
    /// <summary>Called once for each answer, page, event or webhook that shows records.</summary>
    ValueTask ShownAsync(Reading reading, IReadOnlyList<ShownRecord> records, CancellationToken ct);
}

/// <summary>Records nothing.</summary>
public sealed class NoDisclosures : IDisclosures
{
    public ValueTask ShownAsync(Reading reading, IReadOnlyList<ShownRecord> records, CancellationToken ct) => ValueTask.CompletedTask;
}

/// <summary>
/// The one room in which a record becomes the bytes that its reader gets. <see cref="Visibility"/> finds the record and its level; everything after
/// it (one record, a page, an event of the stream, a webhook) gets its bytes here, cut to the level and reported to <see cref="IDisclosures"/>.
/// </summary>
public sealed class Shown(IDisclosures disclosures)
{
    /// <summary>One record's view as UTF-8 JSON, with what its level shows and nothing else.</summary>
    public async ValueTask<byte[]> OneAsync<TView>(ShownRecord record, TView view, Reading reading, CancellationToken ct)
    {
        await disclosures.ShownAsync(reading, [record], ct);
        return LevelJson.Serialize(view, record.Level);
    }

    /// <summary>The views of several records, in their order, each cut to its own level.</summary>
    public async ValueTask<IReadOnlyList<byte[]>> AllAsync<TView>(IReadOnlyList<(ShownRecord Record, TView View)> records, Reading reading, CancellationToken ct)
    {
        if (records.Count > 0) await disclosures.ShownAsync(reading, [.. records.Select(r => r.Record)], ct);
        return [.. records.Select(r => LevelJson.Serialize(r.View, r.Record.Level))];
    }

    /// <summary>An answer about several records, such as the matches of a search, of which each part was made for its record's level.</summary>
    public async ValueTask<byte[]> AnswerAsync<TAnswer>(IReadOnlyList<ShownRecord> records, TAnswer answer, Reading reading, CancellationToken ct)
    {
        if (records.Count > 0) await disclosures.ShownAsync(reading, records, ct);
        return LevelJson.Serialize(answer, ReleaseLevel.Full);
    }

    /// <summary>A text that was made of one record for its level, such as a page to print.</summary>
    public async ValueTask<string> TextAsync(ShownRecord record, string text, Reading reading, CancellationToken ct)
    {
        await disclosures.ShownAsync(reading, [record], ct);
        return text;
    }

    /// <summary>A view as UTF-8 JSON of what every caller of the operation sees alike, such as a member of the network. Nothing is disclosed.</summary>
    public static byte[] ToEveryone<TView>(TView view) => LevelJson.Serialize(view, ReleaseLevel.Full);

    /// <summary>
    /// The entity tag (RFC 9110, section 8.8.3) of a view at a level: a hash of the bytes that the reader gets. A change in what is hidden from
    /// the reader does not change it.
    /// </summary>
    public static string ETagOf<TView>(TView view, ReleaseLevel level) => ETagOf(LevelJson.Serialize(view, level));

    /// <summary>The entity tag of bytes that this room made.</summary>
    public static string ETagOf(ReadOnlySpan<byte> bytes) => $"\"{Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 16))}\"";
}
