/** Names of fields whose value nobody may read, whoever sends them. */
const NAMES =
  'token|access_token|refresh_token|bot_access_token|app_token|client_secret|signing_secret|code|state_secret';
const FIELDS = new RegExp(String.raw`(\\*")(${NAMES})\1:(\\*")[^"\\]*\3`, 'g');
/** Tokens of all kinds, wherever they stand. */
const TOKENS = /\bx(?:ox[a-z]|app)(?:\.xox[a-z])?-[\w-]+/g;
/** Who knows these can act for a person or open a connection; the beginning tells them apart. */
const KEYS = [
  /(\d+\.\d+\.[0-9a-f]{4})[0-9a-f]{8,}/g,
  /(ticket=\w{4})[\w-]+/g,
  /((?:commands|actions|app)\/\w+\/\w{5})\w+/g,
];

/**
 * Takes tokens and secrets out of a JSON text (also JSON within strings of JSON), and shortens trigger ids, response
 * URLs and connection tickets. `secrets` are taken out wherever they stand.
 */
export function scrub(text: string, secrets: readonly string[]): string {
  let clean = text.replace(FIELDS, '$1$2$1:$3(secret)$3').replace(TOKENS, '(token)');
  for (const key of KEYS) clean = clean.replace(key, '$1…');
  for (const secret of secrets) clean = clean.replaceAll(secret, '(secret)');
  return clean;
}
