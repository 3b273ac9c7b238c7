CREATE TABLE "drafts" (
	"platform" text NOT NULL,
	"workspace_id" text NOT NULL,
	"account_id" text NOT NULL,
	"draft_key" text NOT NULL,
	"draft_sealed" "bytea" NOT NULL,
	"saved_at" timestamp with time zone NOT NULL,
	CONSTRAINT "drafts_platform_workspace_id_account_id_draft_key_pk" PRIMARY KEY("platform","workspace_id","account_id","draft_key")
);
--> statement-breakpoint
CREATE TABLE "installations" (
	"platform" text NOT NULL,
	"workspace_id" text NOT NULL,
	"secrets_sealed" "bytea" NOT NULL,
	"installed_at" timestamp with time zone NOT NULL,
	CONSTRAINT "installations_platform_workspace_id_pk" PRIMARY KEY("platform","workspace_id")
);
--> statement-breakpoint
CREATE INDEX "drafts_saved" ON "drafts" USING btree ("saved_at");
--> statement-breakpoint
ALTER TABLE drafts ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY one_workspace ON drafts TO esafety_app USING (platform || '|' || workspace_id = current_setting('esafety.workspace', true));
--> statement-breakpoint
ALTER TABLE installations ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY one_workspace ON installations TO esafety_app USING (platform || '|' || workspace_id = current_setting('esafety.workspace', true));
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE (draft_sealed, saved_at), DELETE ON drafts TO esafety_app;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE (secrets_sealed, installed_at), DELETE ON installations TO esafety_app;
--> statement-breakpoint
-- Forgets drafts that nobody will go on with.
CREATE FUNCTION esafety_purge_drafts(p_before timestamptz)
RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  DELETE FROM drafts WHERE saved_at < p_before
$$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION esafety_purge_drafts(timestamptz) FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION esafety_purge_drafts(timestamptz) TO esafety_app;
