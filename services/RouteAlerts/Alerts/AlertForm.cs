using Exchange.Access;
using Exchange.Hosting;
using Exchange.Hosting.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Exchange.RouteAlerts.Alerts;

/// <summary>How alerts are shown, and who may change them.</summary>
internal sealed class AlertForm : IRecordForm<RouteAlert, AlertView>
{
    public ValueTask<AlertView> ViewAsync(Visible<RouteAlert> seen, Principal reader, DateTimeOffset now, CancellationToken ct) =>
        ValueTask.FromResult(AlertView.Of(seen));

    public ProblemHttpResult? RefuseChange(RouteAlert record, Principal caller) => record.Originator == caller.Member
        ? null
        : Problems.Forbidden("Only its originator may withdraw an alert.");
}
