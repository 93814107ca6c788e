// Finds programs, and installs missing ones from Debian's packages if possible.
import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

const PATIENCE_MS = 300_000;

/** Runs a command and shows its output. Returns whether it succeeded. */
export function run(command, ...args) {
  console.log(`> ${command} ${args.join(' ')}`);
  return spawnSync(command, args, { stdio: 'inherit', timeout: PATIENCE_MS }).status === 0;
}

/** Installs packages if this is Debian and we are root. */
export function installPackages(...names) {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false;
  return run('apt-get', 'update') && run('apt-get', 'install', '-y', ...names);
}

export function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** The first program of these names on the `PATH`, or undefined. */
export function findProgram(...names) {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find(isExecutable);
}
