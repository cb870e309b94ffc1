namespace Exchange.Architecture.Tests.Folders;

/// <summary>
/// The plan of one project: its folders, and which others each may use. A folder is the first part of a namespace below the project's
/// root. To add a project, write its table in a file beside this one: <see cref="FolderTests"/> finds it.
/// </summary>
internal abstract class FolderTable
{
    /// <summary>
    /// The folder with the DbContext. It maps the entities, which lie beside their features, and the features query it: this pair
    /// alone may use each other.
    /// </summary>
    public const string Data = "Data";

    /// <summary>The project, whose name is also its root namespace.</summary>
    public abstract string Project { get; }

    /// <summary>Each folder that uses others, with these.</summary>
    public abstract IReadOnlyDictionary<string, string[]> Uses { get; }
}
