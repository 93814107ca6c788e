import '@testing-library/jest-dom/vitest';
import { afterEach } from 'vitest';

// All test files in a browser share it: one test's choice must not reach the next.
afterEach(() => globalThis.localStorage?.removeItem('decart-react:devices'));
