import type { Ctx } from '../../src/core/context.ts';
import { publishedPolicy } from './policies.ts';

const SHELF: Readonly<Record<string, string>> = {
  'Late delivery':
    'A parcel is late after the day that we promised. We refund what express shipping cost, and ask the carrier where it is.',
  'Damaged goods':
    'Broken on arrival: a photo is enough. We send a replacement the same day, and collect what is broken.',
  'Gift cards': 'Gift cards are valid for three years. A lost card is blocked and issued anew to whoever paid for it.',
  'Change of address':
    'Until a parcel has left the warehouse its address can be changed. After that only the carrier can do it.',
  Invoices:
    'An invoice can be sent again, also to another company name, until the end of the month in which it was written.',
  'Price match':
    'If a shop in the same country sells the same lamp for less, we give back the difference within fourteen days.',
  Privacy:
    'Whoever wants to know what we keep about them is answered within one month. Accounts are deleted on request.',
  'Call backs': 'We call back within two hours. If nobody answers we try twice more and then write a mail.',
};

/** Policies about other things, as a team has them: how sure a search is depends on what else there is. Kept by the team of `ctx`. */
export async function fillShelf(ctx: Ctx, teamId?: string): Promise<void> {
  for (const [title, markdown] of Object.entries(SHELF))
    await publishedPolicy(ctx, { title, markdown, ...(teamId !== undefined && { teamId }) });
}
