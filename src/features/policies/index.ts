import type { Feature } from '../../feature.ts';
import type { PoliciesDeps } from './deps.ts';
import { policiesJobs } from './jobs.ts';
import { policiesListeners } from './listeners.ts';

/** The policies of each team: looked up by passage, kept true, and known to whom they concern. */
export function policies(deps: PoliciesDeps): Feature {
  return { name: 'policies', listeners: policiesListeners(deps), jobs: policiesJobs(deps) };
}
