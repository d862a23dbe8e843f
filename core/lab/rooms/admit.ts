/**
 * Room 4: the account's request quota in the Region is not used up.
 * Simplified: AWS answers ThrottlingException above so many requests a second (KMS Developer Guide, "Request quotas");
 * kmslab has no quotas yet and admits every request.
 */
export function admit(): void {}
