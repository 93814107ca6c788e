import { createTokenHandler } from 'decart-react/server';
import { getUser } from '../../../../lib/getUser';

export const { POST, OPTIONS } = createTokenHandler({
  authorize: getUser,
  tokenOptions: (user) => ({ metadata: { userId: user.id }, allowedModels: ['lucy-2.5'] }),
  // Decart's default address, unless you set another.
  baseUrl: process.env.DECART_BASE_URL,
});
