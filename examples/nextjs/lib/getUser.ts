import { cookies } from 'next/headers';
import { readSession } from './session';

/** Who is asking: the user of your own login, in an app of your own. */
export async function getUser(): Promise<{ id: string } | null> {
  const id = readSession((await cookies()).get('session')?.value);
  return id ? { id } : null;
}
