import '#sheets';
import { createRoot } from 'react-dom/client';
import { Look } from '../Look.jsx';

createRoot(document.getElementById('root')).render(<Look />);
