import 'decart-react/styles.css';
// The `globals.css` of create-next-app. `check:apps` copies it from `test/styles`.
import '../starter.css';

export const metadata = { title: 'A new app' };

export default function Layout({ children }) {
  return (
    <html lang="en">
      <body>{children}</body>
    </html>
  );
}
