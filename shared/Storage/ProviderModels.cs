using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Exchange.Storage;

/// <summary>What a model says for one provider alone.</summary>
public static class ProviderModels
{
    /// <summary>Puts a model that shares a PostgreSQL database with another into a schema of its own; on SQLite it has a file of its own.</summary>
    public static void HasPostgresSchema(this ModelBuilder model, DatabaseFacade database, string schema)
    {
        if (database.IsNpgsql()) model.HasDefaultSchema(schema);
    }

    /// <summary>
    /// Texts of the column are compared byte by byte, so that one index serves equality and ranges alike: SQLite does so by default, PostgreSQL by
    /// the collation <c>C</c>.
    /// </summary>
    public static PropertyBuilder<string> ComparedByBytes(this PropertyBuilder<string> property, DatabaseFacade database) =>
        database.IsNpgsql() ? property.UseCollation("C") : property;
}
