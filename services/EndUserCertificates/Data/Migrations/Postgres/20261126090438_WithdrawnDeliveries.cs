using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Exchange.EndUserCertificates.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class WithdrawnDeliveries : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "WithdrawalReason",
                table: "deliveries",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "WithdrawnAt",
                table: "deliveries",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "WithdrawnBy",
                table: "deliveries",
                type: "text",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "WithdrawalReason",
                table: "deliveries");

            migrationBuilder.DropColumn(
                name: "WithdrawnAt",
                table: "deliveries");

            migrationBuilder.DropColumn(
                name: "WithdrawnBy",
                table: "deliveries");
        }
    }
}
