import { cookies } from 'next/headers';
import { readSession } from './session';

/** The current user. In your app, use your own login. */
export async function getUser(): Promise<{ id: string } | null> {
  const id = readSession((await cookies()).get('session')?.value);
  return id ? { id } : null;
}
