import { afterEach } from 'vitest';

if (typeof document !== 'undefined') {
  const { cleanup, configure } = await import('@testing-library/react');
  // For busy machines: `findBy…` waits one second by default.
  configure({ asyncUtilTimeout: 20_000 });
  // A component that stays mounted would render once more when the file's DOM is gone: "window is not defined".
  afterEach(cleanup);
}
