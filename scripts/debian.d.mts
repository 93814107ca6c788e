/** Runs a command and shows its output. Returns whether it succeeded. */
export function run(command: string, ...args: string[]): boolean;
/** Installs packages if this is Debian and we are root. */
export function installPackages(...names: string[]): boolean;
export function isExecutable(path: string): boolean;
/** The first program of these names on the `PATH`, or undefined. */
export function findProgram(...names: string[]): string | undefined;
