// A test of an app with `decart-react/testing`, in Jest with jsdom, as the guide sets it up.
import { check, run } from '../../../scripts/real-apps.mjs';

export default function checkJest({ folder }) {
  run(folder, 'npm', 'test');
  check(true, 'the tests of an app pass');
}
