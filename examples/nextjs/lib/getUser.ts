import { cookies } from 'next/headers';

/** Who is asking: the user of your own login, in an app of your own. */
export async function getUser(): Promise<{ id: string } | null> {
  const session = (await cookies()).get('session');
  return session ? { id: session.value } : null;
}
