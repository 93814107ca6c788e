import { createProxyHandler } from 'decart-react/server';
import { getUser } from '../../../../lib/getUser';

export const { GET, POST, DELETE, OPTIONS } = createProxyHandler({
  authorize: getUser,
  allowedModels: ['lucy-image-2'],
  // Usage events, for your own metering.
  onEvent: ({ action, userId, outcome, bytesDown }) => console.log({ action, userId, outcome, bytesDown }),
  baseUrl: process.env.DECART_BASE_URL,
});
