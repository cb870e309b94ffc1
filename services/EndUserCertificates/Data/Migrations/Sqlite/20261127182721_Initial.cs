using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Exchange.EndUserCertificates.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "broker_grants",
                columns: table => new
                {
                    RecordId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Recipient = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    Function = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    Level = table.Column<int>(type: "INTEGER", nullable: false),
                    Until = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_broker_grants", x => new { x.RecordId, x.Recipient, x.Function, x.Level });
                });

            migrationBuilder.CreateTable(
                name: "broker_standings",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Originator = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    ReleasedWith = table.Column<Guid>(type: "TEXT", nullable: false),
                    Key = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    Standing = table.Column<string>(type: "TEXT", nullable: false),
                    ValidFrom = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    ValidUntil = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    AsOf = table.Column<long>(type: "INTEGER", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_broker_standings", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "case_facts",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Originator = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    Reference = table.Column<string>(type: "TEXT", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false),
                    Status = table.Column<string>(type: "TEXT", nullable: true),
                    HeardAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_case_facts", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "catch_ups",
                columns: table => new
                {
                    Kind = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    Asked = table.Column<int>(type: "INTEGER", nullable: false),
                    AskedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    DoneAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_catch_ups", x => x.Kind);
                });

            migrationBuilder.CreateTable(
                name: "certificate_keys",
                columns: table => new
                {
                    Id = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Member = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    PublicJwk = table.Column<string>(type: "TEXT", nullable: false),
                    SealedPrivateKey = table.Column<byte[]>(type: "BLOB", nullable: false),
                    CreatedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    SignsFrom = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_certificate_keys", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "certificates",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Reference = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Originator = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    Type = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Number = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    IssuedOn = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    ValidFrom = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    ValidUntil = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    SingleUse = table.Column<bool>(type: "INTEGER", nullable: false),
                    ExporterState = table.Column<string>(type: "TEXT", maxLength: 3, nullable: false),
                    FinalDestination = table.Column<string>(type: "TEXT", maxLength: 3, nullable: false),
                    Content = table.Column<string>(type: "TEXT", nullable: false),
                    Credential = table.Column<string>(type: "TEXT", nullable: false),
                    DocumentHash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Qr = table.Column<string>(type: "TEXT", nullable: false),
                    StatusList = table.Column<int>(type: "INTEGER", nullable: false),
                    StatusIndex = table.Column<int>(type: "INTEGER", nullable: false),
                    Status = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    StatusReason = table.Column<string>(type: "TEXT", nullable: true),
                    StatusChangedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    IssuedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    IssuedBy = table.Column<string>(type: "TEXT", nullable: true),
                    Supersedes = table.Column<Guid>(type: "TEXT", nullable: true),
                    SupersededBy = table.Column<Guid>(type: "TEXT", nullable: true),
                    Releases = table.Column<string>(type: "TEXT", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_certificates", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "idempotency_keys",
                columns: table => new
                {
                    Id = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    BodyHash = table.Column<string>(type: "TEXT", nullable: false),
                    Status = table.Column<int>(type: "INTEGER", nullable: false),
                    Headers = table.Column<string>(type: "TEXT", nullable: false),
                    Body = table.Column<byte[]>(type: "BLOB", nullable: false),
                    ExpiresAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_idempotency_keys", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "inbox",
                columns: table => new
                {
                    MessageId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Consumer = table.Column<string>(type: "TEXT", maxLength: 128, nullable: false),
                    ClaimedAt = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_inbox", x => new { x.MessageId, x.Consumer });
                });

            migrationBuilder.CreateTable(
                name: "inquiries",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Reference = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Kind = table.Column<int>(type: "INTEGER", nullable: false),
                    Originator = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    AskedState = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    AskedBy = table.Column<string>(type: "TEXT", nullable: true),
                    Question = table.Column<string>(type: "TEXT", nullable: false),
                    QuestionHash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    IssuingState = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    Number = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    AskedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    DueAt = table.Column<long>(type: "INTEGER", nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    AcknowledgedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Reminders = table.Column<string>(type: "TEXT", nullable: false),
                    EscalatedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    NextStepAt = table.Column<long>(type: "INTEGER", nullable: true),
                    AnsweredAt = table.Column<long>(type: "INTEGER", nullable: true),
                    AnsweredBy = table.Column<string>(type: "TEXT", nullable: true),
                    Answer = table.Column<string>(type: "TEXT", maxLength: 32, nullable: true),
                    AlteredFields = table.Column<string>(type: "TEXT", nullable: false),
                    Conditions = table.Column<string>(type: "TEXT", nullable: true),
                    Remarks = table.Column<string>(type: "TEXT", nullable: true),
                    SignedAnswer = table.Column<string>(type: "TEXT", nullable: true),
                    WithdrawnAt = table.Column<long>(type: "INTEGER", nullable: true),
                    WithdrawalReason = table.Column<string>(type: "TEXT", nullable: true),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_inquiries", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "missed_verifications",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Verifier = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_missed_verifications", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "outbox",
                columns: table => new
                {
                    Sequence = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    MessageId = table.Column<Guid>(type: "TEXT", nullable: false),
                    MessageType = table.Column<string>(type: "TEXT", nullable: false),
                    Destination = table.Column<string>(type: "TEXT", nullable: false),
                    Body = table.Column<byte[]>(type: "BLOB", nullable: false),
                    TraceParent = table.Column<string>(type: "TEXT", nullable: true),
                    PublishedAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_outbox", x => x.Sequence);
                });

            migrationBuilder.CreateTable(
                name: "parked_messages",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    MessageId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Consumer = table.Column<string>(type: "TEXT", maxLength: 128, nullable: false),
                    MessageType = table.Column<string>(type: "TEXT", nullable: false),
                    Body = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Error = table.Column<string>(type: "TEXT", nullable: false),
                    ParkedAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_parked_messages", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "registers",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_registers", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "status_entries",
                columns: table => new
                {
                    Member = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    List = table.Column<int>(type: "INTEGER", nullable: false),
                    Index = table.Column<int>(type: "INTEGER", nullable: false),
                    Status = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_status_entries", x => new { x.Member, x.List, x.Index });
                });

            migrationBuilder.CreateTable(
                name: "status_lists",
                columns: table => new
                {
                    Member = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    Taken = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_status_lists", x => new { x.Member, x.Number });
                });

            migrationBuilder.CreateTable(
                name: "verifications",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Originator = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    Verifier = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    Authority = table.Column<string>(type: "TEXT", nullable: true),
                    CertificateId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Number = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    PresentedBy = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    Verdict = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    Checks = table.Column<string>(type: "TEXT", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_verifications", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "case_grants",
                columns: table => new
                {
                    RecordId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Recipient = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    Function = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    Level = table.Column<int>(type: "INTEGER", nullable: false),
                    Until = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_case_grants", x => new { x.RecordId, x.Recipient, x.Function, x.Level });
                    table.ForeignKey(
                        name: "FK_case_grants_case_facts_RecordId",
                        column: x => x.RecordId,
                        principalTable: "case_facts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "case_mentions",
                columns: table => new
                {
                    CaseId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Key = table.Column<string>(type: "TEXT", nullable: false),
                    Kind = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_case_mentions", x => new { x.CaseId, x.Kind, x.Key });
                    table.ForeignKey(
                        name: "FK_case_mentions_case_facts_CaseId",
                        column: x => x.CaseId,
                        principalTable: "case_facts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "certificate_grants",
                columns: table => new
                {
                    RecordId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Recipient = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    Function = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    Level = table.Column<int>(type: "INTEGER", nullable: false),
                    Until = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_certificate_grants", x => new { x.RecordId, x.Recipient, x.Function, x.Level });
                    table.ForeignKey(
                        name: "FK_certificate_grants_certificates_RecordId",
                        column: x => x.RecordId,
                        principalTable: "certificates",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "certificate_lines",
                columns: table => new
                {
                    CertificateId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Line = table.Column<int>(type: "INTEGER", nullable: false),
                    Category = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Unit = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    Quantity = table.Column<long>(type: "INTEGER", nullable: false),
                    Taken = table.Column<long>(type: "INTEGER", nullable: false),
                    Delivered = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_certificate_lines", x => new { x.CertificateId, x.Line });
                    table.CheckConstraint("CK_never_overdrawn", " \"Taken\" >= 0 AND \"Taken\" <= \"Quantity\" AND \"Delivered\" >= 0 AND \"Delivered\" <= \"Taken\" ");
                    table.ForeignKey(
                        name: "FK_certificate_lines_certificates_CertificateId",
                        column: x => x.CertificateId,
                        principalTable: "certificates",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "drawdowns",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Originator = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    CertificateId = table.Column<Guid>(type: "TEXT", nullable: false),
                    CertificateReference = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    CertificateNumber = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    IssuingState = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    SoleUseOf = table.Column<Guid>(type: "TEXT", nullable: true),
                    Status = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    Lines = table.Column<string>(type: "TEXT", nullable: false),
                    ShipmentReference = table.Column<string>(type: "TEXT", nullable: true),
                    ExpectedDelivery = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    DrawnBy = table.Column<string>(type: "TEXT", nullable: true),
                    DrawnAt = table.Column<long>(type: "INTEGER", nullable: false),
                    ReservedUntil = table.Column<long>(type: "INTEGER", nullable: true),
                    CommittedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    DeliveryDueOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    EndedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Reason = table.Column<string>(type: "TEXT", nullable: true),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_drawdowns", x => x.Id);
                    table.ForeignKey(
                        name: "FK_drawdowns_certificates_CertificateId",
                        column: x => x.CertificateId,
                        principalTable: "certificates",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "shipment_verifications",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Originator = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    CertificateId = table.Column<Guid>(type: "TEXT", nullable: false),
                    IssuingState = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    Date = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Place = table.Column<string>(type: "TEXT", nullable: false),
                    SerialsSampled = table.Column<long>(type: "INTEGER", nullable: false),
                    Found = table.Column<long>(type: "INTEGER", nullable: false),
                    Missing = table.Column<long>(type: "INTEGER", nullable: false),
                    Finding = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    Remarks = table.Column<string>(type: "TEXT", nullable: true),
                    RecordedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    RecordedBy = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_shipment_verifications", x => x.Id);
                    table.ForeignKey(
                        name: "FK_shipment_verifications_certificates_CertificateId",
                        column: x => x.CertificateId,
                        principalTable: "certificates",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "inquiry_grants",
                columns: table => new
                {
                    RecordId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Recipient = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    Function = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    Level = table.Column<int>(type: "INTEGER", nullable: false),
                    Until = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_inquiry_grants", x => new { x.RecordId, x.Recipient, x.Function, x.Level });
                    table.ForeignKey(
                        name: "FK_inquiry_grants_inquiries_RecordId",
                        column: x => x.RecordId,
                        principalTable: "inquiries",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "deliveries",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Originator = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    CertificateId = table.Column<Guid>(type: "TEXT", nullable: false),
                    DrawdownId = table.Column<Guid>(type: "TEXT", nullable: false),
                    DrawingState = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    Lines = table.Column<string>(type: "TEXT", nullable: false),
                    DeliveredOn = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Place = table.Column<string>(type: "TEXT", nullable: true),
                    DeliveryVerificationNumber = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    ConfirmedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    ConfirmedBy = table.Column<string>(type: "TEXT", nullable: true),
                    WithdrawnAt = table.Column<long>(type: "INTEGER", nullable: true),
                    WithdrawnBy = table.Column<string>(type: "TEXT", nullable: true),
                    WithdrawalReason = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_deliveries", x => x.Id);
                    table.ForeignKey(
                        name: "FK_deliveries_drawdowns_DrawdownId",
                        column: x => x.DrawdownId,
                        principalTable: "drawdowns",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "drawdown_grants",
                columns: table => new
                {
                    RecordId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Recipient = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    Function = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    Level = table.Column<int>(type: "INTEGER", nullable: false),
                    Until = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_drawdown_grants", x => new { x.RecordId, x.Recipient, x.Function, x.Level });
                    table.ForeignKey(
                        name: "FK_drawdown_grants_drawdowns_RecordId",
                        column: x => x.RecordId,
                        principalTable: "drawdowns",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "shipment_verification_grants",
                columns: table => new
                {
                    RecordId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Recipient = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    Function = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    Level = table.Column<int>(type: "INTEGER", nullable: false),
                    Until = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_shipment_verification_grants", x => new { x.RecordId, x.Recipient, x.Function, x.Level });
                    table.ForeignKey(
                        name: "FK_shipment_verification_grants_shipment_verifications_RecordId",
                        column: x => x.RecordId,
                        principalTable: "shipment_verifications",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "delivery_grants",
                columns: table => new
                {
                    RecordId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Recipient = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    Function = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    Level = table.Column<int>(type: "INTEGER", nullable: false),
                    Until = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_delivery_grants", x => new { x.RecordId, x.Recipient, x.Function, x.Level });
                    table.ForeignKey(
                        name: "FK_delivery_grants_deliveries_RecordId",
                        column: x => x.RecordId,
                        principalTable: "deliveries",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_broker_grants_Recipient_RecordId",
                table: "broker_grants",
                columns: new[] { "Recipient", "RecordId" });

            migrationBuilder.CreateIndex(
                name: "IX_broker_standings_Key",
                table: "broker_standings",
                column: "Key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_case_facts_HeardAt",
                table: "case_facts",
                column: "HeardAt");

            migrationBuilder.CreateIndex(
                name: "IX_case_grants_Recipient_RecordId",
                table: "case_grants",
                columns: new[] { "Recipient", "RecordId" });

            migrationBuilder.CreateIndex(
                name: "IX_case_mentions_Key",
                table: "case_mentions",
                column: "Key");

            migrationBuilder.CreateIndex(
                name: "IX_certificate_grants_Recipient_RecordId",
                table: "certificate_grants",
                columns: new[] { "Recipient", "RecordId" });

            migrationBuilder.CreateIndex(
                name: "IX_certificate_keys_Member",
                table: "certificate_keys",
                column: "Member");

            migrationBuilder.CreateIndex(
                name: "IX_certificates_Originator_Number",
                table: "certificates",
                columns: new[] { "Originator", "Number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_certificates_Reference",
                table: "certificates",
                column: "Reference",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_deliveries_CertificateId",
                table: "deliveries",
                column: "CertificateId");

            migrationBuilder.CreateIndex(
                name: "IX_deliveries_DrawdownId",
                table: "deliveries",
                column: "DrawdownId");

            migrationBuilder.CreateIndex(
                name: "IX_delivery_grants_Recipient_RecordId",
                table: "delivery_grants",
                columns: new[] { "Recipient", "RecordId" });

            migrationBuilder.CreateIndex(
                name: "IX_drawdown_grants_Recipient_RecordId",
                table: "drawdown_grants",
                columns: new[] { "Recipient", "RecordId" });

            migrationBuilder.CreateIndex(
                name: "IX_drawdowns_CertificateId",
                table: "drawdowns",
                column: "CertificateId");

            migrationBuilder.CreateIndex(
                name: "IX_drawdowns_SoleUseOf",
                table: "drawdowns",
                column: "SoleUseOf",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_drawdowns_Status_DeliveryDueOn_Id",
                table: "drawdowns",
                columns: new[] { "Status", "DeliveryDueOn", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_drawdowns_Status_ReservedUntil",
                table: "drawdowns",
                columns: new[] { "Status", "ReservedUntil" });

            migrationBuilder.CreateIndex(
                name: "IX_idempotency_keys_ExpiresAt",
                table: "idempotency_keys",
                column: "ExpiresAt");

            migrationBuilder.CreateIndex(
                name: "IX_inbox_ClaimedAt",
                table: "inbox",
                column: "ClaimedAt");

            migrationBuilder.CreateIndex(
                name: "IX_inquiries_NextStepAt",
                table: "inquiries",
                column: "NextStepAt");

            migrationBuilder.CreateIndex(
                name: "IX_inquiries_Originator_AskedState_State",
                table: "inquiries",
                columns: new[] { "Originator", "AskedState", "State" });

            migrationBuilder.CreateIndex(
                name: "IX_inquiries_Reference",
                table: "inquiries",
                column: "Reference",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_inquiry_grants_Recipient_RecordId",
                table: "inquiry_grants",
                columns: new[] { "Recipient", "RecordId" });

            migrationBuilder.CreateIndex(
                name: "IX_missed_verifications_Verifier_At",
                table: "missed_verifications",
                columns: new[] { "Verifier", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_shipment_verification_grants_Recipient_RecordId",
                table: "shipment_verification_grants",
                columns: new[] { "Recipient", "RecordId" });

            migrationBuilder.CreateIndex(
                name: "IX_shipment_verifications_CertificateId",
                table: "shipment_verifications",
                column: "CertificateId");

            migrationBuilder.CreateIndex(
                name: "IX_verifications_Originator_Id",
                table: "verifications",
                columns: new[] { "Originator", "Id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "broker_grants");

            migrationBuilder.DropTable(
                name: "broker_standings");

            migrationBuilder.DropTable(
                name: "case_grants");

            migrationBuilder.DropTable(
                name: "case_mentions");

            migrationBuilder.DropTable(
                name: "catch_ups");

            migrationBuilder.DropTable(
                name: "certificate_grants");

            migrationBuilder.DropTable(
                name: "certificate_keys");

            migrationBuilder.DropTable(
                name: "certificate_lines");

            migrationBuilder.DropTable(
                name: "delivery_grants");

            migrationBuilder.DropTable(
                name: "drawdown_grants");

            migrationBuilder.DropTable(
                name: "idempotency_keys");

            migrationBuilder.DropTable(
                name: "inbox");

            migrationBuilder.DropTable(
                name: "inquiry_grants");

            migrationBuilder.DropTable(
                name: "missed_verifications");

            migrationBuilder.DropTable(
                name: "outbox");

            migrationBuilder.DropTable(
                name: "parked_messages");

            migrationBuilder.DropTable(
                name: "registers");

            migrationBuilder.DropTable(
                name: "shipment_verification_grants");

            migrationBuilder.DropTable(
                name: "status_entries");

            migrationBuilder.DropTable(
                name: "status_lists");

            migrationBuilder.DropTable(
                name: "verifications");

            migrationBuilder.DropTable(
                name: "case_facts");

            migrationBuilder.DropTable(
                name: "deliveries");

            migrationBuilder.DropTable(
                name: "inquiries");

            migrationBuilder.DropTable(
                name: "shipment_verifications");

            migrationBuilder.DropTable(
                name: "drawdowns");

            migrationBuilder.DropTable(
                name: "certificates");
        }
    }
}
