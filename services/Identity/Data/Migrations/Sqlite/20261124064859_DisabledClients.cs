using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Exchange.Identity.Data.Migrations.Sqlite
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
                type: "TEXT",
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
