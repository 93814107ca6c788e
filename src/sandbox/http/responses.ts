/** One entry of the list in Decart's response to an invalid request (FastAPI's shape). */
export interface ValidationIssue {
  loc: (string | number)[];
  msg: string;
  type: string;
}

/** An error response: `{"detail": "text"}`. */
export function errorResponse(status: number, detail: string, headers: HeadersInit = {}): Response {
  return Response.json({ detail }, { status, headers });
}

/** A 422: `{"detail": [{loc, msg, type}]}`. */
export function validationResponse(issues: ValidationIssue[]): Response {
  return Response.json({ detail: issues }, { status: 422 });
}

export function missing(field: string): ValidationIssue {
  return { loc: ['body', field], msg: 'Field required', type: 'missing' };
}

export function invalid(field: string | string[], msg: string, type = 'value_error'): ValidationIssue {
  return { loc: ['body', ...[field].flat()], msg, type };
}
