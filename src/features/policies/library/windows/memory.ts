import type { z } from 'zod';
import { UserError } from '../../../../core/errors.ts';

/** What a form kept for itself. @throws UserError where that is of an older version, or made up */
export function recalled<Memory>(shape: z.ZodType<Memory>, metadata: string): Memory {
  try {
    return shape.parse(JSON.parse(metadata));
  } catch {
    throw new UserError('This form is out of date. Please close it and open it again.');
  }
}
