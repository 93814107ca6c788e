import { createDecartClient } from '@decartai/sdk';
import { toDecartError } from 'decart-react';

/** What is missing on the server, if anything: usually the key. */
export function findSetupProblem(): string | null {
  try {
    createDecartClient({ baseUrl: process.env.DECART_BASE_URL });
    return null;
  } catch (error) {
    return toDecartError(error).message;
  }
}
