// `decart-react/testing`: tests apps in jsdom, with an engine that the test controls.
export {
  createTestDecart,
  type TestDecart,
  type TestDecartOptions,
  type TestSession,
} from './createTestDecart';
