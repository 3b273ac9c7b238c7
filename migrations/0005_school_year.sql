CREATE TABLE "digests" (
	"school_id" text NOT NULL,
	"id" uuid NOT NULL,
	"period" text NOT NULL,
	"version" integer NOT NULL,
	"state" text NOT NULL,
	"content" jsonb NOT NULL,
	"meeting_on" date,
	"made_at" timestamp with time zone NOT NULL,
	"approved_by" uuid,
	"approved_at" timestamp with time zone,
	CONSTRAINT "digests_school_id_id_pk" PRIMARY KEY("school_id","id"),
	CONSTRAINT "digests_once" UNIQUE("school_id","period","version")
);
--> statement-breakpoint
CREATE TABLE "duties" (
	"school_id" text NOT NULL,
	"id" uuid NOT NULL,
	"kind" text NOT NULL,
	"occurrence" text NOT NULL,
	"subject" text NOT NULL,
	"due_on" date NOT NULL,
	"state" text NOT NULL,
	"done_by" uuid,
	"done_at" timestamp with time zone,
	"second_by" uuid,
	"second_at" timestamp with time zone,
	"note_sealed" "bytea",
	"second_note_sealed" "bytea",
	CONSTRAINT "duties_school_id_id_pk" PRIMARY KEY("school_id","id"),
	CONSTRAINT "duties_once" UNIQUE("school_id","kind","occurrence","subject")
);
--> statement-breakpoint
CREATE TABLE "register_entries" (
	"school_id" text NOT NULL,
	"id" uuid NOT NULL,
	"register" text NOT NULL,
	"state" text NOT NULL,
	"details_sealed" "bytea" NOT NULL,
	"asked_by" uuid NOT NULL,
	"asked_at" timestamp with time zone NOT NULL,
	"ends_on" date,
	"changed_at" timestamp with time zone NOT NULL,
	CONSTRAINT "register_entries_school_id_id_pk" PRIMARY KEY("school_id","id")
);
--> statement-breakpoint
CREATE TABLE "register_events" (
	"school_id" text NOT NULL,
	"entry_id" uuid NOT NULL,
	"seq" integer NOT NULL,
	"event" text NOT NULL,
	"by" uuid,
	"at" timestamp with time zone NOT NULL,
	"note_sealed" "bytea",
	CONSTRAINT "register_events_school_id_entry_id_seq_pk" PRIMARY KEY("school_id","entry_id","seq")
);
--> statement-breakpoint
CREATE TABLE "filter_alerts" (
	"school_id" text NOT NULL,
	"id" uuid NOT NULL,
	"day" date NOT NULL,
	"fingerprint" "bytea" NOT NULL,
	"count" integer NOT NULL,
	"first_at" timestamp with time zone NOT NULL,
	"last_at" timestamp with time zone NOT NULL,
	"details_sealed" "bytea" NOT NULL,
	"urgent" boolean NOT NULL,
	"attention" text NOT NULL,
	"person_id" uuid,
	"state" text NOT NULL,
	"case_id" uuid,
	"decided_by" uuid,
	"decided_at" timestamp with time zone,
	"root" text,
	"place_key" text,
	CONSTRAINT "filter_alerts_school_id_id_pk" PRIMARY KEY("school_id","id"),
	CONSTRAINT "filter_alerts_once" UNIQUE("school_id","day","fingerprint")
);
--> statement-breakpoint
CREATE TABLE "filter_deliveries" (
	"school_id" text NOT NULL,
	"delivery_key" "bytea" NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "filter_deliveries_school_id_delivery_key_pk" PRIMARY KEY("school_id","delivery_key")
);
--> statement-breakpoint
CREATE TABLE "policy_decisions" (
	"school_id" text NOT NULL,
	"version_id" uuid NOT NULL,
	"seq" integer NOT NULL,
	"stage" text NOT NULL,
	"decision" text NOT NULL,
	"by" uuid NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"note_sealed" "bytea",
	CONSTRAINT "policy_decisions_school_id_version_id_seq_pk" PRIMARY KEY("school_id","version_id","seq")
);
--> statement-breakpoint
CREATE TABLE "policy_versions" (
	"school_id" text NOT NULL,
	"id" uuid NOT NULL,
	"title" text NOT NULL,
	"version" text NOT NULL,
	"url" text,
	"monitoring_clause" text,
	"state" text NOT NULL,
	"next_review_on" date NOT NULL,
	"created_by" uuid NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"published_at" timestamp with time zone,
	CONSTRAINT "policy_versions_school_id_id_pk" PRIMARY KEY("school_id","id")
);
--> statement-breakpoint
CREATE TABLE "acknowledgements" (
	"school_id" text NOT NULL,
	"person_id" uuid NOT NULL,
	"document" text NOT NULL,
	"version" text NOT NULL,
	"year" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"how" text NOT NULL,
	"source" text,
	CONSTRAINT "acknowledgements_school_id_person_id_document_version_year_pk" PRIMARY KEY("school_id","person_id","document","version","year")
);
--> statement-breakpoint
CREATE TABLE "asked_items" (
	"school_id" text NOT NULL,
	"year" text NOT NULL,
	"kind" text NOT NULL,
	"title" text NOT NULL,
	"version" text NOT NULL,
	"asked_on" date NOT NULL,
	CONSTRAINT "asked_items_school_id_year_kind_title_version_pk" PRIMARY KEY("school_id","year","kind","title","version")
);
--> statement-breakpoint
CREATE TABLE "bulletin_reads" (
	"school_id" text NOT NULL,
	"bulletin_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"read_at" timestamp with time zone,
	CONSTRAINT "bulletin_reads_school_id_bulletin_id_person_id_pk" PRIMARY KEY("school_id","bulletin_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "bulletins" (
	"school_id" text NOT NULL,
	"id" uuid NOT NULL,
	"text_sealed" "bytea" NOT NULL,
	"sent_by" uuid NOT NULL,
	"sent_at" timestamp with time zone NOT NULL,
	CONSTRAINT "bulletins_school_id_id_pk" PRIMARY KEY("school_id","id")
);
--> statement-breakpoint
CREATE TABLE "class_counts" (
	"school_id" text NOT NULL,
	"audience" text NOT NULL,
	"class_name" text NOT NULL,
	"document" text NOT NULL,
	"year" text NOT NULL,
	"signed" integer NOT NULL,
	"total" integer NOT NULL,
	"by" uuid NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "class_counts_school_id_audience_class_name_document_year_pk" PRIMARY KEY("school_id","audience","class_name","document","year")
);
--> statement-breakpoint
CREATE TABLE "inductions" (
	"school_id" text NOT NULL,
	"person_id" uuid NOT NULL,
	"started_on" date NOT NULL,
	"started_by" uuid,
	"completed_on" date,
	CONSTRAINT "inductions_school_id_person_id_pk" PRIMARY KEY("school_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "training_records" (
	"school_id" text NOT NULL,
	"id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"course" text NOT NULL,
	"completed_on" date NOT NULL,
	"how" text NOT NULL,
	"source" text,
	"certificate" text,
	"recorded_by" uuid,
	"recorded_at" timestamp with time zone NOT NULL,
	CONSTRAINT "training_records_school_id_id_pk" PRIMARY KEY("school_id","id"),
	CONSTRAINT "training_records_once" UNIQUE("school_id","person_id","course","completed_on")
);
--> statement-breakpoint
CREATE INDEX "duties_due" ON "duties" USING btree ("school_id","state","due_on");--> statement-breakpoint
CREATE INDEX "register_entries_list" ON "register_entries" USING btree ("school_id","register","changed_at");--> statement-breakpoint
CREATE INDEX "register_entries_ends" ON "register_entries" USING btree ("school_id","state","ends_on");--> statement-breakpoint
CREATE INDEX "filter_alerts_day" ON "filter_alerts" USING btree ("school_id","day");--> statement-breakpoint
CREATE INDEX "filter_alerts_waiting" ON "filter_alerts" USING btree ("school_id","last_at") WHERE state = 'new' and (urgent or attention = 'always');--> statement-breakpoint
CREATE INDEX "filter_deliveries_at" ON "filter_deliveries" USING btree ("at");--> statement-breakpoint
CREATE UNIQUE INDEX "policy_versions_published" ON "policy_versions" USING btree ("school_id","title") WHERE state = 'published';--> statement-breakpoint
CREATE UNIQUE INDEX "policy_versions_worked_on" ON "policy_versions" USING btree ("school_id","title") WHERE state in ('draft', 'slt', 'governors');--> statement-breakpoint
CREATE INDEX "bulletins_at" ON "bulletins" USING btree ("school_id","sent_at");
--> statement-breakpoint
DO $$
DECLARE
  tenant text;
BEGIN
  FOREACH tenant IN ARRAY ARRAY['policy_versions', 'policy_decisions', 'acknowledgements', 'training_records', 'asked_items', 'inductions', 'class_counts', 'bulletins', 'bulletin_reads',
    'duties', 'register_entries', 'register_events', 'filter_alerts', 'filter_deliveries', 'digests']
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', tenant);
    EXECUTE format('CREATE POLICY one_school ON %I TO esafety_app USING (school_id = current_setting(''esafety.school'', true))', tenant);
  END LOOP;
END $$;
--> statement-breakpoint
-- Who decided, read, learned or was told something is appended, never changed.
GRANT SELECT, INSERT ON policy_decisions, acknowledgements, training_records, asked_items, bulletins, register_events, filter_deliveries TO esafety_app;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE (state, version, url, next_review_on, monitoring_clause, published_at) ON policy_versions TO esafety_app;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE (signed, total, by, at) ON class_counts TO esafety_app;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE (started_on, started_by, completed_on) ON inductions TO esafety_app;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE (read_at) ON bulletin_reads TO esafety_app;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE (state, done_by, done_at, second_by, second_at, note_sealed, second_note_sealed) ON duties TO esafety_app;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE (state, details_sealed, ends_on, changed_at) ON register_entries TO esafety_app;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE (count, first_at, last_at, urgent, state, case_id, decided_by, decided_at, root, place_key) ON filter_alerts TO esafety_app;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE (state, content, approved_by, approved_at) ON digests TO esafety_app;
--> statement-breakpoint
-- Forgets deliveries of the filter that are too old to be sent again.
CREATE FUNCTION esafety_purge_filter_deliveries(p_before timestamptz)
RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  DELETE FROM filter_deliveries WHERE at < p_before
$$;
--> statement-breakpoint
-- Forgets alerts of the filter that became no case, each school's after as many days as its profile says.
CREATE FUNCTION esafety_purge_filter_alerts(p_today date)
RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  DELETE FROM filter_alerts a USING schools s
  WHERE a.school_id = s.id AND a.state <> 'case'
    AND a.day < p_today - coalesce((s.profile -> 'filtering' ->> 'keep_days')::int, 180)
$$;
--> statement-breakpoint
DO $$
DECLARE
  f text;
BEGIN
  FOREACH f IN ARRAY ARRAY['esafety_purge_filter_deliveries(timestamptz)', 'esafety_purge_filter_alerts(date)']
  LOOP
    EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', f);
    EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO esafety_app', f);
  END LOOP;
END $$;
