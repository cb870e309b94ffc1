using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Exchange.Storage;

/// <summary>
/// A query that Entity Framework has made out once. It keeps one for one model alone, and a process may hold several of a context: a
/// service's database on each provider.
/// </summary>
/// <param name="compile">Compiles it (<c>EF.CompileAsyncQuery</c>).</param>
public sealed class CompiledQuery<TDelegate>(Func<TDelegate> compile) where TDelegate : Delegate
{
    private readonly ConditionalWeakTable<IModel, TDelegate> compiled = [];

    /// <summary>The query, for the model of <paramref name="db"/>.</summary>
    public TDelegate For(DbContext db) => compiled.GetValue(db.Model, _ => compile());
}
