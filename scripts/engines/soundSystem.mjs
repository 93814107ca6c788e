// A sound system for machines without sound hardware: Firefox runs no audio graph without one, and all sound would be silence.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findProgram, installPackages } from '../debian.mjs';

const START_TIMEOUT_MS = 10_000;

/**
 * Starts PulseAudio with a device that plays nothing, and returns the environment for the browser. Where there is no
 * PulseAudio, the browser uses what the machine has.
 */
export async function startSoundSystem() {
  const program = findProgram('pulseaudio') || (installPackages('pulseaudio') && findProgram('pulseaudio'));
  if (!program) return { env: process.env, stop: async () => {} };
  const folder = await mkdtemp(join(tmpdir(), 'decart-react-sound-'));
  const socket = join(folder, 'native');
  const child = spawn(
    program,
    [
      '-n',
      '--daemonize=no',
      '--exit-idle-time=-1',
      '--load=module-null-sink',
      `--load=module-native-protocol-unix socket=${socket} auth-anonymous=1`,
    ],
    { stdio: 'ignore', env: { ...process.env, HOME: folder, XDG_RUNTIME_DIR: folder } },
  );
  const ended = new Promise((resolve) => child.once('close', resolve));
  const until = Date.now() + START_TIMEOUT_MS;
  while (!existsSync(socket) && Date.now() < until) await new Promise((done) => setTimeout(done, 50));
  return {
    env: { ...process.env, PULSE_SERVER: `unix:${socket}` },
    async stop() {
      child.kill();
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
}
