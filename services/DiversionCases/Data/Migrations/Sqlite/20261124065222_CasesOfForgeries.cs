using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Exchange.DiversionCases.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class CasesOfForgeries : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "cases_of_forgeries",
                columns: table => new
                {
                    ForgeryId = table.Column<Guid>(type: "TEXT", nullable: false),
                    CaseId = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_cases_of_forgeries", x => x.ForgeryId);
                    table.ForeignKey(
                        name: "FK_cases_of_forgeries_cases_CaseId",
                        column: x => x.CaseId,
                        principalTable: "cases",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_cases_of_forgeries_CaseId",
                table: "cases_of_forgeries",
                column: "CaseId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "cases_of_forgeries");
        }
    }
}
