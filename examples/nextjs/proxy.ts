import { type NextRequest, NextResponse } from 'next/server';

// In place of your own login: whoever opens a page is somebody from then on. The id is random, so that nobody guesses
// another's.
export function proxy(request: NextRequest) {
  const response = NextResponse.next();
  if (!request.cookies.has('session')) {
    response.cookies.set('session', crypto.randomUUID(), { httpOnly: true, sameSite: 'lax' });
  }
  return response;
}

export const config = { matcher: ['/', '/live', '/image'] };
