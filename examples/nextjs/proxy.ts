import { type NextRequest, NextResponse } from 'next/server';
import { createSession, readSession } from './lib/session';

// Replace this with your own login: here, every visitor becomes a user.
export function proxy(request: NextRequest) {
  const response = NextResponse.next();
  if (!readSession(request.cookies.get('session')?.value)) {
    response.cookies.set('session', createSession(), { httpOnly: true, sameSite: 'lax' });
  }
  return response;
}

export const config = { matcher: ['/', '/live', '/image'] };
