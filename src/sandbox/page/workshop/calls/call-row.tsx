/** One call of the list, in one line; it opens. */
import type { CallRecord } from '../../../protocol.ts';
import { CallDetail } from './call-detail.tsx';
import { about, type Names, OUTCOMES, whatWentWrong } from './call-words.ts';

interface CallRowProps {
  call: CallRecord;
  names: Names;
  /** When it ended, for the person who looks. */
  time: string;
  isOpen: boolean;
  onToggle: () => void;
}

export function CallRow({ call, names, time, isOpen, onToggle }: CallRowProps) {
  const isFromApp = call.direction === 'from_app';
  const words = about(call, names);
  const wrong = whatWentWrong(call);
  return (
    <li class={`call is-${call.outcome} ${isOpen ? 'is-open' : ''}`}>
      <button type="button" class="call-line" aria-expanded={isOpen} onClick={onToggle}>
        <time>{time}</time>
        <span class={`call-direction ${isFromApp ? 'is-from-app' : 'is-to-app'}`}>{isFromApp ? 'sent' : 'got'}</span>
        <span class="call-what">
          <b>{call.what}</b>
          {words && <span>{words}</span>}
          {wrong && <span class="call-error">{wrong}</span>}
        </span>
        <span class="call-outcome">
          <b>{OUTCOMES[call.outcome]}</b>
          <span>{call.tookMs} ms</span>
        </span>
      </button>
      {isOpen && <CallDetail call={call} />}
    </li>
  );
}
