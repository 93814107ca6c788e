import react from '@vitejs/plugin-react';
import { defineConfig, loadEnv } from 'vite';
import { decartApi } from './decartApi';

export default defineConfig(({ mode }) => {
  // Only names that begin with VITE_ reach the page: the key stays here.
  const { DECART_API_KEY, DECART_BASE_URL, PORT = '3000' } = { ...loadEnv(mode, '.', ''), ...process.env };
  const port = Number(PORT);
  return {
    plugins: [react(), decartApi({ apiKey: DECART_API_KEY, baseUrl: DECART_BASE_URL })],
    server: { port },
    preview: { port },
  };
});
