import 'decart-react/styles.css';
import Link from 'next/link';
import type { ReactNode } from 'react';

export const metadata = { title: 'decart-react' };

export default function Layout({ children }: { children: ReactNode }) {
  return (
    <html lang="en">
      <body>
        <nav>
          <Link href="/live">Live</Link> <Link href="/image">Image</Link>
        </nav>
        <main>{children}</main>
      </body>
    </html>
  );
}
