using System.Buffers;
using System.Text.Json;
using Exchange.Access;
using Exchange.Hosting.Validation;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using JsonOptions = Microsoft.AspNetCore.Http.Json.JsonOptions;

namespace Exchange.Hosting.Http;

/// <summary>Which page of a list is asked for, and what it takes to answer with one.</summary>
/// <param name="Limit">At most so many items: 1 to 200, by default 50.</param>
/// <param name="Cursor">The <c>next</c> of the page before, with the same filters. Without it, the first page.</param>
public readonly record struct Paging(
    [property: FromQuery(Name = "limit"), Between(1, Paging.MaxLimit)] int? Limit,
    [property: FromQuery(Name = "cursor")] string? Cursor,
    HttpContext Http, Cursors Cursors, Shown Shown, Principal Reader, IOptions<JsonOptions> Json)
{
    public const int DefaultLimit = 50;
    public const int MaxLimit = 200;

    /// <summary>Reads limit and cursor; what is wrong with them is in <paramref name="faults"/>.</summary>
    /// <typeparam name="TPosition">Where a page ends, such as <c>Guid?</c>: unique, and the order of the list.</typeparam>
    /// <param name="list">Names the list: a cursor of another list is refused.</param>
    /// <param name="filter">The filters: a cursor of other filters is refused.</param>
    public ListPage<TPosition> Read<TPosition>(string list, object? filter, Faults faults)
    {
        if (Limit is < 1 or > MaxLimit) faults.Add("limit", $"has to be 1 to {MaxLimit}");
        var scope = $"{list} {Reader.Member} {filter}";
        TPosition? after = default;
        if (Cursor is not null && !Cursors.TryUnprotect(Cursor, scope, out after)) faults.Add("cursor", "is not a cursor of this list with these filters");
        return new(this, scope, Math.Clamp(Limit ?? DefaultLimit, 1, MaxLimit), after);
    }
}

/// <summary>One page that is being made.</summary>
public sealed class ListPage<TPosition>(Paging paging, string scope, int size, TPosition? after)
{
    /// <summary>Where the page before ended; the default value on the first page.</summary>
    public TPosition? After => after;

    /// <summary>The most items of the page.</summary>
    public int Size => size;

    /// <summary>How many rows to read: one more than the page has, to know whether another page follows.</summary>
    public int Take => size + 1;

    /// <summary>The page of records that not everyone may see, each cut to its own level.</summary>
    /// <param name="rows">At most <see cref="Take"/> rows, in the order of the list.</param>
    public async Task<PageAnswer<TLine>> ShowAsync<TRow, TLine>(
        IReadOnlyList<TRow> rows, Func<TRow, TPosition> position, Func<TRow, (ShownRecord Record, TLine Line)> show, CancellationToken ct, Channel channel = Channel.List)
    {
        var shown = await paging.Shown.AllAsync([.. rows.Take(size).Select(show)], new Reading(paging.Reader, channel), ct);
        return Page<TLine>(shown, Next(rows, position));
    }

    /// <summary>The page of what every reader of the list may see.</summary>
    public PageAnswer<TLine> Answer<TLine>(IReadOnlyList<TLine> rows, Func<TLine, TPosition> position) => Answer(rows, position, row => row);

    /// <inheritdoc cref="Answer{TLine}(IReadOnlyList{TLine}, Func{TLine, TPosition})"/>
    public PageAnswer<TLine> Answer<TRow, TLine>(IReadOnlyList<TRow> rows, Func<TRow, TPosition> position, Func<TRow, TLine> line)
    {
        var options = paging.Json.Value.SerializerOptions;
        return Page<TLine>([.. rows.Take(size).Select(row => JsonSerializer.SerializeToUtf8Bytes(line(row), options))], Next(rows, position));
    }

    /// <summary>The cursor of the next page, or null on the last one; the answer gets its <c>Link</c> header.</summary>
    public string? Next<TRow>(IReadOnlyList<TRow> rows, Func<TRow, TPosition> position)
    {
        if (rows.Count <= size) return null;
        var next = paging.Cursors.Protect(position(rows[size - 1]), scope);
        var request = paging.Http.Request;
        var query = QueryString.Create(request.Query.Where(q => q.Key != "cursor")
            .SelectMany(q => q.Value.Select(v => KeyValuePair.Create(q.Key, v))).Append(KeyValuePair.Create<string, string?>("cursor", next)));
        paging.Http.Response.Headers.Append("Link", $"<{request.Path}{query}>; rel=\"next\"");
        return next;
    }

    // A cursor is encrypted anew each time. So the tag is weak (RFC 9110, section 8.8.1): pages of the same items have the same one.
    private static PageAnswer<TLine> Page<TLine>(IReadOnlyList<byte[]> items, string? next) =>
        new(Write(items, next), $"W/{Shown.ETagOf(Write(items, next is null ? null : ""))}");

    private static byte[] Write(IReadOnlyList<byte[]> items, string? next)
    {
        var body = new ArrayBufferWriter<byte>(items.Sum(item => item.Length + 1) + 256);
        using var json = new Utf8JsonWriter(body);
        json.WriteStartObject();
        json.WriteStartArray("items");
        foreach (var item in items) json.WriteRawValue(item, skipInputValidation: true);
        json.WriteEndArray();
        json.WriteString("next", next);
        json.WriteEndObject();
        json.Flush();
        return body.WrittenSpan.ToArray();
    }
}
