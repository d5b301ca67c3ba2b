/** What Slack calls a file by how its name ends: media type, `filetype`, `pretty_type`. */
interface FileKind {
  readonly mimetype: string;
  readonly filetype: string;
  readonly prettyType: string;
}

const KINDS: ReadonlyMap<string, readonly [mimetype: string, filetype: string, prettyType: string]> = new Map([
  ['csv', ['text/csv', 'csv', 'CSV']],
  ['txt', ['text/plain', 'text', 'Plain Text']],
  ['md', ['text/markdown', 'markdown', 'Markdown']],
  ['html', ['text/plain', 'html', 'HTML']],
  ['png', ['image/png', 'png', 'PNG']],
  ['jpg', ['image/jpeg', 'jpg', 'JPEG']],
  ['jpeg', ['image/jpeg', 'jpg', 'JPEG']],
  ['gif', ['image/gif', 'gif', 'GIF']],
  ['webp', ['image/webp', 'webp', 'WebP']],
  ['svg', ['image/svg+xml', 'svg', 'SVG']],
  ['pdf', ['application/pdf', 'pdf', 'PDF']],
  ['json', ['application/json', 'json', 'JSON']],
  ['ics', ['text/calendar', 'ics', 'iCalendar']],
  ['xlsx', ['application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', 'xlsx', 'Excel Spreadsheet']],
  ['docx', ['application/vnd.openxmlformats-officedocument.wordprocessingml.document', 'docx', 'Word Document']],
  ['zip', ['application/zip', 'zip', 'Zip']],
]);

const BINARY = ['application/octet-stream', 'binary', 'Binary'] as const;

/** A file that Slack would not know is binary. */
export function kindOf(filename: string): FileKind {
  const ending = filename.split('.').at(-1)?.toLowerCase() ?? '';
  const [mimetype, filetype, prettyType] = KINDS.get(ending) ?? BINARY;
  return { mimetype, filetype, prettyType };
}
