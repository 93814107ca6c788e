import { createTokenHandler } from 'decart-react/server';

/** Replace it with your own login: as it is, every request is refused. */
async function getUser(_request: Request): Promise<{ id: string } | null> {
  return null;
}

// It reads the API key from DECART_API_KEY.
export const { POST, OPTIONS } = createTokenHandler({
  authorize: getUser,
  tokenOptions: { expiresIn: 60, allowedModels: ['lucy-2.5'] },
});
