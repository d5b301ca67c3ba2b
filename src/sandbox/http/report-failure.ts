/** Tells whoever runs the stand-in of a mistake of its own. */
export function reportFailure(error: unknown): void {
  process.stderr.write(`sandbox: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
}
