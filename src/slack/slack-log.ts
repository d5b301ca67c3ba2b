import { LogLevel, type Logger } from '@slack/web-api';
import type { Log } from '../core/log.ts';

/** Slack's libraries log whole payloads at debug level, people's words included: none of that is ever written. */
export function slackLog(log: Log, part: string): Logger {
  const write =
    (level: 'debug' | 'warn' | 'error') =>
    (...said: unknown[]) => {
      log[level]({ part, said: said.map(String).join(' ').slice(0, 500) }, 'Slack library');
    };
  return {
    debug: () => {},
    info: write('debug'),
    warn: write('warn'),
    error: write('error'),
    setLevel: () => {},
    getLevel: () => LogLevel.INFO,
    setName: () => {},
  };
}
