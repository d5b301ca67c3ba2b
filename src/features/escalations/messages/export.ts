/** Beside the CSV file in the person's messages. */
export function exportComment(count: number): string {
  if (count === 0) return 'There are no cases to export yet; the file holds the column names only.';
  return `${count === 1 ? 'One case' : `${count} cases`}, as you may see them now. Mind where you keep it: it names customers.`;
}
