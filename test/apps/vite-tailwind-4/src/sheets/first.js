import 'decart-react/styles.css';
import '../index.css';
