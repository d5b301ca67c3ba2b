import { layTypedFaults } from '../faults/typed-words.ts';
import { uninstall } from '../oauth/uninstall.ts';
import type { Act, ActResult } from '../protocol.ts';
import type { World } from '../world.ts';
import { notice } from './ask-app.ts';
import { archive, invite, joinOrLeave, lookAt, remove, talkTo } from './channels.ts';
import { click, suggest } from './click.ts';
import { runCommand, runMessageShortcut, runShortcut } from './command.ts';
import { openHome } from './home.ts';
import { personIn } from './places.ts';
import { ActProblem } from './result.ts';
import { closeView, submit } from './submit.ts';
import { deleteOwn, dismissNotice, editOwn, pinOrUnpin, reactTo, sayMessage } from './talk.ts';
import { uploadFile } from './upload.ts';

type Performer<Type extends Act['type']> = (
  world: World,
  act: Extract<Act, { type: Type }>,
) => ActResult | Promise<ActResult>;

const performers: { readonly [Type in Act['type']]: Performer<Type> } = {
  message: sayMessage,
  edit: editOwn,
  delete: deleteOwn,
  react: reactTo,
  unreact: reactTo,
  command: runCommand,
  shortcut: runShortcut,
  message_shortcut: runMessageShortcut,
  block_action: click,
  suggest,
  submit,
  close_view: closeView,
  open_home: openHome,
  join: joinOrLeave,
  leave: joinOrLeave,
  invite,
  remove,
  pin: pinOrUnpin,
  unpin: pinOrUnpin,
  seen: lookAt,
  open_dm: talkTo,
  archive,
  unarchive: archive,
  dismiss_notice: dismissNotice,
  uninstall,
  upload: uploadFile,
};

/** What only an app can answer; its commands and shortcuts go with it, its old messages stay. */
const NEEDS_APP = new Set<Act['type']>(['block_action', 'suggest', 'submit', 'close_view']);

/** Does what a person does; resolves when the app has acknowledged it, or 3 s later. */
export async function perform(world: World, act: Act): Promise<ActResult> {
  try {
    const person = personIn(world, act.as);
    if (person.kind === 'deactivated') throw new ActProblem(`${person.realName} is deactivated and cannot sign in`);
    if (NEEDS_APP.has(act.type) && !world.access.isInstalled()) throw new ActProblem('the app is not installed here');
    const unknownFault = layTypedFaults(world, act);
    const result = await performerOf(act)(world, act);
    if (unknownFault) notice(world, act.as, unknownFault);
    return result;
  } catch (error) {
    if (error instanceof ActProblem) return { ok: false, error: error.message };
    throw error;
  }
}

/** Safe: the table holds, under each type, the performer of acts of that type. */
function performerOf(act: Act): (world: World, act: Act) => ActResult | Promise<ActResult> {
  return performers[act.type] as (world: World, act: Act) => ActResult | Promise<ActResult>;
}
