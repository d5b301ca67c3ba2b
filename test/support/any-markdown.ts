import * as fc from 'fast-check';

const WORDS = [
  'refund',
  'within',
  '30',
  'days',
  'Ana',
  'a|b',
  '<b>bold</b>',
  '&amp;',
  '<!channel>',
  '<@U0ANA>',
  '**now**',
  '*soon*',
  '~~never~~',
  '`code`',
  '[desk](https://desk.example/a?b=c)',
  '[here](../refunds.md)',
  '![plan](plan.png)',
  '{{ site.x }}',
  '{: .note}',
  '\\*',
  '😀',
  '退款',
  '1.',
  '-',
  '#',
  '>',
  'mail@shop.example',
  'javascript:alert(1)',
  '<script>',
  '[x]',
];

const line = fc
  .array(fc.oneof(fc.constantFrom(...WORDS), fc.string({ unit: 'grapheme', maxLength: 6 })), {
    minLength: 1,
    maxLength: 40,
  })
  .map((words) => words.join(' '));
const rows = fc.array(fc.array(line, { minLength: 3, maxLength: 3 }), { minLength: 1, maxLength: 30 });

const block = fc.oneof(
  line,
  fc.tuple(fc.integer({ min: 1, max: 6 }), line).map(([depth, text]) => `${'#'.repeat(depth)} ${text}`),
  fc
    .array(fc.tuple(fc.nat(4), fc.constantFrom('-', '1.', '- [ ]', '- [x]'), line), { minLength: 1, maxLength: 40 })
    .map((items) => items.map(([indent, mark, text]) => `${'   '.repeat(indent)}${mark} ${text}`).join('\n')),
  line.map((text) => `> ${text}\n> ${text}`),
  fc.array(line, { maxLength: 60 }).map((lines) => `\`\`\`\n${lines.join('\n')}\n\`\`\``),
  rows.map((all) => ['| a | b | c |', '|---|---|---|', ...all.map((cells) => `| ${cells.join(' | ')} |`)].join('\n')),
  fc.array(line, { maxLength: 6 }).map((cells) => `<table><tr>${cells.map((cell) => `<td>${cell}`).join('')}</table>`),
  fc.constantFrom('---', '<div>', '</div>', '{% include x %}', '[r]: https://desk.example'),
  fc.tuple(line, fc.integer({ min: 1, max: 200 })).map(([text, times]) => `${text} `.repeat(times)),
);

/** Texts of every sort of block that people write, and of some that only tests do. */
export const anyMarkdown = fc.array(block, { maxLength: 25 }).map((blocks) => blocks.join('\n\n'));
