/** *What the app sent*: every call between the app and the workspace, newest first, and why Slack would refuse it. */
import { useMemo, useState } from 'preact/hooks';
import type { PageState, PersonState } from '../../../protocol.ts';
import { channelTitle, useWorkspace, type Workspace } from '../../state/workspace.ts';
import { dayKey } from '../../text/date-tokens.ts';
import { CallRow } from './call-row.tsx';
import { type CallFilter, endedAt, EVERYTHING, type Names, passes } from './call-words.ts';
import type { CallLog } from './use-calls.ts';

export function CallsPanel({ log }: { log: CallLog }) {
  const workspace = useWorkspace();
  const { me, now } = workspace;
  const today = dayKey(now(), me.timeZone);
  const names = useMemo(() => namesIn(workspace), [workspace.state.people, workspace.state.channels.length]);
  const [filter, setFilter] = useState(EVERYTHING);
  const [open, setOpen] = useState<number | null>(null);
  const shown = useMemo(() => log.calls.filter((call) => passes(call, filter, names)), [log.calls, filter, names]);
  // The same rows again while nothing about them has changed: most news in the workspace are none here.
  const rows = useMemo(() => {
    return shown.map((call) => (
      <CallRow
        key={call.id}
        call={call}
        names={names}
        time={endedAt(call, me.timeZone, now())}
        isOpen={open === call.id}
        onToggle={() => setOpen((before) => (before === call.id ? null : call.id))}
      />
    ));
  }, [shown, open, names, me.timeZone, today]);
  return (
    <>
      <CallFilters filter={filter} onFilter={setFilter} people={workspace.state.people} log={log} />
      {rows.length > 0 ? <ol class="calls">{rows}</ol> : <NothingHere log={log} appName={workspace.state.app.name} />}
    </>
  );
}

function NothingHere({ log, appName }: { log: CallLog; appName: PageState['app']['name'] }) {
  const isFiltered = log.calls.length > 0;
  return (
    <p class="panel-empty">
      {isFiltered
        ? 'Nothing matches. Take a filter away to see more.'
        : `Nothing yet. Press a button or type a command, and all that ${appName} is sent and sends stands here.`}
    </p>
  );
}

interface CallFiltersProps {
  filter: CallFilter;
  onFilter: (filter: CallFilter) => void;
  people: PersonState[];
  log: CallLog;
}

function CallFilters({ filter, onFilter, people, log }: CallFiltersProps) {
  const change = (more: Partial<CallFilter>) => onFilter({ ...filter, ...more });
  return (
    <div class="call-filters" role="search" aria-label="Calls">
      <input
        type="search"
        class="text-input"
        aria-label="Method or words"
        placeholder="Method or words"
        value={filter.text}
        onInput={(event) => change({ text: event.currentTarget.value })}
      />
      <select
        class="text-input"
        aria-label="Person"
        value={filter.person}
        onChange={(event) => change({ person: event.currentTarget.value })}
      >
        <option value="">Everybody</option>
        {people.map((person) => (
          <option key={person.id} value={person.id}>
            {person.realName}
          </option>
        ))}
      </select>
      <label class="choice">
        <input
          type="checkbox"
          checked={filter.onlyTrouble}
          onChange={(event) => change({ onlyTrouble: event.currentTarget.checked })}
        />
        Only what went wrong
      </label>
      <span class="spring" />
      <button type="button" class="button" aria-pressed={log.isPaused} onClick={() => log.setPaused(!log.isPaused)}>
        {log.isPaused ? 'Go on' : 'Pause'}
      </button>
      <button type="button" class="button" onClick={log.clear}>
        Clear
      </button>
    </div>
  );
}

function namesIn(workspace: Workspace): Names {
  return {
    person: (id) => workspace.person(id)?.realName,
    channel: (id) => {
      const channel = workspace.channel(id);
      if (!channel) return undefined;
      const isAppDm = channel.with === workspace.state.app.botUserId;
      if (isAppDm) return `messages with ${workspace.me.realName}`;
      return channel.kind === 'dm' ? channelTitle(workspace, channel) : `#${channel.name}`;
    },
  };
}
