-- Tenancy in the database itself. Two roles work with the data and neither owns it:
--   floorwalker_app     sees the one workspace named by the setting floorwalker.workspace_id of its transaction
--   floorwalker_system  sees the tables that serve every workspace: intake, jobs, outbox, installations
-- A table without a line here can be reached by neither.

-- The work of a workspace. FORCE, because ENABLE alone leaves the owner of a table out.
create function floorwalker_protect(target regclass) returns void
language plpgsql as $$
begin
  execute format('alter table %s enable row level security', target);
  execute format('alter table %s force row level security', target);
  execute format(
    'create policy workspace on %s to floorwalker_app
       using (workspace_id = current_setting(''floorwalker.workspace_id'', true))
       with check (workspace_id = current_setting(''floorwalker.workspace_id'', true))', target);
  execute format('grant select, insert, update, delete on %s to floorwalker_app', target);
end
$$;
--> statement-breakpoint
-- What the system role works through across workspaces; call it after floorwalker_protect.
create function floorwalker_open_to_system(target regclass) returns void
language plpgsql as $$
begin
  execute format('create policy system on %s to floorwalker_system using (true) with check (true)', target);
  execute format('grant select, insert, update, delete on %s to floorwalker_system', target);
end
$$;
--> statement-breakpoint
alter default privileges revoke execute on functions from public;
--> statement-breakpoint
revoke execute on function floorwalker_protect(regclass), floorwalker_open_to_system(regclass) from public;
--> statement-breakpoint
grant usage on schema public to floorwalker_app, floorwalker_system;
--> statement-breakpoint
-- Business time: real time plus what the sandbox has moved its clock by. Stable, so that an index on run_at serves
-- `run_at <= business_now()`; within one statement it is read once.
create function business_now() returns timestamptz
language sql stable parallel safe
return clock_timestamp() + coalesce((select offset_ms from business_clock), 0) * interval '1 millisecond';
--> statement-breakpoint
grant execute on function business_now() to floorwalker_app, floorwalker_system;
--> statement-breakpoint
create function floorwalker_tell_business_clock() returns trigger
language plpgsql as $$
begin
  perform pg_notify('business_clock', coalesce((select offset_ms from business_clock), 0)::text);
  return null;
end
$$;
--> statement-breakpoint
create trigger tell after insert or update or delete on business_clock
for each statement execute function floorwalker_tell_business_clock();
--> statement-breakpoint
grant select on business_clock to floorwalker_app;
--> statement-breakpoint
grant select, insert, update, delete on business_clock to floorwalker_system;
--> statement-breakpoint
select floorwalker_protect(name::regclass) from unnest(array[
  'absences', 'acknowledgements', 'audit_log', 'authority_budgets', 'authority_revisions', 'case_approvals', 'case_chains', 'case_clocks',
  'case_entries', 'case_exceptions', 'case_numbers', 'case_parties', 'case_targets', 'cases', 'chain_steps',
  'fairness_facts', 'feed_addresses', 'hand_over_cases', 'hand_over_offers', 'hand_overs', 'home_openings', 'ical_copies',
  'installations', 'intake', 'jobs', 'member_skills', 'member_turns', 'members', 'must_read_messages', 'must_reads', 'outbox_lanes', 'outbox_messages',
  'people', 'policies', 'policy_care', 'policy_gap_askers', 'policy_gaps', 'policy_imports', 'policy_look_ups',
  'policy_news', 'policy_news_seen', 'policy_passages', 'policy_questions', 'policy_reads', 'policy_revisions', 'policy_shares', 'posted_messages', 'promises', 'qualifications', 'reminders', 'roster_calendars', 'roster_imports',
  'roster_layouts', 'roster_people', 'schedules',
  'shift_versions', 'shifts', 'swap_approvals', 'swap_consents', 'swap_executions', 'swap_legs', 'swap_policies',
  'swap_proposals', 'swap_requests', 'team_calendars', 'team_chains', 'teams'
]) as name;
--> statement-breakpoint
select floorwalker_open_to_system(name::regclass) from unnest(array[
  'installations', 'intake', 'jobs', 'outbox_lanes', 'outbox_messages', 'posted_messages', 'schedules'
]) as name;
--> statement-breakpoint
-- What a workspace has left undone rests from when it removes the app until it is back, so that no look for work goes over it.
create function floorwalker_rest_jobs() returns trigger
language plpgsql as $$
begin
  update jobs set rests = new.removed_at is not null
  where workspace_id = new.workspace_id and rests <> (new.removed_at is not null);
  return null;
end
$$;
--> statement-breakpoint
create trigger rest_jobs after insert or update of removed_at on installations
for each row execute function floorwalker_rest_jobs();
--> statement-breakpoint
-- Titles as people sort them: Policy 2 before Policy 10, capitals and small letters side by side.
create collation floorwalker_natural (provider = icu, locale = 'und-u-kn-true');
--> statement-breakpoint
create extension if not exists btree_gist;
--> statement-breakpoint
-- A person never holds two shifts at once, in whichever teams. Looked at when a statement ends, so that one statement can
-- exchange two shifts.
alter table shifts add constraint shifts_no_overlap exclude using gist
  (workspace_id with =, slack_id with =, tstzrange(starts_at, ends_at) with &&)
  where (slack_id is not null and state = 'planned') deferrable initially immediate;
--> statement-breakpoint
alter table shifts add constraint shifts_end_after_start check (ends_at > starts_at);
--> statement-breakpoint
-- One live request for each stretch of a shift. Several people may want the same open shift: their line is that of its proposals.
alter table swap_requests add constraint swap_requests_one_live exclude using gist
  (workspace_id with =, shift_id with =, tstzrange(from_at, to_at) with &&)
  where (state in ('open', 'matched'));
--> statement-breakpoint
-- One proposal past consent for each stretch of a shift.
alter table swap_legs add constraint swap_legs_one_binding exclude using gist
  (workspace_id with =, shift_id with =, tstzrange(from_at, to_at) with &&)
  where (is_binding);
