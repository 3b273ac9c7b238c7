CREATE TABLE "absences" (
	"school_id" text NOT NULL,
	"id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"starts_at" timestamp with time zone NOT NULL,
	"ends_at" timestamp with time zone NOT NULL,
	CONSTRAINT "absences_school_id_id_pk" PRIMARY KEY("school_id","id")
);
--> statement-breakpoint
CREATE TABLE "access_requests" (
	"school_id" text NOT NULL,
	"id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"what" text NOT NULL,
	"role" text,
	"platform" text,
	"workspace_id" text,
	"account_id" text,
	"state" text NOT NULL,
	"requested_at" timestamp with time zone NOT NULL,
	"decided_by" uuid,
	"decided_at" timestamp with time zone,
	CONSTRAINT "access_requests_school_id_id_pk" PRIMARY KEY("school_id","id")
);
--> statement-breakpoint
CREATE TABLE "account_codes" (
	"school_id" text NOT NULL,
	"code_hash" "bytea" NOT NULL,
	"person_id" uuid NOT NULL,
	"role" text,
	"expires_at" timestamp with time zone NOT NULL,
	"used_at" timestamp with time zone,
	CONSTRAINT "account_codes_school_id_code_hash_pk" PRIMARY KEY("school_id","code_hash")
);
--> statement-breakpoint
CREATE TABLE "accounts" (
	"platform" text NOT NULL,
	"workspace_id" text NOT NULL,
	"account_id" text NOT NULL,
	"person_id" uuid NOT NULL,
	"personal_address" text,
	"tied_by" text NOT NULL,
	"tied_at" timestamp with time zone NOT NULL,
	CONSTRAINT "accounts_platform_workspace_id_account_id_pk" PRIMARY KEY("platform","workspace_id","account_id"),
	CONSTRAINT "accounts_person" UNIQUE("platform","workspace_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "audit_entries" (
	"school_id" text NOT NULL,
	"seq" bigint NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"actor_id" uuid,
	"action" text NOT NULL,
	"case_id" uuid,
	"detail" jsonb NOT NULL,
	"hash" "bytea" NOT NULL,
	CONSTRAINT "audit_entries_school_id_seq_pk" PRIMARY KEY("school_id","seq")
);
--> statement-breakpoint
CREATE TABLE "audit_heads" (
	"school_id" text PRIMARY KEY NOT NULL,
	"seq" bigint NOT NULL,
	"hash" "bytea" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "case_access" (
	"school_id" text NOT NULL,
	"case_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"reason" text NOT NULL,
	"granted_at" timestamp with time zone NOT NULL,
	"granted_by" uuid,
	"withdrawn_at" timestamp with time zone,
	CONSTRAINT "case_access_school_id_case_id_person_id_pk" PRIMARY KEY("school_id","case_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "case_counters" (
	"school_id" text NOT NULL,
	"year" integer NOT NULL,
	"next" integer NOT NULL,
	CONSTRAINT "case_counters_school_id_year_pk" PRIMARY KEY("school_id","year")
);
--> statement-breakpoint
CREATE TABLE "case_people" (
	"school_id" text NOT NULL,
	"case_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"part" text NOT NULL,
	"person_id" uuid,
	"subject_id" uuid,
	CONSTRAINT "case_people_school_id_case_id_id_pk" PRIMARY KEY("school_id","case_id","id")
);
--> statement-breakpoint
CREATE TABLE "case_posts" (
	"school_id" text NOT NULL,
	"case_id" uuid NOT NULL,
	"place_key" text NOT NULL,
	"root" text NOT NULL,
	"posted_at" timestamp with time zone NOT NULL,
	CONSTRAINT "case_posts_school_id_case_id_place_key_pk" PRIMARY KEY("school_id","case_id","place_key")
);
--> statement-breakpoint
CREATE TABLE "cases" (
	"school_id" text NOT NULL,
	"id" uuid NOT NULL,
	"reference" text NOT NULL,
	"restricted" boolean NOT NULL,
	"status" text NOT NULL,
	"severity" text,
	"category" text NOT NULL,
	"type" text,
	"handle_as" text NOT NULL,
	"route" text NOT NULL,
	"source" text NOT NULL,
	"victim" text,
	"place" text,
	"occurred_at" timestamp with time zone NOT NULL,
	"occurred_time_known" boolean NOT NULL,
	"noticed_on" date,
	"reported_at" timestamp with time zone NOT NULL,
	"reporter_id" uuid NOT NULL,
	"wrapped_key" "bytea" NOT NULL,
	"body_sealed" "bytea" NOT NULL,
	"acknowledged_at" timestamp with time zone,
	"acknowledged_by" uuid,
	"escalate_at" timestamp with time zone,
	"escalation_step" integer NOT NULL,
	CONSTRAINT "cases_school_id_id_pk" PRIMARY KEY("school_id","id"),
	CONSTRAINT "cases_reference" UNIQUE("school_id","reference")
);
--> statement-breakpoint
CREATE TABLE "chronology" (
	"school_id" text NOT NULL,
	"case_id" uuid NOT NULL,
	"seq" bigint GENERATED ALWAYS AS IDENTITY (sequence name "chronology_seq_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"at" timestamp with time zone NOT NULL,
	"actor_id" uuid,
	"entry" text NOT NULL,
	"text_sealed" "bytea",
	CONSTRAINT "chronology_school_id_case_id_seq_pk" PRIMARY KEY("school_id","case_id","seq")
);
--> statement-breakpoint
CREATE TABLE "idempotency_keys" (
	"school_id" text NOT NULL,
	"key" text NOT NULL,
	"case_id" uuid NOT NULL,
	"answer" jsonb NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "idempotency_keys_school_id_key_pk" PRIMARY KEY("school_id","key")
);
--> statement-breakpoint
CREATE TABLE "inbox" (
	"platform" text NOT NULL,
	"workspace_id" text NOT NULL,
	"event_id" text NOT NULL,
	"received_at" timestamp with time zone NOT NULL,
	CONSTRAINT "inbox_platform_workspace_id_event_id_pk" PRIMARY KEY("platform","workspace_id","event_id")
);
--> statement-breakpoint
CREATE TABLE "installation_keys" (
	"name" text PRIMARY KEY NOT NULL,
	"wrapped_key" "bytea" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "known_places" (
	"platform" text NOT NULL,
	"workspace_id" text NOT NULL,
	"place_key" text NOT NULL,
	"place_kind" text NOT NULL,
	"address" text NOT NULL,
	"seen_at" timestamp with time zone NOT NULL,
	CONSTRAINT "known_places_platform_workspace_id_place_key_pk" PRIMARY KEY("platform","workspace_id","place_key")
);
--> statement-breakpoint
CREATE TABLE "memberships" (
	"school_id" text NOT NULL,
	"person_id" uuid NOT NULL,
	"details_sealed" "bytea" NOT NULL,
	"email_index" "bytea" NOT NULL,
	"roles" text[] NOT NULL,
	"staff_group" text,
	"starts_on" date,
	"ends_on" date,
	CONSTRAINT "memberships_school_id_person_id_pk" PRIMARY KEY("school_id","person_id"),
	CONSTRAINT "memberships_email" UNIQUE("school_id","email_index")
);
--> statement-breakpoint
CREATE TABLE "outbox" (
	"school_id" text NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "outbox_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"lane" text NOT NULL,
	"dedupe_key" text NOT NULL,
	"intent" jsonb NOT NULL,
	"state" text DEFAULT 'pending' NOT NULL,
	"due_at" timestamp with time zone NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"lease_id" uuid,
	"leased_until" timestamp with time zone,
	"last_failure" text,
	"created_at" timestamp with time zone NOT NULL,
	"settled_at" timestamp with time zone,
	CONSTRAINT "outbox_school_id_id_pk" PRIMARY KEY("school_id","id"),
	CONSTRAINT "outbox_dedupe" UNIQUE("school_id","dedupe_key")
);
--> statement-breakpoint
CREATE TABLE "places" (
	"school_id" text NOT NULL,
	"use" text NOT NULL,
	"place_key" text NOT NULL,
	"named_by" uuid,
	"named_at" timestamp with time zone NOT NULL,
	CONSTRAINT "places_school_id_use_pk" PRIMARY KEY("school_id","use")
);
--> statement-breakpoint
CREATE TABLE "schedule_claims" (
	"school_id" text NOT NULL,
	"job" text NOT NULL,
	"occurrence" text NOT NULL,
	"claimed_at" timestamp with time zone NOT NULL,
	CONSTRAINT "schedule_claims_school_id_job_occurrence_pk" PRIMARY KEY("school_id","job","occurrence")
);
--> statement-breakpoint
CREATE TABLE "schools" (
	"id" text PRIMARY KEY NOT NULL,
	"trust_id" text,
	"name" text NOT NULL,
	"platform" text,
	"workspace_id" text,
	"profile" jsonb NOT NULL,
	"wrapped_key" "bytea" NOT NULL,
	"updated_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "subjects" (
	"school_id" text NOT NULL,
	"id" uuid NOT NULL,
	"wrapped_key" "bytea" NOT NULL,
	"details_sealed" "bytea" NOT NULL,
	"name_index" "bytea" NOT NULL,
	"birth_index" "bytea",
	"pupil_id_index" "bytea",
	CONSTRAINT "subjects_school_id_id_pk" PRIMARY KEY("school_id","id")
);
--> statement-breakpoint
CREATE INDEX "absences_time" ON "absences" USING btree ("school_id","ends_at");--> statement-breakpoint
CREATE INDEX "access_requests_person" ON "access_requests" USING btree ("school_id","person_id","state");--> statement-breakpoint
CREATE INDEX "account_codes_hash" ON "account_codes" USING btree ("code_hash");--> statement-breakpoint
CREATE INDEX "audit_case" ON "audit_entries" USING btree ("school_id","case_id");--> statement-breakpoint
CREATE INDEX "case_access_person" ON "case_access" USING btree ("school_id","person_id");--> statement-breakpoint
CREATE INDEX "case_people_person" ON "case_people" USING btree ("school_id","person_id");--> statement-breakpoint
CREATE INDEX "case_people_subject" ON "case_people" USING btree ("school_id","subject_id");--> statement-breakpoint
CREATE INDEX "cases_reported" ON "cases" USING btree ("school_id","reported_at" DESC NULLS LAST,"id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "cases_reporter" ON "cases" USING btree ("school_id","reporter_id","reported_at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "cases_escalate" ON "cases" USING btree ("escalate_at") WHERE escalate_at is not null;--> statement-breakpoint
CREATE INDEX "inbox_received" ON "inbox" USING btree ("received_at");--> statement-breakpoint
CREATE INDEX "memberships_person" ON "memberships" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "memberships_by_email" ON "memberships" USING btree ("email_index");--> statement-breakpoint
CREATE INDEX "outbox_due" ON "outbox" USING btree ("due_at","id") WHERE state = 'pending';--> statement-breakpoint
CREATE INDEX "outbox_lane" ON "outbox" USING btree ("school_id","lane","id") WHERE state = 'pending';--> statement-breakpoint
CREATE INDEX "subjects_name" ON "subjects" USING btree ("school_id","name_index");