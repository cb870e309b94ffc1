using Exchange.Contracts;

namespace Exchange.Identity.Groups;

/// <summary>A regional group and its dated memberships, also of States that are not members of the network.</summary>
internal sealed class Group
{
    public required string Code { get; init; }
    public required string Name { get; set; }
    public required IReadOnlyList<GroupMembership> Memberships { get; set; }
    public long Version { get; private set; } = 1;

    public void Change(string name, IReadOnlyList<GroupMembership> memberships)
    {
        (Name, Memberships) = (name, memberships);
        Version++;
    }

    public GroupChanged ToGroupChanged() => new(Code, Name, Memberships, Version);
}
