/** A note that stands out, in the colour of how serious it is. */
import type { AlertBlock } from '@slack/types';
import { Icon, type IconName } from '../elements/icon.tsx';
import { TextObjectView } from '../text/text-object.tsx';

type Level = NonNullable<AlertBlock['level']>;

const SIGNS: Record<Level, { icon: IconName; label: string }> = {
  default: { icon: 'note', label: 'Note' },
  info: { icon: 'info', label: 'Information' },
  warning: { icon: 'warning', label: 'Warning' },
  error: { icon: 'warning', label: 'Error' },
  success: { icon: 'check', label: 'Success' },
};

export function AlertView({ block }: { block: AlertBlock }) {
  const level = block.level ?? 'default';
  const { icon, label } = SIGNS[level];
  return (
    <div class={`alert is-${level}`} role="note">
      <Icon name={icon} label={label} />
      <div>
        <TextObjectView text={block.text} />
      </div>
    </div>
  );
}
