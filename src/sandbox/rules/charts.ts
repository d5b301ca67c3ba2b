import { COUNT, TEXT } from '../limits.ts';
import { byType, type Check, isRecord, list, number, object, optional, report, required, string } from './check.ts';
import { blockId } from './objects.ts';

/** The data_visualization block: in Slack's documentation since June 2026, not yet in @slack/types. */
const name = string({ min: 1, ...TEXT['data_visualization.label'] });
const axisLabel = optional(string(TEXT['data_visualization.axis_label']));

const above0: Check = (value, at, look) => {
  if (typeof value !== 'number' || value <= 0) report(look, at, 'must be greater than 0');
};

const pie = object({
  segments: required(
    list(object({ label: required(name), value: required(above0) }), COUNT['data_visualization.segments']),
  ),
});

const series = object({
  name: required(name),
  data: required(list(object({ label: required(name), value: required(number) }), COUNT['data_visualization.points'])),
});

/** Each series has one point for each category. */
const covered: Check = (value, at, look) => {
  if (!isRecord(value) || !Array.isArray(value['series']) || !isRecord(value['axis_config'])) return;
  const wanted = JSON.stringify(sorted(value['axis_config']['categories']));
  for (const [index, each] of value['series'].entries()) {
    const points: unknown[] = isRecord(each) && Array.isArray(each['data']) ? each['data'] : [];
    const labels = points.map((point) => (isRecord(point) ? point['label'] : undefined));
    if (JSON.stringify(sorted(labels)) !== wanted)
      report(look, `${at}/series/${index}/data`, 'must have one point for each category');
  }
};

function sorted(words: unknown): string[] {
  return Array.isArray(words) ? words.map(String).toSorted() : [];
}

const axes = object(
  {
    series: required(list(series, COUNT['data_visualization.series'])),
    axis_config: required(
      object({
        categories: required(list(name, COUNT['data_visualization.points'])),
        x_label: axisLabel,
        y_label: axisLabel,
      }),
    ),
  },
  covered,
);

export const dataVisualization = object({
  ...blockId,
  title: required(string({ min: 1, ...TEXT['data_visualization.title'] })),
  chart: required(byType({ pie, bar: axes, area: axes, line: axes })),
});
