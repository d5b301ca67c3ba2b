import type { Feature } from '../../feature.ts';

/** What this feature is told of the rest of the house. */
export interface EscalationsDeps {
  /** Those to whom files may be sent: what people write to the app itself comes here first. */
  readonly onFilesGiven: () => readonly NonNullable<Feature['onFilesGiven']>[];
}
