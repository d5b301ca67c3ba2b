const SIGN = '+';

/** An id as Slack makes one up where the app gave none: new with every publish and update. */
export function madeUpId(letters: string): string {
  return SIGN + letters;
}

export function isMadeUpId(id: string | undefined): boolean {
  return id === undefined || id.startsWith(SIGN);
}
