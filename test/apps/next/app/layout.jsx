import 'decart-react/styles.css';
import './globals.css';

export const metadata = { title: 'A new app' };

export default function Layout({ children }) {
  return (
    <html lang="en">
      <body>{children}</body>
    </html>
  );
}
