// `process.env.NODE_ENV` is spelled out at every use: only then can bundlers remove the code for developers.

const said = new Set<string>();

/** Prints a message for developers in the console, once. */
export function warnDevelopers(message: string): void {
  if (said.has(message)) return;
  said.add(message);
  console.warn(`decart-react: ${message}`);
}
