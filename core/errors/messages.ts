/** What KMS says of a ciphertext whose key the caller can't see. Source: access.md section 8. */
export const HIDDEN_KEY_MESSAGE =
  'The ciphertext refers to a customer master key that does not exist, does not exist in this region, or you are not allowed to access.';
