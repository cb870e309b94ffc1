using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Exchange.Hosting.Trust.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class StoredCompactly : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AlterTable(
                name: "outbox",
                schema: "trust")
                .Annotation("Npgsql:StorageParameter:toast_tuple_target", 8160);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AlterTable(
                name: "outbox",
                schema: "trust")
                .OldAnnotation("Npgsql:StorageParameter:toast_tuple_target", 8160);
        }
    }
}
