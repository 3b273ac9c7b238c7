-- Rows of a workspace are found by its index: an expression over both columns would read every account of the installation.
DO $$
DECLARE
  t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['accounts', 'known_places', 'drafts', 'installations']
  LOOP
    EXECUTE format('ALTER POLICY one_workspace ON %I USING (
      platform = split_part(current_setting(''esafety.workspace'', true), ''|'', 1)
      AND workspace_id = substr(current_setting(''esafety.workspace'', true), strpos(current_setting(''esafety.workspace'', true), ''|'') + 1))', t);
  END LOOP;
END $$;
--> statement-breakpoint
-- All keys of one case's alerts lie together, whatever the database's language: they are looked for by what they begin with.
ALTER TABLE outbox ALTER COLUMN dedupe_key TYPE text COLLATE "C";
--> statement-breakpoint
-- As before, and who is away now in the schools of whoever an event came from.
CREATE OR REPLACE FUNCTION esafety_receive(p_platform text, p_workspace text, p_account text, p_event text, p_address text, p_now timestamptz)
RETURNS jsonb LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  fresh boolean := true;
  who uuid;
  address text;
  found_schools jsonb;
  away jsonb;
BEGIN
  IF p_event IS NOT NULL THEN
    INSERT INTO inbox VALUES (p_platform, p_workspace, p_event, p_now) ON CONFLICT DO NOTHING;
    fresh := FOUND;
  END IF;
  SELECT person_id, personal_address INTO who, address FROM accounts
    WHERE platform = p_platform AND workspace_id = p_workspace AND account_id = p_account;
  IF who IS NOT NULL THEN
    IF p_address IS DISTINCT FROM address AND p_address IS NOT NULL THEN
      UPDATE accounts SET personal_address = p_address
        WHERE platform = p_platform AND workspace_id = p_workspace AND account_id = p_account;
    END IF;
    SELECT jsonb_agg(jsonb_build_object('schoolId', m.school_id, 'roles', m.roles, 'startsOn', m.starts_on, 'endsOn', m.ends_on) ORDER BY m.school_id),
        jsonb_object_agg(m.school_id, (SELECT coalesce(jsonb_agg(a.person_id), '[]'::jsonb) FROM absences a
          WHERE a.school_id = m.school_id AND a.starts_at <= p_now AND a.ends_at > p_now))
      INTO found_schools, away
      FROM memberships m JOIN schools s ON s.id = m.school_id
      WHERE m.person_id = who AND s.platform = p_platform AND s.workspace_id = p_workspace;
  END IF;
  RETURN jsonb_build_object('duplicate', NOT fresh, 'personId', who, 'memberships', coalesce(found_schools, '[]'::jsonb),
    'absent', coalesce(away, '{}'::jsonb));
END $$;
--> statement-breakpoint
-- Leasing changes no indexed column: with room in its page a row is leased without a word to its indexes.
ALTER TABLE outbox SET (fillfactor = 50);
--> statement-breakpoint
-- Leases the next messages of all schools, lane by lane: the first of a lane when it is due and not leased, and those that
-- follow it as far as they are due. Whoever has locked the first of a lane has the lane: nobody else leases what follows it.
CREATE FUNCTION esafety_claim_lanes(p_now timestamptz, p_lease uuid, p_seconds int, p_lanes int, p_most_of_a_lane int)
RETURNS SETOF outbox LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH heads AS MATERIALIZED (
    SELECT c.school_id, c.lane, c.id FROM outbox c
    WHERE c.state = 'pending' AND c.due_at <= p_now AND (c.leased_until IS NULL OR c.leased_until <= p_now)
      -- "<=" and not "=": of "=" the planner expects so few rows that it would read and sort all that wait.
      AND c.id <= (SELECT e.id FROM outbox e WHERE e.school_id = c.school_id AND e.lane = c.lane AND e.state = 'pending' ORDER BY e.id LIMIT 1)
    ORDER BY c.due_at, c.id LIMIT p_lanes FOR UPDATE SKIP LOCKED),
  run AS MATERIALIZED (
    SELECT n.place FROM heads h CROSS JOIN LATERAL (
      SELECT f.place, bool_and(f.ready) OVER (ORDER BY f.id) AS in_turn FROM (
        SELECT m.id, m.ctid AS place, m.due_at <= p_now AND (m.leased_until IS NULL OR m.leased_until <= p_now) AS ready
        FROM outbox m WHERE m.school_id = h.school_id AND m.lane = h.lane AND m.state = 'pending' AND m.id >= h.id
        ORDER BY m.id LIMIT p_most_of_a_lane) f) n
    WHERE n.in_turn)
  UPDATE outbox o SET lease_id = p_lease, leased_until = p_now + make_interval(secs => p_seconds), attempts = o.attempts + 1
  FROM run WHERE o.ctid = run.place AND o.state = 'pending' AND (o.leased_until IS NULL OR o.leased_until <= p_now)
  RETURNING o.*
$$;
--> statement-breakpoint
-- Ends leases: sent, dropped, dead, or pending again later; "unbegun" gives one back as if it had never been leased. Answers
-- which were ended; nothing happens to one whose lease has passed to somebody else.
CREATE FUNCTION esafety_settle_messages(p_settled jsonb)
RETURNS SETOF int LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  UPDATE outbox o SET state = s.state, last_failure = CASE WHEN s.unbegun THEN o.last_failure ELSE s.failure END,
    due_at = coalesce(s.due, o.due_at), lease_id = NULL, leased_until = NULL,
    attempts = CASE WHEN s.unbegun THEN o.attempts - 1 ELSE o.attempts END,
    settled_at = CASE WHEN s.state = 'pending' THEN NULL ELSE s.now END
  FROM jsonb_to_recordset(p_settled) AS s(index int, school text, id bigint, lease uuid, state text, failure text, due timestamptz,
    unbegun boolean, now timestamptz)
  WHERE o.school_id = s.school AND o.id = s.id AND o.lease_id = s.lease AND o.state = 'pending'
  RETURNING s.index
$$;
--> statement-breakpoint
DROP FUNCTION esafety_claim_outbox(timestamptz, uuid, int, int);
--> statement-breakpoint
DROP FUNCTION esafety_settle_outbox(text, bigint, uuid, text, text, timestamptz, timestamptz);
--> statement-breakpoint
DO $$
DECLARE
  f text;
BEGIN
  FOREACH f IN ARRAY ARRAY['esafety_claim_lanes(timestamptz, uuid, int, int, int)', 'esafety_settle_messages(jsonb)']
  LOOP
    EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', f);
    EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO esafety_app', f);
  END LOOP;
END $$;
