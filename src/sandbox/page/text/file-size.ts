const KB = 1000;

/** 820 B, 12 kB, 1.4 MB: never 0 kB. */
export function sizeInWords(bytes: number): string {
  if (bytes < KB) return `${bytes} B`;
  if (bytes < KB * KB) return `${Math.min(999, Math.round(bytes / KB))} kB`;
  return `${Number((bytes / KB / KB).toFixed(1))} MB`;
}
