/** Whether it is an account's own key, which never expires and allows everything. */
export function isPermanentKey(apiKey: string): boolean {
  return /^(dct_|sk-)/.test(apiKey);
}
