using Exchange.EndUserCertificates.Certificates;
using Exchange.EndUserCertificates.Data;
using Microsoft.EntityFrameworkCore;

namespace Exchange.EndUserCertificates.Shipments;

/// <summary>
/// Moves the balances of a certificate's lines. Every statement carries its own condition, so no two of them, in whatever
/// process, take more than is left. Every transaction updates the lines in their order, so none deadlocks.
/// The caller opens the transaction: a line that refuses rolls back those before it.
/// </summary>
internal static class LineBalances
{
    /// <summary>Takes the quantities. Returns null, or the first line with too little left and how much that is.</summary>
    public static async Task<(DrawnLine Wanted, long Left)?> TakeAsync(this CertificatesDb db, Guid certificate, IReadOnlyList<DrawnLine> lines, CancellationToken ct)
    {
        foreach (var wanted in InOrder(lines))
        {
            while (await db.Line(certificate, wanted.Line).Where(l => l.Taken + wanted.Quantity <= l.Quantity)
                .ExecuteUpdateAsync(set => set.SetProperty(l => l.Taken, l => l.Taken + wanted.Quantity), ct) == 0)
            {
                // Another drawdown may have given back just now: if enough is left, try again.
                var left = await db.Line(certificate, wanted.Line).Select(l => l.Quantity - l.Taken).SingleAsync(ct);
                if (left < wanted.Quantity) return (wanted, left);
            }
        }
        return null;
    }

    /// <summary>Gives back what a drawdown had taken.</summary>
    public static async Task GiveBackAsync(this CertificatesDb db, Drawdown drawdown, CancellationToken ct)
    {
        foreach (var line in InOrder(drawdown.Lines))
        {
            await db.Line(drawdown.CertificateId, line.Line).ExecuteUpdateAsync(set => set.SetProperty(l => l.Taken, l => l.Taken - line.Quantity), ct);
        }
    }

    /// <summary>Adds delivered quantities.</summary>
    public static async Task DeliverAsync(this CertificatesDb db, Guid certificate, IReadOnlyList<DrawnLine> arrived, CancellationToken ct)
    {
        foreach (var line in InOrder(arrived))
        {
            await db.Line(certificate, line.Line).ExecuteUpdateAsync(set => set.SetProperty(l => l.Delivered, l => l.Delivered + line.Quantity), ct);
        }
    }

    /// <summary>Subtracts the quantities of a wrong confirmation.</summary>
    public static async Task TakeBackAsync(this CertificatesDb db, Delivery wrong, CancellationToken ct)
    {
        foreach (var line in wrong.Lines.OrderBy(l => l.Line))
        {
            await db.Line(wrong.CertificateId, line.Line).ExecuteUpdateAsync(set => set.SetProperty(l => l.Delivered, l => l.Delivered - line.Quantity), ct);
        }
    }

    private static IOrderedEnumerable<DrawnLine> InOrder(IReadOnlyList<DrawnLine> lines) => lines.OrderBy(l => l.Line);

    private static IQueryable<CertificateLine> Line(this CertificatesDb db, Guid certificate, int line) =>
        db.Set<CertificateLine>().Where(l => l.CertificateId == certificate && l.Line == line);
}
