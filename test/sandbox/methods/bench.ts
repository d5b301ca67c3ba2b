import { fileURLToPath } from 'node:url';
import { joinChannel } from '../../../src/sandbox/operations/membership.ts';
import { startWorkspace, type Workspace } from '../../support/workspace.ts';
import { call, type SlackAnswer } from '../call.ts';
import type { Args } from './row.ts';

export const EVERYTHING = fileURLToPath(new URL('everything.yml', import.meta.url));

export const MISSING_TS = '1700000000.000100';

/** A workspace whose app may call everything and is in #care; `fresh` puts it back as it was. */
export class Bench {
  readonly workspace: Workspace;

  constructor(workspace: Workspace) {
    this.workspace = workspace;
  }

  static async start(manifestPath = EVERYTHING): Promise<Bench> {
    const workspace = await startWorkspace({
      manifestPath,
      eventRetriesMs: [],
      app: { url: () => 'http://127.0.0.1:9/' },
    });
    return new Bench(workspace);
  }

  get state() {
    return this.workspace.world.state;
  }

  get bot(): string {
    return this.workspace.world.identity.botUserId;
  }

  async fresh(): Promise<void> {
    const { url, world } = this.workspace;
    await fetch(`${url}/api/reset`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' });
    // What is refused is refused before the pace is looked at; accepted posts must not wait for each other.
    world.pacing.post = () => undefined;
    this.join('C0CARE');
  }

  join(channel: string): string {
    const found = this.state.channels[channel];
    if (found) joinChannel(this.workspace.world, found, this.bot);
    return channel;
  }

  /** The app is in it, and it is archived. */
  archived(): string {
    this.join('C0RANDOM');
    const channel = this.state.channels['C0RANDOM'];
    if (channel) channel.archived = true;
    return 'C0RANDOM';
  }

  call(method: string, args: Args, token?: string): Promise<SlackAnswer> {
    return call(this.workspace, method, args, token);
  }

  /** Calls a method that has to go well, and gives what it says under a name. */
  async get(method: string, args: Args, field: string): Promise<string> {
    const answer = await this.call(method, args);
    const value = field.split('.').reduce<unknown>((inner, name) => Object(inner)[name], answer);
    if (!answer.ok || typeof value !== 'string') throw new Error(`${method}: ${JSON.stringify(answer)}`);
    return value;
  }

  /** The ts of a new message of the app in #care. */
  own(text = 'from the app', more: Args = {}): Promise<string> {
    return this.get('chat.postMessage', { channel: 'C0CARE', text, ...more }, 'ts');
  }

  /** The ts of a message of somebody else in #care. */
  others(): string {
    return this.state.messages['C0CARE']?.[0]?.ts ?? '';
  }

  /** Seconds of the workspace's clock, so many from now. */
  seconds(fromNow: number): number {
    return Math.floor(this.workspace.world.now().getTime() / 1000) + fromNow;
  }

  /** A file that is there and shared in #care; its id. */
  async file(): Promise<string> {
    const id = await this.uploaded();
    await this.call('files.completeUploadExternal', { files: [{ id }], channel_id: 'C0CARE' });
    return id;
  }

  /** A file whose bytes have arrived. */
  async uploaded(bytes = 'hello'): Promise<string> {
    const answer = await this.call('files.getUploadURLExternal', { filename: 'notes.txt', length: bytes.length });
    await fetch(String(answer['upload_url']), { method: 'POST', body: bytes });
    return String(answer['file_id']);
  }

  trigger(fromModal = false): string {
    return this.workspace.world.triggers.issue({ user: 'U0ANA', fromModal });
  }
}
