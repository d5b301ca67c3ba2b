import { createHash } from 'node:crypto';
import { z } from 'zod';
import { UserError } from '../../../core/errors.ts';
import type { OpenView, Parsed } from '../../../slack/listener.ts';
import { choiceOf, filesOf, type UploadedFile } from '../../../slack/modal-state.ts';
import { splitValue } from '../../../slack/action-id.ts';
import { MOST_FILE_BYTES } from './decode.ts';
import type { ImportKind } from './tables.ts';

/** A file that somebody gives for a team. */
export interface GiveFile {
  readonly importId: string;
  readonly teamId: string;
  readonly kind: ImportKind;
  readonly cancelsMissing: boolean;
  readonly file: UploadedFile;
}

export const OUT_OF_DATE = 'This form is out of date. Please close it and open it again.';

export function parseFile({ state, id }: OpenView): Parsed<GiveFile> {
  const [file] = filesOf(state, 'file');
  const teamId = z.uuid().safeParse(choiceOf(state, 'team'));
  if (!teamId.success) return { errors: { team: 'Choose the team that works these shifts.' } };
  if (!file) return { errors: { file: 'Choose a file.' } };
  if (!/\.(csv|txt|tsv|ics)$/i.test(file.name)) return { errors: { file: 'Choose a CSV or an iCal file.' } };
  if (file.size > MOST_FILE_BYTES) {
    return { errors: { file: 'That file is larger than 6 MB. Split it by dates and import the parts.' } };
  }
  const kind = kindOf(choiceOf(state, 'kind'));
  const cancelsMissing = choiceOf(state, 'missing') === 'cancel';
  // The same form with the same file is the same import, however often it arrives.
  const importId = uuidOf([id, file.id, teamId.data, kind, String(cancelsMissing)]);
  return { input: { importId, teamId: teamId.data, kind, cancelsMissing, file } };
}

function kindOf(chosen: string | undefined): ImportKind {
  return chosen === 'absences' || chosen === 'skills' ? chosen : 'shifts';
}

function uuidOf(parts: readonly string[]): string {
  const hex = createHash('sha256').update(parts.join('\n')).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-5${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** A button of an import as it was shown after so many looks at its rows. */
export interface ImportButton {
  readonly importId: string;
  readonly look: number;
}

export function readImportButton(value: string): ImportButton {
  const [importId, look] = splitValue(value);
  const read = z.object({ importId: z.uuid(), look: z.coerce.number().int() }).safeParse({ importId, look });
  if (!read.success) throw new UserError(OUT_OF_DATE);
  return read.data;
}
