using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Exchange.Identity.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class DisabledClients : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "DisabledClients",
                table: "members",
                type: "text",
                nullable: false,
                defaultValue: "[]");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "DisabledClients",
                table: "members");
        }
    }
}
