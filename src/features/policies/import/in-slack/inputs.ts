import { z } from 'zod';
import { UserError } from '../../../../core/errors.ts';
import type { OpenView, Parsed } from '../../../../slack/listener.ts';
import { choiceOf, filesOf } from '../../../../slack/modal-state.ts';
import { isPolicyFile, MOST_FILE_BYTES } from '../files/given-files.ts';
import { type GiveFile, uuidOf } from './give-files.ts';

const OUT_OF_DATE = 'This button is out of date. Give the files again.';

const Button = z.tuple([z.uuid(), z.coerce.number().int()]);
const Count = z.coerce.number().int().min(0);
const Look = z.tuple([z.uuid(), Count, Count, Count]);
const TeamButton = z.tuple([z.uuid(), z.uuid()]);

export function readButton(value: string): { importId: string; look: number } {
  const [importId, look] = parsed(Button, value);
  return { importId, look };
}

export function readLook(value: string): { importId: string; look: number; file: number; page: number } {
  const [importId, look, file, page] = parsed(Look, value);
  return { importId, look, file, page };
}

export function readTeam(value: string): { importId: string; teamId: string } {
  const [importId, teamId] = parsed(TeamButton, value);
  return { importId, teamId };
}

/** Values can be made up. */
function parsed<Value>(shape: z.ZodType<Value>, value: string): Value {
  const read = shape.safeParse(value.split(':'));
  if (!read.success) throw new UserError(OUT_OF_DATE);
  return read.data;
}

export function parseImport({ state, id }: OpenView): Parsed<GiveFile> {
  const [file] = filesOf(state, 'file');
  const team = z.uuid().safeParse(choiceOf(state, 'team'));
  if (!team.success) return { errors: { team: 'Choose the team that keeps these policies.' } };
  if (!file) return { errors: { file: 'Choose a file.' } };
  if (!isPolicyFile(file.name)) return { errors: { file: 'Choose a Markdown file, such as refunds.md.' } };
  if (file.size > MOST_FILE_BYTES) return { errors: { file: 'That file is larger than 8 MB. Make it several.' } };
  const teamId = team.data;
  return { input: { importId: uuidOf([id, file.id, teamId]), teamId, file: { id: file.id, name: file.name } } };
}

export interface ExportForm {
  readonly teamId: string;
  readonly policyId?: string;
}

export function parseExport({ state }: OpenView): Parsed<ExportForm> {
  const team = z.uuid().safeParse(choiceOf(state, 'team'));
  const policy = z.uuid().safeParse(choiceOf(state, 'policy'));
  if (!team.success) return { errors: { team: 'Choose a team.' } };
  return { input: { teamId: team.data, ...(policy.success && { policyId: policy.data }) } };
}
