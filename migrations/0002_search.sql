-- The index of src/search. Its terms are matched by array operators, which PostgreSQL does not use an index for underneath
-- row level security (they are not leakproof: an error message might tell of a row that is not the reader's). So this one
-- question is put as the owner of the tables, who names the workspace himself and gives out nothing but its rows.
select floorwalker_protect(name::regclass) from unnest(array['search_collections', 'search_terms', 'search_units']) as name;
--> statement-breakpoint
-- The terms of a row and the stems of a passage are longer than all the rest of it; kept apart they leave many rows on a page,
-- and a search reads thousands of rows and the stems of a few hundred. Those of a question are short, and cost more apart.
alter table search_units set (toast_tuple_target = 512);
--> statement-breakpoint
-- For an owner who is no superuser: FORCE ROW LEVEL SECURITY holds for him too.
create policy search on search_units for select to current_user using (true);
--> statement-breakpoint
-- Units with any of the terms that one of the readers may see at that time: of the short ones and of the passages at most so
-- many, those with the greatest sum of weights, longer passages counting for less (as in BM25, for one occurrence). Terms with
-- a line break between them have to be held together.
-- In plpgsql, which keeps its plan; in SQL it would be planned anew each time before PostgreSQL 18. The plan is made for any
-- terms, and as its costs are guesses, neither compiled nor shared out to workers, which takes longer than all of the search.
create function floorwalker_search(
  terms text[], weights float8[], readers text[], seen_at timestamptz, mean_length float8, most_short integer,
  most_passages integer)
returns table (
  id bigint, document_id text, variant text, kind text, passage_id text, short text, stems text, length integer,
  words integer, grams integer)
language plpgsql stable security definer parallel safe
set search_path = public, pg_temp
set enable_seqscan = off
set plan_cache_mode = force_generic_plan
set jit = off
set max_parallel_workers_per_gather = 0
as $$
#variable_conflict use_column
declare
  -- Asked for once, not for every row.
  workspace text := current_setting('floorwalker.workspace_id', true);
begin
  return query
  with held as (
    select unit.address, unit.id, case when unit.kind = 'passage' then unit.length end as length, wanted.weight
    from unnest(terms, weights) as wanted (term, weight)
    cross join lateral (
      -- "offset 0": the index of terms is asked first, and not every row of the workspace for every term.
      select * from (
        select ctid as address, * from search_units where search_units.terms @> string_to_array(wanted.term, E'\n') offset 0
      ) as any_unit
      where any_unit.workspace_id = workspace
        and any_unit.audience && readers
        and (any_unit.valid_from is null or any_unit.valid_from <= seen_at)
        and (any_unit.valid_until is null or any_unit.valid_until > seen_at)
      limit 5000
    ) as unit
  ), found as (
    select address, min(id) as id, min(length) is not null as is_passage,
      sum(weight) / (1 + 1.2 * (0.25 + 0.75 * coalesce(min(length) / mean_length, 1))) as score
    from held group by address
  ), best as (
    (select address from found where not is_passage order by score desc, id limit most_short)
    union all
    (select address from found where is_passage order by score desc, id limit most_passages)
  )
  select unit.id, unit.document_id, unit.variant, unit.kind, unit.passage_id, unit.short, unit.stems, unit.length, unit.words,
    unit.grams
  from best join search_units as unit on unit.ctid = best.address
  where unit.workspace_id = workspace;
end
$$;
--> statement-breakpoint
revoke execute on function floorwalker_search(text[], float8[], text[], timestamptz, float8, integer, integer) from public;
--> statement-breakpoint
grant execute on function floorwalker_search(text[], float8[], text[], timestamptz, float8, integer, integer) to floorwalker_app;
