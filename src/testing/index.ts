// `decart-react/testing`: apps under test in jsdom, over an engine that the test drives.
export {
  createTestDecart,
  type TestDecart,
  type TestDecartOptions,
  type TestSession,
} from './createTestDecart';
