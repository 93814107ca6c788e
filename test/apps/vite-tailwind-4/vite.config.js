import { fileURLToPath } from 'node:url';
import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

// The mode says how the app imports its sheets.
export default defineConfig(({ mode }) => ({
  plugins: [react(), tailwindcss()],
  resolve: {
    alias: { '#sheets': fileURLToPath(new URL(`./src/sheets/${mode}.js`, import.meta.url)) },
  },
}));
