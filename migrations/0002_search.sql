-- The index of src/search. Its terms are matched by array operators, which PostgreSQL does not use an index for underneath
-- row level security (they are not leakproof: an error message might tell of a row that is not the reader's). So this one
-- question is put as the owner of the tables, who names the workspace himself and gives out nothing but its rows.
select floorwalker_protect(name::regclass) from unnest(array['search_collections', 'search_terms', 'search_units']) as name;
--> statement-breakpoint
-- For an owner who is no superuser: FORCE ROW LEVEL SECURITY holds for him too.
create policy search on search_units for select to current_user using (true);
--> statement-breakpoint
-- Units with any of the terms that one of the readers may see at that time: of the short ones and of the passages at most so
-- many each, those with the greatest sum of weights, longer passages counting for less (as in BM25, for one occurrence).
create function floorwalker_search(
  terms text[], weights float8[], readers text[], seen_at timestamptz, mean_length float8, most integer)
returns setof search_units
language sql stable security definer parallel safe
set search_path = public, pg_temp
set enable_seqscan = off
as $$
  with found as (
    select unit.id, unit.is_passage,
      sum(wanted.weight) / (1 + 1.2 * (0.25 + 0.75 * case when unit.is_passage then unit.length / mean_length else 1 end)) as score
    from unnest(terms, weights) as wanted (term, weight)
    cross join lateral (
      select id, kind = 'passage' as is_passage, length
      from search_units
      where search_units.terms @> array[wanted.term]
        and workspace_id = current_setting('floorwalker.workspace_id', true)
        and audience && readers
        and (valid_from is null or valid_from <= seen_at) and (valid_until is null or valid_until > seen_at)
    ) as unit
    group by unit.id, unit.is_passage, unit.length
  ), best as (
    select id, row_number() over (partition by is_passage order by score desc, id) as place from found
  )
  select search_units.* from best join search_units using (id)
  where best.place <= most and workspace_id = current_setting('floorwalker.workspace_id', true)
$$;
--> statement-breakpoint
revoke execute on function floorwalker_search(text[], float8[], text[], timestamptz, float8, integer) from public;
--> statement-breakpoint
grant execute on function floorwalker_search(text[], float8[], text[], timestamptz, float8, integer) to floorwalker_app;
