/** Replace this with your own login. */
export function getUser(request: Request): { id: string } | null {
  const id = request.headers.get('x-user');
  return id ? { id } : null;
}
