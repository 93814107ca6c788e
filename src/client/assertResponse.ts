import type { DecartErrorCode } from '../errors/codes';
import { isRecord } from '../errors/json';
import { unexpectedResponseError } from '../errors/unexpectedResponseError';

/** The SDK accepts every 200 as Decart's answer, even a host's catch-all page or another API's JSON. */
export async function assertMedia(answer: Promise<Blob>, code: DecartErrorCode): Promise<Blob> {
  const media = await answer;
  if (media.size > 0 && !/^(text\/html|application\/json)/.test(media.type)) return media;
  throw unexpectedResponseError(code, media.size > 0 ? media.type : 'nothing');
}

/** The same for a response that must have a certain field. */
export async function assertField<T>(answer: Promise<T>, field: keyof T, code: DecartErrorCode): Promise<T> {
  const json = await answer;
  if (isRecord(json) && typeof json[field] === 'string') return json;
  throw unexpectedResponseError(code, `no "${String(field)}"`);
}
