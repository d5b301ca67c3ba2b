import { randomBytes } from 'node:crypto';
import type { World } from '../world.ts';

/** What a person allowed, until the app exchanges it for a token. */
export interface Allowed {
  readonly world: World;
  readonly person: string;
  readonly scopes: readonly string[];
  /** As it stood in the request; an exchange must name the same, or none if none was named. */
  readonly redirectUri: string | undefined;
}

export interface Codes {
  issue(allowed: Allowed): string;
  /** Uses a code up, or says why it cannot be used. */
  use(code: string): Allowed | 'invalid_code' | 'code_expired' | 'code_already_used';
}

const LIFE_MS = 10 * 60 * 1000;

/** Codes live for ten minutes of real time and can be exchanged once. */
export function createCodes(realNow: () => number = Date.now): Codes {
  const issued = new Map<string, { allowed: Allowed; at: number; isUsed: boolean }>();
  return {
    issue(allowed) {
      const code = `${allowed.world.state.workspace.id}.${randomBytes(20).toString('hex')}`;
      issued.set(code, { allowed, at: realNow(), isUsed: false });
      return code;
    },
    use(code) {
      const found = issued.get(code);
      if (!found) return 'invalid_code';
      if (found.isUsed) return 'code_already_used';
      if (realNow() - found.at > LIFE_MS) return 'code_expired';
      found.isUsed = true;
      return found.allowed;
    },
  };
}
