-- The index of src/search. Its terms are matched by array operators, which PostgreSQL does not use an index for underneath
-- row level security (they are not leakproof: an error message might tell of a row that is not the reader's). So this one
-- question is put as the owner of the tables, who names the workspace himself and gives out nothing but its rows.
select floorwalker_protect(name::regclass) from unnest(array['search_collections', 'search_terms', 'search_units']) as name;
--> statement-breakpoint
-- Terms and stems of a row are longer than all the rest of it; kept apart they leave many rows on a page, and a search reads
-- thousands of rows and the stems of a few hundred.
alter table search_units set (toast_tuple_target = 256);
--> statement-breakpoint
-- For an owner who is no superuser: FORCE ROW LEVEL SECURITY holds for him too.
create policy search on search_units for select to current_user using (true);
--> statement-breakpoint
-- Units with any of the terms that one of the readers may see at that time: of the short ones and of the passages at most so
-- many, those with the greatest sum of weights, longer passages counting for less (as in BM25, for one occurrence).
-- In plpgsql, which keeps its plan; in SQL it would be planned anew each time before PostgreSQL 18.
create function floorwalker_search(
  terms text[], weights float8[], readers text[], seen_at timestamptz, mean_length float8, most_short integer,
  most_passages integer)
returns setof search_units
language plpgsql stable security definer parallel safe
set search_path = public, pg_temp
set enable_seqscan = off
as $$
begin
  return query
  with found as (
    select unit.id, unit.is_passage,
      sum(wanted.weight) / (1 + 1.2 * (0.25 + 0.75 * case when unit.is_passage then unit.length / mean_length else 1 end)) as score
    from unnest(terms, weights) as wanted (term, weight)
    cross join lateral (
      -- "offset 0": the index of terms is asked first, and not every row of the workspace for every term.
      select * from search_units where search_units.terms @> array[wanted.term] offset 0
    ) as held
    cross join lateral (select held.id, held.kind = 'passage' as is_passage, held.length) as unit
    where held.workspace_id = current_setting('floorwalker.workspace_id', true)
      and held.audience && readers
      and (held.valid_from is null or held.valid_from <= seen_at) and (held.valid_until is null or held.valid_until > seen_at)
    group by unit.id, unit.is_passage, unit.length
  ), best as (
    select found.id, row_number() over (partition by found.is_passage order by found.score desc, found.id) as place from found
  )
  select search_units.* from best join search_units using (id)
  where best.place <= case when search_units.kind = 'passage' then most_passages else most_short end
    and search_units.workspace_id = current_setting('floorwalker.workspace_id', true);
end
$$;
--> statement-breakpoint
revoke execute on function floorwalker_search(text[], float8[], text[], timestamptz, float8, integer, integer) from public;
--> statement-breakpoint
grant execute on function floorwalker_search(text[], float8[], text[], timestamptz, float8, integer, integer) to floorwalker_app;
