-- Words in cases are parts of words (`%lamp%`), which an index of trigrams finds. As PostgreSQL uses none for ILIKE underneath
-- row level security (as in 0002), the ids are found as the owner of the tables, who names the workspace himself and gives out
-- nothing else; whether the reader may see the cases is asked afterwards, as of every other list.
create extension if not exists pg_trgm;
--> statement-breakpoint
-- What is searched in a case. A word has no line break in it, so none is found across two of these.
create function floorwalker_case_words(summary text, customer text, what_happened text, category text) returns text
language sql immutable parallel safe
return summary || E'\n' || coalesce(customer, '') || E'\n' || coalesce(what_happened, '') || E'\n' || coalesce(category, '');
--> statement-breakpoint
-- Whoever writes a case writes its index.
grant execute on function floorwalker_case_words(text, text, text, text) to floorwalker_app, floorwalker_system;
--> statement-breakpoint
create index cases_words on cases
using gin (floorwalker_case_words(summary, customer, what_happened, category) gin_trgm_ops);
--> statement-breakpoint
create policy search on cases for select to current_user using (true);
--> statement-breakpoint
-- Ids of at most `most` cases of the workspace that have all of up to six patterns in them, or one of these numbers.
create function floorwalker_cases_with(patterns text[], numbers integer[], most integer) returns setof uuid
language plpgsql stable security definer parallel safe
set search_path = public, pg_temp
set enable_seqscan = off
set plan_cache_mode = force_generic_plan
set jit = off
set max_parallel_workers_per_gather = 0
as $$
begin
  return query
  (
    -- "offset 0": the index of words is asked first, and not every row of the workspace.
    select found.id from (
      select held.workspace_id, held.id from cases as held
      where floorwalker_case_words(held.summary, held.customer, held.what_happened, held.category) ilike patterns[1]
        and floorwalker_case_words(held.summary, held.customer, held.what_happened, held.category) ilike coalesce(patterns[2], '%')
        and floorwalker_case_words(held.summary, held.customer, held.what_happened, held.category) ilike coalesce(patterns[3], '%')
        and floorwalker_case_words(held.summary, held.customer, held.what_happened, held.category) ilike coalesce(patterns[4], '%')
        and floorwalker_case_words(held.summary, held.customer, held.what_happened, held.category) ilike coalesce(patterns[5], '%')
        and floorwalker_case_words(held.summary, held.customer, held.what_happened, held.category) ilike coalesce(patterns[6], '%')
      offset 0
    ) as found
    where found.workspace_id = current_setting('floorwalker.workspace_id', true)
    limit most
  )
  union
  select numbered.id from cases as numbered
  where numbered.workspace_id = current_setting('floorwalker.workspace_id', true) and numbered.number = any (numbers);
end
$$;
--> statement-breakpoint
revoke execute on function floorwalker_cases_with(text[], integer[], integer) from public;
--> statement-breakpoint
grant execute on function floorwalker_cases_with(text[], integer[], integer) to floorwalker_app;
