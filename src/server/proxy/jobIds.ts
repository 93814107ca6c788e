import { createSigner, SIGNATURE_LENGTH } from '../handler/signer';

/**
 * Signs the ids of jobs for the user who submitted them, so that other users can't use them. Nothing is stored: the id
 * contains the signature, `<Decart's id>.<HMAC-SHA-256>`.
 */
export interface JobIds {
  sign(jobId: string, userId: string): Promise<string>;
  /** Decart's own id, or undefined if the id was not signed for this user. */
  verify(signedId: string, userId: string): Promise<string | undefined>;
}

/** `secrets`: the first signs, all are accepted. */
export function createJobIds(secrets: readonly string[]): JobIds {
  const { sign, verify } = createSigner(secrets, 'job ids, 1');

  return {
    sign: async (jobId, userId) => `${jobId}.${await sign(subject(jobId, userId))}`,
    async verify(signedId, userId) {
      const end = signedId.length - SIGNATURE_LENGTH - 1;
      if (end < 1 || signedId[end] !== '.') return undefined;
      const jobId = signedId.slice(0, end);
      return (await verify(subject(jobId, userId), signedId.slice(end + 1))) ? jobId : undefined;
    },
  };
}

/** JSON separates the two: no user's id can be chosen so that the pair reads like another pair. */
function subject(jobId: string, userId: string): string {
  return JSON.stringify([userId, jobId]);
}
