import { randomUUID } from 'node:crypto';

/** What opens a Socket Mode connection: each one once. */
export interface Tickets {
  issue(): string;
  /** Uses a ticket up; false for one that is unknown or used. */
  use(ticket: string): boolean;
}

const KEPT = 1000;

export function createTickets(): Tickets {
  const unused = new Set<string>();
  return {
    issue() {
      const ticket = randomUUID();
      unused.add(ticket);
      const [oldest] = unused;
      if (unused.size > KEPT && oldest !== undefined) unused.delete(oldest);
      return ticket;
    },
    use: (ticket) => unused.delete(ticket),
  };
}
