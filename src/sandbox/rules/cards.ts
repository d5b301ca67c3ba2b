import { COUNT, TEXT } from '../limits.ts';
import { atLeastOne, byType, type Check, isRecord, list, object, oneOf, optional, report, required } from './check.ts';
import { elementIn } from './elements.ts';
import { blockId, imageElement, label, mrkdwnText, url } from './objects.ts';
import { onlyRichText } from './rich-text.ts';

export const picture = byType({ image: imageElement });

export const card = object(
  {
    ...blockId,
    hero_image: optional(picture),
    icon: optional(picture),
    title: optional(mrkdwnText(TEXT['card.title'])),
    subtitle: optional(mrkdwnText(TEXT['card.subtitle'])),
    body: optional(mrkdwnText(TEXT['card.body'])),
    subtext: optional(mrkdwnText(TEXT['card.subtext'])),
    actions: optional(list(elementIn('card.actions'), { min: 1, ...COUNT['card.actions'] })),
  },
  atLeastOne('hero_image', 'title', 'actions', 'body'),
);

export const carousel = object({
  ...blockId,
  elements: required(list(byType({ card }), COUNT['carousel.elements'])),
});

const source = byType({ url: object({ url: required(url(TEXT['url_source.url'])), text: required(label) }) });

export const taskCard = object({
  ...blockId,
  task_id: required(label),
  title: required(label),
  details: optional(onlyRichText),
  output: optional(onlyRichText),
  sources: optional(list(source, {})),
  status: required(oneOf('pending', 'in_progress', 'complete', 'error')),
});

const tasksDiffer: Check = (value, at, look) => {
  const tasks: unknown[] = isRecord(value) && Array.isArray(value['tasks']) ? value['tasks'] : [];
  const seen = new Set<string>();
  for (const [index, task] of tasks.entries()) {
    const id = isRecord(task) ? task['task_id'] : undefined;
    if (typeof id !== 'string') continue;
    if (seen.has(id)) report(look, `${at}/tasks/${index}/task_id`, `\`task_id\` ${id} already exists`);
    seen.add(id);
  }
};

export const plan = object(
  {
    ...blockId,
    title: required(label),
    tasks: optional(list(byType({ task_card: taskCard }), COUNT['plan.tasks'])),
  },
  tasksDiffer,
);
