using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Exchange.Storage;

/// <summary>Properties that are stored as JSON text, the same on both providers.</summary>
public static class JsonColumns
{
    /// <summary>Stores the property as JSON. A change inside the value counts as a change, so lists may be added to in place.</summary>
    public static PropertyBuilder<T> AsJson<T>(this PropertyBuilder<T> property) => property.HasConversion(
        value => Write(value),
        json => Read<T>(json),
        // The snapshot is a copy: otherwise an element added in place would change both.
        new ValueComparer<T>((a, b) => Write(a) == Write(b), value => Write(value).GetHashCode(StringComparison.Ordinal), value => Read<T>(Write(value))));

    /// <summary>
    /// As <see cref="AsJson"/>, for a value that is replaced whole and never changed in place: another reference alone counts as a change, and
    /// tracking a row costs no serialization.
    /// </summary>
    public static PropertyBuilder<T> AsReplacedJson<T>(this PropertyBuilder<T> property) where T : class? => property.HasConversion(
        value => Write(value),
        json => Read<T>(json),
        new ValueComparer<T>((a, b) => ReferenceEquals(a, b), value => RuntimeHelpers.GetHashCode(value), value => value));

    private static string Write<T>(T value) => JsonSerializer.Serialize(value, JsonSerializerOptions.Web);

    private static T Read<T>(string json) => JsonSerializer.Deserialize<T>(json, JsonSerializerOptions.Web)!;
}
