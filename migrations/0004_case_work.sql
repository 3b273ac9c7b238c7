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
	"details_sealed" "bytea",
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
ALTER TABLE "case_people" ADD COLUMN "withdrawn_at" timestamp with time zone;--> statement-breakpoint
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
CREATE INDEX "cases_restricted" ON "cases" USING btree ("school_id","id") WHERE restricted;--> statement-breakpoint
CREATE INDEX "cases_remind" ON "cases" USING btree ("remind_at") WHERE remind_at is not null;--> statement-breakpoint
CREATE INDEX "cases_owner" ON "cases" USING btree ("school_id","owner_id") WHERE owner_id is not null;--> statement-breakpoint
CREATE INDEX "cases_without_clock" ON "cases" USING btree ("acknowledged_at") WHERE remind_at is null and acknowledged_at is not null and status <> 'closed';--> statement-breakpoint
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
-- What was checked, learned or asked is appended, never changed.
GRANT SELECT, INSERT ON case_checks, lessons, questions TO esafety_app;
--> statement-breakpoint
-- Two cases that were linked can turn out to be the same concern, and the other way round; the chronology keeps what they were.
GRANT SELECT, INSERT, UPDATE (kind) ON case_links TO esafety_app;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE (owner_id, state, seen_at, settled_at, settled_by, result_sealed, remind_at) ON case_tasks TO esafety_app;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE (state, answered_at, answer_sealed, remind_at) ON case_referrals TO esafety_app;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE (person_id, set_by, set_at), DELETE ON duty_rota TO esafety_app;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE (attempts, opened_at, token_hash, code_hash, expires_at) ON export_links TO esafety_app;
--> statement-breakpoint
GRANT UPDATE (handle_as, place, owner_id, child_protection, send_support, review_at, deadline_at, remind_at, closed_at, outcome,
  parents_informed) ON cases TO esafety_app;
--> statement-breakpoint
GRANT UPDATE (set_by) ON absences TO esafety_app;
--> statement-breakpoint
GRANT UPDATE (withdrawn_at) ON case_people TO esafety_app;
--> statement-breakpoint
GRANT UPDATE (reason, granted_at, granted_by) ON case_access TO esafety_app;
--> statement-breakpoint
-- Which school a file's link belongs to: whoever opens it is in no school yet.
CREATE FUNCTION esafety_school_of_export(p_token bytea)
RETURNS text LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT school_id FROM export_links WHERE token_hash = p_token LIMIT 1
$$;
--> statement-breakpoint
-- Forgets links to cases that open nothing any more: who took a case out, for whom and why, stands in its chronology. The
-- incident log has none, so the rows of its links are kept: they are the only place where that stands.
CREATE FUNCTION esafety_purge_exports(p_before timestamptz)
RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  DELETE FROM export_links WHERE expires_at < p_before AND case_id IS NOT NULL
$$;
--> statement-breakpoint
-- Tasks, referrals and cases somebody is to be reminded of, of all schools; and open cases that have no clock (any more), so
-- that none is forgotten: they get one at the next tick.
CREATE FUNCTION esafety_due_reminders(p_now timestamptz, p_limit int)
RETURNS TABLE (school_id text, case_id uuid, what text, id uuid, remind_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  (SELECT t.school_id, t.case_id, 'task', t.id, t.remind_at FROM case_tasks t WHERE t.remind_at <= p_now ORDER BY t.remind_at LIMIT p_limit)
  UNION ALL
  (SELECT r.school_id, r.case_id, 'referral', r.id, r.remind_at FROM case_referrals r WHERE r.remind_at <= p_now ORDER BY r.remind_at LIMIT p_limit)
  UNION ALL
  (SELECT c.school_id, c.id, 'case', c.id, c.remind_at FROM cases c WHERE c.remind_at <= p_now ORDER BY c.remind_at LIMIT p_limit)
  UNION ALL
  (SELECT c.school_id, c.id, 'case', c.id, NULL FROM cases c
    WHERE c.remind_at IS NULL AND c.acknowledged_at IS NOT NULL AND c.status <> 'closed' ORDER BY c.acknowledged_at LIMIT p_limit)
$$;
--> statement-breakpoint
-- Cases that nobody who may has in hand any more, of the schools given with the functions that work cases and those that open
-- every pupil case: open ones in the hands of somebody who has left or may not know of them, or who has a task in them; and
-- restricted ones, closed ones too, that nobody who works cases can read.
CREATE FUNCTION esafety_left_behind(p_today date, p_schools jsonb, p_limit int)
RETURNS TABLE (school_id text, case_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH schools AS (
    SELECT s.key AS school_id,
        ARRAY(SELECT jsonb_array_elements_text(s.value -> 'works')) AS works,
        ARRAY(SELECT jsonb_array_elements_text(s.value -> 'sees')) AS sees
      FROM jsonb_each(p_schools) s),
  members AS (
    SELECT m.school_id, m.person_id, m.roles, s.works, s.sees FROM schools s
      JOIN memberships m ON m.school_id = s.school_id
      WHERE (m.starts_on IS NULL OR m.starts_on <= p_today) AND (m.ends_on IS NULL OR p_today <= m.ends_on))
  SELECT c.school_id, c.id FROM schools s
    JOIN cases c ON c.school_id = s.school_id AND c.owner_id IS NOT NULL AND c.status <> 'closed'
    WHERE EXISTS (SELECT 1 FROM case_people p WHERE p.school_id = c.school_id AND p.case_id = c.id
          AND p.part IN ('adult', 'kept-from') AND p.person_id = c.owner_id)
      OR NOT EXISTS (SELECT 1 FROM members m WHERE m.school_id = c.school_id AND m.person_id = c.owner_id
          AND ((NOT c.restricted AND m.roles && m.sees)
            OR EXISTS (SELECT 1 FROM case_access a WHERE a.school_id = c.school_id AND a.case_id = c.id
              AND a.person_id = c.owner_id AND a.withdrawn_at IS NULL)))
  UNION
  SELECT c.school_id, c.id FROM schools s
    JOIN case_tasks t ON t.school_id = s.school_id AND t.state = 'open'
    JOIN cases c ON c.school_id = t.school_id AND c.id = t.case_id AND c.status <> 'closed'
    WHERE EXISTS (SELECT 1 FROM memberships m WHERE m.school_id = t.school_id AND m.person_id = t.owner_id AND m.ends_on < p_today)
  UNION
  SELECT c.school_id, c.id FROM schools s
    JOIN cases c ON c.school_id = s.school_id AND c.restricted
    WHERE NOT EXISTS (SELECT 1 FROM case_access a
      JOIN members m ON m.school_id = a.school_id AND m.person_id = a.person_id AND m.roles && m.works
      WHERE a.school_id = c.school_id AND a.case_id = c.id AND a.withdrawn_at IS NULL
        AND NOT EXISTS (SELECT 1 FROM case_people p WHERE p.school_id = c.school_id AND p.case_id = c.id
          AND p.part IN ('adult', 'kept-from') AND p.person_id = a.person_id))
  ORDER BY 1, 2 LIMIT p_limit
$$;
--> statement-breakpoint
DO $$
DECLARE
  f text;
BEGIN
  FOREACH f IN ARRAY ARRAY['esafety_left_behind(date, jsonb, int)', 'esafety_school_of_export(bytea)', 'esafety_purge_exports(timestamptz)', 'esafety_due_reminders(timestamptz, int)']
  LOOP
    EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', f);
    EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO esafety_app', f);
  END LOOP;
END $$;
