/** Beside the CSV file in the person's messages; `hasMore`: these are not all. */
export function exportComment(count: number, hasMore: boolean): string {
  if (count === 0) return 'There are no cases to export yet; the file holds the column names only.';
  const cases = count === 1 ? 'One case' : `${count.toLocaleString('en')} cases`;
  const which = hasMore ? `The newest ${cases}` : cases;
  const older = hasMore ? '; older ones do not fit into one file' : '';
  return `${which}, as you may see them now${older}. Mind where you keep it: it names customers.`;
}
