// `process.env.NODE_ENV` is written out where it is asked for: only then do bundlers leave out what is for developers.

const said = new Set<string>();

/** Tells developers something in the console, once. */
export function warnDevelopers(message: string): void {
  if (said.has(message)) return;
  said.add(message);
  console.warn(`decart-react: ${message}`);
}
