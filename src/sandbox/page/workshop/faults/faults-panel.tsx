/** Faults on tap: switches for the whole workspace, faults for the next calls, and the words that provoke them. */
import type { Switches, WaitingFault } from '../../../protocol.ts';
import { useWorkspace } from '../../state/workspace.ts';
import { FaultForm } from './fault-form.tsx';
import { faultInWords, SWITCHES, whichCalls } from './fault-words.ts';
import type { FaultDesk } from './use-faults.ts';

export function FaultsPanel({ desk }: { desk: FaultDesk }) {
  const { state } = desk;
  if (!state) return <p class="panel-empty">The workspace does not say what is switched on.</p>;
  return (
    <div class="faults">
      <section>
        <h3>Switches</h3>
        {(Object.keys(SWITCHES) as (keyof Switches)[]).map((name) => (
          <SwitchRow key={name} name={name} isOn={state.switches[name]} desk={desk} />
        ))}
      </section>
      <section>
        <h3>Let a call fail</h3>
        <FaultForm desk={desk} />
        <WaitingList faults={state.faults} desk={desk} />
      </section>
      <section>
        <h3>Words that provoke faults</h3>
        <p class="faults-note">
          Type one in a message, a command or a form. The next call that carries it fails once; <code>fault:500x3</code>{' '}
          fails three times.
        </p>
        <WordTable words={state.words} />
      </section>
    </div>
  );
}

function SwitchRow({ name, isOn, desk }: { name: keyof Switches; isOn: boolean; desk: FaultDesk }) {
  const { label, meaning } = SWITCHES[name];
  return (
    <label class="switch-row">
      <input
        type="checkbox"
        role="switch"
        checked={isOn}
        onChange={(event) => void desk.set({ [name]: event.currentTarget.checked })}
      />
      <span>
        <b>{label}</b>
        <span>{meaning}</span>
      </span>
    </label>
  );
}

function WaitingList({ faults, desk }: { faults: WaitingFault[]; desk: FaultDesk }) {
  const { channel } = useWorkspace();
  if (faults.length === 0) return <p class="faults-note">No call is waiting to fail.</p>;
  return (
    <>
      <ul class="waiting-faults" aria-label="Waiting faults">
        {faults.map((fault) => (
          <li key={fault.id}>
            <span>
              <b>{faultInWords(fault.fault)}</b>
              <span>{whichCalls(fault, `#${channel(fault.channel ?? '')?.name ?? fault.channel}`)}</span>
            </span>
            <button
              type="button"
              class="icon-button"
              aria-label={`Remove: ${faultInWords(fault.fault)}`}
              title="Remove"
              onClick={() => void desk.remove(fault.id)}
            >
              <span aria-hidden="true">×</span>
            </button>
          </li>
        ))}
      </ul>
      {faults.length > 1 && (
        <button type="button" class="text-button" onClick={() => void desk.remove()}>
          Remove all
        </button>
      )}
    </>
  );
}

function WordTable({ words }: { words: { word: string; meaning: string }[] }) {
  return (
    <table class="fault-words">
      <thead>
        <tr>
          <th scope="col">Word</th>
          <th scope="col">What happens</th>
        </tr>
      </thead>
      <tbody>
        {words.map(({ word, meaning }) => (
          <tr key={word}>
            <th scope="row">
              <code>{word}</code>
            </th>
            <td>{meaning}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
