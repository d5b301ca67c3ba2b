/** The file cannot be read as it is; the message is for whoever gave it. */
export class UnreadableFile extends Error {}

/** Of a roster: more than a year of a hundred people, and what one transaction takes in. */
export const MOST_ROWS = 20_000;
export const MOST_FILE_BYTES = 6 * 1024 * 1024;

/**
 * The text of a file, which has to be UTF-8, with or without a mark at its beginning.
 * @throws UnreadableFile that says what it is instead, as far as that can be told
 */
export function decode(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if (bytes.length === 0) throw new UnreadableFile('That file is empty.');
  if (first === 0x50 && second === 0x4b) {
    throw new UnreadableFile('That is an Excel workbook. Save it as “CSV UTF-8” and choose that file.');
  }
  const isUtf16 = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
  if (isUtf16 || bytes.includes(0)) throw new UnreadableFile(NOT_UTF8);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new UnreadableFile(NOT_UTF8);
  }
}

const NOT_UTF8 = 'That file is not in UTF-8, so names could be garbled. In Excel, save it as “CSV UTF-8”.';
