CREATE TABLE "audit_log" (
	"workspace_id" text NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "audit_log_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"at" timestamp with time zone NOT NULL,
	"actor_slack_id" text NOT NULL,
	"action" text NOT NULL,
	"subject" text NOT NULL,
	"detail" jsonb NOT NULL,
	"correlation_id" text NOT NULL,
	CONSTRAINT "audit_log_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "business_clock" (
	"only" boolean PRIMARY KEY DEFAULT true NOT NULL,
	"offset_ms" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "case_approvals" (
	"workspace_id" text NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"case_id" uuid NOT NULL,
	"team_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"kind" text NOT NULL,
	"state" text NOT NULL,
	"requested_by" text NOT NULL,
	"requested_at" timestamp with time zone NOT NULL,
	"reason" text,
	"decision" text NOT NULL,
	"amount" bigint,
	"currency" text,
	"tell_customer" text NOT NULL,
	"passage" text,
	"policy_revision_id" uuid,
	"policy_anchor" text,
	"departs_because" text,
	"matrix_revision" integer NOT NULL,
	"asked" text[] NOT NULL,
	"asked_at" timestamp with time zone NOT NULL,
	"answer_by" timestamp with time zone,
	"reminded" integer DEFAULT 0 NOT NULL,
	"approved_by" text[] NOT NULL,
	"decided_by" text,
	"decided_at" timestamp with time zone,
	"refusal" text,
	"question" text,
	"answer" text,
	"why" jsonb,
	"budget" jsonb,
	"second_look_of" uuid,
	"refused_by" text,
	CONSTRAINT "case_approvals_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "case_chains" (
	"workspace_id" text NOT NULL,
	"case_id" uuid NOT NULL,
	"team_id" uuid NOT NULL,
	"run" integer NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"urgency" text NOT NULL,
	"turn" integer NOT NULL,
	"next_ask" text,
	"since" timestamp with time zone NOT NULL,
	"next_at" timestamp with time zone,
	"awaits_people" boolean DEFAULT false NOT NULL,
	"asked" jsonb NOT NULL,
	"managers_told_at" timestamp with time zone,
	"owner_asked_at" timestamp with time zone,
	"still_on_it_at" timestamp with time zone,
	CONSTRAINT "case_chains_workspace_id_case_id_pk" PRIMARY KEY("workspace_id","case_id")
);
--> statement-breakpoint
CREATE TABLE "chain_steps" (
	"workspace_id" text NOT NULL,
	"case_id" uuid NOT NULL,
	"run" integer NOT NULL,
	"turn" integer NOT NULL,
	"outcome" text NOT NULL,
	"due_at" timestamp with time zone NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"asked" jsonb NOT NULL,
	CONSTRAINT "chain_steps_workspace_id_case_id_run_turn_pk" PRIMARY KEY("workspace_id","case_id","run","turn")
);
--> statement-breakpoint
CREATE TABLE "member_skills" (
	"workspace_id" text NOT NULL,
	"team_id" uuid NOT NULL,
	"slack_id" text NOT NULL,
	"skill" text NOT NULL,
	CONSTRAINT "member_skills_workspace_id_team_id_slack_id_skill_pk" PRIMARY KEY("workspace_id","team_id","slack_id","skill")
);
--> statement-breakpoint
CREATE TABLE "member_turns" (
	"workspace_id" text NOT NULL,
	"team_id" uuid NOT NULL,
	"slack_id" text NOT NULL,
	"asked_at" timestamp with time zone NOT NULL,
	CONSTRAINT "member_turns_workspace_id_team_id_slack_id_pk" PRIMARY KEY("workspace_id","team_id","slack_id")
);
--> statement-breakpoint
CREATE TABLE "team_chains" (
	"workspace_id" text NOT NULL,
	"team_id" uuid NOT NULL,
	"chains" jsonb,
	"chains_revision" integer DEFAULT 0 NOT NULL,
	"skills_revision" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "team_chains_workspace_id_team_id_pk" PRIMARY KEY("workspace_id","team_id")
);
--> statement-breakpoint
CREATE TABLE "case_clocks" (
	"workspace_id" text NOT NULL,
	"case_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"run" integer NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"target_seconds" integer NOT NULL,
	"due_at" timestamp with time zone,
	"warn_at" timestamp with time zone,
	"stopped_at" timestamp with time zone,
	"counted_seconds" integer NOT NULL,
	"late_seconds" integer NOT NULL,
	"verdict" text,
	"warned_at" timestamp with time zone,
	"breached_at" timestamp with time zone,
	"calendar_revision" integer NOT NULL,
	"target_revision" integer NOT NULL,
	CONSTRAINT "case_clocks_workspace_id_case_id_kind_run_pk" PRIMARY KEY("workspace_id","case_id","kind","run")
);
--> statement-breakpoint
CREATE TABLE "case_targets" (
	"workspace_id" text NOT NULL,
	"team_id" uuid NOT NULL,
	"urgency" text NOT NULL,
	"claim" integer NOT NULL,
	"answer" integer NOT NULL,
	"resolve" integer NOT NULL,
	"warn_share" integer NOT NULL,
	"is_round_the_clock" boolean NOT NULL,
	"revision" integer NOT NULL,
	"saved_by" text NOT NULL,
	"saved_at" timestamp with time zone NOT NULL,
	CONSTRAINT "case_targets_workspace_id_team_id_urgency_pk" PRIMARY KEY("workspace_id","team_id","urgency")
);
--> statement-breakpoint
CREATE TABLE "case_exceptions" (
	"workspace_id" text NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "case_exceptions_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"case_id" uuid NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"decision" text NOT NULL,
	"remedy" text,
	"passage" text NOT NULL,
	"policy_revision_id" uuid,
	"policy_anchor" text,
	"reason" text NOT NULL,
	"amount" bigint,
	"currency" text,
	"decided_by" text NOT NULL,
	"approved_by" text,
	"authority_revision" integer NOT NULL,
	"undone_at" timestamp with time zone,
	CONSTRAINT "case_exceptions_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "hand_over_cases" (
	"workspace_id" text NOT NULL,
	"hand_over_id" uuid NOT NULL,
	"case_id" uuid NOT NULL,
	"state" text DEFAULT 'waiting' NOT NULL,
	"heir" text,
	"note" text,
	CONSTRAINT "hand_over_cases_workspace_id_hand_over_id_case_id_pk" PRIMARY KEY("workspace_id","hand_over_id","case_id")
);
--> statement-breakpoint
CREATE TABLE "hand_over_offers" (
	"workspace_id" text NOT NULL,
	"hand_over_id" uuid NOT NULL,
	"case_id" uuid NOT NULL,
	"heir" text NOT NULL,
	"batch" uuid NOT NULL,
	"state" text DEFAULT 'waiting' NOT NULL,
	CONSTRAINT "hand_over_offers_workspace_id_hand_over_id_case_id_heir_pk" PRIMARY KEY("workspace_id","hand_over_id","case_id","heir")
);
--> statement-breakpoint
CREATE TABLE "hand_overs" (
	"workspace_id" text NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"team_id" uuid NOT NULL,
	"giver" text NOT NULL,
	"stage" text NOT NULL,
	"span_end" timestamp with time zone,
	"request_id" text,
	"asked_at" timestamp with time zone,
	"started_at" timestamp with time zone NOT NULL,
	"stage_ends" timestamp with time zone NOT NULL,
	CONSTRAINT "hand_overs_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "case_parties" (
	"workspace_id" text NOT NULL,
	"case_id" uuid NOT NULL,
	"slack_id" text NOT NULL,
	"standing" text NOT NULL,
	"added_by" text NOT NULL,
	"added_at" timestamp with time zone NOT NULL,
	CONSTRAINT "case_parties_workspace_id_case_id_slack_id_pk" PRIMARY KEY("workspace_id","case_id","slack_id")
);
--> statement-breakpoint
CREATE TABLE "promises" (
	"workspace_id" text NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"case_id" uuid NOT NULL,
	"request_id" text,
	"what" text NOT NULL,
	"due_at" timestamp with time zone NOT NULL,
	"told_how" text,
	"customer_zone" text,
	"made_by" text NOT NULL,
	"made_at" timestamp with time zone NOT NULL,
	"state" text DEFAULT 'open' NOT NULL,
	"decided_at" timestamp with time zone,
	"kept_at" timestamp with time zone,
	"replaces" uuid,
	CONSTRAINT "promises_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "reminders" (
	"workspace_id" text NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "reminders_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"case_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"run" text NOT NULL,
	"slack_id" text NOT NULL,
	"tell_to" text NOT NULL,
	"look_at" timestamp with time zone DEFAULT to_timestamp(0) NOT NULL,
	"due_at" timestamp with time zone,
	"created_at" timestamp with time zone NOT NULL,
	"settled_at" timestamp with time zone,
	"told_at" timestamp with time zone,
	CONSTRAINT "reminders_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "case_entries" (
	"workspace_id" text NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "case_entries_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"case_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"by" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"text" text,
	"detail" jsonb,
	"request_id" text,
	"slack_channel" text,
	"slack_ts" text,
	"deleted_at" timestamp with time zone,
	CONSTRAINT "case_entries_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "case_numbers" (
	"workspace_id" text PRIMARY KEY NOT NULL,
	"last_number" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "cases" (
	"workspace_id" text NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"number" integer NOT NULL,
	"request_id" text NOT NULL,
	"team_id" uuid NOT NULL,
	"state" text NOT NULL,
	"waiting_on" text,
	"is_private" boolean DEFAULT false NOT NULL,
	"summary" text NOT NULL,
	"wanted" text NOT NULL,
	"urgency" text NOT NULL,
	"customer" text,
	"amount" bigint,
	"currency" text,
	"what_happened" text,
	"ticket_link" text,
	"category" text,
	"promised_by" timestamp with time zone,
	"next_due_at" timestamp with time zone,
	"next_due_clock" text,
	"source_channel" text,
	"source_ts" text,
	"source_author" text,
	"source_text" text,
	"raised_by" text NOT NULL,
	"raised_at" timestamp with time zone NOT NULL,
	"owner" text,
	"claimed_at" timestamp with time zone,
	"decision" text,
	"decided_amount" bigint,
	"decided_by" text,
	"approved_by" text[],
	"authority_revision" integer,
	"budget_month" text,
	"tell_customer" text,
	"told_customer_at" timestamp with time zone,
	"write_up_issue" text,
	"write_up_who" text,
	"write_up_said" text,
	"write_up_outcome" text,
	"closed_at" timestamp with time zone,
	"changed_at" timestamp with time zone NOT NULL,
	CONSTRAINT "cases_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "policy_gap_askers" (
	"workspace_id" text NOT NULL,
	"gap_id" uuid NOT NULL,
	"slack_id" text NOT NULL,
	"asked_at" timestamp with time zone NOT NULL,
	"question" text NOT NULL,
	CONSTRAINT "policy_gap_askers_workspace_id_gap_id_slack_id_pk" PRIMARY KEY("workspace_id","gap_id","slack_id")
);
--> statement-breakpoint
CREATE TABLE "policy_gaps" (
	"workspace_id" text NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"team_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"state" text NOT NULL,
	"question" text NOT NULL,
	"question_key" text NOT NULL,
	"owner" text NOT NULL,
	"owner_since" timestamp with time zone NOT NULL,
	"nearest_policy_id" uuid,
	"asked_by" text NOT NULL,
	"asked_at" timestamp with time zone NOT NULL,
	"due_at" timestamp with time zone NOT NULL,
	"reminded" integer DEFAULT 0 NOT NULL,
	"answer" text,
	"policy_id" uuid,
	"passage_id" uuid,
	"awaits_policy" boolean DEFAULT false NOT NULL,
	"settled_by" text,
	"settled_at" timestamp with time zone,
	"settled_because" text,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "policy_gaps_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "policy_imports" (
	"workspace_id" text NOT NULL,
	"id" uuid NOT NULL,
	"by" text NOT NULL,
	"team_id" uuid,
	"state" text NOT NULL,
	"mode" text,
	"given" text NOT NULL,
	"look" integer DEFAULT 1 NOT NULL,
	"seen" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"changed_at" timestamp with time zone NOT NULL,
	CONSTRAINT "policy_imports_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "policy_care" (
	"workspace_id" text NOT NULL,
	"policy_id" uuid NOT NULL,
	"review_on" date,
	"asked_of" text,
	"asked_at" timestamp with time zone,
	"asked_in" text,
	"reminded" integer DEFAULT 0 NOT NULL,
	"managers_told_at" timestamp with time zone,
	"gone_owner" text,
	"ending_revision_id" uuid,
	"ended_revision_id" uuid,
	CONSTRAINT "policy_care_workspace_id_policy_id_pk" PRIMARY KEY("workspace_id","policy_id")
);
--> statement-breakpoint
CREATE TABLE "policy_news" (
	"workspace_id" text NOT NULL,
	"revision_id" uuid NOT NULL,
	"batch" uuid NOT NULL,
	"told_at" timestamp with time zone NOT NULL,
	CONSTRAINT "policy_news_workspace_id_revision_id_pk" PRIMARY KEY("workspace_id","revision_id")
);
--> statement-breakpoint
CREATE TABLE "policy_news_seen" (
	"workspace_id" text NOT NULL,
	"slack_id" text NOT NULL,
	"seen_at" timestamp with time zone NOT NULL,
	CONSTRAINT "policy_news_seen_workspace_id_slack_id_pk" PRIMARY KEY("workspace_id","slack_id")
);
--> statement-breakpoint
CREATE TABLE "policies" (
	"workspace_id" text NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"team_id" uuid NOT NULL,
	"title" text NOT NULL,
	"owner" text NOT NULL,
	"language" text NOT NULL,
	"audience" text[] NOT NULL,
	"section" text,
	"products" text[] DEFAULT '{}' NOT NULL,
	"channels" text[] DEFAULT '{}' NOT NULL,
	"regions" text[] DEFAULT '{}' NOT NULL,
	"keywords" text[] DEFAULT '{}' NOT NULL,
	"other_front_matter" text,
	"source" text,
	"folder" text,
	"imported_settings" text,
	"review_days" integer DEFAULT 90 NOT NULL,
	"verified_at" timestamp with time zone,
	"verified_by" text,
	"review_on" date,
	"archived_at" timestamp with time zone,
	"archived_by" text,
	"archived_because" text,
	"version" integer DEFAULT 1 NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"changed_at" timestamp with time zone NOT NULL,
	CONSTRAINT "policies_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "policy_passages" (
	"workspace_id" text NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"revision_id" uuid NOT NULL,
	"ordinal" integer NOT NULL,
	"anchor" text NOT NULL,
	"heading" text NOT NULL,
	"markdown" text NOT NULL,
	"text" text NOT NULL,
	CONSTRAINT "policy_passages_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "policy_questions" (
	"workspace_id" text NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"policy_id" uuid NOT NULL,
	"anchor" text,
	"text" text NOT NULL,
	"origin" text NOT NULL,
	"added_by" text NOT NULL,
	"added_at" timestamp with time zone NOT NULL,
	"removed_at" timestamp with time zone,
	"removed_by" text,
	CONSTRAINT "policy_questions_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "policy_reads" (
	"workspace_id" text NOT NULL,
	"slack_id" text NOT NULL,
	"policy_id" uuid NOT NULL,
	"revision_id" uuid NOT NULL,
	"read_at" timestamp with time zone NOT NULL,
	CONSTRAINT "policy_reads_workspace_id_slack_id_policy_id_pk" PRIMARY KEY("workspace_id","slack_id","policy_id")
);
--> statement-breakpoint
CREATE TABLE "policy_revisions" (
	"workspace_id" text NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"policy_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"state" text NOT NULL,
	"title" text NOT NULL,
	"markdown" text NOT NULL,
	"change_note" text,
	"author" text NOT NULL,
	"saved_by" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"sent_for_review_at" timestamp with time zone,
	"reviewed_by" text,
	"review_note" text,
	"effective_from" date,
	"effective_at" timestamp with time zone,
	"expires_on" date,
	"expires_at" timestamp with time zone,
	"published_at" timestamp with time zone,
	"published_by" text,
	"submission" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"changed_at" timestamp with time zone NOT NULL,
	CONSTRAINT "policy_revisions_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "policy_look_ups" (
	"workspace_id" text NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"slack_id" text NOT NULL,
	"team_id" uuid,
	"place" text NOT NULL,
	"query" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"confidence" real NOT NULL,
	"hits" integer NOT NULL,
	"policy_id" uuid,
	"verdict" text,
	"verdict_policy_id" uuid,
	"verdict_at" timestamp with time zone,
	CONSTRAINT "policy_look_ups_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "policy_shares" (
	"workspace_id" text NOT NULL,
	"look_up_id" uuid NOT NULL,
	"passage_id" uuid NOT NULL,
	"channel" text NOT NULL,
	"thread_ts" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "policy_shares_workspace_id_look_up_id_passage_id_channel_thread_ts_pk" PRIMARY KEY("workspace_id","look_up_id","passage_id","channel","thread_ts")
);
--> statement-breakpoint
CREATE TABLE "acknowledgements" (
	"workspace_id" text NOT NULL,
	"must_read_id" uuid NOT NULL,
	"slack_id" text NOT NULL,
	"team_id" uuid NOT NULL,
	"asked_at" timestamp with time zone NOT NULL,
	"due_at" timestamp with time zone NOT NULL,
	"round" integer DEFAULT 1 NOT NULL,
	"told_at" timestamp with time zone,
	"reminded_at" timestamp with time zone,
	"reminded" integer DEFAULT 0 NOT NULL,
	"is_nudged" boolean DEFAULT false NOT NULL,
	"next_at" timestamp with time zone,
	"acknowledged_at" timestamp with time zone,
	"excused_at" timestamp with time zone,
	CONSTRAINT "acknowledgements_workspace_id_must_read_id_slack_id_pk" PRIMARY KEY("workspace_id","must_read_id","slack_id")
);
--> statement-breakpoint
CREATE TABLE "must_read_messages" (
	"workspace_id" text NOT NULL,
	"message_key" text NOT NULL,
	"must_read_id" uuid NOT NULL,
	"slack_id" text NOT NULL,
	"is_summary" boolean NOT NULL,
	"shown" text NOT NULL,
	CONSTRAINT "must_read_messages_workspace_id_message_key_must_read_id_pk" PRIMARY KEY("workspace_id","message_key","must_read_id")
);
--> statement-breakpoint
CREATE TABLE "must_reads" (
	"workspace_id" text NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"policy_id" uuid NOT NULL,
	"revision_id" uuid NOT NULL,
	"audience" text[] NOT NULL,
	"anchor" text,
	"since_revision_id" uuid,
	"note" text,
	"deadline" date NOT NULL,
	"deadline_at" timestamp with time zone NOT NULL,
	"asked_by" text NOT NULL,
	"asked_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone,
	"ended_by" text,
	"ended_because" text,
	"summary_at" timestamp with time zone,
	"nudged_at" timestamp with time zone,
	"submission" text NOT NULL,
	CONSTRAINT "must_reads_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "feed_addresses" (
	"workspace_id" text NOT NULL,
	"secret_hash" text NOT NULL,
	"slack_id" text NOT NULL,
	"team_id" uuid,
	"made_at" timestamp with time zone NOT NULL,
	CONSTRAINT "feed_addresses_workspace_id_secret_hash_pk" PRIMARY KEY("workspace_id","secret_hash"),
	CONSTRAINT "feed_addresses_one" UNIQUE NULLS NOT DISTINCT("workspace_id","slack_id","team_id")
);
--> statement-breakpoint
CREATE TABLE "roster_calendars" (
	"workspace_id" text NOT NULL,
	"id" uuid NOT NULL,
	"team_id" uuid NOT NULL,
	"url" text NOT NULL,
	"slack_id" text,
	"content" text,
	"etag" text,
	"read_at" timestamp with time zone,
	"failing_since" timestamp with time zone,
	"failure" text,
	"told_problems" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"added_by" text NOT NULL,
	"added_at" timestamp with time zone NOT NULL,
	CONSTRAINT "roster_calendars_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "roster_imports" (
	"workspace_id" text NOT NULL,
	"id" uuid NOT NULL,
	"team_id" uuid NOT NULL,
	"by" text NOT NULL,
	"kind" text NOT NULL,
	"state" text NOT NULL,
	"file_name" text NOT NULL,
	"content" text NOT NULL,
	"layout" jsonb,
	"cancels_missing" boolean NOT NULL,
	"only_good" boolean DEFAULT false NOT NULL,
	"counts" jsonb,
	"first_problems" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"look" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"changed_at" timestamp with time zone NOT NULL,
	CONSTRAINT "roster_imports_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "roster_layouts" (
	"workspace_id" text NOT NULL,
	"team_id" uuid NOT NULL,
	"heading" text NOT NULL,
	"layout" jsonb NOT NULL,
	"by" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "roster_layouts_workspace_id_team_id_heading_pk" PRIMARY KEY("workspace_id","team_id","heading")
);
--> statement-breakpoint
CREATE TABLE "swap_policies" (
	"workspace_id" text NOT NULL,
	"team_id" uuid NOT NULL,
	"revision" integer NOT NULL,
	"effective_from" date NOT NULL,
	"policy" jsonb NOT NULL,
	"changed_by" text NOT NULL,
	"changed_at" timestamp with time zone NOT NULL,
	CONSTRAINT "swap_policies_workspace_id_team_id_revision_pk" PRIMARY KEY("workspace_id","team_id","revision")
);
--> statement-breakpoint
CREATE TABLE "absences" (
	"workspace_id" text NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"slack_id" text NOT NULL,
	"kind" text NOT NULL,
	"starts_at" timestamp with time zone NOT NULL,
	"ends_at" timestamp with time zone NOT NULL,
	"time_zone" text NOT NULL,
	"is_whole_dates" boolean NOT NULL,
	"source_key" text,
	CONSTRAINT "absences_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "qualifications" (
	"workspace_id" text NOT NULL,
	"slack_id" text NOT NULL,
	"name" text NOT NULL,
	"valid_until" date,
	CONSTRAINT "qualifications_workspace_id_slack_id_name_pk" PRIMARY KEY("workspace_id","slack_id","name")
);
--> statement-breakpoint
CREATE TABLE "roster_people" (
	"workspace_id" text NOT NULL,
	"slack_id" text NOT NULL,
	"availability" jsonb,
	"site" text,
	"is_excluded" boolean DEFAULT false NOT NULL,
	"has_opted_out" boolean DEFAULT false NOT NULL,
	"born_on" date,
	"contract_minutes" integer,
	CONSTRAINT "roster_people_workspace_id_slack_id_pk" PRIMARY KEY("workspace_id","slack_id")
);
--> statement-breakpoint
CREATE TABLE "shift_versions" (
	"workspace_id" text NOT NULL,
	"shift_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"slack_id" text,
	"state" text NOT NULL,
	"starts_local" text NOT NULL,
	"ends_local" text NOT NULL,
	"time_zone" text NOT NULL,
	"starts_at" timestamp with time zone NOT NULL,
	"ends_at" timestamp with time zone NOT NULL,
	"is_published" boolean NOT NULL,
	"cause" text NOT NULL,
	"by" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"execution_id" uuid,
	CONSTRAINT "shift_versions_workspace_id_shift_id_version_pk" PRIMARY KEY("workspace_id","shift_id","version")
);
--> statement-breakpoint
CREATE TABLE "shifts" (
	"workspace_id" text NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"team_id" uuid NOT NULL,
	"source_key" text,
	"slack_id" text,
	"state" text DEFAULT 'planned' NOT NULL,
	"starts_local" text NOT NULL,
	"ends_local" text NOT NULL,
	"time_zone" text NOT NULL,
	"start_offset" text NOT NULL,
	"end_offset" text NOT NULL,
	"starts_at" timestamp with time zone NOT NULL,
	"ends_at" timestamp with time zone NOT NULL,
	"break_minutes" integer DEFAULT 0 NOT NULL,
	"role" text,
	"type" text,
	"activity" text,
	"credential" text,
	"site" text,
	"comment" text,
	"is_published" boolean DEFAULT true NOT NULL,
	"is_tradable" boolean DEFAULT true NOT NULL,
	"cut_from" uuid,
	"source_facts" jsonb,
	"version" integer DEFAULT 1 NOT NULL,
	"changed_at" timestamp with time zone NOT NULL,
	CONSTRAINT "shifts_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "fairness_facts" (
	"workspace_id" text NOT NULL,
	"execution_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"slack_id" text NOT NULL,
	"what" text NOT NULL,
	"shift_id" uuid NOT NULL,
	"team_id" uuid NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"starts_at" timestamp with time zone NOT NULL,
	"minutes" integer NOT NULL,
	"night_minutes" integer NOT NULL,
	"weekend_minutes" integer NOT NULL,
	"notice_minutes" integer NOT NULL,
	CONSTRAINT "fairness_facts_workspace_id_execution_id_position_pk" PRIMARY KEY("workspace_id","execution_id","position")
);
--> statement-breakpoint
CREATE TABLE "swap_approvals" (
	"workspace_id" text NOT NULL,
	"proposal_id" uuid NOT NULL,
	"team_id" uuid NOT NULL,
	"site" text NOT NULL,
	"approved_by" text,
	"approved_at" timestamp with time zone,
	CONSTRAINT "swap_approvals_workspace_id_proposal_id_team_id_site_pk" PRIMARY KEY("workspace_id","proposal_id","team_id","site")
);
--> statement-breakpoint
CREATE TABLE "swap_consents" (
	"workspace_id" text NOT NULL,
	"proposal_id" uuid NOT NULL,
	"slack_id" text NOT NULL,
	"state" text NOT NULL,
	"was_asked" boolean DEFAULT false NOT NULL,
	"was_reminded" boolean DEFAULT false NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "swap_consents_workspace_id_proposal_id_slack_id_pk" PRIMARY KEY("workspace_id","proposal_id","slack_id")
);
--> statement-breakpoint
CREATE TABLE "swap_executions" (
	"workspace_id" text NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"proposal_id" uuid NOT NULL,
	"team_id" uuid NOT NULL,
	"state" text NOT NULL,
	"executed_at" timestamp with time zone NOT NULL,
	"free_until" timestamp with time zone NOT NULL,
	"undo_asked_by" text[],
	"last_leg_ends_at" timestamp with time zone NOT NULL,
	"changed_at" timestamp with time zone NOT NULL,
	"changed_because" text,
	CONSTRAINT "swap_executions_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "swap_legs" (
	"workspace_id" text NOT NULL,
	"proposal_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"shift_id" uuid NOT NULL,
	"shift_version" integer NOT NULL,
	"from" text,
	"to" text,
	"from_at" timestamp with time zone NOT NULL,
	"to_at" timestamp with time zone NOT NULL,
	"is_part" boolean DEFAULT false NOT NULL,
	"is_binding" boolean DEFAULT false NOT NULL,
	CONSTRAINT "swap_legs_workspace_id_proposal_id_position_pk" PRIMARY KEY("workspace_id","proposal_id","position")
);
--> statement-breakpoint
CREATE TABLE "swap_proposals" (
	"workspace_id" text NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"team_id" uuid NOT NULL,
	"request_id" uuid,
	"state" text NOT NULL,
	"proposed_by" text NOT NULL,
	"place" integer NOT NULL,
	"verdict" jsonb,
	"approver" text,
	"asked_approvers" text[] DEFAULT '{}' NOT NULL,
	"is_cover" boolean DEFAULT false NOT NULL,
	"decided_by" text,
	"decided_because" text,
	"is_overridden" boolean DEFAULT false NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"submission" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"changed_at" timestamp with time zone NOT NULL,
	CONSTRAINT "swap_proposals_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "swap_requests" (
	"workspace_id" text NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"team_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"state" text NOT NULL,
	"owner" text,
	"posted_by" text NOT NULL,
	"shift_id" uuid NOT NULL,
	"shift_version" integer NOT NULL,
	"from_at" timestamp with time zone NOT NULL,
	"to_at" timestamp with time zone NOT NULL,
	"is_part" boolean DEFAULT false NOT NULL,
	"wants" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"asked_only" text[],
	"declined_by" text[],
	"reason" text,
	"expires_at" timestamp with time zone NOT NULL,
	"partners" jsonb,
	"reminded" integer DEFAULT 0 NOT NULL,
	"closed_because" text,
	"submission" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"changed_at" timestamp with time zone NOT NULL,
	CONSTRAINT "swap_requests_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "intake" (
	"workspace_id" text NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "intake_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"identity" text NOT NULL,
	"kind" text NOT NULL,
	"key" text NOT NULL,
	"payload" jsonb,
	"correlation_id" text NOT NULL,
	"received_at" timestamp with time zone NOT NULL,
	"happened_at" timestamp with time zone NOT NULL,
	"done_at" timestamp with time zone,
	CONSTRAINT "intake_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "jobs" (
	"workspace_id" text NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "jobs_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"kind" text NOT NULL,
	"dedupe_key" text,
	"payload" jsonb NOT NULL,
	"correlation_id" text NOT NULL,
	"run_at" timestamp with time zone NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"max_attempts" integer DEFAULT 10 NOT NULL,
	"lease_token" uuid,
	"leased_until" timestamp with time zone,
	"rerun_at" timestamp with time zone,
	"last_error" text,
	"dead_at" timestamp with time zone,
	"rests" boolean DEFAULT false NOT NULL,
	CONSTRAINT "jobs_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "schedules" (
	"workspace_id" text NOT NULL,
	"kind" text NOT NULL,
	"key" text NOT NULL,
	"rule" jsonb NOT NULL,
	"next_run_at" timestamp with time zone NOT NULL,
	"next_local_date" text NOT NULL,
	"last_local_date" text,
	CONSTRAINT "schedules_workspace_id_kind_key_pk" PRIMARY KEY("workspace_id","kind","key")
);
--> statement-breakpoint
CREATE TABLE "outbox_lanes" (
	"workspace_id" text NOT NULL,
	"channel" text NOT NULL,
	"last_sequence" bigint DEFAULT 0 NOT NULL,
	"posts_not_before" timestamp with time zone,
	"edits_not_before" timestamp with time zone,
	"failures" integer DEFAULT 0 NOT NULL,
	"slack_channel" text,
	"lease_token" uuid,
	"leased_until" timestamp with time zone,
	"blocked_reason" text,
	"blocked_at" timestamp with time zone,
	CONSTRAINT "outbox_lanes_workspace_id_channel_pk" PRIMARY KEY("workspace_id","channel")
);
--> statement-breakpoint
CREATE TABLE "outbox_messages" (
	"workspace_id" text NOT NULL,
	"channel" text NOT NULL,
	"sequence" bigint NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"kind" text NOT NULL,
	"dedupe_key" text,
	"message_key" text,
	"payload" jsonb NOT NULL,
	"state" text DEFAULT 'queued' NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"sending_since" timestamp with time zone,
	"last_error" text,
	"correlation_id" text NOT NULL,
	"queued_at" timestamp with time zone NOT NULL,
	"sent_at" timestamp with time zone,
	CONSTRAINT "outbox_messages_workspace_id_channel_sequence_pk" PRIMARY KEY("workspace_id","channel","sequence")
);
--> statement-breakpoint
CREATE TABLE "posted_messages" (
	"workspace_id" text NOT NULL,
	"message_key" text NOT NULL,
	"channel" text NOT NULL,
	"slack_channel" text,
	"ts" text,
	CONSTRAINT "posted_messages_workspace_id_message_key_pk" PRIMARY KEY("workspace_id","message_key")
);
--> statement-breakpoint
CREATE TABLE "authority_budgets" (
	"workspace_id" text NOT NULL,
	"team_id" uuid NOT NULL,
	"month" text NOT NULL,
	"currency" text NOT NULL,
	"taken" bigint NOT NULL,
	CONSTRAINT "authority_budgets_workspace_id_team_id_month_currency_pk" PRIMARY KEY("workspace_id","team_id","month","currency"),
	CONSTRAINT "authority_budgets_taken" CHECK ("authority_budgets"."taken" >= 0)
);
--> statement-breakpoint
CREATE TABLE "authority_revisions" (
	"workspace_id" text NOT NULL,
	"team_id" uuid NOT NULL,
	"revision" integer NOT NULL,
	"currency" text NOT NULL,
	"rules" jsonb NOT NULL,
	"second_person_above" bigint,
	"monthly_budget" bigint,
	"saved_by" text NOT NULL,
	"saved_at" timestamp with time zone NOT NULL,
	CONSTRAINT "authority_revisions_workspace_id_team_id_revision_pk" PRIMARY KEY("workspace_id","team_id","revision")
);
--> statement-breakpoint
CREATE TABLE "ical_copies" (
	"workspace_id" text NOT NULL,
	"team_id" uuid NOT NULL,
	"source" text NOT NULL,
	"content" text NOT NULL,
	"etag" text,
	"read_at" timestamp with time zone NOT NULL,
	"time_zone" text NOT NULL,
	"until" text NOT NULL,
	"days" jsonb NOT NULL,
	"failing_since" timestamp with time zone,
	"failure" text,
	CONSTRAINT "ical_copies_workspace_id_team_id_source_pk" PRIMARY KEY("workspace_id","team_id","source")
);
--> statement-breakpoint
CREATE TABLE "team_calendars" (
	"workspace_id" text NOT NULL,
	"team_id" uuid NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	"version" integer DEFAULT 0 NOT NULL,
	"is_round_the_clock" boolean DEFAULT false NOT NULL,
	"place" text,
	"days_text" text DEFAULT '' NOT NULL,
	"days" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"ical_url" text,
	"file_id" text,
	"file_name" text,
	"changed_by" text,
	"changed_at" timestamp with time zone,
	CONSTRAINT "team_calendars_workspace_id_team_id_pk" PRIMARY KEY("workspace_id","team_id")
);
--> statement-breakpoint
CREATE TABLE "installations" (
	"workspace_id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"domain" text NOT NULL,
	"app_id" text NOT NULL,
	"bot_id" text NOT NULL,
	"bot_user_id" text NOT NULL,
	"sealed_bot_token" text,
	"installed_by" text,
	"installed_at" timestamp with time zone NOT NULL,
	"removed_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "members" (
	"workspace_id" text NOT NULL,
	"team_id" uuid NOT NULL,
	"slack_id" text NOT NULL,
	"role" text NOT NULL,
	"source" text NOT NULL,
	CONSTRAINT "members_workspace_id_team_id_slack_id_pk" PRIMARY KEY("workspace_id","team_id","slack_id")
);
--> statement-breakpoint
CREATE TABLE "people" (
	"workspace_id" text NOT NULL,
	"slack_id" text NOT NULL,
	"name" text NOT NULL,
	"also_called" text DEFAULT '' NOT NULL,
	"kind" text NOT NULL,
	"is_admin" boolean NOT NULL,
	"time_zone" text NOT NULL,
	"email" text,
	"last_team_id" uuid,
	"working_hours" jsonb,
	"read_at" timestamp with time zone NOT NULL,
	CONSTRAINT "people_workspace_id_slack_id_pk" PRIMARY KEY("workspace_id","slack_id")
);
--> statement-breakpoint
CREATE TABLE "teams" (
	"workspace_id" text NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"name" text NOT NULL,
	"team_channel" text NOT NULL,
	"escalations_channel" text NOT NULL,
	"time_zone" text NOT NULL,
	"business_hours_text" text NOT NULL,
	"business_hours" jsonb NOT NULL,
	"currency" text NOT NULL,
	"agents_from" text NOT NULL,
	"set_up_by" text NOT NULL,
	"set_up_at" timestamp with time zone NOT NULL,
	CONSTRAINT "teams_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "search_collections" (
	"workspace_id" text NOT NULL,
	"collection" text NOT NULL,
	"space" integer GENERATED ALWAYS AS IDENTITY (sequence name "search_collections_space_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"languages" text[] DEFAULT '{}' NOT NULL,
	"short_count" integer DEFAULT 0 NOT NULL,
	"short_stems" bigint DEFAULT 0 NOT NULL,
	"short_words" bigint DEFAULT 0 NOT NULL,
	"short_grams" bigint DEFAULT 0 NOT NULL,
	"passage_count" integer DEFAULT 0 NOT NULL,
	"passage_stems" bigint DEFAULT 0 NOT NULL,
	"passage_grams" bigint DEFAULT 0 NOT NULL,
	CONSTRAINT "search_collections_workspace_id_collection_pk" PRIMARY KEY("workspace_id","collection")
);
--> statement-breakpoint
CREATE TABLE "search_terms" (
	"workspace_id" text NOT NULL,
	"collection" text NOT NULL,
	"term" text collate "C" NOT NULL,
	"units" integer NOT NULL,
	"from_its_end" text collate "C" GENERATED ALWAYS AS (substring(term, '^[0-9]+[sp]..') || reverse(substring(term, '^[0-9]+[sp]..(.*)'))) STORED,
	CONSTRAINT "search_terms_workspace_id_collection_term_pk" PRIMARY KEY("workspace_id","collection","term")
);
--> statement-breakpoint
CREATE TABLE "search_units" (
	"workspace_id" text NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "search_units_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"collection" text NOT NULL,
	"document_id" text NOT NULL,
	"variant" text NOT NULL,
	"kind" text NOT NULL,
	"place" integer NOT NULL,
	"passage_id" text,
	"language" text NOT NULL,
	"audience" text[] NOT NULL,
	"valid_from" timestamp with time zone,
	"valid_until" timestamp with time zone,
	"short" text NOT NULL,
	"stems" text NOT NULL,
	"length" integer NOT NULL,
	"words" integer NOT NULL,
	"grams" integer NOT NULL,
	"terms" text[] NOT NULL,
	CONSTRAINT "search_units_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "home_openings" (
	"workspace_id" text NOT NULL,
	"slack_id" text NOT NULL,
	"opened_at" timestamp with time zone NOT NULL,
	CONSTRAINT "home_openings_workspace_id_slack_id_pk" PRIMARY KEY("workspace_id","slack_id")
);
--> statement-breakpoint
ALTER TABLE "case_approvals" ADD CONSTRAINT "case_approvals_workspace_id_case_id_cases_workspace_id_id_fk" FOREIGN KEY ("workspace_id","case_id") REFERENCES "public"."cases"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_chains" ADD CONSTRAINT "case_chains_workspace_id_case_id_cases_workspace_id_id_fk" FOREIGN KEY ("workspace_id","case_id") REFERENCES "public"."cases"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "chain_steps" ADD CONSTRAINT "chain_steps_workspace_id_case_id_cases_workspace_id_id_fk" FOREIGN KEY ("workspace_id","case_id") REFERENCES "public"."cases"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "member_skills" ADD CONSTRAINT "member_skills_workspace_id_team_id_teams_workspace_id_id_fk" FOREIGN KEY ("workspace_id","team_id") REFERENCES "public"."teams"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "member_turns" ADD CONSTRAINT "member_turns_workspace_id_team_id_teams_workspace_id_id_fk" FOREIGN KEY ("workspace_id","team_id") REFERENCES "public"."teams"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "team_chains" ADD CONSTRAINT "team_chains_workspace_id_team_id_teams_workspace_id_id_fk" FOREIGN KEY ("workspace_id","team_id") REFERENCES "public"."teams"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_clocks" ADD CONSTRAINT "case_clocks_workspace_id_case_id_cases_workspace_id_id_fk" FOREIGN KEY ("workspace_id","case_id") REFERENCES "public"."cases"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_targets" ADD CONSTRAINT "case_targets_workspace_id_team_id_teams_workspace_id_id_fk" FOREIGN KEY ("workspace_id","team_id") REFERENCES "public"."teams"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_exceptions" ADD CONSTRAINT "case_exceptions_workspace_id_case_id_cases_workspace_id_id_fk" FOREIGN KEY ("workspace_id","case_id") REFERENCES "public"."cases"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "hand_over_cases" ADD CONSTRAINT "hand_over_cases_workspace_id_hand_over_id_hand_overs_workspace_id_id_fk" FOREIGN KEY ("workspace_id","hand_over_id") REFERENCES "public"."hand_overs"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "hand_over_cases" ADD CONSTRAINT "hand_over_cases_workspace_id_case_id_cases_workspace_id_id_fk" FOREIGN KEY ("workspace_id","case_id") REFERENCES "public"."cases"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "hand_over_offers" ADD CONSTRAINT "hand_over_offers_workspace_id_hand_over_id_case_id_hand_over_cases_workspace_id_hand_over_id_case_id_fk" FOREIGN KEY ("workspace_id","hand_over_id","case_id") REFERENCES "public"."hand_over_cases"("workspace_id","hand_over_id","case_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "hand_overs" ADD CONSTRAINT "hand_overs_workspace_id_team_id_teams_workspace_id_id_fk" FOREIGN KEY ("workspace_id","team_id") REFERENCES "public"."teams"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_parties" ADD CONSTRAINT "case_parties_workspace_id_case_id_cases_workspace_id_id_fk" FOREIGN KEY ("workspace_id","case_id") REFERENCES "public"."cases"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "promises" ADD CONSTRAINT "promises_workspace_id_case_id_cases_workspace_id_id_fk" FOREIGN KEY ("workspace_id","case_id") REFERENCES "public"."cases"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reminders" ADD CONSTRAINT "reminders_workspace_id_case_id_cases_workspace_id_id_fk" FOREIGN KEY ("workspace_id","case_id") REFERENCES "public"."cases"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_entries" ADD CONSTRAINT "case_entries_workspace_id_case_id_cases_workspace_id_id_fk" FOREIGN KEY ("workspace_id","case_id") REFERENCES "public"."cases"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cases" ADD CONSTRAINT "cases_workspace_id_team_id_teams_workspace_id_id_fk" FOREIGN KEY ("workspace_id","team_id") REFERENCES "public"."teams"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "policy_gap_askers" ADD CONSTRAINT "policy_gap_askers_workspace_id_gap_id_policy_gaps_workspace_id_id_fk" FOREIGN KEY ("workspace_id","gap_id") REFERENCES "public"."policy_gaps"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "policy_gaps" ADD CONSTRAINT "policy_gaps_workspace_id_team_id_teams_workspace_id_id_fk" FOREIGN KEY ("workspace_id","team_id") REFERENCES "public"."teams"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "policy_imports" ADD CONSTRAINT "policy_imports_workspace_id_team_id_teams_workspace_id_id_fk" FOREIGN KEY ("workspace_id","team_id") REFERENCES "public"."teams"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "policy_care" ADD CONSTRAINT "policy_care_workspace_id_policy_id_policies_workspace_id_id_fk" FOREIGN KEY ("workspace_id","policy_id") REFERENCES "public"."policies"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "policy_news" ADD CONSTRAINT "policy_news_workspace_id_revision_id_policy_revisions_workspace_id_id_fk" FOREIGN KEY ("workspace_id","revision_id") REFERENCES "public"."policy_revisions"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "policies" ADD CONSTRAINT "policies_workspace_id_team_id_teams_workspace_id_id_fk" FOREIGN KEY ("workspace_id","team_id") REFERENCES "public"."teams"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "policy_passages" ADD CONSTRAINT "policy_passages_workspace_id_revision_id_policy_revisions_workspace_id_id_fk" FOREIGN KEY ("workspace_id","revision_id") REFERENCES "public"."policy_revisions"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "policy_questions" ADD CONSTRAINT "policy_questions_workspace_id_policy_id_policies_workspace_id_id_fk" FOREIGN KEY ("workspace_id","policy_id") REFERENCES "public"."policies"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "policy_reads" ADD CONSTRAINT "policy_reads_workspace_id_policy_id_policies_workspace_id_id_fk" FOREIGN KEY ("workspace_id","policy_id") REFERENCES "public"."policies"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "policy_reads" ADD CONSTRAINT "policy_reads_workspace_id_revision_id_policy_revisions_workspace_id_id_fk" FOREIGN KEY ("workspace_id","revision_id") REFERENCES "public"."policy_revisions"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "policy_revisions" ADD CONSTRAINT "policy_revisions_workspace_id_policy_id_policies_workspace_id_id_fk" FOREIGN KEY ("workspace_id","policy_id") REFERENCES "public"."policies"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "policy_look_ups" ADD CONSTRAINT "policy_look_ups_workspace_id_policy_id_policies_workspace_id_id_fk" FOREIGN KEY ("workspace_id","policy_id") REFERENCES "public"."policies"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "policy_shares" ADD CONSTRAINT "policy_shares_workspace_id_look_up_id_policy_look_ups_workspace_id_id_fk" FOREIGN KEY ("workspace_id","look_up_id") REFERENCES "public"."policy_look_ups"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "acknowledgements" ADD CONSTRAINT "acknowledgements_workspace_id_must_read_id_must_reads_workspace_id_id_fk" FOREIGN KEY ("workspace_id","must_read_id") REFERENCES "public"."must_reads"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "must_read_messages" ADD CONSTRAINT "must_read_messages_workspace_id_must_read_id_must_reads_workspace_id_id_fk" FOREIGN KEY ("workspace_id","must_read_id") REFERENCES "public"."must_reads"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "must_reads" ADD CONSTRAINT "must_reads_workspace_id_policy_id_policies_workspace_id_id_fk" FOREIGN KEY ("workspace_id","policy_id") REFERENCES "public"."policies"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "must_reads" ADD CONSTRAINT "must_reads_workspace_id_revision_id_policy_revisions_workspace_id_id_fk" FOREIGN KEY ("workspace_id","revision_id") REFERENCES "public"."policy_revisions"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "feed_addresses" ADD CONSTRAINT "feed_addresses_workspace_id_team_id_teams_workspace_id_id_fk" FOREIGN KEY ("workspace_id","team_id") REFERENCES "public"."teams"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "roster_calendars" ADD CONSTRAINT "roster_calendars_workspace_id_team_id_teams_workspace_id_id_fk" FOREIGN KEY ("workspace_id","team_id") REFERENCES "public"."teams"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "roster_imports" ADD CONSTRAINT "roster_imports_workspace_id_team_id_teams_workspace_id_id_fk" FOREIGN KEY ("workspace_id","team_id") REFERENCES "public"."teams"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "roster_layouts" ADD CONSTRAINT "roster_layouts_workspace_id_team_id_teams_workspace_id_id_fk" FOREIGN KEY ("workspace_id","team_id") REFERENCES "public"."teams"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "swap_policies" ADD CONSTRAINT "swap_policies_workspace_id_team_id_teams_workspace_id_id_fk" FOREIGN KEY ("workspace_id","team_id") REFERENCES "public"."teams"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shift_versions" ADD CONSTRAINT "shift_versions_workspace_id_shift_id_shifts_workspace_id_id_fk" FOREIGN KEY ("workspace_id","shift_id") REFERENCES "public"."shifts"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shifts" ADD CONSTRAINT "shifts_workspace_id_team_id_teams_workspace_id_id_fk" FOREIGN KEY ("workspace_id","team_id") REFERENCES "public"."teams"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "swap_approvals" ADD CONSTRAINT "swap_approvals_workspace_id_proposal_id_swap_proposals_workspace_id_id_fk" FOREIGN KEY ("workspace_id","proposal_id") REFERENCES "public"."swap_proposals"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "swap_consents" ADD CONSTRAINT "swap_consents_workspace_id_proposal_id_swap_proposals_workspace_id_id_fk" FOREIGN KEY ("workspace_id","proposal_id") REFERENCES "public"."swap_proposals"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "swap_executions" ADD CONSTRAINT "swap_executions_workspace_id_proposal_id_swap_proposals_workspace_id_id_fk" FOREIGN KEY ("workspace_id","proposal_id") REFERENCES "public"."swap_proposals"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "swap_legs" ADD CONSTRAINT "swap_legs_workspace_id_proposal_id_swap_proposals_workspace_id_id_fk" FOREIGN KEY ("workspace_id","proposal_id") REFERENCES "public"."swap_proposals"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "swap_legs" ADD CONSTRAINT "swap_legs_workspace_id_shift_id_shifts_workspace_id_id_fk" FOREIGN KEY ("workspace_id","shift_id") REFERENCES "public"."shifts"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "swap_proposals" ADD CONSTRAINT "swap_proposals_workspace_id_request_id_swap_requests_workspace_id_id_fk" FOREIGN KEY ("workspace_id","request_id") REFERENCES "public"."swap_requests"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "swap_requests" ADD CONSTRAINT "swap_requests_workspace_id_team_id_teams_workspace_id_id_fk" FOREIGN KEY ("workspace_id","team_id") REFERENCES "public"."teams"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "swap_requests" ADD CONSTRAINT "swap_requests_workspace_id_shift_id_shifts_workspace_id_id_fk" FOREIGN KEY ("workspace_id","shift_id") REFERENCES "public"."shifts"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "authority_budgets" ADD CONSTRAINT "authority_budgets_workspace_id_team_id_teams_workspace_id_id_fk" FOREIGN KEY ("workspace_id","team_id") REFERENCES "public"."teams"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "authority_revisions" ADD CONSTRAINT "authority_revisions_workspace_id_team_id_teams_workspace_id_id_fk" FOREIGN KEY ("workspace_id","team_id") REFERENCES "public"."teams"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ical_copies" ADD CONSTRAINT "ical_copies_workspace_id_team_id_teams_workspace_id_id_fk" FOREIGN KEY ("workspace_id","team_id") REFERENCES "public"."teams"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "team_calendars" ADD CONSTRAINT "team_calendars_workspace_id_team_id_teams_workspace_id_id_fk" FOREIGN KEY ("workspace_id","team_id") REFERENCES "public"."teams"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "members" ADD CONSTRAINT "members_workspace_id_team_id_teams_workspace_id_id_fk" FOREIGN KEY ("workspace_id","team_id") REFERENCES "public"."teams"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "audit_log_subject" ON "audit_log" USING btree ("workspace_id","subject","id");--> statement-breakpoint
CREATE UNIQUE INDEX "case_approvals_number" ON "case_approvals" USING btree ("workspace_id","case_id","number");--> statement-breakpoint
CREATE UNIQUE INDEX "case_approvals_open" ON "case_approvals" USING btree ("workspace_id","case_id") WHERE state = 'asked';--> statement-breakpoint
CREATE UNIQUE INDEX "case_approvals_second_look" ON "case_approvals" USING btree ("workspace_id","second_look_of") WHERE second_look_of is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "case_approvals_appeal" ON "case_approvals" USING btree ("workspace_id","case_id") WHERE kind = 'appeal';--> statement-breakpoint
CREATE INDEX "case_approvals_team" ON "case_approvals" USING btree ("workspace_id","team_id") WHERE state = 'asked';--> statement-breakpoint
CREATE INDEX "case_chains_team" ON "case_chains" USING btree ("workspace_id","team_id","next_at");--> statement-breakpoint
CREATE INDEX "case_exceptions_case" ON "case_exceptions" USING btree ("workspace_id","case_id");--> statement-breakpoint
CREATE UNIQUE INDEX "case_exceptions_standing" ON "case_exceptions" USING btree ("workspace_id","case_id") WHERE undone_at is null;--> statement-breakpoint
CREATE INDEX "case_exceptions_at" ON "case_exceptions" USING btree ("workspace_id","at");--> statement-breakpoint
CREATE INDEX "hand_over_cases_case" ON "hand_over_cases" USING btree ("workspace_id","case_id");--> statement-breakpoint
CREATE INDEX "hand_over_offers_batch" ON "hand_over_offers" USING btree ("workspace_id","batch");--> statement-breakpoint
CREATE UNIQUE INDEX "hand_overs_span" ON "hand_overs" USING btree ("workspace_id","team_id","giver","span_end") WHERE span_end is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "hand_overs_request" ON "hand_overs" USING btree ("workspace_id","request_id") WHERE request_id is not null;--> statement-breakpoint
CREATE INDEX "hand_overs_giver" ON "hand_overs" USING btree ("workspace_id","giver","stage");--> statement-breakpoint
CREATE INDEX "case_parties_person" ON "case_parties" USING btree ("workspace_id","slack_id");--> statement-breakpoint
CREATE INDEX "promises_case" ON "promises" USING btree ("workspace_id","case_id");--> statement-breakpoint
CREATE INDEX "promises_open" ON "promises" USING btree ("workspace_id","due_at") WHERE state = 'open';--> statement-breakpoint
CREATE UNIQUE INDEX "promises_request" ON "promises" USING btree ("workspace_id","request_id") WHERE request_id is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "reminders_once" ON "reminders" USING btree ("workspace_id","case_id","kind","run","slack_id");--> statement-breakpoint
CREATE INDEX "reminders_waiting" ON "reminders" USING btree ("workspace_id","tell_to","look_at","id") WHERE settled_at is null;--> statement-breakpoint
CREATE INDEX "reminders_told" ON "reminders" USING btree ("workspace_id","tell_to","told_at") WHERE told_at is not null;--> statement-breakpoint
CREATE INDEX "case_entries_case" ON "case_entries" USING btree ("workspace_id","case_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "case_entries_request" ON "case_entries" USING btree ("workspace_id","request_id") WHERE request_id is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "case_entries_message" ON "case_entries" USING btree ("workspace_id","slack_channel","slack_ts") WHERE slack_ts is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "cases_number" ON "cases" USING btree ("workspace_id","number");--> statement-breakpoint
CREATE UNIQUE INDEX "cases_request" ON "cases" USING btree ("workspace_id","request_id");--> statement-breakpoint
CREATE UNIQUE INDEX "cases_source" ON "cases" USING btree ("workspace_id","source_channel","source_ts") WHERE source_ts is not null and not is_private;--> statement-breakpoint
CREATE INDEX "cases_private" ON "cases" USING btree ("workspace_id","state") WHERE is_private;--> statement-breakpoint
CREATE INDEX "cases_team_state" ON "cases" USING btree ("workspace_id","team_id","state");--> statement-breakpoint
CREATE INDEX "cases_raised_by" ON "cases" USING btree ("workspace_id","raised_by");--> statement-breakpoint
CREATE INDEX "cases_owner" ON "cases" USING btree ("workspace_id","owner");--> statement-breakpoint
CREATE UNIQUE INDEX "policy_gaps_number" ON "policy_gaps" USING btree ("workspace_id","number");--> statement-breakpoint
CREATE UNIQUE INDEX "policy_gaps_one_open" ON "policy_gaps" USING btree ("workspace_id","team_id","question_key") WHERE state = 'open';--> statement-breakpoint
CREATE INDEX "policy_gaps_owner" ON "policy_gaps" USING btree ("workspace_id","owner","state");--> statement-breakpoint
CREATE INDEX "policy_gaps_team" ON "policy_gaps" USING btree ("workspace_id","team_id","state");--> statement-breakpoint
CREATE INDEX "policy_care_asked_in" ON "policy_care" USING btree ("workspace_id","asked_in");--> statement-breakpoint
CREATE INDEX "policy_news_batch" ON "policy_news" USING btree ("workspace_id","batch");--> statement-breakpoint
CREATE UNIQUE INDEX "policies_source" ON "policies" USING btree ("workspace_id","team_id",coalesce("folder", ''),"source");--> statement-breakpoint
CREATE INDEX "policies_owner" ON "policies" USING btree ("workspace_id","owner");--> statement-breakpoint
CREATE INDEX "policies_team" ON "policies" USING btree ("workspace_id","team_id");--> statement-breakpoint
CREATE UNIQUE INDEX "policy_passages_ordinal" ON "policy_passages" USING btree ("workspace_id","revision_id","ordinal");--> statement-breakpoint
CREATE UNIQUE INDEX "policy_questions_once" ON "policy_questions" USING btree ("workspace_id","policy_id",lower(text)) WHERE removed_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "policy_revisions_number" ON "policy_revisions" USING btree ("workspace_id","policy_id","number");--> statement-breakpoint
CREATE UNIQUE INDEX "policy_revisions_submission" ON "policy_revisions" USING btree ("workspace_id","submission");--> statement-breakpoint
CREATE INDEX "policy_revisions_effective" ON "policy_revisions" USING btree ("workspace_id","effective_at");--> statement-breakpoint
CREATE UNIQUE INDEX "policy_revisions_one_worked_on" ON "policy_revisions" USING btree ("workspace_id","policy_id") WHERE state in ('draft', 'review');--> statement-breakpoint
CREATE INDEX "policy_look_ups_at" ON "policy_look_ups" USING btree ("workspace_id","at");--> statement-breakpoint
CREATE INDEX "policy_look_ups_policy" ON "policy_look_ups" USING btree ("workspace_id","policy_id","at");--> statement-breakpoint
CREATE INDEX "acknowledgements_person" ON "acknowledgements" USING btree ("workspace_id","slack_id");--> statement-breakpoint
CREATE INDEX "acknowledgements_next" ON "acknowledgements" USING btree ("workspace_id","must_read_id","next_at") WHERE next_at is not null;--> statement-breakpoint
CREATE INDEX "must_read_messages_listing" ON "must_read_messages" USING btree ("workspace_id","must_read_id","slack_id");--> statement-breakpoint
CREATE UNIQUE INDEX "must_reads_submission" ON "must_reads" USING btree ("workspace_id","submission");--> statement-breakpoint
CREATE INDEX "must_reads_policy" ON "must_reads" USING btree ("workspace_id","policy_id");--> statement-breakpoint
CREATE INDEX "must_reads_open" ON "must_reads" USING btree ("workspace_id","asked_at") WHERE ended_at is null;--> statement-breakpoint
CREATE INDEX "roster_imports_team" ON "roster_imports" USING btree ("workspace_id","team_id","created_at");--> statement-breakpoint
CREATE INDEX "absences_person" ON "absences" USING btree ("workspace_id","slack_id","starts_at");--> statement-breakpoint
CREATE UNIQUE INDEX "absences_source" ON "absences" USING btree ("workspace_id","slack_id","source_key") WHERE source_key is not null;--> statement-breakpoint
CREATE INDEX "shift_versions_person" ON "shift_versions" USING btree ("workspace_id","slack_id","starts_at");--> statement-breakpoint
CREATE UNIQUE INDEX "shifts_source" ON "shifts" USING btree ("workspace_id","team_id","source_key") WHERE source_key is not null;--> statement-breakpoint
CREATE INDEX "shifts_person" ON "shifts" USING btree ("workspace_id","slack_id","starts_at");--> statement-breakpoint
CREATE INDEX "shifts_team" ON "shifts" USING btree ("workspace_id","team_id","starts_at");--> statement-breakpoint
CREATE INDEX "fairness_facts_person" ON "fairness_facts" USING btree ("workspace_id","slack_id","at");--> statement-breakpoint
CREATE INDEX "fairness_facts_taken" ON "fairness_facts" USING btree ("workspace_id","team_id","at") WHERE what in ('took', 'took-back');--> statement-breakpoint
CREATE INDEX "swap_consents_person" ON "swap_consents" USING btree ("workspace_id","slack_id","state");--> statement-breakpoint
CREATE UNIQUE INDEX "swap_executions_proposal" ON "swap_executions" USING btree ("workspace_id","proposal_id");--> statement-breakpoint
CREATE INDEX "swap_executions_time" ON "swap_executions" USING btree ("workspace_id","executed_at");--> statement-breakpoint
CREATE INDEX "swap_legs_shift" ON "swap_legs" USING btree ("workspace_id","shift_id");--> statement-breakpoint
CREATE UNIQUE INDEX "swap_proposals_submission" ON "swap_proposals" USING btree ("workspace_id","submission");--> statement-breakpoint
CREATE INDEX "swap_proposals_request" ON "swap_proposals" USING btree ("workspace_id","request_id","place");--> statement-breakpoint
CREATE INDEX "swap_proposals_team" ON "swap_proposals" USING btree ("workspace_id","team_id","state");--> statement-breakpoint
CREATE UNIQUE INDEX "swap_requests_submission" ON "swap_requests" USING btree ("workspace_id","submission");--> statement-breakpoint
CREATE INDEX "swap_requests_team" ON "swap_requests" USING btree ("workspace_id","team_id","state");--> statement-breakpoint
CREATE INDEX "swap_requests_owner" ON "swap_requests" USING btree ("workspace_id","owner","state");--> statement-breakpoint
CREATE INDEX "swap_requests_shift" ON "swap_requests" USING btree ("workspace_id","shift_id");--> statement-breakpoint
CREATE UNIQUE INDEX "intake_identity" ON "intake" USING btree ("workspace_id","identity");--> statement-breakpoint
CREATE UNIQUE INDEX "jobs_dedupe" ON "jobs" USING btree ("workspace_id","kind","dedupe_key") WHERE dedupe_key is not null;--> statement-breakpoint
CREATE INDEX "jobs_due" ON "jobs" USING btree ("run_at") WHERE dead_at is null and not rests;--> statement-breakpoint
CREATE INDEX "schedules_due" ON "schedules" USING btree ("next_run_at");--> statement-breakpoint
CREATE UNIQUE INDEX "outbox_dedupe" ON "outbox_messages" USING btree ("workspace_id","dedupe_key") WHERE dedupe_key is not null;--> statement-breakpoint
CREATE INDEX "outbox_unsent" ON "outbox_messages" USING btree ("workspace_id","channel","sequence") WHERE state in ('queued', 'sending');--> statement-breakpoint
CREATE UNIQUE INDEX "posted_messages_place" ON "posted_messages" USING btree ("workspace_id","slack_channel","ts") WHERE ts is not null;--> statement-breakpoint
CREATE INDEX "members_person" ON "members" USING btree ("workspace_id","slack_id");--> statement-breakpoint
CREATE INDEX "people_email" ON "people" USING btree ("workspace_id","email");--> statement-breakpoint
CREATE UNIQUE INDEX "teams_name" ON "teams" USING btree ("workspace_id","name");--> statement-breakpoint
CREATE INDEX "teams_team_channel" ON "teams" USING btree ("workspace_id","team_channel");--> statement-breakpoint
CREATE INDEX "search_terms_from_its_end" ON "search_terms" USING btree ("workspace_id","collection","from_its_end") WHERE from_its_end is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "search_units_place" ON "search_units" USING btree ("workspace_id","collection","document_id","variant","kind","place");--> statement-breakpoint
CREATE INDEX "search_units_terms" ON "search_units" USING gin ("terms") WITH (fastupdate=false);