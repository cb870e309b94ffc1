using Exchange.Access;
using Exchange.Storage;
using Microsoft.EntityFrameworkCore;

namespace Exchange.EndUserCertificates.Inquiries;

/// <summary>The tables of inquiries.</summary>
internal static class InquiryModel
{
    public const string ReferenceIndex = "IX_inquiries_Reference";

    public static void AddInquiries(this ModelBuilder model)
    {
        model.Entity<Inquiry>(inquiry =>
        {
            inquiry.ToTable("inquiries");
            inquiry.Property(i => i.Id).ValueGeneratedNever();
            inquiry.Property(i => i.Reference).HasMaxLength(40);
            inquiry.HasIndex(i => i.Reference).IsUnique().HasDatabaseName(ReferenceIndex);
            inquiry.Property(i => i.Originator).HasMaxLength(16);
            inquiry.Property(i => i.AskedState).HasMaxLength(16);
            // How many questions of one State are open with another.
            inquiry.HasIndex(i => new { i.Originator, i.AskedState, i.State });
            inquiry.Property(i => i.QuestionHash).HasMaxLength(64);
            inquiry.Property(i => i.IssuingState).HasMaxLength(16);
            inquiry.Property(i => i.Number).HasMaxLength(64);
            inquiry.Property(i => i.State).HasMaxLength(16);
            inquiry.Property(i => i.Answer).HasMaxLength(32);
            // What is due, for the worker: closed inquiries have no next step.
            inquiry.HasIndex(i => i.NextStepAt);
            inquiry.Property(i => i.Version).IsConcurrencyToken();
            inquiry.Property(i => i.Reminders).AsReplacedJson();
            inquiry.Property(i => i.AlteredFields).AsReplacedJson();
        });
        model.AddGrants<Inquiry>("inquiry_grants");
    }
}
