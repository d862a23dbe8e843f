import { describeTold } from './told.ts';

describeTold('life-of-keys.sh', {
  'schedule-key-deletion': /"PendingDeletion"/,
  'openssl verifies the signature': 'Verified OK\nexit 0',
  'encrypt after the import': /"CiphertextBlob"/,
});
