using Exchange.Contracts;
using Exchange.Setup;

// Makes from the list of services what the network on one machine needs; compose/prepare calls it:
//   processes      prints name and project folder of each process, a line each
//   secrets DIR    writes the secrets, the broker's definitions and Redis's users into DIR
//   permissions    prints the table of docs/security.md
switch (args)
{
    case ["processes"]:
        foreach (var process in ServiceList.Current.Processes) Console.WriteLine($"{process.Name} {process.Project}");
        return 0;

    case ["secrets", var folder]:
        new Secrets(folder).Write(ServiceList.Current);
        return 0;

    case ["permissions"]:
        Console.Write(PermissionTable.Of(ServiceList.Current));
        return 0;

    default:
        Console.Error.WriteLine("usage: Exchange.Setup processes | secrets DIR | permissions");
        return 2;
}
