// A test of an app with `decart-react/testing`, in Jest with jsdom, as the guide sets it up, from the packed tarball.
//
//   npm run build && node scripts/check-jest.mjs
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { check, pack, run } from './real-apps.mjs';

const workspace = await mkdtemp(join(tmpdir(), 'decart-react-jest-'));
try {
  const folder = join(workspace, 'app');
  await cp('test/jest', folder, { recursive: true, filter: (path) => !path.includes('node_modules') });
  run(folder, 'npm', 'ci', '--ignore-scripts', '--no-audit', '--no-fund');
  run(folder, 'npm', 'install', '--no-save', '--ignore-scripts', '--no-audit', '--no-fund', pack(workspace));
  run(folder, 'npm', 'test');
  check(true, 'Jest runs the test of an app with decart-react/testing');
} finally {
  await rm(workspace, { recursive: true, force: true });
}
