/** Where in a revision to begin reading: at a passage, at one of its headings, or on a page. */
export interface ReadFrom {
  readonly anchor?: string;
  readonly heading?: number;
  readonly page?: number;
}

/** `<revision id>`, `<revision id>@<anchor>`, `<revision id>:h<heading>`, `<revision id>:<page>`; short enough for an option. */
export function readValue(revisionId: string, { anchor, heading, page }: ReadFrom = {}): string {
  if (anchor !== undefined) return `${revisionId}@${anchor}`;
  if (heading !== undefined) return `${revisionId}:h${heading}`;
  return page === undefined ? revisionId : `${revisionId}:${page}`;
}

/** Anybody can forge it: the revision is asked for again, and a page that is not there is the nearest one. */
export function readFrom(value: string): { readonly revisionId: string; readonly from: ReadFrom } {
  const parts = /^(?<id>[^:@]*)(?:@(?<anchor>.*)|:h(?<heading>\d{1,5})|:(?<page>\d{1,5}))?$/s.exec(value)?.groups ?? {};
  const { id = '', anchor, heading, page } = parts;
  if (anchor !== undefined) return { revisionId: id, from: { anchor } };
  if (heading !== undefined) return { revisionId: id, from: { heading: Number(heading) } };
  return { revisionId: id, from: page === undefined ? {} : { page: Number(page) } };
}
