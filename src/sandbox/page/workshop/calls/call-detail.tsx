/** One call, opened: why it was refused, and what went there and back. */
import { useMemo, useState } from 'preact/hooks';
import type { CallRecord } from '../../../protocol.ts';
import { whatWentWrong } from './call-words.ts';
import { JsonTree } from './json-tree.tsx';
import { inWords, marksIn, type Reason, readReason } from './pointer.ts';

export function CallDetail({ call }: { call: CallRecord }) {
  // A fault is told in words; it points at nothing in the payload.
  const reasons = useMemo(() => (call.outcome === 'fault' ? [] : call.reasons.map(readReason)), [call]);
  const isFromApp = call.direction === 'from_app';
  return (
    <div class="call-detail">
      <Why call={call} reasons={reasons} />
      <Part
        title={isFromApp ? 'The app sent' : 'The app was sent'}
        value={withSwitches(call.payload)}
        reasons={reasons}
      />
      <Part
        title={isFromApp ? 'It was answered' : 'It answered'}
        value={call.answer}
        reasons={isFromApp ? [] : reasons}
      />
    </div>
  );
}

function Why({ call, reasons }: { call: CallRecord; reasons: Reason[] }) {
  if (call.outcome === 'ok' && reasons.length === 0) return null;
  const wrong = whatWentWrong(call);
  return (
    <div class={`call-why is-${call.outcome}`}>
      {wrong && (
        <p>
          <code>{wrong}</code>
          {call.status !== undefined && call.status !== 200 && ` · HTTP ${call.status}`}
        </p>
      )}
      <ul>
        {reasons.map(({ message, pointer }) => (
          <li key={`${pointer} ${message}`}>
            {pointer && <b>{inWords(pointer, call.payload)}: </b>}
            {message}
          </li>
        ))}
      </ul>
    </div>
  );
}

function Part({ title, value, reasons }: { title: string; value: unknown; reasons: Reason[] }) {
  const marks = useMemo(() => marksIn(reasons, value), [reasons, value]);
  return (
    <section class="call-part">
      <header>
        <h3>{title}</h3>
        {value !== undefined && <CopyButton what={title} value={value} />}
      </header>
      {value === undefined ? <p class="call-nothing">Nothing.</p> : <JsonTree value={value} marks={marks} />}
    </section>
  );
}

/** An app that sends a form has only texts to say yes and no with. */
function withSwitches(payload: unknown): unknown {
  if (typeof payload !== 'object' || payload === null || Array.isArray(payload)) return payload;
  const meant = (name: string, value: unknown) =>
    name !== 'text' && (value === 'true' || value === 'false') ? value === 'true' : value;
  return Object.fromEntries(Object.entries(payload).map(([name, value]) => [name, meant(name, value)]));
}

const COPIED_MS = 2000;

function CopyButton({ what, value }: { what: string; value: unknown }) {
  const [said, setSaid] = useState('');
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(typeof value === 'string' ? value : JSON.stringify(value, null, 2));
      setSaid('Copied');
    } catch {
      setSaid('The browser does not let the page copy');
    }
    setTimeout(() => setSaid(''), COPIED_MS);
  };
  return (
    <>
      <span role="status">{said}</span>
      <button type="button" class="text-button" aria-label={`Copy: ${what}`} onClick={() => void copy()}>
        Copy
      </button>
    </>
  );
}
