using Microsoft.EntityFrameworkCore;

namespace Exchange.Architecture.Tests.Samples;

internal static class AsksForTheProvider
{
    public static bool IsPostgres(SampleDb db) => db.Database.IsNpgsql();
}

internal static class WritesSql
{
    public static Task<int> ForgetAsync(SampleDb db) => db.Database.ExecuteSqlAsync($"DELETE FROM records");
}
