/** A plan and its tasks, as assistants show what they are doing. */
import type { PlanBlock, TaskCardBlock } from '@slack/types';
import { LinkView } from '../text/link.tsx';
import { Icon, type IconName } from '../elements/icon.tsx';
import { RichText } from './rich-text.tsx';

type Status = TaskCardBlock['status'];

const MARKS: Record<Status, IconName> = {
  pending: 'circle',
  in_progress: 'working',
  complete: 'check',
  error: 'warning',
};

export function PlanView({ block }: { block: PlanBlock }) {
  return (
    <div class="container">
      <b>{block.title}</b>
      {(block.tasks ?? []).map((task, index) => (
        <TaskView key={index} task={task as TaskCardBlock} />
      ))}
    </div>
  );
}

/** Folds when there is more than its title. */
export function TaskView({ task }: { task: TaskCardBlock }) {
  const title = (
    <span class={`task-title is-${task.status}`}>
      <Icon name={MARKS[task.status]} label={task.status.replace('_', ' ')} size={16} /> {task.title}
    </span>
  );
  const hasMore = task.details ?? task.output ?? task.sources?.length;
  if (!hasMore) return <div class="task">{title}</div>;
  return (
    <details class="task" open={task.status === 'in_progress' || task.status === 'error'}>
      <summary>{title}</summary>
      {task.details && <RichText block={task.details} />}
      {task.output && <RichText block={task.output} />}
      <p class="task-sources">
        {task.sources?.map((source) => (
          <LinkView key={source.url} url={source.url}>
            {source.text}
          </LinkView>
        ))}
      </p>
    </details>
  );
}
