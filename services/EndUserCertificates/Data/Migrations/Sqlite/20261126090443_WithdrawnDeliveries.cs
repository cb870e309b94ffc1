using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Exchange.EndUserCertificates.Data.Migrations.Sqlite
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
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "WithdrawnAt",
                table: "deliveries",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "WithdrawnBy",
                table: "deliveries",
                type: "TEXT",
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
