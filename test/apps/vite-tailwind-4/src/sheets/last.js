import '../index.css';
import 'decart-react/styles.css';
