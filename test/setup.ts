import '@testing-library/jest-dom/vitest';
import { afterEach } from 'vitest';

// The files of a browser share it: what one test chose is not the next one's.
afterEach(() => globalThis.localStorage?.removeItem('decart-react:devices'));
