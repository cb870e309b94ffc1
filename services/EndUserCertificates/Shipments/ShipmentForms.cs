using Exchange.Access;
using Exchange.Hosting;
using Exchange.Hosting.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Exchange.EndUserCertificates.Shipments;

/// <summary>How drawdowns are shown, and who may change them.</summary>
internal sealed class DrawdownForm : IRecordForm<Drawdown, DrawdownView>
{
    public ValueTask<DrawdownView> ViewAsync(Visible<Drawdown> seen, Principal reader, DateTimeOffset now, CancellationToken ct) =>
        ValueTask.FromResult(DrawdownView.Of(seen.Record, reader));

    public ProblemHttpResult? RefuseChange(Drawdown record, Principal caller) =>
        record.Originator == caller.Member ? null : Problems.Forbidden("Only the State that drew commits or cancels.");
}

/// <summary>How confirmed deliveries are shown, and who may withdraw them.</summary>
internal sealed class DeliveryForm : IRecordForm<Delivery, DeliveryView>
{
    public ValueTask<DeliveryView> ViewAsync(Visible<Delivery> seen, Principal reader, DateTimeOffset now, CancellationToken ct) =>
        ValueTask.FromResult(DeliveryView.Of(seen.Record, reader));

    public ProblemHttpResult? RefuseChange(Delivery record, Principal caller) => ConfirmDelivery.RefuseState(record.Originator, caller);
}

/// <summary>How verifications after shipment are shown. Nobody changes them.</summary>
internal sealed class ShipmentVerificationForm : IRecordForm<ShipmentVerification, ShipmentVerificationView>
{
    public ValueTask<ShipmentVerificationView> ViewAsync(Visible<ShipmentVerification> seen, Principal reader, DateTimeOffset now, CancellationToken ct) =>
        ValueTask.FromResult(ShipmentVerificationView.Of(seen.Record, reader));

    public ProblemHttpResult? RefuseChange(ShipmentVerification record, Principal caller) => Problems.Forbidden("A verification after shipment is never changed.");
}
