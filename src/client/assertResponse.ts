import type { DecartErrorCode } from '../errors/codes';
import { isRecord } from '../errors/json';
import { unexpectedResponseError } from '../errors/unexpectedResponseError';

/** The SDK takes every 200 for Decart's: also the page that a host has for all addresses, and another API's JSON. */
export async function assertMedia(answer: Promise<Blob>, code: DecartErrorCode): Promise<Blob> {
  const media = await answer;
  if (media.size > 0 && !/^(text\/html|application\/json)/.test(media.type)) return media;
  throw unexpectedResponseError(code, media.size > 0 ? media.type : 'nothing');
}

/** The same of an answer that must say something in a field. */
export async function assertField<T>(answer: Promise<T>, field: keyof T, code: DecartErrorCode): Promise<T> {
  const json = await answer;
  if (isRecord(json) && typeof json[field] === 'string') return json;
  throw unexpectedResponseError(code, `no "${String(field)}"`);
}
