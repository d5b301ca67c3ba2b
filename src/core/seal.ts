import { createCipheriv, createDecipheriv, createHash, randomBytes, scryptSync } from 'node:crypto';

/** Something sealed that cannot be opened: sealed under a key we were not given, or changed since. */
export class SealError extends Error {
  readonly reason: 'unknown key' | 'broken';

  constructor(reason: SealError['reason']) {
    super(reason === 'unknown key' ? 'sealed under a key that is not known' : 'what was sealed has been changed');
    this.name = 'SealError';
    this.reason = reason;
  }
}

/** Encrypts small secrets for storage. Sealed text says which key it needs, but nothing about that key. */
export interface Sealer {
  /** `place` is where the text will be kept; it can be opened nowhere else. */
  seal(text: string, place: string): string;
  /** @throws SealError */
  open(sealed: string, place: string): string;
  /** Whether it was sealed under another key than the newest. */
  isStale(sealed: string): boolean;
}

interface Key {
  readonly id: string;
  readonly bytes: Buffer;
}

const CIPHER = 'aes-256-gcm';
const VERSION = 'v1';
const IV_BYTES = 12;
const TAG_BYTES = 16;

/**
 * AES-256-GCM under the first of these keys; whatever was sealed under any of them can be opened. Each is stretched by
 * scrypt (tens of milliseconds, once), so that a key a person made up is not tried out at speed; the salt is fixed, as
 * there is nowhere to keep another one that does not come with the data.
 */
export function createSealer(secrets: readonly string[]): Sealer {
  const keys = secrets.map(keyFrom);
  const [newest] = keys;
  if (!newest) throw new Error('a key is needed');
  return {
    seal: (text, place) => [VERSION, newest.id, encrypt(newest, text, place).toString('base64url')].join('.'),
    open(sealed, place) {
      const [version, id, content = ''] = sealed.split('.');
      const key = version === VERSION ? keys.find((candidate) => candidate.id === id) : undefined;
      if (!key) throw new SealError('unknown key');
      return decrypt(key, Buffer.from(content, 'base64url'), place);
    },
    isStale: (sealed) => sealed.split('.')[1] !== newest.id,
  };
}

function keyFrom(secret: string): Key {
  const bytes = scryptSync(secret, 'floorwalker.seal.v1', 32);
  return { id: createHash('sha256').update('id').update(bytes).digest('base64url').slice(0, 8), bytes };
}

/** A fresh nonce, the tag, the text: the nonce is random, so one key seals some billion texts safely. */
function encrypt(key: Key, text: string, place: string): Buffer {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv(CIPHER, key.bytes, iv).setAAD(Buffer.from(place));
  const content = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), content]);
}

function decrypt(key: Key, sealed: Buffer, place: string): string {
  const iv = sealed.subarray(0, IV_BYTES);
  const tag = sealed.subarray(IV_BYTES, IV_BYTES + TAG_BYTES);
  try {
    const decipher = createDecipheriv(CIPHER, key.bytes, iv, { authTagLength: TAG_BYTES });
    decipher.setAAD(Buffer.from(place)).setAuthTag(tag);
    return decipher.update(sealed.subarray(IV_BYTES + TAG_BYTES), undefined, 'utf8') + decipher.final('utf8');
  } catch {
    throw new SealError('broken');
  }
}
