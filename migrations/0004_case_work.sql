CREATE TABLE "case_checks" (
	"school_id" text NOT NULL,
	"case_id" uuid NOT NULL,
	"seq" bigint GENERATED ALWAYS AS IDENTITY (sequence name "case_checks_seq_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"step_id" text NOT NULL,
	"playbook" text NOT NULL,
	"step" text NOT NULL,
	"state" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"actor_id" uuid NOT NULL,
	"happened_on" date,
	"note_sealed" "bytea",
	CONSTRAINT "case_checks_school_id_case_id_seq_pk" PRIMARY KEY("school_id","case_id","seq")
);
--> statement-breakpoint
CREATE TABLE "case_links" (
	"school_id" text NOT NULL,
	"case_id" uuid NOT NULL,
	"other_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"actor_id" uuid NOT NULL,
	CONSTRAINT "case_links_school_id_case_id_other_id_pk" PRIMARY KEY("school_id","case_id","other_id")
);
--> statement-breakpoint
CREATE TABLE "case_referrals" (
	"school_id" text NOT NULL,
	"id" uuid NOT NULL,
	"case_id" uuid NOT NULL,
	"agency" text NOT NULL,
	"details_sealed" "bytea" NOT NULL,
	"referred_on" date NOT NULL,
	"response_due_at" timestamp with time zone,
	"state" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"created_by" uuid NOT NULL,
	"answered_at" timestamp with time zone,
	"answer_sealed" "bytea",
	"remind_at" timestamp with time zone,
	CONSTRAINT "case_referrals_school_id_id_pk" PRIMARY KEY("school_id","id")
);
--> statement-breakpoint
CREATE TABLE "case_tasks" (
	"school_id" text NOT NULL,
	"id" uuid NOT NULL,
	"case_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"text_sealed" "bytea",
	"owner_id" uuid NOT NULL,
	"due_at" timestamp with time zone,
	"state" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"created_by" uuid,
	"seen_at" timestamp with time zone,
	"settled_at" timestamp with time zone,
	"settled_by" uuid,
	"result_sealed" "bytea",
	"remind_at" timestamp with time zone,
	CONSTRAINT "case_tasks_school_id_id_pk" PRIMARY KEY("school_id","id")
);
--> statement-breakpoint
CREATE TABLE "duty_rota" (
	"school_id" text NOT NULL,
	"role" text NOT NULL,
	"weekday" integer NOT NULL,
	"person_id" uuid NOT NULL,
	"set_by" uuid,
	"set_at" timestamp with time zone NOT NULL,
	CONSTRAINT "duty_rota_school_id_role_weekday_pk" PRIMARY KEY("school_id","role","weekday")
);
--> statement-breakpoint
CREATE TABLE "export_links" (
	"school_id" text NOT NULL,
	"id" uuid NOT NULL,
	"token_hash" "bytea" NOT NULL,
	"code_hash" "bytea" NOT NULL,
	"kind" text NOT NULL,
	"case_id" uuid,
	"asked_by" uuid NOT NULL,
	"asked_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"opened_at" timestamp with time zone,
	CONSTRAINT "export_links_school_id_id_pk" PRIMARY KEY("school_id","id")
);
--> statement-breakpoint
CREATE TABLE "lessons" (
	"school_id" text NOT NULL,
	"id" uuid NOT NULL,
	"case_id" uuid NOT NULL,
	"text_sealed" "bytea" NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "lessons_school_id_id_pk" PRIMARY KEY("school_id","id")
);
--> statement-breakpoint
CREATE TABLE "questions" (
	"school_id" text NOT NULL,
	"id" uuid NOT NULL,
	"asker_id" uuid NOT NULL,
	"text_sealed" "bytea" NOT NULL,
	"asked_at" timestamp with time zone NOT NULL,
	CONSTRAINT "questions_school_id_id_pk" PRIMARY KEY("school_id","id")
);
--> statement-breakpoint
ALTER TABLE "absences" ADD COLUMN "set_by" uuid;--> statement-breakpoint
ALTER TABLE "case_posts" ADD COLUMN "thread_key" text;--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "owner_id" uuid;--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "child_protection" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "send_support" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "review_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "deadline_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "remind_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "closed_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "outcome" text;--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "parents_informed" text;--> statement-breakpoint
CREATE INDEX "case_referrals_case" ON "case_referrals" USING btree ("school_id","case_id");--> statement-breakpoint
CREATE INDEX "case_referrals_remind" ON "case_referrals" USING btree ("remind_at") WHERE remind_at is not null;--> statement-breakpoint
CREATE INDEX "case_tasks_case" ON "case_tasks" USING btree ("school_id","case_id");--> statement-breakpoint
CREATE INDEX "case_tasks_owner" ON "case_tasks" USING btree ("school_id","owner_id") WHERE state = 'open';--> statement-breakpoint
CREATE INDEX "case_tasks_remind" ON "case_tasks" USING btree ("remind_at") WHERE remind_at is not null;--> statement-breakpoint
CREATE INDEX "export_links_token" ON "export_links" USING btree ("token_hash");--> statement-breakpoint
CREATE INDEX "lessons_at" ON "lessons" USING btree ("school_id","at");--> statement-breakpoint
CREATE INDEX "case_posts_thread" ON "case_posts" USING btree ("school_id","thread_key");--> statement-breakpoint
CREATE INDEX "cases_remind" ON "cases" USING btree ("remind_at") WHERE remind_at is not null;--> statement-breakpoint
CREATE INDEX "cases_owner" ON "cases" USING btree ("school_id","owner_id") WHERE owner_id is not null;--> statement-breakpoint
CREATE INDEX "cases_open" ON "cases" USING btree ("school_id",(case when status = 'new' then 0 else 1 end),"reported_at" DESC NULLS LAST,"id" DESC NULLS LAST) WHERE status <> 'closed';
--> statement-breakpoint
DO $$
DECLARE
  tenant text;
BEGIN
  FOREACH tenant IN ARRAY ARRAY['case_tasks', 'case_checks', 'case_referrals', 'case_links', 'lessons', 'questions', 'duty_rota', 'export_links']
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', tenant);
    EXECUTE format('CREATE POLICY one_school ON %I TO esafety_app USING (school_id = current_setting(''esafety.school'', true))', tenant);
  END LOOP;
END $$;
--> statement-breakpoint
-- What was checked, linked, learned or asked is appended, never changed.
GRANT SELECT, INSERT ON case_checks, case_links, lessons, questions TO esafety_app;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE (owner_id, state, seen_at, settled_at, settled_by, result_sealed, remind_at) ON case_tasks TO esafety_app;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE (state, answered_at, answer_sealed, remind_at) ON case_referrals TO esafety_app;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE (person_id, set_by, set_at), DELETE ON duty_rota TO esafety_app;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE (attempts, opened_at) ON export_links TO esafety_app;
--> statement-breakpoint
GRANT UPDATE (handle_as, place, owner_id, child_protection, send_support, review_at, deadline_at, remind_at, closed_at, outcome,
  parents_informed) ON cases TO esafety_app;
--> statement-breakpoint
GRANT UPDATE (set_by) ON absences TO esafety_app;
--> statement-breakpoint
-- Which school a file's link belongs to: whoever opens it is in no school yet.
CREATE FUNCTION esafety_school_of_export(p_token bytea)
RETURNS text LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT school_id FROM export_links WHERE token_hash = p_token LIMIT 1
$$;
--> statement-breakpoint
-- Forgets links that open nothing any more; what was taken out stands in the audit.
CREATE FUNCTION esafety_purge_exports(p_before timestamptz)
RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  DELETE FROM export_links WHERE expires_at < p_before
$$;
--> statement-breakpoint
-- Tasks, referrals, reviews and deadlines somebody is to be reminded of, of all schools.
CREATE FUNCTION esafety_due_reminders(p_now timestamptz, p_limit int)
RETURNS TABLE (school_id text, case_id uuid, what text, id uuid, remind_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  (SELECT t.school_id, t.case_id, 'task', t.id, t.remind_at FROM case_tasks t WHERE t.remind_at <= p_now ORDER BY t.remind_at LIMIT p_limit)
  UNION ALL
  (SELECT r.school_id, r.case_id, 'referral', r.id, r.remind_at FROM case_referrals r WHERE r.remind_at <= p_now ORDER BY r.remind_at LIMIT p_limit)
  UNION ALL
  (SELECT c.school_id, c.id, 'case', c.id, c.remind_at FROM cases c WHERE c.remind_at <= p_now ORDER BY c.remind_at LIMIT p_limit)
$$;
--> statement-breakpoint
-- Open cases that somebody who has left still has in hand, or has a task in, of all schools.
CREATE FUNCTION esafety_left_behind(p_today date, p_limit int)
RETURNS TABLE (school_id text, case_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT m.school_id, c.id FROM memberships m
    JOIN cases c ON c.school_id = m.school_id AND c.owner_id = m.person_id AND c.status <> 'closed'
    WHERE m.ends_on < p_today
  UNION
  SELECT m.school_id, t.case_id FROM memberships m
    JOIN case_tasks t ON t.school_id = m.school_id AND t.owner_id = m.person_id AND t.state = 'open'
    JOIN cases c ON c.school_id = t.school_id AND c.id = t.case_id AND c.status <> 'closed'
    WHERE m.ends_on < p_today
  ORDER BY 1, 2 LIMIT p_limit
$$;
--> statement-breakpoint
DO $$
DECLARE
  f text;
BEGIN
  FOREACH f IN ARRAY ARRAY['esafety_left_behind(date, int)', 'esafety_school_of_export(bytea)', 'esafety_purge_exports(timestamptz)', 'esafety_due_reminders(timestamptz, int)']
  LOOP
    EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', f);
    EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO esafety_app', f);
  END LOOP;
END $$;
