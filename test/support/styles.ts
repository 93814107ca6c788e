// `decart-react/styles.css` as it is shipped: its sheets in the order of tsup.config.ts.
import '../../src/styles.css';
