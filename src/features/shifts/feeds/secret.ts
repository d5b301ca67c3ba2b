import { createHash, randomBytes } from 'node:crypto';

/** 256 random bits as 43 letters, digits, `-` and `_`: nobody guesses one. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

/**
 * What a secret is recognized by. A plain hash will do, as there is nothing to guess; and whoever tries addresses learns nothing
 * from how long the look-up of a hash takes.
 */
export function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url');
}
