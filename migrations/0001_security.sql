-- The application works as the role esafety_app (made before the migrations run). It owns nothing, bypasses nothing and sees
-- one school at a time: the one named by the setting esafety.school of its transaction. Accounts and known places belong to a
-- workspace, named by esafety.workspace ("platform|id"). What must look across schools is one of the small functions below.
GRANT USAGE ON SCHEMA public TO esafety_app;
--> statement-breakpoint
DO $$
DECLARE
  tenant text;
BEGIN
  FOREACH tenant IN ARRAY ARRAY['memberships', 'account_codes', 'access_requests', 'absences', 'places', 'cases', 'case_counters',
    'chronology', 'subjects', 'case_people', 'case_access', 'case_posts', 'idempotency_keys', 'outbox', 'schedule_claims',
    'audit_entries', 'audit_heads']
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', tenant);
    EXECUTE format('CREATE POLICY one_school ON %I TO esafety_app USING (school_id = current_setting(''esafety.school'', true))', tenant);
  END LOOP;
  FOREACH tenant IN ARRAY ARRAY['accounts', 'known_places']
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', tenant);
    EXECUTE format('CREATE POLICY one_workspace ON %I TO esafety_app USING (platform || ''|'' || workspace_id = current_setting(''esafety.workspace'', true))', tenant);
  END LOOP;
END $$;
--> statement-breakpoint
ALTER TABLE schools ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY one_school ON schools TO esafety_app USING (id = current_setting('esafety.school', true));
--> statement-breakpoint
ALTER TABLE inbox ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
-- A school keeps its key, a person his school, an account its person: only what may change may be updated.
GRANT SELECT, INSERT, UPDATE (trust_id, name, platform, workspace_id, profile, updated_at) ON schools TO esafety_app;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE (details_sealed, email_index, roles, staff_group, starts_on, ends_on) ON memberships TO esafety_app;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE (next) ON case_counters TO esafety_app;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE (place_key, named_by, named_at) ON places TO esafety_app;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE (starts_at, ends_at) ON absences TO esafety_app;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE (seq, hash) ON audit_heads TO esafety_app;
--> statement-breakpoint
GRANT SELECT, INSERT ON installation_keys, subjects, case_people, chronology, case_posts, idempotency_keys, schedule_claims, audit_entries, outbox TO esafety_app;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE (personal_address), DELETE ON accounts TO esafety_app;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE (place_kind, address, seen_at) ON known_places TO esafety_app;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE (used_at) ON account_codes TO esafety_app;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE (state, decided_by, decided_at) ON access_requests TO esafety_app;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE (withdrawn_at) ON case_access TO esafety_app;
--> statement-breakpoint
-- A report is never rewritten: only where the case stands may change.
GRANT SELECT, INSERT, UPDATE (status, severity, category, type, acknowledged_at, acknowledged_by, escalate_at, escalation_step) ON cases TO esafety_app;
--> statement-breakpoint
-- One round trip for every event: notes the delivery, keeps the 1:1 address, answers who it is and where he belongs.
CREATE FUNCTION esafety_receive(p_platform text, p_workspace text, p_account text, p_event text, p_address text, p_now timestamptz)
RETURNS jsonb LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  fresh boolean := true;
  who uuid;
BEGIN
  IF p_event IS NOT NULL THEN
    INSERT INTO inbox VALUES (p_platform, p_workspace, p_event, p_now) ON CONFLICT DO NOTHING;
    fresh := FOUND;
  END IF;
  SELECT person_id INTO who FROM accounts WHERE platform = p_platform AND workspace_id = p_workspace AND account_id = p_account;
  IF who IS NOT NULL AND p_address IS NOT NULL THEN
    UPDATE accounts SET personal_address = p_address
      WHERE platform = p_platform AND workspace_id = p_workspace AND account_id = p_account AND personal_address IS DISTINCT FROM p_address;
  END IF;
  RETURN jsonb_build_object('duplicate', NOT fresh, 'personId', who, 'memberships', coalesce((
    SELECT jsonb_agg(jsonb_build_object('schoolId', m.school_id, 'roles', m.roles, 'startsOn', m.starts_on, 'endsOn', m.ends_on) ORDER BY m.school_id)
    FROM memberships m JOIN schools s ON s.id = m.school_id
    WHERE m.person_id = who AND s.platform = p_platform AND s.workspace_id = p_workspace), '[]'::jsonb));
END $$;
--> statement-breakpoint
-- Forgets a delivery that could not be answered, so that the platform's next one is handled.
CREATE FUNCTION esafety_forget_delivery(p_platform text, p_workspace text, p_event text)
RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  DELETE FROM inbox WHERE platform = p_platform AND workspace_id = p_workspace AND event_id = p_event
$$;
--> statement-breakpoint
-- A person's places in the schools of one workspace.
CREATE FUNCTION esafety_memberships(p_platform text, p_workspace text, p_person uuid)
RETURNS TABLE (school_id text, roles text[], starts_on text, ends_on text) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT m.school_id, m.roles, m.starts_on::text, m.ends_on::text FROM memberships m JOIN schools s ON s.id = m.school_id
  WHERE m.person_id = p_person AND s.platform = p_platform AND s.workspace_id = p_workspace ORDER BY m.school_id
$$;
--> statement-breakpoint
-- Whom an e-mail address belongs to, among the schools of one workspace.
CREATE FUNCTION esafety_find_people(p_platform text, p_workspace text, p_email bytea)
RETURNS SETOF uuid LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT DISTINCT m.person_id FROM memberships m JOIN schools s ON s.id = m.school_id
  WHERE m.email_index = p_email AND s.platform = p_platform AND s.workspace_id = p_workspace
$$;
--> statement-breakpoint
-- The person an e-mail address already stands for in this school's trust or workspace, so that one human has one id.
CREATE FUNCTION esafety_person_of_email(p_school text, p_email bytea)
RETURNS uuid LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT m.person_id FROM memberships m JOIN schools s ON s.id = m.school_id JOIN schools mine ON mine.id = p_school
  WHERE m.email_index = p_email
    AND (s.id = mine.id OR s.trust_id = mine.trust_id OR (s.platform = mine.platform AND s.workspace_id = mine.workspace_id))
  ORDER BY s.id = mine.id DESC, m.person_id LIMIT 1
$$;
--> statement-breakpoint
-- Which school issued a one-time code, among those of one workspace.
CREATE FUNCTION esafety_school_of_code(p_platform text, p_workspace text, p_code bytea)
RETURNS text LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT c.school_id FROM account_codes c JOIN schools s ON s.id = c.school_id
  WHERE c.code_hash = p_code AND s.platform = p_platform AND s.workspace_id = p_workspace LIMIT 1
$$;
--> statement-breakpoint
-- Every school's settings and wrapped key, for the program's start.
CREATE FUNCTION esafety_list_schools()
RETURNS SETOF schools LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT * FROM schools ORDER BY id
$$;
--> statement-breakpoint
-- Leases the next messages of all schools: due, not leased, and first in their lane.
CREATE FUNCTION esafety_claim_outbox(p_now timestamptz, p_lease uuid, p_seconds int, p_limit int)
RETURNS SETOF outbox LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  UPDATE outbox o SET lease_id = p_lease, leased_until = p_now + make_interval(secs => p_seconds), attempts = o.attempts + 1
  FROM (
    SELECT c.school_id, c.id FROM outbox c
    WHERE c.state = 'pending' AND c.due_at <= p_now AND (c.leased_until IS NULL OR c.leased_until <= p_now)
      AND NOT EXISTS (SELECT 1 FROM outbox e WHERE e.school_id = c.school_id AND e.lane = c.lane AND e.state = 'pending' AND e.id < c.id)
    ORDER BY c.due_at, c.id LIMIT p_limit FOR UPDATE SKIP LOCKED
  ) next
  WHERE o.school_id = next.school_id AND o.id = next.id
  RETURNING o.*
$$;
--> statement-breakpoint
-- Ends a lease: sent, dropped, dead, or pending again later. Nothing happens when the lease has passed to somebody else.
CREATE FUNCTION esafety_settle_outbox(p_school text, p_id bigint, p_lease uuid, p_state text, p_failure text, p_due timestamptz, p_now timestamptz)
RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE outbox SET state = p_state, last_failure = p_failure, due_at = coalesce(p_due, due_at), lease_id = NULL, leased_until = NULL,
      settled_at = CASE WHEN p_state = 'pending' THEN NULL ELSE p_now END
    WHERE school_id = p_school AND id = p_id AND lease_id = p_lease AND state = 'pending';
  RETURN FOUND;
END $$;
--> statement-breakpoint
-- How much waits and how much was given up, for the health page.
CREATE FUNCTION esafety_outbox_depth()
RETURNS TABLE (state text, messages bigint) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT state, count(*) FROM outbox WHERE state IN ('pending', 'dead') GROUP BY state
$$;
--> statement-breakpoint
-- Cases whose next rung on the ladder is due.
CREATE FUNCTION esafety_due_escalations(p_now timestamptz, p_limit int)
RETURNS TABLE (school_id text, case_id uuid) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT school_id, id FROM cases WHERE escalate_at <= p_now ORDER BY escalate_at LIMIT p_limit
$$;
--> statement-breakpoint
-- Forgets deliveries no platform repeats any more.
CREATE FUNCTION esafety_purge_inbox(p_before timestamptz)
RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  DELETE FROM inbox WHERE received_at < p_before
$$;
--> statement-breakpoint
DO $$
DECLARE
  f record;
BEGIN
  FOR f IN SELECT p.oid::regprocedure AS signature FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
    WHERE n.nspname = 'public' AND p.proname LIKE 'esafety\_%'
  LOOP
    EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', f.signature);
    EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO esafety_app', f.signature);
  END LOOP;
END $$;
