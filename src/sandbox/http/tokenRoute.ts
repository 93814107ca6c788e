import type { CreateTokenOptions } from '@decartai/sdk';
import type { TokenRegistry } from '../tokens/tokenRegistry';
import { errorResponse, invalid, type ValidationIssue, validationResponse } from './responses';

const MAX_LIST_LENGTH = 20;

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isOrigin(value: string): boolean {
  try {
    return new URL(value).origin === value;
  } catch {
    return false;
  }
}

/** A number in range, or absent. */
function numberIssues(path: string[], value: unknown, min: number, max = Number.POSITIVE_INFINITY) {
  if (value === undefined || value === null) return [];
  if (!Number.isInteger(value)) return [invalid(path, 'Input should be a valid integer', 'int_type')];
  if (Number(value) < min) {
    return [invalid(path, `Input should be greater than or equal to ${min}`, 'greater_than_equal')];
  }
  if (Number(value) > max) {
    return [invalid(path, `Input should be less than or equal to ${max}`, 'less_than_equal')];
  }
  return [];
}

function listIssues(field: string, value: unknown, check?: (item: string) => boolean): ValidationIssue[] {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) return [invalid(field, 'Input should be a valid list', 'list_type')];
  if (value.length > MAX_LIST_LENGTH) {
    return [invalid(field, `List should have at most ${MAX_LIST_LENGTH} items`, 'too_long')];
  }
  return value.flatMap((item, index) => {
    const path = [field, String(index)];
    if (typeof item !== 'string') return [invalid(path, 'Input should be a valid string', 'string_type')];
    return check && !check(item) ? [invalid(path, 'Value error, must be a full origin with its scheme')] : [];
  });
}

/** What is wrong with the options of a token. */
export function tokenIssues(body: Record<string, unknown>): ValidationIssue[] {
  const { expiresIn, allowedModels, allowedOrigins, constraints, metadata } = body;
  const realtime = isRecord(constraints) && isRecord(constraints.realtime) ? constraints.realtime : {};
  return [
    ...numberIssues(['expiresIn'], expiresIn, 1, 3600),
    ...listIssues('allowedModels', allowedModels),
    ...listIssues('allowedOrigins', allowedOrigins, isOrigin),
    ...numberIssues(['constraints', 'realtime', 'maxSessionDuration'], realtime.maxSessionDuration, 10),
    ...(metadata === undefined || metadata === null || isRecord(metadata)
      ? []
      : [invalid('metadata', 'Input should be a valid dictionary', 'dict_type')]),
  ];
}

async function readBody(request: Request): Promise<unknown> {
  const text = await request.text();
  if (text === '') return {};
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** `POST /v1/client/tokens`, for a key that is already known to be valid. */
export async function createToken(
  tokens: TokenRegistry,
  apiKey: string | null,
  request: Request,
): Promise<Response> {
  if (!tokens.isPermanentKey(apiKey)) {
    return errorResponse(403, 'Client tokens cannot create other client tokens');
  }
  const body = await readBody(request);
  if (!isRecord(body)) {
    return validationResponse([{ loc: ['body'], msg: 'JSON decode error', type: 'json_invalid' }]);
  }
  const issues = tokenIssues(body);
  if (issues.length > 0) return validationResponse(issues);
  return Response.json(tokens.mint(withoutNulls(body)));
}

/** The options in the body; `tokenIssues` has already checked them. */
function withoutNulls(body: Record<string, unknown>): CreateTokenOptions {
  return Object.fromEntries(Object.entries(body).filter(([, value]) => value !== null));
}
