import { createSigner, SIGNATURE_LENGTH } from '../handler/signer';

/**
 * Signs the ids of jobs for the user who submitted them, so that another user's id is worth nothing. There is nothing to
 * store: the signature stands in the id itself, `<Decart's id>.<HMAC-SHA-256>`.
 */
export interface JobIds {
  sign(jobId: string, userId: string): Promise<string>;
  /** Decart's own id, or undefined where the id was not signed for this user. */
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

/** JSON keeps the two apart: no user's id can be written so that the pair reads like another pair. */
function subject(jobId: string, userId: string): string {
  return JSON.stringify([userId, jobId]);
}
