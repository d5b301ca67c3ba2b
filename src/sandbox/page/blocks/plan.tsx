/** A plan and its tasks. */
import type { PlanBlock, TaskCardBlock } from '@slack/types';
import { RichText } from './rich-text.tsx';

const MARKS = { pending: '○', in_progress: '◐', complete: '●', error: '✕' } as const;

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

export function TaskView({ task }: { task: TaskCardBlock }) {
  return (
    <div class="task">
      <span role="img" aria-label={task.status.replace('_', ' ')}>
        {MARKS[task.status]}
      </span>{' '}
      {task.title}
      {task.details && <RichText block={task.details} />}
      {task.output && <RichText block={task.output} />}
    </div>
  );
}
