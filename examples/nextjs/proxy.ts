import { type NextRequest, NextResponse } from 'next/server';
import { createSession, readSession } from './lib/session';

// In place of your own login: whoever opens a page is somebody from then on.
export function proxy(request: NextRequest) {
  const response = NextResponse.next();
  if (!readSession(request.cookies.get('session')?.value)) {
    response.cookies.set('session', createSession(), { httpOnly: true, sameSite: 'lax' });
  }
  return response;
}

export const config = { matcher: ['/', '/live', '/image'] };
