/** Sets one fault: which method, where, what goes wrong, and how many times. */
import { useState } from 'preact/hooks';
import type { Fault } from '../../../protocol.ts';
import { useWorkspace } from '../../state/workspace.ts';
import { FAULT_CHOICES } from './fault-words.ts';
import type { FaultDesk } from './use-faults.ts';

const METHODS = [
  '*',
  'chat.postMessage',
  'chat.update',
  'chat.postEphemeral',
  'views.open',
  'views.update',
  'views.publish',
  'conversations.history',
  'conversations.join',
  'conversations.open',
  'users.info',
  'response_url',
  'upload',
];

const TIMES: [string, Fault['times']][] = [
  ['once', 1],
  ['twice', 2],
  ['5 times', 5],
  ['always', 'always'],
];

export function FaultForm({ desk }: { desk: FaultDesk }) {
  const { state } = useWorkspace();
  const [method, setMethod] = useState('chat.postMessage');
  const [channel, setChannel] = useState('');
  const [kind, setKind] = useState(FAULT_CHOICES[0]?.key ?? '');
  const [times, setTimes] = useState('once');
  const [error, setError] = useState('not_in_channel');
  const add = async () => {
    const chosen = FAULT_CHOICES.find(({ key }) => key === kind)?.fault;
    if (!chosen) return;
    await desk.add({
      method: method.trim() || '*',
      ...(channel ? { channel } : {}),
      times: new Map(TIMES).get(times),
      fault: chosen.kind === 'refuse' ? { kind: 'refuse', error: error.trim() } : chosen,
    });
  };
  return (
    <form
      class="fault-form"
      aria-label="Let a call fail"
      onSubmit={(event) => {
        event.preventDefault();
        void add();
      }}
    >
      <Choice label="What goes wrong" value={kind} onPick={setKind} options={kinds()} />
      {kind === 'refuse' && (
        <label>
          Its code
          <input class="text-input" required value={error} onInput={(event) => setError(event.currentTarget.value)} />
        </label>
      )}
      <label>
        Method
        <input
          class="text-input"
          list="fault-methods"
          value={method}
          onInput={(event) => setMethod(event.currentTarget.value)}
        />
        <datalist id="fault-methods">
          {METHODS.map((one) => (
            <option key={one} value={one}>
              {one === '*' ? 'any method' : one}
            </option>
          ))}
        </datalist>
      </label>
      <Choice label="Where" value={channel} onPick={setChannel} options={places(state.channels)} />
      <Choice label="How often" value={times} onPick={setTimes} options={TIMES.map(([one]) => [one, one])} />
      <button type="submit" class="button is-primary">
        Set it
      </button>
    </form>
  );
}

function kinds(): [string, string][] {
  return FAULT_CHOICES.map(({ key, label }) => [key, label]);
}

function places(channels: { id: string; name: string; kind: string }[]): [string, string][] {
  const named = channels.filter((channel) => channel.kind !== 'dm');
  return [['', 'Anywhere'], ...named.map((channel): [string, string] => [channel.id, `#${channel.name}`])];
}

interface ChoiceProps {
  label: string;
  value: string;
  options: [value: string, label: string][];
  onPick: (value: string) => void;
}

function Choice({ label, value, options, onPick }: ChoiceProps) {
  return (
    <label>
      {label}
      <select class="text-input" value={value} onChange={(event) => onPick(event.currentTarget.value)}>
        {options.map(([one, name]) => (
          <option key={one} value={one}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}
