/** Counts the changes of the workspace and tells whoever listens. Several within one turn are told once. */
export interface Changes {
  version(): number;
  changed(): void;
  /** Returns how to stop listening. */
  listen(listener: (version: number) => void): () => void;
}

export function createChanges(): Changes {
  let version = 1;
  let isTold = true;
  const listeners = new Set<(version: number) => void>();

  function tell(): void {
    isTold = true;
    for (const listener of listeners) listener(version);
  }

  return {
    version: () => version,
    changed() {
      version += 1;
      if (!isTold) return;
      isTold = false;
      setImmediate(tell);
    },
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
