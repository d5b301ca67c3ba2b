import { LIMITS } from '../../../../slack/limits.ts';
import { webAddress } from '../../../../slack/mrkdwn.ts';

/**
 * Where a link of a policy may lead: http, https and mailto as a browser would write them. Undefined for anything else,
 * relative addresses included: what they were relative to is not in Slack.
 */
export function linkTarget(href: string): string | undefined {
  const target = webAddress(href) ?? mailAddress(href);
  return target !== undefined && target.length <= LIMITS.url ? target : undefined;
}

function mailAddress(href: string): string | undefined {
  return /^mailto:[^\s<>]+$/i.test(href) && URL.canParse(href) ? new URL(href).href : undefined;
}
