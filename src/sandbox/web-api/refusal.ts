/** Thrown by a method: becomes `{ ok: false, error, …details }`, as Slack answers it. */
export class SlackRefusal extends Error {
  readonly code: string;
  readonly details: Readonly<Record<string, unknown>>;

  constructor(code: string, details: Readonly<Record<string, unknown>> = {}) {
    super(code);
    this.name = 'SlackRefusal';
    this.code = code;
    this.details = details;
  }
}

/** Slack asks to wait: HTTP 429 with Retry-After. */
export class RateLimited extends Error {
  readonly retryAfterSeconds: number;

  constructor(retryAfterSeconds: number) {
    super('ratelimited');
    this.name = 'RateLimited';
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/** Arguments that are missing or malformed, with a line for each. */
export function invalidArguments(messages: readonly string[]): SlackRefusal {
  return new SlackRefusal('invalid_arguments', { response_metadata: { messages } });
}
