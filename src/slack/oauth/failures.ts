import { ErrorCode } from '@slack/oauth';
import { WebAPIPlatformError } from '@slack/web-api';
import type { Page } from './pages.ts';

/** A whole organisation was to be installed, or an app without its bot. */
export class NotOneWorkspace extends Error {
  constructor() {
    super('not the installation of one workspace');
    this.name = 'NotOneWorkspace';
  }
}

type Words = Omit<Page, 'button'> & { readonly status: number };

const WRONG_STATE: ReadonlySet<string> = new Set([ErrorCode.InvalidStateError, ErrorCode.MissingStateError]);

/** What people do, not what goes wrong: they say no, wait too long, or open an old link. */
export function isExpected(error: Error & { readonly code?: string }): boolean {
  return statedBy(error) !== undefined;
}

/** What somebody reads whose installation came to nothing. */
export function wordsForFailure(error: Error & { readonly code?: string }, reference: string): Words {
  return (
    statedBy(error) ?? {
      status: 500,
      title: 'That did not work',
      paragraphs: [
        'Something went wrong on our side, and Floorwalker was not installed. Please try again.',
        `If it happens again, tell whoever runs Floorwalker this reference: ${reference}`,
      ],
    }
  );
}

function statedBy(error: Error & { readonly code?: string }): Words | undefined {
  if (error instanceof NotOneWorkspace) {
    return {
      status: 400,
      title: 'One workspace at a time, please',
      paragraphs: [
        'Floorwalker is installed in single workspaces, not in a whole organisation. Nothing was installed.',
      ],
    };
  }
  if (error.code === ErrorCode.AuthorizationError) {
    return { status: 200, title: 'Nothing was installed', paragraphs: ['You said no, and that is fine.'] };
  }
  if (WRONG_STATE.has(error.code ?? '')) {
    return {
      status: 400,
      title: 'This link does not work any more',
      paragraphs: ['It is older than ten minutes, or was opened in another browser than the one you began in.'],
    };
  }
  if (error.code === ErrorCode.MissingCodeError || isCodeRefused(error)) {
    return {
      status: 400,
      title: 'Slack did not confirm it',
      paragraphs: ['A confirmation works once, for ten minutes. Nothing was installed.'],
    };
  }
  return undefined;
}

/** Slack takes the code for used, too old, or none of its own; a wrong client secret is our own mistake. */
function isCodeRefused(error: Error): boolean {
  return error instanceof WebAPIPlatformError && /^(invalid_code|code_(expired|already_used))$/.test(error.data.error);
}
