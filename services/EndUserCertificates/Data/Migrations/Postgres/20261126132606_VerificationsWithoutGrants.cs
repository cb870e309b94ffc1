using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Exchange.EndUserCertificates.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class VerificationsWithoutGrants : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "verification_grants");

            migrationBuilder.CreateIndex(
                name: "IX_verifications_Originator_Id",
                table: "verifications",
                columns: new[] { "Originator", "Id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_verifications_Originator_Id",
                table: "verifications");

            migrationBuilder.CreateTable(
                name: "verification_grants",
                columns: table => new
                {
                    RecordId = table.Column<Guid>(type: "uuid", nullable: false),
                    Recipient = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    Function = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    Level = table.Column<int>(type: "integer", nullable: false),
                    Until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_verification_grants", x => new { x.RecordId, x.Recipient, x.Function, x.Level });
                    table.ForeignKey(
                        name: "FK_verification_grants_verifications_RecordId",
                        column: x => x.RecordId,
                        principalTable: "verifications",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_verification_grants_Recipient_RecordId",
                table: "verification_grants",
                columns: new[] { "Recipient", "RecordId" });

            // To whom each belongs, in full: without it nobody would see those that came since.
            migrationBuilder.Sql("""
                INSERT INTO verification_grants ("RecordId", "Recipient", "Function", "Level") SELECT "Id", "Originator", '', 3 FROM verifications
                """);
        }
    }
}
